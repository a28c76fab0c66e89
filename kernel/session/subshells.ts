/** Requests that make, end and list subshells (Jupyter enhancement proposal 91). */

import type { ReplyContent } from "./answers.ts";
import type { SessionContext } from "./context.ts";
import { type Shell, SUBSHELLS_MAX } from "./shells.ts";

/** Answers `create_subshell_request`; `serve` reads the new one's requests. */
export function createSubshell(
  { shells }: Pick<SessionContext, "shells">,
  serve: (shell: Shell) => void,
): ReplyContent {
  const shell = shells.create();
  if (shell === null) return failure(`Cannot create a subshell: there are ${SUBSHELLS_MAX}`);
  serve(shell);
  return { status: "ok", subshell_id: shell.id };
}

/** Answers `delete_subshell_request`. A cell that runs in it goes on; those that wait do not run. */
export function deleteSubshell(
  { shells }: Pick<SessionContext, "shells">,
  subshellId: string,
): ReplyContent {
  const shell = shells.remove(subshellId);
  if (shell === null) return failure(unknownSubshell(subshellId));
  shell.queue.abortCells();
  shell.queue.end();
  return { status: "ok" };
}

/** Answers `list_subshell_request`. */
export function listSubshells({ shells }: Pick<SessionContext, "shells">): ReplyContent {
  return { status: "ok", subshell_id: shells.ids() };
}

/** What is said of a name that no subshell has. */
export function unknownSubshell(subshellId: unknown): string {
  return `Cannot find the subshell: ${JSON.stringify(subshellId)} is not known`;
}

function failure(evalue: string): ReplyContent {
  return { status: "error", ename: "SubshellError", evalue, traceback: [evalue] };
}

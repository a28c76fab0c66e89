/** The CPythons of a machine as a table, and what to do when there is none. */

import { mayRunAll } from "../run/permission.ts";
import type { TableSpec } from "../show/table.ts";
import type { Interpreter, RejectedCandidate, RejectionKind } from "./interpreter.ts";

/** Cells run only what was found before their kernel started. */
const THEN = mayRunAll()
  ? ""
  : ' Then run "deno task interpreters" in a terminal and restart the kernel: its cells may run what that finds.';

/** What a machine without CPython is told. */
export const INSTALL_HINT: string =
  'No CPython was found. With uv, "uv python install 3.13 3.14" fetches two; a distribution or python.org has ' +
  "them too. One in an unusual place is found through the environment variable PROBEBOOK_PYTHONS." +
  THEN;

/** What is said of a measurement without arms: a list may be empty also where there are CPythons. */
export const NO_ARMS_HINT: string =
  'Nothing was measured: the list of arms is empty. A machine without any CPython gets two with "uv python install ' +
  '3.13 3.14".' + THEN;

/** What is said of a comparison without a base, which is what the first of an empty list gives. */
export const NO_BASE_HINT: string =
  '"base" is undefined. A machine without any CPython gets two with "uv python install 3.13 3.14"; where there are ' +
  "some, look how the base was chosen.";

/** What a machine with a single CPython is told where two are compared. */
export const SECOND_HINT: string =
  'There is no second CPython to compare with. With uv, "uv python install 3.13 3.14" fetches two.' +
  THEN;

/** What nobody misses: the interpreter behind it is listed. */
const UNREMARKABLE: readonly RejectionKind[] = ["shim", "duplicate", "environment"];

/** Describes interpreters, one a row. */
export function interpreterTable(
  interpreters: readonly Interpreter[],
  rejected: readonly RejectedCandidate[],
): TableSpec {
  const others = rejected.filter((entry) => !UNREMARKABLE.includes(entry.rejection));
  const byReason = Map.groupBy(others, ({ reason }) => reason);
  const texts = [...byReason].map(([reason, entries]) =>
    `${entries.map(({ path }) => path).join(", ")} (${reason})`
  );
  const note = texts.length === 0 ? [] : [`Not used: ${texts.join("; ")}.`];
  return {
    caption: interpreters.length === 0 ? INSTALL_HINT : `CPythons found: ${interpreters.length}`,
    columns: [
      "Name",
      "Version",
      "Build",
      "Lock (GIL)",
      "JIT",
      "Collector",
      "Tail calls",
      "Subinterpreters",
      "Program",
    ].map((title) => ({ title })),
    rows: interpreters.map((python) => [
      python.name,
      python.version,
      python.build.family,
      python.gil,
      python.jit,
      python.collector,
      python.tailCalls ? "yes" : "no",
      python.subinterpreters ? "yes" : "no",
      python.executable,
    ]),
    ...(note.length === 0 ? {} : { note: note.join("\n") }),
  };
}

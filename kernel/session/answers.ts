/** Requests that are answered without running a cell. */

import { type HistoryRequest, PROTOCOL_VERSION } from "../messaging/mod.ts";
import type { Identity, SessionContext } from "./context.ts";

/** The content of a reply. */
export type ReplyContent = Record<string, unknown>;

/** What a console prints when it starts. */
function banner(identity: Identity): string {
  return `Probebook ${identity.version}: TypeScript ${identity.typescriptVersion} on Deno ${identity.denoVersion}`;
}

/** Answers `kernel_info_request`. */
export function kernelInfo({ identity }: Pick<SessionContext, "identity">): ReplyContent {
  return {
    status: "ok",
    protocol_version: PROTOCOL_VERSION,
    implementation: "probebook",
    implementation_version: identity.version,
    language_info: languageInfo(identity),
    banner: banner(identity),
    debugger: false,
    supported_features: ["kernel subshells"],
    help_links: [
      { text: "Deno", url: "https://docs.deno.com/" },
      { text: "TypeScript", url: "https://www.typescriptlang.org/docs/" },
      { text: "Observable Plot", url: "https://observablehq.com/plot/" },
    ],
  };
}

/** How front ends and exporters treat the code of our notebooks. */
export function languageInfo(identity: Identity): ReplyContent {
  return {
    name: "typescript",
    version: identity.typescriptVersion,
    mimetype: "text/x.typescript",
    file_extension: ".ts",
    pygments_lexer: "typescript",
    codemirror_mode: "typescript",
    nbconvert_exporter: "script",
  };
}

/** Answers `complete_request`. */
export async function complete(
  { help }: Pick<SessionContext, "help">,
  request: { code: string; cursor_pos: number },
): Promise<ReplyContent> {
  const completion = await help.complete(request.code, request.cursor_pos);
  return {
    status: "ok",
    matches: completion.matches,
    cursor_start: completion.cursorStartCodepoints,
    cursor_end: completion.cursorEndCodepoints,
    metadata: completion.metadata,
  };
}

/** Answers `inspect_request`. */
export async function inspect(
  { help }: Pick<SessionContext, "help">,
  request: { code: string; cursor_pos: number; detail_level: number },
): Promise<ReplyContent> {
  const { code, cursor_pos, detail_level: detailLevel } = request;
  const inspection = await help.inspect(code, cursor_pos, { detailLevel });
  return {
    status: "ok",
    found: inspection.kind === "found",
    data: inspection.kind === "found" ? inspection.data : {},
    metadata: {},
  };
}

/** Answers `is_complete_request`. */
export function isComplete(
  { evaluator }: Pick<SessionContext, "evaluator">,
  request: { code: string },
): ReplyContent {
  return { ...evaluator.completeness(request.code) };
}

/** Answers `history_request`. */
export async function historyAnswer(
  { history }: Pick<SessionContext, "history">,
  request: HistoryRequest,
): Promise<ReplyContent> {
  return { status: "ok", history: await history.answer(request) };
}

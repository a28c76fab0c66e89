/** How notebooks are written: byte for byte as Python's nbformat does. */

import { printJson } from "./json.ts";
import { type Cell, type Fields, isCodeCell, type Notebook, type Output } from "./nbformat.ts";

/** The lines of Python's `str.splitlines`, which knows more line ends than JavaScript. */
// deno-lint-ignore no-control-regex -- U+001C to U+001E are line ends to Python
const AFTER_LINE_END = /(?<=\n|\r(?!\n)|[\v\f\x1c-\x1e\x85\u2028\u2029])/;

/** Text types that do not begin with `text/`; nbformat splits these two and no others. */
const SPLIT_MIMES: ReadonlySet<string> = new Set(["application/javascript", "image/svg+xml"]);

/** The text of a notebook file, line feed at the end included. */
export function writeNotebook(notebook: Notebook): string {
  const cells = notebook.cells.map((cell) => splitCell(cell));
  return `${printJson({ ...notebook, cells })}\n`;
}

function splitCell(cell: Cell): Fields {
  const attachments = cell["attachments"];
  return {
    ...cell,
    source: splitLines(cell.source),
    ...(isFields(attachments) ? { attachments: splitBundles(attachments) } : {}),
    ...(isCodeCell(cell) ? { outputs: cell.outputs.map(splitOutput) } : {}),
  };
}

function splitOutput(output: Output): Fields {
  const { output_type: type, data, text } = output;
  if (type === "stream" && typeof text === "string") return { ...output, text: splitLines(text) };
  const isDisplay = type === "display_data" || type === "execute_result";
  return isDisplay && isFields(data) ? { ...output, data: splitBundle(data) } : output;
}

function splitBundles(bundles: Fields): Fields {
  return Object.fromEntries(
    Object.entries(bundles).map((
      [name, bundle],
    ) => [name, isFields(bundle) ? splitBundle(bundle) : bundle]),
  );
}

function splitBundle(bundle: Fields): Fields {
  return Object.fromEntries(
    Object.entries(bundle).map(([mime, value]) => {
      const isText = mime.startsWith("text/") || SPLIT_MIMES.has(mime);
      return [mime, isText && typeof value === "string" ? splitLines(value) : value];
    }),
  );
}

function splitLines(text: string): string[] {
  return text === "" ? [] : text.split(AFTER_LINE_END);
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Thrown values as plain text for a notebook: cells by their names and the lines their authors see,
 * nothing of the machinery that ran them.
 */

import { excerptLines } from "./excerpt.ts";
import { PREFIX_LINE_COUNT, type ThrownReport } from "../runtime_contract.ts";
import { frameLine, isForeign, readFrame } from "../stack_frames.ts";
import { createLineTable, type TextPosition } from "./text_position.ts";

/** A cell as tracebacks need it. */
export interface TracedCell {
  /** For example `cell 3`. */
  readonly name: string;
  /** The cell as its author wrote it. */
  readonly source: string;
  /** From a place in the transformed code to the place in `source`; all zero-based. */
  original(line0: number, column0: number): TextPosition | null;
}

/** What a traceback takes besides the thrown value. */
export interface TracebackOptions {
  /** The cell of a script URL as it stands in stack texts. */
  cellOf(url: string): TracedCell | undefined;
  /** Where V8 found the script wrong, zero-based as in CDP's exception details. */
  readonly compileError?: { cell: TracedCell; line: number; column: number };
}

/** A thrown value as Jupyter's error message carries it. */
export interface DescribedError {
  readonly name: string;
  readonly message: string;
  /** Plain text, one line per item. */
  readonly traceback: string[];
}

/** Describes a thrown value. */
export function describeThrown(report: ThrownReport, options: TracebackOptions): DescribedError {
  return {
    name: report.name,
    message: withoutColours(report.message),
    traceback: [...errorLines(report, options)],
  };
}

/** Describes an error of syntax that was found before the cell ran. */
export function describeSyntaxError(
  message: string,
  { cellName, source, offset }: { cellName: string; source: string; offset: number },
): DescribedError {
  const lines = createLineTable(source);
  const position = lines.positionAt(offset);
  return {
    name: "SyntaxError",
    message: `${message} (${cellName}:${placeText(position)})`,
    traceback: [
      `SyntaxError: ${message}`,
      `    at ${cellName}:${placeText(position)}`,
      ...excerptLines(lines, position),
    ],
  };
}

/** Frames shown before only the cell's own are of interest: as many as V8 keeps by itself. */
const FRAMES_SHOWN_MAX = 10;

/** Stack lines of a text (with its headline or without) that a cell's author can use. */
export function frameLines(stack: string, options: Pick<TracebackOptions, "cellOf">): string[] {
  const out: string[] = [];
  let hasExcerpt = false;
  let shownCount = 0;
  for (const text of stack.split("\n")) {
    const frame = readFrame(text);
    if (frame === null) continue;
    const cell = options.cellOf(frame.url);
    const isEnough = shownCount >= FRAMES_SHOWN_MAX;
    if (cell === undefined) {
      if (isForeign(frame.url) || isEnough) continue;
      shownCount += 1;
      out.push(frameLine(frame, { ...frame, file: frame.url }));
      continue;
    }
    const original = cell.original(frame.line - PREFIX_LINE_COUNT, frame.column);
    // The prefix line, and what we put behind the cell's code.
    if (original === null || (isEnough && hasExcerpt)) continue;
    shownCount += 1;
    out.push(frameLine(frame, { ...original, file: cell.name }));
    if (!hasExcerpt) out.push(...excerptLines(createLineTable(cell.source), original));
    hasExcerpt = true;
  }
  return out;
}

function* errorLines(report: ThrownReport, options: TracebackOptions): Generator<string> {
  if (report.traceback !== undefined) return yield* report.traceback;
  const head = withoutColours(headline(report)).split("\n");
  yield* head;
  if (options.compileError !== undefined) yield* compileErrorLines(options.compileError);
  const frames = report.stack === null ? [] : frameLines(report.stack, options);
  // A module that cannot be read is named in the message, in the form of a frame.
  yield* frames.filter((line) => !head.includes(line));
  const inner = { cellOf: options.cellOf };
  for (const [index, member] of (report.errors ?? []).entries()) {
    yield* withLabel(
      `Error ${index + 1} of ${report.errors?.length ?? 0}: `,
      errorLines(member, inner),
    );
  }
  if (report.cause !== undefined) yield* withLabel("Caused by: ", errorLines(report.cause, inner));
}

function* withLabel(label: string, lines: Generator<string>): Generator<string> {
  const first = lines.next();
  if (first.done !== true) yield label + first.value;
  yield* lines;
}

function* compileErrorLines(
  { cell, line, column }: NonNullable<TracebackOptions["compileError"]>,
): Generator<string> {
  const original = cell.original(line - PREFIX_LINE_COUNT, column);
  if (original === null) return;
  yield `    at ${cell.name}:${placeText(original)}`;
  yield* excerptLines(createLineTable(cell.source), original);
}

function headline({ name, message }: ThrownReport): string {
  if (message === "") return name;
  return name === "" ? message : `${name}: ${message}`;
}

function placeText({ line, column }: TextPosition): string {
  return `${line + 1}:${column + 1}`;
}

const COLOUR = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g");

/** The runtime colours some of its messages (syntax errors of modules, for example). */
function withoutColours(text: string): string {
  return text.replace(COLOUR, "");
}

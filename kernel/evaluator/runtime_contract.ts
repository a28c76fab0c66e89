/**
 * What transformed cell code calls in the process that runs it: the members of the hidden global
 * `__probebook` that `transpileCell()` writes into scripts, and the name of each cell's script.
 *
 * How a script is to be run:
 *
 * 1. One prefix line, `"use strict"; await __probebook.begin(…); __probebook.enter(…); ` + `Transpiled.opening`, then
 *    `Transpiled.code`, then, if `Transpiled.isHandedOver`, the line `finishLine()`, and a last line
 *    `//# sourceURL=` + `scriptUrl(cellId)`. Cells are module code, therefore strict; the directive
 *    has to be the first statement, and `enter()` has to return undefined, because a cell of
 *    declarations alone would show it otherwise.
 * 2. `Transpiled.original(line, column)` takes positions in `Transpiled.code`: subtract the prefix
 *    line from what V8 reports before calling it.
 * 3. `Error.prepareStackTrace` is set to `prepare()` of `child/cell_stacks.ts` before the first cell, and
 *    each cell is named there before it runs. `stack` then says `at f (cell 3:1:7)`, also in what
 *    cells print. For tracebacks, the frames as V8 has them are kept aside: modules' frames are
 *    source-mapped there and are not in CDP call frames, so tracebacks are made from that text:
 *    `reportThrown(value)` in the child, `describeThrown(report, { cellOf })` in the parent. An error
 *    that V8 found while compiling has no frames: pass the position that the exception details give.
 * 4. After a cell that used `using` and ended by an error or by Stop, call `dispose()`; a cell that
 *    runs to its end calls it itself.
 */

import { encodeURIComponent, Symbol } from "./primordials.ts";

/** Members of `__probebook` that transformed code calls, besides the lines before and behind it. */
export interface CellRuntime {
  /** Takes the value of a cell's last statement, which `finish()` shows. */
  last(value: unknown): void;
  /** Takes the operand of every top-level `await`; what it returns rejects when the cell stops. */
  awaiting(value: unknown): unknown;
  /** Takes the iterable of a top-level `for await`; each step rejects when the cell stops. */
  awaitingEach(iterable: unknown): AsyncIterable<unknown>;
  /** Imports for a static import; a `required` name that is missing is a SyntaxError. */
  importModule(specifier: string, options?: ImportOptions): Promise<ModuleNamespace>;
  /** `import(specifier, options)`, relative to the notebook's folder. Rejects, never throws. */
  dynamicImport(specifier: unknown, options?: unknown): Promise<ModuleNamespace>;
  /** `import.meta` of every cell. */
  readonly importMeta: CellImportMeta;
  /** Throws: an assignment to a constant. The argument is what would have been assigned. */
  refuse(value: unknown): never;
  /** Registers the value of a top-level `using` or `await using` and hands it back. */
  use(value: unknown, kind: "sync" | "async"): unknown;
  /**
   * Disposes of what `use()` registered in the cell that runs, or in another, last one first.
   * Resolves to an empty object.
   */
  dispose(cell?: number): Promise<Record<string, never>>;
  /** Runs a cell, or a command of it, that is no TypeScript; gives the value that it hands over. */
  foreign(text: unknown, cellName: string): Promise<unknown>;
}

/** A thrown value as plain data: what `reportThrown()` sends and `describeThrown()` reads. */
export interface ThrownReport {
  /** The error's name, or `Error` for a value that is not an error. */
  readonly name: string;
  /** The error's message, or the value as text. */
  readonly message: string;
  /** `Error.stack`, with its headline and the frames as V8 has them; null when there is none. */
  readonly stack: string | null;
  readonly cause?: ThrownReport;
  /** Members of an AggregateError, the first few. */
  readonly errors?: readonly ThrownReport[];
  /** Lines to show instead of the stack: those of another language. */
  readonly traceback?: readonly string[];
}

/** Where an error of another language carries its traceback. */
export const TRACEBACK: symbol = Symbol("traceback");

/**
 * Where the tokens of a script came from, for lines on which that is not where they stand: by line,
 * `[column, original line, original column]` from there on, all zero-based, the prefix not counted.
 */
export type PlaceMap = Readonly<
  Record<number, readonly (readonly [column: number, line: number, originalColumn: number])[]>
>;

/** The exports of a module. */
export type ModuleNamespace = Record<string, unknown>;

/** What a static import says besides its specifier. */
export interface ImportOptions {
  /** Imported names that the cell's code uses as values. */
  readonly required?: readonly string[];
  /** Import attributes. */
  readonly with?: Readonly<Record<string, string>>;
}

/** `import.meta` as cells see it. */
export interface CellImportMeta {
  readonly url: string;
  readonly dirname: string;
  readonly filename: string;
  readonly main: boolean;
  resolve(specifier: string): string;
}

/** Name of the file in the notebook's folder that `import.meta` of a cell pretends to be. */
export const CELL_FILE_NAME = "cell.ts";

const SCRIPT_URL_PREFIX = "probebook:cell/";

/** The `//# sourceURL=` of a cell's script. No white space: V8 ignores a URL that has any. */
export function scriptUrl(cellId: string): string {
  return SCRIPT_URL_PREFIX + encodeURIComponent(cellId);
}

/** Whether a frame's URL or file name is a cell's script. */
export function isScriptUrl(url: string): boolean {
  return url.startsWith(SCRIPT_URL_PREFIX);
}

/**
 * Ends a cell from within, as its last line: shows what `last()` took and, unless expressions are to
 * follow, tells that the cell has ended. The script's own value is then undefined.
 */
export function finishLine(cell: number, isEnd: boolean): string {
  return `\n;await __probebook.finishLast(${cell}, ${isEnd});`;
}

/** Lines in front of `Transpiled.code` in a cell's script: the prefix line. */
export const PREFIX_LINE_COUNT = 1;

/**
 * What has called busy code: a microtask, the runtime (an event's dispatch, mostly), or a task of the
 * event loop that is itself JavaScript, the end of which is that of the process. Unseen while the
 * stack of an error is made: V8 makes no second one then. A module is one that the event loop
 * evaluates, of a package or of ours: its end is that of the process, too, or the module stays broken.
 */
export type Caller = "microtask" | "runtime" | "task" | "module" | "unseen";

/** Name of the global that tells the child of a termination without running any code there. */
export const TERMINATED_NAME = "__probebookTerminated";

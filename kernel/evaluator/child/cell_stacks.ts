/**
 * Stacks as cells print them: cells by their names and the places their authors see, nothing of the
 * machinery. For the kernel, which makes tracebacks with excerpts, the true places are kept.
 */

import { frameLine, isForeign, readFrame } from "../stack_frames.ts";
import { isScriptUrl, type PlaceMap, PREFIX_LINE_COUNT, scriptUrl } from "../runtime_contract.ts";
import { Error, Map, String, WeakMap } from "../primordials.ts";

/** A cell as stacks name it. */
export interface NamedCell {
  /** For example `cell 3`. */
  readonly name: string;
  readonly places: PlaceMap;
}

/** Names for the frames of cells. */
export interface CellStacks {
  /** Names a cell, before it runs. */
  name(cell: number, named: NamedCell): void;
  /** For `Error.prepareStackTrace`: the text of `stack`. */
  prepare(error: unknown, frames: readonly StackFrame[]): string;
  /** An error's `stack` with the frames as V8 has them; null when it has none. */
  trueStack(error: Error): string | null;
}

/** The part of V8's CallSite that is looked at. */
export interface StackFrame {
  toString(): string;
}

/** Cells whose frames are named; functions of older ones are left out. As in `evaluator.ts`. */
const CELLS_MAX = 8192;

/** Makes the names. */
export function createCellStacks(): CellStacks {
  const cells = new Map<string, NamedCell>();
  const known = new WeakMap<object, { readonly shown: string; readonly frames: string }>();
  return {
    name(cell, named) {
      cells.set(scriptUrl(String(cell)), named);
      cells.delete(scriptUrl(String(cell - CELLS_MAX)));
    },
    prepare(error, frames) {
      const lines = frames.map((frame) => `    at ${frame}`);
      const shown = lines.flatMap((line) => shownLine(line, cells)).map((line) => `\n${line}`);
      if (typeof error === "object" && error !== null) {
        known.set(error, { shown: shown.join(""), frames: `\n${lines.join("\n")}` });
      }
      return headline(error) + shown.join("");
    },
    trueStack(error) {
      const { stack } = error;
      if (typeof stack !== "string") return null;
      const { shown, frames } = known.get(error) ?? { shown: "", frames: "" };
      // Others may have given the text a new first line, or frames of their own.
      return stack.endsWith(shown) ? stack.slice(0, stack.length - shown.length) + frames : stack;
    },
  };
}

function shownLine(line: string, cells: ReadonlyMap<string, NamedCell>): string[] {
  const frame = readFrame(line);
  if (frame === null) return [];
  if (!isScriptUrl(frame.url)) return isForeign(frame.url) ? [] : [line];
  const cell = cells.get(frame.url);
  const scriptLine = frame.line - PREFIX_LINE_COUNT;
  if (cell === undefined || scriptLine < 0) return [];
  const places = cell.places[scriptLine] ?? [[0, scriptLine, 0]];
  const place = places.findLast(([column]) => column <= frame.column);
  if (place === undefined) return [];
  const [column, originalLine, originalColumn] = place;
  return [frameLine(frame, {
    file: cell.name,
    line: originalLine,
    column: originalColumn + frame.column - column,
  })];
}

function headline(error: unknown): string {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    // A getter of the learner's that throws.
    return "Error";
  }
}

/** JSON as Python's own writer prints it, so that our notebooks and nbformat's are the same bytes. */

import { findJsonError } from "./json_error.ts";

/** A number whose text would change on its way through a JavaScript number, such as `1.0` or 2^64. */
export class ExactNumber {
  /** The number as Python prints it. */
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A text that was read, or the place at which it stops being JSON. */
export type ParsedJson =
  | { kind: "value"; value: unknown }
  | { kind: "broken"; line: number; column: number; reason: string };

/** Reads JSON; numbers that JavaScript would change arrive as `ExactNumber`. */
export function parseJson(text: string): ParsedJson {
  try {
    return { kind: "value", value: JSON.parse(text, keepExactNumber) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const { offsetUtf16, reason } = findJsonError(text);
    const before = text.slice(0, offsetUtf16).split("\n");
    return {
      kind: "broken",
      line: before.length,
      column: (before.at(-1) ?? "").length + 1,
      reason,
    };
  }
}

/** Prints a value with sorted keys and an indent of one space, as `json.dumps` does. */
export function printJson(value: unknown, indent = ""): string {
  if (value === null || value === undefined) return "null";
  if (typeof value === "number") return pythonNumber(value);
  if (value instanceof ExactNumber) return value.text;
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object") return JSON.stringify(value) ?? "null";
  const inner = `${indent} `;
  if (Array.isArray(value)) {
    return enclose("[]", value.map((item) => printJson(item, inner)), indent);
  }
  const entries = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([left], [right]) => compareCodepoints(left, right));
  const fields = entries.map(([key, field]) =>
    `${JSON.stringify(key)}: ${printJson(field, inner)}`
  );
  return enclose("{}", fields, indent);
}

function enclose(brackets: string, items: string[], indent: string): string {
  if (items.length === 0) return brackets;
  const separator = `\n${indent} `;
  return `${brackets[0]}${separator}${items.join(`,${separator}`)}\n${indent}${brackets[1]}`;
}

/** Python sorts strings by code point, JavaScript by UTF-16 unit; they differ beyond the BMP. */
function compareCodepoints(left: string, right: string): number {
  const leftPoints = [...left];
  const rightPoints = [...right];
  for (let index = 0; index < leftPoints.length && index < rightPoints.length; index++) {
    const step = (leftPoints[index]?.codePointAt(0) ?? 0) -
      (rightPoints[index]?.codePointAt(0) ?? 0);
    if (step !== 0) return step;
  }
  return leftPoints.length - rightPoints.length;
}

/** `JSON.parse` passes the number's own text as a third argument, which the type library lacks. */
function keepExactNumber(_key: string, value: unknown, context?: { source?: string }): unknown {
  const source = context?.source;
  if (typeof value !== "number" || source === undefined || source === String(value)) return value;
  const text = pythonText(source, value);
  return text === pythonNumber(value) ? value : new ExactNumber(text);
}

function pythonText(source: string, value: number): string {
  if (/^-?\d+$/.test(source)) return String(BigInt(source));
  if (!Number.isFinite(value)) return value > 0 ? "Infinity" : "-Infinity";
  return pythonFloat(value);
}

function pythonNumber(value: number): string {
  // What a cell computed may be no number at all; JSON on the wire has null for it.
  if (!Number.isFinite(value)) return "null";
  // A whole number that JavaScript prints as digits is an integer to every reader of the file.
  return Number.isInteger(value) && Math.abs(value) < 1e21 ? String(value) : pythonFloat(value);
}

/** Python's `repr` of a float: the same shortest digits as ours, in another notation. */
function pythonFloat(value: number): string {
  if (Object.is(value, -0)) return "-0.0";
  const [digits = "", exponentText = "0"] = value.toExponential().split("e");
  const exponent = Number(exponentText);
  if (exponent >= -4 && exponent < 16) {
    return Number.isInteger(value) ? `${value}.0` : String(value);
  }
  const sign = exponent < 0 ? "-" : "+";
  return `${digits}e${sign}${String(Math.abs(exponent)).padStart(2, "0")}`;
}

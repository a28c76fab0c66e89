/** Values as Python writes them, so that what is put into a program can never become a part of it. */

import { shown } from "../measure/options.ts";

/** Deeper than any table; a value that contains itself ends here, too. */
const DEPTH_MAX = 100;

/**
 * Writes JSON data as a Python expression. Throws a `TypeError` for what JSON cannot hold.
 *
 * Of a text only letters, digits, underscores and blanks stay as they are. So it is inert wherever it stands: also
 * between somebody's own quotes, in a comment or in an f-string, it cannot end a literal, call a function or begin a line.
 */
export function pythonLiteral(value: unknown, depth = 0): string {
  if (depth > DEPTH_MAX) throw cannot("a value that is nested too deep, or contains itself");
  switch (typeof value) {
    case "string":
      return `"${[...value].map(escaped).join("")}"`;
    case "number":
      return numberLiteral(value);
    case "bigint":
      return value < 0n ? `(${value})` : `${value}`;
    case "boolean":
      return value ? "True" : "False";
    case "object":
      return value === null ? "None" : objectLiteral(value, depth);
    default:
      throw cannot(typeof value === "undefined" ? "undefined" : `a ${typeof value}`);
  }
}

function objectLiteral(value: object, depth: number): string {
  const inner = (one: unknown) => pythonLiteral(one, depth + 1);
  // Two sequences of one text are one literal to Python: everything that is put together stands in brackets.
  if (Array.isArray(value)) return `[${value.map(inner).join(", ")}]`;
  if ("toJSON" in value && typeof value.toJSON === "function") return inner(value.toJSON());
  const { constructor: made } = Object.getPrototypeOf(value) ?? {};
  if (made !== undefined && made !== Object) {
    throw cannot(`an object of ${shown(made.name)}, plain data is needed`);
  }
  const entries = Object.entries(value).map(([key, one]) => `${inner(key)}: ${inner(one)}`);
  return `{${entries.join(", ")}}`;
}

function numberLiteral(value: number): string {
  if (!Number.isFinite(value)) throw cannot(`${value}`);
  // A power or an attribute behind it would take only the digits.
  return value < 0 || Object.is(value, -0)
    ? `(${Object.is(value, -0) ? "-0.0" : value})`
    : `${value}`;
}

function escaped(sign: string): string {
  if (/^[A-Za-z0-9_ ]$/.test(sign)) return sign;
  const point = sign.codePointAt(0) ?? 0;
  return point > 0xffff
    ? `\\U${point.toString(16).padStart(8, "0")}`
    : `\\u${point.toString(16).padStart(4, "0")}`;
}

function cannot(what: string): TypeError {
  return new TypeError(`Cannot put a value into Python: it is ${what}`);
}

/**
 * Tells `!command` from TypeScript's "not".
 *
 * Only a line at the left edge is a command. What cannot be TypeScript, or only nonsense such as
 * `!ls -la` (a truth value less a number), is one. What may be either (`!done`, `!make && ls`) is a
 * command unless its first word is a name that the notebook knows, where TypeScript would throw.
 */

import type { CommandText, InvalidText } from "./cell_text.ts";

/** Words that are never names; a `!` before one of them is TypeScript's. */
export const RESERVED: ReadonlySet<string> = new Set(
  ("arguments async await break case catch class const continue debugger default delete do else " +
    "enum eval export extends false finally for function if implements import in Infinity " +
    "instanceof interface let NaN new null package private protected public return static super switch this " +
    "throw true try typeof undefined var void while with yield").split(" "),
);

/** What a line that begins with `!` is. */
type LineKind =
  | { readonly kind: "command" }
  | { readonly kind: "unclear"; readonly name: string }
  | { readonly kind: "typescript" };

const COMMAND: LineKind = { kind: "command" };
const TYPESCRIPT: LineKind = { kind: "typescript" };

/** The commands of a cell whose first character is `!` at `start`; null when it is TypeScript. */
export function readCommands(code: string, start: number): CommandText | InvalidText | null {
  if (start > 0 && !/[\n\r\ufeff]/.test(code.charAt(start - 1))) return null;
  const lines = joinedLines(code, start).filter(({ text }) => !isIdle(text));
  const kinds = lines.map(({ text }) => kindOf(text));
  const other = lines.find(({ text }) => !text.startsWith("!"));
  const commands = lines.map(({ text, offset }) => ({
    line: text.slice(1).trim(),
    offsetUtf16: offset,
  }));
  if (kinds[0]?.kind === "command") {
    if (other === undefined) return { kind: "command", commands, unlessKnown: [] };
    const message =
      "Cannot run commands and TypeScript in one cell: every line has to begin with " +
      'a "!"; a command goes on behind a "\\" at the end of its line';
    return { kind: "invalid", message, offsetUtf16: other.offset };
  }
  if (other !== undefined || kinds.some(({ kind }) => kind === "typescript")) return null;
  const unlessKnown = kinds.flatMap((line) => line.kind === "unclear" ? [line.name] : []);
  return { kind: "command", commands, unlessKnown };
}

/** Whether a line alone may be a command. */
export function isCommandLine(line: string): boolean {
  return kindOf(line).kind !== "typescript";
}

/** The lines with their places; a backslash at the end of one joins the next to it. */
function joinedLines(code: string, start: number): { text: string; offset: number }[] {
  const found = code.slice(start).matchAll(/(?:\\\r\n|\\[\r\n]|[^\r\n])+/g);
  return [...found].map((match) => ({
    text: match[0].replace(/\\(?:\r\n|[\r\n])/g, " "),
    offset: start + match.index,
  }));
}

/** Blank, or a comment as TypeScript has them. */
function isIdle(line: string): boolean {
  return /^\s*(?:\/\/.*)?$/.test(line);
}

/** `!/tmp/x` is a path; `!/a+/g.test(text)` is a regular expression that somebody asks. */
const REGULAR_EXPRESSION = /^!\/(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\[])+\/[dgimsuvy]*\.[a-z]+\s*\(/i;

const WORD = /^!([\p{ID_Start}][\p{ID_Continue}$]*)(.*)$/su;

function kindOf(line: string): LineKind {
  if (/^!(?:\.{1,2}|~)\//.test(line)) return COMMAND;
  if (/^!\/[^/*\s]/.test(line)) return REGULAR_EXPRESSION.test(line) ? TYPESCRIPT : COMMAND;
  const [, name = "", rest = ""] = WORD.exec(line) ?? [];
  if (name === "" || RESERVED.has(name)) return TYPESCRIPT;
  return kindOfRest(name, rest);
}

/** What follows a name without a blank when it is called, indexed, or part of an expression. */
const JOINED_CODE = /^(?:[([`?,%^*!]|=[=>]|\+(?!\+ \S)|--(?:\W|$)|\.[\p{ID_Start}$_#])/u;

/** Operators between blanks that no program takes as its first argument. */
const SPACED_CODE =
  /^\s+(?:[=!]==?\s|\?\??[\s.]|\?\s|=>|[+%^,]\s|\*\*?\s+\d|(?:instanceof|in|as|satisfies)\s+[\p{ID_Start}$_"'`{[(])/u;

/** Nothing more, or what joins commands in a shell and values in TypeScript. */
const EITHER = /^\s*(?:;?\s*(?:\/\/.*)?$|&&|\|\||[&|<>;]|-\s|\/\s)/;

function kindOfRest(name: string, rest: string): LineKind {
  if (EITHER.test(rest)) return { kind: "unclear", name };
  if (JOINED_CODE.test(rest) || SPACED_CODE.test(rest)) return TYPESCRIPT;
  return COMMAND;
}

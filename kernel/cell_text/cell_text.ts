/** Tells what kind of cell a text is by its first line that is neither blank nor a comment. */

import { isCommandLine, readCommands, RESERVED } from "./command.ts";
import { explainLine, explainUnknown } from "./unknown_head.ts";
import { splitWords, type Words } from "./words.ts";

/** A cell by its kind. */
export type CellText =
  /** `code` has the same length and places as the cell: a head line `%%check` is blanked. */
  | { readonly kind: "typescript"; readonly code: string; readonly isChecked: boolean }
  | PythonText
  | WriteFileText
  | CommandText
  | InvalidText;

/** `%%python [interpreter or version] [CPython's options] [--as NAME] [arguments] [-- arguments]`. */
export interface PythonText {
  readonly kind: "python";
  /** A version, a path or a label, as it was written; null when none was given. */
  readonly python: string | null;
  /** Options of CPython itself, such as `-X gil=0`. */
  readonly flags: readonly string[];
  /** What the script finds in `sys.argv[1:]`. */
  readonly args: readonly string[];
  /** The TypeScript name that takes the last value; null when none was asked for. */
  readonly asName: string | null;
  readonly code: string;
  /** How many lines of the cell stand above `code`. */
  readonly codeLine: number;
}

/** `%%writefile [-a] PATH`. */
export interface WriteFileText {
  readonly kind: "writefile";
  readonly path: string;
  /** Every character behind the head line. */
  readonly text: string;
  readonly isAppending: boolean;
}

/** Lines that begin with `!`. */
export interface CommandText {
  readonly kind: "command";
  readonly commands: readonly Command[];
  /** The text is TypeScript after all when one of these names is known: `!done`, `!make && ls`. */
  readonly unlessKnown: readonly string[];
}

/** One command. */
export interface Command {
  /** What stands behind the `!`; a line that ends in a backslash is joined to the next. */
  readonly line: string;
  /** Where its `!` stands. */
  readonly offsetUtf16: number;
}

/** A head that cannot be read; the message is a whole sentence that names the remedy. */
export interface InvalidText {
  readonly kind: "invalid";
  readonly message: string;
  readonly offsetUtf16: number;
}

const PERCENT = 37;
const BANG = 33;

/** Reads a cell. Plain TypeScript costs a look at its first character. */
export function readCellText(code: string): CellText {
  const start = startOf(code);
  const first = code.charCodeAt(start);
  if (first === PERCENT) return readHead(code, start);
  if (first === BANG) {
    const commands = readCommands(code, start);
    if (commands !== null) return commands;
  }
  return { kind: "typescript", code, isChecked: start > 0 && hasCheckRemark(code, start) };
}

/**
 * What to say of a line that fails where somebody wrote `%%python` or `!ls` below other code; null
 * where that is not the reason.
 */
export function hintOnMisplacedHead(line: string): string | null {
  if (/^%%[a-z]/i.test(line)) return `"${wordOf(line)}" has to be the first line of its cell`;
  if (/^%[a-z]/i.test(line)) return explainLine(line);
  if (isCommandLine(line)) return "a command needs a cell of its own";
  const [, word] = SHELL_WORD.exec(line) ?? [];
  if (word !== undefined) return `"${word}" is TypeScript's too: the command is !sh -c "${word} …"`;
  return null;
}

/** What begins a shell's line and TypeScript's, so that the line is no command. */
const SHELL_WORD = /^!(for|if|while|case|export|function|return|break|continue)\s/;

function wordOf(line: string): string {
  return line.split(/\s/, 1)[0] ?? "";
}

/** The first character that is neither a byte order mark nor white space nor of a comment. */
function startOf(code: string): number {
  let at = 0;
  while (at < code.length) {
    const unit = code.charCodeAt(at);
    if (unit === 0xfeff || unit === 32 || (unit >= 9 && unit <= 13)) at += 1;
    else if (unit === 47 && code.charCodeAt(at + 1) === 47) at = endOfLine(code, at);
    else if (unit === 47 && code.charCodeAt(at + 1) === 42) {
      const end = code.indexOf("*/", at + 2);
      at = end < 0 ? code.length : end + 2;
    } else break;
  }
  return at;
}

function endOfLine(code: string, from: number): number {
  for (let at = from; at < code.length; at++) {
    const unit = code.charCodeAt(at);
    if (unit === 10 || unit === 13) return at;
  }
  return code.length;
}

function hasCheckRemark(code: string, start: number): boolean {
  return /\/[/*]\s*probebook:\s*check\b/.test(code.slice(0, start));
}

/** The parts of a cell with a head line. */
interface Head {
  readonly code: string;
  readonly start: number;
  readonly end: number;
  readonly words: readonly string[];
  /** Behind the line's end. */
  readonly body: number;
}

function readHead(code: string, start: number): CellText {
  const end = endOfLine(code, start);
  const line = code.slice(start, end);
  const words: Words = splitWords(line);
  if (words.kind === "invalid") {
    return invalid(`Cannot read "${wordOf(line)}": ${words.reason}`, start);
  }
  const body = code.startsWith("\r\n", end) ? end + 2 : Math.min(end + 1, code.length);
  const head: Head = { code, start, end, words: words.words.slice(1), body };
  switch (wordOf(line)) {
    case "%%check":
      return readCheck(head);
    case "%%python":
    case "%%python3":
      return readPython(head);
    case "%%writefile":
    case "%%file":
      return readWriteFile(head);
  }
  return invalid(explainUnknown(line), start);
}

function invalid(message: string, offsetUtf16: number): CellText {
  return { kind: "invalid", message, offsetUtf16 };
}

function readCheck({ code, start, end, words }: Head): CellText {
  if (words.length > 0) {
    return invalid(
      `Cannot read "%%check": it stands alone on its line, without "${words[0]}"`,
      start,
    );
  }
  const blanked = code.slice(0, start) + " ".repeat(end - start) + code.slice(end);
  const below = startOf(blanked);
  if (isOther(readCellText(blanked))) {
    return invalid('Cannot read "%%check": it checks TypeScript, what follows is none', below);
  }
  return { kind: "typescript", code: blanked, isChecked: true };
}

/** Whether it is certainly no TypeScript. */
function isOther(text: CellText): boolean {
  if (text.kind === "command") return text.unlessKnown.length === 0;
  return text.kind !== "typescript";
}

/** A name that `const` can declare. */
const NAME = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/** Options of CPython itself, as far as they make sense for a script. */
const PYTHON_FLAG = /^-(?:[XW].+|[bBdEIOPqsSuv]+)$/;

function readPython({ code, start, words, body }: Head): CellText {
  const rest = [...words];
  const args: string[] = [];
  const flags: string[] = [];
  let python: string | null = null;
  let asName: string | null = null;
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === "--") args.push(...rest.splice(0));
    else if (word === "--as" || word.startsWith("--as=")) {
      if (asName !== null) {
        return invalid('Cannot read "%%python": "--as" stands there twice', start);
      }
      asName = word === "--as" ? rest.shift() ?? "" : word.slice("--as=".length);
      if (!NAME.test(asName) || RESERVED.has(asName)) {
        return invalid(`Cannot read "%%python": "--as" needs a name, not "${asName}"`, start);
      }
    } else if (word === "-X" || word === "-W") {
      const value = rest.shift();
      if (value === undefined) {
        return invalid(`Cannot read "%%python": "${word}" lacks its value`, start);
      }
      flags.push(word, value);
    } else if (PYTHON_FLAG.test(word)) flags.push(word);
    else if (word.startsWith("-")) {
      return invalid(
        `Cannot read "%%python": there is no option "${word}"; ` +
          'arguments of the script that begin with "-" stand behind "--"',
        start,
      );
    } else if (python === null && args.length === 0) python = word;
    else args.push(word);
  }
  const codeLine = code.slice(0, body).split(/\r\n|[\r\n]/).length - 1;
  return { kind: "python", python, flags, args, asName, code: code.slice(body), codeLine };
}

function readWriteFile({ code, start, words, body }: Head): CellText {
  const isOption = (word: string) => word === "-a" || word === "--append";
  const paths = words.filter((word) => !isOption(word));
  const [path] = paths;
  if (path === undefined || path === "") {
    return invalid(
      'Cannot read "%%writefile": it needs a path, as in "%%writefile tool.py"',
      start,
    );
  }
  if (paths.length > 1) {
    return invalid(
      `Cannot read "%%writefile": there are ${paths.length} paths; one with blanks needs quotes`,
      start,
    );
  }
  return {
    kind: "writefile",
    path,
    text: code.slice(body),
    isAppending: words.some(isOption),
  };
}

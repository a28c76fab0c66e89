/** What compilers and the parser say of wrong code, as a message and a place in the cell. */

import { createLineTable, type LineTable } from "./text_position.ts";

/** What is wrong, and where in the cell. */
export interface InvalidSyntax {
  readonly kind: "invalid";
  readonly message: string;
  /** In UTF-16 units. */
  readonly offset: number;
}

/** The parser adds `(line:column)` to its message and the offset as `pos`. */
export function readParserError(error: unknown): { message: string; offset: number } {
  if (!(error instanceof Error)) return { message: String(error), offset: 0 };
  const offset = "pos" in error && typeof error.pos === "number" ? error.pos : 0;
  const message = error.message.replace(/ \(\d+:\d+\)$/, "");
  return { message: CLEARER_MESSAGES[message] ?? message, offset };
}

/** What the parser says of a decorator: only the full compiler knows them. */
export const UNKNOWN_DECORATOR = "Unexpected character '@'";

/** What the parser says without knowing that it reads a cell. */
const CLEARER_MESSAGES: Readonly<Record<string, string>> = {
  "'return' outside of function":
    "Cannot return: a cell is not a function, its last expression is its value",
};

/** What is said of decorators where there are none in the language. */
export const MISPLACED_DECORATOR =
  "Cannot compile the decorator: it stands neither before a class nor before a member of one";

const DECORATED_STATEMENT =
  /@[\p{ID_Start}$_][\p{ID_Continue}$.]*(?:\([^()]*\))?\s+(?:async\s+)?(?:const|enum|function|interface|let|namespace|type|var)\b/u;

const COMMONJS =
  /(?:^|[;{}\n])\s*(?:export\s+)?(?<statement>import\s+(?<name>[\p{ID_Continue}$]+)\s*=\s*require\s*\(|export\s*=(?!=))/u;

/**
 * What compilers let pass or leave out without a word: imports and exports of CommonJS, decorators
 * of statements. `code` is without comments and strings.
 */
export function findUnsupported(code: string): InvalidSyntax | null {
  const decorator = DECORATED_STATEMENT.exec(withoutTemplates(code));
  if (decorator !== null) {
    return { kind: "invalid", message: MISPLACED_DECORATOR, offset: decorator.index };
  }
  const found = COMMONJS.exec(code);
  if (found === null) return null;
  const { statement = "", name } = found.groups ?? {};
  const offset = found.index + found[0].length - statement.length;
  return {
    kind: "invalid",
    offset,
    message: name === undefined
      ? 'Cannot use "export =": a cell is a module, its names are there for later cells without it'
      : `Cannot use "import ${name} = require()": a cell is a module, "import ${name} from" does it`,
  };
}

function withoutTemplates(code: string): string {
  return code.replace(/`[^`]*`/g, (text) => " ".repeat(text.length));
}

/** The built-in compiler's message: text, a drawing of the line, and `at file:line:column` in code points. */
export function readCompilerError(error: unknown, source: string): InvalidSyntax {
  const text = error instanceof Error ? error.message : String(error);
  const place = /\s+at file:\/\/\/\S*?:(\d+):(\d+)/.exec(text);
  const message = (text.split("\n")[0] ?? "")
    .replace(/^SyntaxError: /, "")
    .replace(/\s+at file:\/\/\/\S*$/, "");
  const lines = createLineTable(source);
  const line = Number(place?.[1] ?? 1) - 1;
  const column = Array.from(lines.lineText(line)).slice(0, Number(place?.[2] ?? 1) - 1)
    .join("").length;
  return { kind: "invalid", message, offset: lines.offsetAt({ line, column }) ?? source.length };
}

/**
 * The full compiler's message: `  x text`, `,-[file:line:…]` and a drawing whose marks stand under
 * the place as a terminal shows it. Without a mark the place is the end of the code.
 */
export function readFullCompilerError(error: unknown, source: string): InvalidSyntax {
  const text = error instanceof Error ? error.message : String(error);
  const said = (text.split("\n")[0] ?? "").replace(/^\s*[x×]\s+/u, "");
  const message = said.startsWith("Expected '</'")
    ? "Cannot read the element: its closing tag is missing"
    : said;
  const drawing = /,-\[[^\n]*?:(\d+):\d+\]\n([\s\S]*?)\n\s*`----/.exec(text);
  const lines = createLineTable(source);
  const line = Number(drawing?.[1] ?? 1) - 1;
  const marks = /^ *: (.*)\^/m.exec(drawing?.[2] ?? "")?.[1];
  if (marks === undefined) return { kind: "invalid", message, offset: source.length };
  const column = columnAtWidth(lines, { line, width: marks.length });
  return { kind: "invalid", message, offset: lines.offsetAt({ line, column }) ?? source.length };
}

/** The drawing's tabs reach to the next multiple of four. */
const TAB_WIDTH = 4;

/** Shown two columns wide, as far as one can say: East Asian letters and pictures. */
const WIDE =
  /[\p{Emoji_Presentation}\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff01-\uff60]/u;

/** Not shown by itself: marks on the letter before, joiners, selectors. */
const NO_WIDTH = /[\p{Mn}\p{Me}\u200b-\u200d\ufe00-\ufe0f]/u;

function columnAtWidth(
  lines: LineTable,
  { line, width }: { line: number; width: number },
): number {
  let column = 0;
  let shown = 0;
  for (const letter of lines.lineText(line)) {
    if (shown >= width && !NO_WIDTH.test(letter)) break;
    if (letter === "\t") shown += TAB_WIDTH - shown % TAB_WIDTH;
    else if (!NO_WIDTH.test(letter)) shown += WIDE.test(letter) ? 2 : 1;
    column += letter.length;
  }
  return column;
}

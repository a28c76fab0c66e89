/**
 * Splits code that may be unfinished into rough tokens. It never fails: while somebody types, most
 * code is wrong. Types and expressions are not told apart; help while typing needs neither.
 */

/** One token; white space has none. */
export interface RoughToken {
  readonly kind: "word" | "number" | "string" | "template" | "regex" | "comment" | "sign";
  readonly text: string;
  /** In UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** Whether the closing quote, slash or comment end is missing. */
  readonly isOpen: boolean;
}

// One alternative a kind, the first that fits. A template's text ends at its quote or at `${`.
const TOKEN = new RegExp(
  [
    /(?<comment>\/\/.*|\/\*[\s\S]*?(?:\*\/|$))/u,
    /(?<string>"(?:[^"\\\r\n]|\\[\s\S])*"?|'(?:[^'\\\r\n]|\\[\s\S])*'?)/u,
    /(?<number>\d(?:[\w.](?<!\.\.)|(?<=[eE])[+-])*)/u,
    /(?<word>[\p{ID_Start}$_#][\p{ID_Continue}$\u200c\u200d]*)/u,
    /(?<sign>\?\.(?!\d)|\.\.\.|=>|[^\s])/u,
  ].map(({ source }) => source).join("|"),
  "uy",
);

const REGEX = /\/(?:[^/\\[\r\n]|\\.|\[(?:[^\]\\\r\n]|\\.)*\]?)+(?:\/[a-z]*)?/uy;
const TEMPLATE_TEXT = /[`}](?:[^`\\$]|\\[\s\S]|\$(?!\{))*(?:`|\$\{)?/uy;

/** Scans a whole cell. */
export function scanTokens(code: string): RoughToken[] {
  const tokens: RoughToken[] = [];
  // Open brackets; "`" is a template's `${`, whose `}` goes on with its text.
  const brackets: string[] = [];
  let at = 0;
  while (at < code.length) {
    if (/\s/.test(code[at] ?? "")) {
      at += 1;
      continue;
    }
    const token = tokenAt(code, { at, tokens, isInTemplate: brackets.at(-1) === "`" });
    if (token.kind === "template") {
      if (token.text.startsWith("}")) brackets.pop();
      if (token.text.endsWith("${")) brackets.push("`");
    } else if (token.kind === "sign") {
      if (/^[([{]$/.test(token.text)) brackets.push(token.text);
      else if (/^[)\]}]$/.test(token.text)) brackets.pop();
    }
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}

interface ScanState {
  readonly at: number;
  readonly tokens: readonly RoughToken[];
  readonly isInTemplate: boolean;
}

function tokenAt(code: string, { at, tokens, isInTemplate }: ScanState): RoughToken {
  const letter = code[at] ?? "";
  if (letter === "`" || (letter === "}" && isInTemplate)) {
    const text = matchAt(TEMPLATE_TEXT, code, at)?.[0] ?? letter;
    const isOpen = text.length === 1 || !/(?:`|\$\{)$/.test(text);
    return { kind: "template", text, start: at, end: at + text.length, isOpen };
  }
  if (letter === "/" && !/[/*]/.test(code[at + 1] ?? "") && mayStartRegex(tokens)) {
    const text = matchAt(REGEX, code, at)?.[0];
    if (text !== undefined && /\/[a-z]*$/.test(text.slice(1))) {
      return { kind: "regex", text, start: at, end: at + text.length, isOpen: false };
    }
  }
  const match = matchAt(TOKEN, code, at);
  const text = match?.[0] ?? letter;
  const kind = kindOf(match?.groups ?? {});
  return { kind, text, start: at, end: at + text.length, isOpen: isOpenToken(kind, text) };
}

function matchAt(pattern: RegExp, code: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(code);
}

function kindOf(groups: Record<string, string | undefined>): RoughToken["kind"] {
  if (groups["comment"] !== undefined) return "comment";
  if (groups["string"] !== undefined) return "string";
  if (groups["number"] !== undefined) return "number";
  return groups["word"] !== undefined ? "word" : "sign";
}

function isOpenToken(kind: RoughToken["kind"], text: string): boolean {
  // A line comment goes on until the line ends: the cursor at its end is still in it.
  if (kind === "comment") return text.startsWith("//") || !/^\/\*[\s\S]*\*\/$/.test(text);
  return kind === "string" && (text.length === 1 || !text.endsWith(text[0] ?? ""));
}

/** Behind a value a slash divides. */
function mayStartRegex(tokens: readonly RoughToken[]): boolean {
  const last = tokens.findLast(({ kind }) => kind !== "comment");
  if (last === undefined) return true;
  if (last.kind === "sign") return !/^[)\]}]$/.test(last.text);
  return last.kind === "word" && /^(?:return|typeof|case|in|of|await|yield|void)$/.test(last.text);
}

/** The place at which a text stops being JSON; V8 names it for some mistakes only. */

/** Where reading stopped and why. */
export interface JsonError {
  readonly offsetUtf16: number;
  readonly reason: string;
}

/** What the grammar allows next. */
type Expected = "value" | "value or ]" | "key" | "key or }" | "colon" | "separator";

/** What was found. */
type Token = "string" | "literal" | "{" | "}" | "[" | "]" | ":" | "," | "end" | "unknown";

const EXPECTED_WORDS: Record<Expected, string> = {
  "value": "a value",
  "value or ]": 'a value or "]"',
  "key": "a name in double quotes",
  "key or }": 'a name in double quotes or "}"',
  "colon": '":"',
  "separator": '"," or the closing bracket',
};

const LITERAL = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;

/** Finds the first place where `text`, which is not JSON, breaks the grammar. */
export function findJsonError(text: string): JsonError {
  const open: ("{" | "[")[] = [];
  let expected: Expected = "value";
  for (let start = skipSpace(text, 0);;) {
    const { token, end } = tokenAt(text, start);
    if (token === "end") return { offsetUtf16: start, reason: "the file ends too early" };
    if (token === "unknown" && text[start] === '"') {
      return {
        offsetUtf16: end,
        reason: "a string is not closed, or has a character it must escape",
      };
    }
    const next = step(expected, token, open);
    if (next === null) {
      const found = JSON.stringify(text.slice(start, Math.max(end, start + 1)).slice(0, 20));
      return { offsetUtf16: start, reason: `expected ${EXPECTED_WORDS[expected]}, found ${found}` };
    }
    expected = next;
    start = skipSpace(text, end);
    if (open.length === 0 && start < text.length) {
      return { offsetUtf16: start, reason: "there is more text after the end of the document" };
    }
  }
}

/** The expectation after one token, or null when the token is not allowed. Keeps `open` up to date. */
function step(expected: Expected, token: Token, open: ("{" | "[")[]): Expected | null {
  if (expected === "colon") return token === ":" ? "value" : null;
  if (expected === "separator" && token === ",") return open.at(-1) === "{" ? "key" : "value";
  if (token === "}" || token === "]") {
    const isAllowed = (expected === "separator" || expected.endsWith(token)) &&
      open.at(-1) === (token === "}" ? "{" : "[");
    if (isAllowed) open.pop();
    return isAllowed ? "separator" : null;
  }
  if (expected === "separator") return null;
  if (expected.startsWith("key")) return token === "string" ? "colon" : null;
  if (token === "string" || token === "literal") return "separator";
  if (token !== "{" && token !== "[") return null;
  open.push(token);
  return token === "{" ? "key or }" : "value or ]";
}

function tokenAt(text: string, start: number): { token: Token; end: number } {
  const character = text[start];
  switch (character) {
    case undefined:
      return { token: "end", end: start };
    case "{":
    case "}":
    case "[":
    case "]":
    case ":":
    case ",":
      return { token: character, end: start + 1 };
    case '"':
      return stringAt(text, start);
  }
  LITERAL.lastIndex = start;
  return LITERAL.test(text)
    ? { token: "literal", end: LITERAL.lastIndex }
    : { token: "unknown", end: wordEnd(text, start) };
}

/** Walked by hand: a pattern would need one backtracking entry for each character of a large image. */
function stringAt(text: string, start: number): { token: Token; end: number } {
  for (let end = start + 1; end < text.length; end++) {
    if (text[end] === '"') return { token: "string", end: end + 1 };
    if (text.charCodeAt(end) < 0x20) return { token: "unknown", end };
    if (text[end] !== "\\") continue;
    if (!/^(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.test(text.slice(end + 1, end + 6))) {
      return { token: "unknown", end };
    }
    end++;
  }
  return { token: "unknown", end: text.length };
}

function wordEnd(text: string, start: number): number {
  let end = start;
  while (end < text.length && !/[\s,:[\]{}"]/.test(text[end] ?? "")) end++;
  return end;
}

function skipSpace(text: string, start: number): number {
  let end = start;
  while (end < text.length && " \t\r\n".includes(text[end] ?? "")) end++;
  return end;
}

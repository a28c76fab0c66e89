/** Which part of unfinished code the cursor is about. */

import type { RoughToken } from "./scan.ts";

/** Where the cursor stands. Offsets in UTF-16 units. */
export type CursorPlace =
  /** In a comment, a number, a regular expression or the text of a template. */
  | { kind: "text" }
  /** In a plain string, of which types may know what stands there. */
  | { kind: "string"; typed: string; start: number; end: number }
  /** In the specifier of an import. */
  | { kind: "specifier"; typed: string; start: number; end: number }
  /** Behind the dot of an expression. */
  | { kind: "member"; expression: string | null; typed: string; start: number; end: number }
  /** In a name that is being declared: nothing that exists is meant. */
  | { kind: "declaration" }
  /** In a name, or where one could start. */
  | { kind: "name"; typed: string; start: number; end: number };

/** A scanned cell. */
export interface ScannedCode {
  readonly code: string;
  readonly tokens: readonly RoughToken[];
}

/** Finds out what is being typed at the cursor. */
export function placeOfCursor({ code, tokens }: ScannedCode, cursorUtf16: number): CursorPlace {
  const at = tokens.findIndex((token) => isAround(token, cursorUtf16));
  const around = tokens[at];
  if (around !== undefined && around.kind !== "word" && around.kind !== "number") {
    return around.kind === "string" ? placeInString(tokens, { at, cursorUtf16 }) : { kind: "text" };
  }
  if (around?.kind === "number") return { kind: "text" };
  const before = tokens.filter(({ end, kind }) =>
    kind !== "comment" && end <= (around?.start ?? cursorUtf16)
  );
  const range = around === undefined
    ? { typed: "", start: cursorUtf16, end: cursorUtf16 }
    : { typed: code.slice(around.start, cursorUtf16), start: around.start, end: around.end };
  const last = before.at(-1);
  if (last?.kind === "sign" && (last.text === "." || last.text === "?.")) {
    const expression = expressionBefore({ code, tokens: before }, before.length - 1);
    return { kind: "member", expression, ...range };
  }
  return last?.kind === "word" && DECLARING.test(last.text) && !isMember(before, before.length - 1)
    ? { kind: "declaration" }
    : { kind: "name", ...range };
}

/** The expression that ends with the word at the cursor, or the function being called there. */
export function expressionAt({ code, tokens }: ScannedCode, cursorUtf16: number): string | null {
  const relevant = tokens.filter(({ kind }) => kind !== "comment");
  const inText = tokens.find((token) => isAround(token, cursorUtf16));
  if (inText !== undefined && inText.kind !== "word") return calledBefore();
  const at = relevant.findIndex(({ kind, start, end }) =>
    kind === "word" && start <= cursorUtf16 && cursorUtf16 <= end
  );
  return at < 0 ? calledBefore() : expressionBefore({ code, tokens: relevant }, at + 1);

  function calledBefore(): string | null {
    let depth = 0;
    for (let index = relevant.length - 1; index >= 0; index--) {
      const token = relevant[index];
      if (token === undefined || token.end > cursorUtf16 || token.kind !== "sign") continue;
      if (CLOSING.has(token.text)) depth += 1;
      else if (CLOSING_OF.has(token.text)) depth -= 1;
      if (depth < 0) {
        return token.text === "(" ? expressionBefore({ code, tokens: relevant }, index) : null;
      }
    }
    return null;
  }
}

/** Where the word at the cursor starts; null when there is none. */
export function wordStartAt({ tokens }: ScannedCode, cursorUtf16: number): number | null {
  // Behind the end of one word another may start at once: that one is meant.
  return tokens.findLast((token) => token.kind === "word" && isAround(token, cursorUtf16))?.start ??
    null;
}

/** The expression that a name is given where the cell declares it; null when there is none. */
export function initialiserOf({ code, tokens }: ScannedCode, name: string): string | null {
  const relevant = tokens.filter(({ kind }) => kind !== "comment");
  const at = relevant.findLastIndex(({ kind, text }, index) =>
    kind === "word" && text === name && relevant[index + 1]?.text === "=" &&
    /^(?:const|let|var)$/.test(relevant[index - 1]?.text ?? "")
  );
  if (at < 0) return null;
  const first = at + 2;
  let end = first;
  for (let depth = 0; end < relevant.length; end++) {
    const token = relevant[end];
    const before = relevant[end - 1];
    if (token === undefined || before === undefined) break;
    const isNewLine = code.slice(before.end, token.start).includes("\n") && token.text !== ".";
    if (depth === 0 && (token.text === ";" || token.text === "," || (isNewLine && end > first))) {
      break;
    }
    if (CLOSING_OF.has(token.text)) depth += 1;
    else if (CLOSING.has(token.text)) depth -= 1;
  }
  const expression = expressionBefore({ code, tokens: relevant.slice(0, end) }, end);
  const whole = code.slice(relevant[first]?.start, relevant[end - 1]?.end);
  return expression === whole ? expression : null;
}

const DECLARING = /^(?:const|let|var|function|class|enum|interface|type|namespace)$/;
const CLOSING_OF = new Map([["(", ")"], ["[", "]"], ["{", "}"]]);
const CLOSING = new Set(CLOSING_OF.values());

/** Words that stand in front of an expression and are no part of it. */
const NO_VALUE =
  /^(?:return|typeof|case|in|of|await|yield|void|delete|throw|else|do|if|while|for|new|instanceof)$/;

/**
 * The expression in front of token `end`, or null when it is none that may be evaluated.
 *
 * Calls are followed only behind a literal: their functions are the language's own. A call of a
 * learner's function could take for ever, even one that changes nothing.
 */
function expressionBefore({ code, tokens }: ScannedCode, end: number): string | null {
  let index = end - 1;
  let hasCall = false;
  for (;;) {
    const token = tokens[index];
    if (token === undefined) return null;
    let start = index;
    if (token.kind === "sign") {
      if (token.text !== ")" && token.text !== "]") return null;
      const opening = openingOf(tokens, index);
      if (opening === null) return null;
      if (!isOperand(tokens[opening - 1])) {
        // An array or a bracketed expression: the head of the chain.
        return token.text === "]" ? sliceFrom(opening) : null;
      }
      hasCall ||= token.text === ")";
      index = opening - 1;
      continue;
    }
    if (token.kind === "template" && (token.isOpen || !token.text.startsWith("`"))) return null;
    if (token.kind === "word" && isMember(tokens, index)) {
      index -= 2;
      continue;
    }
    const isNew = tokens[index - 1]?.text === "new" && BUILT_IN.test(token.text);
    if (isNew) start = index - 1;
    if (token.kind === "word" && (NO_VALUE.test(token.text) || (hasCall && !isNew))) return null;
    return sliceFrom(start);
  }

  function sliceFrom(start: number): string | null {
    if (hasPlainCall(tokens.slice(start, end))) return null;
    return code.slice(tokens[start]?.start, tokens[end - 1]?.end);
  }
}

/** Whether a function is called by its bare name, as an argument or an array's item may do. */
function hasPlainCall(tokens: readonly RoughToken[]): boolean {
  return tokens.some((token, index) =>
    token.kind === "word" && tokens[index + 1]?.text === "(" && !isMember(tokens, index) &&
    !BUILT_IN.test(token.text)
  );
}

/** Constructors whose calls have no effects. */
const BUILT_IN = /^(?:Date|Map|Set|Array|Object|RegExp|URL|Error|Uint8Array|Float64Array)$/;

function openingOf(tokens: readonly RoughToken[], closing: number): number | null {
  let depth = 0;
  for (let index = closing; index >= 0; index--) {
    const token = tokens[index];
    if (token?.kind !== "sign") continue;
    if (CLOSING.has(token.text)) depth += 1;
    else if (CLOSING_OF.has(token.text)) depth -= 1;
    if (depth === 0) return index;
  }
  return null;
}

/** Whether a bracket behind the token indexes or calls it. */
function isOperand(token: RoughToken | undefined): boolean {
  if (token === undefined) return false;
  if (token.kind === "sign") return token.text === ")" || token.text === "]";
  return token.kind !== "word" || !NO_VALUE.test(token.text);
}

function isMember(tokens: readonly RoughToken[], index: number): boolean {
  const before = tokens[index - 1];
  return before?.kind === "sign" && (before.text === "." || before.text === "?.");
}

function isAround({ kind, start, end, isOpen }: RoughToken, cursorUtf16: number): boolean {
  if (kind === "sign") return false;
  if (kind === "word") return start <= cursorUtf16 && cursorUtf16 <= end && start < end;
  return start < cursorUtf16 &&
    (cursorUtf16 < end || (cursorUtf16 === end && (isOpen || kind === "number")));
}

function placeInString(
  tokens: readonly RoughToken[],
  { at, cursorUtf16 }: { at: number; cursorUtf16: number },
): CursorPlace {
  const string = tokens[at];
  const before = tokens.slice(0, at).filter(({ kind }) => kind !== "comment");
  const last = before.at(-1)?.text;
  const isSpecifier = last === "from" || last === "import" ||
    (last === "(" && before.at(-2)?.text === "import");
  if (string === undefined) return { kind: "text" };
  const start = string.start + 1;
  const end = string.isOpen ? string.end : string.end - 1;
  const typed = string.text.slice(1, cursorUtf16 - string.start);
  return { kind: isSpecifier ? "specifier" : "string", typed, start, end };
}

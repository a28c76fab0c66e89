/** What must be hidden from the TypeScript compiler, because it would drop it. */

import type { Token } from "acorn";
import type { SourceTools } from "./source_tools.ts";

/** A cell without its import declarations, and those. All places are kept. */
export interface MaskedImports {
  readonly masked: string;
  readonly imports: readonly { readonly start: number; readonly text: string }[];
}

/** Blanks out import declarations: the compiler removes those whose names the cell does not use. */
export function maskImports(source: string, tools: SourceTools): MaskedImports {
  if (!/\bimport\b/.test(source)) return { masked: source, imports: [] };
  const imports = importRanges(readTokens(source, tools))
    .map(({ start, end }) => ({ start, text: source.slice(start, end) }));
  let masked = source;
  for (const { start, text } of imports) masked = blank(masked, start, start + text.length);
  return { masked, imports };
}

/** Makes every `const enum` an `enum`: the compiler inlines the former, and later cells need it. */
export function withoutConstEnums(source: string, tools: SourceTools): string {
  if (!/\bconst\s+enum\b/.test(source)) return source;
  const tokens = readTokens(source, tools);
  return tokens.reduce((text, token, index) => {
    const next = tokens[index + 1];
    const isConstEnum = isWord(token, "const") && next !== undefined && isWord(next, "enum");
    return isConstEnum ? blank(text, token.start, token.end) : text;
  }, source);
}

/** Ranges of import declarations at the top level, from their tokens. */
function importRanges(tokens: readonly Token[]): { start: number; end: number }[] {
  const ranges: { start: number; end: number }[] = [];
  let depth = 0;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined) break;
    depth += nesting(token);
    if (depth !== 0 || !isWord(token, "import")) continue;
    const last = lastOfImport(tokens, index);
    if (last === null) continue;
    ranges.push({ start: token.start, end: tokens[last]?.end ?? token.end });
    index = last;
  }
  return ranges;
}

/** Index of the last token of the declaration, null when it is an expression or `import x =`. */
function lastOfImport(tokens: readonly Token[], first: number): number | null {
  let index = first + 1;
  while (tokens[index]?.type.label !== "string") {
    const label = tokens[index]?.type.label;
    if (label === undefined || label === "(" || label === "." || label === "=") return null;
    index++;
  }
  const attributes = tokens[index + 1];
  if (attributes !== undefined && isWord(attributes, "with")) {
    while (index < tokens.length && tokens[index]?.type.label !== "}") index++;
  }
  return tokens[index + 1]?.type.label === ";" ? index + 1 : index;
}

/** Tokens as far as they can be read: TypeScript has places that JavaScript's rules misread. */
function readTokens(source: string, tools: SourceTools): Token[] {
  const tokens: Token[] = [];
  try {
    for (const token of tools.tokens(source)) tokens.push(token);
  } catch {
    // What was read so far is kept; the rest is left to the compiler as it is.
  }
  return tokens;
}

function isWord(token: Token, word: string): boolean {
  if (token.type.keyword === word) return true;
  return token.type.label === "name" && "value" in token && token.value === word;
}

function nesting(token: Token): number {
  if (["{", "${", "(", "["].includes(token.type.label)) return 1;
  return ["}", ")", "]"].includes(token.type.label) ? -1 : 0;
}

function blank(text: string, start: number, end: number): string {
  return text.slice(0, start) + text.slice(start, end).replace(/[^\r\n]/g, " ") + text.slice(end);
}

/** Blanks out comments and strings, roughly: apostrophes in JSX begin none that goes beyond its line. */
export function blankTexts(source: string): string {
  return source.replace(
    /\/\*[\s\S]*?(?:\*\/|$)|\/\/.*|"[^"\n]*"|'[^'\n]*'/g,
    (text) => blank(text, 0, text.length),
  );
}

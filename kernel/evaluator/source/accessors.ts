/** `accessor` fields of classes, which V8 does not know yet, as a getter, a setter and a field. */

import type { Token } from "acorn";
import { createMappedText, type MappedText } from "./rewriter.ts";
import type { SourceTools } from "./source_tools.ts";

/**
 * Rewrites `accessor x = 1` as `get x() {…} set x(value) {…} #accessor0 = 1`, in one line.
 *
 * The field comes last, so that its initialiser need not be understood. Computed names are left.
 */
export function withoutAccessors(mapped: MappedText, tools: SourceTools): MappedText {
  if (!/\baccessor\b/.test(mapped.text)) return mapped;
  const { text } = mapped;
  const out = createMappedText();
  let position = 0;
  let count = 0;
  for (const { start, keyword, name, prefix } of accessorFields(text, tools)) {
    const field = `#accessor${count++}`;
    out.copy(text.slice(position, start), position);
    out.insert(
      `${prefix}get ${name.text}() { return this.${field}; } ` +
        `${prefix}set ${name.text}(value) { this.${field} = value; } ${prefix}${field}`,
      keyword,
    );
    position = name.end;
  }
  out.copy(text.slice(position), position);
  const rewritten = out.finish();
  return {
    text: rewritten.text,
    originalOffset: (offset) => mapped.originalOffset(rewritten.originalOffset(offset)),
  };
}

interface AccessorField {
  /** Where `static` or `accessor` begins. */
  readonly start: number;
  readonly keyword: number;
  readonly name: { readonly text: string; readonly end: number };
  readonly prefix: "" | "static ";
}

function accessorFields(text: string, tools: SourceTools): AccessorField[] {
  const tokens = readTokens(text, tools);
  return tokens.flatMap((token, index) => {
    const name = tokens[index + 1];
    const before = tokens[index - 1];
    if (!isWord(token, text, "accessor") || name === undefined || !isName(name)) return [];
    // Two names side by side in one line are nothing else.
    if (/[\r\n]/.test(text.slice(token.end, name.start))) return [];
    const isStatic = before !== undefined && isWord(before, text, "static");
    return [{
      start: isStatic ? before.start : token.start,
      keyword: token.start,
      name: { text: text.slice(name.start, name.end), end: name.end },
      prefix: isStatic ? "static " : "",
    }];
  });
}

function isWord({ type, start, end }: Token, text: string, word: string): boolean {
  return type.label === "name" && text.slice(start, end) === word;
}

function isName({ type }: Token): boolean {
  return ["name", "privateId", "string", "num"].includes(type.label) ||
    (type.keyword !== undefined && !/^(?:in|instanceof)$/.test(type.keyword));
}

function readTokens(text: string, tools: SourceTools): Token[] {
  const tokens: Token[] = [];
  try {
    for (const token of tools.tokens(text)) tokens.push(token);
  } catch {
    // The parser meets the same error and reports it.
  }
  return tokens;
}

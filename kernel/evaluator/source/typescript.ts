/** TypeScript to JavaScript and its syntax tree, with places kept or mapped back. */

import type { Program } from "acorn";
import { withoutAccessors } from "./accessors.ts";
import { createMappedText, type MappedText } from "./rewriter.ts";
import { readMappings } from "./source_map.ts";
import type { SourceTools } from "./source_tools.ts";
import { createLineTable } from "./text_position.ts";
import { maskImports, withoutConstEnums } from "./typescript_masks.ts";

/** JavaScript made of a cell, or the first thing that is wrong with the cell. */
export type JavaScript =
  | { kind: "javascript"; mapped: MappedText; program: Program }
  | InvalidSyntax;

/** What is wrong, and where in the cell. */
export interface InvalidSyntax {
  readonly kind: "invalid";
  readonly message: string;
  /** In UTF-16 units. */
  readonly offset: number;
}

/**
 * Compiles and parses a cell.
 *
 * What parses as JavaScript is JavaScript, unless it has a `<`: `f<T>(x)` is a comparison there, and
 * JSX and casts begin with one too. Most short cells need nothing else.
 *
 * Blanking out types keeps every place and takes a third of the time, so it goes first. What it
 * refuses (enums, namespaces, parameter properties, `<T>value`), and what it lets through although
 * JavaScript does not know it, is compiled.
 */
export function toJavaScript(source: string, tools: SourceTools): JavaScript {
  if (!source.includes("<")) {
    const javascript = parseMapped(identical(source), tools);
    if (javascript.kind === "javascript") return javascript;
  }
  let stripped: string;
  try {
    stripped = tools.strip(source);
  } catch {
    // Its message has no position when the syntax is wrong; the compiler's message has one.
    return compile(source, tools);
  }
  const plain = parseMapped(identical(stripped), tools);
  if (plain.kind === "javascript") return plain;
  const compiled = compile(source, tools);
  return compiled.kind === "javascript" ? compiled : plain;
}

/** Compiles with a source map. Imports are kept: the compiler drops those this cell does not use. */
function compile(source: string, tools: SourceTools): JavaScript {
  const { masked, imports } = maskImports(withoutConstEnums(source, tools), tools);
  let compiled: string;
  let importText: string[];
  try {
    compiled = tools.transform(masked);
    const comment = unclosedComment(source, tools);
    if (comment !== null) return { kind: "invalid", message: UNCLOSED_COMMENT, offset: comment };
    importText = imports.map(({ text }) => tools.strip(text));
  } catch (error) {
    return readCompilerError(error, source);
  }
  const out = createMappedText();
  imports.forEach(({ start }, index) => out.copy(`${importText[index] ?? ""}\n`, start));
  appendCompiled(out, { compiled, source });
  return parseMapped(out.finish(), tools);
}

const UNCLOSED_COMMENT = "Unterminated comment";

/**
 * Where a comment begins that never ends, or null: the compiler ends it with the code. What follows
 * the last comment's end may be a comment, but also part of a string; only in a comment is its end
 * no error.
 */
export function unclosedComment(source: string, tools: SourceTools): number | null {
  const candidates = Array.from(source.matchAll(/\/\*(?![\s\S]*\*\/)/g), ({ index }) => index);
  if (candidates.length === 0 || !compiles(`${source}\n*/`, tools)) return null;
  return candidates.find((at) => compiles(`${source.slice(0, at)}/*\n*/`, tools)) ?? null;
}

function compiles(code: string, tools: SourceTools): boolean {
  try {
    tools.transform(code);
    return true;
  } catch {
    return false;
  }
}

/** Appends compiled code segment by segment, so that every token knows where it came from. */
function appendCompiled(
  out: ReturnType<typeof createMappedText>,
  { compiled, source }: { compiled: string; source: string },
): void {
  const { code, mappings } = splitSourceMap(compiled);
  const lookup = readMappings(mappings);
  const generatedLines = createLineTable(code);
  const sourceLines = createLineTable(source);
  let anchor = 0;
  for (const token of code.matchAll(/[\p{ID_Continue}$]+|\s+|[^\p{ID_Continue}$\s]/gu)) {
    const original = lookup(generatedLines.positionAt(token.index));
    anchor = (original === null ? null : sourceLines.offsetAt(original)) ?? anchor;
    out.insert(token[0], anchor);
  }
}

function splitSourceMap(compiled: string): { code: string; mappings: string } {
  const marker = "//# sourceMappingURL=data:application/json;base64,";
  const at = compiled.lastIndexOf(marker);
  if (at < 0) return { code: compiled, mappings: "" };
  const map: unknown = JSON.parse(atob(compiled.slice(at + marker.length)));
  const hasMappings = typeof map === "object" && map !== null && "mappings" in map;
  return {
    code: compiled.slice(0, at),
    mappings: hasMappings && typeof map.mappings === "string" ? map.mappings : "",
  };
}

function parseMapped(compiled: MappedText, tools: SourceTools): JavaScript {
  const mapped = withoutAccessors(compiled, tools);
  try {
    return { kind: "javascript", mapped, program: tools.parse(mapped.text) };
  } catch (error) {
    const { message, offset } = readParserError(error);
    return { kind: "invalid", message, offset: mapped.originalOffset(offset) };
  }
}

function identical(text: string): MappedText {
  return { text, originalOffset: (offset) => offset };
}

/** The parser adds `(line:column)` to its message and the offset as `pos`. */
function readParserError(error: unknown): { message: string; offset: number } {
  if (!(error instanceof Error)) return { message: String(error), offset: 0 };
  const offset = "pos" in error && typeof error.pos === "number" ? error.pos : 0;
  const message = error.message.replace(/ \(\d+:\d+\)$/, "");
  return { message: CLEARER_MESSAGES[message] ?? message, offset };
}

/** What the parser says without knowing that it reads a cell. */
const CLEARER_MESSAGES: Readonly<Record<string, string>> = {
  "'return' outside of function":
    "Cannot return: a cell is not a function, its last expression is its value",
  "Unexpected character '@'": "Cannot compile the decorator: this kernel runs none yet",
};

// Only looked for in code that is wrong: `a < b` or a type in brackets has no `</` or `/>`.
const JSX_ELEMENT = /<[A-Za-z][\w.]*(?:\s[^<>]*)?(?:\/>|>[\s\S]*<\/)|<>[\s\S]*<\/>/;

/** The compiler's message: text, a drawing of the line, and `at file:line:column` in code points. */
export function readCompilerError(error: unknown, source: string): InvalidSyntax {
  const text = error instanceof Error ? error.message : String(error);
  const place = /\s+at file:\/\/\/\S*?:(\d+):(\d+)/.exec(text);
  let message = (text.split("\n")[0] ?? "")
    .replace(/^SyntaxError: /, "")
    .replace(/\s+at file:\/\/\/\S*$/, "");
  if (JSX_ELEMENT.test(source)) message += " (this kernel does not compile JSX yet)";
  const lines = createLineTable(source);
  const line = Number(place?.[1] ?? 1) - 1;
  const column = Array.from(lines.lineText(line)).slice(0, Number(place?.[2] ?? 1) - 1)
    .join("").length;
  return { kind: "invalid", message, offset: lines.offsetAt({ line, column }) ?? source.length };
}

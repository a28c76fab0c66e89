/** TypeScript to JavaScript and its syntax tree, with places kept or mapped back. */

import type { Program } from "acorn";
import { withoutAccessors } from "./accessors.ts";
import {
  findUnsupported,
  type InvalidSyntax,
  readCompilerError,
  readParserError,
} from "./compiler_errors.ts";
import { createMappedText, type MappedText, type MappedTextBuilder, NO_PLACE } from "./rewriter.ts";
import { readMappings } from "./source_map.ts";
import type { SourceTools } from "./source_tools.ts";
import { createLineTable } from "./text_position.ts";
import { blankTexts, maskImports, withoutConstEnums } from "./typescript_masks.ts";

/** JavaScript made of a cell, or the first thing that is wrong with the cell. */
export type JavaScript =
  | { kind: "javascript"; mapped: MappedText; program: Program }
  | InvalidSyntax;

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
  const unsupported = UNSUPPORTED_SIGN.test(source) ? findUnsupported(blankTexts(source)) : null;
  if (unsupported !== null) return unsupported;
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
  appendCompiled(out, { ...splitSourceMap(compiled), source });
  return parseMapped(out.finish(), tools);
}

const UNSUPPORTED_SIGN = /@|\brequire\b|\bexport\s*=/;

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

/** What a compiler gave back. */
export interface CompiledCode {
  readonly code: string;
  /** The field of that name of its source map. */
  readonly mappings: string;
}

/**
 * Appends compiled code segment by segment, so that every token knows where it came from. What a
 * compiler puts in front of all that was written has no place.
 */
export function appendCompiled(
  out: MappedTextBuilder,
  { code, mappings, source }: CompiledCode & { source: string },
): void {
  const lookup = readMappings(mappings);
  const generatedLines = createLineTable(code);
  const sourceLines = createLineTable(source);
  const pragmas = pragmaPlaces(source);
  let anchor = NO_PLACE;
  for (const token of code.matchAll(/[\p{ID_Continue}$]+|\s+|[^\p{ID_Continue}$\s]/gu)) {
    const original = lookup(generatedLines.positionAt(token.index));
    const place = (original === null ? null : sourceLines.offsetAt(original)) ?? anchor;
    // The function that a comment names for elements would get the comment's place.
    if (!pragmas.some(({ start, end }) => start <= place && place < end)) anchor = place;
    out.insert(token[0], anchor);
  }
}

/** Comments such as `@jsx h`. */
function pragmaPlaces(source: string): { start: number; end: number }[] {
  if (!source.includes("@jsx")) return [];
  return Array.from(source.matchAll(/\/\*(?:(?!\*\/)[\s\S])*?@jsx[\s\S]*?\*\//g), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
}

function splitSourceMap(compiled: string): CompiledCode {
  const marker = "//# sourceMappingURL=data:application/json;base64,";
  const at = compiled.lastIndexOf(marker);
  if (at < 0) return { code: compiled, mappings: "" };
  return {
    code: compiled.slice(0, at),
    mappings: mappingsOf(atob(compiled.slice(at + marker.length))),
  };
}

/** The mappings of a source map's text. */
export function mappingsOf(mapText: string): string {
  const map: unknown = JSON.parse(mapText);
  const hasMappings = typeof map === "object" && map !== null && "mappings" in map;
  return hasMappings && typeof map.mappings === "string" ? map.mappings : "";
}

/** Parses JavaScript that was made of a cell. */
export function parseMapped(compiled: MappedText, tools: SourceTools): JavaScript {
  const mapped = withoutAccessors(compiled, tools);
  try {
    return { kind: "javascript", mapped, program: tools.parse(mapped.text) };
  } catch (error) {
    const { message, offset } = readParserError(error);
    return { kind: "invalid", message, offset: Math.max(0, mapped.originalOffset(offset)) };
  }
}

function identical(text: string): MappedText {
  return { text, originalOffset: (offset) => offset };
}

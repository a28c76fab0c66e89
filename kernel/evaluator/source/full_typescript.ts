/** Cells with decorators or JSX to JavaScript and its syntax tree, by the full compiler. */

import type { JsxSettings } from "../jsx.ts";
import {
  type InvalidSyntax,
  MISPLACED_DECORATOR,
  readFullCompilerError,
  UNKNOWN_DECORATOR,
} from "./compiler_errors.ts";
import { withCellNames } from "./compiled_names.ts";
import type { FullCompiler } from "./full_compiler.ts";
import { createMappedText } from "./rewriter.ts";
import type { SourceTools } from "./source_tools.ts";
import { blankTexts } from "./typescript_masks.ts";
import { appendCompiled, type JavaScript, mappingsOf, parseMapped } from "./typescript.ts";

/** Whether the full compiler may know what the others refuse. */
export function needsFullCompiler(source: string, { message }: InvalidSyntax): boolean {
  return message === UNKNOWN_DECORATOR || mayHaveJsx(source) || COMPUTED_ACCESSOR.test(source);
}

/** Whether nothing else than a decorator or JSX can be what the others refuse. */
export function isBeyondDoubt(source: string, { message }: InvalidSyntax): boolean {
  return message === UNKNOWN_DECORATOR || JSX_ELEMENT.test(blankTexts(source));
}

/** Compiles and parses a cell that the others refuse; `plain` is what they said. */
export function toJavaScriptFully(
  source: string,
  { tools, compiler, jsx, plain }: {
    readonly tools: SourceTools;
    readonly compiler: FullCompiler;
    readonly jsx: JsxSettings;
    readonly plain: InvalidSyntax;
  },
): JavaScript {
  if (!needsFullCompiler(source, plain)) return plain;
  const isJsx = mayHaveJsx(source);
  let compiled: ReturnType<FullCompiler["compile"]>;
  try {
    compiled = compiler.compile(source, { jsx, isJsx });
  } catch (error) {
    const found = readFullCompilerError(error, source);
    // Where both fail, whoever got further has understood more.
    return found.offset >= plain.offset || isBeyondDoubt(source, plain) ? found : plain;
  }
  const out = createMappedText();
  const { code, mapText } = compiled;
  appendCompiled(out, { code, mappings: mappingsOf(mapText), source });
  const mapped = out.finish();
  const parsed = parseMapped(mapped, tools);
  if (parsed.kind === "invalid") {
    return parsed.message === UNKNOWN_DECORATOR
      ? { ...parsed, message: MISPLACED_DECORATOR }
      : parsed;
  }
  return parseMapped(withCellNames(mapped, { source, program: parsed.program }), tools);
}

// Those with a plain name are made by `accessors.ts`.
const COMPUTED_ACCESSOR = /\baccessor\s*\[/;

/** Whether an element may begin somewhere; a type assertion may, too. */
export function mayHaveJsx(source: string): boolean {
  return source.includes("<") && JSX_START.test(blankTexts(source));
}

// Where an expression begins, nothing else does so with `<`, but a type assertion and type parameters.
const JSX_START =
  /(?:^|[=(,?:&|{}[>;!\n]|\b(?:await|case|default|return|yield))\s*<(?:[\p{ID_Start}$_][\p{ID_Continue}$.:-]*[\s/>]|>)/u;

// What code without JSX never has: an element's end.
const JSX_ELEMENT = /<[\p{ID_Start}$_][^<>]*\/>|<\/[\p{ID_Continue}$.:-]*\s*>/u;

/**
 * A cell as its author wrote it, made into a script that V8's REPL mode runs: TypeScript compiled,
 * module declarations and top-level waits replaced by calls of the runtime (`runtime_contract.ts`),
 * names redeclarable. Each place of the script can be traced back to the cell.
 */

import type { Program } from "acorn";
import { folderUrl } from "../folder_url.ts";
import { JSX_DEFAULT, type JsxSettings } from "../jsx.ts";
import { declaredPlaces, OWN_PREFIX } from "./compiled_names.ts";
import type { InvalidSyntax } from "./compiler_errors.ts";
import { type FullCompiler, loadedFullCompiler, loadFullCompiler } from "./full_compiler.ts";
import { isBeyondDoubt, needsFullCompiler, toJavaScriptFully } from "./full_typescript.ts";
import { rewriteCell, type RewrittenCell } from "./rewrite.ts";
import { type MappedText, NO_PLACE } from "./rewriter.ts";
import { loadSourceTools, type SourceTools } from "./source_tools.ts";
import { createLineTable, type LineTable, type TextPosition } from "./text_position.ts";
import { type DescribedError, describeSyntaxError } from "./traceback.ts";
import { type JavaScript, toJavaScript } from "./typescript.ts";

/** A script, or why the cell cannot be one. */
export type Transpiled = TranspiledScript | ({ readonly kind: "invalid" } & DescribedError);

/** A cell that can run. */
export interface TranspiledScript {
  readonly kind: "script";
  readonly code: string;
  /** What the prefix line has to end with. */
  readonly opening: string;
  /** Whether `finish()` may follow: then the script's own value means nothing. */
  readonly isHandedOver: boolean;
  readonly source: string;
  /** From a place in `code` to the place in `source`; null outside of the cell. All zero-based. */
  original(line0: number, column0: number): TextPosition | null;
}

/** What the transformation has to know besides the code. */
export interface CellContext {
  /** How messages name the cell, for example `cell 3`. */
  readonly cellName: string;
  /** The notebook's folder: relative imports start there. */
  readonly directory: string;
  /**
   * Names that earlier cells of the same process declared by `const`; this cell's own are added.
   * Without it, constants are known in their own cell only.
   */
  readonly constants?: Set<string>;
  /** Whether the script may hand its value to `last()` instead of having one. */
  readonly canHandOver?: boolean;
  /** How JSX becomes calls. */
  readonly jsx?: JsxSettings;
}

/** Loads what `transpileCell()` needs for plain JavaScript, before the first cell does. */
export async function warmTranspiler(): Promise<void> {
  await transpileCell("const warm = await 1;", { cellName: "", directory: "/" });
}

/** Transforms a cell. Never rejects. */
export async function transpileCell(code: string, context: CellContext): Promise<Transpiled> {
  const tools = await loadSourceTools();
  // A byte order mark or a `#!` line is no code; the same length keeps every place.
  const source = code.replace(/^\ufeff/, " ").replace(/^#!/, "//");
  const { directory, constants = new Set(), canHandOver = false, jsx = JSX_DEFAULT } = context;
  const compiler = loadedFullCompiler();
  const rewriting = { tools, directory, constants, canHandOver, compiler, jsx };
  const first = attempt(source, rewriting);
  const result = first.kind === "invalid" && compiler === null && needsFullCompiler(source, first)
    ? await attemptFully(source, { rewriting, first })
    : first;
  if (result.kind === "invalid") {
    const { message, offset } = result;
    const { cellName } = context;
    return { kind: "invalid", ...describeSyntaxError(message, { cellName, source: code, offset }) };
  }
  const { text, opening, isHandedOver } = result;
  const original = originalOf(code, result);
  return { kind: "script", code: text, opening, isHandedOver, source: code, original };
}

type Rewritten = ({ kind: "rewritten" } & RewrittenCell) | InvalidSyntax;

interface RewriteContext {
  readonly tools: SourceTools;
  readonly directory: string;
  readonly constants: Set<string>;
  readonly canHandOver: boolean;
  readonly compiler: FullCompiler | null;
  readonly jsx: JsxSettings;
}

/** Code can be nested deeper than the parsers' recursion goes. */
function attempt(source: string, context: RewriteContext): Rewritten {
  try {
    return rewriteObject(source, context) ?? rewrite(source, context);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: "invalid", message: `Cannot compile the cell: ${reason}`, offset: 0 };
  }
}

/** The same with the compiler that knows everything, which takes a while to load. */
async function attemptFully(
  source: string,
  { rewriting, first }: { rewriting: RewriteContext; first: InvalidSyntax },
): Promise<Rewritten> {
  const loaded = await loadFullCompiler();
  if (loaded.kind === "unavailable") {
    return isBeyondDoubt(source, first) ? { ...first, message: loaded.message } : first;
  }
  return attempt(source, { ...rewriting, compiler: loaded.compiler });
}

function rewrite(source: string, context: RewriteContext): Rewritten {
  const { directory, constants, canHandOver } = context;
  const javascript = compile(source, context);
  if (javascript.kind === "invalid") return javascript;
  const { mapped, program } = javascript;
  const taken = source.includes(OWN_PREFIX) ? findOwnName(program) : null;
  if (taken !== null) {
    return {
      kind: "invalid",
      message:
        `Cannot declare "${taken.name}": names that begin with ${OWN_PREFIX} are the kernel's`,
      offset: Math.max(0, mapped.originalOffset(taken.start)),
    };
  }
  const resolve = (specifier: string) => resolveSpecifier(specifier, directory);
  const rewritten = rewriteCell({ code: mapped.text, program, resolve, constants, canHandOver });
  return {
    ...rewritten,
    kind: "rewritten",
    originalOffset: mapped.text === source
      ? rewritten.originalOffset
      : (offset) => mapped.originalOffset(rewritten.originalOffset(offset)),
  };
}

/** A name of ours that the cell declares. */
function findOwnName(program: Program): { name: string; start: number } | null {
  const own = declaredPlaces(program).entries().find(([, name]) => name.startsWith(OWN_PREFIX));
  return own === undefined ? null : { start: own[0], name: own[1] };
}

function compile(source: string, { tools, compiler, jsx }: RewriteContext): JavaScript {
  const javascript = toJavaScript(source, tools);
  if (javascript.kind === "javascript" || compiler === null) return javascript;
  return toJavaScriptFully(source, { tools, compiler, jsx, plain: javascript });
}

// A semicolon at the end: the author of `{ a: 1 };` still means an object.
const FINAL_SEMICOLON = /;(?=\s*(?:\/\/.*|\/\*[\s\S]*?\*\/)?\s*$)/;

// White space and comments before the first token.
const LEADING_TRIVIA = /^(?:\s|\/\/.*|\/\*[\s\S]*?\*\/)*/;

/**
 * A cell that is one object literal: as a statement, `{a: 1}` would be a block with a label.
 * Null when it is something else; a block of statements does not survive the brackets.
 */
function rewriteObject(source: string, context: RewriteContext): Rewritten | null {
  const start = LEADING_TRIVIA.exec(source)?.[0].length ?? 0;
  if (source[start] !== "{") return null;
  const literal = source.slice(start).replace(FINAL_SEMICOLON, " ");
  const bracketed = `${source.slice(0, start)}(${literal}\n)`;
  const javascript = compile(bracketed, context);
  if (javascript.kind === "invalid" || javascript.program.body.length !== 1) return null;
  const result = rewrite(bracketed, context);
  if (result.kind === "invalid") return null;
  const { originalOffset } = result;
  const withoutBracket = (offset: number) => offset > start ? offset - 1 : offset;
  return {
    ...result,
    originalOffset: (offset) => Math.min(withoutBracket(originalOffset(offset)), source.length),
  };
}

/** Kept for each cell as long as its functions may throw: the tables are made anew when asked. */
function originalOf(source: string, { text, originalOffset }: MappedText) {
  return (line0: number, column0: number): TextPosition | null => {
    const { generated, written } = tablesOf(text, source);
    const offset = generated.offsetAt({ line: line0, column: column0 });
    const place = offset === null ? NO_PLACE : originalOffset(offset);
    return place === NO_PLACE ? null : written.positionAt(place);
  };
}

/** The lines of one script and its source. */
interface Tables {
  readonly text: string;
  readonly source: string;
  readonly generated: LineTable;
  readonly written: LineTable;
}

/** Those of the script that was asked for last: questions for one come together. */
let latest: Tables | null = null;

function tablesOf(text: string, source: string): Tables {
  if (latest !== null && latest.text === text && latest.source === source) return latest;
  latest = { text, source, generated: createLineTable(text), written: createLineTable(source) };
  return latest;
}

/** Scripts have no place that relative specifiers could start from. */
function resolveSpecifier(specifier: string, directory: string): string {
  return /^\.{0,2}\//.test(specifier) ? new URL(specifier, folderUrl(directory)).href : specifier;
}

/** The parsers that reading a cell takes, loaded late: 30 ms that the kernel's start does not wait. */

import type { StripTypeScriptTypesOptions } from "node:module";
import type { Options, Program, Token } from "acorn";
import { isTooDeep } from "./nesting.ts";

/** Parsers, once loaded. */
export interface SourceTools {
  /** Blanks out types; throws on syntax that takes more than that. Positions stay. */
  strip(code: string): string;
  /** Compiles enums, namespaces and parameter properties too; ends in an inline source map. */
  transform(code: string): string;
  /** Parses module code with top-level await. Throws an error with a `pos`. */
  parse(code: string): Program;
  /** Reads tokens, of TypeScript too as far as JavaScript's rules go. */
  tokens(code: string): Iterable<Token>;
}

let loading: Promise<SourceTools> | null = null;
let loaded: SourceTools | null = null;

/** Loads the parsers, or hands out the loaded ones. */
export function loadSourceTools(): Promise<SourceTools> {
  return loading ??= load();
}

/** The parsers if they have been loaded, for those who cannot wait. */
export function loadedSourceTools(): SourceTools | null {
  return loaded;
}

const OPTIONS: Options = {
  ecmaVersion: "latest",
  sourceType: "module",
  allowAwaitOutsideFunction: true,
};

async function load(): Promise<SourceTools> {
  const acorn = await import("acorn");
  // In a notebook, what an export names may come from an earlier cell.
  const CellParser = acorn.Parser.extend((Base) =>
    class extends Base {
      checkLocalExport(): void {}
    }
  );
  return loaded = {
    strip: (code) => isTooDeep(code) ? code : compileTypes(code, { mode: "strip" }),
    transform(code) {
      if (isTooDeep(code)) {
        throw new RangeError("Cannot compile types: the code is nested too deep");
      }
      return compileTypes(code, { mode: "transform", sourceMap: true });
    },
    parse: (code) => CellParser.parse(code, OPTIONS),
    tokens: (code) => acorn.tokenizer(code, OPTIONS),
  };
}

/** Loaded by the first cell that has types, or soon after the first cell: 20 ms. */
function compileTypes(code: string, options: StripTypeScriptTypesOptions): string {
  const { stripTypeScriptTypes } = process.getBuiltinModule("node:module");
  return stripTypeScriptTypes(code, options);
}

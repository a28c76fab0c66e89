/**
 * Decorators and JSX, which the built-in compiler leaves or refuses: compiled by a package that is
 * loaded by the first cell with one of them. It is native and takes memory for good.
 */

import type { JsxSettings } from "../jsx.ts";
import { isTooDeep, isTooDeepWithTags } from "./nesting.ts";

/** How a cell is to be compiled. */
export interface FullCompilerOptions {
  readonly jsx: JsxSettings;
  /** Whether a `<` may open an element; a `<T>value` is none then. */
  readonly isJsx: boolean;
}

/** The compiler, once it is loaded. */
export interface FullCompiler {
  /** Throws as the package does, or because the code is nested too deep for it. */
  compile(code: string, options: FullCompilerOptions): { code: string; mapText: string };
}

/** The compiler, or why it cannot be had, in words for whoever wrote the cell. */
export type LoadedCompiler =
  | { kind: "compiler"; compiler: FullCompiler }
  | { kind: "unavailable"; message: string };

let compiler: FullCompiler | null = null;

/** The compiler if it has been loaded, for those who cannot wait. */
export function loadedFullCompiler(): FullCompiler | null {
  return compiler;
}

/** Loads the compiler; tries again where that failed. */
export async function loadFullCompiler(): Promise<LoadedCompiler> {
  if (compiler !== null) return { kind: "compiler", compiler };
  try {
    // Computed, so that Deno does not look the package up at every start of a kernel.
    const specifier = "./swc.ts";
    const { compileWithSwc }: typeof import("./swc.ts") = await import(specifier);
    compiler = {
      compile(code, options) {
        const isDeep = options.isJsx ? isTooDeepWithTags(code) : isTooDeep(code);
        if (isDeep) throw new RangeError("The code is nested too deep");
        return compileWithSwc(code, options);
      },
    };
    return { kind: "compiler", compiler };
  } catch (error) {
    return { kind: "unavailable", message: unavailableText(error) };
  }
}

/** Says what is missing and what helps. */
export function unavailableText(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  const cannot = 'Cannot compile decorators and JSX: the package "@swc/core"';
  if (/native binding|\.node\b/i.test(reason)) {
    const { os, arch } = Deno.build;
    return `${cannot} has no program for this system (${os}, ${arch}); a cell without them runs`;
  }
  return `${cannot} is not on this machine; ` +
    `"deno task kernel install" with a network fetches it (${reason.split("\n")[0] ?? ""})`;
}

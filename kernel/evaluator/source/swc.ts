/**
 * The compiler for decorators and JSX: native, a package of its own. Nothing imports this module
 * but `full_compiler.ts`, and that only when a cell needs it.
 */

import { type Options, transformSync } from "@swc/core";
import type { FullCompilerOptions } from "./full_compiler.ts";

/** Compiles a whole cell; throws an error whose message has a drawing of the place. */
export function compileWithSwc(
  code: string,
  { jsx, isJsx }: FullCompilerOptions,
): { code: string; mapText: string } {
  const compiled = transformSync(code, { ...OPTIONS, jsc: settings({ jsx, isJsx }) });
  return { code: compiled.code, mapText: compiled.map ?? "" };
}

const OPTIONS: Options = {
  filename: "cell.tsx",
  isModule: true,
  sourceMaps: true,
  inlineSourcesContent: false,
  // Settings of the folder are for other programs.
  swcrc: false,
  configFile: false,
};

function settings({ jsx, isJsx }: FullCompilerOptions): NonNullable<Options["jsc"]> {
  return {
    parser: { syntax: "typescript", tsx: isJsx, decorators: true },
    target: "esnext",
    transform: {
      decoratorVersion: "2023-11",
      // Imports that this cell does not use are for later ones.
      verbatimModuleSyntax: true,
      react: jsx,
    },
  };
}

/** Refusals of Deno in words that help, wherever they come from: Deno's functions, Node's, imports. */

import { refusalText } from "../permissions/wording.ts";
import type { Importer } from "./imports.ts";
import { Deno, Error, Object, Reflect } from "../primordials.ts";

/** What a process needs to know whose cells may not do everything. */
export interface Narrowing {
  /** The C library, if it may be loaded before the first cell. */
  readonly library: string | null;
  /** Permissions that the folder's configuration takes away. */
  readonly narrowed: readonly string[];
}

/**
 * Makes each refusal say which permission is missing and how to get it. Deno creates these errors
 * by the class that is given to programs, which asks the class above it.
 */
export function explainRefusals(narrowed: readonly string[]): void {
  const { NotCapable } = Deno.errors;
  const Above = function (this: unknown, message: unknown, ...rest: unknown[]): object {
    const words = typeof message === "string" ? refusalText(message, narrowed) : null;
    const target = Object(new.target ?? NotCapable);
    return Reflect.construct(globalThisError, [words ?? message, ...rest], target);
  };
  Above.prototype = globalThisError.prototype;
  Object.setPrototypeOf(NotCapable, Above);
}

/** Imports that are refused come as errors of type: they become refusals like all others. */
export function withRefusals(importer: Importer, narrowed: readonly string[]): Importer {
  return async (specifier, options) => {
    try {
      return await importer(specifier, options);
    } catch (error) {
      const words = error instanceof Error ? refusalText(error.message, narrowed) : null;
      if (words === null || error instanceof Deno.errors.NotCapable) throw error;
      throw new Deno.errors.NotCapable(words);
    }
  };
}

// Taken before a cell can replace it.
const globalThisError = globalThis.Error;

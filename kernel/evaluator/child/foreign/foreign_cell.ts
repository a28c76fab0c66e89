/** What the parts of this folder share. */

import type { CommandText, PythonText, WriteFileText } from "../../../cell_text/mod.ts";
import { TRACEBACK } from "../../runtime_contract.ts";
import { Error, Object } from "../../primordials.ts";

/** A cell, or one command of it, that is no TypeScript. */
export type ForeignText = PythonText | WriteFileText | CommandText;

/** What such a cell needs of the process that runs it. */
export interface ForeignContext {
  /** The cell's number on the wire. */
  readonly cell: number;
  /** How messages name it, for example `cell 3`. */
  readonly name: string;
  /** What opens each frame, in hexadecimal digits. */
  readonly marker: string;
  /** Prints a line under the cell. */
  readonly say: (text: string) => void;
  /** `import()` as the notebook's cells have it. */
  readonly importModule: (specifier: string) => Promise<Record<string, unknown>>;
  /** Waits so that a Stop cuts it short. */
  readonly awaiting: <T>(value: Promise<T>) => T | Promise<T>;
  /** Waits once more, for what a Stop has told to end. */
  readonly awaitingEnd: <T>(value: Promise<T>) => T | Promise<T>;
  /** Called before what must not be ended halfway. */
  readonly holdBefore: () => void;
  /** Whether a thrown value is that of a Stop. */
  readonly isInterrupt: (thrown: unknown) => boolean;
  /** Tells the type of a name that no text declares. */
  readonly declare: (name: string, type: string) => void;
}

/** An error of another language, with its own traceback. */
export function foreignError(
  { name, message, lines }: {
    readonly name: string;
    readonly message: string;
    readonly lines: readonly string[];
  },
): Error {
  const error = new Error(message);
  error.name = name;
  return withTraceback(error, lines);
}

/** Gives an error the traceback that is to be shown instead of its stack. */
export function withTraceback<Thrown extends object>(
  error: Thrown,
  lines: readonly string[],
): Thrown {
  return Object.defineProperty(error, TRACEBACK, { value: lines });
}

/** What the language server knows of a notebook: the types that other parts of the kernel use. */

import type { Name } from "./completion.ts";

/** One cell as the language server is to know it. */
export interface KnownCell {
  /** Same key, same cell: a later version takes the place of the earlier one. */
  readonly key: string;
  /** How faults name the cell, for example `cell 3`. */
  readonly name: string;
  readonly code: string;
}

/** One fault of types in a cell. */
export interface TypeFault {
  /** TypeScript's number of it, for example 2322. */
  readonly code: number;
  readonly message: string;
  readonly severity: "error" | "warning";
  /** In the code that was asked about. */
  readonly startUtf16: number;
  readonly endUtf16: number;
}

/** What a check of types found, or why there was none. */
export type Diagnosis =
  | { kind: "faults"; faults: readonly TypeFault[] }
  | { kind: "unavailable"; reason: string };

/** The types of a notebook. No method throws or rejects. */
export interface TypeService extends AsyncDisposable {
  /** A cell has run: its declarations are there for later cells. */
  ran(cell: KnownCell): void;
  /** A value that no cell's text declares, and its TypeScript type. */
  declare(name: string, type: string): void;
  /**
   * Faults of types in a cell, seen after all cells that ran. Starts the server if need be; gives
   * up at the deadline.
   */
  diagnose(cell: KnownCell, options?: DiagnoseOptions): Promise<Diagnosis>;
}

/** How long faults are worth waiting for. */
export interface DiagnoseOptions {
  readonly deadlineMs?: number;
}

/** A name that fits at the cursor, as the server has it. */
export interface TypedName extends Name {
  /** Whether everybody has it: the names of the cell and of the notebook come first. */
  readonly isGlobal: boolean;
  /** Whether it is nothing but a type. */
  readonly isType: boolean;
}

/** What the server says of the thing at the cursor. */
export interface TypedText {
  /** In Markdown. */
  readonly markdown: string;
  /** The same without any signs. */
  readonly plain: string;
}

/** A question on a text that is being typed. */
export interface TypeQuestion {
  readonly code: string;
  readonly offsetUtf16: number;
  readonly deadlineMs: number;
}

/** Help from types; null where there is none in time. No method rejects. */
export interface TypeHelp {
  /** Names that fit, the best first, whatever has been typed of them. */
  complete(question: TypeQuestion): Promise<readonly TypedName[] | null>;
  /** The type and documentation of what stands there. */
  hover(question: TypeQuestion): Promise<TypedText | null>;
  /** The function whose brackets the cursor is in, and its current parameter. */
  signature(question: TypeQuestion): Promise<TypedText | null>;
  /** Names that cells which ran have declared. */
  names(): readonly Name[];
  /** The cell whose own text makes a name. */
  makerOf(name: string): KnownCell | null;
  /** Packages that can be imported by their address, such as `npm:zod@4.6.7`. */
  packages(): readonly string[];
  /** No cell has run any more. */
  forget(): void;
}

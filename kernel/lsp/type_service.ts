/** What the language server knows of a notebook: the types that other parts of the kernel use. */

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

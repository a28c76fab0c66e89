/**
 * The kernel, for whoever wants to run TypeScript cells.
 *
 * `openKernel()` runs cells inside a program of one's own; `main.ts` is the command line by which
 * Jupyter starts a kernel and by which it is installed. Rooms below: `zmtp` (bytes on sockets),
 * `messaging` (messages), `session` (order and state), `cell_text` (kinds of cells), `evaluator`
 * (cells), `lsp` (help while typing), `kernelspec` (how Jupyter finds us). Start reading with
 * `assemble.ts` and `serve.ts`.
 *
 * @module
 */

export { type CellText, readCellText } from "./cell_text/mod.ts";
export {
  type CellMessage,
  type CellOutcome,
  type ExecuteOptions,
  type InProcessKernel,
  openKernel,
  type OpenKernelOptions,
} from "./in_process.ts";
export type { PermissionChoice } from "./evaluator/mod.ts";

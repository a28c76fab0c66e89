/**
 * How Jupyter finds this kernel: kernel.json, where it goes, and the Deno and cache that it needs.
 *
 * Knows Jupyter's folders and nothing of running kernels. Start reading with `command.ts`, the
 * story of an installation; `spec.ts` holds what Jupyter is told.
 *
 * @module
 */

export { kernelspecCommand, type KernelspecHost, USAGE } from "./command.ts";
export type { Machine } from "./locations.ts";

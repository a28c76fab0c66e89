/**
 * Runs TypeScript cells in a child Deno process that can be stopped, replaced and asked.
 *
 * Knows the V8 inspector and Deno, and nothing of Jupyter's messages or sockets. Start reading with
 * `port.ts` (what others see), then `evaluator.ts` (children and cells), `cell_run.ts` (one cell),
 * `process.ts` (one child), `permissions/` (what it may do), `memory_watch.ts` (what it may take),
 * `interrupt.ts` (stopping), `output.ts` (what cells print), `source/` (from TypeScript to a script,
 * and back to its lines) and `child/main.ts` (the other side).
 *
 * @module
 */

export { startEvaluator } from "./evaluator.ts";
export type {
  Completeness,
  DeathReason,
  Evaluation,
  EvaluationRequest,
  EvaluatorOptions,
  EvaluatorPort,
  ExpressionOutcome,
  InterruptOutcome,
  LiveName,
  LivePort,
  MimeBundle,
  OutputEvent,
} from "./port.ts";
export type { MemoryLimits } from "./memory_watch.ts";
export type { PermissionChoice } from "./permissions/mod.ts";

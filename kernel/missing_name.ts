/**
 * Tells who runs a cell too early which cell makes the name that it lacks.
 *
 * Finding that cell reads files and loads what a start of the kernel should not wait for, so it is a module of its own.
 */

import type { Evaluation, EvaluatorPort } from "./evaluator/mod.ts";
import type { FailedCell, NotebookPlace } from "./making_cell.ts";

/** The same evaluator, whose errors about a missing name end in the cell that makes it. */
export function withPointers(evaluator: EvaluatorPort, place: NotebookPlace): EvaluatorPort {
  return {
    async evaluate(request) {
      const evaluation = await evaluator.evaluate(request);
      const name = missingName(evaluation);
      if (evaluation.kind !== "thrown" || name === null) return evaluation;
      const { code } = request;
      const known = (await evaluator.live.names()).map((live) => live.name);
      const lines = await linesFor({ name, code, known }, place);
      return { ...evaluation, traceback: [...evaluation.traceback, ...lines] };
    },
    deliver: (delivery) => evaluator.deliver(delivery),
    interrupt: () => evaluator.interrupt(),
    answerInput: (text) => evaluator.answerInput(text),
    completeness: (code) => evaluator.completeness(code),
    get live() {
      return evaluator.live;
    },
    [Symbol.asyncDispose]: () => evaluator[Symbol.asyncDispose](),
  };
}

async function linesFor(failed: FailedCell, place: NotebookPlace): Promise<string[]> {
  try {
    const { pointTo } = await import("./making_cell.ts");
    return await pointTo(failed, place);
  } catch {
    // A checkout that has gone since the start: the error is shown as it is.
    return [];
  }
}

/** V8's wording of a name that nothing has made yet. */
const NOT_DEFINED = /^([\p{ID_Start}$_][\p{ID_Continue}$]*) is not defined$/u;

function missingName(evaluation: Evaluation): string | null {
  if (evaluation.kind !== "thrown" || evaluation.name !== "ReferenceError") return null;
  return NOT_DEFINED.exec(evaluation.message)?.[1] ?? null;
}

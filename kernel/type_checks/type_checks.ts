/**
 * Checks the types of cells: of one that ran, once nothing runs; of one that asks for it, before it
 * runs.
 *
 * A wrapper around the evaluator. On the way of a plain cell it only takes a note; what finds and
 * words faults is loaded when there are some. A compiler would disturb a measurement, and text must
 * not arrive while another cell runs: so what is not asked for waits until the kernel is idle.
 */

import { readCellText } from "../cell_text/mod.ts";
import type {
  Evaluation,
  EvaluationRequest,
  EvaluatorPort,
  OutputEvent,
} from "../evaluator/port.ts";
import type { KnownCell, TypeService } from "../lsp/type_service.ts";
import { type AnswerLimits, createTypeChecker } from "./type_checker.ts";
import { createTypeWarnings } from "./type_warnings.ts";

/** What checks of types need from whoever wires the kernel. */
export interface TypeCheckOptions {
  readonly types: TypeService;
  /** Whether a grader runs the cells: then each is checked before it runs. */
  readonly isGraded: boolean;
  /** Whether faults of a cell that ran are told: a person is there to read them. */
  readonly isWarning: boolean;
  readonly emit: (event: OutputEvent) => void | Promise<void>;
  /** How long answers are waited for. */
  readonly limits?: AnswerLimits;
  /** How long nothing must have run before cells are checked. */
  readonly idleMs?: number;
}

/** Whether a grader runs this kernel's cells. */
export function isGradedRun(environment: { get(name: string): string | undefined }): boolean {
  return (environment.get("NBGRADER_EXECUTION") ?? "") !== "" ||
    environment.get("PROBEBOOK_GRADED") === "1";
}

/** The same evaluator, whose cells' types are checked. */
export function withTypeChecks(
  evaluator: EvaluatorPort,
  { types, isGraded, isWarning, emit, limits, idleMs }: TypeCheckOptions,
): EvaluatorPort {
  const { live } = evaluator;
  const checker = createTypeChecker({ types, live, ...(limits === undefined ? {} : { limits }) });
  const warnings = createTypeWarnings({
    checker,
    tell: (cellId, text) => void emit({ kind: "stream", cellId, name: "stderr", text }),
    ...(idleMs === undefined ? {} : { idleMs }),
  });
  const say = (cellId: string, text: string) =>
    emit({ kind: "stream", cellId, name: "stdout", text });
  const stops = new Set<() => void>();
  let toldReason: string | null = null;
  if (isGraded) checker.warm();

  /** Tells that there was no check: each time who asked for it, else once. */
  async function tellReason(cellId: string, reason: string, isAskedFor: boolean): Promise<void> {
    if (!isAskedFor && reason === toldReason) return;
    toldReason = reason;
    await say(cellId, `Types were not checked: ${reason}. The cell runs all the same.\n`);
  }

  async function checkFirst(
    request: EvaluationRequest,
    cell: KnownCell,
    isAskedFor: boolean,
  ): Promise<Evaluation> {
    const stop = Promise.withResolvers<null>();
    const onStop = () => stop.resolve(null);
    stops.add(onStop);
    const verdict = await Promise.race([
      checker.check(cell, isAskedFor ? "asked" : "graded"),
      stop.promise,
    ]);
    stops.delete(onStop);
    if (verdict?.kind === "unavailable") {
      await tellReason(request.cellId, verdict.reason, isAskedFor);
    }
    if (verdict?.kind === "clean" || verdict?.kind === "unavailable") {
      return await run(request, cell);
    }
    checker.refused(cell);
    return verdict?.error ?? { kind: "interrupted", traceback: [] };
  }

  function run(request: EvaluationRequest, cell: KnownCell): Promise<Evaluation> {
    const evaluation = evaluator.evaluate(request);
    // No link of the chain that the session awaits: it takes nothing of a plain cell's time.
    void evaluation.then((ended) => checker.ended(cell, ended));
    return evaluation;
  }

  function evaluateCell(request: EvaluationRequest): Promise<Evaluation> {
    const { code, name, notebookCellId: key = code } = request;
    const text = readCellText(code);
    if (text.kind !== "typescript") return evaluator.evaluate(request);
    const cell: KnownCell = { key, name, code: text.code };
    if (text.isChecked || isGraded) return checkFirst(request, cell, text.isChecked);
    const evaluation = run(request, cell);
    if (isWarning) {
      void evaluation.then((ended) => {
        if (isOfUse(ended)) warnings.add({ cellId: request.cellId, cell });
      });
    }
    return evaluation;
  }

  /** Nothing is checked while it goes on. */
  function during<T>(work: Promise<T>): Promise<T> {
    void work.then(warnings.ended);
    return work;
  }

  return {
    evaluate(request) {
      warnings.began(request.notebookCellId ?? request.code);
      return during(evaluateCell(request));
    },
    deliver(delivery) {
      warnings.began();
      return during(evaluator.deliver(delivery));
    },
    interrupt() {
      for (const stop of stops) stop();
      return evaluator.interrupt();
    },
    answerInput: (text) => evaluator.answerInput(text),
    completeness: (code) => evaluator.completeness(code),
    get live() {
      return evaluator.live;
    },
    async [Symbol.asyncDispose]() {
      warnings[Symbol.dispose]();
      for (const stop of stops) stop();
      await evaluator[Symbol.asyncDispose]();
    },
  };
}

/**
 * Whether warnings can help. A cell that failed says itself why, and that it lacks a name is no news;
 * only where a value was of another type than thought the compiler often knows the cause.
 */
function isOfUse(evaluation: Evaluation): boolean {
  return evaluation.kind === "value" ||
    (evaluation.kind === "thrown" && evaluation.name === "TypeError");
}

/** `execute_request`: one cell, from busy to idle. */

import type { Evaluation, ExpressionOutcome } from "../evaluator/port.ts";
import type { ExecuteRequest, Incoming } from "../messaging/mod.ts";
import { forgetProcess } from "./comms.ts";
import type { SessionContext } from "./context.ts";
import type { Shell } from "./shells.ts";

/** Runs one cell and publishes what it gave. The caller has published busy and publishes idle. */
export async function executeCell(
  context: SessionContext,
  { incoming, request, shell }: { incoming: Incoming; request: ExecuteRequest; shell: Shell },
): Promise<void> {
  const parent = incoming.message.header;
  const isStored = request.store_history && !request.silent;
  if (isStored) context.executionCount += 1;
  const count = context.executionCount;
  if (!request.silent) {
    void context.outbox.publish(parent, "execute_input", {
      code: request.code,
      execution_count: count,
    });
  }
  const cellId = context.cells.open(incoming);
  if (request.allow_stdin) context.askers.add(cellId);
  shell.runningSinceMs = performance.now();
  const evaluation = await context.evaluator.evaluate({
    cellId,
    code: request.code,
    name: isStored ? `cell ${count}` : "cell",
    allowStdin: request.allow_stdin,
    userExpressions: request.user_expressions,
    lane: shell.id ?? "",
    ...notebookCell(incoming),
  });
  shell.runningSinceMs = null;
  context.askers.delete(cellId);
  // Whoever answers now answers nobody.
  if (context.asked?.cellId === cellId) context.asked = null;
  if (isStored) context.history.add(count, request.code, shownText(evaluation));
  if (evaluation.kind === "value") {
    answerValue(context, { incoming, request, evaluation, count });
    return;
  }
  if (evaluation.kind === "died") forgetProcess(context, parent);
  if (request.stop_on_error) await abortWaitingCells(shell);
  answerError(context, incoming, { count, content: errorContent(evaluation) });
}

/** JupyterLab and Notebook name the cell beside the request; the protocol does not know cells. */
function notebookCell({ message }: Incoming): { notebookCellId?: string } {
  const { cellId } = message.metadata;
  return typeof cellId === "string" ? { notebookCellId: cellId } : {};
}

/**
 * Answers a cell that must not run because one before it failed or was stopped.
 *
 * Without a count: JupyterLab 4.6 would print it as the cell's number, as if the cell had run.
 */
export function answerAborted(context: SessionContext, incoming: Incoming): void {
  void context.outbox.reply(incoming, "execute_reply", { status: "aborted" });
}

function answerValue(
  context: SessionContext,
  cell: {
    incoming: Incoming;
    request: ExecuteRequest;
    evaluation: Evaluation & { kind: "value" };
    count: number;
  },
): void {
  const { incoming, request, evaluation, count } = cell;
  if (evaluation.bundle !== null && !request.silent) {
    void context.outbox.publish(incoming.message.header, "execute_result", {
      execution_count: count,
      data: evaluation.bundle.data,
      metadata: evaluation.bundle.metadata,
    });
  }
  void context.outbox.reply(incoming, "execute_reply", {
    status: "ok",
    execution_count: count,
    user_expressions: Object.fromEntries(
      Object.entries(evaluation.expressions).map(([name, outcome]) => [
        name,
        expressionContent(outcome),
      ]),
    ),
    payload: [],
  });
}

function answerError(
  context: SessionContext,
  incoming: Incoming,
  { count, content }: { count: number; content: ErrorContent },
): void {
  void context.outbox.publish(incoming.message.header, "error", { ...content });
  void context.outbox.reply(incoming, "execute_reply", {
    status: "error",
    execution_count: count,
    ...content,
    user_expressions: {},
    payload: [],
  });
}

interface ErrorContent {
  readonly ename: string;
  readonly evalue: string;
  readonly traceback: string[];
}

function errorContent(evaluation: Exclude<Evaluation, { kind: "value" }>): ErrorContent {
  switch (evaluation.kind) {
    case "thrown":
      return {
        ename: evaluation.name,
        evalue: evaluation.message,
        traceback: evaluation.traceback,
      };
    case "interrupted":
      return {
        ename: "Interrupted",
        evalue: "The cell was stopped; variables are kept",
        traceback: ["Interrupted: The cell was stopped; variables are kept"].concat(
          evaluation.traceback,
        ),
      };
    case "died":
      return {
        ename: "EvaluatorRestarted",
        evalue: evaluation.message,
        traceback: [`EvaluatorRestarted: ${evaluation.message}`],
      };
  }
}

function expressionContent(outcome: ExpressionOutcome): Record<string, unknown> {
  return outcome.kind === "value" ? { status: "ok", ...outcome.bundle } : {
    status: "error",
    ename: outcome.name,
    evalue: outcome.message,
    traceback: outcome.traceback,
  };
}

/**
 * Cells that were sent before the failing one was answered must not run. Some of them may still
 * lie in the socket, so one turn of the event loop lets the readers fetch them; a cell sent after
 * our reply is never caught, because the reply goes out later.
 */
async function abortWaitingCells(shell: Shell): Promise<void> {
  await new Promise<void>((resolve) => setTimeout(resolve, 0));
  shell.queue.abortCells();
}

function shownText(evaluation: Evaluation): string | null {
  if (evaluation.kind !== "value" || evaluation.bundle === null) return null;
  const text = evaluation.bundle.data["text/plain"];
  return typeof text === "string" ? text : null;
}

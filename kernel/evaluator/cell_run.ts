/** One cell on its way through the child: sent, rendered, its output awaited, its ending told. */

import type { CallFrame, CallOutcome, ThrownDetails } from "./cdp.ts";
import { within } from "./deadline.ts";
import {
  cellScript,
  deliveryScript,
  type ForeignScript,
  hintOnMissing,
  isAnyKnown,
} from "./cell_script.ts";
import type {
  CommDelivery,
  Evaluation,
  EvaluationRequest,
  ExpressionOutcome,
  MimeBundle,
} from "./port.ts";
import type { Child, ChildEnd } from "./process.ts";
import { type Moment, presentMoment } from "./process_table.ts";
import { readReport } from "./report.ts";
import { argumentOf, callRuntime, OBJECT_GROUP } from "./runtime_call.ts";
import { finishLine, type PlaceMap, scriptUrl } from "./runtime_contract.ts";
import {
  createPlaceMap,
  describeThrown,
  frameLines,
  type TracebackOptions,
  type TracedCell,
  transpileCell,
  type TranspiledScript,
} from "./source/mod.ts";
import { readFrame } from "./stack_frames.ts";

/** What a run needs besides the child. */
export interface CellRunOptions {
  readonly request: EvaluationRequest;
  /** Runs the callbacks of a comm instead of the request's code. */
  readonly delivery?: CommDelivery;
  /** The cell's number on the wire. */
  readonly cell: number;
  readonly directory: string;
  readonly cellOf: TracebackOptions["cellOf"];
  /** Told how to trace the cell, before it runs. */
  readonly onScript: (traced: TracedCell) => void;
  readonly say: (text: string) => void;
}

/**
 * Time for the end marks of a cell that did not end well; a subprocess may keep the pipes full, and
 * a second Stop may hit the question for them, so it is asked again. Chosen.
 */
const END_MS_MAX = 1000;
const END_ATTEMPTS = 3;

/** A cell that runs or waits to run. It ends exactly once; later endings are ignored. */
export class CellRun {
  /** Resolves with the ending as it is known first; output may still be on its way. */
  readonly outcome: Promise<Evaluation>;
  /** Resolves when the ending was told and all output before it was taken. */
  readonly settled: Promise<void>;
  readonly #options: CellRunOptions;
  readonly #outcome = Promise.withResolvers<Evaluation>();
  readonly #settled = Promise.withResolvers<void>();
  readonly #end = Promise.withResolvers<void>();
  #child: Child | null = null;
  #isSent = false;
  #since: Moment | null = null;
  #isOver = false;
  #isStopExpected = false;
  #busyFrames: readonly CallFrame[] = [];
  #isEndAsked = false;
  /** Whether the child may hold values for us. */
  #mayHold = true;
  #clear: Promise<void> | null = null;
  #bundle: MimeBundle | null = null;

  constructor(options: CellRunOptions) {
    this.#options = options;
    this.outcome = this.#outcome.promise;
    this.settled = this.#settled.promise;
  }

  /** The child it runs in, once it does. */
  get child(): Child | null {
    return this.#child;
  }

  get cellId(): string {
    return this.#options.request.cellId;
  }

  /** Whether it is a cell and not callbacks of a comm. */
  get isCell(): boolean {
    return this.#options.delivery === undefined;
  }

  /** Whether the child has been given the code. */
  get isSent(): boolean {
    return this.#isSent;
  }

  /** When the child was given it, by the clock of processes' start times. */
  get since(): Moment {
    return this.#since ?? presentMoment();
  }

  /** Runs the cell to its end, output included. */
  async execute(child: Child): Promise<Evaluation> {
    this.#child = child;
    const { outcome } = this;
    void this.#run(child).catch(mistakeOf).then((evaluation) => {
      this.#isOver = true;
      this.#outcome.resolve(this.#asStopped(evaluation));
    });
    const evaluation = await outcome;
    if (this.#isSent && evaluation.kind !== "died") await this.#awaitOutput(child, evaluation);
    if (this.#isSent && this.#mayHold) {
      void child.cdp.command("Runtime.releaseObjectGroup", {
        objectGroup: OBJECT_GROUP,
      });
    }
    this.#settled.resolve();
    return evaluation;
  }

  /** Asks the child nothing more until the promise resolves. */
  hold(until: Promise<void>): void {
    this.#clear = until;
  }

  /** Ends the run as interrupted; `frames` is where it was busy, innermost first. */
  stop(frames: readonly CallFrame[]): void {
    this.#isOver = true;
    this.#outcome.resolve({ kind: "interrupted", traceback: this.#trace(stackOf(frames)) });
    if (this.#child === null) this.#settled.resolve();
  }

  /** Whether code of this cell is among the frames. */
  owns(frames: readonly CallFrame[]): boolean {
    const own = scriptUrl(String(this.#options.cell));
    return frames.some(({ url }) => url === own);
  }

  /** Ends the run because its process has gone; false when it had ended before. */
  die({ reason, message }: ChildEnd): boolean {
    const isFirst = !this.#isOver;
    this.#isOver = true;
    this.#outcome.resolve({ kind: "died", reason, message });
    this.#settled.resolve();
    return isFirst;
  }

  /** However the cell ends from now on, it counts as interrupted; `frames` as for `stop()`. */
  expectStop(frames: readonly CallFrame[] = []): void {
    this.#isStopExpected = true;
    if (frames.length > 0) this.#busyFrames = frames;
  }

  #asStopped(evaluation: Evaluation): Evaluation {
    if (!this.#isStopExpected || evaluation.kind === "died") return evaluation;
    const traceback = evaluation.kind === "value" ? [] : evaluation.traceback;
    // Its answer may come before it is told that it was stopped, and does not know where that was.
    const busy = evaluation.kind === "interrupted" ? [] : this.#trace(stackOf(this.#busyFrames));
    return { kind: "interrupted", traceback: busy.length > 0 ? busy : traceback };
  }

  say(text: string): void {
    this.#options.say(text);
  }

  /** Takes the rendered value of the last expression. */
  takeResult(cell: number, bundle: MimeBundle | null): void {
    if (cell === this.#options.cell) this.#bundle = bundle;
  }

  /** Takes the news that the cell's output is complete. */
  takeEnd(cell: number): void {
    if (cell === this.#options.cell) this.#end.resolve();
  }

  async #run(child: Child): Promise<Evaluation> {
    const { request: { code, name }, delivery, directory } = this.#options;
    const script = delivery === undefined
      ? await cellScript(code, {
        context: { cellName: name, directory, constants: constantsOf(child), jsx: child.jsx },
        isAnyKnown: (names) => isAnyKnown(child, { names, clear: () => this.#clear }),
      })
      : deliveryScript(delivery);
    if (script.kind === "invalid") return { ...script, kind: "thrown" };
    // Stopped before it began: nothing must be sent any more.
    if (this.#isOver) return await this.outcome;
    const traced = { name, source: script.source, original: script.original };
    this.#options.onScript(traced);
    return await this.#send(child, { script, traced });
  }

  async #send(
    child: Child,
    { script, traced }: { script: TranspiledScript | ForeignScript; traced: TracedCell },
  ): Promise<Evaluation> {
    const { request, cell } = this.#options;
    this.#isSent = true;
    this.#since = presentMoment();
    const expressions = Object.entries(request.userExpressions ?? {});
    const hasExpressions = expressions.length > 0;
    const evaluated = this.#evaluate(child, script, {
      url: scriptUrl(String(cell)),
      named: {
        name: traced.name,
        places: "places" in script ? script.places : createPlaceMap(script),
      },
      finish: script.isHandedOver ? finishLine(cell, !hasExpressions) : "",
    });
    const endsItself = script.isHandedOver && !hasExpressions;
    const ran = endsItself
      // Its marks say that it has ended well: the answer, which comes later, is not waited for.
      ? await Promise.race([evaluated, this.#end.promise.then(() => MARKED)])
      : await evaluated;
    if (ran.kind !== "value") return await this.#explain(child, ran, traced);
    if (!script.isHandedOver) {
      const finished = await this.#call(child, "finish", [
        { value: cell },
        argumentOf(ran.value),
        { value: !hasExpressions },
      ]);
      if (finished.kind !== "value") return await this.#explain(child, finished, traced);
    }
    const answers: Record<string, ExpressionOutcome> = {};
    for (const [key, expression] of expressions) {
      answers[key] = await this.#evaluateExpression(child, expression);
    }
    if (hasExpressions) await this.#call(child, "end", [{ value: cell }]);
    await this.#end.promise;
    this.#mayHold = !endsItself;
    return { kind: "value", bundle: this.#bundle, expressions: answers };
  }

  /** The prefix takes exactly the lines that tracebacks subtract. */
  #evaluate(
    child: Child,
    { code, opening }: TranspiledScript,
    { url, named, finish = "" }: {
      url: string;
      named?: { name: string; places: PlaceMap };
      finish?: string;
    },
  ): Promise<CallOutcome> {
    const { cell, request: { allowStdin } } = this.#options;
    const name = named === undefined ? "" : `, ${JSON.stringify(named)}`;
    return child.cdp.call("Runtime.evaluate", {
      expression: `"use strict"; await __probebook.begin(${cell}, ${allowStdin}); ` +
        `__probebook.enter(${cell}${name}); ${opening}\n${code}${finish}\n//# sourceURL=${url}`,
      replMode: true,
      awaitPromise: true,
      objectGroup: OBJECT_GROUP,
    });
  }

  async #evaluateExpression(child: Child, code: string): Promise<ExpressionOutcome> {
    const { directory, cell } = this.#options;
    const script = await transpileCell(code, { cellName: EXPRESSION_NAME, directory });
    if (script.kind === "invalid") return { ...script, kind: "thrown" };
    const url = `${scriptUrl(String(cell))}/expression`;
    const traced = { name: EXPRESSION_NAME, source: script.source, original: script.original };
    const ran = await this.#evaluate(child, script, { url });
    const shown = ran.kind === "value"
      ? await this.#call(child, "render", [argumentOf(ran.value)])
      : ran;
    if (shown.kind === "value") {
      const data = shown.value.value;
      return {
        kind: "value",
        bundle: { data: isRecord(data) ? data : NOTHING_SHOWN, metadata: {} },
      };
    }
    const explained = await this.#explain(child, shown, traced);
    return explained.kind === "thrown"
      ? explained
      : { kind: "thrown", name: "Interrupted", message: "Stopped", traceback: [] };
  }

  async #explain(
    child: Child,
    outcome: Exclude<CallOutcome, { kind: "value" }>,
    traced: TracedCell,
  ): Promise<Evaluation> {
    if (outcome.kind === "failed") return await this.#explainFailure(child, outcome.message);
    const { details } = outcome;
    const told = traced.name === EXPRESSION_NAME
      ? await this.#call(child, "report", [argumentOf(details.exception)])
      : await this.#call(child, "fail", [
        { value: this.#options.cell },
        argumentOf(details.exception),
      ]);
    if (told.kind === "failed") return await this.#explainFailure(child, told.message);
    this.#isEndAsked = traced.name !== EXPRESSION_NAME && told.kind === "value";
    const { isInterrupt, report } = readReport(told.kind === "value" ? told.value.value : null);
    if (isInterrupt) {
      const { stack, traceback = this.#trace(stack ?? "") } = report;
      return { kind: "interrupted", traceback: [...traceback] };
    }
    const isCompileError = details.stackTrace === undefined && report.name === "SyntaxError";
    const { traceback, ...thrown } = describeThrown(report, {
      cellOf: this.#options.cellOf,
      ...(isCompileError ? { compileError: compileErrorOf(details, traced) } : {}),
    });
    const hints = traced.name === EXPRESSION_NAME ? [] : hintOnMissing(thrown, traced.source);
    return { kind: "thrown", ...thrown, traceback: [...traceback, ...hints] };
  }

  /**
   * The process has gone, perhaps behind the cell's end, or V8 gave up on the cell's promise, which
   * it may also do when the cell has ended.
   */
  async #explainFailure(child: Child, message: string): Promise<Evaluation> {
    const marked = this.#end.promise.then(() => null);
    const ended = await within(END_MS_MAX * END_ATTEMPTS, Promise.race([marked, child.ended]));
    if (ended.kind === "settled") {
      return ended.value === null
        ? { kind: "value", bundle: this.#bundle, expressions: {} }
        : { kind: "died", ...ended.value };
    }
    return {
      kind: "thrown",
      name: "Error",
      message: `The cell cannot end: ${message}`,
      traceback: [`Error: The cell cannot end: ${message}`],
    };
  }

  /** A cell that ended well has sent its marks; for the others they are asked for. */
  async #awaitOutput(child: Child, { kind }: Evaluation): Promise<void> {
    if (kind === "value") return;
    const ended = Promise.race([this.#end.promise, child.ended]);
    for (let attempt = 0; attempt < END_ATTEMPTS; attempt += 1) {
      if (!this.#isEndAsked || attempt > 0) {
        const method = kind === "interrupted" ? "endStopped" : "end";
        void this.#call(child, method, [{ value: this.#options.cell }]);
      }
      if ((await within(END_MS_MAX, ended)).kind === "settled") return;
    }
  }

  #call(
    child: Child,
    method: string,
    parameters: Record<string, unknown>[],
  ): Promise<CallOutcome> {
    return callRuntime(child, method, { parameters, clear: () => this.#clear });
  }

  /** Where a stopped cell was busy; nothing where no frame is of a cell: a module's own lines mean little to its author. */
  #trace(stack: string): string[] {
    const { cellOf } = this.#options;
    const isInCell = stack.split("\n").some((line) => {
      const frame = readFrame(line);
      return frame !== null && cellOf(frame.url) !== undefined;
    });
    return isInCell ? frameLines(stack, { cellOf }) : [];
  }
}

/** Stands for the answer that a cell's end marks make needless. */
const MARKED: CallOutcome = { kind: "value", value: { type: "undefined" } };

/** How tracebacks name the expressions that a front end asks for. */
const EXPRESSION_NAME = "expression";

const NOTHING_SHOWN = { "text/plain": "undefined" };

/** A mistake of ours: without an ending the cell would run for ever. */
function mistakeOf(error: unknown): Evaluation {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  return { kind: "thrown", name, message, traceback: (stack ?? message).split("\n") };
}

function compileErrorOf({ lineNumber, columnNumber }: ThrownDetails, cell: TracedCell) {
  return { cell, line: lineNumber, column: columnNumber };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function stackOf(frames: readonly CallFrame[]): string {
  return frames.map(({ functionName, url, lineNumber, columnNumber }) =>
    `    at ${functionName || "<top level>"} (${url}:${lineNumber + 1}:${columnNumber + 1})`
  ).join("\n");
}

const constantsOfChildren = new WeakMap<Child, Set<string>>();

/** Names that cells declared by `const`; they are lost together with the process. */
function constantsOf(child: Child): Set<string> {
  const known = constantsOfChildren.get(child) ?? new Set<string>();
  constantsOfChildren.set(child, known);
  return known;
}

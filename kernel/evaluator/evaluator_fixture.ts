/** For tests: an evaluator in a folder of its own, whose events are written down as short texts. */

import { within } from "./deadline.ts";
import type { Evaluation, EvaluationRequest, EvaluatorPort, OutputEvent } from "./port.ts";
import type { MemoryLimits } from "./memory_watch.ts";
import type { PermissionChoice } from "./permissions/mod.ts";
import { startEvaluator } from "./evaluator.ts";

/** An evaluator under test. */
export interface Fixture extends AsyncDisposable {
  readonly port: EvaluatorPort;
  readonly folder: string;
  readonly events: OutputEvent[];
  /** What Stops did and how processes ended. */
  readonly trace: string[];
  /** Runs a cell named `cell N`; N counts from 1. */
  run(code: string, options?: Partial<EvaluationRequest>): Promise<Evaluation>;
  /** Runs a cell and gives its ending as `endingText()` writes it. */
  ending(code: string, options?: Partial<EvaluationRequest>): Promise<string>;
  /** Resolves when an event passes the test; all events so far are tried first. */
  event(matches: (event: OutputEvent) => boolean): Promise<OutputEvent>;
}

/** How a fixture differs from the usual. */
export interface FixtureOptions extends MemoryLimits {
  /** Files of the notebook's folder, by relative path. */
  readonly files?: Readonly<Record<string, string>>;
  /** What cells may do; everything when absent. */
  readonly permissions?: PermissionChoice;
}

/** Starts one; `await using` ends it and removes its folder. */
export async function startFixture(
  { files = {}, heapMib, processMib, permissions = "all" }: FixtureOptions = {},
): Promise<Fixture> {
  // The real path: on macOS the temp folder is a link. The sign: a folder's name is not a URL's.
  const folder = await Deno.realPath(await Deno.makeTempDir({ prefix: "evaluator #" }));
  for (const [path, text] of Object.entries(files)) {
    const [parent] = /^.*(?=\/)/.exec(path) ?? [];
    if (parent !== undefined) await Deno.mkdir(`${folder}/${parent}`, { recursive: true });
    await Deno.writeTextFile(`${folder}/${path}`, text);
  }
  const events: OutputEvent[] = [];
  const trace: string[] = [];
  const watchers = new Set<(event: OutputEvent) => void>();
  const port = startEvaluator({
    cwd: folder,
    permissions,
    onTrace: (text) => trace.push(text),
    onOutput: (event) => {
      events.push(event);
      for (const watch of watchers) watch(event);
    },
    heapMib,
    processMib,
  });
  let cellCount = 0;
  const run: Fixture["run"] = (code, options = {}) => {
    cellCount += 1;
    const name = `cell ${cellCount}`;
    return port.evaluate({ cellId: `c${cellCount}`, code, name, allowStdin: false, ...options });
  };
  return {
    port,
    folder,
    events,
    trace,
    run,
    ending: async (code, options) => endingText(await run(code, options)),
    event: (matches) => {
      const found = new Promise<OutputEvent>((resolve) => {
        const known = events.find(matches);
        if (known !== undefined) return resolve(known);
        const watch = (event: OutputEvent) => {
          if (!matches(event)) return;
          watchers.delete(watch);
          resolve(event);
        };
        watchers.add(watch);
      });
      return inTime(found, EVENT_MS_MAX);
    },
    async [Symbol.asyncDispose]() {
      await port[Symbol.asyncDispose]();
      await Deno.remove(folder, { recursive: true });
    },
  };
}

/** Far above what any event takes; only a failing test waits so long. */
const EVENT_MS_MAX = 20_000;

async function inTime<T>(promise: Promise<T>, timeMs: number): Promise<T> {
  const waited = await within(timeMs, promise);
  if (waited.kind === "late") throw new Error(`Waited ${timeMs} ms: the event has not come`);
  return waited.value;
}

/** An ending in one line: its kind and what matters of it. */
export function endingText(evaluation: Evaluation): string {
  switch (evaluation.kind) {
    case "value": {
      const { bundle } = evaluation;
      if (bundle === null) return "nothing";
      return Object.entries(bundle.data).map(([type, data]) => `${type}: ${textOf(data)}`).join();
    }
    case "thrown":
      return `${evaluation.name}: ${evaluation.message}`;
    case "interrupted":
      return "interrupted";
    case "died":
      return `died: ${evaluation.reason}`;
  }
}

/** Text of a stream, joined over events; of one cell or of all. */
export function streamText(
  events: readonly OutputEvent[],
  name: "stdout" | "stderr",
  cellId?: string,
): string {
  return events.flatMap((event) =>
    event.kind === "stream" && event.name === name &&
      (cellId === undefined || event.cellId === cellId)
      ? [event.text]
      : []
  ).join("");
}

function textOf(data: unknown): string {
  return typeof data === "string" ? data : JSON.stringify(data);
}

/** What a message says, also where that comes as it was written. */
export function contentOf(
  { content, contentBytes = null }: OutputEvent & { kind: "message" },
): Record<string, unknown> {
  return contentBytes === null ? content : JSON.parse(new TextDecoder().decode(contentBytes));
}

/** The event as one of that kind; fails the test when it is another. */
export function ofKind<Kind extends OutputEvent["kind"]>(
  event: OutputEvent | undefined,
  kind: Kind,
): Extract<OutputEvent, { kind: Kind }> {
  if (event?.kind !== kind) throw new Error(`Expected ${kind}: the event is ${event?.kind}`);
  return event as Extract<OutputEvent, { kind: Kind }>;
}

/** Runs a learner's profiler three times, as a value that a cell shows: what each run stated, beside the others. */

import { basename } from "node:path";
import {
  arms,
  DISPLAY,
  type Displayable,
  INSTALL_HINT,
  type RepeatedRuns,
  repeatLearnerScript,
  type StartablePython,
} from "../../../../probes/mod.ts";
import type { ProgramRuns, ProgramTime } from "../../ledger/program_runs.ts";
import { cardBundle } from "../../page/card.ts";
import { currentFolder } from "../answers.ts";
import { whileWaiting } from "../waiting.ts";
import { PROFILER_RUNS } from "./profiler_task.ts";
import { profilerRuns, timesIn } from "./profiler_trial.ts";
import { statedTimes } from "./stated_times.ts";

/** Three runs on their way: they begin when they are awaited or shown, and never reject. */
export interface RunningThrice extends PromiseLike<ProgramRuns>, Displayable {}

/** What `threeRuns()` may be told. */
export interface ThreeRunsOptions {
  /** The CPython that runs it; the first one of `arms()` when left out. */
  readonly python?: StartablePython | undefined;
}

/**
 * Runs a program three times, each time as a fresh process under limits, and draws the times that it states of itself:
 * every line `Time: … ms +/- … ms` below a title `=== … Benchmark ===`.
 *
 * ```ts
 * import { threeRuns } from "workbook";
 *
 * const { message } = await threeRuns("no_such_program.py");
 * const text: string = message;
 * ```
 */
export function threeRuns(path: string, { python }: ThreeRunsOptions = {}): RunningThrice {
  if (typeof path !== "string" || path.trim() === "") {
    throw new TypeError("Cannot run a program: the path of a file is needed, as a text in quotes");
  }
  let running: Promise<ProgramRuns> | null = null;
  const start = () => running ??= whileWaiting("Running three times", runThrice(path, python));
  return {
    then: (onResult, onFailure) => start().then(onResult, onFailure),
    [DISPLAY]: async () => {
      const runs = await start();
      return runs.times.length > 0 && runs.program !== null
        ? await statedTimes(runs.times, runs.program)[DISPLAY]()
        : cardBundle({
          heading: `Three runs: ${basename(path)}`,
          parts: [{ text: runs.message }],
        });
    },
  };
}

/** The same without anything to show. */
export async function runThrice(
  path: string,
  given: StartablePython | undefined,
): Promise<ProgramRuns> {
  const python = given ?? (await arms())[0];
  if (python === undefined) return { program: null, times: [], message: INSTALL_HINT };
  const { count, secondsMax } = PROFILER_RUNS;
  const program = await repeatLearnerScript({
    python,
    path,
    runCount: count,
    secondsMax,
    // Not the file's own folder: whoever keeps it in /tmp shares that with every other program.
    watch: currentFolder(),
  });
  return programRuns(program);
}

/** What a program stated in its runs. */
export function programRuns(program: RepeatedRuns): ProgramRuns {
  const times = profilerRuns(program).flatMap((one, index) =>
    timesIn(one).map(([kind, { ms, lowMs, highMs }]): ProgramTime => {
      const section = one.output.sections[kind];
      const title = section.kind === "found" ? section.value.title : kind;
      return { section: title, run: index + 1, ms, lowMs, highMs };
    })
  );
  return { program, times, message: messageOf(program, times) };
}

function messageOf({ runs, name }: RepeatedRuns, times: readonly ProgramTime[]): string {
  const failed = runs.find(({ ending }) => ending.kind !== "finished");
  if (failed !== undefined) return `${failed.message}.`;
  return times.length === 0
    ? `${name} ran ${runs.length} times, and none of its lines is a time that can be read yet.`
    : `${name} ran ${runs.length} times.`;
}

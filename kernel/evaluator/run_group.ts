/** Several cells as one Stop sees them: it is meant for all that runs. */

import type { CellRun } from "./cell_run.ts";
import type { StoppableRun } from "./interrupt.ts";
import { earlierOf } from "./process_table.ts";

/** Joins cells that run side by side; null when there is none. */
export function groupOf(runs: readonly CellRun[]): StoppableRun | null {
  const [only] = runs;
  if (only === undefined || runs.length === 1) return only ?? null;
  return {
    since: runs.map(({ since }) => since).reduce(earlierOf),
    settled: Promise.all(runs.map((run) => run.settled)),
    stop(frames) {
      // What was busy is one of them; the others waited.
      for (const run of runs) run.stop(run.owns(frames) ? frames : []);
    },
    hold(until) {
      for (const run of runs) run.hold(until);
    },
    expectStop(frames = []) {
      for (const run of runs) run.expectStop(run.owns(frames) ? frames : []);
    },
    say: (text) => only.say(text),
  };
}

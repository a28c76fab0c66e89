/** One line below a cell that says how far a measurement is. */

import { unavailableText } from "./ending_text.ts";
import { type LiveDisplay, openLiveDisplay } from "./live_display.ts";
import type { Progress } from "../measure/plan.ts";
import type { MeasurementResult } from "../measure/result.ts";

/** For example `tight_loop: round 3 of 12, about 4 s left`. */
export function progressText(probe: string, progress: Progress): string {
  const { round, rounds, secondsLeft } = progress;
  return `${probe}: round ${round} of ${rounds}, about ${secondsText(secondsLeft)} left`;
}

/** For example `tight_loop: 12 rounds, 4.1 s`. */
export function endText(
  { probe, rounds, runs, seconds, ending, flags }:
    & Pick<MeasurementResult, "rounds" | "runs" | "seconds" | "ending" | "flags">
    & { readonly probe: string },
): string {
  const took = `${seconds.toFixed(1)} s`;
  const planned = rounds.length === 1 ? "1 round" : `${rounds.length} rounds`;
  // A round counts as begun when one of its processes has ended.
  const begun = new Set(runs.map((run) => run.round)).size;
  switch (ending.kind) {
    case "running":
    case "complete": {
      const isEarlier = flags.some(({ kind }) => kind === "from_store");
      return `${probe}: ${planned}, ${isEarlier ? "measured earlier" : took}`;
    }
    case "stopped":
      return `${probe}: stopped in round ${Math.max(1, begun)} of ${rounds.length}, ${took}`;
    case "budget":
      return `${probe}: time over after ${begun} of ${planned}, ${took}`;
    case "no_interpreters":
      return `${probe}: no CPython to measure`;
    case "nothing_to_compare":
      return `${probe}: no second CPython to compare with`;
    case "not_calibrated":
    case "given_up":
      return `${probe}: given up, ${ending.reason}`;
    case "unavailable":
      return `${probe}: unavailable, ${unavailableText(ending)}`;
  }
}

/** A line that appears with the first text and is replaced by the next. */
export class ProgressLine {
  #display: LiveDisplay | null | undefined;

  /** Shows a text; nothing outside of a kernel. */
  async show(text: string): Promise<void> {
    if (this.#display === undefined) this.#display = openLiveDisplay();
    try {
      await this.#display?.show({ "text/plain": text });
    } catch {
      // A kernel that takes no more messages: the line is lost, what is measured is not.
      this.#display = null;
    }
  }
}

function secondsText(seconds: number): string {
  if (seconds >= 90) return `${Math.round(seconds / 60)} min`;
  return `${Math.max(1, Math.round(seconds))} s`;
}

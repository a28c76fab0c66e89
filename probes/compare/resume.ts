/** Goes on with a recorded session that was cut off or stopped. */

import { areDecided, compareWithin, type ComparisonResult } from "./compare.ts";
import { DISPLAY, type Displayable } from "../show/display.ts";
import { checkOptions } from "../measure/options.ts";
import type { Progress } from "../measure/plan.ts";
import type { MeasurementEnding, MeasurementResult } from "../measure/result.ts";
import { type Running, running } from "../measure/running.ts";
import { beginAgain, type BegunAgain } from "../store/begin_again.ts";
import { NEVER_ASKED, openRecorder } from "../store/recorder.ts";

/** What `resumeSession()` may be told. */
export interface ResumeOptions {
  /** The record's file; that of the project when not given. */
  readonly path?: string;
  /** Called after each process. */
  readonly onProgress?: (progress: Progress) => void;
}

/** A session that went on. Shows itself as its result does. */
export interface ResumedSession extends Displayable {
  /** The same as before. */
  readonly id: string;
  /** All that was measured, before the pause and after it. */
  readonly measurement: MeasurementResult;
  /** The comparison that it was made for; null for a plain measurement. */
  readonly comparison: ComparisonResult | null;
  /** How it ended, or that it still runs. */
  readonly ending: MeasurementEnding;
}

/** What `resumeSession()` gives: see `Running`. */
export type Resuming = Running<ResumedSession>;

/**
 * Goes on with a recorded session that was cut off (a crash, a closed browser) or stopped; `"latest"` is the newest of those.
 *
 * The rounds that are left of its plan are measured, with the same order, seeds and calibration, and appended to the same
 * session; a round that the pause cut in two is measured again as a whole. That is refused, with what has changed, where
 * machine, interpreters or probe are not the same any more. Who resumes may have seen the result before: the interval of a
 * session with a pause is one of 99 %, as after a stop.
 *
 * ```ts
 * import { resumeSession, sessions } from "probes";
 *
 * for (const { id, standing } of await sessions()) {
 *   if (standing !== "cut_off") continue;
 *   const { comparison } = await resumeSession(id);
 *   const words: string | undefined = comparison?.sentence;
 * }
 * ```
 */
export function resumeSession(id: string, options: ResumeOptions = {}): Resuming {
  if (typeof id !== "string") {
    throw new TypeError(`Cannot resume a session: its id is ${id}, one of sessions() is needed`);
  }
  const doing = `Cannot resume session "${id}"`;
  checkOptions(doing, options, ["path", "onProgress"]);
  let begun: BegunAgain | null = null;
  return running<ResumedSession>({
    async makePlan() {
      begun = await beginAgain(id, { path: options.path, doing });
      return begun.state.plan;
    },
    openRecorder(plan) {
      if (begun === null) throw new TypeError(`${doing}: it was not looked at`);
      const { compared, path } = begun;
      return openRecorder(plan, { ...NEVER_ASKED, compared }, { path, begun });
    },
    toResult: (measurement) => resultOf(measurement, begun),
    onProgress: options.onProgress,
    // What the doctor said is no reason to go on for longer.
    isDecided: ({ measurement }) => {
      const { comparison } = resultOf({ ...measurement, refusals: [] }, begun);
      return comparison !== null && areDecided(comparison);
    },
  });
}

function resultOf(
  measurement: MeasurementResult,
  begun: BegunAgain | null,
): ResumedSession {
  const compared = begun?.compared ?? null;
  const comparison = compared === null ? null : compareWithin(measurement, compared);
  const shown = comparison ?? measurement;
  return {
    id: begun?.id ?? "",
    measurement,
    comparison,
    ending: measurement.ending,
    [DISPLAY]: () => shown[DISPLAY](),
  };
}

/** How sure an interval must be: by whether the number of rounds was fixed, or who chose the end, and when. */

import { CONFIDENCE } from "../measure/budget.ts";
import { ERROR_MIN, partsOf } from "../measure/looks.ts";
import type { MeasurementResult } from "../measure/result.ts";
import { sharedConfidence } from "../stats/mod.ts";

/** What an interval is computed with. */
export interface Design {
  /** How often it holds the true ratio. */
  readonly confidence: number;
  /** Which look it is, counted from 0; null where the number of rounds was fixed or somebody else chose the end. */
  readonly look: number | null;
  /** The error that this and the looks before it may make together. */
  readonly alphaUsed: number;
}

/**
 * The same while somebody who sees the picture can still end it, and when somebody did. Stopping at the first
 * difference calls equal arms different in 16 to 23 % of comparisons at 95 %, and in 4 to 5 % at 99 % (simulated, 20
 * and 40 rounds).
 */
const CONFIDENCE_WATCHED = 0.99;

const WATCHED: Design = {
  confidence: CONFIDENCE_WATCHED,
  look: null,
  alphaUsed: errorOf(CONFIDENCE_WATCHED),
};

/**
 * The design of a measurement as it stands, for one comparison by itself.
 *
 * Where several share the error, this is what they divide, see `sharedDesign()`; their number decides which looks
 * have rounds enough to use their part.
 */
export function designOf(
  measurement:
    & Pick<MeasurementResult, "looks" | "ending" | "rounds" | "runs">
    & Partial<Pick<MeasurementResult, "pauses">>,
  { claimCount = 1 }: { readonly claimCount?: number } = {},
): Design {
  const { looks, ending, pauses = [] } = measurement;
  if (ending.kind === "running" || ending.kind === "stopped") {
    return WATCHED;
  }
  // Whoever resumes could have taken what stood there at the pause, at 99 %, and chose to go on. With the same 99 % at
  // every later look and at the end it is one more stop of those simulated above, so that their error holds for all
  // together; the looks' own errors were meant for a measurement that nobody could take early. The record cannot tell a
  // crash that nobody saw from a browser that was closed, so that every pause counts.
  if (pauses.length > 0) return WATCHED;
  const done = doneRounds(measurement);
  const look = looks.findIndex((rounds) => rounds >= done);
  const all = errorOf(CONFIDENCE);
  if (look < 0) return { confidence: CONFIDENCE, look: null, alphaUsed: all };
  const parts = partsOf(looks, { error: all, claimCount });
  // With what earlier looks could not use, each part says itself what was spent until its look.
  const planned = partsOf(looks, { error: all });
  const spent = sum(planned.slice(0, look + 1));
  // No look follows the end of the time: what those would have spent is left for this one.
  const left = ending.kind === "complete" ? 0 : sum(planned.slice(look + 1));
  const own = (parts[look] ?? 0) + left;
  // A file of somebody else can name looks that we would never plan: nothing is left for those.
  if (!(own > ERROR_MIN)) return WATCHED;
  return { confidence: tidy(1 - own), look, alphaUsed: tidy(spent + left) };
}

/** The same for one of so many comparisons that are decided together: its share of the error. */
export function sharedDesign({ confidence, look, alphaUsed }: Design, claimCount: number): Design {
  return {
    confidence: tidy(sharedConfidence(confidence, claimCount)),
    look,
    alphaUsed: tidy(alphaUsed / Math.max(1, claimCount)),
  };
}

/** How often the intervals of all looks hold that such a design may end at. */
export function overallConfidence({ confidence, look }: Design): number {
  return look === null ? confidence : CONFIDENCE;
}

function doneRounds(
  { ending, rounds, runs }: Pick<MeasurementResult, "ending" | "rounds" | "runs">,
): number {
  return ending.kind === "complete" ? rounds.length : new Set(runs.map(({ round }) => round)).size;
}

function errorOf(confidence: number): number {
  return tidy(1 - confidence);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Without the dust of binary fractions: it is shown and stored. */
function tidy(share: number): number {
  return Number(share.toFixed(9));
}

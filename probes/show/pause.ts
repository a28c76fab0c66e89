/** A measurement that was cut off or stopped and went on later. */

import { z } from "zod";
import type { Flag } from "./flag.ts";
import { readableTime } from "./format.ts";

/** When it rested. */
export interface Pause {
  /** The first round that was measured afterwards, counted from 0. */
  readonly round: number;
  /** When its last process before that had begun, as ISO date and time. */
  readonly from: string;
  /** When it went on. */
  readonly until: string;
}

const pauses: z.ZodType<Pause[]> = z.array(
  z.object({ round: z.int().nonnegative(), from: z.string(), until: z.string() }),
);

/** Reads recorded pauses; throws where they are none. */
export function parsePauses(json: unknown): Pause[] {
  return pauses.parse(json);
}

/** Says that a measurement rested, and what that means for its verdict. */
export function pauseFlag({ round, from, until }: Pause): Flag {
  return {
    kind: "resumed",
    text: `Resumed ${readableTime(until)} with round ${round + 1}, after a pause since ` +
      `${readableTime(from)}; the interval stays as wide as after a stop (99 %), because who ` +
      "resumes may have seen the result before; measure anew for a narrower one",
  };
}

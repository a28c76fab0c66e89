/** Ways to work side by side, out of a measurement: what each gains, what it costs to start, and which pays for itself. */

import type { MeasurementResult } from "../../../../probes/mod.ts";
import type { Ruling } from "../acceptance.ts";
import { MIN_EFFECT_DEFAULT } from "../acceptance_ratio.ts";
import { type Runs, runsOf } from "../garbage_collection/measured.ts";
import { readStated } from "../stated.ts";

/** A way to have several workers at once, as the probe names it. */
export type Way = "threads" | "interpreters" | "processes";

/** What a way gave with two workers or more. */
export interface WayRuns {
  readonly way: Way;
  readonly workers: number;
  /** Time one after the other, divided by time at once. */
  readonly speedup: Runs;
  /** Until all of them are ready, in ms. */
  readonly start: Runs;
}

const WAYS: readonly Way[] = ["threads", "interpreters", "processes"];

/** The ways of the first CPython that has values; one worker alone is no way to share work. */
export function waysOf({ arms }: MeasurementResult): WayRuns[] {
  return WAYS.flatMap((way): WayRuns[] => {
    const found = arms.flatMap((arm): WayRuns[] => {
      const { way: own, workers } = arm.params;
      const [speedup, start] = [runsOf(arm, "speedup"), runsOf(arm, "start")];
      return own !== way || typeof workers !== "number" || workers < 2 || speedup === null ||
          start === null
        ? []
        : [{ way, workers, speedup, start }];
    });
    return found.slice(0, 1);
  });
}

/** A number of one digit is meant that roughly, but never by more than this share of it. */
const ROUNDING_SHARE_MAX = 0.1;

/** Judges a stated speed-up by the range of its runs. */
export function judgeSpeedup(
  answer: number | string,
  { way, others }: { readonly way: WayRuns; readonly others: readonly WayRuns[] },
): Ruling {
  const stated = readStated(answer, "x");
  if (stated.kind === "unreadable") {
    return { kind: "wrong", reason: `The answer ${stated.why}: give a speed-up, for example 1.5.` };
  }
  const { value, step } = stated;
  const slack = Math.min(step / 2, ROUNDING_SHARE_MAX * value);
  const fits = ({ low, high }: Runs, about: number) =>
    about + slack >= low / (1 + MIN_EFFECT_DEFAULT) &&
    about - slack <= high * (1 + MIN_EFFECT_DEFAULT);
  if (fits(way.speedup, value)) return { kind: "right", reason: seenText(way) };
  if (value > 0 && fits(way.speedup, 1 / value)) {
    return {
      kind: "wrong",
      reason: "That is upside down: divide the time one after the other by the time at once.",
    };
  }
  if (Math.abs(value - way.workers) < ROUNDING_SHARE_MAX) {
    return {
      kind: "wrong",
      reason: `${way.workers} is the ideal, the dashed line. Where do your ${way.way} lie?`,
    };
  }
  const other = others.find(({ speedup }) => fits(speedup, value));
  const told = other === undefined ? "" : `That would fit ${other.way}. `;
  return { kind: "wrong", reason: `${told}Look at the row of ${way.way}, at the speed-up.` };
}

function seenText({ speedup: { low, high, count } }: WayRuns): string {
  return `Your ${count} runs lie between ${rounded(low)} and ${rounded(high)}.`;
}

/** Judges which way is chosen for so much work: right is each that may be the shortest by the runs. */
export function judgeWay(
  answer: string,
  { ways, workMs }: { readonly ways: readonly WayRuns[]; readonly workMs: number },
): Ruling {
  const chosen = answer.trim().toLowerCase();
  const times = [
    { key: "alone", low: workMs, high: workMs },
    ...ways.map(({ way, speedup, start }) => ({
      key: way,
      low: start.low + workMs / speedup.high,
      high: start.high + workMs / speedup.low,
    })),
  ];
  const time = times.find(({ key }) => key === chosen);
  if (time === undefined) {
    const known = times.map(({ key }) => `"${key}"`).join(", ");
    return { kind: "wrong", reason: `"${chosen}" was not measured here. There are ${known}.` };
  }
  const shown = times.map(({ key, low, high }) =>
    low === high ? `${key} ${rounded(low)}` : `${key} ${rounded(low)} to ${rounded(high)}`
  ).join(", ");
  const sum = `Start and work together, in ms: ${shown}.`;
  const least = Math.min(...times.map(({ high }) => high));
  if (time.low <= least) {
    const isOpen = times.filter(({ low }) => low <= least).length > 1;
    return {
      kind: "right",
      reason: isOpen ? `${sum} Your runs leave more than one of them open.` : sum,
    };
  }
  return { kind: "wrong", reason: `${faultOf(chosen, { ways, workMs })} ${sum}` };
}

function faultOf(
  chosen: string,
  { ways, workMs }: { readonly ways: readonly WayRuns[]; readonly workMs: number },
): string {
  const way = ways.find((one) => one.way === chosen);
  if (way === undefined) return "Another way saves more than it costs to start.";
  return way.start.low >= workMs
    ? "Getting them ready takes longer than the work itself: look at the column of the start."
    : "Its start costs more, or its speed-up saves less, than another way's.";
}

function rounded(value: number): string {
  return Number(value.toPrecision(3)).toLocaleString("en", { maximumSignificantDigits: 3 });
}

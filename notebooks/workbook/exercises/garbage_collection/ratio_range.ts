/** R-ratio over a few runs: a ratio is right where the ranges of the runs allow it; there is no interval to ask. */

import type { MeasuredArm } from "../../../../probes/mod.ts";
import { cut, type Ruling } from "../acceptance.ts";
import { MIN_EFFECT_DEFAULT } from "../acceptance_ratio.ts";
import { readRatio } from "../ratio_words.ts";
import { runsOf } from "./measured.ts";

/** From the least to the greatest ratio that two arms' runs allow. */
export interface RatioRange {
  readonly low: number;
  readonly high: number;
  /** Runs of the arm that has fewer. */
  readonly runs: number;
}

/** The range of one arm's value divided by another's; null where one of them has none. */
export function rangeBetween(
  key: string,
  { test, base }: {
    readonly test: MeasuredArm | undefined;
    readonly base: MeasuredArm | undefined;
  },
): RatioRange | null {
  const [over, under] = [runsOf(test, key), runsOf(base, key)];
  if (over === null || under === null || under.low <= 0) return null;
  return {
    low: over.low / under.high,
    high: over.high / under.low,
    runs: Math.min(over.count, under.count),
  };
}

/** Judges a stated ratio; `mistakeOf` may know why a wrong one was given. */
export function judgeRange(
  answer: number | string,
  { range, mistakeOf }: {
    readonly range: RatioRange;
    readonly mistakeOf: (ratio: number) => string | null;
  },
): Ruling {
  const said = readRatio(answer);
  const seen = `The ${range.runs} runs allow ratios from ${written(range.low)} to ${
    written(range.high)
  }.`;
  const isOpen = range.low <= 1 && range.high >= 1;
  switch (said.kind) {
    case "unreadable":
      return {
        kind: "wrong",
        reason: `"${cut(String(answer))}" ${said.why}. Write a ratio, for example 1.5 or ` +
          '"30 % less time".',
      };
    case "cannot_tell":
      return isOpen
        ? { kind: "right", reason: `${seen} 1 lies between them.` }
        : { kind: "wrong", reason: `${seen} All of them lie on one side of 1.` };
    case "same":
      return {
        kind: "wrong",
        reason: `${seen} A few runs do not show that two programs are the same.`,
      };
    case "direction":
      return { kind: "wrong", reason: `“${said.word}” is a direction: by how much? ${seen}` };
    case "ratio": {
      const right = said.readings.find(({ ratio }) => isAllowed(ratio, range));
      if (right !== undefined) return { kind: "right", reason: `${right.meaning}: ${seen}` };
      const [{ ratio } = { ratio: 1 }] = said.readings;
      const mistake = mistakeOf(ratio);
      if (mistake !== null) return { kind: "wrong", reason: mistake };
      return isAllowed(1 / ratio, range)
        ? { kind: "wrong", reason: `That is upside down: divide incremental by generational.` }
        : { kind: "wrong", reason: `${seen} Divide the two numbers of the chart.` };
    }
  }
}

function isAllowed(ratio: number, { low, high }: RatioRange): boolean {
  return ratio >= low / (1 + MIN_EFFECT_DEFAULT) && ratio <= high * (1 + MIN_EFFECT_DEFAULT);
}

function written(ratio: number): string {
  return `${Number(ratio.toPrecision(2))}`;
}

/** R-arith, R-share and R-time: numbers that a learner computes, reads off or takes with a clock. */

import { formatValue } from "../../../probes/mod.ts";
import { cut, type MeasuredRatio, type Ruling } from "./acceptance.ts";
import { readStated, type StatedNumber } from "./stated.ts";

/** A wrong number that people get, and what they are told. */
export interface NumberMistake {
  readonly value: number;
  readonly reason: string;
}

/** One of several right results; the name says which reading of the question it answers. */
export interface NamedReading {
  readonly name: string;
  readonly value: number | ExpectedRange;
}

/** A result that inherits the uncertainty of what it was computed from. */
export interface ExpectedRange {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** What an arithmetic answer is compared with. */
export interface ArithmeticRule {
  /** Computed from the learner's own inputs. */
  readonly expected: number | ExpectedRange;
  /** What the number is in; a text may say another unit of the same kind. */
  readonly unit?: string;
  /** Other results that are right as well; the feedback names the one that was taken. */
  readonly readings?: readonly NamedReading[];
  /** The name of `expected`, where there are other readings. */
  readonly name?: string;
  /** Relative; 0.02 when not given. One unit of the last digit stated is always allowed. */
  readonly tolerance?: number;
  /** For orders of magnitude: right within this factor to each side. */
  readonly factor?: number;
  readonly mistakes?: readonly NumberMistake[];
  /** What somebody is told whose number fits nothing: how it is computed, without the result. */
  readonly how: string;
}

/** As section 0.1 of the storyboards has it: rounding to two or three digits is no mistake. */
const TOLERANCE_DEFAULT = 0.02;

/** One unit of the last digit excuses rounding, not a result that is twice as large or half. */
const ROUNDING_FACTOR_MAX = 2;

/** R-arith: right where the learner's own inputs give it. */
export function judgeArithmetic(answer: number | string, rule: ArithmeticRule): Ruling {
  const { expected, unit = "", readings = [], name = "", mistakes = [], how } = rule;
  const stated = readStated(answer, unit);
  if (stated.kind === "unreadable") return unreadable(answer, stated.why, unit);
  const all = [{ name, value: expected }, ...readings];
  const fitting = all.find(({ value }) => fits(stated, value, rule));
  if (fitting !== undefined) {
    const said = all.length > 1 && fitting.name !== "" ? ` Read as: ${fitting.name}.` : "";
    return { kind: "right", reason: `Your own figures give that.${said}` };
  }
  const mistake = mistakes.find(({ value }) => fits(stated, value, rule));
  return { kind: "wrong", reason: mistake?.reason ?? how };
}

function fits(
  stated: StatedNumber,
  expected: number | ExpectedRange,
  { tolerance = TOLERANCE_DEFAULT, factor }: ArithmeticRule,
): boolean {
  const { value, low, high } = typeof expected === "number"
    ? { value: expected, low: expected, high: expected }
    : expected;
  if (factor !== undefined) {
    return stated.value * value > 0 && stated.value >= Math.min(low / factor, low * factor) &&
      stated.value <= Math.max(high / factor, high * factor);
  }
  const room = tolerance * Math.abs(value);
  if (stated.value >= low - room && stated.value <= high + room) return true;
  return Math.abs(stated.value - value) <= stated.step * (1 + Number.EPSILON) &&
    stated.value * value > 0 &&
    Math.abs(Math.log(stated.value / value)) <= Math.log(ROUNDING_FACTOR_MAX);
}

/** Shares nearer than this cannot be told apart by a profile of a few seconds (section 0.1 of the storyboards). */
const SHARE_POINTS_MIN = 5;

/** R-share: per cent of a whole, right within five points or the range of the runs. */
export function judgeShare(
  answer: number | string,
  { percents, what, mistakes = [] }: {
    /** The share in each run of the measurement, in per cent. */
    readonly percents: readonly number[];
    /** For example `bytecode's share of the time`. */
    readonly what: string;
    readonly mistakes?: readonly NumberMistake[];
  },
): Ruling {
  const stated = readStated(answer, "%");
  if (stated.kind === "unreadable") return unreadable(answer, stated.why, "%");
  const sorted = percents.filter(Number.isFinite).toSorted((left, right) => left - right);
  const [least, most] = [sorted[0], sorted.at(-1)];
  if (least === undefined || most === undefined) {
    return { kind: "unjudged", reason: `There is no measured ${what} to compare with.` };
  }
  const middle = ((sorted[Math.floor((sorted.length - 1) / 2)] ?? least) +
    (sorted[Math.floor(sorted.length / 2)] ?? most)) / 2;
  const room = Math.max(SHARE_POINTS_MIN, most - least);
  const isNear = (percent: number) => Math.abs(percent - middle) <= room;
  const seen = least === most
    ? `${formatValue(middle)} %`
    : `${formatValue(least)} to ${formatValue(most)} %`;
  // 0.35 may be meant as 35 %.
  const isFraction = stated.value > 0 && stated.value <= 1;
  if (isNear(stated.value) || (isFraction && isNear(stated.value * 100))) {
    return { kind: "right", reason: `Measured here: ${what} ${seen}.` };
  }
  if (stated.value < 0 || stated.value > 100) {
    return { kind: "wrong", reason: `A share lies between 0 and 100 %: ${what} is a part of it.` };
  }
  const mistake = mistakes.find(({ value }) => Math.abs(stated.value - value) <= SHARE_POINTS_MIN);
  return { kind: "wrong", reason: mistake?.reason ?? `Measured here: ${what} ${seen}.` };
}

/** Times differ by this much from run to run on any machine (section 0.1 of the storyboards). */
const TIME_SHARE_MIN = 0.25;

/** R-time: a time that the learner took, right where our own run of the same code allows it. */
export function judgeTime(
  answer: number | string,
  { low, high, unit, twins = null, mistakes = [], readAt = null }: {
    /** The interval of our own run, in `unit`. */
    readonly low: number;
    readonly high: number;
    readonly unit: string;
    /** The ratio of one program with itself, where it was measured: how noisy the machine is. */
    readonly twins?: MeasuredRatio | null;
    readonly mistakes?: readonly NumberMistake[];
    /** Where a picture shows it, for a time that is read and not taken; a wrong reading is not told the right one. */
    readonly readAt?: string | null;
  },
): Ruling {
  const stated = readStated(answer, unit);
  if (stated.kind === "unreadable") return unreadable(answer, stated.why, unit);
  const noise = noiseOf(twins);
  const middle = (low + high) / 2;
  const least = Math.min(low / (1 + noise), middle * (1 - TIME_SHARE_MIN));
  const most = Math.max(high * (1 + noise), middle * (1 + TIME_SHARE_MIN));
  const range = `${formatValue(low)} to ${formatValue(high)} ${unit}`;
  const own = readAt === null
    ? `Our own run of the same code took ${range}.`
    : `Measured here: ${range}.`;
  if (stated.value >= least && stated.value <= most) {
    return { kind: "right", reason: own };
  }
  const mistake = mistakes.find(({ value }) =>
    value > 0 && Math.abs(stated.value - value) <= TIME_SHARE_MIN * value
  );
  if (mistake !== undefined) return { kind: "wrong", reason: mistake.reason };
  const off = stated.value <= 0 ? 1 : Math.abs(Math.log10(stated.value / middle));
  return {
    kind: "wrong",
    reason: (readAt === null ? own : `${readAt} shows it: read the axis again.`) +
      // A thousand times too large or small is a unit, seldom a measurement.
      (Math.abs(off - 3) < 0.3 || Math.abs(off - 6) < 0.3 ? " Is the unit right?" : ""),
  };
}

function noiseOf(twins: MeasuredRatio | null): number {
  if (twins === null || twins.low === null || twins.high === null) return 0;
  return Math.max(Math.abs(Math.log(twins.low)), Math.abs(Math.log(twins.high)));
}

function unreadable(answer: number | string, why: string, unit: string): Ruling {
  const example = unit === "" ? "12.5" : `12.5, or "12.5 ${unit}"`;
  return {
    kind: "wrong",
    reason: `"${cut(String(answer))}" ${why}. Give one number, for example ${example}.`,
    isUnread: true,
  };
}

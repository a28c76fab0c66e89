/** The rules by which answers are accepted; each gives a reason. Exact counts are judged where they are counted. */

import type { CheckPart } from "../ledger/check_result.ts";

/** What a rule says of one answer. */
export interface Ruling {
  readonly kind:
    | "right"
    | "wrong"
    /** The rule cannot judge it, or there is nothing to judge by: no points are lost. */
    | "unjudged";
  readonly reason: string;
  /** An instructor is asked to read it. */
  readonly needsReader?: boolean;
  /** The answer has not the form that is asked for, so nothing is said of what it means. */
  readonly isUnread?: boolean;
}

/** Makes a part of a check out of a ruling: all points or none. */
export function toPart({ name, max, ruling }: {
  readonly name: string;
  readonly max: number;
  readonly ruling: Ruling;
}): CheckPart {
  const { kind, reason, needsReader = false, isUnread = false } = ruling;
  return {
    name,
    points: kind === "wrong" ? 0 : max,
    max,
    reason,
    ...(needsReader ? { needsReader } : {}),
    ...(isUnread ? { isUnread } : {}),
  };
}

/** What a choice offers: each option's text, and why it is right or wrong. */
export interface ChoiceOption {
  readonly key: string;
  /** What the option says. */
  readonly text: string;
  readonly isRight: boolean;
  /** What somebody is told who takes it. */
  readonly reason: string;
}

/** R-choice: exact; each wrong option has its own reason. */
export function judgeChoice(answer: string, options: readonly ChoiceOption[]): Ruling {
  const wanted = answer.trim().toLowerCase();
  const option = options.find(({ key }) => key.toLowerCase() === wanted);
  if (option === undefined) {
    const keys = options.map(({ key }) => `"${key}"`).join(", ");
    return {
      kind: "wrong",
      reason: `"${cut(answer)}" is not one of the choices: ${keys}.`,
      isUnread: true,
    };
  }
  return { kind: option.isRight ? "right" : "wrong", reason: option.reason };
}

/** An interval of a ratio as it was measured; null ends where there is none. */
export interface MeasuredRatio {
  readonly low: number | null;
  readonly high: number | null;
  readonly rounds: number;
}

/** Noise is never taken to be smaller than this: below 1 % two programs count as the same. */
const NOISE_SHARE_MIN = 0.01;

/** How far from the noise that was seen a stated size may lie. */
const NOISE_FACTOR_MAX = 3;

/** R-noise, the size: a share of the time, right from 0 to three times the noise that was measured. */
export function judgeNoiseSize(sizePercent: number, { low, high, rounds }: MeasuredRatio): Ruling {
  if (low === null || high === null) {
    return {
      kind: "unjudged",
      reason: `Your run has ${rounds} rounds, too few for an interval, so the size is not judged.`,
    };
  }
  const noise = Math.max(Math.abs(Math.log(low)), Math.abs(Math.log(high)), NOISE_SHARE_MIN);
  const mostPercent = NOISE_FACTOR_MAX * noise * 100;
  if (sizePercent < 0) {
    return { kind: "wrong", reason: "A size has no sign: give how far apart the two may lie." };
  }
  if (sizePercent > mostPercent) {
    return {
      kind: "wrong",
      reason: `Your interval runs from ${low.toFixed(3)} to ${high.toFixed(3)}: read from it how ` +
        `far it reaches from 1. ${sizePercent} % is more than three times that.`,
    };
  }
  return {
    kind: "right",
    reason: `That fits your interval from ${low.toFixed(3)} to ${high.toFixed(3)}.`,
  };
}

/** Shortens what somebody wrote, for a message. */
export function cut(text: string): string {
  const characters = [...text];
  return characters.length <= 40 ? text : `${characters.slice(0, 40).join("")}…`;
}

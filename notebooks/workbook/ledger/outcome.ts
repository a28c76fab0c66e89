/** What evidence comes to before it is put into a sentence, and what all rules have in common. */

import {
  endingText,
  formatValue,
  INSTALL_HINT,
  type MeasuredArm,
  type MeasurementResult,
  SECOND_HINT,
  unavailableText,
} from "../../../probes/mod.ts";
import { countOf } from "../page/words.ts";

/** How a claim stands on this machine. Not a verdict, which is about a comparison. */
export type FindingKind = "supported" | "contradicted" | "inconclusive" | "unavailable";

/** An estimate with the range that the data allow. */
export interface FindingInterval {
  /** The middle. */
  readonly estimate: number;
  /** Lower end. */
  readonly low: number;
  /** Upper end. */
  readonly high: number;
  /** For example `ms`; empty for a ratio. */
  readonly unit: string;
}

/** One of several things that were judged together, for example one shape of the heap. */
export interface FindingRow {
  /** What was looked at, for example `py3.14.10 against py3.13.18`. */
  readonly label: string;
  /** How the statement stands by this one alone. */
  readonly kind: FindingKind;
  /** What it rests on. */
  readonly reason: string;
  /** The figure with its range; null where there is no figure. */
  readonly interval: FindingInterval | null;
}

/** What a figure is held against, for pictures. */
export interface FindingZone {
  /** Lower end; null where it is open. */
  readonly low: number | null;
  /** Upper end; null where it is open. */
  readonly high: number | null;
  /** For example `as stated`. */
  readonly name: string;
  /** What the figures are, for example `ratio of times`. */
  readonly axis: string;
}

/** What a rule makes of evidence. */
export interface Outcome {
  readonly kind: FindingKind;
  /** Goes on after "because" or a colon; a full stop is added where there is none. */
  readonly reason: string;
  readonly rounds: number | null;
  readonly interval: FindingInterval | null;
  /** About how many more rounds would decide; null when nobody can say. */
  readonly needMore: number | null;
  /** What it was put together from; left out where there is one thing alone. */
  readonly rows?: readonly FindingRow[];
  /** What the figures are held against; left out where there are none. */
  readonly zone?: FindingZone;
}

/**
 * Fewest rounds that decide about times: below six an interval of 95 % does not exist, neither the signed-rank one of a
 * ratio nor the range from least to greatest for a median (2 / 2^6 < 5 % < 2 / 2^5).
 */
export const DECIDING_ROUNDS_MIN = 6;

/** An outcome without figures. */
export function bare(kind: FindingKind, reason: string, rounds: number | null = null): Outcome {
  return { kind, reason, rounds, interval: null, needMore: null };
}

/** An outcome for too few rounds; what was seen in them is shown, and decides nothing. */
export function tooFew(
  measurement: MeasurementResult,
  { rounds, interval, what }: {
    readonly rounds: number;
    readonly interval: FindingInterval | null;
    readonly what: string;
  },
): Outcome {
  const cutOff = measurement.ending.kind === "budget" ? ", then the time was over" : "";
  const seen = interval === null ? "" : `; seen so far: ${what} ${rangeText(interval)}`;
  return {
    kind: "inconclusive",
    reason: `${rounds} of ${DECIDING_ROUNDS_MIN} rounds${cutOff}${seen}`,
    rounds,
    interval,
    needMore: Math.max(1, DECIDING_ROUNDS_MIN - rounds),
  };
}

/** A figure with its range: `1.002 [0.995, 1.008]`, `0.045 ms [0.040, 0.060]`. */
export function rangeText({ estimate, low, high, unit }: FindingInterval): string {
  const written = (value: number) => unit === "" ? ratioText(value) : formatValue(value);
  const after = unit === "" ? "" : ` ${unit}`;
  return `${written(estimate)}${after} [${written(low)}, ${written(high)}]`;
}

/** A ratio needs three decimals, as 1 % is what counts as the same; a small one two digits that say something. */
function ratioText(value: number): string {
  return value >= 0.1 ? value.toFixed(3) : `${Number(value.toPrecision(2))}`;
}

/** Why a measurement cannot be judged at all, or null when it can. */
export function obstacle(measurement: MeasurementResult): Outcome | null {
  const { ending, arms } = measurement;
  const rounds = roundsOf(arms);
  switch (ending.kind) {
    case "running":
      return bare("inconclusive", "the measurement still runs", rounds);
    case "stopped":
      return bare(
        "inconclusive",
        `the measurement was stopped after ${countOf(rounds, "round")}`,
        rounds,
      );
    case "no_interpreters":
      return bare("unavailable", `there is nothing to measure with. ${INSTALL_HINT}`);
    case "nothing_to_compare":
      return bare("unavailable", `there is nothing to compare with. ${SECOND_HINT}`);
    case "not_calibrated":
    case "given_up":
      return bare("unavailable", ending.reason);
    case "unavailable":
      return bare("unavailable", unavailableText(ending));
    case "complete":
    case "budget":
      return arms.some((arm) => arm.processes.length > 0)
        ? null
        : bare("unavailable", failureOf(arms));
  }
}

/** The worst of what demands came to that have to hold together. */
export function worstOf(kinds: readonly FindingKind[]): FindingKind {
  return kinds.find((kind) => kind === "contradicted") ??
    kinds.find((kind) => kind === "inconclusive") ?? "supported";
}

/** Several outcomes as one: one against it is against, all for it is for it, else it is open. */
export function combine(outcomes: readonly [Outcome, ...Outcome[]]): Outcome {
  const worst = outcomes.find(({ kind }) => kind === "contradicted") ??
    outcomes.find(({ kind }) => kind === "inconclusive") ??
    outcomes.find(({ kind }) => kind === "unavailable");
  return worst ?? outcomes[0];
}

/** The same, with each of them as a row of its own; `label` is left out of the reason where there is only one. */
export function combineRows(
  judged: readonly [LabelledOutcome, ...LabelledOutcome[]],
  { zone, choose = combine }: {
    readonly zone?: FindingZone;
    readonly choose?: (outcomes: readonly [Outcome, ...Outcome[]]) => Outcome;
  } = {},
): Outcome {
  const [first, ...more] = judged.map(({ label, outcome }) => ({
    ...outcome,
    reason: label === "" || judged.length === 1 ? outcome.reason : `${label}: ${outcome.reason}`,
  }));
  const rows = judged.map(({ label, outcome: { kind, reason, interval } }) => ({
    label,
    kind,
    reason,
    interval,
  }));
  return {
    ...(first === undefined ? judged[0].outcome : choose([first, ...more])),
    rows,
    ...(zone === undefined ? {} : { zone }),
  };
}

/** An outcome with what it is about. */
export interface LabelledOutcome {
  readonly label: string;
  readonly outcome: Outcome;
}

/** Several outcomes of which one for the statement is enough, and all against it are against it. */
export function combineSome(outcomes: readonly [Outcome, ...Outcome[]]): Outcome {
  return outcomes.find(({ kind }) => kind === "supported") ??
    outcomes.find(({ kind }) => kind === "inconclusive") ??
    outcomes.find(({ kind }) => kind === "contradicted") ?? outcomes[0];
}

/** Several outcomes of which one has to be for it and another one against it: "it depends" is right only then. */
export function combineMixed(outcomes: readonly [Outcome, ...Outcome[]]): Outcome {
  const one = outcomes.find(({ kind }) => kind === "supported");
  const other = outcomes.find(({ kind }) => kind === "contradicted");
  if (one !== undefined && other !== undefined) {
    return { ...one, reason: `${one.reason}; but ${other.reason}` };
  }
  const open = outcomes.find(({ kind }) => kind === "inconclusive");
  if (open !== undefined) return open;
  const [first] = outcomes;
  return outcomes.length === 1
    ? { ...first, kind: "inconclusive", reason: `${first.reason}; one program alone shows no more` }
    : { ...first, kind: "contradicted", reason: `the same with all programs: ${first.reason}` };
}

/** Whether a list has something in it. */
export function isFilled<Item>(items: readonly Item[]): items is readonly [Item, ...Item[]] {
  return items.length > 0;
}

/** Rounds that every arm completed. */
export function roundsOf(arms: readonly MeasuredArm[]): number {
  return arms.length === 0 ? 0 : Math.min(...arms.map((arm) => arm.processes.length));
}

function failureOf(arms: readonly MeasuredArm[]): string {
  for (const arm of arms) {
    const [failure] = arm.failures;
    if (failure !== undefined) return `${arm.label} ${endingText(failure.ending)}`;
  }
  return "no process has given a value";
}

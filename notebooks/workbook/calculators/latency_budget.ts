/** What a request takes, stage by stage, with the collector's pauses as they were recorded. */

import { amdahlRatio } from "./amdahl_ratio.ts";
import { amountText, numberText } from "./amount.ts";
import { chanceInterval } from "./binomial.ts";
import { type Calculation, makeCalculation, NOT_MEASURED } from "./calculation.ts";
import { productOf, sumOf } from "./propagation.ts";
import type { RecordedRequests } from "./recorded_requests.ts";
import { exactly, type Given, readInput, requireInput, type Uncertain } from "./uncertain.ts";
import { waterfall, type WaterfallRow } from "./waterfall.ts";

/** One stage of a request. */
export interface RequestStage {
  /** For example `network`. */
  readonly name: string;
  /** How long it takes, in ms; a stage that is null was not measured and is left out, and this is said. */
  readonly ms: Given;
  /** Which share of it is Python, from 0 to 1: only that changes with `ratio`. */
  readonly pythonShare?: Given;
}

/** What `latencyBudget()` is told. */
export interface LatencyInput {
  /** In the order in which they happen. */
  readonly stages: readonly RequestStage[];
  /** The pauses of a recorded run; without them there are the stages alone. */
  readonly recorded?: RecordedRequests | null;
  /** How long a request may take, in ms. */
  readonly budgetMs?: number;
  /** What another CPython makes of the Python in the stages: a ratio of times, new / old. */
  readonly ratio?: Given;
  /** Whether the stages were timed in the same processes, so that none of them strays by itself. */
  readonly areTogether?: boolean;
}

/** One way to look at requests. */
export interface LatencyCase {
  /** For example `typical`. */
  readonly name: string;
  /** In ms. */
  readonly total: Uncertain;
  /** Whether it is within the budget: null without one, and where the budget lies between its ends. */
  readonly isWithin: boolean | null;
}

/** The result of `latencyBudget()`. */
export interface LatencyBudget extends Calculation {
  /** The stages alone, in ms. */
  readonly base: Uncertain;
  /** Typical, mean and worst seen; without recorded pauses only the stages. */
  readonly cases: readonly LatencyCase[];
  /** The same with the ratio; empty without one. */
  readonly changed: readonly LatencyCase[];
  /** Chance that a request meets a large pause, with its exact interval; null without recorded pauses. */
  readonly chance: Uncertain | null;
}

const DOING = "Cannot calculate a latency budget";

/** Stages of a picture that can still be read. */
const STAGES_MAX = 12;

/**
 * Adds the stages of a request, and what the collector does to them: a typical request, the mean one and the worst that
 * was seen, how often a request meets a large pause, and whether all that is within a budget.
 *
 * ```ts
 * import { latencyBudget } from "workbook";
 *
 * const chat = latencyBudget({
 *   stages: [{ name: "network", ms: 1 }, { name: "parser", ms: 0.5 }, { name: "model", ms: 10 }],
 *   budgetMs: 50,
 * });
 * const total: number = chat.base.value;
 * ```
 */
export function latencyBudget(
  { stages, recorded = null, budgetMs, ratio, areTogether = false }: LatencyInput,
): LatencyBudget {
  const budget = budgetMs === undefined
    ? null
    : requireInput(budgetMs, { doing: DOING, name: "budgetMs" }).value;
  const read = readStages(stages);
  const change = readInput(ratio, { doing: DOING, name: "ratio" });
  const before = rowsOf(read, { recorded, areTogether });
  // Stages that one ratio changes stray together.
  const isShared = areTogether || read.filter(({ share }) => share !== null).length > 1;
  const after = change === null ? [] : rowsOf(read.map((stage) => changed(stage, change)), {
    recorded,
    areTogether: isShared,
  });
  const base = sumOf(read.map(({ ms }) => ms), areTogether);
  const cases = before.map((row) => caseOf(row, budget));
  const changedCases = after.map((row) => caseOf(row, budget));
  const chance = recorded === null ? null : chanceOf(recorded);
  const drawn = change === null
    ? before
    : [...before.map(named("before")), ...after.map(named("after"))];
  const shown = makeCalculation({
    title: "What a request takes",
    columns: [{ title: "" }, { title: "in all" }, { title: "within the budget?" }],
    rows: [
      ...cases.map((one) => caseRow(one, "")),
      ...changedCases.map((one) => caseRow(one, " with the ratio")),
    ],
    notes: notesOf({ stages, recorded, chance, budget }),
    inputs: ratio === undefined ? {} : { Ratio: change },
    results: [...cases, ...changedCases].map(({ total }) => total),
    chart: waterfall(drawn, { budgetMs: budget }),
  });
  return { base, cases, changed: changedCases, chance, ...shown };
}

interface ReadStage {
  readonly name: string;
  readonly ms: Uncertain;
  readonly share: Uncertain | null;
}

function readStages(stages: readonly RequestStage[]): readonly ReadStage[] {
  if (!Array.isArray(stages) || stages.length === 0) {
    throw new TypeError(
      `${DOING}: there are no stages, a list such as [{ name: "network", ms: 1 }] is needed`,
    );
  }
  if (stages.length > STAGES_MAX) {
    throw new RangeError(
      `${DOING}: there are ${stages.length} stages, at most ${STAGES_MAX} can be drawn`,
    );
  }
  return stages.flatMap(({ name, ms, pythonShare }) => {
    const spec = { doing: DOING, name: `ms of ${name}` };
    const time = readInput(ms, spec);
    const share = readInput(pythonShare, { doing: DOING, name: `pythonShare of ${name}`, most: 1 });
    return time === null ? [] : [{ name: String(name), ms: time, share }];
  });
}

/** Only the Python in a stage changes. */
function changed({ name, ms, share }: ReadStage, ratio: Uncertain): ReadStage {
  return { name, share, ms: share === null ? ms : productOf([ms, amdahlRatio(share, ratio)]) };
}

function rowsOf(
  stages: readonly ReadStage[],
  { recorded, areTogether }: {
    readonly recorded: RecordedRequests | null;
    readonly areTogether: boolean;
  },
): readonly WaterfallRow[] {
  const isFrozen = recorded?.isFrozen ?? false;
  const row = (name: string, pause: Uncertain | null): WaterfallRow => {
    const parts = [
      ...stages.map((stage) => ({
        name: stage.name,
        ms: stage.ms,
        isPause: false,
        isFrozen: false,
      })),
      ...(pause === null ? [] : [{ name: "collector", ms: pause, isPause: true, isFrozen }]),
    ];
    return { name, parts, total: sumOf(parts.map(({ ms }) => ms), areTogether) };
  };
  if (recorded === null) return [row("without pauses", null)];
  return [
    row("typical", exactly(recorded.typicalMs)),
    row("mean", recorded.meanMs),
    row("worst seen", recorded.longestMs),
  ];
}

function named(when: string): (row: WaterfallRow) => WaterfallRow {
  return (row) => ({ ...row, name: `${row.name}, ${when}` });
}

function caseOf({ name, total }: WaterfallRow, budget: number | null): LatencyCase {
  const isWithin = budget === null
    ? null
    : total.high <= budget
    ? true
    : total.low > budget
    ? false
    : null;
  return { name, total, isWithin };
}

function caseRow({ name, total, isWithin }: LatencyCase, what: string): string[] {
  const words = isWithin === null ? "–" : isWithin ? "yes" : "no";
  return [`${name}${what}`, amountText(total, "ms"), words];
}

function chanceOf({ requests, hits }: RecordedRequests): Uncertain {
  return { value: hits / requests, ...chanceInterval(hits, requests) };
}

function notesOf({ stages, recorded, chance, budget }: {
  readonly stages: readonly RequestStage[];
  readonly recorded: RecordedRequests | null;
  readonly chance: Uncertain | null;
  readonly budget: number | null;
}): string[] {
  const missing = stages.filter(({ ms }) => ms === null || ms === undefined);
  const left = missing.map(({ name }) => `${name}: ${NOT_MEASURED}, so it is left out.`);
  const limit = budget === null
    ? []
    : [`Budget: ${numberText(budget)} ms; – where it lies between the ends.`];
  if (recorded === null || chance === null) {
    return [
      ...left,
      ...limit,
      "Pauses of the collector: not measured, so there are the stages alone.",
    ];
  }
  const { requests, hits } = recorded;
  const inTen = (share: number) => numberText(share * 10_000);
  return [
    ...left,
    ...limit,
    `Pauses: ${recorded.from}. ${hits.toLocaleString("en")} of ${
      requests.toLocaleString("en")
    } requests met a large one (10 times the median, and 1 ms): of 10,000 that is ${
      inTen(chance.value)
    } [${inTen(chance.low)}, ${inTen(chance.high)}].`,
    "Worst seen: the longest pause on top of the stages; a maximum has no interval, its ends are those of the runs.",
  ];
}

/** The rule for a figure over several releases: of one kind of build where that has both ends, else linked step by step. */

import type { ExpectationOf } from "./expectation.ts";
import { type LinkedStep, linkedSteps } from "./linked_steps.ts";
import { type Material, measuredBy } from "./material.ts";
import {
  bare,
  DECIDING_ROUNDS_MIN,
  type FindingInterval,
  type FindingRow,
  obstacle,
  type Outcome,
  rangeText,
} from "./outcome.ts";
import { intervalOf, judgeCriterion } from "./ratio_row.ts";
import { judgeRatio } from "./rules_ratio.ts";

/** The mean ratio from the first release to the last. */
export function judgeLinked(expected: ExpectationOf<"linked">, material: Material): Outcome {
  const { probes, base, test, low, high, remedy } = expected;
  const criterion = { by: "range", low, high } as const;
  const direct = judgeRatio({
    kind: "ratio",
    probes,
    value: null,
    contrast: { by: "minor", base, test },
    cases: [{ label: "", where: {}, criterion }],
    over: "mean",
    remedy,
  }, material);
  if (direct.kind !== "unavailable") return direct;
  const measured = measuredBy(material, probes).filter((one) => obstacle(one) === null);
  const steps = linkedSteps(measured, { base, test });
  if (steps === null) return direct;
  const linked = linkedOf(steps);
  const rounds = Math.min(...steps.map(({ row }) => row.rounds));
  if (linked === null || rounds < DECIDING_ROUNDS_MIN) {
    return bare("inconclusive", `too few rounds for an interval of each step`, rounds);
  }
  return {
    kind: judgeCriterion(criterion, { interval: linked, verdict: null }),
    reason: `${test} against ${base}, linked from ${steps.length} steps of ` +
      `${familiesOf(steps).length} kinds of build, none of which has both: ratio ` +
      rangeText(linked),
    rounds,
    interval: linked,
    needMore: null,
    rows: steps.map(rowOf),
    zone: { low, high, name: "as stated", axis: "ratio" },
  };
}

/** The steps one after the other: square and add on logarithms, each step comes from processes of its own. */
export function linkedOf(steps: readonly LinkedStep[]): FindingInterval | null {
  const intervals = steps.map(({ row }) => intervalOf(row)).filter((one) => one !== null);
  if (intervals.length < steps.length) return null;
  const sum = (read: (interval: FindingInterval) => number) =>
    intervals.reduce((total, interval) => total + read(interval), 0);
  const middle = sum(({ estimate }) => Math.log(estimate));
  const below = Math.sqrt(sum(({ estimate, low }) => Math.log(estimate / low) ** 2));
  const above = Math.sqrt(sum(({ estimate, high }) => Math.log(high / estimate) ** 2));
  return {
    estimate: Math.exp(middle),
    low: Math.exp(middle - below),
    high: Math.exp(middle + above),
    unit: "",
  };
}

function familiesOf(steps: readonly LinkedStep[]): string[] {
  return [...new Set(steps.map(({ family }) => family))];
}

/** A step decides nothing by itself. */
function rowOf({ base, test, family, row }: LinkedStep): FindingRow {
  const interval = intervalOf(row);
  return {
    label: `${test} against ${base} (${family})`,
    kind: "inconclusive",
    reason: interval === null ? "without an interval" : `ratio ${rangeText(interval)}`,
    interval,
  };
}

/** The rules for ratios between arms that differ in one thing: every one of them, some, their mean, their order. */

import {
  compareWithin,
  type Comparison,
  type MeasurementResult,
  type ParamValue,
} from "../../../probes/mod.ts";
import { countOf } from "../page/words.ts";
import type { Contrast, Expectation, RatioCase } from "./expectation.ts";
import { type Material, measuredBy } from "./material.ts";
import {
  bare,
  combine,
  combineRows,
  combineSome,
  DECIDING_ROUNDS_MIN,
  type FindingInterval,
  type FindingZone,
  isFilled,
  type LabelledOutcome,
  obstacle,
  type Outcome,
  rangeText,
} from "./outcome.ts";
import { type ArmPair, armsWhere, contrastText, pairsBy } from "./pairs.ts";
import { intervalOf, judgeCriterion, judgeRow } from "./ratio_row.ts";

type Of<Kind extends Expectation["kind"]> = Extract<Expectation, { kind: Kind }>;

/** A ratio of two arms together with what it is of. */
interface FoundRow {
  readonly pair: ArmPair;
  readonly row: Comparison;
  readonly measurement: MeasurementResult;
}

/** Ratios between arms that differ in one thing. */
export function judgeRatio(expected: Of<"ratio">, material: Material): Outcome {
  const { cases, over } = expected;
  const judged = cases.flatMap((one): LabelledOutcome[] => {
    const rows = rowsOf(expected, { material, where: one.where });
    return over === "mean" ? meansOf(rows, one) : rows.map((found) => ({
      label: labelOf(found, { one, rows }),
      outcome: judgeRow(one.criterion, found),
    }));
  });
  if (!isFilled(judged)) return nothingFound(expected, material);
  const { label, outcome } = judged[0];
  // Of one ratio alone the reader still has to know between what.
  const named: readonly [LabelledOutcome, ...LabelledOutcome[]] = judged.length > 1
    ? judged
    : [{ label, outcome: { ...outcome, reason: `${label}: ${outcome.reason}` } }];
  return combineRows(named, {
    zone: zoneOf(cases),
    choose: over === "some" ? combineSome : combine,
  });
}

/** Which of several probes has the least or the greatest ratio. */
export function judgeOrder(expected: Of<"order">, material: Material): Outcome {
  const { first, extreme } = expected;
  const rows = rowsOf(expected, { material, where: {} });
  const groups = [...Map.groupBy(rows, ({ pair }) => programsOf(pair)).entries()];
  const judged = groups.flatMap(([programs, group]): LabelledOutcome[] => {
    const own = group.find(({ measurement }) => measurement.probe === first);
    const others = group.filter(({ measurement }) => measurement.probe !== first);
    if (own === undefined || others.length === 0) return [];
    return [{ label: programs, outcome: judgeExtreme({ own, others, extreme }) }];
  });
  if (!isFilled(judged)) return nothingFound(expected, material);
  return {
    ...combineRows(judged),
    rows: rows.map((found) => ({
      label: `${found.measurement.probe}, ${programsOf(found.pair)}`,
      kind: "inconclusive",
      reason: `ratio ${intervalText(found)}`,
      interval: intervalOf(found.row),
    })),
    zone: SAME_ZONE,
  };
}

function judgeExtreme({ own, others, extreme }: {
  readonly own: FoundRow;
  readonly others: readonly FoundRow[];
  readonly extreme: "least" | "greatest";
}): Outcome {
  const all = [own, ...others];
  const rounds = Math.min(...all.map(({ row }) => row.rounds));
  const shown = all.map((found) => `${found.measurement.probe} ${intervalText(found)}`).join(", ");
  const reason = `ratios: ${shown}`;
  const [mine, ...theirs] = all.map(({ row }) => intervalOf(row));
  if (rounds < DECIDING_ROUNDS_MIN) {
    return bare("inconclusive", `${rounds} of ${DECIDING_ROUNDS_MIN} rounds; ${reason}`, rounds);
  }
  const sign = extreme === "least" ? 1 : -1;
  // Whether the one lies beyond the other with the whole of both intervals.
  const isBeyond = (one: FindingInterval, other: FindingInterval) =>
    sign === 1 ? one.high < other.low : one.low > other.high;
  const known = theirs.filter((other) => other !== null);
  if (mine === undefined || mine === null || known.length < theirs.length) {
    return bare("inconclusive", reason, rounds);
  }
  const kind = known.every((other) => isBeyond(mine, other))
    ? "supported"
    : known.some((other) => isBeyond(other, mine))
    ? "contradicted"
    : "inconclusive";
  return bare(kind, reason, rounds);
}

/** What can be compared within each measurement. */
function rowsOf(
  { probes, contrast, ...expected }: {
    readonly probes: readonly string[];
    readonly contrast: Contrast;
    readonly value?: string | null;
  },
  { material, where }: {
    readonly material: Material;
    readonly where: Readonly<Record<string, ParamValue>>;
  },
): FoundRow[] {
  return measuredBy(material, probes).filter((one) => obstacle(one) === null).flatMap(
    (measurement) => {
      const arms = armsWhere(measurement.arms, where);
      return pairsBy(arms, contrast).flatMap((pair) => {
        const value = expected.value ?? measurement.value.key;
        const row = rowBetween(pair, { material, measurement, value });
        return row === undefined ? [] : [{ pair, row, measurement }];
      });
    },
  );
}

/** As it was compared, with its own smallest effect; else computed from the arms, all of them as one family. */
function rowBetween(
  { base, test }: ArmPair,
  { material, measurement, value }: {
    readonly material: Material;
    readonly measurement: MeasurementResult;
    readonly value: string;
  },
): Comparison | undefined {
  const isMeant = (row: Comparison) =>
    row.base === base.label && row.test === test.label && row.value.key === value;
  return material.comparisons.filter((one) => one.measurement === measurement)
    .flatMap(({ rows }) => rows).find(isMeant) ??
    compareWithin(measurement, { base: base.label, value }).rows.find(isMeant);
}

/** The geometric mean of each two CPythons over all that they were compared in. */
function meansOf(rows: readonly FoundRow[], one: RatioCase): LabelledOutcome[] {
  const groups = Map.groupBy(rows, ({ pair }) => programsOf(pair));
  return [...groups.entries()].map(([programs, group]) => ({
    label: one.label === "" ? programs : `${one.label}, ${programs}`,
    outcome: judgeMean(group, one),
  }));
}

function judgeMean(rows: readonly FoundRow[], { criterion }: RatioCase): Outcome {
  const rounds = Math.min(...rows.map(({ row }) => row.rounds));
  const intervals = rows.map(({ row }) => intervalOf(row)).filter((interval) => interval !== null);
  const counted = `${countOf(rows.length, "workload")}, ${countOf(rounds, "round")}`;
  if (intervals.length < rows.length || rounds < DECIDING_ROUNDS_MIN) {
    return bare("inconclusive", `${counted}, too few for an interval of each`, rounds);
  }
  const interval = geometricMean(intervals);
  const kind = judgeCriterion(criterion, { interval, verdict: null });
  return {
    kind,
    reason: `geometric mean of the ratios ${rangeText(interval)}, ${counted}`,
    rounds,
    interval,
    needMore: null,
  };
}

/** Square and add on logarithms: each ratio comes from processes of its own. */
export function geometricMean(intervals: readonly FindingInterval[]): FindingInterval {
  const count = intervals.length;
  const sum = (read: (interval: FindingInterval) => number) =>
    intervals.reduce((total, interval) => total + read(interval), 0);
  const middle = sum(({ estimate }) => Math.log(estimate)) / count;
  const below = Math.sqrt(sum(({ estimate, low }) => Math.log(estimate / low) ** 2)) / count;
  const above = Math.sqrt(sum(({ estimate, high }) => Math.log(high / estimate) ** 2)) / count;
  return {
    estimate: Math.exp(middle),
    low: Math.exp(middle - below),
    high: Math.exp(middle + above),
    unit: "",
  };
}

/** Why nothing could be compared: what stood in the way, or that no arms differ as the statement needs it. */
function nothingFound(
  { probes, contrast, remedy }: {
    readonly probes: readonly string[];
    readonly contrast: Contrast;
    readonly remedy: string;
  },
  material: Material,
): Outcome {
  const measurements = measuredBy(material, probes);
  const stopped = measurements.map(obstacle).find((outcome) => outcome !== null);
  return stopped ?? bare("unavailable", `${contrastText(contrast)}. ${remedy}`);
}

/** Case, probe where several were measured, and the two arms. */
function labelOf(
  { pair: { base, test }, measurement }: FoundRow,
  { one, rows }: { readonly one: RatioCase; readonly rows: readonly FoundRow[] },
): string {
  const probes = new Set(rows.map((row) => row.measurement.probe));
  const parts = [one.label, probes.size > 1 ? measurement.probe : ""].filter((part) => part !== "");
  return [...parts, `${test.label} against ${base.label}`].join(", ");
}

function programsOf({ base, test }: ArmPair): string {
  const [left, right] = [base.python.name, test.python.name];
  return left === right ? left : `${right} against ${left}`;
}

function intervalText({ row }: FoundRow): string {
  const interval = intervalOf(row);
  return interval === null ? "without an interval" : rangeText(interval);
}

/** Within 1 % nothing is told apart. */
const SAME_ZONE: FindingZone = { low: 1 / 1.01, high: 1.01, name: "the same", axis: "ratio" };

/** The stated range, where all parts state the same one. */
function zoneOf([first, ...more]: readonly RatioCase[]): FindingZone {
  if (first?.criterion.by !== "range") return SAME_ZONE;
  const { low, high } = first.criterion;
  const isShared = more.every(({ criterion }) =>
    criterion.by === "range" && criterion.low === low && criterion.high === high
  );
  return isShared ? { low, high, name: "as stated", axis: "ratio" } : SAME_ZONE;
}

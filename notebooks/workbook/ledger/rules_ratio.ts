/** The rules for ratios between arms that differ in one thing: every one of them, some, their mean, their order. */

import {
  compareWithin,
  type Comparison,
  type MeasurementResult,
  type ParamValue,
} from "../../../probes/mod.ts";
import { countOf } from "../page/words.ts";
import type { Contrast, ExpectationOf, RatioCase } from "./expectation.ts";
import { type Material, measuredBy } from "./material.ts";
import {
  bare,
  combine,
  combineMixed,
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

/** Two arms together with where they were measured. */
interface Place {
  readonly pair: ArmPair;
  readonly measurement: MeasurementResult;
}

/** Their ratio. */
interface FoundRow extends Place {
  readonly row: Comparison;
}

/** Ratios between arms that differ in one thing. */
export function judgeRatio(expected: ExpectationOf<"ratio">, material: Material): Outcome {
  const { cases, over } = expected;
  const found = cases.map((one) => placesOf(expected, { material, where: one.where }));
  const counts = found.map((places) => over === "mean" ? programCount(places) : places.length);
  const claimCount = counts.reduce((sum, count) => sum + count, 0);
  const judged = cases.flatMap((one, index): LabelledOutcome[] => {
    const rows = (found[index] ?? []).map((place) =>
      rowAt(place, { material, claimCount, value: expected.value })
    );
    return over === "mean" ? meansOf(rows, one) : rows.map((found) => ({
      label: labelOf(found, { one, rows, contrast: expected.contrast }),
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
    choose: over === "some" ? combineSome : over === "mixed" ? combineMixed : combine,
  });
}

/** Which of several probes has the least or the greatest ratio. */
export function judgeOrder(expected: ExpectationOf<"order">, material: Material): Outcome {
  const { first, extreme } = expected;
  const places = placesOf(expected, { material, where: {} });
  const rows = places.map((place) =>
    rowAt(place, { material, claimCount: places.length, value: null })
  );
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
      label: `${workOf(found.measurement)}, ${programsOf(found.pair)}`,
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
  const shown = all.map((found) => `${workOf(found.measurement)} ${intervalText(found)}`).join(
    ", ",
  );
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
function placesOf(
  { probes, contrast }: {
    readonly probes: readonly string[];
    readonly contrast: Contrast;
  },
  { material, where }: {
    readonly material: Material;
    readonly where: Readonly<Record<string, ParamValue>>;
  },
): Place[] {
  const measurements = measuredBy(material, probes).filter((one) => obstacle(one) === null);
  return measurements.flatMap((measurement) =>
    pairsBy(armsWhere(measurement.arms, where), contrast).map((pair) => ({ pair, measurement }))
  );
}

function programCount(places: readonly Place[]): number {
  return new Set(places.map(({ pair }) => programsOf(pair))).size;
}

/**
 * The ratio of two arms: as it was compared where it stands for itself, else with its share of the error of all that the
 * claim is judged by.
 */
function rowAt(
  place: Place,
  { material, claimCount, value }: {
    readonly material: Material;
    readonly claimCount: number;
    readonly value: string | null;
  },
): FoundRow {
  const { pair: { base, test }, measurement } = place;
  const key = value ?? measurement.value.key;
  const compared = material.comparisons.filter((one) => one.measurement === measurement)
    .flatMap(({ rows }) => rows).find((row) =>
      row.base === base.label && row.test === test.label && row.value.key === key
    );
  if (compared !== undefined && claimCount === 1) return { ...place, row: compared };
  const row = compareWithin({ ...measurement, arms: [base, test] }, {
    value: key,
    claimCount,
    ...(compared === undefined ? {} : { minEffect: compared.minEffect }),
  });
  // The comparison's picture says how many more rounds it needs: a second number for the same ratio, with the share of
  // the error of others in it, would contradict that one.
  return { ...place, row: compared === undefined ? row : { ...row, needMore: null } };
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

/** Case, workload where several were measured, and the two arms. */
function labelOf(
  { pair, measurement }: FoundRow,
  { one, rows, contrast }: {
    readonly one: RatioCase;
    readonly rows: readonly FoundRow[];
    readonly contrast: Contrast;
  },
): string {
  const works = new Set(rows.map((row) => workOf(row.measurement)));
  const work = works.size > 1 ? workOf(measurement) : "";
  const programs = programsOf(pair);
  const setting = contrast.by === "parameter"
    ? `${contrast.name} ${contrast.test} against ${contrast.base}`
    : contrast.by === "environment"
    ? `${contrast.name}=${contrast.test} against without`
    : "";
  return [one.label, work, programs, setting].filter((part) => part !== "").join(", ");
}

/** The probe with what it was told to do, for example `attributes method`. */
function workOf({ probe, params }: MeasurementResult): string {
  const choices = Object.values(params).filter((value) =>
    typeof value === "string" && value !== probe
  );
  return [probe, ...choices].join(" ");
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

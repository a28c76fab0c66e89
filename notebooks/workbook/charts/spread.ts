/** What a distribution shows, taken out of a measurement: numbers and words, nothing drawn yet. */

import {
  type ComparisonResult,
  formatValue,
  type MeasuredArm,
  type MeasurementResult,
  type ProbeValue,
} from "../../../probes/mod.ts";
import { countOf, wholePercent } from "../page/words.ts";
import { failureNotes, statusNotes } from "./status.ts";

/** The values of a measurement, arm by arm. */
export interface Spread {
  readonly title: string;
  readonly value: ProbeValue;
  readonly arms: readonly SpreadArm[];
  /** What counts as the same as the base; null where nothing is compared. */
  readonly zone: SpreadZone | null;
  /** The verdicts, one a test arm. */
  readonly verdicts: readonly string[];
  /** What the reader must know beside the picture. */
  readonly notes: readonly string[];
}

/** One arm's values. */
export interface SpreadArm {
  readonly label: string;
  /** One a process, in the order in which they ran. */
  readonly points: readonly SpreadPoint[];
  /** Timings that count, those of all processes together. */
  readonly timings: readonly number[];
  readonly median: number | null;
}

/** One process. */
export interface SpreadPoint {
  readonly level: number;
  /** When it ran: the round, counted from 1, and how far in it, from 0 to below 1. */
  readonly time: number;
}

/** The values within which another arm counts as the same. */
export interface SpreadZone {
  readonly label: string;
  readonly low: number;
  readonly high: number;
  readonly minEffect: number;
}

/** From where to where an axis of values goes. */
export interface ValueExtent {
  readonly low: number;
  readonly high: number;
  /** Processes that lie above it. */
  readonly beyondCount: number;
}

/** A value is a straggler when it is this many times as far above the median as the middle one of the others. */
const STRAGGLER_DISTANCE = 10;

/** More than one, and more than this share of an arm's, are no stragglers: processes at a second level are the message. */
const STRAGGLERS_SHARE_MAX = 1 / 6;

/** The least distance of a straggler, as a share of the median: equal values have no spread to count in. */
const STRAGGLER_SHARE = 0.15;

/** The least that an axis shows, as a share of the median: noise of a thousandth must not look like a difference. */
const EXTENT_SHARE_MIN = 0.04;

const PADDING = 0.04;

/** Far below what any clock tells, and far above numbers of which no axis can be made. */
const HALF_EXTENT_MIN = 1e-9;

/** Takes the values of a result; `key` names one of the probe's values, the main one when not given. */
export function spreadOf(result: MeasurementResult | ComparisonResult, key?: string): Spread {
  const comparison = "measurement" in result ? result : null;
  const measurement = "measurement" in result ? result.measurement : result;
  const value = findValue(measurement, key ?? result.value.key);
  const arms = measurement.arms.map((arm) =>
    spreadArm(arm, { value, armCount: measurement.arms.length })
  );
  const isCompared = comparison !== null && comparison.value.key === value.key;
  return {
    title: `${measurement.title}: ${value.name}`,
    value,
    arms,
    zone: isCompared ? zoneOf(comparison, arms) : null,
    verdicts: isCompared
      ? comparison.rows.map((row) => `${row.test} ÷ ${row.base}: ${row.sentence}`)
      : [],
    notes: [
      ...statusNotes(measurement),
      ...(measurement.arms.length === 0 ? ["No CPython was measured."] : []),
      ...leftOutNotes(measurement, value),
      ...failureNotes(measurement),
    ],
  };
}

/** Where an axis of processes goes: a few stragglers lie beyond it, but never a whole group of them. */
export function levelExtent({ arms, zone }: Pick<Spread, "arms" | "zone">): ValueExtent {
  return extentOf({ arms, zone }, (levels) => {
    const near = nearOf(levels);
    const mostBeyond = Math.max(1, levels.length * STRAGGLERS_SHARE_MAX);
    return levels.length - near.length > mostBeyond ? levels : near;
  });
}

/** Where an axis of timings goes: all of them but stragglers, which would press the others into a corner. */
export function valueExtent({ arms, zone }: Pick<Spread, "arms" | "zone">): ValueExtent {
  return extentOf({ arms, zone }, nearOf);
}

function extentOf(
  { arms, zone }: Pick<Spread, "arms" | "zone">,
  shown: (levels: readonly number[]) => readonly number[],
): ValueExtent {
  const levels = arms.flatMap(levelsOf);
  if (levels.length === 0) return { low: 0, high: 1, beyondCount: 0 };
  const near = arms.flatMap((arm) => shown(levelsOf(arm)));
  const zoneEnds = zone === null ? [] : [zone.low, zone.high];
  const high = Math.max(...near, ...zoneEnds);
  const low = Math.min(...levels, ...zoneEnds);
  // A collector at rest has pauses of 0 ms together.
  if (low === 0 && high === 0) return { low: 0, high: 1, beyondCount: 0 };
  const middle = low / 2 + high / 2;
  const half =
    Math.max(high / 2 - low / 2, Math.abs(middle) * EXTENT_SHARE_MIN / 2, HALF_EXTENT_MIN) *
    (1 + 2 * PADDING);
  return {
    low: middle - half,
    high: middle + half,
    beyondCount: levels.filter((level) => level > middle + half).length,
  };
}

/** The middle one of them, the mean of the two middle ones where there is no single one; null for none. */
export function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((left, right) => left - right);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}

/** The arms' medians in words. */
export function mediansText({ arms, value }: Spread): string {
  return arms.map(({ label, median }) =>
    `${label} ${formatValue(median)}${median === null ? "" : ` ${value.unit}`}`
  ).join(", ");
}

/** A value's name with its unit, if there is one, as it stands at an axis. */
export function axisName({ name, unit }: ProbeValue): string {
  return unit === "" ? name : `${name} (${unit})`;
}

/** What stands at an arm in a legend. */
export function armText({ label, median, points }: SpreadArm, unit: string): string {
  const processes = countOf(points.length, "process", "es");
  return median === null
    ? `${label}: no values`
    : `${label}: median ${formatValue(median)}${unit === "" ? "" : ` ${unit}`}, ${processes}`;
}

function findValue({ values, value }: MeasurementResult, key: string): ProbeValue {
  const found = values.find((candidate) => candidate.key === key);
  if (found !== undefined) return found;
  if (value.key === key) return value;
  const keys = values.map((candidate) => `"${candidate.key}"`).join(", ");
  throw new TypeError(`Cannot draw a distribution: there is no value "${key}", there are ${keys}`);
}

function spreadArm(
  arm: MeasuredArm,
  { value, armCount }: { value: ProbeValue; armCount: number },
): SpreadArm {
  const points = arm.processes.flatMap(({ values, round, position }) => {
    const level = values[value.key];
    if (typeof level !== "number" || !Number.isFinite(level)) return [];
    return [{ level, time: 1 + round + position / Math.max(1, armCount) }];
  });
  const slices = value.kind === "slices" ? arm.processes.flatMap((process) => process.slices) : [];
  return {
    label: arm.label,
    points,
    timings: slices.filter(({ use }) => use === "kept").map((slice) => slice.value),
    median: medianOf(points.map(({ level }) => level)),
  };
}

function zoneOf(comparison: ComparisonResult, arms: readonly SpreadArm[]): SpreadZone | null {
  const { base, minEffect } = comparison;
  const middle = arms.find(({ label }) => label === base)?.median ?? null;
  if (middle === null) return null;
  return { label: base, low: middle / (1 + minEffect), high: middle * (1 + minEffect), minEffect };
}

function leftOutNotes({ arms }: MeasurementResult, value: ProbeValue): string[] {
  if (value.kind !== "slices") return [];
  const shares = arms.flatMap(({ label, processes }) => {
    const slices = processes.flatMap((process) => process.slices);
    const shareOf = (...uses: string[]) =>
      slices.filter(({ use }) => uses.includes(use)).length / slices.length;
    const parts = [
      { share: shareOf("warm-up"), what: "warm-up" },
      { share: shareOf("switched", "unusable"), what: "interrupted" },
    ].filter(({ share }) => share > 0).map(({ share, what }) => `${wholePercent(share)} ${what}`);
    return slices.length === 0 || parts.length === 0 ? [] : [`${label} ${parts.join(", ")}`];
  });
  return shares.length === 0 ? [] : [`Timings that do not count: ${shares.join("; ")}.`];
}

function levelsOf({ points }: SpreadArm): number[] {
  return points.map(({ level }) => level);
}

/** All but the stragglers. */
function nearOf(levels: readonly number[]): number[] {
  const middle = medianOf(levels) ?? 0;
  const distance = medianOf(levels.map((level) => Math.abs(level - middle))) ?? 0;
  const fence = middle +
    Math.max(STRAGGLER_DISTANCE * distance, STRAGGLER_SHARE * Math.abs(middle));
  return levels.filter((level) => level <= fence);
}

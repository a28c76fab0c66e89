/**
 * The one declared rule by which the slices of a process become its level, the same for every arm.
 *
 * 1. The warm-up is dropped: the leading slices above the median of the later half by more than
 *    twice its interquartile range and more than 0.4 %; at least one slice, at most half.
 * 2. Slices during which the system switched to another program are dropped, if at least three
 *    and a quarter of the slices remain; else all are kept and the process counts by CPU time.
 * 3. The level is the median of what is left, the floor its minimum.
 */

import { ascending, quantileOfSorted } from "./quantile.ts";
import { findWarmup, type Warmup, type WarmupClass } from "./warmup.ts";

/** One timing as the probe printed it; more fields do no harm. */
export interface Slice {
  /** Elapsed time. */
  readonly wallNs: number;
  /** The process's own CPU time; null where it was not measured. */
  readonly cpuNs: number | null;
  /** Involuntary context switches during the slice; null where they were not counted. */
  readonly switches: number | null;
}

/** What became of a slice. An unusable one has no positive finite time: a clock step. */
export type SliceUse = "kept" | "warm-up" | "switched" | "unusable";

/** The two numbers of a process by one clock; null where the clock gave nothing usable. */
export interface ClockLevels {
  /** The median of the kept slices. */
  readonly level: number | null;
  /** The smallest of them. */
  readonly floor: number | null;
}

/** A process, cleaned. All times are nanoseconds a slice. */
export interface CleanedProcess {
  /** The median of the kept slices; null without any. */
  readonly level: number | null;
  /** The smallest of the kept slices. */
  readonly floor: number | null;
  /** Slices dropped as warm-up. */
  readonly warmupCount: number;
  /** How the slices went. */
  readonly warmupClass: WarmupClass;
  /** Slices dropped because the system switched away from them. */
  readonly switchedCount: number;
  /** Slices that were switched away from wherever they stand, dropped or not. */
  readonly preemptedCount: number;
  /** Slices that count. */
  readonly keptCount: number;
  /** Whether level and floor are CPU time because too few slices were left alone. */
  readonly usesCpuTime: boolean;
  /** Whether too few slices were left alone and there was no CPU time to fall back on. */
  readonly isDisturbed: boolean;
  /** What became of each slice, in their order. */
  readonly uses: readonly SliceUse[];
  /** Time spent in slices before the steady ones; null for a process that never settled. */
  readonly steadyAfterNs: number | null;
  /** The kept slices in wall time: the two arms of a round must use the same clock. */
  readonly wall: ClockLevels;
  /** The same slices in CPU time. */
  readonly cpu: ClockLevels;
}

/** What must remain when switched slices are dropped (statistics, cleaning rule). */
const UNSWITCHED_COUNT_MIN = 3;
const UNSWITCHED_SHARE_MIN = 1 / 4;
/** A clock that gives more unusable times than this says nothing about the others either. */
const UNUSABLE_SHARE_MAX = 1 / 4;

/** Cleans one process's slices, given in the order in which they ran. */
export function cleanProcess(slices: readonly Slice[]): CleanedProcess {
  const usable = slices.filter((slice) => isTime(slice.wallNs));
  if (slices.length - usable.length > slices.length * UNUSABLE_SHARE_MAX) return nothing(slices);
  const warmup = findWarmup(usable.map((slice) => isSwitched(slice) ? null : slice.wallNs));
  const steady = usable.slice(warmup.count);
  const alone = steady.filter((slice) => !isSwitched(slice));
  const isEnough = alone.length === steady.length ||
    (alone.length >= UNSWITCHED_COUNT_MIN && alone.length >= steady.length * UNSWITCHED_SHARE_MIN);
  if (isEnough) return describe(slices, { warmup, kept: alone, rule: "unswitched" });

  const hasCpu = usable.every((slice) => isTime(slice.cpuNs));
  // Without CPU time a few undisturbed slices still say more than many disturbed ones.
  if (!hasCpu && alone.length > 0) return describe(slices, { warmup, kept: alone, rule: "few" });
  const blurred = findWarmup(usable.map((slice) => hasCpu ? slice.cpuNs : slice.wallNs));
  const kept = usable.slice(blurred.count);
  return describe(slices, { warmup: blurred, kept, rule: hasCpu ? "all by CPU" : "all" });
}

interface Cleaning {
  readonly warmup: Warmup;
  readonly kept: readonly Slice[];
  readonly rule: "unswitched" | "few" | "all by CPU" | "all";
}

function describe(slices: readonly Slice[], { warmup, kept, rule }: Cleaning): CleanedProcess {
  const dropsSwitched = rule === "unswitched" || rule === "few";
  const uses = usesOf(slices, { warmupCount: warmup.count, dropsSwitched });
  const wall = levelsOf(kept.map((slice) => slice.wallNs));
  const cpu = levelsOf(kept.map((slice) => slice.cpuNs));
  const usesCpuTime = rule === "all by CPU";
  const slow = slices.filter((slice) => isTime(slice.wallNs)).slice(0, warmup.slowCount);
  return {
    ...(usesCpuTime ? cpu : wall),
    warmupCount: warmup.count,
    warmupClass: warmup.class,
    switchedCount: uses.filter((use) => use === "switched").length,
    preemptedCount: slices.filter(isSwitched).length,
    keptCount: kept.length,
    usesCpuTime,
    isDisturbed: rule === "few" || rule === "all",
    uses,
    steadyAfterNs: warmup.class === "unsettled"
      ? null
      : slow.reduce((sum, slice) => sum + slice.wallNs, 0),
    wall,
    cpu,
  };
}

function usesOf(
  slices: readonly Slice[],
  { warmupCount, dropsSwitched }: { readonly warmupCount: number; readonly dropsSwitched: boolean },
): SliceUse[] {
  let usableIndex = 0;
  return slices.map((slice) => {
    if (!isTime(slice.wallNs)) return "unusable";
    if (usableIndex++ < warmupCount) return "warm-up";
    return dropsSwitched && isSwitched(slice) ? "switched" : "kept";
  });
}

/** A process whose clock cannot be trusted. */
function nothing(slices: readonly Slice[]): CleanedProcess {
  const none = { level: null, floor: null };
  return {
    ...none,
    warmupCount: 0,
    warmupClass: "flat",
    switchedCount: 0,
    preemptedCount: slices.filter(isSwitched).length,
    keptCount: 0,
    usesCpuTime: false,
    isDisturbed: false,
    uses: slices.map(() => "unusable"),
    steadyAfterNs: null,
    wall: none,
    cpu: none,
  };
}

function levelsOf(times: readonly (number | null)[]): ClockLevels {
  const usable = times.filter(isTime);
  if (usable.length < times.length) return { level: null, floor: null };
  const sorted = ascending(usable);
  return { level: quantileOfSorted(sorted, 0.5), floor: sorted[0] ?? null };
}

function isTime(value: number | null): value is number {
  return value !== null && Number.isFinite(value) && value > 0;
}

function isSwitched(slice: Slice): boolean {
  return slice.switches !== null && slice.switches > 0;
}

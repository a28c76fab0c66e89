/** The single timings of a measurement, process by process, as far as a picture has room for them; nothing drawn yet. */

import {
  type ComparisonResult,
  formatValue,
  type MeasuredArm,
  type MeasurementResult,
  type ProbeValue,
  type ProcessResult,
  type WarmupClass,
} from "../../../probes/mod.ts";
import { capitalized, countOf, wholePercent } from "../page/words.ts";
import { PANELS_MAX } from "./compared.ts";
import { medianOf } from "./spread.ts";
import { failureNotes, statusNotes } from "./status.ts";

/** The timings of a measurement. */
export interface SliceRows {
  readonly title: string;
  readonly subtitle: string;
  readonly value: ProbeValue;
  readonly arms: readonly SliceArm[];
  /** The last round that the axis shows, counted from 1. */
  readonly last: number;
  /** What the reader must know beside the picture. */
  readonly notes: readonly string[];
}

/** One arm's timings. */
export interface SliceArm {
  readonly label: string;
  /** Those that are drawn, in the order in which they ran. */
  readonly processes: readonly SliceProcess[];
  /** Of all its processes, drawn or not. */
  readonly counts: SliceCounts;
  /** The median of its processes' levels. */
  readonly median: number | null;
}

/** How many timings there are. */
export interface SliceCounts {
  readonly processes: number;
  readonly slices: number;
  readonly warmup: number;
  readonly preempted: number;
  /** Without a time that can be drawn: the clock stepped. */
  readonly unusable: number;
}

/** One process. */
export interface SliceProcess {
  /** Counted from 1. */
  readonly round: number;
  /** Timings that it had, drawn or not. */
  readonly count: number;
  readonly points: readonly SlicePoint[];
  readonly level: number | null;
  readonly usesCpuTime: boolean;
  /** Null where nothing was cleaned. */
  readonly warmup: ProcessWarmup | null;
}

/** How a process began. */
export interface ProcessWarmup {
  readonly class: WarmupClass;
  /** Timings left out at the beginning. */
  readonly count: number;
  /** Time before the steady timings, in ms; null for a process that never settled. */
  readonly steadyAfterMs: number | null;
}

/** One timing. */
export interface SlicePoint {
  /** Its place in the process, counted from 1. */
  readonly index: number;
  readonly value: number;
  readonly kind: SliceKind;
}

/** What became of a timing. An interrupted one counts where nearly all were: by its CPU time then. */
export type SliceKind = "kept" | "warm-up" | "interrupted" | "interrupted, counted";

/** Timings drawn of each process at least where there are many processes: fewer would not show how it began. */
const PROCESS_POINTS_MIN = 50;

/** Takes the timings of a result. */
export function sliceRows(
  result: MeasurementResult | ComparisonResult,
  { what, pointsMax }: { readonly what: string; readonly pointsMax: number },
): SliceRows {
  const measurement = "measurement" in result ? result.measurement : result;
  const { name } = measurement.value;
  const drawn = measurement.arms.slice(0, PANELS_MAX);
  const arms = drawn.map((arm) =>
    sliceArm(arm, { measurement, pointsMax: pointsMax / drawn.length })
  );
  return {
    title: `${capitalized(name)}, ${what}`,
    subtitle: measurement.title,
    value: measurement.value,
    arms,
    // While it runs the axis has its final length, so that the marks stay where they are.
    last: Math.max(
      1,
      measurement.ending.kind === "running" ? measurement.rounds.length : 0,
      ...arms.flatMap(({ processes }) => processes.map(({ round }) => round)),
    ),
    notes: [
      ...statusNotes(measurement),
      ...(measurement.arms.length === 0 ? ["No CPython was measured."] : []),
      ...(measurement.arms.length > PANELS_MAX
        ? [`Not drawn: ${measurement.arms.length - PANELS_MAX} more arms.`]
        : []),
      ...thinnedNotes(arms),
      ...unusableNotes(arms),
      ...failureNotes(measurement),
    ],
  };
}

/** Throws where there can be no timings: in what is no result, and in a probe that has none. */
export function checkSlices(result: unknown, doing: string): void {
  const { measurement, ...own } = (result ?? {}) as Partial<ComparisonResult & MeasurementResult>;
  const { arms, value } = (measurement ?? own) as Partial<MeasurementResult>;
  if (!Array.isArray(arms) || value === undefined) {
    throw new TypeError(`${doing}: what measure() or compare() gives is needed`);
  }
  if (value.kind === "slices") return;
  throw new TypeError(
    `${doing}: its processes time no repetitions of "${value.name}", ` +
      'what measure("tight_loop") or compare("tight_loop", ...) gives is needed',
  );
}

/** What stands above an arm's panel. */
export function armWords({ label, counts, median }: SliceArm, { unit }: ProbeValue): string {
  const { processes, slices } = counts;
  if (slices === 0) return `${label}: not measured`;
  const parts = [
    { count: counts.warmup, what: "warm-up" },
    { count: counts.preempted, what: "interrupted" },
  ].filter(({ count }) => count > 0).map(({ count, what }) =>
    `${wholePercent(count / slices)} ${what}`
  );
  const middle = median === null ? "" : `median ${formatValue(median)} ${unit}; `;
  return `${label}: ${middle}${countOf(slices, "timing")} in ` +
    [countOf(processes, "process", "es"), ...parts].join(", ");
}

function sliceArm(
  arm: MeasuredArm,
  { measurement, pointsMax }: { measurement: MeasurementResult; pointsMax: number },
): SliceArm {
  const switches = new Map(
    measurement.runs.filter((run) => run.arm === arm.label).map((run) => [run.round, run.slices]),
  );
  const all = arm.processes.map((process) => {
    const raw = switches.get(process.round) ?? [];
    const isWhole = raw.length === process.slices.length;
    return {
      process,
      preempted: process.slices.map(({ use }, index) =>
        isWhole ? (raw[index]?.switches ?? 0) > 0 : use === "switched"
      ),
    };
  });
  const slices = arm.processes.flatMap((process) => process.slices);
  const perProcess = Math.max(PROCESS_POINTS_MIN, Math.floor(pointsMax / Math.max(1, all.length)));
  const drawn = all.map(({ process, preempted }) =>
    sliceProcess(process, { preempted, perProcess })
  );
  const longest = drawn.reduce((most, { points }) => Math.max(most, points.length), 1);
  return {
    label: arm.label,
    processes: evenly(drawn, Math.max(1, Math.floor(pointsMax / longest))),
    counts: {
      processes: arm.processes.length,
      slices: slices.length,
      warmup: slices.filter(({ use }) => use === "warm-up").length,
      preempted: all.reduce((sum, one) => sum + one.preempted.filter(Boolean).length, 0),
      unusable: slices.filter(({ use, value }) => use === "unusable" || !isTime(value)).length,
    },
    median: medianOf(arm.processes.flatMap(({ level }) => level ?? [])),
  };
}

function sliceProcess(
  { round, slices, level, cleaning }: ProcessResult,
  { preempted, perProcess }: {
    readonly preempted: readonly boolean[];
    readonly perProcess: number;
  },
): SliceProcess {
  const points = slices.flatMap(({ value, use }, index): SlicePoint[] => {
    if (use === "unusable" || !isTime(value)) return [];
    const kind = preempted[index]
      ? use === "kept" ? "interrupted, counted" : "interrupted"
      : use === "warm-up"
      ? "warm-up"
      : "kept";
    return [{ index: index + 1, value, kind }];
  });
  return {
    round: round + 1,
    count: slices.length,
    points: evenly(points, perProcess),
    level,
    usesCpuTime: cleaning?.usesCpuTime ?? false,
    warmup: cleaning === null ? null : {
      class: cleaning.warmupClass,
      count: cleaning.warmupCount,
      steadyAfterMs: cleaning.steadyAfterNs === null ? null : cleaning.steadyAfterNs / 1e6,
    },
  };
}

/** At most so many of them, at even distances, the first among them. */
function evenly<Item>(items: readonly Item[], max: number): readonly Item[] {
  const stride = Math.ceil(items.length / max);
  return stride <= 1 ? items : items.filter((_, index) => index % stride === 0);
}

function isTime(value: number): boolean {
  return Number.isFinite(value) && value > 0;
}

function thinnedNotes(arms: readonly SliceArm[]): string[] {
  const drawn = arms.reduce(
    (sum, { processes }) => sum + processes.reduce((own, { points }) => own + points.length, 0),
    0,
  );
  const usable = arms.reduce((sum, { counts }) => sum + counts.slices - counts.unusable, 0);
  return drawn === usable ? [] : [
    `Drawn: ${drawn.toLocaleString("en")} of ${countOf(usable, "timing")}, at even distances.`,
  ];
}

function unusableNotes(arms: readonly SliceArm[]): string[] {
  const count = arms.reduce((sum, { counts }) => sum + counts.unusable, 0);
  return count === 0
    ? []
    : [`Not drawn: ${countOf(count, "timing")} without a usable time; the clock may have stepped.`];
}

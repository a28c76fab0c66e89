/** The pauses of one process an arm, taken out of a measurement: numbers and words, nothing drawn yet. */

import {
  type ComparisonResult,
  type EventSeries,
  formatValue,
  type MeasuredArm,
  type MeasurementResult,
  type ProcessResult,
} from "../../../probes/mod.ts";
import { frozenOf } from "./plain/arm_row.ts";
import { type FrozenSource, rowName } from "./plain/rows.ts";
import { countOf } from "../page/words.ts";
import { failureNotes, statusNotes } from "./status.ts";

/** The pauses of a measurement, lane by lane. */
export interface PauseLanes {
  readonly title: string;
  readonly lanes: readonly PauseLane[];
  /** What the reader must know beside the picture. */
  readonly notes: readonly string[];
  /** The longest pause that somebody expected, in ms; it is drawn in each lane. */
  readonly expectedMs?: number;
}

/** One arm. */
export interface PauseLane {
  readonly label: string;
  /** All of them, in the order in which they happened. */
  readonly pauses: readonly Pause[];
  /** Those that are drawn: all, or the longest of each stretch of time. */
  readonly drawn: readonly Pause[];
  /** When the last request or pause ended, in ms. */
  readonly lengthMs: number;
  /** What stands at the lane. */
  readonly words: string;
  /** Where it was measured, if not here and now. */
  readonly frozen?: FrozenSource;
  /** Its place in a grid; without one it takes the whole width. */
  readonly place?: { readonly row: string; readonly column: string };
}

/** One pause. */
export interface Pause {
  readonly startMs: number;
  readonly durationMs: number;
  /** Null where the probe did not tell. */
  readonly generation: number | null;
}

/** Pauses drawn a lane: one for every other pixel of its width; more would lie on top of each other. */
export const PAUSES_DRAWN_MAX = 300;

/** Takes the pauses of a result. */
export function pauseLanes(
  result: MeasurementResult | ComparisonResult,
  { isEachDrawn = true, columns }: {
    /** Whether the picture has a mark a pause, so that some may have no place. */
    readonly isEachDrawn?: boolean;
    /** The parameter whose values are columns. */
    readonly columns?: string;
  } = {},
): PauseLanes {
  const measurement = "measurement" in result ? result.measurement : result;
  const lanes = measurement.arms.map((arm) => ({
    ...laneOf(arm),
    ...frozenOf([arm]),
    ...(columns === undefined ? {} : { place: placeOf(arm, columns) }),
  }));
  const hiddenCount = lanes.reduce(
    (sum, { pauses, drawn }) => sum + pauses.length - drawn.length,
    0,
  );
  const isChosen = measurement.arms.some(({ processes }) => processes.length > 1);
  return {
    title: measurement.title,
    lanes,
    notes: [
      ...statusNotes(measurement),
      ...(measurement.arms.length === 0 ? ["No CPython was measured."] : []),
      ...(isChosen
        ? ["Each lane is one process: the one whose longest pause is the middle one."]
        : []),
      ...(isEachDrawn && hiddenCount > 0
        ? [`Not drawn: ${countOf(hiddenCount, "shorter pause")}, each beside a longer one that is.`]
        : []),
      ...failureNotes(measurement),
    ],
  };
}

/** The lanes of two measurements on the same axes: those of the first one above. */
export function besideLanes(above: PauseLanes, below: PauseLanes): PauseLanes {
  const own = above.lanes.length === 0 ? below.title : above.title;
  const isAlike = own === below.title;
  return {
    // Parameters of one would be read as those of both.
    title: isAlike ? own : own.replace(/ \([^)]*\)$/, ""),
    lanes: [...above.lanes, ...below.lanes],
    notes: [
      ...new Set([
        ...(isAlike ? [] : [`First: ${own}.`, `Then: ${below.title}.`]),
        ...above.notes,
        ...below.notes,
      ]),
    ],
  };
}

/** A guess so far off would press all pauses into one line. */
const EXPECTED_FACTOR_MAX = 100;

/** The same lanes with what was expected: a length in ms, or the name of the lane with the longest pause. */
export function withExpected(lanes: PauseLanes, guess: number | string | null): PauseLanes {
  if (typeof guess === "string") {
    return {
      ...lanes,
      lanes: lanes.lanes.map((lane) =>
        lane.label === guess ? { ...lane, words: `◇ ${lane.words}` } : lane
      ),
      notes: [...lanes.notes, `◇ stands where the longest pause was expected: ${guess}.`],
    };
  }
  if (guess === null || lanes.lanes.length === 0) return lanes;
  const longest = Math.max(1, ...lanes.lanes.map(({ pauses }) => longestOf(pauses)));
  const isDrawn = guess > 0 && guess <= longest * EXPECTED_FACTOR_MAX;
  const what = `the longest pause that was expected, ${formatValue(guess)} ms`;
  return isDrawn
    ? { ...lanes, expectedMs: guess, notes: [...lanes.notes, `Hollow diamond: ${what}.`] }
    : { ...lanes, notes: [...lanes.notes, `Not drawn: ${what}.`] };
}

/** Arms that are alike but for one parameter stand in one row. */
function placeOf({ python, params, env, flags, frozen }: MeasuredArm, parameter: string) {
  const others = Object.entries(params).filter(([name]) => name !== parameter).toSorted();
  return {
    row: JSON.stringify([python.name, python.executable, others, env, flags, frozen?.date ?? null]),
    column: `${params[parameter] ?? ""}`,
  };
}

/** Throws where there can be no pauses: in what is no result, and in a probe that looks at none. */
export function checkPauses(result: unknown): void {
  const remedy = 'what measure("gc_pauses") or compare("gc_pauses", ...) gives is needed';
  const { measurement, arms } = (result ?? {}) as Partial<ComparisonResult & MeasurementResult>;
  const measured: Partial<MeasurementResult> = measurement ??
    { ...(arms === undefined ? {} : { arms }) };
  if (!Array.isArray(measured.arms)) throw new TypeError(`Cannot draw pauses: ${remedy}`);
  const processes = measured.arms.flatMap((arm) => arm.processes);
  if (processes.length > 0 && processes.every((process) => pausesOf(process) === null)) {
    throw new TypeError(`Cannot draw pauses: the probe reports none, ${remedy}`);
  }
}

function laneOf(arm: MeasuredArm): PauseLane {
  const process = middleProcess(arm);
  if (process === null) {
    const words = `${arm.label}: not measured`;
    return { label: arm.label, pauses: [], drawn: [], lengthMs: 0, words };
  }
  const pauses = toPauses(pausesOf(process));
  const requests = seriesOf(process, "request");
  const count = requests?.durationNs.length ?? arm.params["requests"] ?? null;
  const lengthMs = Math.max(0, ...[...toPauses(requests), ...pauses].map(endOf));
  return {
    label: arm.label,
    pauses,
    drawn: thinned(pauses, lengthMs),
    lengthMs,
    words: laneWords(
      rowName({ label: arm.label, ...frozenOf([arm]) }),
      pauses,
      count === null ? "" : ` in ${count.toLocaleString("en")} requests`,
    ),
  };
}

function laneWords(label: string, pauses: readonly Pause[], during: string): string {
  if (pauses.length === 0) return `${label}: no pauses${during}`;
  const total = pauses.reduce((sum, { durationMs }) => sum + durationMs, 0);
  return `${label}: ${countOf(pauses.length, "pause")}${during}, longest ${
    formatValue(longestOf(pauses))
  } ms, ` +
    `together ${formatValue(total)} ms`;
}

/** The longest pause of a lane, in ms; 0 without any. */
export function longestOf(pauses: readonly Pause[]): number {
  return pauses.reduce((longest, { durationMs }) => Math.max(longest, durationMs), 0);
}

/** The process in the middle: the first would be chance, and the worst would be an advertisement. */
function middleProcess({ processes }: MeasuredArm): ProcessResult | null {
  const sorted = processes.filter((process) => pausesOf(process) !== null)
    .map((process) => ({ process, longest: longestOf(toPauses(pausesOf(process))) }))
    .sort((left, right) => left.longest - right.longest);
  return sorted[Math.floor((sorted.length - 1) / 2)]?.process ?? null;
}

function pausesOf(process: ProcessResult): EventSeries | null {
  return seriesOf(process, "pause");
}

function seriesOf({ events }: ProcessResult, name: string): EventSeries | null {
  return events.find((series) => series.name === name) ?? null;
}

function toPauses(series: EventSeries | null): Pause[] {
  if (series === null) return [];
  let clockNs = 0;
  return series.durationNs.map((durationNs, index) => {
    // Without start times they stand one behind the other: their order is known, their place is not.
    const startNs = series.startNs[index] ?? clockNs;
    clockNs = startNs + durationNs;
    return {
      startMs: startNs / 1e6,
      durationMs: durationNs / 1e6,
      generation: series.group[index] ?? null,
    };
  });
}

function endOf({ startMs, durationMs }: Pause): number {
  return startMs + durationMs;
}

/** The longest of each stretch of time. */
function thinned(pauses: readonly Pause[], lengthMs: number): readonly Pause[] {
  if (pauses.length <= PAUSES_DRAWN_MAX) return pauses;
  const longest = new Map<number, Pause>();
  for (const pause of pauses) {
    const stretch = Math.floor(pause.startMs / lengthMs * PAUSES_DRAWN_MAX);
    const other = longest.get(stretch);
    if (other === undefined || other.durationMs < pause.durationMs) longest.set(stretch, pause);
  }
  return [...longest.values()];
}

/** What the collector did to the requests of a recorded run: the numbers that a latency budget needs. */

import type { MeasuredArm, MeasurementResult, ProcessResult } from "../../../probes/mod.ts";
import { medianOf } from "../charts/spread.ts";
import { countOf } from "../page/words.ts";
import { chosen, exactly, placeText, type Uncertain } from "./uncertain.ts";

/** Pauses among requests, as they were recorded. */
export interface RecordedRequests {
  /** Requests that were served. */
  readonly requests: number;
  /** Requests with a large pause inside. */
  readonly hits: number;
  /** Time of the pauses inside of a request, the middle one of all requests, in ms. */
  readonly typicalMs: number;
  /** All pauses, spread over all requests, in ms; the ends are the least and the greatest of the runs. */
  readonly meanMs: Uncertain;
  /** The longest pause in ms; the ends are those of the runs' longest, where there are three runs and more. */
  readonly longestMs: Uncertain;
  /** How it was recorded, for the card. */
  readonly from: string;
  /** Whether it was measured elsewhere, so that the picture hatches it. */
  readonly isFrozen: boolean;
}

const DOING = "Cannot read recorded requests";

/** A pause is large from this many times the median one on, and from this many ms: below that nobody feels it. */
const LARGE_FACTOR = 10;
const LARGE_MS = 1;

/** With fewer runs the longest pauses of the runs are no range. */
const RANGE_RUNS_MIN = 3;

const NS_PER_MS = 1e6;

/**
 * Reads pauses among requests out of a measurement of `gc_pauses`, live or frozen; null where nothing was measured.
 *
 * ```ts
 * import { discoverInterpreters, measure } from "probes";
 * import { latencyBudget, recordedRequests } from "workbook";
 *
 * const [python] = await discoverInterpreters();
 * const params = { live: 10_000, requests: 500 };
 * const pauses = await measure("gc_pauses", { arms: [{ python, params }], rounds: 1 });
 * const recorded = recordedRequests(pauses);
 * const text: string = latencyBudget({ stages: [{ name: "answer", ms: 10 }], recorded }).toText();
 * ```
 */
export function recordedRequests(
  measured: MeasurementResult | null | undefined,
  { arm: at = 0 }: {
    /** The arm: its label, or its place counted from 0. */
    readonly arm?: string | number;
  } = {},
): RecordedRequests | null {
  if (measured === null || measured === undefined) return null;
  if (!Array.isArray(measured.arms)) {
    throw new TypeError(
      `${DOING}: given is another value, the result of measure("gc_pauses") is needed`,
    );
  }
  const arms: readonly MeasuredArm[] = measured.arms;
  if (arms.length === 0) return null;
  const arm = chosen(arms, { doing: DOING, at, names: arms.map(({ label }) => label) });
  const runs = arm.processes.map(runOf).filter((run) => run !== null);
  const source = arm.frozen ?? measured.frozen;
  return runs.length === 0
    ? null
    : recordOf(runs, { label: `${arm.label}${placeText(source)}`, isFrozen: source !== undefined });
}

interface Run {
  /** Time of the pauses inside of each request, in ms. */
  readonly insideMs: readonly number[];
  readonly hits: number;
  readonly sumMs: number;
  readonly longestMs: number;
}

function recordOf(
  runs: readonly Run[],
  { label, isFrozen }: { readonly label: string; readonly isFrozen: boolean },
): RecordedRequests {
  const inside = runs.flatMap(({ insideMs }) => insideMs);
  const requests = inside.length;
  const means = runs.map(({ sumMs, insideMs }) => sumMs / insideMs.length);
  const longest = runs.map(({ longestMs }) => longestMs);
  const greatest = Math.max(...longest);
  return {
    requests,
    hits: runs.reduce((sum, { hits }) => sum + hits, 0),
    typicalMs: medianOf(inside) ?? 0,
    meanMs: {
      value: runs.reduce((sum, { sumMs }) => sum + sumMs, 0) / requests,
      low: Math.min(...means),
      high: Math.max(...means),
      basis: "bounds",
    },
    longestMs: runs.length < RANGE_RUNS_MIN
      ? exactly(greatest)
      : { value: greatest, low: Math.min(...longest), high: greatest, basis: "bounds" },
    from: `${label}, ${requests.toLocaleString("en")} requests in ${countOf(runs.length, "run")}`,
    isFrozen,
  };
}

function runOf({ events }: ProcessResult): Run | null {
  const series = (wanted: string) => events.find(({ name }) => name === wanted);
  const [pause, request] = [series("pause"), series("request")];
  if (pause === undefined || request === undefined || request.durationNs.length === 0) return null;
  const pauses = pause.durationNs.map((durationNs, index) => ({
    startNs: pause.startNs[index] ?? 0,
    ms: durationNs / NS_PER_MS,
  }));
  const largeMs = Math.max(LARGE_MS, LARGE_FACTOR * (medianOf(pauses.map(({ ms }) => ms)) ?? 0));
  // Both stand in the order of time, and nothing runs beside a pause: one walk through both is enough.
  let next = 0;
  let hits = 0;
  const insideMs = request.durationNs.map((durationNs, index) => {
    const startNs = request.startNs[index] ?? 0;
    const endNs = startNs + durationNs;
    let [sum, isHit] = [0, false];
    for (let at = pauses[next]; at !== undefined && at.startNs < endNs; at = pauses[++next]) {
      if (at.startNs < startNs) continue;
      sum += at.ms;
      isHit ||= at.ms >= largeMs;
    }
    if (isHit) hits += 1;
    return sum;
  });
  const lengths = pauses.map(({ ms }) => ms);
  return {
    insideMs,
    hits,
    sumMs: lengths.reduce((sum, ms) => sum + ms, 0),
    longestMs: lengths.reduce((longest, ms) => Math.max(longest, ms), 0),
  };
}

/**
 * Charts that are drawn while their measurement runs: the same picture, again and again, in the same place.
 *
 * Drawing never runs beside a measured process: the measurement waits for each picture between two processes.
 */

import {
  DISPLAY,
  type DisplayBundle,
  type LiveDisplay,
  onStop,
  openLiveDisplay,
} from "../../../probes/mod.ts";
import { type Chart, chartBundle, type DrawnChart, makeChart, pageBundle } from "./chart.ts";

/** A result that says how its measurement stands; one that says nothing is over. */
export interface Standing {
  readonly ending?: { readonly kind: string };
}

/** A measurement that can be watched, as `measure()` and `compare()` give it. */
export interface Watchable<Result> extends PromiseLike<Result> {
  readonly latest: Result | null;
  watch(callback: (partial: Result) => void | Promise<void>): unknown;
}

/** What a chart is drawn from: a result, or what will have one. */
export type Source<Result> = Result | PromiseLike<Result> | Watchable<Result>;

/** A chart of one or several measurements. */
export interface LiveChartSpec<Result> {
  /** Measured one after the other. */
  readonly sources: readonly Source<Result>[];
  /** Draws what there is; null stands for a measurement without a result yet. */
  readonly draw: (results: readonly (Result | null)[]) => Promise<DrawnChart>;
  /** Throws where a settled result is none. */
  readonly check?: (result: Result) => void;
  /** Opens the place on the page; null where there is no page. */
  readonly openDisplay?: () => LiveDisplay | null;
  /** Has the chart told of a Stop. */
  readonly listen?: typeof onStop;
}

/**
 * How long after a Stop a picture that has not come is drawn anew, in milliseconds: a kernel's Stop ends whatever is busy
 * for good, and that may be our drawing. Chosen; it takes a tenth of a second where nothing was ended.
 */
const REDRAW_MS = 1500;

/** Makes a chart that grows where a notebook shows it, and is drawn once, at the end, everywhere else. */
export function makeLiveChart<Result extends object>(spec: LiveChartSpec<Result>): Chart {
  const { sources, draw, check = () => {}, openDisplay = openLiveDisplay, listen = onStop } = spec;
  const settle: Settle<Result> = async (onPartial, results, hasStopped = () => false) => {
    for (const [index, source] of sources.entries()) {
      if (!isThenable(source)) continue;
      // After a stop nothing new begins; what had begun keeps its place in the picture.
      const isOver = hasStopped() || results.some(isStopped);
      if (isOver && latestOf(source) === null) continue;
      const settled = await watched(source, async (partial) => {
        results[index] = partial;
        if (isRunning(partial)) await onPartial();
      });
      check(settled);
      results[index] = settled;
    }
    return results;
  };
  const chart = makeChart(async () => {
    const results = await settle(() => Promise.resolve(), sources.map(initially));
    return await draw(results);
  });
  return {
    ...chart,
    async [DISPLAY]() {
      const live = sources.some(isUnderWay) ? openDisplay() : null;
      if (live === null) return await chart[DISPLAY]();
      return await showLive(live, { draw, results: sources.map(initially), settle, listen });
    },
  };
}

type Settle<Result> = (
  onPartial: () => Promise<void>,
  results: (Result | null)[],
  hasStopped?: () => boolean,
) => Promise<(Result | null)[]>;

interface Show<Result> {
  readonly draw: LiveChartSpec<Result>["draw"];
  readonly results: (Result | null)[];
  readonly settle: Settle<Result>;
  readonly listen: typeof onStop;
}

async function showLive<Result>(
  live: LiveDisplay,
  { draw, results, settle, listen }: Show<Result>,
): Promise<DisplayBundle> {
  let hasStopped = false;
  const showPartial = async () => {
    try {
      await live.show(pageBundle(await draw(results)));
    } catch {
      // The measurement goes on; a picture that cannot be drawn says so when the last one is.
    }
  };
  const showLast = async () => {
    await settle(showPartial, results, () => hasStopped);
    const drawn = await draw(results);
    // At once for the page, whose reader may have pressed Stop; the picture for paper takes ten times as long.
    await live.show(pageBundle(drawn));
    await live.show(await chartBundle(drawn));
  };
  const ignoreStop = listen({
    atOnce: () => hasStopped = true,
    // The cell has ended, so nobody else would be told of an error: the picture before stays then.
    later: () => void showLast().catch(() => {}).finally(() => ignoreStop()),
    laterMs: REDRAW_MS,
  });
  try {
    // Before the first process: loading the libraries takes longer than any picture, and would disturb it.
    await showPartial();
    await showLast();
  } finally {
    ignoreStop();
  }
  return {};
}

async function watched<Result>(
  source: PromiseLike<Result>,
  onPartial: (partial: Result) => Promise<void>,
): Promise<Result> {
  if (isWatchable(source)) source.watch(onPartial);
  return await source;
}

/** What there is of a source before anything is awaited. */
function initially<Result>(source: Source<Result>): Result | null {
  return isThenable(source) ? latestOf(source) : source;
}

function isUnderWay<Result>(source: Source<Result>): boolean {
  if (!isThenable(source)) return isRunning(source as Standing);
  const latest = latestOf(source);
  return latest === null || isRunning(latest as Standing);
}

function latestOf<Result>(source: PromiseLike<Result>): Result | null {
  return isWatchable(source) ? source.latest : null;
}

function isRunning(result: Standing): boolean {
  return result.ending?.kind === "running";
}

function isStopped(result: Standing | null): boolean {
  return result?.ending?.kind === "stopped";
}

function isWatchable<Result>(source: PromiseLike<Result>): source is Watchable<Result> {
  return "watch" in source && typeof source.watch === "function" && "latest" in source;
}

/** Whether something is still to come. */
export function isThenable<Result>(source: Source<Result>): source is PromiseLike<Result> {
  return typeof (source as Partial<PromiseLike<Result>> | null | undefined)?.then === "function";
}

/** Reduces the lists of times of a process to single ones. */

import type { EventSeries } from "../run/event.ts";
import type { ValuesByKey } from "./probe.ts";

/** A statistic of a list of nanoseconds; null or undefined where there is no such number. */
export type TimeStatistic = (durationNs: readonly number[]) => number | null | undefined;

/**
 * Reduces the list of that name to values in ms, one a statistic. Without anything that happened there is no such time:
 * null, not 0 ms. Without the list there is nothing, so that the runner sees the values missing.
 */
export function millisecondsOf(
  events: readonly EventSeries[],
  { list, statistics }: {
    readonly list: string;
    readonly statistics: Readonly<Record<string, TimeStatistic>>;
  },
): ValuesByKey {
  const series = events.find(({ name }) => name === list);
  if (series === undefined) return {};
  return Object.fromEntries(
    Object.entries(statistics).map(([key, statistic]) => {
      const ns = statistic(series.durationNs) ?? null;
      return [key, ns === null ? null : ns / 1e6];
    }),
  );
}

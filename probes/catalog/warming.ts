/** Reads the chunks of the probe `jit_warmup`, as a curve wants them. */

import type { EventSeries } from "../run/event.ts";
import { median } from "../stats/mod.ts";

/** One chunk of iterations, over all processes of an arm. */
export interface WarmupChunk {
  /** Iterations that went before it. */
  readonly iterations: number;
  /** The median of the processes, in microseconds. */
  readonly medianUs: number;
  /** The least, in microseconds. */
  readonly lowUs: number;
  /** The greatest, in microseconds: where it is far off, another program ran. */
  readonly highUs: number;
}

/**
 * Gives the chunks of an arm from the first one on. The list is empty where the arm was not measured by `jit_warmup`.
 *
 * ```ts
 * import { discoverInterpreters, measure, warmupChunks } from "probes";
 *
 * const [python] = await discoverInterpreters();
 * if (python !== undefined) {
 *   const { arms: [arm] } = await measure("jit_warmup", { arms: [python], rounds: 3 });
 *   const curve: number[] = arm === undefined ? [] : warmupChunks(arm).map(({ medianUs }) => medianUs);
 * }
 * ```
 */
export function warmupChunks(
  { processes }: { readonly processes: readonly { readonly events: readonly EventSeries[] }[] },
): readonly WarmupChunk[] {
  const series = processes.flatMap(({ events }) => events.filter(({ name }) => name === "chunk"));
  return (series[0]?.group ?? []).flatMap((iterations, index) => {
    const times = series.flatMap(({ durationNs }) => durationNs[index] ?? []).map((ns) => ns / 1e3);
    const medianUs = median(times);
    if (medianUs === null) return [];
    return [{ iterations, medianUs, lowUs: Math.min(...times), highUs: Math.max(...times) }];
  });
}

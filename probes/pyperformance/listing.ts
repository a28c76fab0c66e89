/** What pyperformance runs, as data of this project: there also where its packages were never fetched. */

import { z } from "zod";
import type { Benchmark } from "./benchmarks.ts";
import listing from "./listing.json" with { type: "json" };

/** One benchmark, without its script. */
export type ListedBenchmark = Omit<Benchmark, "script" | "options">;

/** All benchmarks of one version. */
export interface PyperformanceListing {
  /** Version of the package. */
  readonly version: string;
  /** In the package's order; without further words it runs all of them. */
  readonly benchmarks: readonly ListedBenchmark[];
}

const schema: z.ZodType<PyperformanceListing> = z.strictObject({
  version: z.string(),
  benchmarks: z.array(z.strictObject({
    name: z.string(),
    lines: z.int().positive(),
    needs: z.array(z.string()),
    minor: z.int().nullable(),
    tags: z.array(z.string()),
  })),
});

/**
 * The benchmarks that pyperformance runs by default: lines of the script, packages that it needs beside pyperf, what it is
 * filed under. Taken from the package's own metadata, of the version that `pyperformance()` fetches.
 *
 * ```ts
 * import { PYPERFORMANCE_LISTING } from "probes";
 *
 * const { version, benchmarks } = PYPERFORMANCE_LISTING;
 * const free: string[] = benchmarks.filter(({ needs }) => needs.length === 0).map(({ name }) => name);
 * ```
 */
export const PYPERFORMANCE_LISTING: PyperformanceListing = schema.parse(listing);

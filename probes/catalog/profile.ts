/** The probe of profilers: what each sees of one pipeline, and what it costs. */

import { type ProbeEntry, time } from "./entry.ts";

/** Profilers by name of the probe. */
export const PROFILE = {
  profile_pipeline: {
    title: "Profilers: a pipeline of files, and what they see of it",
    summary: "Reads CSV, groups it and writes JSON under a profiler, times the pipeline " +
      "meanwhile, and tells what the profiler saw as tables. It cannot show the collector, which " +
      "cProfile books on whoever allocates; our own sampler needs the lock and misses what C does " +
      "while it holds it.",
    parameters: [{
      kind: "choice",
      name: "profiler",
      meaning: "none, cProfile, tracemalloc, a sampling thread of ours, or CPython's own " +
        "profiling.sampling (from 3.15 on)",
      default: "none",
      choices: ["none", "cProfile", "tracemalloc", "sampler", "sampling"],
    }, {
      kind: "number",
      name: "rows",
      meaning: "lines of the CSV file",
      // A run takes some 20 ms without a profiler, 150 ms with the slowest.
      default: { smoke: 2_000, quick: 8_000, careful: 40_000 },
      min: 1,
      max: 1_000_000,
    }],
    values: [
      time("time", "time of the pipeline", { kind: "once" }),
      {
        key: "peak",
        name: "peak memory that tracemalloc saw",
        unit: "KiB",
        kind: "once",
        lowerIsBetter: true,
      },
      {
        key: "samples",
        name: "how often a sampler looked",
        unit: "",
        kind: "once",
        lowerIsBetter: null,
      },
    ],
    usesFolder: true,
  },
} as const satisfies Readonly<Record<string, ProbeEntry>>;

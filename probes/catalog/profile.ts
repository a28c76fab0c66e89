/** The probes of pipelines: what each profiler sees of one and costs, and what the time of another consists of. */

import { exact, type ProbeEntry, time } from "./entry.ts";
import type { ProbeValue } from "./probe.ts";

function share(key: string, name: string): ProbeValue {
  return { key, name, unit: "%", kind: "once", lowerIsBetter: null };
}

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
  file_pipeline: {
    title: "Pipeline of a real file: what takes its time",
    summary: "Reads rows, parses them, builds records, adds up, encodes and writes, with clocks " +
      "around each stage; then the same with one thing left out. The rows are lines of the " +
      "CPython's own library, so that two CPythons read different files; or yours, where " +
      "PIPELINE_FILE names one. It cannot show the disk while the system has the file in memory.",
    parameters: [{
      kind: "number",
      name: "rows",
      meaning: "rows of the file",
      // Four runs of 20,000 rows take 0.2 to 0.4 s (measured, November 2026, two shared cores).
      default: { smoke: 2_000, quick: 20_000, careful: 120_000 },
      min: 1,
      max: 1_000_000,
    }, {
      kind: "choice",
      name: "remedy",
      meaning: "what is left out: nothing, the dictionary of each row, the collector, or all but " +
        "the sums of what is encoded and written",
      default: "none",
      choices: ["none", "lists", "rest", "sums"],
    }, {
      kind: "choice",
      name: "profiler",
      meaning: "whether the pipeline runs once more, under cProfile",
      default: "none",
      choices: ["none", "cProfile"],
    }],
    values: [
      share("bytecode", "bytecode"),
      share("native", "C functions"),
      share("collector", "collector"),
      share("waiting", "waiting"),
      time("time", "time of the pipeline", { kind: "once" }),
      time("cpu", "processor time of the pipeline", { kind: "once" }),
      exact("rows", "rows of the file"),
      exact("size", "size of the file", { unit: "MiB" }),
    ],
    usesFolder: true,
  },
} as const satisfies Readonly<Record<string, ProbeEntry>>;

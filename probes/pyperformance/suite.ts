/** What a cell gets of pyperformance: its benchmarks as probes, or why they cannot be had. */

import { fromFileUrl } from "@std/path";
import type { Probe } from "../catalog/probe.ts";
import { checkOptions, nearestName } from "../measure/options.ts";
import { type AddWorld, refusal } from "../interpreters/add/tool.ts";
import { untilStopped } from "../own/stopping.ts";
import { allVariables } from "../variables.ts";
import { type Benchmark, readBenchmarks } from "./benchmarks.ts";
import { benchmarkProbe } from "./benchmark_probe.ts";
import {
  type Fetched,
  fetchSuite,
  isFetched,
  type PyperformanceFailure,
  suiteFolder,
  VERSION,
} from "./fetch.ts";
import { type RunnerOptions, type RunnerOutcome, runSuite } from "./runner.ts";

/** What `pyperformance()` may be told. */
export interface PyperformanceOptions {
  /** Whether it is fetched where it is not there; true when not given. */
  readonly fetch?: boolean;
  /** Takes what is said while it is fetched; nobody when not given. */
  readonly onNote?: (text: string) => void;
}

/** The benchmarks that are there. */
export interface PyperformanceSuite {
  /** Tells it from a refusal. */
  readonly kind: "there";
  /** Version of pyperformance. */
  readonly version: string;
  /** All its benchmarks, also those that need packages that are not there. */
  readonly benchmarks: readonly Benchmark[];
  /** One of them as a probe for `measure()`, `compare()` and `matrix()`; throws where there is none of that name. */
  probe(name: string): Probe;
  /**
   * Runs pyperformance itself, which takes minutes, makes an environment of its own and needs the network; only with the
   * budget `careful`.
   */
  run(options: RunnerOptions): Promise<RunnerOutcome>;
}

/** The suite, or why it cannot be had and what helps. */
export type PyperformanceOutcome = PyperformanceSuite | PyperformanceFailure;

/**
 * Gives the benchmarks of pyperformance. Its scripts and pyperf are fetched once, by uv or pip, into the user's cache folder;
 * without them or a network the outcome says so.
 *
 * ```ts
 * import { discoverInterpreters, matrix, pyperformance } from "probes";
 *
 * const suite = await pyperformance({ fetch: false });
 * if (suite.kind === "there") {
 *   const probes = ["nbody", "richards", "json_dumps"].map((name) => suite.probe(name));
 *   const pythons = (await discoverInterpreters()).slice(-2);
 *   const table = await matrix(probes, pythons, { budget: "smoke" });
 *   const ratios: (number | null)[] = table.cells.map((cell) => cell.ratio);
 * }
 * ```
 */
export async function pyperformance(
  options: PyperformanceOptions = {},
): Promise<PyperformanceOutcome> {
  checkOptions("Cannot give pyperformance", options, ["fetch", "onNote"]);
  return await untilStopped(async (signal) => {
    const world = worldOf(options, signal);
    const fetched = options.fetch === false ? found(world) : await fetchSuite(world);
    return fetched.kind === "there" ? suiteIn(fetched.folder, world) : fetched;
  });
}

/** The suite of a folder that holds the packages. */
export function suiteIn(folder: string, world: AddWorld): PyperformanceSuite {
  const benchmarks = readBenchmarks(folder);
  return {
    kind: "there",
    version: VERSION,
    benchmarks,
    probe: (name) => benchmarkProbe(benchmarkNamed(name, benchmarks), folder),
    run(options) {
      for (const name of options.benchmarks) benchmarkNamed(name, benchmarks);
      return untilStopped((signal) => runSuite(options, { folder, world: { ...world, signal } }));
    },
  };
}

function benchmarkNamed(name: string, benchmarks: readonly Benchmark[]): Benchmark {
  const benchmark = benchmarks.find((candidate) => candidate.name === name);
  if (benchmark !== undefined) return benchmark;
  const names = benchmarks.map((candidate) => candidate.name);
  throw new TypeError(
    `Cannot find benchmark "${name}" of pyperformance: ${nearestName(name, names)}`,
  );
}

function found({ environment }: AddWorld): Fetched {
  const folder = suiteFolder(environment);
  if (folder !== null && isFetched(folder)) return { kind: "there", folder };
  return refusal(
    `pyperformance ${VERSION} is not in the cache folder`,
    "call pyperformance() with a network, which fetches it",
  );
}

function worldOf({ onNote = () => {} }: PyperformanceOptions, signal: AbortSignal): AddWorld {
  return {
    environment: allVariables(),
    os: Deno.build.os,
    osRelease: "/etc/os-release",
    // The lab's own, which has pip unless uv made it.
    pythons: [fromFileUrl(new URL("../../.lab/python/bin/python", import.meta.url))],
    note: onNote,
    progress: null,
    signal,
  };
}

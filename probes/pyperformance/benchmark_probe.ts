/** A benchmark of pyperformance as a probe: one worker process of pyperf a round, with fixed loops. */

import type { Probe } from "../catalog/probe.ts";
import { makeOwn } from "../own/definition.ts";
import type { Benchmark } from "./benchmarks.ts";

/** Values of one worker process, after one that warms up. */
const VALUES = 3;

/**
 * Loops of those that take less than some 20 ms, so that a value takes some 20 to 100 ms.
 * Measured with pyperf 2.10.0 in Debian's CPython 3.14.10, one process each, two shared cores, November 2026.
 */
const LOOPS: Readonly<Record<string, number>> = {
  argparse: 64,
  base64: 256,
  comprehensions: 2048,
  deepcopy: 256,
  deltablue: 4,
  hexiom: 4,
  json_dumps: 2,
  json_loads: 128,
  logging: 8192,
  pickle: 4096,
  pickle_dict: 2048,
  pickle_list: 8192,
  pickle_pure_python: 64,
  regex_effbot: 4,
  sqlite_synth: 512,
  typing_runtime_protocols: 256,
  unpack_sequence: 4096,
  unpickle: 4096,
  unpickle_list: 16384,
  unpickle_pure_python: 64,
};

/** Makes the probe; `folder` holds the packages. */
export function benchmarkProbe(benchmark: Benchmark, folder: string): Probe {
  const { name, script, options, minor, needs } = benchmark;
  return makeOwn({
    name: `pyperformance_${name}`,
    title: `pyperformance: ${name}`,
    summary: `Times pyperformance's ${name} as pyperf's worker process does: ${VALUES} values ` +
      "after one that warms up, of which the middle one counts. It does not tune the machine, and " +
      "starts no other processes than the measured ones.",
    source: sourceOf({ folder, script, options, minor: minor ?? 0, needs }),
    parameters: [{
      kind: "number",
      name: "loops",
      meaning: "how often the benchmark is run for one value",
      default: LOOPS[name] ?? 1,
      min: 1,
      max: 2 ** 20,
    }, {
      kind: "number",
      name: "values",
      meaning: "values of one process",
      default: VALUES,
      min: 1,
      max: 100,
    }],
    values: [{
      key: "time",
      name: "time per loop",
      unit: "ms",
      kind: "once",
      lowerIsBetter: true,
    }],
  });
}

const WORKER = new URL("../python/pyperf_worker.py", import.meta.url);

/** The worker's program with what it is to run. JSON of texts and numbers is Python, too. */
function sourceOf(constants: {
  readonly folder: string;
  readonly script: string;
  readonly options: readonly string[];
  readonly minor: number;
  readonly needs: readonly string[];
}): string {
  return Object.entries(constants).reduce(
    (source, [name, value]) =>
      source.replace(
        new RegExp(`^${name.toUpperCase()} = .*$`, "m"),
        () => `${name.toUpperCase()} = ${JSON.stringify(value)}`,
      ),
    Deno.readTextFileSync(WORKER),
  );
}

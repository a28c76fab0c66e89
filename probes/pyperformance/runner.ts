/** pyperformance's own runner: minutes for an interpreter, an environment of its own, and a file of pyperf. */

import { join } from "@std/path";
import { fromPyperf } from "../exchange/pyperf_read.ts";
import { type AddWorld, failureOf, refusal, runTool } from "../interpreters/add/tool.ts";
import type { Interpreter } from "../interpreters/mod.ts";
import { readBudget } from "../measure/budget.ts";
import type { MeasurementResult } from "../measure/result.ts";
import type { PyperformanceFailure } from "./fetch.ts";

/** What the runner is told. */
export interface RunnerOptions {
  /** The CPython that it measures. */
  readonly python: Interpreter;
  /** Names of benchmarks. */
  readonly benchmarks: readonly string[];
  /** `careful` is needed; PROBEBOOK_BUDGET, else `quick` when not given. */
  readonly budget?: string;
}

/** What the runner gave. */
export type RunnerOutcome =
  | {
    kind: "done";
    /** The file of pyperf, as it wrote it. */
    json: string;
    /** What is in it, one a benchmark. */
    measurements: readonly MeasurementResult[];
  }
  | PyperformanceFailure;

/** Runs pyperformance itself. Throws where the budget does not allow it. */
export async function runSuite(
  { python, benchmarks, budget }: RunnerOptions,
  { folder, world }: { readonly folder: string; readonly world: AddWorld },
): Promise<RunnerOutcome> {
  const doing = "Cannot run pyperformance itself";
  const { name, text } = readBudget(budget);
  if (name !== "careful") {
    throw new RangeError(
      `${doing}: the budget is "${text}", "careful" is needed, as it takes minutes`,
    );
  }
  if (benchmarks.length === 0) throw new RangeError(`${doing}: no benchmark is named`);
  const lack = lackOf(python);
  if (lack !== null) return lack;
  const place = await Deno.makeTempDir({ prefix: "probebook_pyperformance_" });
  try {
    const output = join(place, "pyperf.json");
    const args = ["-m", "pyperformance", "run", "--fast", "-b", benchmarks.join(), "-o", output];
    const env = { PYTHONPATH: folder };
    const call = { program: python.executable, args, cwd: place, env };
    const outcome = await runTool(call, world);
    if (outcome.kind !== "done") {
      return failureOf(outcome, {
        tool: "pyperformance",
        networkRemedy: "connect to the network: it makes an environment with packages of its own",
      });
    }
    const json = await Deno.readTextFile(output);
    return { kind: "done", json, measurements: fromPyperf(json, { file: `${python.name}.json` }) };
  } finally {
    await Deno.remove(place, { recursive: true });
  }
}

/** What a CPython lacks to make an environment as pyperformance does. */
function lackOf({ version, minor, missingModules }: Interpreter): PyperformanceFailure | null {
  const remedy = "measure the probes of its benchmarks instead, which need no environment";
  if (minor < 11) return refusal(`it needs CPython 3.11, and this is ${version}`, remedy);
  const missing = ["venv", "ensurepip"].filter((name) => missingModules.includes(name));
  if (missing.length === 0) return null;
  return refusal(`this CPython has no module ${missing.join(" and ")}`, remedy);
}

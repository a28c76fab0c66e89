/** The tools that are compared: each compares the tight loop with one that has more to do, as its own manual says. */
import { fromFileUrl, join } from "@std/path";
import { compare, type Interpreter } from "../../probes/mod.ts";
import { readHyperfine, type Reading, readPyperf, readTimeit } from "./tool_output.ts";
import type { ToolTried } from "./tool_table.ts";

/** A tool; one comparison can be read in more than one way, which gives a row each. */
export interface Tool {
  readonly name: string;
  compare(truth: number): Promise<ToolTried[]>;
}

/** The tools that this machine has, and a line for each that it lacks. */
export interface FoundTools {
  readonly tools: readonly Tool[];
  readonly missing: readonly string[];
}

/** Iterations of the base: some 1 ms a call, and 2 % or 5 % of them are a whole number. */
const BASE_N = 20_000;

/** Calls in one process of hyperfine: some 0.1 s, so that starting it does not hide the effect. */
const HYPERFINE_CALLS = 100;

const FOLDER = fromFileUrl(new URL("../../probes/python/", import.meta.url));

/** What timeit and pyperf run before timing; without a cache file, which would land beside the probes. */
const SETUP = "import sys; sys.dont_write_bytecode = True; " +
  `sys.path.insert(0, ${JSON.stringify(FOLDER)}); from tight_loop import tight_loop`;

/** Looks for every tool: ours once a budget, then the others. */
export async function findTools(
  python: Interpreter,
  { budgets, pyperf }: {
    readonly budgets: readonly string[];
    /** A Python of the same build that has pyperf, perhaps. */
    readonly pyperf: string;
  },
): Promise<FoundTools> {
  const hasPyperf = await isThere(pyperf, ["-c", "import pyperf"]);
  const hasHyperfine = await isThere("hyperfine", ["--version"]);
  return {
    tools: [
      ...budgets.map((budget) => probebook(python, budget)),
      ...(hasPyperf ? [pyperfTool(pyperf)] : []),
      ...(hasHyperfine ? [hyperfineTool(python.executable)] : []),
      timeitTool(python.executable),
    ],
    missing: [
      ...(hasPyperf ? [] : [`pyperf: not available (${pyperf} cannot import it)`]),
      ...(hasHyperfine ? [] : ["hyperfine: not available (no such program in PATH)"]),
    ],
  };
}

function probebook(python: Interpreter, budget: string): Tool {
  const name = `probebook, ${budget}`;
  return {
    name,
    async compare(truth) {
      const startedAt = performance.now();
      const result = await compare("tight_loop", {
        base: { python, params: { n: BASE_N } },
        test: { python, params: { n: iterations(truth) } },
        budget,
        fresh: true,
      });
      const { verdict, ratio, low, high, rounds } = result;
      const flags = result.flags.map(({ kind }) => kind);
      const seconds = (performance.now() - startedAt) / 1000;
      return [{ tool: name, truth, verdict, ratio, low, high, rounds, seconds, flags }];
    },
  };
}

/** Five processes of three values of 20 ms: takes as long as the others, where its defaults take ten times that. */
function pyperfTool(python: string): Tool {
  const name = "pyperf timeit -p5 -n3, compare_to";
  return {
    name,
    compare: (truth) =>
      timed({ name, truth, rounds: 5 }, async (folder) => {
        const base = join(folder, "base.json");
        const test = join(folder, "test.json");
        for (const [path, n] of [[base, BASE_N], [test, iterations(truth)]] as const) {
          const settings = ["-p", "5", "-n", "3", "--min-time", "0.02", "--quiet", "-o", path];
          await output(python, ["-m", "pyperf", "timeit", ...settings, "-s", SETUP, call(n)]);
        }
        const words = await output(python, ["-m", "pyperf", "compare_to", base, test]);
        return {
          "": readPyperf(words, {
            base: await Deno.readTextFile(base),
            test: await Deno.readTextFile(test),
          }),
        };
      }),
  };
}

/** Whole processes, so that a little of the true effect is lost in starting them. */
function hyperfineTool(python: string): Tool {
  const name = "hyperfine -N -r 15";
  const command = (n: number) =>
    [python, "-s", "-S", join(FOLDER, "tight_loop.py"), HYPERFINE_CALLS, 1, n]
      .map((word) => `'${word}'`).join(" ");
  return {
    name,
    compare: (truth) =>
      timed({ name, truth, rounds: 15 }, async (folder) => {
        const path = join(folder, "both.json");
        const settings = ["-N", "-r", "15", "--style", "none", "--export-json", path];
        await output("hyperfine", [...settings, command(BASE_N), command(iterations(truth))]);
        const { headline, careful } = readHyperfine(await Deno.readTextFile(path));
        return { ", its last sentence": headline, ", only if r - s > 1": careful };
      }),
  };
}

function timeitTool(python: string): Tool {
  const name = "python -m timeit by hand, > 1 %";
  const line = (n: number) => output(python, ["-m", "timeit", "-s", SETUP, call(n)]);
  return {
    name,
    compare: (truth) =>
      timed(
        { name, truth, rounds: 1 },
        async () => ({ "": readTimeit(await line(BASE_N), await line(iterations(truth))) }),
      ),
  };
}

/** Runs a foreign tool in a folder for its files; one entry for each way to read what it says, by the row's ending. */
async function timed(
  { name, truth, rounds }: { name: string; truth: number; rounds: number },
  run: (folder: string) => Promise<Record<string, Reading>>,
): Promise<ToolTried[]> {
  const folder = await Deno.makeTempDir({ prefix: "probebook_bench_" });
  try {
    const startedAt = performance.now();
    const readings = await run(folder);
    const seconds = (performance.now() - startedAt) / 1000;
    return Object.entries(readings).map(([ending, { verdict, ratio }]) => ({
      ...{ tool: `${name}${ending}`, truth, verdict, ratio, rounds, seconds },
      ...{ low: null, high: null, flags: [] },
    }));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function iterations(truth: number): number {
  return Math.round(BASE_N * truth);
}

function call(n: number): string {
  return `tight_loop(${n})`;
}

async function output(command: string, args: readonly string[]): Promise<string> {
  const ended = await new Deno.Command(command, { args: [...args], stdin: "null" }).output();
  const decoder = new TextDecoder();
  if (!ended.success) {
    const complaint = decoder.decode(ended.stderr).trim().split("\n").at(-1);
    throw new Error(`Cannot time with ${command}: exit code ${ended.code}, ${complaint}`);
  }
  return decoder.decode(ended.stdout);
}

async function isThere(command: string, args: string[]): Promise<boolean> {
  try {
    const options = { args, stdin: "null", stdout: "null", stderr: "null" } as const;
    return (await new Deno.Command(command, options).output()).success;
  } catch {
    // Not there or not executable: the caller says which tool is missing.
    return false;
  }
}

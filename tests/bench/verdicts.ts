/**
 * How often verdicts are right on this machine: the tight loop against itself and against one with 5 % more to do, in
 * turns, so that both meet the same moods of the machine.
 *
 * `deno run -A tests/bench/verdicts.ts [--tries N] [--python PYTHON] [--budget B] [--json]`: with `--json` a line for each
 * comparison, else the counts.
 */
import { parseArgs } from "@std/cli";
import { findPythons } from "../../probes/interpreters/mod.ts";
import { arms, compare, type Interpreter } from "../../probes/mod.ts";
import { say } from "../support/python_driver.ts";
import { tally, tallyText, type Tried } from "./verdict_tally.ts";

/** Iterations of the base, and of the arm that has 5 % more. */
const BASE_N = 20_000;
const TEST_N: readonly number[] = [20_000, 21_000];

if (import.meta.main) Deno.exit(await main(Deno.args));

async function main(args: string[]): Promise<number> {
  const options = parseArgs(args, {
    string: ["tries", "python", "budget"],
    boolean: ["json"],
    default: { tries: "40", budget: "quick" },
  });
  const tries = Number(options.tries);
  const python = await pythonNamed(options.python);
  if (python === null || !Number.isInteger(tries) || tries < 1) {
    say(
      python === null ? "Cannot compare: no such CPython" : "Cannot compare: --tries is no count",
    );
    return 2;
  }
  const tried: Tried[] = [];
  for (let index = 0; index < tries * TEST_N.length; index++) {
    const one = await compareOnce(python, {
      n: TEST_N[index % TEST_N.length] ?? BASE_N,
      budget: options.budget,
    });
    tried.push(one);
    if (options.json) say(JSON.stringify(one));
    else if (Deno.stderr.isTerminal()) progress(index + 1, tries * TEST_N.length);
  }
  if (options.json) return 0;
  const { name, build } = python;
  say(`${name} (${build.family}), budget ${options.budget}, ${loadText()}`);
  say(tallyText(tally(tried)));
  return 0;
}

async function compareOnce(
  python: Interpreter,
  { n, budget }: { n: number; budget: string },
): Promise<Tried> {
  const params = { n: BASE_N };
  const result = await compare("tight_loop", {
    base: { python, params },
    test: { python, params: { n } },
    budget,
  });
  const { verdict, ratio, low, high, rounds, seconds } = result;
  const flags = result.flags.map(({ kind }) => kind);
  return { truth: n / BASE_N, verdict, ratio, low, high, rounds, seconds, flags };
}

async function pythonNamed(text: string | undefined): Promise<Interpreter | null> {
  if (text === undefined) return (await arms())[0] ?? null;
  const [found] = await findPythons([text], { base: Deno.cwd() });
  return found?.kind === "found" ? found.interpreter : null;
}

/** What else the machine did: the average number of programs that wanted a processor. */
function loadText(): string {
  return `load ${Deno.loadavg().map((load) => load.toFixed(1)).join(", ")} (1, 5, 15 min)`;
}

function progress(done: number, total: number): void {
  Deno.stderr.writeSync(new TextEncoder().encode(`\r${done} of ${total} comparisons`));
}

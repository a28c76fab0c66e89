/** Times this kernel beside those that people use, interleaved in one run through jupyter_client. */
import { parseArgs } from "@std/cli";
import { z } from "zod";
import { installPeers } from "../conformance/main.ts";
import { SUBJECTS } from "../conformance/subjects.ts";
import { describeSoak, runSoak } from "../soak/run.ts";
import { findHelperPython, runHelper, say } from "../support/python_driver.ts";
import { prepareTestPython } from "../support/test_python.ts";
import { createLoadWatch } from "./load.ts";
import { type Measured, rowsOf, summarise, table } from "./table.ts";

/** One line of `kernels.py`: values, or why there are none. */
const lineSchema: z.ZodType<Measured> = z.union([
  z.object({
    kernel: z.string(),
    measure: z.string(),
    unit: z.string(),
    values: z.array(z.number()),
  }),
  z.object({ kernel: z.string(), measure: z.string(), missing: z.string() }),
]);

/** A kernel that takes part, or why it does not. */
interface Participant {
  readonly title: string;
  readonly dialect: string;
  readonly found:
    | { readonly kind: "ready"; readonly kernelJson: string; readonly version: string }
    | { readonly kind: "missing"; readonly missing: string };
}

const USAGE =
  `Usage: deno task bench:kernel [--rounds N] [--only PARTS] [--cells N] [--install] [--json]
       deno task bench:kernel --soak MINUTES [--seed N]

Prints a table of medians and ratios. With --soak it loads this kernel alone with everything at once
and judges what came of it.

  --rounds N      rounds, in each of which every kernel has its turn (default: 3)
  --only PARTS    some of starts, warm, loads, interrupts and memory, separated by commas
  --cells N       cells after which memory is read last (default: 10000)
  --install       fetches the other kernels first
  --json          prints all of it as one JSON object
  --soak MINUTES  the load instead of the table
  --seed N        the load's choices (default: 20261121)
  --help          prints this`;

if (import.meta.main) Deno.exit(await main(Deno.args));

async function main(args: string[]): Promise<number> {
  const options = parseArgs(args, {
    string: ["rounds", "only", "cells", "soak", "seed"],
    boolean: ["json", "install", "help"],
    alias: { help: "h" },
    default: { rounds: "3", only: "", cells: "10000", seed: "20261121" },
  });
  if (options.help) {
    say(USAGE);
    return 0;
  }
  const python = await helperPython();
  if (python.kind === "missing") {
    say(`Cannot time kernels: ${python.missing}`);
    return 1;
  }
  if (options.soak !== undefined) {
    const seconds = Number(options.soak) * 60;
    return await soak({ python: python.python, seconds, seed: Number(options.seed) });
  }
  if (options.install) {
    const exitCode = await installPeers();
    if (exitCode !== 0) return exitCode;
  }
  await bench(python.python, options);
  return 0;
}

async function soak(options: { python: string; seconds: number; seed: number }): Promise<number> {
  const report = await runSoak(options);
  say(describeSoak(report));
  for (const fault of report.faults) say(`  ${fault}`);
  return report.faults.length === 0 ? 0 : 1;
}

async function bench(
  python: string,
  { rounds, only, cells, json }: { rounds: string; only: string; cells: string; json: boolean },
): Promise<void> {
  await using stack = new AsyncDisposableStack();
  const kernels: Participant[] = [];
  for (const { title, dialect, describe } of SUBJECTS) {
    kernels.push({ title, dialect, found: stack.use(await describe(python)) });
  }
  const run = runHelper(new URL("kernels.py", import.meta.url), {
    python,
    args: [
      ...kernels.flatMap(({ title, dialect, found }) =>
        found.kind === "ready" ? ["--kernel", title, dialect, found.kernelJson] : []
      ),
      ...["--rounds", rounds, "--only", only, "--cells", cells],
    ],
  });
  const watch = createLoadWatch(() => Deno.loadavg()[0] ?? 0);
  const measured: Measured[] = [];
  for await (const line of run.lines) {
    measured.push(lineSchema.parse(JSON.parse(line)));
    watch.look();
    if (!json && Deno.stderr.isTerminal()) progress(measured.length);
  }
  await run.ended;
  const load = { ...watch.report(), processors: navigator.hardwareConcurrency };
  const summaries = summarise(measured);
  if (json) {
    const facts = { date: new Date().toISOString(), load, kernels: kernels.map(factsOf) };
    return say(JSON.stringify({ ...facts, rows: rowsOf(summaries), measured }));
  }
  say(table(summaries));
  for (const { title, found } of kernels) {
    say(`${title}: ${found.kind === "ready" ? found.version : found.missing}`);
  }
  const { first, median, max, processors } = load;
  say(`Load of the machine: ${[first, median, max].map((one) => one.toFixed(1)).join(", ")}`);
  say(`  (at first, in the middle, at most) on ${processors} processors; compare ratios only.`);
}

function factsOf({ title, found }: Participant): { title: string; version?: string } {
  return found.kind === "ready" ? { title, version: found.version } : { title };
}

async function helperPython() {
  const found = await findHelperPython();
  if (found.kind === "ready") return found;
  // By hand, without the gate: the environment may not have been made yet.
  const made = await prepareTestPython({ root: new URL("../../", import.meta.url).pathname });
  return made.kind === "ready"
    ? { kind: "ready" as const, python: made.python, missing: null }
    : { kind: "missing" as const, missing: made.reason };
}

function progress(count: number): void {
  Deno.stderr.writeSync(new TextEncoder().encode(`\r${count} values`));
}

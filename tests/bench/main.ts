/**
 * Times this kernel beside Deno's own and ipykernel, interleaved in one run through jupyter_client.
 *
 * `deno task bench:kernel [--rounds N] [--json]` prints a table of medians, or every value.
 */
import { parseArgs } from "@std/cli";
import { join } from "@std/path";
import { z } from "zod";
import { describeKernelUnderTest } from "../support/kernel_under_test.ts";
import { findHelperPython, runHelper, say } from "../support/python_driver.ts";
import { prepareTestPython } from "../support/test_python.ts";
import { type Measured, summarise, table } from "./table.ts";

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

if (import.meta.main) Deno.exit(await main(Deno.args));

async function main(args: string[]): Promise<number> {
  const options = parseArgs(args, {
    string: ["rounds"],
    boolean: ["json"],
    default: { rounds: "3" },
  });
  const python = await helperPython();
  if (python.kind === "missing") {
    say(`Cannot time kernels: ${python.missing}`);
    return 1;
  }
  await using ours = await describeKernelUnderTest();
  await using deno = await describeDenoKernel();
  const run = runHelper(new URL("kernels.py", import.meta.url), {
    python: python.python,
    args: [
      ...["--kernel", `probebook=${ours.folder}`, "--kernel", `deno jupyter=${deno.folder}`],
      ...["--kernel", "ipykernel=python3", "--rounds", options.rounds],
    ],
  });
  const measured: Measured[] = [];
  for await (const line of run.lines) {
    measured.push(lineSchema.parse(JSON.parse(line)));
    if (options.json) say(line);
    else if (Deno.stderr.isTerminal()) progress(measured.length);
  }
  await run.ended;
  if (!options.json) say(table(summarise(measured)));
  return 0;
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

/** Deno's own kernel, with the interrupt by message that its installer leaves out. */
async function describeDenoKernel() {
  const folder = await Deno.makeTempDir({ prefix: "probebook-deno-spec-" });
  const spec = {
    argv: [Deno.execPath(), "jupyter", "--kernel", "--conn", "{connection_file}"],
    display_name: "Deno",
    language: "typescript",
    interrupt_mode: "message",
  };
  await Deno.writeTextFile(join(folder, "kernel.json"), JSON.stringify(spec));
  return { folder, [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }) };
}

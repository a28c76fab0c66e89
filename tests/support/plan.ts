/** Which phases the gate has, in order of speed, each with its time limit. */
import { join, relative } from "@std/path";
import type { Phase } from "./phase.ts";

/** How much of the gate runs. */
export type Scope = "ok" | "test" | "all";

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;

/** Rooms whose tests stand beside the source. */
const SOURCE_FOLDERS = ["kernel", "probes", "notebooks"];

/** Folders below tests/ whose tests are quick and belong to the phase `house`. */
const NOT_A_PHASE = ["support", "bench"];

/** Limits of single slow phases, for two slow cores under load; the others get six minutes. */
const LIMITS_MS: Readonly<Record<string, number>> = {
  browser: 12 * MINUTE_MS,
  conformance: 10 * MINUTE_MS,
  headless: 10 * MINUTE_MS,
};
const SLOW_LIMIT_MS = 6 * MINUTE_MS;

/**
 * Phases that start hundreds of kernels and ask none about types: a compiler in each would only make the others wait, and
 * some end before it has come up.
 */
const UNTYPED = ["fuzz", "interrupts", "protocol", "soak"];

/** Phases that mostly wait, for a window or a terminal, or do one thing after the other: one processor of two is enough. */
const WAITING = ["browser", "frontends", "lab", "nbclient", "notebooks", "protocol"];

/** Thousands of tests, the simulated machines among them: 385 s on two cores at a load of 5 (November 2026). */
const UNIT_LIMIT_MS = 11 * MINUTE_MS;

/** The whole matrix runs hundreds of kernels; hours are allowed. */
const MATRIX_LIMIT_MS = 120 * MINUTE_MS;

/** All phases of a scope together. `test` is to take less than 25 minutes where nothing else runs. */
export const TOTAL_LIMITS_MS: Readonly<Record<Scope, number>> = {
  ok: 24 * MINUTE_MS,
  test: 29 * MINUTE_MS,
  all: 8 * 60 * MINUTE_MS,
};

/** The phases of a scope, for the checkout at `root`. */
export async function planPhases(scope: Scope, root: string): Promise<Phase[]> {
  const quick = await quickPhases(root);
  return scope === "ok" ? quick : [...quick, ...await slowPhases(scope, root)];
}

async function quickPhases(root: string): Promise<Phase[]> {
  const documented = await filesWithExamples(root);
  const test = ["test", "-A"];
  const phases: Phase[] = [
    // Deno 2.9.6 calls every notebook unformatted until it has written it once itself; the phase
    // `house` compares their text instead.
    check("format", ["fmt", "--check", "--ignore=**/*.ipynb,notebooks/data"]),
    check("lint", ["lint"]),
    check("types", ["check", "--quiet", ...SOURCE_FOLDERS, "tests"]),
    check("notebooks", ["run", "-A", "notebooks/tools/main.ts", "notebooks", "--check"]),
    check("documentation", ["doc", "--lint", "notebooks/workbook/mod.ts", "probes/mod.ts"]),
    // Types were checked above, once for all.
    tests("house", [
      ...test,
      "--no-check",
      "tests/architecture_test.ts",
      "tests/notebook_format_test.ts",
      "tests/support",
      "tests/bench",
    ]),
    {
      ...tests("unit", [
        ...test,
        "--no-check",
        "--parallel",
        "--shuffle",
        "--trace-leaks",
        ...SOURCE_FOLDERS,
      ]),
      limitMs: UNIT_LIMIT_MS,
    },
  ];
  // Each example is a program of its own that loads everything anew: two processors take half the time.
  if (documented.length > 0) {
    phases.push(tests("examples", [...test, "--doc", "--parallel", ...documented]));
  }
  return phases;
}

async function slowPhases(scope: Scope, root: string): Promise<Phase[]> {
  const folders = new Set<string>();
  for await (const path of walk(join(root, "tests"))) {
    const [folder = "", ...rest] = relative(join(root, "tests"), path).split("/");
    const isPhase = rest.length > 0 && !NOT_A_PHASE.includes(folder);
    if (isPhase && path.endsWith("_test.ts")) folders.add(folder);
  }
  // The browser last: it shows what is wrong with everything below it.
  const order = [...folders].sort((a, b) =>
    Number(a === "browser") - Number(b === "browser") || a.localeCompare(b)
  );
  return order.map((name) => ({
    ...tests(name, ["test", "-A", "--no-check", "--trace-leaks", `tests/${name}`]),
    ...(UNTYPED.includes(name) ? { env: { PROBEBOOK_LANGUAGE_SERVER: "off" } } : {}),
    ...(scope === "all" ? { limitMs: MATRIX_LIMIT_MS } : {
      limitMs: LIMITS_MS[name] ?? SLOW_LIMIT_MS,
      lane: WAITING.includes(name) ? "waiting" as const : "busy" as const,
    }),
  }));
}

function check(name: string, args: string[]): Phase {
  return { name, kind: "check", args, limitMs: 2 * MINUTE_MS };
}

function tests(name: string, args: string[]): Phase {
  return { name, kind: "tests", args, limitMs: 3 * MINUTE_MS };
}

/** Source files whose documentation has an example to run; loading the others would be for nothing. */
async function filesWithExamples(root: string): Promise<string[]> {
  const found: string[] = [];
  for (const folder of SOURCE_FOLDERS) {
    for await (const path of walk(join(root, folder))) {
      const isSource = path.endsWith(".ts") && !/_(?:test|bench)\.ts$/.test(path);
      if (isSource && /^\s*\* ```(?:ts|typescript)\b/m.test(await Deno.readTextFile(path))) {
        found.push(relative(root, path));
      }
    }
  }
  return found.sort();
}

async function* walk(folder: string): AsyncGenerator<string> {
  for await (const entry of Deno.readDir(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory) yield* walk(path);
    else yield path;
  }
}

/** Challenge 2, Part 1 through `deno task run` on the smoke budget: with all CPythons of the machine, with one, with none. */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { discoverInterpreters } from "../../probes/mod.ts";
import { say } from "../support/python_driver.ts";
import { testUnless } from "../support/skip.ts";
import { runNotebook } from "./run_notebook.ts";

const NOTEBOOK = new URL("../../notebooks/challenge/part_1_discover.ipynb", import.meta.url);

/** What the whole notebook may take on this budget: promised for two cores, one CPython or six. */
const SMOKE_MS_MAX = 20_000;

const pythons = await discoverInterpreters();
const [python] = pythons;

testUnless(python === undefined ? "no CPython" : null, {
  name: `part_1_discover runs on the smoke budget with all CPythons (${pythons.length})`,
  fn: () => demandRun({}, []),
});

testUnless(python === undefined ? "no CPython" : null, {
  name: "part_1_discover runs on the smoke budget with one CPython",
  fn: () =>
    demandRun({ PROBEBOOK_PYTHONS: python?.executable ?? "", PROBEBOOK_PYTHONS_ONLY: "1" }, [
      /There is no second CPython/,
    ]),
});

Deno.test("part_1_discover runs without any CPython and says how to get one", async () => {
  const empty = await Deno.makeTempDir({ prefix: "probebook-empty-" });
  try {
    await demandRun({ PROBEBOOK_PYTHONS: empty, PROBEBOOK_PYTHONS_ONLY: "1" }, [
      /uv python install/,
      /unavailable/,
    ]);
  } finally {
    await Deno.remove(empty, { recursive: true });
  }
});

/** Runs the notebook; no cell may fail, and among its outputs are texts that match. */
async function demandRun(env: Record<string, string>, patterns: RegExp[]): Promise<void> {
  const { code, said, elapsedMs, texts } = await runNotebook(NOTEBOOK, env);
  assertEquals(code, 0, said);
  say(`part_1_discover: ${(elapsedMs / 1000).toFixed(1)} s`);
  const limitMs = SMOKE_MS_MAX * loadFactor();
  assert(elapsedMs < limitMs, `it took ${elapsedMs} ms, limit ${limitMs} ms\n${said}`);
  for (const pattern of patterns) assertMatch(texts.join("\n"), pattern);
}

/** How many programs share a core, at least 1: the promise is for a machine that does nothing else. */
function loadFactor(): number {
  const [load = 0] = Deno.loadavg();
  return Math.max(1, load / navigator.hardwareConcurrency);
}

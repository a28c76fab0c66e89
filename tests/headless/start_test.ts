/** "Start here" through `deno task run` on the smoke budget: with a few CPythons of the machine, with one, with none. */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { discoverInterpreters } from "../../probes/mod.ts";
import { say } from "../support/python_driver.ts";
import { testUnless } from "../support/skip.ts";
import { runNotebook } from "./run_notebook.ts";

const NOTEBOOK = new URL("../../notebooks/00_start_here.ipynb", import.meta.url);

/** What the whole notebook may take on this budget; 5 s of it are the doctor's, 2 s those of the cell to stop. */
const SMOKE_MS_MAX = 20_000;

/** The map of the lesson, the loop, one CPython twice, its ratio, the frozen row, the own budget, the coin. */
const CHART_COUNT = 7;

const pythons = await discoverInterpreters();
const newest = pythons.slice(-3);
const [oldest] = pythons;
const missing = oldest === undefined ? "no CPython" : null;

testUnless(missing, {
  name: `00_start_here runs on the smoke budget with the newest CPythons (${newest.length})`,
  fn: () => demandRun(newest.map(({ executable }) => executable).join(":"), [/second ÷ first/]),
});

testUnless(missing, {
  name: "00_start_here runs on the smoke budget with the oldest CPython alone",
  fn: () => demandRun(oldest?.executable ?? "", [/CPythons found: 1/, /builds of two kinds/]),
});

Deno.test("00_start_here runs without any CPython and says how to get one", async () => {
  const empty = await Deno.makeTempDir({ prefix: "probebook-empty-" });
  try {
    await demandRun(empty, [/uv python install/, /py3\.11\.7 \(frozen\)/]);
  } finally {
    await Deno.remove(empty, { recursive: true });
  }
});

/** Runs the notebook; no cell may fail, all charts are there, and among the outputs are texts that match. */
async function demandRun(paths: string, patterns: readonly RegExp[]): Promise<void> {
  const { code, said, elapsedMs, texts, chartTexts } = await runNotebook(NOTEBOOK, {
    PROBEBOOK_PYTHONS: paths,
    PROBEBOOK_PYTHONS_ONLY: "1",
  });
  assertEquals(code, 0, said);
  assertEquals(chartTexts.length, CHART_COUNT);
  say(`00_start_here: ${(elapsedMs / 1000).toFixed(1)} s`);
  const limitMs = SMOKE_MS_MAX * loadFactor();
  assert(elapsedMs < limitMs, `it took ${elapsedMs} ms, limit ${limitMs} ms\n${said}`);
  for (const pattern of patterns) assertMatch(texts.join("\n"), pattern);
}

/** How many programs share a core, at least 1: the promise is for a machine that does nothing else. */
function loadFactor(): number {
  const [load = 0] = Deno.loadavg();
  return Math.max(1, load / navigator.hardwareConcurrency);
}

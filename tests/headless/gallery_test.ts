/** The gallery through `deno task run`: with the newest CPythons, with the oldest alone, with none. */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { discoverInterpreters } from "../../probes/mod.ts";
import { say } from "../support/python_driver.ts";
import { testUnless } from "../support/skip.ts";
import { type ExecutedNotebook, runNotebook } from "./run_notebook.ts";

const NOTEBOOK = new URL("../../notebooks/gallery.ipynb", import.meta.url);

const NOTHING = /There is nothing to draw/;

const pythons = await discoverInterpreters();
const [oldest] = pythons;
/** A dozen take as many minutes as three take tens of seconds, and show no chart more. */
const newest = pythons.slice(-3);
const missing = oldest === undefined ? "no CPython" : null;

/** Every code cell ends in a chart, but for the list of CPythons and the claim's card. */
const CHART_COUNT = await countCharts();

testUnless(missing, {
  name: `gallery draws every chart from measured data (CPythons: ${newest.length})`,
  async fn() {
    const { texts } = await demandCharts({
      PROBEBOOK_PYTHONS: newest.map(({ executable }) => executable).join(":"),
      PROBEBOOK_PYTHONS_ONLY: "1",
    });
    // Of the trend there is nothing where no two CPythons come from one kind of build.
    assert(texts.filter((text) => NOTHING.test(text)).length <= 1, texts.join("\n"));
    assertMatch(texts.join("\n"), /bytecodes executed: \d+ \+ \d+/);
  },
});

testUnless(missing, {
  name: "gallery runs through with the oldest CPython alone",
  async fn() {
    const { texts } = await demandCharts({
      PROBEBOOK_PYTHONS: oldest?.executable ?? "",
      PROBEBOOK_PYTHONS_ONLY: "1",
    });
    assertMatch(texts.join("\n"), /There is no second CPython/);
  },
});

Deno.test("gallery runs through without any CPython and says how to get one", async () => {
  const empty = await Deno.makeTempDir({ prefix: "probebook-empty-" });
  try {
    const { chartTexts } = await demandCharts({
      PROBEBOOK_PYTHONS: empty,
      PROBEBOOK_PYTHONS_ONLY: "1",
    });
    for (const text of chartTexts) assertMatch(text, /uv python install/);
  } finally {
    await Deno.remove(empty, { recursive: true });
  }
});

async function demandCharts(env: Readonly<Record<string, string>>): Promise<ExecutedNotebook> {
  const executed = await runNotebook(NOTEBOOK, env);
  assertEquals(executed.code, 0, executed.said);
  assertEquals(executed.chartTexts.length, CHART_COUNT);
  say(`gallery: ${(executed.elapsedMs / 1000).toFixed(1)} s`);
  return executed;
}

async function countCharts(): Promise<number> {
  const { cells }: { cells: { cell_type: string }[] } = JSON.parse(
    await Deno.readTextFile(NOTEBOOK),
  );
  return cells.filter(({ cell_type }) => cell_type === "code").length - 2;
}

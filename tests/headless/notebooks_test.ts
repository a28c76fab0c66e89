/**
 * Every notebook through `deno task run`: in the gate once on the smoke budget with the newest CPythons, handed on by
 * nbconvert, and once without any; in the matrix also with others, and on the budget that learners use.
 */
import { assert, assertEquals } from "@std/assert";
import { dirname, fromFileUrl, join } from "@std/path";
import { convertToHtml } from "../../notebooks/tools/html.ts";
import { shippedNotebooks } from "../../notebooks/tools/lab/working_copy.ts";
import { arms, type Interpreter } from "../../probes/mod.ts";
import { type Browser, findChromium, startBrowser } from "../browser/chromium.ts";
import { findBarriers } from "../exports/accessibility.ts";
import { convert, findNbconvert, findProgram, folderOfPrograms } from "../exports/nbconvert.ts";
import { isMatrix, say } from "../support/python_driver.ts";
import { testUnless } from "../support/skip.ts";
import { NEWEST, PYTHONS } from "../support/tried_pythons.ts";
import { demandAll, DEMANDS, type NotebookDemands } from "./notebook_demands.ts";
import { type ExecutedNotebook, type NotebookSetting, runNotebook } from "./run_notebook.ts";

const NOTEBOOKS = fromFileUrl(new URL("../../notebooks/", import.meta.url));

const [OLDEST] = PYTHONS;
const [MAIN] = await arms({ pythons: PYTHONS });

const nbconvert = await findNbconvert();
const pandoc = await findProgram("pandoc");
const chromium = await findChromium();

let browser: Browser | undefined;

Deno.test.beforeAll(async () => {
  if (chromium !== null && nbconvert.missing === null) browser = await startBrowser(chromium);
});

Deno.test.afterAll(async () => {
  await browser?.[Symbol.asyncDispose]();
});

/** A compiler takes 8 s of a processor for each kernel: in the gate two notebooks are graded with their types checked. */
const TYPED = ["00_start_here.ipynb", "challenge/part_4_production_artifact.ipynb"];

/** One run in the matrix: with which CPythons, on which budget. */
interface MatrixRun {
  readonly words: string;
  readonly pythons: readonly (Interpreter | undefined)[];
  readonly budget: "smoke" | "quick";
}

const MATRIX_RUNS: readonly MatrixRun[] = [
  { words: "the oldest CPython alone", pythons: [OLDEST], budget: "smoke" },
  { words: "one CPython on quick", pythons: [MAIN], budget: "quick" },
  { words: "six CPythons on quick", pythons: PYTHONS.slice(-6), budget: "quick" },
  {
    words: "none of 3.14 and later on quick",
    pythons: PYTHONS.filter(({ minor }) => minor < 14).slice(-3),
    budget: "quick",
  },
];

for (const name of await shippedNotebooks(NOTEBOOKS)) {
  const { charts, several, one, none } = DEMANDS[name] ?? {};
  const isTyped = isMatrix() || TYPED.includes(name);

  Deno.test({
    name: `${name} runs with the newest CPythons (${NEWEST.length}), and without any`,
    // The browser lives through all tests.
    sanitizeOps: false,
    sanitizeResources: false,
    async fn(t) {
      // Side by side: most of the time goes into drawing, on one processor each. Without answers there are no
      // points, and a grader must be told so: no number would be full marks.
      const [first, second] = await Promise.allSettled([
        OLDEST === undefined ? null : runThrough(name, { setting: settingOf(NEWEST), charts }),
        runThrough(name, { setting: { ...settingOf([]), isGraded: true, isTyped }, charts }),
      ]);
      await using executed = valueOf(first);
      await using bare = valueOf(second);
      await t.step({
        name: `with the newest CPythons${OLDEST === undefined ? " (skipped: no CPython)" : ""}`,
        ignore: executed === null,
        sanitizeOps: false,
        sanitizeResources: false,
        async fn(t) {
          if (executed === null) return;
          demandAll(executed, NEWEST.length > 1 ? several : one);
          await exportSteps(t, executed);
        },
      });
      const types = isTyped
        ? "finds no fault of types"
        : "does not look at types: part of test:all";
      await t.step(`without any CPython, and a grader gives no points and ${types}`, () => {
        if (bare === null) throw new Error("Cannot test: the notebook did not run");
        demandAll(bare, none);
        assertEquals(bare.marks.filter(({ text }) => text !== "0"), []);
        const unchecked = bare.texts.filter((text) => text.includes("Types were not checked"));
        assertEquals(unchecked.length > 0, !isTyped);
      });
    },
  });

  if (!isMatrix()) {
    const others = MATRIX_RUNS.map(({ words }) => words).join(", ");
    testUnless("part of test:all", {
      name: `${name} runs with ${others}, and into LaTeX`,
      fn: () => {},
    });
    continue;
  }
  for (const { words, pythons, budget } of MATRIX_RUNS) {
    const isMissing = pythons.some((python) => python === undefined) || pythons.length === 0;
    testUnless(isMissing ? "no such CPython" : null, {
      name: `${name} runs with ${words}`,
      async fn() {
        const setting = { ...settingOf(pythons), budget };
        await using executed = await runThrough(name, { setting, charts });
        demandAll(executed, pythons.length === 1 ? one : []);
      },
    });
  }
}

/** Throws what it was rejected with. */
function valueOf<Value>(settled: PromiseSettledResult<Value>): Value {
  if (settled.status === "rejected") throw settled.reason;
  return settled.value;
}

function settingOf(pythons: readonly (Interpreter | undefined)[]): NotebookSetting {
  return { pythons: pythons.flatMap((python) => python?.executable ?? []) };
}

/** Runs it; no cell may fail, and it has its charts. How long it took is said, and no limit: a machine may be busy. */
async function runThrough(
  name: string,
  { setting, charts }: { setting: NotebookSetting; charts: NotebookDemands["charts"] | undefined },
): Promise<ExecutedNotebook> {
  const executed = await runNotebook(join(NOTEBOOKS, name), setting);
  assertEquals(executed.code, 0, executed.said);
  say(`${name}: ${(executed.elapsedMs / 1000).toFixed(1)} s`);
  const count = executed.chartTexts.length;
  const wanted = typeof charts === "function" ? charts(executed.codeCellCount) : charts;
  assert(count > 0 && (wanted === undefined || count === wanted), `${count} charts, not ${wanted}`);
  return executed;
}

/** What is handed on has every chart, and everybody can read it. */
async function exportSteps(t: Deno.TestContext, executed: ExecutedNotebook): Promise<void> {
  const { path, chartTexts: { length: chartCount } } = executed;
  const page = path.replace(/ipynb$/, "html");
  // Neither Inkscape, which a machine may have, nor anything else but what prose needs on its way to LaTeX.
  const programs = await folderOfPrograms(dirname(path), ["pandoc"]);
  const converter = { python: nbconvert.python, path: programs };
  await t.step({
    name: `into HTML${nbconvert.missing === null ? "" : ` (skipped: ${nbconvert.missing})`}`,
    ignore: nbconvert.missing !== null,
    async fn() {
      assertEquals(await convertToHtml([path], nbconvert.python), {
        kind: "written",
        paths: [page],
      });
      const html = await Deno.readTextFile(page);
      // Cards hold pictures, too.
      const pictures = countIn(
        await Deno.readTextFile(path),
        /<img [^>]*src=\\"data:image\/svg\+xml/g,
      );
      assertEquals(countIn(html, /<img [^>]*src="data:image\/svg\+xml/g), pictures);
      assert(pictures >= chartCount, `${pictures} pictures of ${chartCount} charts`);
    },
  });
  const unseen = nbconvert.missing ??
    (browser === undefined ? "no Chromium: install it or set PROBEBOOK_CHROMIUM" : null);
  await t.step({
    name: `HTML without barriers${unseen === null ? "" : ` (skipped: ${unseen})`}`,
    ignore: unseen !== null,
    sanitizeOps: false,
    sanitizeResources: false,
    async fn() {
      if (browser === undefined) throw new Error("Cannot test: no browser runs");
      assertEquals(await findBarriers(browser.context, page), []);
    },
  });
  if (!isMatrix()) return;
  const missing = nbconvert.missing ??
    (pandoc === null ? "no pandoc, which it needs for prose" : null);
  await t.step({
    name: `into LaTeX, without Inkscape${missing === null ? "" : ` (skipped: ${missing})`}`,
    ignore: missing !== null,
    async fn() {
      await convert(path, { ...converter, to: ["latex"] });
      const tex = await Deno.readTextFile(path.replace(/ipynb$/, "tex"));
      const files = [...tex.matchAll(/\\adjustimage\{[^\n]*\}\{([^}]*)\}/g)].map(([, file]) =>
        file
      );
      assertEquals(files.length, chartCount);
      for (const file of files) {
        assert((await Deno.stat(join(dirname(path), file ?? ""))).size > 1000, file);
      }
    },
  });
}

function countIn(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length;
}

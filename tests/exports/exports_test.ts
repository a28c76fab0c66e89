/** Charts in what nbconvert makes of an executed notebook: HTML on light and dark systems, LaTeX without Inkscape. */
import { assert, assertEquals } from "@std/assert";
import { join, toFileUrl } from "@std/path";
import { type ChartView, lookAtChart, readParts } from "../browser/chart_view.ts";
import { type Browser, findChromium, startBrowser } from "../browser/chromium.ts";
import { findFaults } from "../browser/legibility.ts";
import { FULL_CHART, FULL_CHART_TEXTS, MEASURED_CHARTS } from "../support/chart_cells.ts";
import { notebookText } from "../support/notebook_text.ts";
import { decodePng } from "../support/png.ts";
import { testUnless } from "../support/skip.ts";
import { convert, type Converter, execute, findNbconvert, folderOfPrograms } from "./nbconvert.ts";

/** Name of the executed copy without its ending. */
const NAME = "charts";

const CELLS = [FULL_CHART, ...MEASURED_CHARTS];

const nbconvert = await findNbconvert();
const chromium = await findChromium();
const missing = nbconvert.missing ??
  (chromium === null ? "no Chromium: install it or set PROBEBOOK_CHROMIUM" : null);

/** What the tests share: one executed notebook, and a browser to look at what is made of it. */
interface Place {
  readonly folder: string;
  readonly notebook: string;
  readonly converter: Converter;
  readonly browser: Browser;
}

let place: Place | undefined;

Deno.test.beforeAll(async () => {
  if (missing !== null || chromium === null) return;
  const folder = await Deno.makeTempDir({ prefix: "probebook-exports-" });
  const source = join(folder, `${NAME}.ipynb`);
  await Deno.writeTextFile(source, notebookText(CELLS));
  place = {
    folder,
    notebook: await execute(source, { into: join(folder, "executed") }),
    // Nothing to be found: neither Inkscape, which a machine may have, nor pandoc, which cells of code do not need.
    converter: { python: nbconvert.python, path: await folderOfPrograms(folder, []) },
    browser: await startBrowser(chromium),
  };
});

Deno.test.afterAll(async () => {
  await place?.browser[Symbol.asyncDispose]();
  if (place !== undefined) await Deno.remove(place.folder, { recursive: true });
});

const PAGES: [name: string, options: string[]][] = [
  ["HTML", []],
  ["HTML of the dark theme", ["--theme", "dark"]],
];

for (const [name, options] of PAGES) {
  testExport(
    `nbconvert: charts in ${name} can be read on light and dark systems`,
    async (here) => {
      const { notebook, converter, browser: { context } } = here;
      await convert(notebook, { ...converter, to: ["html", ...options] });
      const page = await context.newPage();
      try {
        for (const colorScheme of ["light", "dark"] as const) {
          await page.emulateMedia({ colorScheme });
          await page.goto(toFileUrl(notebook.replace(/ipynb$/, "html")).href);
          const views: ChartView[] = [];
          for (const chart of await page.locator("img").all()) {
            views.push(await lookAtChart(chart, { context }));
          }
          assertEquals(views.map(({ faults }) => faults), CELLS.map(() => []), colorScheme);
          assertEquals(FULL_CHART_TEXTS.filter((text) => !views[0]?.texts.includes(text)), []);
        }
      } finally {
        await page.close();
      }
    },
  );
}

testExport("nbconvert: LaTeX includes charts as PNG, without Inkscape", async (here) => {
  const { notebook, converter, browser: { context } } = here;
  await convert(notebook, { ...converter, to: ["latex"] });
  const tex = await Deno.readTextFile(notebook.replace(/ipynb$/, "tex"));
  // adjustbox's form of includegraphics.
  const included = [...tex.matchAll(/\\adjustimage\{[^\n]*\}\{([^}]*)\}/g)].map(([, path]) => path);
  assertEquals(included.length, CELLS.length, tex);
  const executed = await Deno.readTextFile(notebook);
  const sources = [...executed.matchAll(/data:image\/svg\+xml;base64,[^"\\]*/g)].map(([url]) =>
    url
  );
  for (const [index, path = ""] of included.entries()) {
    const picture = decodePng(await Deno.readFile(join(here.folder, "executed", path)));
    const chart = await readParts(context, sources[index] ?? "");
    assertEquals(findFaults(picture, chart), [], path);
    assert(picture.width >= 2 * chart.width, `${path} is too coarse for print`);
  }
});

function testExport(name: string, fn: (place: Place) => Promise<void>): void {
  testUnless(missing, {
    name,
    // The browser lives through all tests.
    sanitizeOps: false,
    sanitizeResources: false,
    fn: async () => {
      if (place === undefined) throw new Error("Cannot test: nothing was executed");
      await fn(place);
    },
  });
}

/** JupyterLab in a real browser, used as a learner uses it. */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { fromFileUrl, join } from "@std/path";
import { PYTHON_MISSING_VARIABLE } from "../support/test_python.ts";
import { testUnless } from "../support/skip.ts";
import { type Browser, findChromium, startBrowser } from "./chromium.ts";
import { LabPage } from "./lab_page.ts";
import { type LabServer, startLab } from "./lab_server.ts";
import { readPixels } from "./pixels.ts";

/** Pictures are kept here for the eye. */
const SCREENSHOTS = fromFileUrl(new URL("../../.cache/screenshots/", import.meta.url));

/** From the click to the cell's number, browser and server included. Chosen; 5 ms in the kernel. */
const STOP_LIMIT_MS = 3000;

const chromium = await findChromium();
const missing = chromium === null
  ? "no Chromium: install it or set PROBEBOOK_CHROMIUM"
  : Deno.env.get(PYTHON_MISSING_VARIABLE) ?? null;

let browser: Browser | undefined;
let lab: LabServer | undefined;

Deno.test.beforeAll(async () => {
  if (missing !== null || chromium === null) return;
  await Deno.mkdir(SCREENSHOTS, { recursive: true });
  lab = await startLab();
  browser = await startBrowser(chromium);
});

Deno.test.afterAll(async () => {
  await browser?.[Symbol.asyncDispose]();
  await lab?.[Symbol.asyncDispose]();
});

/** Registers a test on one open notebook: a tracked one by its name, or one made of `cells`. */
function testNotebook(
  name: string,
  { notebook, cells, use }: {
    notebook: string;
    cells?: string[];
    use: (page: LabPage, browser: Browser) => Promise<void>;
  },
): void {
  testUnless(missing, {
    name,
    // Browser and server live through all tests; their sockets and timers belong to none of them.
    sanitizeOps: false,
    sanitizeResources: false,
    fn: async () => {
      if (lab === undefined || browser === undefined) throw new Error("Cannot test: no lab runs");
      if (cells !== undefined) await writeNotebook(join(lab.folder, notebook), cells);
      const page = await LabPage.open(browser.context, { url: lab.url, notebook });
      try {
        await use(page, browser);
      } finally {
        await page.keepScreenshot(SCREENSHOTS, name.replaceAll(/[^A-Za-z0-9]+/g, "_"));
        await page.close();
      }
    },
  });
}

testNotebook("Run All puts each output under its cell, in order", {
  notebook: "run_all.ipynb",
  cells: [
    'const seven: number = 7;\nconsole.log("first");\nconsole.error("second");\nconsole.log("third");',
    "seven * 6",
    'Deno.jupyter.html`<b id="bold">bold</b>`',
    "for (let line = 0; line < 3; line++) console.log(`line ${line}`);\n[seven, seven]",
    "null as never as string;\nthrow new RangeError(`too far: ${seven}`);",
  ],
  async use(page) {
    await page.runAll();
    await page.waitUntilRun(4);
    const outputs = await page.outputs();
    assertEquals(outputs.slice(0, 4), [
      ["first", "second", "third"],
      ["42"],
      ["bold"],
      ["line 0\nline 1\nline 2", "[ 7, 7 ]"],
    ]);
    assertMatch(outputs[4]?.join() ?? "", /RangeError: too far: 7/);
  },
});

const HANGS: [name: string, source: string][] = [
  ["an endless loop", "for (;;);"],
  ["an await that never settles", "await new Promise(() => {});"],
];

for (const [name, source] of HANGS) {
  testNotebook(`Stop ends ${name} and keeps the variables`, {
    notebook: `stop_${source.length}.ipynb`,
    cells: ['let kept = "still here";', `console.log("running");\n${source}`, "kept"],
    async use(page) {
      await page.runCell(0);
      await page.waitUntilRun(0);
      await page.runCell(1);
      await page.waitForOutput(1, "running");
      const stoppedMs = performance.now();
      await page.stop();
      await page.waitUntilRun(1);
      const elapsedMs = performance.now() - stoppedMs;
      assert(elapsedMs < STOP_LIMIT_MS, `the cell ended only after ${elapsedMs} ms`);
      await page.runCell(2);
      await page.waitUntilRun(2);
      assertMatch((await page.outputs())[2]?.join() ?? "", /still here/);
    },
  });
}

testNotebook("Restart forgets the variables", {
  notebook: "restart.ipynb",
  cells: ["let forgotten = 1;", "typeof forgotten"],
  async use(page) {
    await page.runAll();
    await page.waitUntilRun(1);
    assertMatch((await page.outputs())[1]?.join() ?? "", /number/);
    await page.restart();
    await page.runCell(1);
    await page.waitForOutput(1, "undefined");
  },
});

testNotebook("00_start_here runs through and its chart follows the theme", {
  notebook: "00_start_here.ipynb",
  async use(page, { context }) {
    await page.runAll();
    for (let index = 0; index < await page.codeCellCount(); index++) await page.waitUntilRun(index);
    // Such as a line for each package that is fetched: the set-up has fetched them all.
    assertEquals(await page.errorOutputs(), []);
    const chart = page.charts().first();
    for (const theme of ["JupyterLab Light", "JupyterLab Dark"]) {
      await page.setTheme(theme);
      await chart.scrollIntoViewIfNeeded();
      const png = await chart.screenshot({
        path: join(SCREENSHOTS, `chart_${theme.slice(11)}.png`),
      });
      await page.keepScreenshot(SCREENSHOTS, `00_start_here_${theme.slice(11)}`);
      const pixels = await readPixels(context, png);
      const told = JSON.stringify(pixels);
      assert(pixels.width > 300 && pixels.height > 80, `the chart is too small: ${told}`);
      assert(pixels.colouredShare > 0.0005, `no marks in colour: ${told}`);
      assert(pixels.inkShare > 0.002, `next to nothing is drawn: ${told}`);
      const isDark = theme.endsWith("Dark");
      assertEquals(pixels.backgroundBrightness < 128, isDark, `wrong background: ${told}`);
      const isTextLighter = pixels.textBrightness > pixels.backgroundBrightness;
      assertEquals(isTextLighter, isDark, `text unlike the theme: ${told}`);
    }
    await page.setTheme("JupyterLab Light");
  },
});

async function writeNotebook(path: string, cells: string[]): Promise<void> {
  const notebook = {
    cells: cells.map((source, index) => ({
      cell_type: "code",
      execution_count: null,
      id: `cell-${index}`,
      metadata: {},
      outputs: [],
      source,
    })),
    metadata: {
      kernelspec: {
        display_name: "TypeScript (Probebook)",
        language: "typescript",
        name: "probebook",
      },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
  await Deno.writeTextFile(path, JSON.stringify(notebook));
}

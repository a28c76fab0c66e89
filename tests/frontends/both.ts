/** What JupyterLab and Notebook 7 must both do with this kernel: the same steps, by the same keys and buttons. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { type NotebookTest, SCREENSHOTS } from "../browser/lab_fixture.ts";
import type { LabPage } from "../browser/lab_page.ts";
import {
  answerQuestion,
  clickSlider,
  pressShiftTab,
  pressTab,
  typeInCell,
  waitForBar,
} from "./typing.ts";

type TestNotebook = (name: string, test: NotebookTest) => void;

const KNOWN = `/** How far something has come. */
function distanceOf(stepCount: number): number {
  return stepCount * 2;
}
const distanceMax: number = 7;`;

const WIDGETS = `import { progressBar, slider } from "workbook";
const seen: number[] = [];
const bar = progressBar({ max: 10, description: "so far" });
const threads = slider({ min: 0, max: 10, value: 2, description: "threads" });
threads.onChange((value) => {
  seen.push(value);
  bar.value = value;
});
bar`;

const WAITING = `console.log("waits");
for await (const value of threads) {
  if (value >= 8) break;
}
threads.value = 1;
seen.at(-1)`;

/** Tab and Shift-Tab in a cell that knows another one. */
export function testHelp(testNotebook: TestNotebook, frontEnd: string): void {
  testNotebook(`${frontEnd} lists names with their kinds at Tab, and tells of one at Shift-Tab`, {
    notebook: "help.ipynb",
    cells: [KNOWN, ""],
    async use({ page }) {
      await page.runCell(0);
      await page.waitUntilRun(0);
      await typeInCell(page, { index: 1, text: "dist" });
      const offered = await pressTab(page, "distanceOf");
      await page.keepScreenshot(SCREENSHOTS, `${frontEnd} Tab`);
      const known = offered.filter(({ name }) => name.startsWith("distance"));
      assertEquals(known.map(({ name }) => name).sort(), ["distanceMax", "distanceOf"]);
      assertEquals(known.find(({ name }) => name === "distanceOf")?.kind, "function");
      await page.page.keyboard.press("Escape");
      await typeInCell(page, { index: 1, text: "anceOf" });
      const note = await pressShiftTab(page, { index: 1, wanted: /stepCount: number/ });
      await page.keepScreenshot(SCREENSHOTS, `${frontEnd} Shift-Tab`);
      assertStringIncludes(note, "distanceOf(stepCount: number): number");
      assertStringIncludes(note, "How far something has come.");
    },
  });
}

/** A slider and a progress bar, each moved from both sides. */
export function testWidgets(testNotebook: TestNotebook, frontEnd: string): void {
  testNotebook(`${frontEnd} moves a slider and a progress bar, from cells and from the page`, {
    notebook: "widgets.ipynb",
    cells: [WIDGETS, "threads", WAITING, "threads.value = 9; seen.length"],
    async use({ page }) {
      const readout = page.codeCell(1).locator(".widget-readout");
      for (const index of [0, 1]) {
        await page.runCell(index);
        await page.waitUntilRun(index);
      }
      await readout.getByText("2", { exact: true }).waitFor();
      await page.runCell(2);
      await page.waitForOutput(2, "waits");
      // While a cell awaits: the callback moves the bar, the loop ends, and the cell moves the slider.
      await clickSlider(page, { index: 1, share: 0.9 });
      await page.waitForOutput(2, "9");
      await readout.getByText("1", { exact: true }).waitFor();
      await waitForBar(page, { index: 0, share: 0.9 });
      // And while none runs.
      await clickSlider(page, { index: 1, share: 0.5 });
      await waitForBar(page, { index: 0, share: 0.5 });
      await page.codeCell(1).locator(".noUi-target:not(.noUi-state-tap)").waitFor();
      await page.keepScreenshot(SCREENSHOTS, `${frontEnd} widgets`);
      await page.runCell(3);
      await page.waitForOutput(3, "2");
      await readout.getByText("9", { exact: true }).waitFor();
    },
  });
}

/** Run All, a question, a chart that grows, a traceback. */
export function testRunning(testNotebook: TestNotebook, frontEnd: string): void {
  testNotebook(`${frontEnd} runs all cells, asks a question and shows progress in its place`, {
    notebook: "run_all.ipynb",
    cells: [
      'const seven: number = 7;\nconsole.log("first");\nconsole.error("second");',
      'prompt("your name? ", "nobody")',
      `const id = { display_id: "progress" };
for (const percent of [0, 50, 100]) {
  const bar = { "text/plain": \`\${percent} %\` };
  await Deno.jupyter.display(bar, { raw: true, update: percent > 0, ...id });
}`,
      "throw new RangeError(`too far: ${seven}`);",
    ],
    async use({ page }) {
      await page.runAll();
      const asked = await answerQuestion(page, { index: 1, text: "Ada" });
      assertStringIncludes(asked, "your name?");
      await page.waitUntilRun(3);
      const [first, name, progress, error] = await page.outputs();
      assertEquals(first, ["first", "second"]);
      assertStringIncludes(name?.join() ?? "", '"Ada"');
      assertEquals(progress, ["100 %"]);
      assertStringIncludes(error?.join("\n") ?? "", "RangeError: too far: 7\n    at cell 4:1:7");
      await page.keepScreenshot(SCREENSHOTS, `${frontEnd} traceback`);
    },
  });
}

/** Stop of what calculates and of what waits, then a restart. */
export function testStopping(testNotebook: TestNotebook, frontEnd: string): void {
  testNotebook(
    `${frontEnd} stops a loop and an await, keeps the variables, and forgets at Restart`,
    {
      notebook: "stop.ipynb",
      cells: [
        'let kept = "still here";',
        'console.log("loops");\nfor (;;);',
        'console.log("awaits");\nawait new Promise(() => {});',
        "typeof kept",
      ],
      async use({ page }) {
        await page.runCell(0);
        await page.waitUntilRun(0);
        for (const [index, said] of [[1, "loops"], [2, "awaits"]] as const) {
          await page.runCell(index);
          await page.waitForOutput(index, said);
          await page.stop();
          await page.waitForOutput(index, "variables are kept");
        }
        await page.runCell(3);
        await page.waitForOutput(3, "string");
        await page.restart();
        await page.runCell(3);
        await page.waitForOutput(3, "undefined");
      },
    },
  );
}

/** A page that is loaded anew while a cell runs. */
export function testReload(testNotebook: TestNotebook, frontEnd: string): void {
  testNotebook(
    `${frontEnd} loaded anew while a cell runs has what was saved, widgets too, and the kernel goes on`,
    {
      notebook: "reload.ipynb",
      cells: [WIDGETS, "threads", WAITING, "seen.length"],
      async use({ page, folder }) {
        for (const index of [0, 1]) {
          await page.runCell(index);
          await page.waitUntilRun(index);
        }
        await page.runCell(2);
        await page.waitForOutput(2, "waits");
        await page.page.keyboard.press("Control+s");
        const saved = page.page.waitForResponse((response) =>
          response.request().method() === "PUT" && response.url().includes("/api/contents/")
        );
        await page.page.keyboard.press("Control+s");
        await saved;
        assert((await Deno.readTextFile(join(folder, "reload.ipynb"))).includes("waits"));
        await page.reload();
        await page.waitForOutput(2, "waits");
        await page.codeCell(1).locator(".widget-readout").getByText("2", { exact: true }).waitFor();
        await clickSlider(page, { index: 1, share: 0.9 });
        await page.codeCell(1).locator(".widget-readout").getByText("1", { exact: true }).waitFor();
        await page.runCell(3);
        await page.waitForOutput(3, "1");
      },
    },
  );
}

/** What is read must be readable in both themes. */
export function testThemes(
  testNotebook: TestNotebook,
  { frontEnd, themes }: { frontEnd: string; themes: readonly string[] },
): void {
  testNotebook(`${frontEnd} shows tables and cards that can be read in both themes`, {
    notebook: "themes.ipynb",
    cells: [
      'import { claim, table } from "workbook";\ntable([{ name: "py3.14", ms: 2.5 }])',
      'import { promptCard } from "workbook";\npromptCard("lesson1-time-saved")',
    ],
    async use({ page }) {
      await page.runAll();
      await page.waitUntilRun(1);
      const papers = new Set<string>();
      for (const theme of themes) {
        await page.setTheme(theme);
        papers.add(await paperOf(page));
        await page.keepScreenshot(SCREENSHOTS, `${frontEnd} ${theme}`);
        assertEquals(await page.faintTexts(), [], theme);
      }
      assertEquals(papers.size, themes.length);
      const [light = ""] = themes;
      await page.setTheme(light);
    },
  });
}

/** What the theme calls the colour of its paper: Notebook 7's cells lie on no panel of their own. */
function paperOf({ page }: LabPage): Promise<string> {
  return page.evaluate(() =>
    getComputedStyle(document.body).getPropertyValue("--jp-layout-color0").trim()
  );
}

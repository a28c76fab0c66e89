/** JupyterLab as `deno task lab` sets it up: what tests/browser does not do there yet. */
import { assertStringIncludes } from "@std/assert";
import { labFixture, SCREENSHOTS } from "../browser/lab_fixture.ts";
import type { LabPage } from "../browser/lab_page.ts";
import { isMatrix } from "../support/python_driver.ts";
import { testUnless } from "../support/skip.ts";
import { testHelp, testReload, testRunning, testWidgets } from "./both.ts";

const FRONT_END = "JupyterLab";

const testNotebook = labFixture();

testHelp(testNotebook, FRONT_END);
testWidgets(testNotebook, FRONT_END);

if (isMatrix()) testTheRest();
else {
  testUnless("part of test:all", {
    name: "JupyterLab asks, is loaded anew, has two notebooks and a console",
    fn: () => {},
  });
}

function testTheRest(): void {
  testRunning(testNotebook, FRONT_END);
  testReload(testNotebook, FRONT_END);

  testNotebook("JupyterLab runs two notebooks at once, each with its own variables", {
    notebook: "left.ipynb",
    cells: ['const side = "left";\nconsole.log("waits");\nawait new Promise(() => {});', "side"],
    async use({ page: left, openOther }) {
      await left.runCell(0);
      await left.waitForOutput(0, "waits");
      const right = await openOther("right.ipynb", ['const side = "right";', "side"]);
      await right.runAll();
      await right.waitForOutput(1, "right");
      await left.stop();
      await left.waitForOutput(0, "variables are kept");
      await left.runCell(1);
      await left.waitForOutput(1, "left");
    },
  });

  testNotebook("JupyterLab opens a console for a notebook, which knows its variables", {
    notebook: "console.ipynb",
    cells: ["const seven: number = 7;"],
    async use({ page }) {
      await page.runAll();
      await page.waitUntilRun(0);
      await openConsole(page);
      const typed = page.page.locator(".jp-CodeConsole-promptCell .cm-content");
      await typed.click();
      await page.page.keyboard.type("seven * 6");
      await page.page.keyboard.press("Shift+Enter");
      const shown = page.page.locator(".jp-CodeConsole-content .jp-OutputArea-output");
      assertStringIncludes(await shown.last().innerText(), "42");
      await page.keepScreenshot(SCREENSHOTS, "JupyterLab console");
    },
  });
}

async function openConsole({ page }: LabPage): Promise<void> {
  await page.keyboard.press("Control+Shift+C");
  await page.locator(".lm-CommandPalette-input").fill("New Console for Notebook");
  await page.locator('.lm-CommandPalette-item[data-command="notebook:create-console"]').click();
  await page.locator(".jp-CodeConsole-promptCell").waitFor();
}

/** JupyterLab in a real browser, used as a learner uses it. */
import { assertEquals, assertMatch } from "@std/assert";
import { demandWithin } from "../support/elapsed.ts";
import { labFixture } from "./lab_fixture.ts";

/** From the click to the cell's number, browser and server included. Chosen; 5 ms in the kernel. */
const STOP_LIMIT_MS = 3000;

const testNotebook = labFixture();

testNotebook("Run All puts each output under its cell, in order", {
  notebook: "run_all.ipynb",
  cells: [
    'const seven: number = 7;\nconsole.log("first");\nconsole.error("second");\nconsole.log("third");',
    "seven * 6",
    'Deno.jupyter.html`<b id="bold">bold</b>`',
    "for (let line = 0; line < 3; line++) console.log(`line ${line}`);\n[seven, seven]",
    "null as never as string;\nthrow new RangeError(`too far: ${seven}`);",
  ],
  async use({ page }) {
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
    async use({ page }) {
      await page.runCell(0);
      await page.waitUntilRun(0);
      await page.runCell(1);
      await page.waitForOutput(1, "running");
      const stoppedMs = performance.now();
      await page.stop();
      await page.waitUntilRun(1);
      demandWithin(STOP_LIMIT_MS, { what: "Stop", elapsedMs: performance.now() - stoppedMs });
      await page.runCell(2);
      await page.waitUntilRun(2);
      assertMatch((await page.outputs())[2]?.join() ?? "", /still here/);
    },
  });
}

testNotebook("Restart forgets the variables", {
  notebook: "restart.ipynb",
  cells: ["let forgotten = 1;", "typeof forgotten"],
  async use({ page }) {
    await page.runAll();
    await page.waitUntilRun(1);
    assertMatch((await page.outputs())[1]?.join() ?? "", /number/);
    await page.restart();
    await page.runCell(1);
    await page.waitForOutput(1, "undefined");
  },
});

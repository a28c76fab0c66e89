/** Warnings about types in JupyterLab: they come after a cell has ended, and stand under it. */
import { assertEquals, assertMatch } from "@std/assert";
import { labFixture, SCREENSHOTS } from "./lab_fixture.ts";

const testNotebook = labFixture();

testNotebook("A type error is told under its cell after all cells have run", {
  notebook: "type_warning.ipynb",
  cells: [
    "interface Run {\n  label: string;\n  seconds: number;\n}",
    'const run: Run = { label: "loop", seconds: "1.5" };\nrun.label',
    "run.seconds",
    "%%check\nconst next: Run = { label: 5, seconds: 1 };",
  ],
  async use({ page }) {
    await page.runAll();
    await page.waitForOutput(3, "TypeCheckError");
    await page.waitForOutput(1, "Type error");
    await page.keepScreenshot(SCREENSHOTS, "type_warning");
    const outputs = await page.outputs();
    assertEquals(outputs[1]?.[0], '"loop"');
    assertMatch(outputs[1]?.[1] ?? "", /^Type error in cell 2, line 1, column 35: Type 'string'/);
    assertEquals([outputs[0], outputs[2]], [[], ['"1.5"']]);
    // Run again, the cell has its warning again, and once.
    await page.runCell(1);
    await page.waitForOutput(1, "Type error in cell 5");
    assertEquals((await page.outputs())[1]?.length, 2);
  },
});

/** A prompt's card in JupyterLab: its text is changed and copied, and stays to be selected where no script may run. */
import { assert, assertEquals } from "@std/assert";
import type { BrowserContext, Page } from "playwright-core";
import { promptCard } from "../../notebooks/workbook/mod.ts";
import { DISPLAY } from "../../probes/mod.ts";
import { notebookText } from "../support/notebook_text.ts";
import { labFixture, SCREENSHOTS } from "./lab_fixture.ts";

const testNotebook = labFixture();

testNotebook("a prompt's card is changed and copied, and can be read in both themes", {
  notebook: "prompt.ipynb",
  cells: ['import { promptCard } from "workbook";\n\npromptCard("lesson1-time-saved")'],
  async use({ page, browser: { context } }) {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.runAll();
    await page.waitUntilAllRun();
    const { field, button } = cardOn(context);
    await field.press("Control+End");
    await field.pressSequentially(" Answer in short.");
    await button.click();
    await button.getByText("Copied").waitFor();
    const copied = await newest(context).evaluate(() => navigator.clipboard.readText());
    assert(copied.endsWith(" Answer in short."), copied);
    assertEquals(copied, await field.inputValue());
    for (const theme of ["Light", "Dark"]) {
      await page.setTheme(`JupyterLab ${theme}`);
      await page.keepOutputs(SCREENSHOTS, `prompt_${theme}`);
      assertEquals(await page.faintTexts(), [], theme);
    }
    await page.setTheme("JupyterLab Light");
  },
});

testNotebook("a prompt's card of an untrusted file has its text, and no button that does nothing", {
  notebook: "prompt_untrusted.ipynb",
  prepare: withSavedCard,
  async use({ page, browser: { context } }) {
    assertEquals(await page.isTrusted(), false);
    const { field, button } = cardOn(context);
    assert((await field.inputValue()).includes("My machine:"));
    assertEquals(await button.count(), 0);
  },
});

function newest(context: BrowserContext): Page {
  const page = context.pages().at(-1);
  if (page === undefined) throw new Error("Cannot look at a prompt: no page is open");
  return page;
}

function cardOn(context: BrowserContext) {
  const output = newest(context).locator(".jp-Notebook .jp-OutputArea-output");
  return { field: output.getByLabel("The prompt:"), button: output.locator("button") };
}

/** As if somebody had sent the notebook with its outputs. */
async function withSavedCard(path: string): Promise<void> {
  const notebook = JSON.parse(notebookText(["1"]));
  const data = await promptCard("lesson1-time-saved")[DISPLAY]();
  notebook.cells[0].outputs = [
    { output_type: "execute_result", execution_count: 1, metadata: {}, data },
  ];
  await Deno.writeTextFile(path, JSON.stringify(notebook));
}

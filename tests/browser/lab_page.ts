/** What a learner does in JupyterLab or Notebook 7, by their own menus and buttons. */
import type { BrowserContext, Locator, Page } from "playwright-core";
import { join } from "@std/path";
import { findFaintTexts } from "./faint_texts.ts";
import type { Colour } from "./legibility.ts";

/** Long enough for two slow cores under load; reached only when something is wrong. */
const WAIT_MS = 60_000;

/** The shield in the status bar. */
const TRUST_STATUS = "#jp-main-statusbar .jp-StatusItem-trust";

/** Tracebacks, and what cells wrote to standard error. */
const STDERR = '.jp-OutputArea-output[data-mime-type="application/vnd.jupyter.stderr"]';

/** Drawings among the outputs. */
const CHARTS = '.jp-Notebook .jp-OutputArea-output img[src^="data:image/svg+xml"]';

/** Which program shows the notebook. */
export type FrontEnd = "JupyterLab" | "Notebook 7";

/** Where each has notebooks; JupyterLab opens them in a fresh workspace. */
const ADDRESSES: Readonly<Record<FrontEnd, { folder: string; reset: boolean }>> = {
  "JupyterLab": { folder: "/lab/tree/", reset: true },
  "Notebook 7": { folder: "/notebooks/", reset: false },
};

/** One open notebook. */
export class LabPage {
  readonly #page: Page;
  readonly #frontEnd: FrontEnd;

  private constructor(page: Page, frontEnd: FrontEnd) {
    this.#page = page;
    this.#frontEnd = frontEnd;
  }

  /** Opens a notebook of the server at `url` and waits for its kernel. */
  static async open(
    context: BrowserContext,
    { url, notebook, frontEnd = "JupyterLab" }: {
      url: string;
      notebook: string;
      frontEnd?: FrontEnd;
    },
  ): Promise<LabPage> {
    const { folder, reset } = ADDRESSES[frontEnd];
    const address = new URL(url);
    address.pathname = `${folder}${notebook}`;
    if (reset) address.searchParams.set("reset", "");
    const page = await context.newPage();
    page.setDefaultTimeout(WAIT_MS);
    const lab = new LabPage(page, frontEnd);
    const kernel = lab.#kernelAnswer();
    await page.goto(address.href);
    await lab.#cells.first().waitFor();
    await kernel;
    await lab.waitUntilIdle();
    if (frontEnd === "JupyterLab") await lab.#declineNews();
    return lab;
  }

  /** The browser's page, for what only one test does there. */
  get page(): Page {
    return this.#page;
  }

  /** Loads the page anew, as F5 does. */
  async reload(): Promise<void> {
    await this.#page.reload();
    await this.#cells.first().waitFor();
  }

  /** The code cell at `index`. */
  codeCell(index: number): Locator {
    return this.#codeCells.nth(index);
  }

  get #cells(): Locator {
    return this.#page.locator(".jp-Notebook .jp-Notebook-cell");
  }

  get #codeCells(): Locator {
    return this.#page.locator(".jp-Notebook .jp-CodeCell");
  }

  async close(): Promise<void> {
    await this.#page.close();
  }

  async runAll(): Promise<void> {
    await this.#choose("Run", "runmenu:run-all");
  }

  /** Selects the code cell at `index` and runs it; does not wait for its end. */
  async runCell(index: number): Promise<void> {
    const prompt = this.#codeCells.nth(index).locator(".jp-InputPrompt");
    await prompt.click();
    await this.#page.keyboard.press("Control+Enter");
  }

  /** Presses the toolbar's Stop button. */
  async stop(): Promise<void> {
    await this.#page.locator('[data-command="notebook:interrupt-kernel"]').click();
  }

  /** Presses the toolbar's Restart button and confirms. */
  async restart(): Promise<void> {
    // Until the server has answered, the page may still show the old kernel as idle.
    const answered = this.#page.waitForResponse(/\/api\/kernels\/[^/]+\/restart/);
    const kernel = this.#kernelAnswer();
    await this.#page.locator('[data-command="notebook:restart-kernel"]').click();
    await this.#page.locator(".jp-Dialog .jp-mod-accept").click();
    await answered;
    await kernel;
    await this.waitUntilIdle();
  }

  /**
   * Waits until the status bar names an idle kernel, as in `TypeScript (Probebook) | Idle`; Notebook 7 has the
   * toolbar's indicator only.
   *
   * That indicator looks idle already before there is a kernel; a cell that is run then is dropped
   * without a word (JupyterLab 4.6.6). Who opens a page awaits the kernel's first answer as well.
   */
  async waitUntilIdle(): Promise<void> {
    const idle = this.#frontEnd === "JupyterLab"
      ? this.#page.locator("#jp-main-statusbar").getByText(/\| Idle$/)
      : this.#page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]').first();
    await idle.waitFor();
  }

  /** Waits until the code cell at `index` has ended: its prompt shows a number. */
  async waitUntilRun(index: number): Promise<void> {
    await this.#codeCells.nth(index).locator(".jp-InputPrompt", { hasText: /^\[\d+\]:$/ })
      .waitFor();
  }

  /** Waits until every code cell has ended, or one has failed: those after it do not run then. */
  async waitUntilAllRun(): Promise<void> {
    await this.#page.waitForFunction(({ prompts, errors }) => {
      const numbers = [...document.querySelectorAll(prompts)].map((prompt) => prompt.textContent);
      const hasRun = numbers.every((text) => /^\[\d+\]:$/.test(text ?? ""));
      return hasRun || document.querySelector(errors) !== null;
    }, { prompts: ".jp-Notebook .jp-CodeCell .jp-InputPrompt", errors: `.jp-Notebook ${STDERR}` });
  }

  /** Waits until an output of the code cell at `index` contains `text`. */
  async waitForOutput(index: number, text: string): Promise<void> {
    const outputs = this.#codeCells.nth(index).locator(".jp-OutputArea-output");
    await outputs.filter({ hasText: text }).first().waitFor();
  }

  /** The text of each output of each code cell. */
  async outputs(): Promise<string[][]> {
    const cells = await this.#codeCells.all();
    return await Promise.all(cells.map(async (cell) => {
      const texts = await cell.locator(".jp-OutputArea-output").allInnerTexts();
      return texts.map((text) => text.trim());
    }));
  }

  /** How many outputs each code cell has, empty ones too. */
  async outputCounts(): Promise<number[]> {
    const cells = await this.#codeCells.all();
    return await Promise.all(cells.map((cell) => cell.locator(".jp-OutputArea-child").count()));
  }

  /** Tracebacks, and what cells wrote to standard error. */
  async errorOutputs(): Promise<string[]> {
    return await this.#page.locator(`.jp-Notebook ${STDERR}`).allTextContents();
  }

  /** How many code cells there are. */
  async codeCellCount(): Promise<number> {
    return await this.#codeCells.count();
  }

  /** The drawings among the outputs, in order. */
  charts(): Locator {
    return this.#page.locator(CHARTS);
  }

  /** Waits until the first drawing among the outputs is another one than `previous`; gives its source. */
  async waitForNextChart(previous: string | null): Promise<string> {
    const handle = await this.#page.waitForFunction(
      ({ selector, previous }) => {
        const source = document.querySelector(selector)?.getAttribute("src") ?? null;
        return source === previous ? null : source;
      },
      { selector: CHARTS, previous },
    );
    return String(await handle.jsonValue());
  }

  /** Waits until the first drawing among the outputs contains a text, of ASCII letters only. */
  async waitForChartText(text: RegExp): Promise<void> {
    await this.#page.waitForFunction(
      ({ selector, pattern }) => {
        const source = document.querySelector(selector)?.getAttribute("src") ?? "";
        return new RegExp(pattern).test(atob(source.slice(source.indexOf(",") + 1)));
      },
      { selector: CHARTS, pattern: text.source },
    );
  }

  /** Changes the theme by the menu, as in `JupyterLab Dark`. */
  async setTheme(name: string): Promise<void> {
    await this.#page.locator(".lm-MenuBar-item", { hasText: /^Settings$/ }).click();
    await this.#page.locator(".lm-Menu-item", { hasText: /^Theme$/ }).hover();
    await this.#page
      .locator('.lm-Menu-item[data-command="apputils:change-theme"]', {
        hasText: new RegExp(`^${name}$`),
      })
      .click();
    await this.#page.locator(`body[data-jp-theme-name="${name}"]`).waitFor({ state: "attached" });
  }

  /** The colour of the page around the cells. */
  async backgroundColour(): Promise<Colour> {
    const colour = await this.#page.locator(".jp-NotebookPanel").first().evaluate((element) =>
      getComputedStyle(element).backgroundColor
    );
    const [red = 0, green = 0, blue = 0] = (colour.match(/\d+/g) ?? []).map(Number);
    return [red, green, blue];
  }

  /** What the status bar says: whether outputs of the file are shown unchanged. */
  async isTrusted(): Promise<boolean> {
    const title = await this.#page.locator(TRUST_STATUS).getAttribute("title");
    return title?.startsWith("Notebook trusted") ?? false;
  }

  /** Trusts the notebook by the command palette, and confirms. */
  async trust(): Promise<void> {
    await this.#page.keyboard.press("Control+Shift+C");
    await this.#page.locator(".lm-CommandPalette-input").fill("Trust Notebook");
    await this.#page.locator('.lm-CommandPalette-item[data-command="notebook:trust"]').click();
    await this.#page.locator(".jp-Dialog .jp-mod-accept").click();
    await this.#page.locator(`${TRUST_STATUS}[title^="Notebook trusted"]`).waitFor();
  }

  /** Texts of HTML outputs, such as tables and cards, whose colour is too near to what is behind them. */
  async faintTexts(): Promise<string[]> {
    return await this.#page.locator(".jp-Notebook .jp-RenderedHTML").evaluateAll(findFaintTexts);
  }

  /** Keeps a picture of the outputs of each code cell for the eye. */
  async keepOutputs(folder: string, name: string): Promise<void> {
    const areas = this.#page.locator(".jp-Notebook .jp-CodeCell .jp-Cell-outputArea");
    for (const [index, area] of (await areas.all()).entries()) {
      if (await area.locator(".jp-OutputArea-child").count() === 0) continue;
      const number = String(index + 1).padStart(2, "0");
      await area.screenshot({ path: join(folder, `${name}_${number}.png`) });
    }
  }

  /** Keeps a picture of the page for the eye. */
  async keepScreenshot(folder: string, name: string): Promise<void> {
    await this.#page.screenshot({ path: join(folder, `${name}.png`) });
  }

  /** Waits until a kernel has told the page what it is, on a connection that is opened from now on. */
  async #kernelAnswer(): Promise<void> {
    const decoder = new TextDecoder();
    const socket = await this.#page.waitForEvent("websocket", {
      predicate: (opened) => opened.url().includes("/channels"),
    });
    await socket.waitForEvent("framereceived", {
      predicate: ({ payload }) => {
        const text = typeof payload === "string" ? payload : decoder.decode(payload);
        return text.includes('"kernel_info_reply"');
      },
    });
  }

  async #choose(menu: string, command: string): Promise<void> {
    await this.#page.locator(".lm-MenuBar-item", { hasText: new RegExp(`^${menu}$`) }).click();
    await this.#page.locator(`.lm-Menu-item[data-command="${command}"]`).click();
  }

  /** The first start asks whether to fetch news; the question covers part of the page. */
  async #declineNews(): Promise<void> {
    const question = this.#page.locator(".Toastify__toast", { hasText: "Jupyter news" });
    // Whether it comes depends on the settings, so there is no event to await if it does not.
    if (await question.count() > 0) await question.getByText("No", { exact: true }).click();
  }
}

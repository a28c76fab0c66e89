/** One server and one browser for all tests of a file, and a fresh notebook for each of them. */
import { fromFileUrl, join } from "@std/path";
import { notebookText } from "../support/notebook_text.ts";
import { testUnless } from "../support/skip.ts";
import { PYTHON_MISSING_VARIABLE } from "../support/test_python.ts";
import { type Browser, findChromium, startBrowser } from "./chromium.ts";
import { type FrontEnd, LabPage } from "./lab_page.ts";
import { type LabServer, startLab } from "./lab_server.ts";

/** Pictures are kept here for the eye. */
export const SCREENSHOTS = fromFileUrl(new URL("../../.cache/screenshots/", import.meta.url));

/** What a test on one open notebook works with. */
export interface OpenNotebook {
  readonly page: LabPage;
  readonly browser: Browser;
  /** Process id of the command that runs the server: kernels and probes are below it. */
  readonly labPid: number;
  /** The folder that it shows. */
  readonly folder: string;
  /** Opens another notebook beside this one. */
  readonly openOther: (notebook: string, cells: readonly string[]) => Promise<LabPage>;
}

/** A test on one open notebook: a tracked one by its name, one made of `cells`, or one laid there by `prepare`. */
export interface NotebookTest {
  readonly notebook: string;
  readonly cells?: readonly string[];
  readonly prepare?: (path: string) => Promise<void>;
  readonly use: (open: OpenNotebook) => Promise<void>;
}

/** What the tests of a file have in common. */
export interface FixtureOptions {
  /** Why all tests of the file are left out, if they are. */
  readonly missing?: string | null;
  /** JupyterLab when not given. */
  readonly frontEnd?: FrontEnd;
  readonly start: () => Promise<LabServer>;
}

/** Starts the lab before the first test of this file and ends it after the last; `env` is for the lab. */
export function labFixture(
  { env = {}, missing = null }: {
    readonly env?: Readonly<Record<string, string>>;
    readonly missing?: string | null;
  } = {},
): (name: string, test: NotebookTest) => void {
  return notebookFixture({ missing, start: () => startLab({ env }) });
}

/** The same with any server. */
export function notebookFixture(
  { start, frontEnd = "JupyterLab", missing = null }: FixtureOptions,
): (name: string, test: NotebookTest) => void {
  const lack = missing ?? MISSING;
  let browser: Browser | undefined;
  let lab: LabServer | undefined;
  Deno.test.beforeAll(async () => {
    if (lack !== null || CHROMIUM === null) return;
    await Deno.mkdir(SCREENSHOTS, { recursive: true });
    lab = await start();
    browser = await startBrowser(CHROMIUM);
  });
  Deno.test.afterAll(async () => {
    await browser?.[Symbol.asyncDispose]();
    await lab?.[Symbol.asyncDispose]();
  });
  return (name, test) =>
    testUnless(lack, {
      name,
      // Browser and server live through all tests; their sockets and timers belong to none of them.
      sanitizeOps: false,
      sanitizeResources: false,
      fn: async () => {
        if (lab === undefined || browser === undefined) {
          throw new Error("Cannot test: no server runs");
        }
        await useNotebook(test, { name, lab, browser, frontEnd });
      },
    });
}

const CHROMIUM = await findChromium();
const MISSING = CHROMIUM === null
  ? "no Chromium: install it or set PROBEBOOK_CHROMIUM"
  : Deno.env.get(PYTHON_MISSING_VARIABLE) ?? null;

interface Surroundings {
  readonly name: string;
  readonly lab: LabServer;
  readonly browser: Browser;
  readonly frontEnd: FrontEnd;
}

async function useNotebook(
  { notebook, cells, prepare, use }: NotebookTest,
  { name, lab, browser, frontEnd }: Surroundings,
): Promise<void> {
  const pages: LabPage[] = [];
  const open = async (notebook: string, cells?: readonly string[]): Promise<LabPage> => {
    const path = join(lab.folder, notebook);
    if (cells !== undefined) await Deno.writeTextFile(path, notebookText(cells));
    if (pages.length === 0) await prepare?.(path);
    const page = await LabPage.open(browser.context, { url: lab.url, notebook, frontEnd });
    pages.push(page);
    return page;
  };
  const page = await open(notebook, cells);
  try {
    await use({ page, browser, labPid: lab.pid, folder: lab.folder, openOther: open });
  } finally {
    await page.keepScreenshot(SCREENSHOTS, name.replaceAll(/[^A-Za-z0-9]+/g, "_"));
    for (const opened of pages) await opened.close();
  }
}

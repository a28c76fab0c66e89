/** The check for accessibility can fail, and what our exporter writes passes it where nbconvert's own page does not. */
import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import { convertToHtml } from "../../notebooks/tools/html.ts";
import { type Browser, findChromium, startBrowser } from "../browser/chromium.ts";
import { notebookText } from "../support/notebook_text.ts";
import { testUnless } from "../support/skip.ts";
import { findBarriers } from "./accessibility.ts";
import { convert, findNbconvert, folderOfPrograms } from "./nbconvert.ts";

const chromium = await findChromium();
const nbconvert = await findNbconvert();
const withoutChromium = chromium === null
  ? "no Chromium: install it or set PROBEBOOK_CHROMIUM"
  : null;

/** What the tests share. */
interface Here {
  readonly folder: string;
  readonly browser: Browser;
}

let here: Here | undefined;

Deno.test.beforeAll(async () => {
  if (chromium === null) return;
  const folder = await Deno.makeTempDir({ prefix: "probebook-accessibility-" });
  here = { folder, browser: await startBrowser(chromium) };
});

Deno.test.afterAll(async () => {
  await here?.browser[Symbol.asyncDispose]();
  if (here !== undefined) await Deno.remove(here.folder, { recursive: true });
});

const PAGES: [name: string, body: string, rules: string[]][] = [
  ["a picture with its text", '<img alt="Two dots" src="data:,">', []],
  ["a picture without a text", '<img src="data:,">', ["image-alt"]],
  ["faint letters", '<p style="color:#bbb">Faint</p>', ["color-contrast"]],
  ["a field without a label", "<select><option>a</option></select>", ["select-name"]],
];

for (const [name, body, rules] of PAGES) {
  testInBrowser(withoutChromium, {
    name: `findBarriers() judges ${name}`,
    async fn({ folder, browser: { context } }) {
      const path = join(folder, "page.html");
      await Deno.writeTextFile(
        path,
        `<!doctype html><html lang="en"><title>T</title><body><main><h1>T</h1>${body}</main>`,
      );
      assertEquals(rulesOf(await findBarriers(context, path)), rules);
    },
  });
}

/** Each kind of sign that nbconvert paints too faint, and all that a cell may leave in colours. */
const CELLS = [
  "// A comment\nconst sum = new Number(1.5 + 2); typeof sum",
  'console.log("\\x1b[31mred \\x1b[32mgreen \\x1b[33myellow \\x1b[36mcyan\\x1b[0m")',
];

testInBrowser(withoutChromium ?? nbconvert.missing, {
  name: "convertToHtml() writes signs and prompts so that weak eyes can read them",
  async fn({ folder, browser: { context } }) {
    const path = join(folder, "signs.ipynb");
    await Deno.writeTextFile(path, notebookText(CELLS));
    const page = join(folder, "signs.html");
    const { python } = nbconvert;
    await convert(path, { python, path: await folderOfPrograms(folder, []), to: ["html"] });
    // If this holds no longer, nbconvert has mended its colours, and ours can go.
    assertEquals(rulesOf(await findBarriers(context, page)), ["color-contrast"]);
    assertEquals(await convertToHtml([path], python), { kind: "written", paths: [page] });
    assertEquals(await findBarriers(context, page), []);
  },
});

function rulesOf(barriers: readonly string[]): string[] {
  return [...new Set(barriers.map((barrier) => barrier.split(":")[0] ?? ""))];
}

function testInBrowser(
  missing: string | null,
  { name, fn }: { name: string; fn: (here: Here) => Promise<void> },
): void {
  testUnless(missing, {
    name,
    // The browser lives through all tests.
    sanitizeOps: false,
    sanitizeResources: false,
    async fn() {
      if (here === undefined) throw new Error("Cannot test: no browser runs");
      await fn(here);
    },
  });
}

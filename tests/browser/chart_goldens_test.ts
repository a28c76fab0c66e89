/** Every golden chart in a real browser, light and dark: each text and mark is to be seen where it stands. */
import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import { testUnless } from "../support/skip.ts";
import { lookAtChart } from "./chart_view.ts";
import { type Browser, findChromium, startBrowser } from "./chromium.ts";
import { SCREENSHOTS } from "./lab_fixture.ts";

/** Where pictures have goldens: the charts, and what stands on the claims' cards. */
const FOLDERS = ["charts", "ledger"].map((room) =>
  new URL(`../../notebooks/workbook/${room}/testdata/`, import.meta.url)
);

/** A chart that has nothing to draw says so in words. */
const WITHOUT_MARKS = ["no mark at all"];

const chromium = await findChromium();
let browser: Browser | undefined;

Deno.test.beforeAll(async () => {
  if (chromium !== null) browser = await startBrowser(chromium);
});
Deno.test.afterAll(async () => {
  await browser?.[Symbol.asyncDispose]();
});

for (const theme of ["light", "dark"] as const) {
  testUnless(chromium === null ? "no Chromium found" : null, {
    name: `golden charts can be read on a ${theme} page`,
    // The browser lives through both tests: what it has read of a chart for one theme it need not read for the other.
    sanitizeOps: false,
    sanitizeResources: false,
    async fn() {
      if (browser === undefined) throw new Error("Cannot test: no browser runs");
      const { context } = browser;
      const page = await context.newPage();
      const faults: Record<string, readonly string[]> = {};
      for (const { name, url } of goldens()) {
        const svg = await Deno.readTextFile(url);
        const source = new TextEncoder().encode(svg).toBase64();
        await page.setContent(
          `<style>:root{color-scheme:${theme}}</style><img src="data:image/svg+xml;base64,${source}">`,
        );
        const path = join(SCREENSHOTS, `golden_${name}_${theme}.png`);
        const view = await lookAtChart(page.locator("img"), { context, path });
        const found = view.faults.filter((fault) => !WITHOUT_MARKS.includes(fault));
        if (found.length > 0) faults[name] = found;
      }
      await page.close();
      assertEquals(faults, {});
    },
  });
}

function goldens(): { name: string; url: URL }[] {
  return FOLDERS.flatMap((folder) =>
    [...Deno.readDirSync(folder)].map(({ name }) => name)
      .filter((name) => name.endsWith(".svg.golden")).sort()
      .map((name) => ({ name: name.replace(".svg.golden", ""), url: new URL(name, folder) }))
  );
}

/** The learner's report in a browser: readable for everybody on light and dark, and nothing in it runs or is fetched. */
import { assertEquals } from "@std/assert";
import { join, toFileUrl } from "@std/path";
import { makeReport } from "../../notebooks/workbook/report/report.ts";
import { findChromium, startBrowser } from "../browser/chromium.ts";
import { testUnless } from "../support/skip.ts";
import { findBarriers, type PageMedia } from "./accessibility.ts";

const chromium = await findChromium();
const withoutChromium = chromium === null
  ? "no Chromium: install it or set PROBEBOOK_CHROMIUM"
  : null;

const AT = "2026-11-22T08:00:00.000Z";
const HOSTILE =
  `</pre><script>document.title = "owned"</script><img src=x onerror="document.title='owned'">`;

/** A picture that would run and fetch, if it were more than a picture. */
const SVG =
  `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="document.title='owned'">` +
  `<script>top.document.title = "owned"</script><rect width="9" height="9"/></svg>`;

const NOTEBOOK = {
  nbformat: 4,
  cells: [
    { cell_type: "markdown", source: "# Everything at once" },
    code('predict("guess", { question: "How many?" });\ncheck("lesson2-count", answer);'),
    code("card", {
      "text/plain": "Claim L2-S3-10 · ✓ supported\nHere: ✓ supported. On this machine it does.",
    }),
    code("chart", {
      "text/html": `<img alt="A square" src="data:image/svg+xml;base64,${
        new TextEncoder().encode(SVG).toBase64()
      }">`,
    }),
    { cell_type: "markdown", source: "## What you take away" },
    code("table", {
      "text/html":
        "<table><tr><th>said</th><th>found</th></tr><tr><td>7</td><td>6</td></tr></table>",
    }),
  ],
};

function code(source: string, data?: Record<string, string>) {
  const outputs = data === undefined ? [] : [{ output_type: "display_data", data }];
  return { cell_type: "code", source, outputs };
}

const ANSWERS = {
  version: 1,
  predictions: { guess: [{ value: HOSTILE, at: AT }] },
  answers: {
    "lesson2-count": [{ value: { count: HOSTILE, points: 1 }, at: AT }],
    "assessment-listings": [{ value: { feature: "jit", points: 0 }, at: AT }],
    gone: [{ value: { points: 1 }, at: AT }],
  },
};

const MEDIA: readonly PageMedia[] = [
  { colorScheme: "light" },
  { colorScheme: "dark" },
  { colorScheme: "dark", media: "print" },
];

testUnless(withoutChromium, {
  name: "report() makes a page without barriers on light, dark and paper, in which nothing runs",
  async fn() {
    if (chromium === null) throw new Error("Chromium is gone");
    const folder = await Deno.makeTempDir({ prefix: "probebook-report-" });
    await using browser = await startBrowser(chromium);
    try {
      await Deno.mkdir(join(folder, ".probebook"));
      await Deno.writeTextFile(join(folder, "a.ipynb"), JSON.stringify(NOTEBOOK));
      await Deno.writeTextFile(join(folder, ".probebook/answers.json"), JSON.stringify(ANSWERS));
      makeReport({ top: folder, out: null, now: new Date(AT), isGraded: false });
      const path = join(folder, "report.html");
      const page = await browser.context.newPage();
      const fetched: string[] = [];
      page.on("request", (request) => fetched.push(request.url().slice(0, 30)));
      await page.goto(toFileUrl(path).href);
      assertEquals(await page.title(), "Report of the lesson");
      assertEquals(fetched.filter((url) => !/^(?:file|data):/.test(url)), []);
      await page.close();
      for (const media of MEDIA) {
        assertEquals(await findBarriers(browser.context, path, media), [], JSON.stringify(media));
      }
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});

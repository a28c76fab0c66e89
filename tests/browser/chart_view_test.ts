/** The look at a chart is shown to tell a good one from an empty, unreadable or damaged one. */
import { assertEquals } from "@std/assert";
import { testUnless } from "../support/skip.ts";
import { lookAtChart } from "./chart_view.ts";
import { type Browser, findChromium, startBrowser } from "./chromium.ts";

const LIGHT = "#ffffff";
const DARK = "#111111";

const TEXT = `<text x="5" y="20" font-size="12" fill="currentColor">a title</text>`;
const MARK = `<g aria-label="dot"><circle cx="60" cy="60" r="5" fill="#3584c4"/></g>`;

const CASES: [name: string, page: string, ink: string, content: string, faults: string[]][] = [
  ["a good chart on a light page", LIGHT, "#222", TEXT + MARK, []],
  ["a good chart on a dark page", DARK, "#ddd", TEXT + MARK, []],
  ["an empty figure", LIGHT, "#222", "", ["no text at all", "no mark at all"]],
  ["a chart without marks", LIGHT, "#222", TEXT, ["no mark at all"]],
  [
    "marks that are all pale",
    LIGHT,
    "#222",
    TEXT + MARK.replace("#3584c4", "#cccccc"),
    ["no mark has a contrast of 3: 1.6"],
  ],
  [
    "a mark in the colour of the page",
    DARK,
    "#ddd",
    TEXT + MARK + MARK.replace("#3584c4", DARK).replace("60", "150"),
    ['mark "dot" is not to be seen'],
  ],
  ["black on a dark page", DARK, "#000", TEXT + MARK, ['"a title" has a contrast of 1.1']],
  ["white on a light page", LIGHT, "#fff", TEXT + MARK, ['"a title" has a contrast of 1.0']],
  [
    "a text that is cut at the edge",
    LIGHT,
    "#222",
    TEXT.replace('x="5"', 'x="170"') + MARK,
    ['"a title" reaches beyond the picture'],
  ],
  [
    "two texts over each other",
    LIGHT,
    "#222",
    TEXT + TEXT.replace("a title", "a label").replace('y="20"', 'y="26"') + MARK,
    ['"a title" and "a label" lie over each other'],
  ],
];

const chromium = await findChromium();
const missing = chromium === null ? "no Chromium: install it or set PROBEBOOK_CHROMIUM" : null;
let browser: Browser | undefined;

Deno.test.beforeAll(async () => {
  if (chromium !== null) browser = await startBrowser(chromium);
});
Deno.test.afterAll(async () => {
  await browser?.[Symbol.asyncDispose]();
});

for (const [name, page, ink, content, faults] of CASES) {
  testInBrowser(`lookAtChart() judges ${name}`, async (context) => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100" ` +
      `style="color:${ink}" font-family="sans-serif">${content}</svg>`;
    const view = await lookAt(context, { svg, background: page });
    assertEquals(view.faults, faults);
    assertEquals([view.width, view.height], [200, 100]);
  });
}

testInBrowser(
  "lookAtChart() finds everything missing where the page hides the picture",
  async (context) => {
    const svg =
      `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100">${TEXT}${MARK}</svg>`;
    const view = await lookAt(context, { svg, background: LIGHT, style: "opacity:0" });
    assertEquals(view.faults, [
      '"a title" has a contrast of 1.0',
      'mark "dot" is not to be seen',
      "no mark has a contrast of 3: 1.0",
    ]);
  },
);

testInBrowser(
  "lookAtChart() sees all of a picture that is taller than what the page's bars leave of a window",
  async (context) => {
    const foot = TEXT.replace("a title", "the foot").replace('y="20"', 'y="880"');
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="900" ` +
      `style="color:#222" font-family="sans-serif">${TEXT}${MARK}${foot}</svg>`;
    const bar =
      `<div style="position:fixed;bottom:0;width:100%;height:60px;background:#888"></div>`;
    const view = await lookAt(context, { svg, background: LIGHT, before: bar });
    assertEquals(view.faults, []);
  },
);

function testInBrowser(name: string, fn: (context: Browser["context"]) => Promise<void>): void {
  testUnless(missing, {
    name,
    // The browser lives through all tests.
    sanitizeOps: false,
    sanitizeResources: false,
    fn: async () => {
      if (browser === undefined) throw new Error("Cannot test: no browser runs");
      await fn(browser.context);
    },
  });
}

async function lookAt(
  context: Browser["context"],
  { svg, background, style = "", before = "" }: {
    svg: string;
    background: string;
    style?: string;
    before?: string;
  },
) {
  const page = await context.newPage();
  try {
    const source = `data:image/svg+xml;base64,${new TextEncoder().encode(svg).toBase64()}`;
    await page.setContent(
      `<body style="margin:0;background:${background}">${before}<img style="${style}" src="${source}">`,
    );
    return await lookAtChart(page.locator("img"), { context });
  } finally {
    await page.close();
  }
}

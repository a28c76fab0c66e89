/** The look at text colours is shown to find faint ones. */
import { assertEquals } from "@std/assert";
import { testUnless } from "../support/skip.ts";
import { findChromium, startBrowser } from "./chromium.ts";
import { findFaintTexts } from "./faint_texts.ts";

const CASES: [html: string, faults: string[]][] = [
  ['<p style="color:#222">good</p>', []],
  ['<div style="background:#111"><b style="color:#ddd">good</b></div>', []],
  ['<p style="color:#999">pale</p>', ['"pale" has a contrast of 2.8']],
  [
    '<div style="background:#111"><b style="color:#222">dark</b></div>',
    ['"dark" has a contrast of 1.2'],
  ],
  ['<p style="color:#222;opacity:0.4">dim</p>', ['"dim" has a contrast of 2.4']],
  ['<p style="color:color-mix(in srgb, #999, white)">mixed</p>', [
    '"mixed" has a contrast of 1.6',
  ]],
];

const chromium = await findChromium();

testUnless(chromium === null ? "no Chromium: install it or set PROBEBOOK_CHROMIUM" : null, {
  name: "findFaintTexts() tells text that can be read from text that cannot",
  async fn() {
    await using browser = await startBrowser(chromium ?? "");
    const page = await browser.context.newPage();
    for (const [html, faults] of CASES) {
      await page.setContent(`<body style="background:#fff">${html}</body>`);
      assertEquals(await page.locator("body").evaluateAll(findFaintTexts), faults, html);
    }
    await page.close();
  },
});

/** The reading of pixels is shown to tell a chart from a blank or unreadable one. */
import { assert, assertEquals } from "@std/assert";
import { testUnless } from "../support/skip.ts";
import { findChromium, startBrowser } from "./chromium.ts";
import { readPixels } from "./pixels.ts";

const chromium = await findChromium();

testUnless(chromium === null ? "no Chromium: install it or set PROBEBOOK_CHROMIUM" : null, {
  name: "readPixels() tells a chart from a blank page, on both themes",
  fn: async () => {
    await using browser = await startBrowser(chromium ?? "");
    const page = await browser.context.newPage();
    async function look(background: string, drawing: string) {
      await page.setContent(`<body style="margin:0;background:${background}">
        <svg width="200" height="100">${drawing}</svg>`);
      return await readPixels(browser.context, await page.locator("svg").screenshot());
    }
    const bars = (text: string) =>
      `<rect width="20" height="50" fill="#1f77b4"/><rect y="90" width="200" height="4" fill="${text}"/>`;
    const light = await look("#fff", bars("#222"));
    assertEquals([light.width, light.height, light.backgroundBrightness], [200, 100, 255]);
    assert(light.textBrightness < 60 && light.colouredShare > 0.04 && light.inkShare > 0.05);
    const dark = await look("#111", bars("#ddd"));
    assertEquals(dark.backgroundBrightness, 17);
    assert(dark.textBrightness > 200 && dark.colouredShare > 0.04);
    const blank = await look("#fff", "");
    assertEquals([blank.inkShare, blank.colouredShare], [0, 0]);
    // Black text on a dark page is what a chart without theme would show.
    const unreadable = await look("#111", bars("#000"));
    assert(!(unreadable.textBrightness > unreadable.backgroundBrightness));
    await page.close();
  },
});

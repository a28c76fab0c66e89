/** Tests of the colours: computed contrast, in both themes. */
import { assert } from "@std/assert";
import { COLOURS, THEMES } from "./theme.ts";

/** WCAG 2.2, 1.4.3 for text and 1.4.11 for marks. */
const TEXT_CONTRAST_MIN = 4.5;
const MARK_CONTRAST_MIN = 3;

for (const [theme, { ink, paper }] of Object.entries(THEMES)) {
  Deno.test(`THEMES has ink that can be read in the ${theme} theme`, () => {
    const ratio = contrast(ink, paper);
    assert(ratio >= TEXT_CONTRAST_MIN, `${ratio}`);
  });

  for (const [name, colour] of Object.entries(COLOURS)) {
    Deno.test(`COLOURS has a ${name} that is seen in the ${theme} theme`, () => {
      const ratio = contrast(colour, paper);
      assert(ratio >= MARK_CONTRAST_MIN, `${ratio}`);
    });
  }
}

/** WCAG 2.2, definition of contrast ratio. */
function contrast(left: string, right: string): number {
  const [dark = 0, bright = 0] = [luminance(left), luminance(right)].sort((a, b) => a - b);
  return (bright + 0.05) / (dark + 0.05);
}

/** WCAG 2.2, definition of relative luminance. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const share = parseInt(colour.slice(start, start + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

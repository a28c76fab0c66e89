/** Tests of SVG as text. */
import { assert, assertEquals, assertThrows } from "@std/assert";
import { makeDocument } from "./document.ts";
import { escapeXml, NODES_MAX, serializeSvg, textWidth, wrapText } from "./svg_text.ts";

const ESCAPES: [text: string, expected: string][] = [
  ['a < b && "c" > d', "a &lt; b &amp;&amp; &quot;c&quot; &gt; d"],
  ["nul \u0000 bell \u0007", "nul  bell "],
  ["ümlaut 漢 🐍", "ümlaut 漢 🐍"],
];

for (const [text, expected] of ESCAPES) {
  Deno.test(`escapeXml() writes ${JSON.stringify(text)}`, () =>
    assertEquals(escapeXml(text), expected));
}

async function svgOf(inner: string): Promise<Element> {
  const document = await makeDocument();
  document.body.innerHTML = `<svg width="9">${inner}</svg>`;
  const svg = document.querySelector("svg");
  if (svg === null) throw new TypeError("no svg");
  return svg;
}

Deno.test("serializeSvg() leaves out styles, scripts, handlers and classes", async () => {
  const svg = await svgOf(
    '<style>x{}</style><script>alert(1)</script><g class="a" onclick="x()"><text x="1">a &amp; b&nbsp;c</text></g>',
  );
  assertEquals(
    serializeSvg(svg, { y: "5" }),
    '<svg width="9" y="5"><g><text x="1">a &amp; b\u00a0c</text></g></svg>',
  );
});

Deno.test("serializeSvg() refuses a picture with too many marks", async () => {
  const svg = await svgOf("<g/>".repeat(NODES_MAX));
  assertThrows(() => serializeSvg(svg), RangeError, "Cannot draw this chart");
});

Deno.test("textWidth() grows with the letters and never falls short of DejaVu Sans", () => {
  assert(textWidth("iiii", 12) < textWidth("nnnn", 12));
  // Widths of DejaVu Sans at 12 pixels, from its own tables: 7.64 a digit, 3.82 a full stop.
  assert(textWidth("3.14.10", 12) >= 5 * 7.64 + 2 * 3.82 - 3);
});

const WRAPS: [text: string, width: number, expected: string[]][] = [
  ["one two", 1000, ["one two"]],
  ["one two", 30, ["one", "two"]],
  ["averyveryverylongword x", 20, ["averyveryverylongword", "x"]],
  ["a\nb", 1000, ["a", "b"]],
  ["", 10, []],
];

for (const [text, width, expected] of WRAPS) {
  Deno.test(`wrapText() breaks ${JSON.stringify(text)} at ${width}`, () => {
    assertEquals(wrapText(text, width, 12), expected);
  });
}

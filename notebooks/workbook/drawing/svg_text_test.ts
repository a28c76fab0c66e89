/** Tests of SVG as text. */
import { assert, assertEquals, assertThrows } from "@std/assert";
import { makeDocument } from "./document.ts";
import {
  escapeXml,
  NODES_MAX,
  serializeSvg,
  textWidth,
  wrapName,
  wrapSentence,
  wrapText,
} from "./svg_text.ts";

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

const NAMES: [name: string, width: number, expected: string[]][] = [
  ["py3.14.10", 1000, ["py3.14.10"]],
  ["", 10, [""]],
  ["one-long-name-without-blanks", 110, ["one-long-name-", "without-blanks"]],
  ["abcdefghijklmnopqrst", 60, ["abcdefg", "hijklmno", "pqrst"]],
  ["😀😀😀😀", 20, ["😀", "😀", "😀", "😀"]],
];

for (const [name, width, expected] of NAMES) {
  Deno.test(`wrapName() cuts nothing of ${JSON.stringify(name)} at ${width}`, () => {
    assertEquals(wrapName(name, width, 12), expected);
  });
}

Deno.test("wrapName() keeps every line within its width", () => {
  const name = "py3.14.10-with-a-very-long-name/that-somebody-gave, PYTHON_JIT=1".repeat(3);
  for (const width of [20, 50, 120, 400]) {
    const lines = wrapName(name, width, 12);
    assert(lines.every((line) => textWidth(line, 12) <= width), lines.join("\n"));
    assertEquals(lines.join("").replaceAll(" ", ""), name.replaceAll(" ", ""));
  }
});

Deno.test("wrapSentence() leaves numbers that belong together on one line", () => {
  assertEquals(wrapSentence("1.052x slower [1.041, 1.063], 18 rounds", 225, 12), [
    "1.052x slower [1.041, 1.063],",
    "18 rounds",
  ]);
  assertEquals(wrapSentence("the same within 1 %: 1.001x [0.995, 1.006], 18 rounds", 190, 12), [
    "the same within 1 %: 1.001x",
    "[0.995, 1.006], 18 rounds",
  ]);
});

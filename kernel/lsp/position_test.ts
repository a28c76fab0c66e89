/** Places in texts with characters of one and two UTF-16 units, combining marks and line ends. */

import { assert, assertEquals } from "@std/assert";
import {
  codepointsOfUtf16,
  positionOfUtf16,
  utf16OfCodepoints,
  utf16OfPosition,
} from "./position.ts";

const CODEPOINTS: [text: string, codepoints: number, offsetUtf16: number][] = [
  ["abc", 2, 2],
  ["😀a", 1, 2],
  ["😀a", 2, 3],
  ["e\u0301", 2, 2],
  ["\ud83d", 1, 1],
  ["a", 9, 1],
  ["a", -4, 0],
  ["", 0, 0],
];

for (const [text, codepoints, offsetUtf16] of CODEPOINTS) {
  Deno.test(`utf16OfCodepoints() of ${JSON.stringify(text)} at ${codepoints}`, () => {
    assertEquals(utf16OfCodepoints(text, codepoints), offsetUtf16);
  });
}

Deno.test("codepointsOfUtf16() does not count a pair that the offset cuts", () => {
  assertEquals(codepointsOfUtf16("a😀b", 2), 1);
});

const POSITIONS: [text: string, offsetUtf16: number, place: string][] = [
  ["a\nb", 2, "1:0"],
  ["a\r\nb", 3, "1:0"],
  ["a\rb", 2, "1:0"],
  ["😀\n😀", 5, "1:2"],
  ["a\n", 2, "1:0"],
  ["a\u2028b", 2, "0:2"],
  ["abc", 99, "0:3"],
];

for (const [text, offsetUtf16, place] of POSITIONS) {
  Deno.test(`positionOfUtf16() of ${JSON.stringify(text)} at ${offsetUtf16} is ${place}`, () => {
    const { line, character } = positionOfUtf16(text, offsetUtf16);
    assertEquals(`${line}:${character}`, place);
  });
}

Deno.test("utf16OfPosition() keeps a character behind the line's end in its line", () => {
  assertEquals(utf16OfPosition("ab\r\ncd", { line: 0, character: 50 }), 2);
});

Deno.test("conversions there and back give the same place in 2,000 random texts", () => {
  const random = seededRandom(20261121);
  const parts = ["a", "é", "😀", "e\u0301", "\u200d", "\n", "\r\n", "\r", "漢", "𝒳", " "];
  for (let round = 0; round < 2000; round++) {
    const text = Array.from({ length: random(12) }, () => parts[random(parts.length)]).join("");
    const letters = Array.from(text);
    for (let codepoints = 0; codepoints <= letters.length; codepoints++) {
      const offsetUtf16 = utf16OfCodepoints(text, codepoints);
      assertEquals(offsetUtf16, letters.slice(0, codepoints).join("").length);
      assertEquals(codepointsOfUtf16(text, offsetUtf16), codepoints);
      const back = utf16OfPosition(text, positionOfUtf16(text, offsetUtf16));
      // Between \r and \n there is no position: the line has ended already.
      const isInLineEnd = text.slice(offsetUtf16 - 1, offsetUtf16 + 1) === "\r\n";
      assert(back === offsetUtf16 || isInLineEnd, JSON.stringify({ text, offsetUtf16, back }));
    }
  }
});

/** Numerical Recipes' linear congruential generator: the same texts on every run. */
function seededRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

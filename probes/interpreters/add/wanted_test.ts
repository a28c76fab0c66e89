/** Tests of reading versions. */
import { assertEquals } from "@std/assert";
import { isWanted, readWanted } from "./wanted.ts";

const TEXTS: [text: string, expected: string | null][] = [
  ["3.14", "3.14"],
  ["3.14t", "3.14 free-threaded"],
  ["3.14.4", "3.14 exact"],
  ["3.15.0rc1t", "3.15 exact free-threaded"],
  ["3.8", "3.8"],
  ["3.99", "3.99"],
  ["3.7", null],
  ["2.7", null],
  ["3", null],
  ["py3.14", null],
  ["3.14 ", null],
  ["../3.14", null],
  ["3.14.4.5", null],
  ["", null],
];

for (const [text, expected] of TEXTS) {
  Deno.test(`readWanted() reads "${text}"`, () => {
    const wanted = readWanted(text);
    const words = wanted === null ? null : [
      wanted.series,
      ...(wanted.isExact ? ["exact"] : []),
      ...(wanted.freeThreaded ? ["free-threaded"] : []),
    ].join(" ");
    assertEquals(words, expected);
  });
}

const GIVEN: [wanted: string, version: string, freeThreaded: boolean, expected: boolean][] = [
  ["3.14", "3.14.10", false, true],
  ["3.14", "3.14.10+", false, true],
  ["3.14", "3.14.10", true, false],
  ["3.14t", "3.14.10", true, true],
  ["3.14t", "3.14.10", false, false],
  ["3.14.1", "3.14.10", false, false],
  ["3.14.1t", "3.14.1", true, true],
];

for (const [text, version, freeThreaded, expected] of GIVEN) {
  const kind = freeThreaded ? "free-threaded " : "";
  Deno.test(`isWanted() holds ${kind}${version} against ${text}`, () => {
    const wanted = readWanted(text);
    assertEquals(wanted !== null && isWanted(wanted, { version, freeThreaded }), expected);
  });
}

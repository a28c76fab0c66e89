/** Tests of listings as they are pasted, and of finding them in what a CPython prints. */
import { assertEquals, assertThrows } from "@std/assert";
import { listedLines, matchListing } from "./listed_lines.ts";

const LINES: [name: string, line: string, expected: string][] = [
  ["3.10, with a mark", "  4     >>   12 FOR_ITER                 6 (to 26)", "FOR_ITER"],
  ["3.10, a name", "             14 STORE_FAST               2 (i)", "STORE_FAST i"],
  ["3.10, nothing behind it", "             20 BINARY_ADD", "BINARY_ADD"],
  ["3.11, no line", "          >>   36 FOR_ITER                 7 (to 52)", "FOR_ITER"],
  ["3.13, a label", "  4   L1:     FOR_ITER                 7 (to L2)", "FOR_ITER"],
  [
    "3.13, two names",
    "  5     LOAD_FAST_LOAD_FAST     18 (total, i)",
    "LOAD_FAST_LOAD_FAST total, i",
  ],
  ["3.13, without a line", "  --           NOP", "NOP"],
  ["no place at all", "JUMP_BACKWARD 9 (to L1)", "JUMP_BACKWARD"],
  ["windows' line ends", "  2           RESUME                   0\r", "RESUME"],
  [
    "an address and a file",
    '  2  0 LOAD_CONST  0 (<code object f at 0x7f56c428ae40, file "loop", line 2>)',
    "LOAD_CONST <code object f at , line 2>",
  ],
  ["a heading", 'Disassembly of <code object f at 0x7f, file "loop", line 2>:', ""],
  ["an exception table", "ExceptionTable:", ""],
  ["a line of source", "    total = total + i", ""],
  ["nothing", "", ""],
];

for (const [name, line, expected] of LINES) {
  Deno.test(`listedLines() reads ${name}`, () => {
    const read = listedLines(line).map((one) => `${one.name} ${one.argument}`.trim());
    assertEquals(read.join("; "), expected);
  });
}

const EXPECTED = listedLines(`
RESUME 0
FOR_ITER 5 (to L2)
STORE_FAST 1 (i)
JUMP_BACKWARD 7 (to L1)
RETURN_VALUE
`);

const MATCHES: [name: string, given: string, kind: string][] = [
  ["the whole", "RESUME 0\nFOR_ITER 9\nSTORE_FAST (i)\nJUMP_BACKWARD 1\nRETURN_VALUE", "same"],
  ["a part of it", "FOR_ITER\nSTORE_FAST (i)\nJUMP_BACKWARD", "same"],
  ["another name", "FOR_ITER\nSTORE_FAST (j)\nJUMP_BACKWARD", "other_arguments at (j), not (i)"],
  ["another instruction", "FOR_ITER\nLOAD_FAST (i)", "differs at 2: LOAD_FAST, not STORE_FAST"],
  ["more than there is", "JUMP_BACKWARD\nRETURN_VALUE\nNOP", "differs at 3: NOP, not nothing"],
  ["something else", "NOP\nRESUME", "differs at 1: NOP, not RESUME"],
];

for (const [name, given, kind] of MATCHES) {
  Deno.test(`matchListing() finds ${name}`, () => {
    const match = matchListing(listedLines(given), EXPECTED);
    const told = match.kind === "same"
      ? "same"
      : match.kind === "differs"
      ? `differs at ${match.index}: ${match.given.name}, not ${match.expected?.name ?? "nothing"}`
      : `other_arguments at (${match.given.argument}), not (${match.expected.argument})`;
    assertEquals(told, kind);
  });
}

Deno.test("matchListing() refuses an empty listing", () => {
  assertThrows(() => matchListing([], EXPECTED), RangeError, "the given one is empty");
});

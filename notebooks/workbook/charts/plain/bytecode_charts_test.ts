/** Tests of film strip and listings: where a turn begins, what is specialized, and how long names are broken. */
import { assert, assertEquals, assertMatch, assertStringIncludes, assertThrows } from "@std/assert";
import { fakeFilmRow, fakeListing } from "../../../../tests/support/fake_rows.ts";
import { filmStrip } from "./film_strip.ts";
import { type ListedInstruction, listings } from "./listings.ts";
import { opcodeLines, opcodeWidth } from "./opcode_lines.ts";

const TURNS: readonly [name: string, offsets: readonly number[], turns: string][] = [
  ["straight code", [0, 2, 4], "3 bytecodes executed"],
  ["a loop of one bytecode", [2, 2, 2], "3 bytecodes executed: 1 + 1 + 1"],
  ["a jump forwards", [0, 2, 20], "3 bytecodes executed"],
  ["a loop behind a beginning", [0, 4, 6, 4, 6], "5 bytecodes executed: 3 + 2"],
];

for (const [name, offsets, turns] of TURNS) {
  Deno.test(`filmStrip() begins a line where ${name} jumps back`, async () => {
    const frames = offsets.map((offsetBytes) => ({ name: "NOP", offsetBytes }));
    const [, heading] = (await filmStrip([{ label: "a", frames }]).toText()).split("\n");
    assertEquals(heading, `a: ${turns}`);
  });
}

Deno.test("filmStrip() takes neither a call nor a return for a jump back", async () => {
  const frames = [["loop", 8], ["callee", 0], ["callee", 4], ["loop", 2], ["loop", 0]] as const;
  const text = await filmStrip([{
    label: "a",
    frames: frames.map(([name, offsetBytes]) => ({ name: "NOP", function: name, offsetBytes })),
  }]).toText();
  assertStringIncludes(text, "a: 5 bytecodes executed: 4 + 1");
});

Deno.test("filmStrip() draws an arrow a jump back, and says so only where there is one", async () => {
  const svg = await filmStrip([fakeFilmRow()]).toSvg();
  assertEquals(svg.match(/<path d="M[^"]*m-5 -4l5 4l-5 4"/g)?.length, 1);
  const straight = { label: "a", frames: [{ name: "NOP", offsetBytes: 0 }] };
  assert(!(await filmStrip([straight]).toSvg()).includes("jumped back"));
});

Deno.test("filmStrip() goes on below where a turn has no room on its line", async () => {
  const frames = Array.from({ length: 40 }, (_, index) => ({ name: "NOP", offsetBytes: index }));
  const svg = await filmStrip([{ label: "a", frames }]).toSvg();
  const ends = [...svg.matchAll(/<rect x="([\d.]+)"[^>]* width="([\d.]+)"/g)]
    .map(([, x, width]) => Number(x) + Number(width));
  assertEquals(ends.length, 40);
  assert(Math.max(...ends) < 720, `${Math.max(...ends)}`);
});

Deno.test("filmStrip() says what was expected of a turn, and nothing of a word", async () => {
  const text = await filmStrip([
    { ...fakeFilmRow("a"), prediction: 4 },
    { ...fakeFilmRow("b"), prediction: "several" },
  ]).toText();
  assertStringIncludes(text, "a: 12 bytecodes executed: 6 + 6, expected 4 a turn");
  assertStringIncludes(text, "b: 12 bytecodes executed: 6 + 6\n");
});

Deno.test("listings() counts what is specialized, and its legend has only forms that occur", async () => {
  const text = await listings([fakeListing("cold", false), fakeListing("warm", true)]).toText();
  assertStringIncludes(text, "cold: 4 instructions, 0 specialized");
  assertStringIncludes(text, "warm: 4 instructions, 2 specialized");
  const instructions: readonly ListedInstruction[] = [{ name: "NOP", form: "generic" }];
  const plain = await listings([{ label: "a", instructions }]).toSvg();
  assertStringIncludes(plain, "generic: ");
  assert(!plain.includes("adaptive: "));
});

Deno.test("listings() stands five listings as three and two", async () => {
  const columns = Array.from({ length: 5 }, (_, index) => fakeListing(`${index}`, true));
  const svg = await listings(columns).toSvg();
  const lefts = [...svg.matchAll(/<rect x="([\d.]+)"[^>]* height="([\d.]+)"[^>]*stroke="#808790"/g)]
    .map(([, x]) => x);
  assertEquals(new Set(lefts.filter((x) => x !== "4")).size, 2);
});

Deno.test("listings() refuses a form that there is none", () => {
  const instructions = [{ name: "NOP", form: "quick" as "generic" }];
  assertThrows(
    () => listings([{ label: "a", instructions }]),
    TypeError,
    '"form" is quick, one of "specialized", "generic", "adaptive" is needed',
  );
});

const NAMES: readonly [name: string, argument: string, expected: string[]][] = [
  ["NOP", "", ["NOP"]],
  ["LOAD_FAST", "i", ["LOAD_FAST i"]],
  ["JUMP_BACKWARD", "to L1", ["JUMP_", "BACKWARD", "to L1"]],
  ["LOAD_FAST_LOAD_FAST", "i, j", ["LOAD_FAST_", "LOAD_FAST", "i, j"]],
];

for (const [name, argument, expected] of NAMES) {
  Deno.test(`opcodeLines() breaks ${name} ${argument}`, () => {
    assertEquals(opcodeLines(name, argument, 96), expected);
  });
}

Deno.test("opcodeLines() breaks inside of what has no underscore, and cuts nothing", () => {
  const lines = opcodeLines("A".repeat(40), "b".repeat(40), 96);
  assertEquals(lines.join(""), "A".repeat(40) + "b".repeat(40));
  assert(lines.every((line) => opcodeWidth(line) <= 97));
  assertMatch(lines[0] ?? "", /^A+$/);
});

/** Tests of reading three times from what a program prints. */
import { assertEquals } from "@std/assert";
import { readWays } from "./printed_ways.ts";

const CASES: [name: string, line: string, expected: unknown][] = [
  [
    "the form that is asked for",
    "loop 0.41 ms, 0.40 to 0.45",
    { kind: "time", ms: 0.41, spread: { low: 0.4, high: 0.45 } },
  ],
  [
    "units behind each number",
    "Loop: 410 µs [400 µs, 450 µs]",
    { kind: "time", ms: 0.41, spread: { low: 0.4, high: 0.45 } },
  ],
  [
    "seconds in the form that Python prints",
    "loop: 4.1e-04 s, 4.0e-04 to 4.5e-04",
    { kind: "time", ms: 0.41, spread: { low: 0.4, high: 0.45 } },
  ],
  [
    "a number of items before it",
    "loop over 10000 items: 0.5 ms",
    { kind: "time", ms: 0.5, spread: null },
  ],
  ["one further number", "loop 0.5 ms (20 lists)", { kind: "time", ms: 0.5, spread: null }],
  ["no unit", "loop 0.5", { kind: "no_time", line: "loop 0.5" }],
  ["a longer word", "loops 0.5 ms", { kind: "missing" }],
  ["a name with a number in it", "loop_2 3.14.3 py3 0.5ms", { kind: "missing" }],
  ["nothing", "", { kind: "missing" }],
];

for (const [name, line, expected] of CASES) {
  Deno.test(`readWays() reads ${name}`, () => {
    const rounded = JSON.parse(
      JSON.stringify(readWays(line).loop),
      (_, value) => typeof value === "number" ? Number(value.toPrecision(6)) : value,
    );
    assertEquals(rounded, expected);
  });
}

Deno.test("readWays() takes the line with a time, wherever the word stands besides", () => {
  const { loop, generator } = readWays("timing the loop\nloop 2 ms\nloop 3 ms\ngenerator 1 s");
  assertEquals([loop, generator], [
    { kind: "time", ms: 2, spread: null },
    { kind: "time", ms: 1000, spread: null },
  ]);
});

Deno.test("readWays() is not held up by a page of noise", () => {
  const page = `${"loop 1 ".repeat(100)}\n`.repeat(20_000);
  assertEquals(readWays(page).loop.kind, "no_time");
});

/** Tests of reading times in the forms in which learners print them. */
import { assertEquals } from "@std/assert";
import { type PrintedTime, timeListsIn, timesIn } from "./printed_times.ts";

const TIMES: [line: string, milliseconds: number[]][] = [
  ["loop A: 2.4103 s", [2410.3]],
  ["Loop 1 took 2.4103 seconds", [2410.3]],
  ["loop A: 2410ms, loop B: 2440ms", [2410, 2440]],
  ["loop A = 2_410_300 µs", [2410.3]],
  ["loop A = 2410300us", [2410.3]],
  ["A: 2,410,300,000 ns", [2410.3]],
  ["Loop A (s): 2.4103", [2410.3]],
  ["loop A in ms: 2410.3", [2410.3]],
  ["loop_a_seconds = 2.4103", [2410.3]],
  ["loop A: 2.4103e+00 s", [2410.3]],
  ["loop A: 2.41 s (24.1 ms per repetition)", [2410, 24.1]],
  ["Schleife A: 2.4103 Sekunden", [2410.3]],
  ["Loop A: 2.4103 Seconds", [2410.3]],
  ["loop A: 2410.3 Millisekunden", [2410.3]],
  ["loop 2: no time at all", []],
  ["100 repetitions of 1000000", []],
  ["3 sums, 4 s/run, v1.5 s", []],
];

for (const [line, milliseconds] of TIMES) {
  Deno.test(`timesIn() reads "${line}"`, () => {
    assertEquals(inMs(timesIn(line)), milliseconds);
  });
}

const LISTS: [line: string, milliseconds: number[][]][] = [
  ["pauses: [0.041, 0.038, 1.204] ms", [[0.041, 0.038, 1.204]]],
  ["pauses (ms): [0.041, 0.038]", [[0.041, 0.038]]],
  ["pauses [ms]: [0.041, 0.038]", [[0.041, 0.038]]],
  ["pauses: [0.041 ms, 38 µs]", [[0.041, 0.038]]],
  ["pauses: 0.041, 0.038 ms", [[0.041, 0.038]]],
  ["pauses in ms: [4.1e-02]", [[0.041]]],
  ["pauses: []", [[]]],
  ["pauses: [] ms", [[]]],
  ["pauses: [(0, 0.041), (2, 0.038)] ms", [[0.041, 0.038]]],
  ["pauses: deque([0.041, 0.038]) ms", [[0.041, 0.038]]],
  ["pauses: [0.041, 0.038]", []],
  ["longest pause: 1.2 ms", []],
];

for (const [line, milliseconds] of LISTS) {
  Deno.test(`timeListsIn() reads "${line}"`, () => {
    assertEquals(timeListsIn(line).map(inMs), milliseconds);
  });
}

Deno.test("timesIn() knows how exactly a time was printed", () => {
  const [time] = timesIn("loop A: 2.41 s");
  assertEquals(time?.timeText, "2.41 s");
  assertEquals(time?.roundingSeconds, 0.005);
});

function inMs(times: readonly PrintedTime[]): number[] {
  return times.map(({ seconds }) => Number((seconds * 1000).toPrecision(12)));
}

/** Tests of finding results in output that follows nobody's format. */
import { assertEquals } from "@std/assert";
import { readPrinted } from "./printed.ts";

const LOOPS: [name: string, stdout: string, times: string[]][] = [
  ["two lines with the word loop", "loop A: 2.4 s\nloop B: 2.5 s", ["2.4 s", "2.5 s"]],
  ["two times on one line", "loops: 2.4 s and 2.5 s", ["2.4 s", "2.5 s"]],
  ["lines with first and second", "first: 2.4 s\nsecond: 2.5 s", ["2.4 s", "2.5 s"]],
  ["times per repetition behind", "loop A: 2.4 s (24 ms each)\nloop B: 2.5 s (25 ms each)", [
    "2.4 s",
    "2.5 s",
  ]],
  [
    "the collector's times beside them",
    "loop A: 2.4 s\nloop B: 2.5 s\npauses: [0.1] ms, wall 3 ms\nsetting disable: 2 collections, 4 ms",
    ["2.4 s", "2.5 s"],
  ],
  ["the time of everything beside them", "A 2.4 s\nB 2.5 s\nwall 5 s", ["2.4 s", "2.5 s"]],
  ["colours and carriage returns", "\u001b[1mloop A: 2.4 s\u001b[0m\r\nloop B: 2.5 s\r\n", [
    "2.4 s",
    "2.5 s",
  ]],
  ["total time and wall in the loops' own lines", "loop A: total time 2.4 s\nloop B: wall 2.5 s", [
    "2.4 s",
    "2.5 s",
  ]],
  [
    "the collector named in the loops' own lines",
    "loop A (gc disabled): 2.4 s\nloop B (gc disabled): 2.5 s\npause of the garbage loop: 3 ms",
    ["2.4 s", "2.5 s"],
  ],
  ["everything on one line", "loop A: 2.4 s, loop B: 2.5 s, ratio: 1.0417", ["2.4 s", "2.5 s"]],
  [
    "both loops together beside them",
    "total time of the loops: 4.9 s\nloop A: 2.4 s\nloop B: 2.5 s",
    [
      "2.4 s",
      "2.5 s",
    ],
  ],
  ["nothing", "", []],
];

for (const [name, stdout, times] of LOOPS) {
  Deno.test(`readPrinted() finds the times of loops: ${name}`, () => {
    assertEquals(readPrinted(stdout).loopTimes.map(({ timeText }) => timeText), times);
  });
}

const RATIOS: [line: string, digits: string[]][] = [
  ["ratio B / A: 1.0124", ["1.0124"]],
  ["Ratio of loop 2 to loop 1 = 0.98", ["0.98"]],
  ["loop B / loop A = 1.0124", ["1.0124"]],
  ["ratio: 101.24 %", ["101.24", "101.24"]],
  ["B took 1.012 times as long", ["1.012"]],
  ["ratio of 2.41 s and 2.44 s: 1.0124", ["1.0124"]],
  ["ratio: 1.0124x", ["1.0124"]],
  ["ratio: 1", []],
];

for (const [line, digits] of RATIOS) {
  Deno.test(`readPrinted() finds the ratio in "${line}"`, () => {
    assertEquals(readPrinted(line).ratios.map((ratio) => ratio.digits), digits);
  });
}

const COLLECTIONS: [line: string, counts: number[] | null][] = [
  ["default: collections [53, 4, 0]", [53, 4, 0]],
  ["threshold 50000: collections 12", [12]],
  ["setting disable: 0 collections", [0]],
  ["freeze: collections gen0 120, gen1 10, gen2 2", [120, 10, 2]],
  ["freeze: number of collections: (120, 10, 2), longest pause 3 ms", [120, 10, 2]],
  ["default: [{'collections': 7, 'collected': 5, 'uncollectable': 0}, {'collections': 1}]", [7, 1]],
  ["default: collections in each generation: [53, 4, 0]", [53, 4, 0]],
  ["default: 53 collections in 12 runs", [53]],
  ["default: gen0 53, gen1 4, gen2 0 collections", [53, 4, 0]],
  ["default: 53 gen0, 4 gen1, 0 gen2 collections", [53, 4, 0]],
  ["   default | collections |   53 |    4 |    0", [53, 4, 0]],
  ["collections in 12 ms", null],
  ["the collector is off", null],
];

for (const [line, counts] of COLLECTIONS) {
  Deno.test(`readPrinted() finds collections in "${line}"`, () => {
    assertEquals(readPrinted(line).collections[0]?.counts ?? null, counts);
  });
}

const SUMS: [line: string, isFound: boolean][] = [
  ["500000500000", true],
  ["sum=500,000,500,000.", true],
  ["sum: 500_000_500_000", true],
  ["5000005000000", false],
  ["499999500000", false],
];

for (const [line, isFound] of SUMS) {
  Deno.test(`readPrinted() ${isFound ? "finds" : "does not find"} the sum in "${line}"`, () => {
    assertEquals(readPrinted(line).sumLines.length === 1, isFound);
  });
}

Deno.test("readPrinted() takes single pauses together, and leaves summaries out", () => {
  const { pauseLists, pauseLines } = readPrinted(
    "pause 1: 0.4 ms\npause 2: 0.3 ms\nlongest pause: 0.4 ms\ntotal pause time 0.7 ms",
  );
  assertEquals(pauseLists.map(({ pauses }) => pauses.map(({ timeText }) => timeText)), [
    ["0.4 ms", "0.3 ms"],
  ]);
  assertEquals(pauseLines.map(({ number }) => number), [3, 4]);
});

Deno.test("readPrinted() takes the wall time of a list of pauses from its line or the next", () => {
  const { pauseLists } = readPrinted(
    "pauses: [0.1] ms, wall 20 ms\npauses: [0.2] ms\nwall time: 0.03 s",
  );
  assertEquals(pauseLists.map(({ wallSeconds }) => wallSeconds), [0.02, 0.03]);
});

/** Tests of judging three timings by the run between two of ours, and of their order by intervals. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import type { LearnerEnding, Verdict } from "../../../../probes/mod.ts";
import {
  fakeComparison,
  fakeComparisonResult,
  fakeMeasurement,
} from "../../../../tests/support/fake_comparisons.ts";
import { fakeArm } from "../../../../tests/support/fake_interpreters.ts";
import { judgeAnswer } from "../../../../tests/support/given_answer.ts";
import { fakeTwins } from "../../../../tests/support/fake_evidence.ts";
import { bestParts, isCloseMiss, programParts, THREE_WAYS, type WaysTrial } from "./three_ways.ts";
import { judgeWaysOrder } from "./three_ways_order.ts";

const OURS = `comprehension 0.40 ms, 0.39 to 0.44
generator 0.60 ms, 0.58 to 9.00
loop 0.50 ms, 0.48 to 0.55
`;

/** A program that printed this. */
function printed(stdout: string, changes: Partial<WaysTrial> = {}): WaysTrial {
  const run = { ending: { kind: "finished" } as const, message: "x.py ran", stdout, notes: [] };
  return { run, clockCount: 1, before: OURS, after: OURS, ...changes };
}

const PARTS: [name: string, trial: WaysTrial, part: string, points: number, reason: string][] = [
  ["the same times", printed(OURS), "the generator", 1, "Our own run"],
  [
    "a time that only an interrupted one of ours allows",
    printed(OURS.replace("generator 0.60", "generator 6.00")),
    "the generator",
    0,
    "of how many lists",
  ],
  [
    "seconds that are called milliseconds",
    printed(OURS.replace("loop 0.50", "loop 0.0005")),
    "the loop",
    0,
    "in which unit?",
  ],
  ["a way without a line", printed("loop 0.5 ms"), "the generator", 0, 'the word "generator"'],
  ["no clock", printed(OURS, { clockCount: 0 }), "the loop", 0, "reads no clock"],
  ["no readable source", printed("", { clockCount: null }), "the loop", 0, "x.py ran."],
  ["no line at all", printed(""), "their spread", 0, "A single timing"],
  [
    "a time outside of its spread",
    printed(OURS.replace("0.48 to 0.55", "0.52 to 0.55")),
    "their spread",
    0,
    "has to lie between",
  ],
  [
    "a run of ours that did not end",
    printed("loop 7 s", { before: "" }),
    "the loop",
    1,
    "no points lost",
  ],
];

for (const [name, trial, part, points, reason] of PARTS) {
  Deno.test(`programParts() of ${name}`, () => {
    const judged = programParts(trial).find((one) => one.name === part);
    assertEquals(judged?.points, points, judged?.reason);
    assertStringIncludes(judged?.reason ?? "", reason);
  });
}

const MISSES: [name: string, trial: WaysTrial, isClose: boolean][] = [
  ["times like ours", printed(OURS), false],
  ["a time that is half as long again", printed(OURS.replace("0.40 ms", "0.60 ms")), true],
  ["a time of ten lists", printed(OURS.replace("0.40 ms", "4.0 ms")), false],
  ["a near time beside a far one", printed("loop 0.8 ms\ngenerator 9 ms\n"), false],
  ["no clock", printed(OURS.replace("0.40 ms", "0.60 ms"), { clockCount: 0 }), false],
  ["a way without a line", printed("loop 0.8 ms, 0.7 to 0.9"), false],
];

for (const [name, trial, isClose] of MISSES) {
  Deno.test(`isCloseMiss() of ${name}: ${isClose ? "another trial" : "no other trial"}`, () => {
    const { stdout } = trial.run;
    const spread = stdout.replaceAll(/^(\w+) (\S+) ms.*$/gm, "$1 $2 ms, 0.001 to 99");
    assertEquals(isCloseMiss({ ...trial, run: { ...trial.run, stdout: spread } }), isClose);
  });
}

Deno.test("bestParts() gives each part by the trial that has it right, and the last where none has", () => {
  const miss = (way: string, ms: string) => printed(OURS.replace(`${way} 0.`, `${way} ${ms}.`));
  const of = (trials: WaysTrial[]) => bestParts(trials).map(({ points }) => points);
  assertEquals(of([miss("loop", "1"), miss("comprehension", "1")]), [1, 1, 1, 1, 0]);
  assertEquals(of([miss("loop", "2"), miss("loop", "3")]), [1, 1, 1, 0, 0]);
  assertEquals(of([printed(OURS), miss("loop", "3")]), [1, 1, 1, 1, 1]);
});

Deno.test("programParts() says how a program ended that did not run to its end", () => {
  const ending: LearnerEnding = { kind: "timed_out", afterSeconds: 20 };
  const { run } = printed("loop 0.5 ms, 0.48 to 0.55");
  const parts = programParts(printed("", { run: { ...run, ending, message: "x.py took 20 s" } }));
  assertEquals([parts[0]?.points, parts[0]?.reason], [0, "x.py took 20 s."]);
});

type Ends = readonly [low: number, high: number, verdict: Verdict];

function compared(comprehension: Ends, generator: Ends) {
  const rows = Object.entries({ comprehension, generator }).map(([test, [low, high, verdict]]) =>
    fakeComparison({ base: "loop", test, ratio: (low + high) / 2, low, high, verdict })
  );
  const arms = ["loop", "comprehension", "generator"].map((workload) =>
    fakeArm(workload, [1, 1.1], { params: { workload } })
  );
  return fakeComparisonResult(rows, { ...fakeMeasurement({}), probe: "comprehension", arms });
}

const APART = compared([0.8, 0.9, "faster"], [1.2, 1.3, "slower"]);
const OPEN = compared([0.9, 1.1, "unclear"], [0.9, 1.2, "unclear"]);
const TOUCHING = compared([1.1, 1.3, "slower"], [1.2, 1.4, "slower"]);

const ORDERS: [name: string, order: string[], result: typeof APART, kind: string][] = [
  ["the measured order", ["comprehension", "loop", "generator"], APART, "right"],
  ["capitals and blanks", [" Comprehension", "LOOP ", "generator"], APART, "right"],
  ["two that changed places", ["loop", "comprehension", "generator"], APART, "wrong"],
  ["any order where nothing is decided", ["generator", "loop", "comprehension"], OPEN, "right"],
  ["either of two that overlap", ["loop", "generator", "comprehension"], TOUCHING, "right"],
  ["one that lies apart from both", ["comprehension", "loop", "generator"], TOUCHING, "wrong"],
  ["a way twice", ["loop", "loop", "generator"], APART, "wrong"],
  ["two ways", ["loop", "generator"], APART, "wrong"],
  ["a stranger", ["loop", "generator", "map"], APART, "wrong"],
];

for (const [name, order, result, kind] of ORDERS) {
  Deno.test(`judgeWaysOrder() of ${name}`, () => {
    const ruling = judgeWaysOrder(order, result);
    assertEquals(ruling.kind, kind, ruling.reason);
  });
}

Deno.test("L2-TW-04 is not judged without its comparison, nor by another one", async () => {
  const answer = { order: ["loop", "generator", "comprehension"] };
  for (const evidence of [undefined, [], fakeTwins()]) {
    assertEquals((await judgeAnswer(THREE_WAYS, { answer, evidence })).kind, "not_ready");
  }
});

/** Tests of the check of Part 1's program on outputs and facts that are written down; no Python runs. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { SourceFacts } from "../../../../probes/mod.ts";
import { fakePrograms } from "../../../../tests/support/fake_programs.ts";
import {
  checkPerformanceDiscovery,
  judgePerformanceDiscovery,
  PERFORMANCE_POINTS_MAX,
} from "./performance_discovery.ts";
import { EXAMPLE_LINES, PERFORMANCE_DISCOVERY } from "./performance_discovery_task.ts";

const FACTS: SourceFacts = {
  kind: "facts",
  statementCount: 9,
  imports: [],
  workLoops: [{ line: 12, end: 1_000_001 }],
  sameLoops: { kind: "one_loop_twice", lines: [12] },
  repetitionCounts: [100],
  hasUnknownCount: false,
  endLines: [12],
  hundredLines: [20],
  clocks: [{ name: "time.perf_counter", line: 19 }],
  collector: {
    callbacks: [30],
    durations: [],
    settings: [{ name: "gc.disable", line: 40 }],
    counts: [33],
  },
  literals: { texts: [], numbers: [] },
};

const LINES = [
  EXAMPLE_LINES.sum,
  EXAMPLE_LINES.times,
  "loop B: 2.4402 s",
  EXAMPLE_LINES.ratio,
  EXAMPLE_LINES.noise,
  EXAMPLE_LINES.pauses,
  "setting default: collections [43, 3, 0]",
  EXAMPLE_LINES.collections,
];

type Run = Parameters<typeof checkPerformanceDiscovery>[0];

function runOf(stdout: string, changes: Partial<Run> = {}): Run {
  return {
    name: "program.py",
    ending: { kind: "finished" },
    message: "program.py ran to its end",
    stdout,
    wallMs: 6000,
    ...changes,
  };
}

function check(changes: { stdout?: string; facts?: Partial<SourceFacts>; run?: Partial<Run> }) {
  const run = runOf(changes.stdout ?? LINES.join("\n"), changes.run);
  return checkPerformanceDiscovery(run, { ...FACTS, ...changes.facts });
}

/** The output with one line exchanged. */
function withLine(index: number, line: string): string {
  return LINES.with(index, line).join("\n");
}

Deno.test("checkPerformanceDiscovery() gives full points for the lines that the task shows", () => {
  const result = check({});
  assertEquals(result.parts.filter(({ points, max }) => points < max), []);
  assertEquals([result.points, result.max], [PERFORMANCE_POINTS_MAX, PERFORMANCE_POINTS_MAX]);
});

Deno.test("checkPerformanceDiscovery() never grades the size of the ratio", () => {
  const stdout = LINES.join("\n").replace("2.4402 s", "3.6000 s").replace("1.0124", "1.4936");
  assertEquals(check({ stdout }).points, PERFORMANCE_POINTS_MAX);
});

/** What is changed, the part that it costs, its points, and words of the reason. */
const CASES: [
  name: string,
  changes: Parameters<typeof check>[0],
  part: string,
  points: number,
  reason: string,
][] = [
  [
    "a run that did not end well",
    { run: { ending: { kind: "timed_out", afterSeconds: 60 }, message: "still running" } },
    "runs",
    0,
    "still running",
  ],
  [
    "another sum",
    { stdout: withLine(0, "sum: 499999500000") },
    "sum of 1 to 1,000,000",
    0,
    "one repetition is a million additions",
  ],
  [
    "a sum that is a text",
    { facts: { literals: { texts: ["sum: 500000500000"], numbers: [] } } },
    "sum of 1 to 1,000,000",
    0,
    "print what the loop computed",
  ],
  [
    "a sum beside an expected one",
    {
      stdout: withLine(0, "wanted 500000500000 got 500000500000"),
      facts: { literals: { texts: ["wanted 500000500000 got "], numbers: [] } },
    },
    "sum of 1 to 1,000,000",
    1,
    "Found",
  ],
  ...([
    ["loops_differ", 0, "lines 3 and 9 are not equal"],
    ["surroundings_differ", 0, "the same number of repetitions"],
    ["one_loop_once", 0, "is timed once"],
    ["no_loop", 0, "no loop that adds up"],
    ["two_equal_loops", 1, "are equal"],
  ] as const).map(([kind, points, reason]): typeof CASES[number] => [
    `loops of the kind ${kind}`,
    { facts: { sameLoops: { kind, lines: [3, 9] } } },
    "two equal loops",
    points,
    reason,
  ]),
  [
    "no repetition",
    { facts: { repetitionCounts: [], hundredLines: [] } },
    "to 1,000,000, 100 times",
    0,
    "line 12 is not repeated",
  ],
  [
    "ten repetitions",
    { facts: { repetitionCounts: [2, 10], hundredLines: [] } },
    "to 1,000,000, 100 times",
    0,
    "repeated 10 times instead of 100",
  ],
  [
    "repetitions that no constant says",
    { facts: { repetitionCounts: [], hundredLines: [], hasUnknownCount: true } },
    "to 1,000,000, 100 times",
    1,
    "no points lost: which name holds the repetitions, 100?",
  ],
  ["one time", { stdout: withLine(2, "") }, "two times and their ratio", 0, "one time, 2.4103 s"],
  ["no clock", { facts: { clocks: [] } }, "two times and their ratio", 0, "reads no clock"],
  [
    "times that stand in the source",
    { facts: { literals: { texts: [], numbers: [2.4402] } } },
    "two times and their ratio",
    0,
    "2.4402 s stands in the source",
  ],
  [
    "a time of zero",
    { stdout: withLine(2, "loop B: 0.00 s") },
    "two times and their ratio",
    0,
    "print more digits",
  ],
  [
    "more time than passed",
    { run: { wallMs: 60 } },
    "two times and their ratio",
    0,
    "is the unit right?",
  ],
  [
    "no ratio",
    { stdout: withLine(3, "") },
    "two times and their ratio",
    0,
    "such as: ratio B / A: 1.0124",
  ],
  [
    "a ratio of something else",
    { stdout: withLine(3, "ratio: 1.5000") },
    "two times and their ratio",
    0,
    "does not fit 2.4103 s and 2.4402 s: their ratio is 1.0124",
  ],
  [
    "the other ratio",
    { stdout: withLine(3, "ratio A / B: 0.9877") },
    "two times and their ratio",
    1,
    "Found",
  ],
  ["no pauses", { stdout: withLine(5, "") }, "pauses of the collector", 0, "wanted one such as"],
  [
    "an empty list of pauses",
    { stdout: withLine(5, "pauses: [] ms") },
    "pauses of the collector",
    0,
    "the empty lane",
  ],
  [
    "a pause of zero",
    { stdout: withLine(5, "pauses: [0.00, 0.12] ms") },
    "pauses of the collector",
    0,
    "print more digits",
  ],
  [
    "pauses longer than their part",
    { stdout: withLine(5, "pauses: [41, 38] ms, wall 60 ms") },
    "pauses of the collector",
    0,
    "more than the 60 ms of that part",
  ],
  [
    "the longest pause alone",
    { stdout: withLine(5, "longest pause: 1.2 ms") },
    "pauses of the collector",
    0,
    "Found no list of lengths",
  ],
  [
    "pauses without callbacks",
    { facts: { collector: { ...FACTS.collector, callbacks: [] } } },
    "pauses of the collector",
    1,
    "append a function to gc.callbacks",
  ],
  [
    "pauses by duration",
    { facts: { collector: { ...FACTS.collector, callbacks: [], durations: [31] } } },
    "pauses of the collector",
    2,
    "taken by duration in line 31",
  ],
  [
    "pauses that stand in the source",
    { facts: { literals: { texts: ["pauses: [0.041, 0.038, 1.204] ms"], numbers: [] } } },
    "pauses of the collector",
    0,
    "stand in the source",
  ],
  ["one setting", { stdout: withLine(6, "") }, "settings of the collector", 0, "Found one line"],
  [
    "settings that collect alike",
    { stdout: withLine(6, "default: collections [0, 0, 0]") },
    "settings of the collector",
    0,
    "these settings collect alike",
  ],
  [
    "no setting in the source",
    { facts: { collector: { ...FACTS.collector, settings: [] } } },
    "settings of the collector",
    0,
    "No setting of the collector is changed",
  ],
  [
    "collections that stand in the source",
    { facts: { literals: { texts: ["setting default: collections [43, 3, 0]"], numbers: [] } } },
    "settings of the collector",
    0,
    "were not asked of the collector",
  ],
  ["no sentence", { stdout: withLine(4, "") }, "what the difference is", 0, "Found no sentence"],
  [
    "a winner",
    { stdout: withLine(4, "Loop A is faster.") },
    "what the difference is",
    0,
    "both loops are the same program",
  ],
  [
    "a sentence that nobody can judge",
    { stdout: withLine(4, "The one ended somewhat earlier than the other one did today.") },
    "what the difference is",
    1,
    "I cannot judge",
  ],
];

for (const [name, changes, part, points, reason] of CASES) {
  Deno.test(`checkPerformanceDiscovery() judges ${name}`, () => {
    const found = check(changes).parts.find((each) => each.name === part);
    assertEquals(found?.points, points, found?.reason);
    assertStringIncludes(found?.reason ?? "", reason);
  });
}

Deno.test("checkPerformanceDiscovery() quotes the A/A band to whoever names a winner", () => {
  const { parts } = checkPerformanceDiscovery(runOf(withLine(4, "Loop A is faster.")), FACTS, {
    band: { low: 0.96, high: 1.05 },
  });
  assertStringIncludes(parts.at(-1)?.reason ?? "", "ratios in [0.960, 1.050] here");
});

Deno.test("checkPerformanceDiscovery() gives a program that does not compile one reason and no points", () => {
  const message = "program.py does not compile: line 2, column 7: invalid syntax: def f(:";
  const problem = {
    kind: "does_not_compile",
    line: 2,
    column: 7,
    text: "def f(:",
    message,
  } as const;
  const result = checkPerformanceDiscovery(runOf("", { message }), problem);
  assertEquals([result.points, result.max], [0, PERFORMANCE_POINTS_MAX]);
  assertEquals(result.parts.map(({ reason }) => reason), [message]);
});

Deno.test("checkPerformanceDiscovery() bears any output", () => {
  for (
    const stdout of [
      "\u0000\ufffd".repeat(1000),
      "[".repeat(100_000),
      "1 ".repeat(100_000),
      "pauses: [1] s\n".repeat(10_000),
    ]
  ) {
    assert(check({ stdout }).points <= PERFORMANCE_POINTS_MAX);
  }
});

Deno.test("judgePerformanceDiscovery() takes a file that is not there for not answered yet", async () => {
  const python = { executable: "/nonexistent/python3", major: 3, minor: 14 };
  const path = "/nonexistent/performance_discovery.py";
  const judged = await judgePerformanceDiscovery({ python, path });
  assertEquals(judged, {
    kind: "not_answered",
    reason: "Not answered yet: There is no file performance_discovery.py yet",
    points: 0,
    max: PERFORMANCE_POINTS_MAX,
    parts: [],
  });
});

Deno.test("judgePerformanceDiscovery() gives no points for an interpreter that is gone", async () => {
  using folder = fakePrograms({ "program.py": "" });
  const python = { executable: "/nonexistent/python3", major: 3, minor: 14 };
  const judged = await judgePerformanceDiscovery({ python, path: folder.at("program.py") });
  assertEquals([judged.kind, judged.parts], ["not_run", []]);
});

Deno.test("PERFORMANCE_DISCOVERY shows every example line in its task", () => {
  for (const line of Object.values(EXAMPLE_LINES)) {
    // The sentence itself is left to the learner.
    if (line !== EXAMPLE_LINES.noise) assertStringIncludes(PERFORMANCE_DISCOVERY.task, line);
  }
});

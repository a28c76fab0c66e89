/** The boxes of Part 4's check on runs that never ran: what each finds, and what it tells. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import {
  type FakeProfiler,
  fakeProfiler,
  profilerOutput,
} from "../../../../tests/support/fake_profiler.ts";
import { checkProfiler, PROFILER_POINTS_MAX } from "./profiler_check.ts";

/** The same change in what all three runs print; the times differ as measured ones do. */
function printing(...edits: readonly (readonly [there: string, instead: string])[]): FakeProfiler {
  return {
    outputs: [2.15, 2.17, 2.14].map((loopMs) =>
      profilerOutput({ loopMs, collectorMs: loopMs + 1.1, importMs: quarter(loopMs), edits })
    ),
  };
}

function quarter(ms: number): number {
  return Number((ms / 4).toFixed(3));
}

/** Three runs with these times of the loop, and others that agree. */
function loops(...times: readonly number[]): FakeProfiler {
  return {
    outputs: times.map((loopMs, index) =>
      profilerOutput({ loopMs, collectorMs: 9 + index / 10, importMs: 0.5 + index / 100 })
    ),
  };
}

Deno.test("checkProfiler() gives a program full points that has everything", () => {
  const { points, max, parts, notes } = checkProfiler(fakeProfiler());
  assertEquals(parts.filter((part) => part.points < part.max), []);
  assertEquals([points, max, notes], [PROFILER_POINTS_MAX, PROFILER_POINTS_MAX, []]);
  assertEquals(parts.reduce((sum, part) => sum + part.max, 0), PROFILER_POINTS_MAX);
});

const READS = ["timeit.repeat", "cProfile.run"].map((name) => ({ name, line: 9 }));
const LOOP_TIME = "=== Tight Loop Benchmark ===\nTime: ";
const IMPORT_VERDICT = "Verdict: it is paid once a process.";
const COLLECTOR_VERDICT = "Verdict: the collector takes 52.5 % of it.";
const LOOP_VERDICT = "Verdict: adding is what it does.";

const CASES: [name: string, change: FakeProfiler, part: string, points: number, reason: string][] =
  [
    [
      "a crash in the second run",
      {
        outputs: [profilerOutput(), ""],
        ending: { kind: "raised", error: "FileExistsError: out.txt", line: 3 },
        changes: { message: "it stopped with an error in line 3: FileExistsError: out.txt" },
      },
      "it runs",
      0,
      "it stopped with an error",
    ],
    [
      "a file that it wrote elsewhere",
      { changes: { changedOutside: [{ path: "notes.txt", kind: "created" }] } },
      "it runs",
      0,
      "writes outside of its folder: notes.txt (created)",
    ],
    [
      "the same digits every time",
      { outputs: [profilerOutput(), profilerOutput(), profilerOutput()] },
      "three runs agree",
      0,
      "these digits do not look measured",
    ],
    [
      "a time that doubles once, which costs nothing",
      loops(2.1, 2.2, 4.4),
      "three runs agree",
      2,
      "Not judged, no points lost: the tight loop took 2.1 ms, 2.2 ms, 4.4 ms, the longest 2.10",
    ],
    [
      "more time than there was",
      { ...printing(), changes: { wallMs: 40 } },
      "three runs agree",
      0,
      "is the unit right?",
    ],
    [
      "no interval",
      printing([`${LOOP_TIME}2.`, `${LOOP_TIME.replace("Time", "Took")}2.`]),
      "statistics that mean something",
      2,
      "There is no time in the section of the tight loop",
    ],
    [
      "no mean",
      {
        outputs: [2.15, 2.17, 2.14].map((loopMs) =>
          profilerOutput({ loopMs, collectorMs: loopMs + 1, importMs: loopMs / 4 })
            .replace(/Mean:.*\n/, "")
        ),
      },
      "statistics that mean something",
      2,
      "There is no line with mean, standard deviation and n in the section of the tight loop",
    ],
    [
      "no baseline",
      printing(["Baseline: 0.91 ms\n", ""]),
      "statistics that mean something",
      2,
      "There is no line such as Baseline",
    ],
    [
      "a missing section",
      {
        outputs: [2.15, 2.17, 2.14].map((loopMs) =>
          profilerOutput({ loopMs }).replace("=== Import Benchmark ===", "Import")
        ),
      },
      "statistics that mean something",
      1,
      "There is no section of the import",
    ],
    [
      "no pauses",
      printing(["GC pause times: [0.12 ms, 0.34 ms, ...]", "GC pause times: []"]),
      "the collector by itself",
      2,
      "timeit switches it off while it times",
    ],
    [
      "pauses that nobody watched",
      { facts: { collector: { callbacks: [], durations: [], settings: [], counts: [] } } },
      "the collector by itself",
      2,
      "append a function to gc.callbacks",
    ],
    [
      "a verdict on the collector from a time alone",
      printing(["GC share: 52.5 %\n", ""]),
      "the collector by itself",
      2,
      "record L2-P4-03",
    ],
    [
      "a share that its pauses do not bear out",
      printing([
        "[0.12 ms, 0.34 ms, ...]",
        "[0.12 ms, 0.34 ms]",
      ]),
      "the collector by itself",
      2,
      "A GC share of 52.5 % does not fit",
    ],
    [
      "no hypothesis",
      {
        outputs: [2.15, 2.17, 2.14].map((loopMs) =>
          profilerOutput({ loopMs }).replace(/\nHypothesis:.*/, "")
        ),
      },
      "a hypothesis",
      0,
      "There is no line with your hypothesis",
    ],
    [
      "a hypothesis that stands in the output alone",
      { rules: { prose: [] } },
      "a hypothesis",
      1,
      "does not stand in the program",
    ],
    [
      "a hypothesis that is confirmed against its numbers",
      printing(["the GC workload takes the largest", "the import takes the largest"]),
      "a hypothesis",
      1,
      "the import is not the largest part, so it is refuted",
    ],
    [
      "a hypothesis that is refuted against its numbers",
      {
        outputs: printing().outputs?.map((text) => text.replace(": confirmed", ": refuted")) ?? [],
      },
      "a hypothesis",
      1,
      "is the largest part, so it is confirmed",
    ],
    [
      "a hypothesis without an outcome",
      { outputs: printing().outputs?.map((text) => text.replace(": confirmed", "")) ?? [] },
      "a hypothesis",
      1,
      "does not say what came of it",
    ],
    [
      "hints that are missing",
      { rules: { gaps: [{ name: "loop(n)", line: 4 }, { name: "loop() ->", line: 4 }] } },
      "type hints complete",
      0,
      "2 hints are missing: loop(n), line 4; loop() ->, line 4",
    ],
    [
      "a hint that names nothing",
      { rules: { badHints: [{ name: "Lisst", line: 7 }] } },
      "type hints complete",
      0,
      "Lisst, line 7",
    ],
    [
      "a verdict that its numbers contradict",
      printing([IMPORT_VERDICT, "Verdict: the import is the slowest of the three."]),
      "verdicts that the numbers bear out",
      0,
      '"slowest" of the import',
    ],
    [
      "a largest part that is called negligible",
      printing([LOOP_VERDICT, "Verdict: negligible beside the others."]),
      "verdicts that the numbers bear out",
      0,
      '"negligible" of the tight loop',
    ],
    [
      "a verdict that is missing",
      printing([`${IMPORT_VERDICT}\n`, ""]),
      "verdicts that the numbers bear out",
      0,
      "There is no verdict",
    ],
    [
      "figures that stand in the source",
      { facts: { literals: { texts: [], numbers: [2.15] } } },
      "measured, with what every Python has",
      1,
      "2.15 in",
    ],
    [
      "numbers drawn by lot",
      { rules: { inventions: [12] } },
      "measured, with what every Python has",
      1,
      "Line 12 prints a time that random has made",
    ],
    [
      "no cProfile",
      { rules: { reads: [{ name: "timeit.repeat", line: 9 }] } },
      "measured, with what every Python has",
      1,
      "cProfile is not used",
    ],
    [
      "an import out of the cache",
      { rules: { forgets: [] } },
      "measured, with what every Python has",
      1,
      "only looks into sys.modules",
    ],
    [
      "a module from elsewhere",
      { rules: { modules: [{ name: "numpy", line: 2, isStandard: false }] } },
      "measured, with what every Python has",
      1,
      "numpy, line 2, is not of the standard library",
    ],
    [
      "processes besides its own",
      { rules: { reads: [...READS, { name: "multiprocessing.Pool", line: 8 }] } },
      "measured, with what every Python has",
      1,
      "multiprocessing.Pool, line 8: no process besides your own is needed",
    ],
    [
      "no main guard",
      { rules: { hasMainGuard: false } },
      "measured, with what every Python has",
      1,
      "There is no main guard",
    ],
  ];

for (const [name, change, part, points, reason] of CASES) {
  Deno.test(`checkProfiler() tells of ${name}`, () => {
    const { parts } = checkProfiler(fakeProfiler(change));
    const judged = parts.find((candidate) => candidate.name === part);
    assertStringIncludes(judged?.reason ?? "no such part", reason);
    assertEquals(judged?.points, points, judged?.reason);
  });
}

const TIMES: [line: string, reason: string][] = [
  ["Time: 2.15 ms", "has no interval"],
  ["Time: 0.00215 s +/- 0.00005 s", "is not in milliseconds"],
  ["Time: 2150 µs ± 50 µs", "is not in milliseconds"],
  ["Time: 0.0 ms +/- 0.1 ms", "print more digits"],
  ["Time: 2.1 ms +/- 0.0 ms", "has an interval of 0"],
  ["Time: 2.1 ms +/- 3.0 ms", "may be nothing at all"],
  ["Time: 2.1 ms +/- 0.1 ms [2.2, 2.4 ms]", "does not lie within its own brackets"],
  ["Time: two ms +/- 0.1 ms", "does not have the form of"],
  ["Time: 2.1 ms +/- 0.9 ms", "an interval wider than the timings"],
  ["Time: 3.9 ms +/- 0.1 ms", "lies more than three standard deviations from the mean"],
  ["Time: 2.151 ms +/- 0.0002 ms", "it is too narrow"],
];

for (const [line, reason] of TIMES) {
  Deno.test(`checkProfiler() says of the line "${line}" that it ${reason}`, () => {
    const outputs = [2.15, 2.17, 2.14].map((loopMs) =>
      profilerOutput({ loopMs }).replace(/Time:.*/, line)
    );
    const { parts } = checkProfiler(fakeProfiler({ outputs }));
    const box = parts.find(({ name }) => name === "statistics that mean something");
    assertEquals(box?.points, 2, box?.reason);
    assertStringIncludes(box?.reason ?? "", reason);
  });
}

const GOOD: [name: string, change: FakeProfiler][] = [
  ["ends in brackets", {
    outputs: printing().outputs?.map((text) =>
      text.replace(/Time: 2\.(\d+) ms (.*)/, "Time: 2.$1 ms $2 [2.0 to 2.3 ms]")
    ) ?? [],
  }],
  [
    "the time without the collector",
    printing(["GC share: 52.5 %", "Time with GC off: 1.5 ms ± 0.1 ms"]),
  ],
  ["a verdict that denies", printing([IMPORT_VERDICT, "Verdict: not the largest of the three."])],
  ["a bound in a verdict", printing([IMPORT_VERDICT, "Verdict: at most a millisecond at start."])],
  [
    "the smallest part called so",
    printing([IMPORT_VERDICT, "Verdict: the smallest of the three parts."]),
  ],
  [
    "the collector called the bottleneck of its work by its share",
    {
      outputs: [2.15, 2.17, 2.14].map((loopMs) =>
        profilerOutput({
          loopMs,
          collectorMs: loopMs - 1.1,
          importMs: quarter(loopMs),
          edits: [
            [COLLECTOR_VERDICT, "Verdict: the collector is the bottleneck here."],
            ["the GC workload takes the largest", "the loop takes the largest"],
          ],
        })
      ),
    },
  ],
  ["import by a child process", {
    rules: {
      forgets: [],
      reads: [
        "timeit.Timer",
        "cProfile.run",
        "subprocess.run",
        "sys.executable",
      ].map((name) => ({ name, line: 9 })),
    },
  }],
  ["0.5 in the source where a time is printed as 0.500", {
    outputs: [0.5, 0.52, 0.51].map((importMs, index) =>
      profilerOutput({ loopMs: 2.15 + index / 100, collectorMs: 3.25 + index / 100, importMs })
        .replace("0.5 ms", "0.500 ms")
    ),
    facts: { literals: { texts: [], numbers: [0.5, 1000, 0.05] } },
  }],
  ["the number of processors", {
    rules: {
      modules: [{ name: "multiprocessing", line: 1, isStandard: true }],
      reads: [...READS, { name: "multiprocessing.cpu_count", line: 8 }],
    },
  }],
  ["a machine that changed its speed", { ...loops(2.1, 2.2, 4.4), referenceMs: [1, 1.1, 1.9] }],
  ["colours in its output", {
    outputs: printing().outputs?.map((text) => text.replace("=== Tight", "\u001b[1m=== Tight")) ??
      [],
  }],
];

for (const [name, change] of GOOD) {
  Deno.test(`checkProfiler() takes no points for ${name}`, () => {
    const { parts } = checkProfiler(fakeProfiler(change));
    assertEquals(parts.filter((part) => part.points < part.max), []);
  });
}

Deno.test("checkProfiler() remarks that intervals do not meet, and takes no points", () => {
  const { notes, parts } = checkProfiler(fakeProfiler(loops(2.1, 2.3, 2.5)));
  assertStringIncludes(notes.join(" "), "The intervals of the tight loop do not meet");
  assertEquals(parts.find(({ name }) => name === "three runs agree")?.points, 2);
});

Deno.test("checkProfiler() asks for a reader where the source could not be read", () => {
  const { parts } = checkProfiler(fakeProfiler({ rules: null }));
  assertEquals(parts.filter(({ needsReader }) => needsReader === true).length, 2);
});

/** Runs of a profiler that never ran: what it printed three times, and what stands in it. */

import type { LearnerRun, RepeatedRuns, SourceFacts, SourceRules } from "../../probes/mod.ts";

/** What one run prints, by what a test changes of it. */
export interface FakePrint {
  /** The three times, in ms. */
  readonly loopMs?: number;
  readonly collectorMs?: number;
  readonly importMs?: number;
  /** Pairs of a text and what stands there instead. */
  readonly edits?: readonly (readonly [there: string, instead: string])[];
}

/** The output of a profiler that has everything. */
export function profilerOutput(
  { loopMs = 2.15, collectorMs = 3.25, importMs = 0.55, edits = [] }: FakePrint = {},
): string {
  const section = (title: string, ms: number, lines: readonly string[]) => [
    `=== ${title} Benchmark ===`,
    `Time: ${ms} ms +/- 0.05 ms`,
    `Mean: ${ms} ms, std dev: 0.10 ms, n = 20`,
    ...lines,
  ];
  const text = [
    ...section("Tight Loop", loopMs, [
      "Baseline: 0.91 ms",
      "First call: 2.31 ms",
      "Verdict: adding is what it does.",
    ]),
    ...section("GC Workload", collectorMs, [
      "GC pause times: [0.12 ms, 0.34 ms, ...]",
      "GC share: 52.5 %",
      "Verdict: the collector takes 52.5 % of it.",
    ]),
    ...section("Import", importMs, ["Verdict: it is paid once a process."]),
    `Hypothesis: the GC workload takes the largest time; ${collectorMs} ms: confirmed.`,
  ].join("\n");
  return edits.reduce((current, [there, instead]) => {
    if (current.split(there).length !== 2) {
      throw new TypeError(`Cannot edit an output: not exactly one place has "${there}"`);
    }
    return current.replace(there, () => instead);
  }, text);
}

/** What may be changed of the runs. */
export interface FakeProfiler {
  /** Of each run. */
  readonly outputs?: readonly string[];
  /** How the last one ended; finished when not given. */
  readonly ending?: LearnerRun["ending"];
  readonly changes?: Partial<LearnerRun>;
  readonly facts?: Partial<SourceFacts>;
  readonly rules?: Partial<SourceRules> | null;
  readonly referenceMs?: readonly number[];
  readonly referenceProcessMs?: readonly number[];
}

/** Three runs that agree, of a program in which everything stands. */
export function fakeProfiler(
  {
    outputs,
    ending,
    changes = {},
    facts = {},
    rules = {},
    referenceMs = [1, 1.02, 1.01],
    referenceProcessMs = [40, 41, 42],
  }: FakeProfiler = {},
): RepeatedRuns {
  const printed = outputs ?? [2.15, 2.17, 2.14].map((loopMs) => profilerOutput(agreeing(loopMs)));
  const source = { ...FACTS, ...facts };
  return {
    name: "performance_profiler.py",
    text: "print()",
    python: { executable: "/nonexistent/python3", major: 3, minor: 14 },
    runs: printed.map((stdout, index) => ({
      ...RUN,
      source,
      stdout,
      ...(index === printed.length - 1 && ending !== undefined ? { ending } : {}),
      ...changes,
    })),
    runCount: 3,
    referenceMs,
    referenceProcessMs,
    rules: rules === null ? null : { ...RULES, ...rules },
  };
}

/** Digits that differ from run to run, as measured ones do. */
function agreeing(loopMs: number): FakePrint {
  return { loopMs, collectorMs: loopMs + 1.1, importMs: Number((loopMs / 4).toFixed(3)) };
}

const RUN: Omit<LearnerRun, "source" | "stdout"> = {
  name: "performance_profiler.py",
  ending: { kind: "finished" },
  message: "performance_profiler.py ran to its end",
  stderr: "",
  wallMs: 400,
  seed: 1,
  network: { kind: "closed" },
  changedOutside: [],
  limitsNotSet: [],
  escapedCount: 0,
  notes: [],
};

const FACTS: SourceFacts = {
  kind: "facts",
  statementCount: 9,
  imports: [],
  workLoops: [],
  sameLoops: { kind: "no_loop", lines: [] },
  repetitionCounts: [],
  hasUnknownCount: false,
  endLines: [],
  hundredLines: [],
  clocks: [],
  collector: { callbacks: [40], durations: [], settings: [], counts: [] },
  literals: { texts: [], numbers: [] },
};

const RULES: SourceRules = {
  kind: "rules",
  gaps: [],
  bareHints: [],
  badHints: [],
  hasMainGuard: true,
  modules: [{ name: "timeit", line: 1, isStandard: true }],
  reads: ["timeit.repeat", "cProfile.Profile", "pstats.Stats"].map((name) => ({ name, line: 9 })),
  attributes: [],
  forgets: [30],
  starts: [],
  inventions: [],
  prose: ["Hypothesis: the GC workload takes the largest time of the three."],
};

/** Answers to `L2-P3-01`: a loop that needs 5 % less time, pauses that are twice as long, imports that nobody can tell. */

import {
  compareWithin,
  type Comparison,
  type ComparisonResult,
  DISPLAY,
  type ProbeName,
} from "../../../probes/mod.ts";
import { fakeArm, fakeInterpreter, fakeResult } from "../../support/fake_interpreters.ts";
import type { ExerciseAnswers } from "../exercise_answers.ts";

/** Twelve processes around a level. */
function around(level: number, spread = 0.002): number[] {
  return Array.from({ length: 12 }, (_, round) => level * (1 + spread * ((round * 5) % 12 - 5.5)));
}

/** One number a process, whatever the probe: ratios are computed from it as from any other. */
const VALUE = { key: "call", name: "time", unit: "ms", kind: "once", lowerIsBetter: true } as const;
const ONCE = { value: VALUE, values: [VALUE] };

/** Two CPythons of one family, and, where it is wanted, the first of them again. */
function compared(
  probe: ProbeName,
  { base, test, again = [] }: {
    readonly base: readonly number[];
    readonly test: readonly number[];
    readonly again?: readonly number[];
  },
): ComparisonResult {
  const older = { python: fakeInterpreter("py3.13.5"), params: {} };
  const newer = { python: fakeInterpreter("py3.14.3"), params: {} };
  const arms = [
    fakeArm("py3.13.5", base, older),
    ...again.length === 0 ? [] : [fakeArm("py3.13.5 again", again, older)],
    fakeArm("py3.14.3", test, newer),
  ];
  return compareWithin({ ...fakeResult({}), ...ONCE, probe, arms, [DISPLAY]: () => ({}) });
}

const WILD = [1, 1.4, 0.8, 1.2, 0.7, 1.3, 1.1, 0.75, 1.25, 0.9, 1.35, 0.85];

const LOOP = compared("tight_loop", {
  base: around(2),
  again: around(2).toReversed(),
  test: around(1.9),
});
const PAUSES = compared("gc_pauses", { base: around(30), test: around(60) });
const IMPORTS = compared("annotations_import", { base: WILD, test: WILD.toReversed() });

const ALL = [LOOP, PAUSES, IMPORTS];

const RIGHT = {
  loop: 0.95,
  pauses: "twice the time",
  imports: "cannot tell",
  verdicts: { loop: "faster", pauses: "slower", imports: "not told apart" },
  differs: "versions",
};

/** The same rows with other figures in them. */
function edited(comparison: ComparisonResult, change: Partial<Comparison>): ComparisonResult {
  return { ...comparison, rows: comparison.rows.map((row) => ({ ...row, ...change })) };
}

/** The stub, the model answer, and what learners write and hand in. */
export const BENCHMARKS: ExerciseAnswers = {
  exercise: "L2-P3-01",
  evidence: ALL,
  stub: {
    loop: null,
    pauses: null,
    imports: null,
    verdicts: { loop: null, pauses: null, imports: null },
    differs: null,
  },
  solution: RIGHT,
  wrong: [
    {
      name: "a row that somebody wrote by hand",
      answer: RIGHT,
      evidence: [...ALL, { base: "3.13", test: "3.14", ratio: 0.95, simulated: true }],
      part: "every row was measured",
      reason: "A simulated, copied or rounded row says what somebody expects",
    },
    {
      name: "a measured row with a better figure",
      answer: RIGHT,
      evidence: [edited(LOOP, { ratio: 0.9 }), PAUSES, IMPORTS],
      part: "every row was measured",
      reason: "says 0.900, and its runs give",
    },
    {
      name: "a measured row with a winner",
      answer: { ...RIGHT, verdicts: { ...RIGHT.verdicts, imports: "faster" } },
      evidence: [LOOP, PAUSES, edited(IMPORTS, { verdict: "faster" })],
      part: "every row was measured",
      reason: "says “faster”, and its runs “unclear”",
    },
    {
      name: "a row of a CPython that never ran",
      answer: RIGHT,
      evidence: [edited(LOOP, { test: "py3.15.0" }), PAUSES, IMPORTS],
      part: "every row was measured",
      reason: "has no runs behind it",
    },
    {
      name: "no CPython against itself",
      answer: RIGHT,
      evidence: [
        compared("tight_loop", { base: around(2), test: around(1.9) }),
        PAUSES,
        IMPORTS,
      ],
      part: "a ruler beside them",
      reason: "No row compares a CPython with itself",
    },
    {
      name: "a ratio from the lesson",
      answer: { ...RIGHT, loop: "1.3x faster" },
      part: "the ratio of a tight loop",
      reason: "Your interval runs from",
    },
    {
      name: "a winner where the interval holds both",
      answer: { ...RIGHT, verdicts: { ...RIGHT.verdicts, imports: "faster" } },
      part: "the verdict on the import of a module with type hints",
      reason: "reaches into the zone",
    },
    {
      name: "a direction for the ratio that nobody can tell",
      answer: { ...RIGHT, imports: "faster" },
      part: "the ratio of the import of a module with type hints",
      reason: "still contains both",
    },
    {
      name: "nothing told where it can be told",
      answer: { ...RIGHT, verdicts: { ...RIGHT.verdicts, loop: "not told apart" } },
      part: "the verdict on a tight loop",
      reason: "so the two are told apart",
    },
    {
      name: "the promise in place of the pauses",
      answer: { ...RIGHT, verdicts: { ...RIGHT.verdicts, pauses: "faster" } },
      part: "the verdict on the collector's longest pause",
      reason: "The other way round",
    },
    {
      name: "another build where there is none",
      answer: { ...RIGHT, differs: "builds" },
      part: "what differs",
      reason: "the mark would be hollow",
    },
  ],
};

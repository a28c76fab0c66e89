/** Answers to the assessment's items about intervals: frozen rows, and one that was measured. */

import { compareWithin, frozen, type ProbeName } from "../../../probes/mod.ts";
import { fakeTwins } from "../../support/fake_evidence.ts";
import type { ExerciseAnswers } from "../exercise_answers.ts";

/** As the notebook has them. */
async function rows() {
  const pairs: readonly [probe: ProbeName, pythons: readonly string[]][] = [
    ["tight_loop", ["py3.10.13", "py3.11.7"]],
    ["tight_loop", ["py3.13.0", "py3.13.18"]],
    ["calls", ["py3.13.18", "py3.14.10"]],
  ];
  const releases = pairs.map(async ([probe, pythons]) =>
    compareWithin(await frozen(probe, { pythons }))
  );
  const hash = frozen("dose", { params: { around: "sha256" }, pythons: ["py3.13.18"] });
  return [...await Promise.all(releases), compareWithin(await hash)];
}

const MARKS = { s1: "holds", s2: "not", s3: "holds" };

/** Three statements of the first seed. */
export const FOREST: ExerciseAnswers = {
  exercise: "assessment-forest",
  evidence: rows(),
  stub: { seed: 1, statements: {} },
  solution: { seed: 1, statements: MARKS },
  wrong: [
    {
      name: "unclear for settled",
      answer: { seed: 1, statements: { ...MARKS, s1: "not" } },
      part: "Row “calls”: more rounds might still decide either way",
      reason: "more data can still move it",
    },
    {
      name: "1 in the interval for equality",
      answer: { seed: 1, statements: { ...MARKS, s2: "holds" } },
      part: "Row “hash”: it is proven that bytecode costs nothing",
      reason: "proves no equality",
    },
    {
      name: "a clear row that is not read",
      answer: { seed: 1, statements: { ...MARKS, s3: "not" } },
      part: "Row “loop”: the newer release takes less time for this loop",
      reason: "on one side of 1",
    },
  ],
};

const CLEAR = fakeTwins({ ratio: 1.5, low: 1.45, high: 1.56, verdict: "slower" });
const UNCLEAR = fakeTwins({ ratio: 1.02, low: 0.95, high: 1.1, verdict: "unclear" });

/** A ratio with its interval. */
export const MEASURED: ExerciseAnswers = {
  exercise: "assessment-measured",
  evidence: CLEAR,
  stub: { ratio: null, interval: "" },
  solution: { ratio: 1.5, interval: "from 1.45 to 1.56" },
  wrong: [
    {
      name: "upside down",
      answer: { ratio: 0.667, interval: "1.45 to 1.56" },
      part: "the ratio",
      reason: "upside down",
    },
    {
      name: "an interval of one's own",
      answer: { ratio: 1.5, interval: "1.4 to 1.6" },
      part: "its interval",
      reason: "from 1.45 to 1.56",
    },
    {
      name: "no end",
      answer: { ratio: 1.5, interval: "around 1.5" },
      part: "its interval",
      reason: "Give the two ends",
    },
    {
      name: "a winner where the data do not decide",
      answer: { ratio: "slower", interval: "0.95 to 1.1" },
      evidence: UNCLEAR,
      part: "the ratio",
      reason: "still contains both",
    },
  ],
};

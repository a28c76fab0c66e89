/** Answers to `L2-TW-03`: attributes and methods halved, look-ups a little less. */

import type { Comparison } from "../../../probes/mod.ts";
import {
  fakeComparison,
  fakeComparisonResult,
  fakeMeasurement,
} from "../../support/fake_comparisons.ts";
import { fakeArm } from "../../support/fake_interpreters.ts";
import type { ExerciseAnswers } from "../exercise_answers.ts";

const RIGHT = { read: 0.42, method: "2.2x faster", item: 0.8, holds: "place" };

/** The step from 3.10 to a later release for one work. */
function stepped(
  [probe, workload]: readonly [string, string],
  changes: Partial<Comparison>,
  minors = [10, 11],
) {
  const arms = minors.map((minor) => {
    const arm = fakeArm(`py3.${minor}.0`, [1, 1.1], { params: { workload } });
    return { ...arm, python: { ...arm.python, minor } };
  });
  const [base = "", test = ""] = arms.map(({ label }) => label);
  return fakeComparisonResult([fakeComparison({ rounds: 10, base, test, ...changes })], {
    ...fakeMeasurement({}),
    probe,
    arms,
  });
}

const READ = ["attributes", "read"] as const;
const METHOD = ["attributes", "method"] as const;
const ITEM = ["containers", "lookup"] as const;

const FASTER = { verdict: "faster" } as const;

/** What is no step to 3.11 is not asked for. */
const ELSEWHERE = stepped(READ, { ratio: 1, low: 0.99, high: 1.01, verdict: "same" }, [13, 14]);

/** The stub, the model answer, and what learners write. */
export const STEP_TO_311: ExerciseAnswers = {
  exercise: "L2-TW-03",
  evidence: [
    ELSEWHERE,
    stepped(READ, { ratio: 0.42, low: 0.39, high: 0.45, ...FASTER }),
    stepped(METHOD, { ratio: 0.47, low: 0.455, high: 0.5, ...FASTER }),
    stepped(ITEM, { ratio: 0.78, low: 0.75, high: 0.81, ...FASTER }),
  ],
  stub: { read: null, method: null, item: null, holds: null },
  solution: RIGHT,
  wrong: [
    {
      name: "one figure for all three",
      answer: { ...RIGHT, method: 0.42, item: 0.42 },
      part: "looking up keys",
      reason: "Reading attributes has that row",
    },
    {
      name: "the headline's figure",
      answer: { ...RIGHT, item: "1.4x faster" },
      part: "looking up keys",
      reason: "40 % is what the headline says",
    },
    {
      name: "a speed in place of a time",
      answer: { ...RIGHT, read: 2.4 },
      part: "reading attributes",
      reason: "That is upside down",
    },
    {
      name: "no difference where there is one",
      answer: { ...RIGHT, item: "the same" },
      part: "looking up keys",
      reason: "1 is not in it",
    },
    {
      name: "a cache of a dictionary's keys",
      answer: { ...RIGHT, holds: "key" },
      part: "what a cache holds",
      reason: "the third row would lie where the first one does",
    },
    {
      name: "a cache of values",
      answer: { ...RIGHT, holds: "value" },
      part: "what a cache holds",
      reason: "would go on reading the old value",
    },
  ],
};

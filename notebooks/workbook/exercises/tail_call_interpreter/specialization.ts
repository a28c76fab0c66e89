/** Section 2, after the listings: since when bytecode is specialized, what sets it off, and what takes it back. */

import type { MeasuredArm } from "../../../../probes/mod.ts";
import { type ChoiceOption, judgeChoice } from "../acceptance.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { choicePart, notMeasured, textPart } from "../parts.ts";
import { armsOf, countOfArm } from "./measured.ts";

const RELEASES = ["3.10", "3.11", "3.12", "3.13", "3.14"];

const SET_OFF: readonly ChoiceOption[] = [{
  key: "compiling",
  text: "The source is compiled",
  isRight: false,
  reason: "Look at the row before the first call: the function was compiled then, and no form " +
    "stands in it.",
}, {
  key: "running",
  text: "The bytecode runs a few times with values of the same types",
  isRight: true,
  reason: "Between the first row and the second lie calls, and nothing else.",
}, {
  key: "a setting",
  text: "Somebody asks for it by a setting",
  isRight: false,
  reason: "Nobody set anything in your measurement; the forms came with the calls.",
}];

const TAKEN_BACK: readonly ChoiceOption[] = [{
  key: "never",
  text: "Nothing: once it is there it stays",
  isRight: false,
  reason: "Compare the row after 3,000 calls with the last one: what was called in between?",
}, {
  key: "time",
  text: "Time: after a while it is forgotten",
  isRight: false,
  reason: "The last rows are milliseconds apart. What differs between them is what the function " +
    "was called with.",
}, {
  key: "another type",
  text: "Values of another type",
  isRight: true,
  reason: "A form is made for the types that were met. Others fail its test, and after some of " +
    "them the general bytecode comes back, or the form for the new type.",
}];

/** The release is read from the listings, not from a table. */
export const SPECIALIZATION: ExerciseDefinition = {
  id: "lesson2-specialization",
  title: "When bytecode changes",
  task: "Answer from the two pictures above, the letters and the columns of CPythons.",
  fields: [{
    name: "since",
    kind: "choice",
    question: "Which is the oldest release whose bytecode changes while it runs?",
    options: sinceOptions("3.11"),
    example: 'since: "3.14"',
  }, {
    name: "setOff",
    kind: "choice",
    question: "What sets the change off?",
    options: SET_OFF,
    example: 'setOff: "compiling"',
  }, {
    name: "takenBack",
    kind: "choice",
    question: "What takes it back?",
    options: TAKEN_BACK,
    example: 'takenBack: "never"',
  }],
  evidence:
    'what was measured in the section "The same bytecode after 3,000 calls?", with the frozen data beside it',
  hints: [
    "Find the column of the oldest CPython that has a filled sign.",
    "Compare the first row with the second, and the fourth with the last.",
  ],
  max: 3,
  judge,
};

function judge(request: JudgeRequest): Judgement {
  const arms = armsOf(request.evidence, "specialization");
  if (arms.length === 0) return notMeasured(request.evidence);
  const oldest = oldestWithForms(arms);
  return {
    kind: "judged",
    parts: [
      textPart(request, {
        name: "since when",
        field: "since",
        max: 1,
        judge: (value) =>
          oldest === null
            ? { kind: "unjudged", reason: "Not judged: nothing of what was measured specializes." }
            : judgeChoice(value, sinceOptions(oldest)),
      }),
      choicePart(request, {
        name: "what sets it off",
        field: "setOff",
        max: 1,
        options: SET_OFF,
      }),
      choicePart(request, {
        name: "what takes it back",
        field: "takenBack",
        max: 1,
        options: TAKEN_BACK,
      }),
    ],
  };
}

function oldestWithForms(arms: readonly MeasuredArm[]): string | null {
  const [oldest] = arms.filter((arm) => (countOfArm(arm, "specialized") ?? 0) > 0)
    .toSorted((left, right) => left.python.minor - right.python.minor);
  return oldest === undefined ? null : `${oldest.python.major}.${oldest.python.minor}`;
}

/** Every release, with what somebody is told who takes it. */
function sinceOptions(oldest: string): ChoiceOption[] {
  const minorOf = (release: string) => Number(release.split(".")[1]);
  return RELEASES.map((key) => ({
    key,
    text: `CPython ${key}`,
    isRight: key === oldest,
    reason: key === oldest
      ? "It is the oldest one in your picture that has a form."
      : minorOf(key) > minorOf(oldest)
      ? `In your picture CPython ${oldest}, which is older, has forms after 3,000 calls, too. What ` +
        "came later are further forms."
      : `Your picture shows no form in CPython ${key}: look at its column.`,
  }));
}

/** Section 2, after the table of builds: are tail calls and specialization one thing? */

import type { MeasuredArm } from "../../../../probes/mod.ts";
import { type ChoiceOption, cut, type Ruling } from "../acceptance.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { choicePart, notMeasured, textPart } from "../parts.ts";
import { armsOf, wordOfArm } from "./measured.ts";

const POSSIBLE: readonly ChoiceOption[] = [{
  key: "no",
  text: "No, they are two names of one feature",
  isRight: false,
  reason: "Look for a column in which the two rows differ. One such CPython is enough.",
}, {
  key: "yes",
  text: "Yes, they are two features",
  isRight: true,
  reason: "One is a decision of whoever compiled the program, the other happens while it runs.",
}];

/** A choice, and the CPython that shows it. */
export const TWO_FEATURES: ExerciseDefinition = {
  id: "lesson2-two-features",
  title: "One feature or two?",
  task: "Tail calls and specialization: one feature, or two? The picture above can tell.",
  fields: [{
    name: "possible",
    kind: "choice",
    question: "Can a CPython have one of the two without the other?",
    options: POSSIBLE,
    example: 'possible: "no"',
  }, {
    name: "shownBy",
    kind: "text",
    question: "Which CPython of the picture shows it? Its name, as its column is headed.",
    example: 'shownBy: "py3.12.1"',
  }],
  evidence:
    'what was measured in the section "Two features, told apart", with the frozen data beside it',
  hints: [
    "Go through the columns one by one: are the signs of the first and the third row equal?",
  ],
  max: 2,
  judge,
};

function judge(request: JudgeRequest): Judgement {
  const arms = armsOf(request.evidence, "tail_calls");
  if (arms.length === 0) return notMeasured(request.evidence);
  return {
    kind: "judged",
    parts: [
      choicePart(request, {
        name: "one without the other",
        field: "possible",
        max: 1,
        options: POSSIBLE,
      }),
      textPart(request, {
        name: "the CPython that shows it",
        field: "shownBy",
        max: 1,
        judge: (value) => judgeWitness(value, arms),
      }),
    ],
  };
}

function judgeWitness(value: string, arms: readonly MeasuredArm[]): Ruling {
  const wanted = simple(value);
  const named = arms.filter(({ label, python }) =>
    [label, python.name, python.version].some((name) => simple(name) === wanted)
  );
  if (named.length === 0) {
    const labels = [...new Set(arms.map(({ label }) => label))].join(", ");
    return { kind: "wrong", reason: `"${cut(value)}" has no column. There are ${labels}.` };
  }
  const witness = named.find(isWitness);
  if (witness !== undefined) return { kind: "right", reason: `${factsText(witness)}.` };
  const [first] = named;
  return {
    kind: "wrong",
    reason:
      `${first === undefined ? "" : factsText(first)}: it has both, or neither, so it could ` +
      "as well be one feature.",
  };
}

function isWitness(arm: MeasuredArm): boolean {
  const [called, specialized] = statesOf(arm);
  return called !== null && specialized !== null && called !== specialized;
}

/** Whether it has tail calls, and specialization; a build without the option has none. */
function statesOf(arm: MeasuredArm): [boolean | null, boolean | null] {
  const [called, specialized] = [wordOfArm(arm, "tailCalls"), wordOfArm(arm, "specialization")];
  return [
    called === null ? null : called === "yes",
    specialized === null ? null : specialized === "yes",
  ];
}

function factsText(arm: MeasuredArm): string {
  const [called, specialized] = statesOf(arm).map((state) => state === true ? "yes" : "no");
  return `${arm.label} has tail calls: ${called}, specialization: ${specialized}`;
}

function simple(name: string): string {
  return name.toLowerCase().replace(/\(frozen\)$/, "").trim();
}

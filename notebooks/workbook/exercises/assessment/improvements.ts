/** Assessment: three changes of 3.14 from memory, each with what it does. */

import type { Ruling } from "../acceptance.ts";
import type { AnswerField, ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { textPart } from "../parts.ts";
import { judgeText, type SynonymGroup, type WrongClaim } from "../text_rule.ts";
import { TOPICS, WITHDRAWN } from "./topics.ts";

const NAMES = ["first", "second", "third"] as const;

const SPECIALIZES: SynonymGroup = {
  name: "specialized bytecode",
  synonyms: ["speciali*", "adaptive", "inline cach*", "quicken*"],
};

/** What is told as news of 3.14 and is none. */
const WRONG: readonly WrongClaim[] = [{
  groups: [SPECIALIZES],
  unless: [{ name: "its release", synonyms: ["3.11", "since 3.11", "free-thread*", "forms"] }],
  reason: "Bytecode has specialized itself since 3.11 (PEP 659): that is no change of 3.14.",
}, {
  groups: [{ name: "an incremental collector", synonyms: ["increment*"] }],
  unless: [WITHDRAWN],
  reason: "The incremental collector was in 3.14.0 to 3.14.4 and was taken out in 3.14.5. Who " +
    "names it has to say so.",
}];

const FIELDS: readonly AnswerField[] = NAMES.map((name) => ({
  name,
  kind: "text",
  question: `A ${name === "first" ? "" : `${name} `}change, and what it does, in a sentence?`,
  example: `${name}: "Python 3.14 has … That means …"`,
}));

/** Closed book: nothing is offered to choose from. */
export const IMPROVEMENTS: ExerciseDefinition = {
  id: "assessment-improvements",
  title: "Three changes of 3.14",
  task:
    "Without looking anything up: name three changes that Python 3.14 brought to how programs " +
    "are executed, and say in your own words what each of them does, or for whom.",
  fields: FIELDS,
  evidence: null,
  hints: [],
  max: NAMES.length,
  assessed: {
    look: "`lesson/01_overview`, and at the change that each section of the lesson is about",
    records: ["L2-S1-01", "L2-S0-02", "L2-S2-04"],
  },
  judge,
};

function judge(request: JudgeRequest): Judgement {
  const named = new Map<string, string>();
  return {
    kind: "judged",
    parts: NAMES.map((name) =>
      textPart(request, {
        name: `the ${name} change`,
        field: name,
        max: 1,
        judge: (value) => judgeChange(value, { name, named }),
      })
    ),
  };
}

function judgeChange(
  value: string,
  { name, named }: { readonly name: string; readonly named: Map<string, string> },
): Ruling {
  // What is withdrawn may be said in the next sentence.
  const text = value.replaceAll(/[.!?]\s+/g, "; ");
  const rule = { wrong: WRONG, compareWith: "", praise: "" };
  const whole = judgeText(text, { ...rule, groups: [] });
  if (whole.kind === "wrong") return whole;
  const isSaid = (groups: readonly SynonymGroup[]) =>
    judgeText(text, { ...rule, groups }).kind === "right";
  const subjects = TOPICS.filter(({ subject }) => isSaid([subject]));
  const told = subjects.filter(({ subject, effect }) => isSaid([subject, effect]));
  const fresh = told.find(({ subject }) => !named.has(subject.name));
  if (fresh !== undefined) {
    named.set(fresh.subject.name, name);
    return { kind: "right", reason: `Read as ${fresh.subject.name}, with what it does.` };
  }
  const [again] = told;
  if (again !== undefined) {
    return {
      kind: "wrong",
      reason: `That is ${again.subject.name} again, as in "${named.get(again.subject.name)}".`,
    };
  }
  const [subject] = subjects;
  return subject === undefined
    ? {
      kind: "unjudged",
      reason: "I cannot judge this; compare it with the changes of the overview. No points are " +
        "lost.",
      needsReader: true,
    }
    : { kind: "wrong", reason: `You name ${subject.subject.name}: say also ${subject.asks}.` };
}

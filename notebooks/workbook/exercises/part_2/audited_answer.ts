/** An AI's answer, held against five facts and the records: what it lacks, what is wrong in it, what would settle it. */

import { auditAnswer } from "../../prompts/mod.ts";
import type { ChoiceOption, Ruling } from "../acceptance.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { choicePart, numberPart, textPart } from "../parts.ts";
import { FACT_NAMES, factsIn, wrongSentences } from "./five_facts.ts";

const COMPLETE = "complete";

/** Which of them is right is asked of the answer. */
const MISSING: readonly ChoiceOption[] = [
  ...FACT_NAMES.map(({ key, about }) => ({ key, text: `it does not say ${about}` })),
  { key: COMPLETE, text: "it says all five" },
].map((option) => ({ ...option, isRight: false, reason: "" }));

const SETTLES: readonly ChoiceOption[] = [{
  key: "majority",
  text: "asking a third AI, and going with two of three",
  isRight: false,
  reason: "They have read the same pages: what was true for some months stands in all of them.",
}, {
  key: "version",
  text: "the version number of your CPython",
  isRight: false,
  reason: "A number says what somebody intended, and who builds a CPython may choose otherwise.",
}, {
  key: "behaviour",
  text: "what your CPython does when it is asked",
  isRight: true,
  reason: "What it does is no matter of opinion, and it holds for your machine.",
}];

/** What was found in the answer. */
export const AUDITED_ANSWER: ExerciseDefinition = {
  id: "L2-P2-01",
  title: "An answer under examination",
  task: `Read the answer with the audit beside it.

- \`missing\`: one of the five facts that it does not say, or that it says all of them.
- \`wrong\`: the number of a sentence that the records speak against (false or outdated); \`0\` if there is none.
- \`settles\`: two AIs contradict each other about the collector of your CPython. What settles it?`,
  fields: [{
    name: "answer",
    kind: "file",
    question: "The answer that was examined; the notebook hands it over.",
    example: "answer",
  }, {
    name: "missing",
    kind: "choice",
    question: "Which fact does it not say?",
    options: MISSING,
    example: 'missing: "size"',
  }, {
    name: "wrong",
    kind: "number",
    question: "Which sentence is wrong? Its number, or 0.",
    example: "wrong: 0",
  }, {
    name: "settles",
    kind: "choice",
    question: "What settles a contradiction?",
    options: SETTLES,
    example: 'settles: "majority"',
  }],
  evidence: null,
  hints: [
    "Below the audit there is a line for each fact.",
    "Go down the column of verdicts: which two words mean that the records say otherwise?",
  ],
  max: 3,
  judge,
};

function judge(request: JudgeRequest): Judgement {
  const { answer: given, ...own } = request.fields;
  if (Object.values(own).every(({ kind }) => kind === "open")) {
    return { kind: "not_answered", reason: 'fill in "missing", "wrong" and "settles".' };
  }
  if (given?.kind !== "text") {
    return {
      kind: "not_ready",
      reason: "There is no answer to examine: paste one, or open a sample.",
      saysAll: true,
    };
  }
  const text = given.value;
  return {
    kind: "judged",
    parts: [
      textPart(request, {
        name: "a fact that is missing",
        field: "missing",
        max: 1,
        judge: (value) => judgeMissing(value, text),
      }),
      numberPart(request, {
        name: "a sentence that is wrong",
        field: "wrong",
        max: 1,
        judge: (value) => judgeWrong(value, text),
      }),
      choicePart(request, {
        name: "what settles it",
        field: "settles",
        max: 1,
        options: SETTLES,
      }),
    ],
  };
}

function judgeMissing(value: string, text: string): Ruling {
  const chosen = value.trim().toLowerCase();
  const facts = factsIn(text);
  const missing = facts.filter(({ isSaid }) => !isSaid);
  if (chosen === COMPLETE) {
    return missing.length === 0 ? { kind: "right", reason: "All five were found in it." } : {
      kind: "wrong",
      reason: `${missing.length} of the five were not found: see the lines below the audit.`,
    };
  }
  const fact = facts.find(({ key }) => key === chosen);
  if (fact === undefined) {
    const keys = MISSING.map(({ key }) => `"${key}"`).join(", ");
    return { kind: "wrong", reason: `That is not one of the choices: ${keys}.` };
  }
  return fact.isSaid
    ? { kind: "wrong", reason: `The answer does say ${fact.about}: look for it once more.` }
    : { kind: "right", reason: `No sentence of it says ${fact.about}.` };
}

function judgeWrong(number: number, text: string): Ruling {
  const { sentences } = auditAnswer(text);
  const wrong = wrongSentences(text);
  if (number === 0) {
    return wrong.length === 0
      ? { kind: "right", reason: "The records speak against no sentence of it." }
      : { kind: "wrong", reason: "The records speak against at least one sentence: look again." };
  }
  const found = wrong.find((sentence) => sentence.number === number);
  if (found !== undefined) {
    return { kind: "right", reason: `Record ${found.record}: ${found.fact}` };
  }
  const sentence = sentences[number - 1];
  return {
    kind: "wrong",
    reason: sentence === undefined
      ? `There are ${sentences.length} sentences, numbered from 1.`
      : `Of sentence ${number} the audit says: ${sentence.verdict}.`,
  };
}

/** The learner's own paragraph on 3.14: five facts, nothing wrong, and no longer than somebody reads. */

import type { CheckPart } from "../../ledger/check_result.ts";
import type { Ruling } from "../acceptance.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { textPart } from "../parts.ts";
import {
  FACT_NAMES,
  factsIn,
  type SaidFact,
  type WrongSentence,
  wrongSentences,
} from "./five_facts.ts";

const WORDS_MIN = 60;
const WORDS_MAX = 120;

/** The corrected paragraph. */
export const PARAGRAPH: ExerciseDefinition = {
  id: "part2-paragraph",
  title: "The paragraph that you would sign",
  task:
    `Write ${WORDS_MIN} to ${WORDS_MAX} words for a colleague: what changed in 3.14 that has to do with speed, and how much it is. Have all five facts in it:

${FACT_NAMES.map(({ about }) => `- ${about}`).join("\n")}`,
  fields: [{
    name: "paragraph",
    kind: "text",
    question: "Your paragraph.",
    example: 'paragraph: "…"',
  }],
  evidence: null,
  hints: [
    "Of the collector name the release.",
    "Of what is there and not on say who would have to turn it on.",
    "Of a gain say of what, and between which two releases.",
  ],
  max: FACT_NAMES.length + 3,
  judge,
};

function judge(request: JudgeRequest): Judgement {
  const paragraph = request.fields["paragraph"];
  const text = paragraph?.kind === "text" ? paragraph.value : "";
  const facts = factsIn(text);
  const wrong = wrongSentences(text);
  // Words that we do not know are no fault of the writer.
  const isForeign = facts.every(({ isSaid }) => !isSaid) && wrong.length === 0 &&
    countWords(text) >= WORDS_MIN;
  return {
    kind: "judged",
    parts: [
      ...facts.map((fact) => factPart(request, fact, isForeign)),
      textPart(request, {
        name: "nothing that the records speak against",
        field: "paragraph",
        max: 2,
        judge: () => judgeWrong(wrong),
      }),
      textPart(request, {
        name: "the length",
        field: "paragraph",
        max: 1,
        judge: judgeLength,
      }),
    ],
  };
}

function factPart(
  request: JudgeRequest,
  { about, isSaid }: SaidFact,
  isForeign: boolean,
): CheckPart {
  return textPart(request, {
    name: about,
    field: "paragraph",
    max: 1,
    judge: () =>
      isSaid ? { kind: "right", reason: "It says so." } : isForeign
        ? {
          kind: "unjudged",
          reason: "I cannot judge this. No points are lost, and a reader will look at it.",
          needsReader: true,
        }
        : { kind: "wrong", reason: `One idea is missing: say ${about}.` },
  });
}

function judgeWrong(wrong: readonly WrongSentence[]): Ruling {
  const [first] = wrong;
  return first === undefined
    ? { kind: "right", reason: "The records speak against no sentence of it." }
    : {
      kind: "wrong",
      reason: `Sentence ${first.number}, record ${first.record}: ${first.fact}`,
    };
}

function judgeLength(text: string): Ruling {
  const words = countWords(text);
  if (words >= WORDS_MIN && words <= WORDS_MAX) {
    return { kind: "right", reason: `It has ${words} words.` };
  }
  return {
    kind: "wrong",
    reason: words < WORDS_MIN
      ? `It has ${words} words: say it in whole sentences, at least ${WORDS_MIN} words.`
      : `It has ${words} words: what could a colleague do without? At most ${WORDS_MAX}.`,
  };
}

function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

/** A remedy tried: what it could bring at best, what three of them brought, and what they change besides. */

import type { Comparison, ComparisonResult } from "../../../../probes/mod.ts";
import { type ChoiceOption, cut, type Ruling } from "../acceptance.ts";
import { judgeArithmetic } from "../acceptance_numbers.ts";
import { judgeRatio } from "../acceptance_ratio.ts";
import type { AnswerField, ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { frozenNotes, runsOf } from "../garbage_collection/measured.ts";
import { choicePart, notMeasured, statedPart, textPart } from "../parts.ts";

/** The remedies by the probe's words for them. */
const REMEDIES = [
  { key: "rest", words: "the collector rests" },
  { key: "lists", words: "rows stay lists" },
  { key: "sums", words: "only sums are written" },
] as const;

const CHANGES: readonly ChoiceOption[] = [{
  key: "none",
  text: "none of them",
  isRight: false,
  reason: "Whoever reads the file would notice. What is written when only the sums are?",
}, {
  key: "sums",
  text: "only sums alone",
  isRight: false,
  reason:
    "There is another one: without dictionaries the rows of the file have no names of columns.",
}, {
  key: "both",
  text: "rows as lists, and sums alone",
  isRight: true,
  reason: "Both write another file: they have to be agreed on with those who read it. A resting " +
    "collector changes nothing but time and memory.",
}, {
  key: "all",
  text: "all three",
  isRight: false,
  reason: "A collector frees what nobody can reach. Can it be seen in the file whether it did?",
}];

/** One limit, three ratios, one choice, and what has to be agreed on. */
export const REMEDY: ExerciseDefinition = {
  id: "practice4-remedy",
  title: "Does the remedy work?",
  task:
    `Three remedies were tried, each against the pipeline as it was. State time(after) ÷ time(before) for each as your intervals allow: a number, \`"the same"\`, or \`"cannot tell"\`. Before that, the limit: what ratio would be left if the collector took no time at all? It follows from its share.`,
  fields: [
    {
      name: "limit",
      kind: "quantity",
      unit: "",
      question: "The least ratio that is possible when only the collector's time goes.",
      example: "limit: 0.5",
    },
    ...REMEDIES.map(({ key, words }): AnswerField => ({
      name: key,
      kind: "ratio",
      question: `The ratio when ${words}.`,
      example: `${key}: 0.5`,
    })),
    {
      name: "best",
      kind: "text",
      question: `The remedy that brings most here: ${
        REMEDIES.map(({ key }) => `"${key}"`).join(", ")
      }.`,
      example: 'best: "rest"',
    },
    {
      name: "changes",
      kind: "choice",
      question: "Which of them change the file that is written?",
      options: CHANGES,
      example: 'changes: "none"',
    },
  ],
  evidence: 'the comparison of the remedies, from the section "Before and after"',
  hints: [
    "What is left of 100 % when the collector's share is taken away? As a ratio it lies below 1.",
    "Where two intervals overlap, either remedy may be called the best.",
  ],
  max: 6,
  judge,
};

function judge(request: JudgeRequest): Judgement {
  const { evidence } = request;
  if (evidence.kind !== "comparison" || evidence.comparison.measurement.probe !== "file_pipeline") {
    return notMeasured(evidence);
  }
  const { comparison } = evidence;
  if (comparison.measurement.arms.every(({ processes }) => processes.length === 0)) {
    return { kind: "not_ready", reason: "what was given is a comparison in which no CPython ran" };
  }
  return {
    kind: "judged",
    parts: [
      statedPart(request, {
        name: "the limit",
        field: "limit",
        max: 1,
        judge: (value) => judgeLimit(value, comparison),
      }),
      ...REMEDIES.map(({ key, words }) =>
        statedPart(request, {
          name: words,
          field: key,
          max: 1,
          judge: (value) => {
            const row = rowOf(comparison, key);
            return row === undefined ? notTried(words) : judgeRatio(value, row);
          },
        })
      ),
      textPart(request, {
        name: "the best",
        field: "best",
        max: 1,
        judge: (value) => judgeBest(value, comparison),
      }),
      choicePart(request, {
        name: "what they change",
        field: "changes",
        max: 1,
        options: CHANGES,
      }),
    ],
    notes: frozenNotes(comparison.measurement),
  };
}

function notTried(words: string): Ruling {
  return {
    kind: "unjudged",
    reason: `Not judged, no points lost: that ${words} was not measured.`,
  };
}

/** The row whose test arm had that remedy. */
function rowOf({ rows, measurement }: ComparisonResult, key: string): Comparison | undefined {
  const label = measurement.arms.find(({ params }) => params["remedy"] === key)?.label;
  return rows.find(({ test }) => test === label);
}

function judgeLimit(value: number | string, { measurement }: ComparisonResult): Ruling {
  const before = measurement.arms.find(({ params }) => params["remedy"] === "none");
  const share = runsOf(before, "collector");
  if (share === null) return notTried("nothing was left out");
  const [most, middle, least] = [share.low, share.middle, share.high].map((percent) =>
    1 - percent / 100
  );
  const left = middle ?? 1;
  return judgeArithmetic(value, {
    expected: { value: left, low: least ?? left, high: most ?? left },
    mistakes: [
      {
        value: share.middle / 100,
        reason: "That is the part that goes. The ratio is what is left of the time.",
      },
      { value: share.middle, reason: "That is its share in per cent. What ratio is left?" },
      {
        value: 100 - share.middle,
        reason: "That is what is left, in per cent. As a ratio it lies below 1.",
      },
      {
        value: 1 / left,
        reason: "That is upside down: a limit of the speed. Asked is time after ÷ time before.",
      },
      {
        value: 1,
        reason: "That would be a collector without a share. Read its share before the remedy.",
      },
    ],
    how: "Take the collector's share of the pipeline as it was away from the whole.",
  });
}

function judgeBest(value: string, comparison: ComparisonResult): Ruling {
  const wanted = value.trim().toLowerCase();
  const tried = REMEDIES.flatMap(({ key, words }) => {
    const { ratio, low, high } = rowOf(comparison, key) ?? { ratio: null, low: null, high: null };
    return ratio === null || low === null || high === null
      ? []
      : [{ key, words, ratio, low, high }];
  });
  const chosen = tried.find(({ key }) => key === wanted);
  if (chosen === undefined) {
    return REMEDIES.some(({ key }) => key === wanted)
      ? notTried(REMEDIES.find(({ key }) => key === wanted)?.words ?? wanted)
      : {
        kind: "wrong",
        reason: `"${cut(value)}" is none of the remedies: ${
          REMEDIES.map(({ key }) => `"${key}"`).join(", ")
        }.`,
      };
  }
  const better = tried.toSorted((one, other) => one.ratio - other.ratio)
    .find(({ high }) => high < chosen.low);
  return better === undefined
    ? {
      kind: "right",
      reason: `Its ratio is ${written(chosen.ratio)}, and no other lies clearly below it.`,
    }
    : {
      kind: "wrong",
      reason: `When ${better.words}, the ratio is ${written(better.ratio)}, and all of its ` +
        `interval lies below yours.`,
    };
}

function written(ratio: number): string {
  return `${Number(ratio.toFixed(3))}`;
}

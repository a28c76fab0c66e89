/** Practice 1: what the step from 3.10 to 3.11 did to attributes, methods and dictionaries, and what a cache holds. */

import type { Comparison, ComparisonResult } from "../../../../probes/mod.ts";
import type { ReadEvidence } from "../../ledger/evidence.ts";
import { sortEvidence } from "../../ledger/material.ts";
import { minorOf } from "../../ledger/pairs.ts";
import type { ChoiceOption, Ruling } from "../acceptance.ts";
import { judgeRatio } from "../acceptance_ratio.ts";
import type { AnswerField, ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { choicePart, notMeasured, statedPart } from "../parts.ts";
import { readRatio } from "../ratio_words.ts";

interface Work {
  /** The field's name. */
  readonly key: string;
  readonly words: string;
  readonly probe: string;
  readonly workload: string;
}

const WORKS: readonly Work[] = [
  { key: "read", words: "reading attributes", probe: "attributes", workload: "read" },
  { key: "method", words: "calling a method", probe: "attributes", workload: "method" },
  { key: "item", words: "looking up keys", probe: "containers", workload: "lookup" },
];

const HOLDS: readonly ChoiceOption[] = [{
  key: "value",
  text: "The value of the attribute",
  isRight: false,
  reason: "Then a program that changes the attribute would go on reading the old value.",
}, {
  key: "place",
  text: "Where objects of the class that came last keep the attribute",
  isRight: true,
  reason:
    "The class is compared, and the place is read: no search. Another class is another place.",
}, {
  key: "key",
  text: "The keys that a dictionary was asked for, with their places",
  isRight: false,
  reason: "Then the third row would lie where the first one does: it reads the same two keys " +
    "each time.",
}, {
  key: "result",
  text: "The results of earlier calls",
  isRight: false,
  reason: "A method would run once only, and nothing that it does would happen a second time.",
}];

const RATIO_FIELDS = WORKS.map(({ key, words }): AnswerField => ({
  name: key,
  kind: "ratio",
  question: `The time of ${words}: 3.11 ÷ 3.10?`,
  example: `${key}: 0.9`,
}));

/** A ratio for each of the three, and the reason why they differ. */
export const STEP_TO_311: ExerciseDefinition = {
  id: "L2-TW-03",
  title: "The step to 3.11, three times",
  task:
    `Read three ratios of times from the rows of 3.11 ÷ 3.10, your own or the frozen ones: a number, words such as \`"half the time"\` or \`"50 % less time"\`, or \`"cannot tell"\` where the data do not decide. Then say what an inline cache holds: with the other pictures of this notebook, or by thinking it through.`,
  fields: [...RATIO_FIELDS, {
    name: "holds",
    kind: "choice",
    question: "What does the cache beside an attribute's instruction hold?",
    options: HOLDS,
    example: 'holds: "value"',
  }],
  evidence: 'the list of the three comparisons, from the section "The step to 3.11"',
  hints: [
    "Only rows of one kind of build say what a release did; each line stands for one of them.",
    "The axis shows times: at 0.5 the time is halved, and the speed is doubled.",
  ],
  max: 4,
  judge,
};

function judge(request: JudgeRequest): Judgement {
  const rows = WORKS.map((work) => ({ work, row: rowOf(request.evidence, work) }));
  if (rows.every(({ row }) => row === undefined)) return notMeasured(request.evidence);
  return {
    kind: "judged",
    parts: [
      ...rows.map(({ work, row }) =>
        statedPart(request, {
          name: work.words,
          field: work.key,
          max: 1,
          judge: (answer) => judgeRow(answer, { work, row, rows }),
        })
      ),
      choicePart(request, {
        name: "what a cache holds",
        field: "holds",
        max: 1,
        options: HOLDS,
      }),
    ],
  };
}

interface WorkRow {
  readonly work: Work;
  readonly row: Comparison | undefined;
}

/** What was measured here before what is frozen. */
function rowOf(evidence: ReadEvidence, { probe, workload }: Work): Comparison | undefined {
  const { live, frozen } = sortEvidence(evidence);
  return [...live.comparisons, ...frozen.comparisons].filter(({ measurement }) =>
    measurement.probe === probe &&
    measurement.arms.every(({ params }) => params["workload"] === workload)
  ).flatMap((comparison) => comparison.rows.filter((row) => isStep(comparison, row)))[0];
}

function isStep({ measurement }: ComparisonResult, { base, test }: Comparison): boolean {
  const [from, to] = [base, test].map((label) => {
    const arm = measurement.arms.find((one) => one.label === label);
    return arm === undefined ? "" : minorOf(arm.python);
  });
  return from === "3.10" && to === "3.11";
}

/** The figure of the headline, in both of its readings. */
const HEADLINE_RATIOS = [1 / 1.4, 0.6];

function judgeRow(
  answer: number | string,
  { work, row, rows }: WorkRow & { readonly rows: readonly WorkRow[] },
): Ruling {
  if (row === undefined) {
    return {
      kind: "unjudged",
      reason: `Not judged, no points lost: ${work.words} was not measured on 3.10 and 3.11.`,
    };
  }
  const ruling = judgeRatio(answer, row);
  if (ruling.kind !== "wrong") return ruling;
  const other = rows.find((one) =>
    one.work !== work && one.row !== undefined && judgeRatio(answer, one.row).kind === "right"
  );
  if (other !== undefined) {
    return { kind: "wrong", reason: `${ruling.reason} ${upper(other.work.words)} has that row.` };
  }
  return isHeadline(answer)
    ? { kind: "wrong", reason: `${ruling.reason} 40 % is what the headline says, for all alike.` }
    : ruling;
}

function isHeadline(answer: number | string): boolean {
  const said = readRatio(answer);
  return said.kind === "ratio" &&
    said.readings.some(({ ratio }) =>
      HEADLINE_RATIOS.some((headline) => Math.abs(ratio - headline) < 0.005)
    );
}

function upper(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

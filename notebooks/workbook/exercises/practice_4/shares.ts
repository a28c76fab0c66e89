/** The shares of a pipeline's time, the verdict that they give, and what follows from it. */

import type { MeasuredArm } from "../../../../probes/mod.ts";
import type { CheckPart } from "../../ledger/check_result.ts";
import { type ChoiceOption, judgeChoice, type Ruling, toPart } from "../acceptance.ts";
import { judgeShare, type NumberMistake } from "../acceptance_numbers.ts";
import type { AnswerField, ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { firstRun, frozenNotes, measurementOf, runsOf } from "../garbage_collection/measured.ts";
import { statedPart, textPart } from "../parts.ts";
import { readStated } from "../stated.ts";
import { type Cause, CAUSES, largestOf, sharesOf } from "./causes.ts";
import { stageMistakes } from "./stage_mistakes.ts";

/** How far from 100 four rounded shares may add up. */
const SUM_TOLERANCE = 2;

/** Four shares, one verdict, one recommendation. */
export const SHARES: ExerciseDefinition = {
  id: "L2-TW-06",
  title: "What takes the time?",
  task:
    `Divide the time of your pipeline by what spends it, from the table of its stages. Reading, parsing, encoding and writing are calls of *C functions*; building records and adding up are *bytecode* with the small C functions that it calls. What the *collector* took inside of a stage is the collector's. *Waiting* is, while reading and writing, what the wall clock says beyond the processor's and beyond what other programs had. The whole is the processor time of all stages and the waiting.

Then the verdict: which of the four is the largest? And a recommendation that works on it.`,
  fields: [
    ...CAUSES.map(({ key, name }): AnswerField => ({
      name: key,
      kind: "quantity",
      unit: "%",
      question: `The share of ${name}.`,
      example: `${key}: 25`,
    })),
    {
      name: "verdict",
      kind: "choice",
      question: "What takes most of the time?",
      options: verdictOptions(undefined),
      example: 'verdict: "waiting"',
    },
    {
      name: "recommend",
      kind: "choice",
      question: "What do you recommend?",
      options: remedyOptions(undefined),
      example: 'recommend: "overlap"',
    },
  ],
  evidence: 'the measurement of the pipeline, from the section "Stage by stage"',
  hints: [
    "The whole first: add the column of processor times, and what reading and writing waited.",
    "C functions: the processor times of reading, parsing, encoding and writing, less what the collector took in them.",
    "Waiting: for reading and for writing take the processor's and the others' time from that on the wall. Time that others had is nobody's share.",
  ],
  max: 7,
  judge,
};

function judge(request: JudgeRequest): Judgement {
  const read = measurementOf(request.evidence, ["file_pipeline"]);
  if (read.kind === "not_ready") return read;
  const arm = firstRun(read.measurement);
  return {
    kind: "judged",
    parts: [
      ...CAUSES.map((cause) =>
        statedPart(request, {
          name: cause.name,
          field: cause.key,
          max: 1,
          judge: (value) => judgeCause(value, { cause, arm }),
        })
      ),
      sumPart(request),
      textPart(request, {
        name: "verdict",
        field: "verdict",
        max: 1,
        judge: (value) => judgeChoice(value, verdictOptions(arm)),
      }),
      textPart(request, {
        name: "recommendation",
        field: "recommend",
        max: 1,
        judge: (value) => judgeChoice(value, remedyOptions(arm)),
      }),
    ],
    notes: frozenNotes(read.measurement),
  };
}

function judgeCause(
  value: number | string,
  { cause, arm }: { readonly cause: Cause; readonly arm: MeasuredArm | undefined },
): Ruling {
  const others = CAUSES.filter(({ key }) => key !== cause.key).flatMap((other): NumberMistake[] => {
    const runs = runsOf(arm, other.key);
    return runs === null ? [] : [{
      value: runs.middle,
      reason: `That is the share of ${other.name}, as near as can be said.`,
    }];
  });
  return judgeShare(value, {
    percents: arm?.processes.flatMap(({ values }) => {
      const percent = values[cause.key];
      return typeof percent === "number" ? [percent] : [];
    }) ?? [],
    what: `share of ${cause.name}`,
    mistakes: [...stageMistakes(arm, cause.key), ...others],
  });
}

/** Four shares of one whole: whoever forgets one, or counts one twice, sees it here. */
function sumPart({ fields }: JudgeRequest): CheckPart {
  const given = CAUSES.map(({ key }) => {
    const field = fields[key];
    const stated = field?.kind === "stated" ? readStated(field.value, "%") : null;
    return stated?.kind === "number" ? stated.value : null;
  });
  const known = given.filter((share) => share !== null);
  const sum = known.reduce((total, share) => total + share, 0);
  const ruling: Ruling = known.length < given.length
    ? { kind: "wrong", reason: "Not answered yet: four shares are needed." }
    : Math.abs(sum - 100) <= SUM_TOLERANCE
    ? { kind: "right", reason: "They are one whole." }
    : {
      kind: "wrong",
      reason: `Together they are ${Number(sum.toPrecision(3))} %. ${
        Math.abs(sum - 1) < SUM_TOLERANCE / 100
          ? "Write them in per cent."
          : sum > 100
          ? "Something is counted twice: is the collector's time still in the others?"
          : "Something is missing: which stage is in none of them?"
      }`,
    };
  return toPart({ name: "one whole", max: 1, ruling });
}

function verdictOptions(arm: MeasuredArm | undefined): readonly ChoiceOption[] {
  const largest = largestOf(sharesOf(arm));
  return CAUSES.map((cause) => {
    const isRight = largest.some(({ key }) => key === cause.key);
    const others = largest.map((one) => shareText(arm, one)).join(", ");
    const tie = largest.length > 1 ? " The ranges of several overlap; each of these is right." : "";
    return {
      key: cause.key,
      text: cause.name,
      isRight,
      reason: `Measured here: ${shareText(arm, cause)}${isRight ? `.${tie}` : `; ${others}.`}`,
    };
  });
}

function remedyOptions(arm: MeasuredArm | undefined): readonly ChoiceOption[] {
  const largest = largestOf(sharesOf(arm));
  return CAUSES.map((cause) => {
    const isRight = largest.some(({ key }) => key === cause.key);
    return {
      key: cause.remedyKey,
      text: cause.remedy,
      isRight,
      reason: `It works on ${shareText(arm, cause)} of the time${
        isRight ? "" : ": whatever it brings, it cannot bring more than that"
      }.`,
    };
  });
}

function shareText(arm: MeasuredArm | undefined, { key, name }: Cause): string {
  const runs = runsOf(arm, key);
  if (runs === null) return name;
  const [low, high] = [runs.low, runs.high].map((percent) => Math.round(percent));
  return `${name} ${low === high ? low : `${low} to ${high}`} %`;
}

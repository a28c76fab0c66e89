/** An agent's step: how much of its time is bytecode, how much is native, and what a quicker interpreter can save at most. */

import type { ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { judgeShare, type NumberMistake } from "../acceptance_numbers.ts";
import { notMeasured, statedPart } from "../parts.ts";
import { frozenNotes } from "../garbage_collection/measured.ts";
import { agentArm, percentsOf } from "./measured.ts";
import { measuredBy, sortEvidence } from "../../ledger/material.ts";

/** Shares of an agent's step. */
export const AGENT_SHARE: ExerciseDefinition = {
  id: "lesson5-share",
  title: "What of an agent's step is bytecode",
  task: `Read the shares off your picture, in per cent.

- \`bytecode\`: the share that is bytecode.
- \`native\`: the share that is spent in functions written in C.
- \`most\`: suppose that bytecode took no time at all. By how many per cent would the step be shorter?`,
  fields: [{
    name: "bytecode",
    kind: "quantity",
    unit: "%",
    question: "What share of the time is bytecode?",
    example: "bytecode: 50",
  }, {
    name: "native",
    kind: "quantity",
    unit: "%",
    question: "What share is spent in C functions?",
    example: 'native: "50 %"',
  }, {
    name: "most",
    kind: "quantity",
    unit: "%",
    question: "How much shorter would the step be without any bytecode?",
    example: "most: 50",
  }],
  evidence: "the measured shares, from the section “Where a step's time goes”",
  hints: [
    "All shares together are 100.",
    "What is left of the step when bytecode is taken out of the bar? The rest does not change.",
  ],
  max: 3,
  judge,
};

function judge(request: JudgeRequest): Judgement {
  const { evidence } = request;
  const arm = agentArm(evidence);
  if (arm === undefined) return notMeasured(evidence);
  const [bytecode, native] = ["bytecode", "native"].map((key) => percentsOf(arm, key));
  const part = (
    field: string,
    { name, percents = [], what, mistakes = [] }: {
      readonly name: string;
      readonly percents?: readonly number[] | undefined;
      readonly what: string;
      readonly mistakes?: readonly NumberMistake[];
    },
  ) =>
    statedPart(request, {
      name,
      field,
      max: 1,
      judge: (answer) => judgeShare(answer, { percents, what, mistakes }),
    });
  const { live, frozen } = sortEvidence(evidence);
  const [measured] = [live, frozen].flatMap((one) => measuredBy(one, ["time_shares"]));
  return {
    kind: "judged",
    parts: [
      part("bytecode", {
        name: "the share of bytecode",
        percents: bytecode,
        what: "bytecode's share of the time",
        mistakes: middles(native).map((value) => ({
          value,
          reason: "That is the share of C functions. JSON is read by a parser written in C, and " +
            "the hash stands for a model: what is left for bytecode?",
        })),
      }),
      part("native", {
        name: "the share of C functions",
        percents: native,
        what: "the share of C functions",
        mistakes: middles(bytecode).map((value) => ({
          value,
          reason: "That is the share of bytecode: look at the other large part of the bar.",
        })),
      }),
      part("most", {
        name: "what can be saved at most",
        percents: bytecode,
        what: "the share that a step without bytecode would save",
        mistakes: [
          ...middles(bytecode).map((value) => ({
            value: 100 - value,
            reason: "That is what would be left. How much is gone?",
          })),
          { value: 100, reason: "The C functions would still take their time." },
        ],
      }),
    ],
    notes: measured === undefined ? [] : frozenNotes(measured),
  };
}

/** The middle one of the percents, where there are some. */
function middles(percents: readonly number[] = []): number[] {
  const sorted = percents.toSorted((left, right) => left - right);
  return sorted.slice(Math.floor((sorted.length - 1) / 2)).slice(0, 1);
}

/** Practice 1: where a figure of 40 % can come from, read from steps of releases. */

import type { Verdict } from "../../../../probes/mod.ts";
import { type LinkedStep, linkedSteps } from "../../ledger/linked_steps.ts";
import { sortEvidence } from "../../ledger/material.ts";
import type { FindingInterval } from "../../ledger/outcome.ts";
import { linkedOf } from "../../ledger/rules_linked.ts";
import type { ChoiceOption, Ruling } from "../acceptance.ts";
import { judgeChoice } from "../acceptance.ts";
import { judgeRatio, MIN_EFFECT_DEFAULT } from "../acceptance_ratio.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { notMeasured, statedPart, textPart } from "../parts.ts";

const LAST = "3.14";
const STEPS = ["3.11", "3.12", "3.13", LAST];
const BASES = ["3.10", "3.11", "3.12", "3.13"];

/** The largest step, the base that makes most of it, and the steps of the headline one after the other. */
export const THE_NUMBER: ExerciseDefinition = {
  id: "practice1-number",
  title: "Four steps and a number",
  task:
    `The rows above are steps from one release to the next, each within one kind of build. Times one after the other multiply: a step to 0.5 and one to 1.2 make 0.5 × 1.2 = 0.6.

- \`largest\`: the release whose step saves most time.
- \`against\`: the release against which 3.14 looks best.
- \`since\`: the time on 3.14 ÷ the time on 3.11, as the steps give it: a number, words such as \`"5 % less time"\`, \`"the same"\`, or \`"cannot tell"\`.`,
  fields: [{
    name: "largest",
    kind: "choice",
    question: "Which release's step saves most time?",
    options: stepOptions("3.11"),
    example: 'largest: "3.14"',
  }, {
    name: "against",
    kind: "choice",
    question: "Against which release does 3.14 look best?",
    options: baseOptions("3.10"),
    example: 'against: "3.13"',
  }, {
    name: "since",
    kind: "ratio",
    question: "The time on 3.14 ÷ the time on 3.11?",
    example: "since: 0.9",
  }],
  evidence: 'the list of the four loops, from the section "The number"',
  hints: [
    "The further to the left, the more time a step saves.",
    "From 3.11 on there are three steps: the one to 3.11 itself is not among them.",
    "The table below the picture has multiplied for you.",
  ],
  max: 3,
  judge,
};

function judge(request: JudgeRequest): Judgement {
  const steps = stepsOf(request);
  if (steps === null) return notMeasured(request.evidence);
  const largest = least(steps.map(({ test, row }) => ({ key: test, ratio: row.ratio })));
  const bases = BASES.map((key) => ({ key, interval: linkedOf(stepsFrom(steps, key)) }));
  const best = least(bases.map(({ key, interval }) => ({
    key,
    ratio: interval?.estimate ?? null,
  })));
  return {
    kind: "judged",
    parts: [
      textPart(request, {
        name: "the largest step",
        field: "largest",
        max: 1,
        judge: (answer) => judgeChoice(answer, stepOptions(largest)),
      }),
      textPart(request, {
        name: "the base that flatters most",
        field: "against",
        max: 1,
        judge: (answer) => judgeChoice(answer, baseOptions(best)),
      }),
      statedPart(request, {
        name: "3.14 against 3.11",
        field: "since",
        max: 1,
        judge: (answer) => judgeSince(answer, steps),
      }),
    ],
  };
}

/** All four steps, of this machine or frozen; the two are never mixed. */
function stepsOf({ evidence }: JudgeRequest): LinkedStep[] | null {
  const { live, frozen } = sortEvidence(evidence);
  const span = { base: "3.10", test: LAST };
  return linkedSteps(live.measurements, span) ?? linkedSteps(frozen.measurements, span);
}

function stepsFrom(steps: readonly LinkedStep[], base: string): LinkedStep[] {
  return steps.slice(steps.findIndex((step) => step.base === base));
}

function least(rows: readonly { readonly key: string; readonly ratio: number | null }[]): string {
  const [first] = rows.toSorted((one, other) =>
    (one.ratio ?? Infinity) - (other.ratio ?? Infinity)
  );
  return first?.key ?? "";
}

function judgeSince(answer: number | string, steps: readonly LinkedStep[]): Ruling {
  const rounds = Math.min(...steps.map(({ row }) => row.rounds));
  const rule = (some: readonly LinkedStep[]) => judgeRatio(answer, decided(linkedOf(some), rounds));
  const ruling = rule(stepsFrom(steps, "3.11"));
  if (ruling.kind !== "wrong") return ruling;
  if (rule(steps).kind === "right") {
    return {
      kind: "wrong",
      reason: "These are four steps: the one from 3.10 to 3.11 is among them, and 3.11 has it " +
        "already.",
    };
  }
  const single = steps.find((step) => rule([step]).kind === "right");
  return single === undefined ? ruling : {
    kind: "wrong",
    reason: `${ruling.reason} That is the step to ${single.test} alone; three of them multiply.`,
  };
}

/** What the interval of a product says by the rule for single ratios. */
function decided(interval: FindingInterval | null, rounds: number) {
  const { low, high } = interval ?? { low: null, high: null };
  return { low, high, rounds, verdict: low === null || high === null ? null : sideOf(low, high) };
}

function sideOf(low: number, high: number): Verdict {
  const [below, above] = [1 / (1 + MIN_EFFECT_DEFAULT), 1 + MIN_EFFECT_DEFAULT];
  if (low >= below && high <= above) return "same";
  return high < 1 ? "faster" : low > 1 ? "slower" : "unclear";
}

function stepOptions(largest: string): ChoiceOption[] {
  return STEPS.map((key) => ({
    key,
    text: `the step to ${key}`,
    isRight: key === largest,
    reason: key === largest
      ? `No other row lies as far to the left as that of ${key}.`
      : `Compare the row of ${key} with that of ${largest}: which lies farther to the left?`,
  }));
}

function baseOptions(best: string): ChoiceOption[] {
  return BASES.map((key) => ({
    key,
    text: `against ${key}`,
    isRight: key === best,
    reason: key === best
      ? `Counted from ${key} on, the steps make the least ratio of times.`
      : `Multiply the steps from ${key} on, then those from ${best} on: which product is less?`,
  }));
}

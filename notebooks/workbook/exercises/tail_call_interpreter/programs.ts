/** Section 2, after the shares: how much four programs could gain from quicker dispatch. */

import type { MeasuredArm } from "../../../../probes/mod.ts";
import type { ChoiceOption } from "../acceptance.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest, PairItem } from "../definition.ts";
import { notMeasured, pairParts } from "../parts.ts";
import { armsOf } from "./measured.ts";

type Gain = "much" | "some" | "little";

const GAINS: readonly { readonly key: Gain; readonly text: string }[] = [
  { key: "much", text: "Much: bytecode is more than half of its time" },
  { key: "some", text: "Some: bytecode is between a tenth and a half" },
  { key: "little", text: "Little: bytecode is less than a tenth, or nobody has measured it" },
];

/** Shares this near to a bound are right on both sides of it, as R-share has it. */
const TOLERANCE_PERCENT = 5;

/** The programs, each with the workload that it is like; null where none of ours is. */
const PROGRAMS: readonly {
  readonly key: string;
  readonly text: string;
  readonly like: string | null;
}[] = [
  { key: "handler", text: "The web handler that was measured", like: "web" },
  { key: "rows", text: "A loop over the rows of a CSV file", like: "csv" },
  { key: "inference", text: "A model's inference by a library of C and C++", like: null },
  { key: "copying", text: "Copying files", like: "io" },
];

const INFERENCE: Readonly<Record<Gain, string>> = {
  much: "Its loops run inside of a library. Measure its Python share first; until then nothing " +
    "speaks for much.",
  some: "That may be so where Python prepares much around it. Measure its Python share first.",
  little: "Its loops run inside of a library, as long as nobody has measured a larger share.",
};

/** A choice for each program. */
export const PROGRAMS_GAIN: ExerciseDefinition = {
  id: "lesson2-programs",
  title: "Who gains from a quicker interpreter?",
  task:
    `Suppose that every bytecode took a little less time. How much would these four programs notice? Judge by the shares that you measured.

- \`gains\`: one of ${GAINS.map(({ key }) => `\`"${key}"\``).join(", ")} for each program.`,
  fields: [{
    name: "gains",
    kind: "pairs",
    question: "How much would each of them gain?",
    items: itemsFor([]),
    example: 'gains: { handler: "little", rows: "little", inference: "much", copying: "much" }',
  }],
  evidence: 'the measured shares, from the section "Where the time goes"',
  hints: [
    "Which bar of your picture is your program like?",
    "What takes the time of a model: the Python around it, or the library?",
  ],
  max: PROGRAMS.length,
  judge,
};

function judge(request: JudgeRequest): Judgement {
  const arms = armsOf(request.evidence, "time_shares");
  if (arms.length === 0) return notMeasured(request.evidence);
  return {
    kind: "judged",
    parts: pairParts(request, { field: "gains", items: itemsFor(arms), max: 1 }),
  };
}

function itemsFor(arms: readonly MeasuredArm[]): PairItem[] {
  return PROGRAMS.map(({ key, text, like }) => {
    // The first one is that of this machine.
    const arm = arms.find(({ params }) => params["workload"] === like);
    return {
      key,
      text,
      options: GAINS.map((gain) => ({
        ...gain,
        ...(like === null ? unmeasured(gain.key) : measured(gain.key, arm)),
      })),
    };
  });
}

function unmeasured(gain: Gain): Pick<ChoiceOption, "isRight" | "reason"> {
  return { isRight: gain === "little", reason: INFERENCE[gain] };
}

function measured(
  gain: Gain,
  arm: MeasuredArm | undefined,
): Pick<ChoiceOption, "isRight" | "reason"> {
  const percents = arm?.processes.flatMap(({ level }) => level ?? []) ?? [];
  if (percents.length === 0) {
    return { isRight: true, reason: "Not judged, no points lost: its share was not measured." };
  }
  const [low, high] = [Math.min(...percents), Math.max(...percents)];
  const slack = Math.max(TOLERANCE_PERCENT, high - low);
  const isRight = gainOf(low - slack) === gain || gainOf(high + slack) === gain ||
    gainOf((low + high) / 2) === gain;
  const share = low.toFixed(0) === high.toFixed(0)
    ? `${low.toFixed(0)} %`
    : `${low.toFixed(0)} to ${high.toFixed(0)} %`;
  const where = arm?.frozen === undefined ? "on your machine" : "where it was measured";
  return {
    isRight,
    reason: isRight
      ? `Bytecode is ${share} of its time ${where}: more than that share nobody can save.`
      : `Bytecode is ${share} of its time ${where}. Even bytecode that took no time at all would ` +
        "save that share, and no more.",
  };
}

function gainOf(percent: number): Gain {
  return percent > 50 ? "much" : percent >= 10 ? "some" : "little";
}

/** Assessment: two services, and the figure of the pauses that decides for each. */

import type { ChoiceOption } from "../acceptance.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest, PairItem } from "../definition.ts";
import { pairParts } from "../parts.ts";

const FIGURES = {
  longest: "the slowest requests: the longest pause that one of them meets",
  total: "the sum: all work that gets done in an hour",
  mean: "the mean pause",
} as const;

type Figure = keyof typeof FIGURES;

const MEAN = "A mean is met by nobody: most requests see no pause, and one sees all of it.";

function options(
  right: Figure,
  reasons: Readonly<Record<Figure, string>>,
): readonly ChoiceOption[] {
  const keys: readonly Figure[] = ["longest", "total", "mean"];
  return keys.map((key) => ({
    key,
    text: FIGURES[key],
    isRight: key === right,
    reason: reasons[key],
  }));
}

const ITEMS: readonly PairItem[] = [{
  key: "voice",
  text: "An agent that talks with people on the telephone",
  options: options("longest", {
    longest: "Somebody waits for every answer, so latency decides, and of it the worst.",
    total: "Nobody on the telephone waits for an hour's work: each waits for one answer.",
    mean: MEAN,
  }),
}, {
  key: "archive",
  text: "A job that indexes an archive over night",
  options: options("total", {
    longest: "Nobody waits for a single document at night: the job is done when all are.",
    total: "It is done when all of it is done: throughput decides.",
    mean: MEAN,
  }),
}];

/** Latency or throughput. */
export const SERVICES: ExerciseDefinition = {
  id: "assessment-services",
  title: "Which figure decides?",
  task:
    "You choose a collector's setting for two services. Which figure of its pauses do you look " +
    "at first?",
  fields: [{
    name: "figures",
    kind: "pairs",
    question: "Which figure decides?",
    items: ITEMS,
    example: 'figures: { voice: "mean", archive: "mean" }',
  }],
  evidence: null,
  hints: [],
  max: ITEMS.length,
  assessed: {
    look: "`lesson/03_garbage_collection`, where five settings of one collector are compared",
    records: ["L2-S3-11"],
  },
  judge,
};

function judge(request: JudgeRequest): Judgement {
  return { kind: "judged", parts: pairParts(request, { field: "figures", items: ITEMS, max: 1 }) };
}

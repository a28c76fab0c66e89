/** Assessment: two collectors in words, and on two heaps that were measured. */

import type { MeasurementResult } from "../../../../probes/mod.ts";
import type { ChoiceOption, Ruling } from "../acceptance.ts";
import { judgeChoice } from "../acceptance.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { measurementOf, PAUSE_PROBES } from "../garbage_collection/measured.ts";
import { rangeBetween, type RatioRange } from "../garbage_collection/ratio_range.ts";
import { textPart } from "../parts.ts";
import { WAITING } from "../synonyms.ts";
import { judgeText, type TextRule } from "../text_rule.ts";
import { WITHDRAWN } from "./topics.ts";

const CONTRAST: TextRule = {
  groups: [{
    name: "the collector that looks at a whole generation at once",
    synonyms: [
      ...["whole", "everything", "at once", "all objects", "in one go", "full collection*"],
      ...["entire*", "one long", "complete*", "generation*"],
    ],
  }, {
    name: "the collector that works in pieces",
    synonyms: [
      ...["piece*", "increment", "increments", "part", "parts", "portion*", "steps", "slice*"],
      ...["little by little", "bit by bit", "a little", "small", "a few at a time"],
    ],
  }],
  wrong: [{
    groups: [{ name: "all work", synonyms: ["total", "sum", "work"] }, {
      name: "that it is equal",
      synonyms: ["same", "equal", "unchanged", "as much"],
    }],
    reason: "The work does not stay the same: where it was measured, pieces took more time in all.",
  }, {
    groups: [{ name: "increments", synonyms: ["increment*"] }, {
      name: "today",
      synonyms: ["today", "currently", "nowadays", "3.15", "latest"],
    }],
    unless: [WITHDRAWN, { name: "no", synonyms: ["not", "no", "never"] }],
    reason:
      "The incremental collector was in 3.14.0 to 3.14.4; later releases have the generational " +
      "one again.",
  }],
  compareWith: "one looks at a whole generation in one stop, the other at a piece at a time.",
  praise: "One stops for a whole generation, the other for a piece at a time.",
};

const MATTERS: TextRule = {
  groups: [{
    ...WAITING,
    synonyms: [
      ...WAITING.synonyms,
      "reply*",
      "replies",
      "lag*",
      "unresponsive",
      "stall*",
      "silen*",
    ],
  }],
  wrong: [],
  compareWith: "while the collector runs the program answers nobody.",
  praise: "A pause is time in which somebody waits.",
};

/** The two heaps, and which of its numbers is asked for. */
const SHAPES = [
  { field: "list", name: "one list holds all objects", shape: "list" },
  { field: "islands", name: "islands that nobody else holds", shape: "islands" },
] as const;

const OPTIONS: readonly Pick<ChoiceOption, "key" | "text">[] = [
  { key: "generational", text: "the generational collector's longest pause is the greater one" },
  { key: "incremental", text: "the incremental collector's longest pause is the greater one" },
  { key: "overlap", text: "the runs of the two overlap: they do not tell" },
];

/** Contrast in words, and read from a picture. */
export const COLLECTORS: ExerciseDefinition = {
  id: "assessment-collectors",
  title: "Two collectors",
  task:
    `The pictures above show pauses of a generational and of an incremental collector, measured elsewhere with two heaps.

- \`contrast\`: how do the two differ in what they look at in one stop?
- \`matters\`: why does a pause matter to an agent that answers people?
- \`list\`: one list holds all objects; whose longest pause is the greater one?
- \`islands\`: the same for many islands.

Judge the last two by all runs: the second picture has their ranges.`,
  fields: [
    {
      name: "contrast",
      kind: "text",
      question: "How do they differ?",
      example: 'contrast: "One looks at … in one stop, the other …"',
    },
    {
      name: "matters",
      kind: "text",
      question: "Why does a pause matter to an agent?",
      example: 'matters: "While the collector runs …"',
    },
    ...SHAPES.map(({ field, name }) => ({
      name: field,
      kind: "choice" as const,
      question: `Whose longest pause is the greater one, where ${name}?`,
      options: OPTIONS.map((option) => ({ ...option, isRight: false, reason: "" })),
      example: `${field}: "overlap"`,
    })),
  ],
  evidence: 'the frozen pauses of two collectors, from the section "5. Two collectors"',
  hints: [],
  max: 4,
  assessed: {
    look: "`lesson/03_garbage_collection`, where one list stands beside many islands",
    records: ["L2-S3-07", "L2-S3-08"],
  },
  judge,
};

function judge(request: JudgeRequest): Judgement {
  const read = measurementOf(request.evidence, PAUSE_PROBES);
  if (read.kind === "not_ready") return read;
  return {
    kind: "judged",
    parts: [
      textPart(request, {
        name: "how they differ",
        field: "contrast",
        max: 1,
        judge: (value) => judgeText(value, CONTRAST),
      }),
      textPart(request, {
        name: "why a pause matters",
        field: "matters",
        max: 1,
        judge: (value) => judgeText(value, MATTERS),
      }),
      ...SHAPES.map(({ field, name, shape }) =>
        textPart(request, {
          name,
          field,
          max: 1,
          judge: (value) => judgeGreater(value, rangeOf(read.measurement, shape)),
        })
      ),
    ],
  };
}

function rangeOf({ arms }: MeasurementResult, shape: string): RatioRange | null {
  const armOf = (collector: string) =>
    arms.find(({ python, params }) => python.collector === collector && params["shape"] === shape);
  return rangeBetween("longest", { test: armOf("incremental"), base: armOf("generational") });
}

function judgeGreater(value: string, range: RatioRange | null): Ruling {
  if (range === null) {
    return { kind: "unjudged", reason: "Not judged, no points lost: it was not measured." };
  }
  const right = range.low > 1 ? "incremental" : range.high < 1 ? "generational" : "overlap";
  const seen =
    `Incremental ÷ generational: ${written(range.low)} to ${written(range.high)}, as the ` +
    `${range.runs} runs of each allow.`;
  return judgeChoice(
    value,
    OPTIONS.map((option) => ({ ...option, isRight: option.key === right, reason: seen })),
  );
}

function written(ratio: number): string {
  return `${Number(ratio.toPrecision(2))}`;
}

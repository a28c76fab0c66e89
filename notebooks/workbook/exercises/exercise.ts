/** An exercise's text: the task, the fields of the answer, the points, and hints that open one by one. */

import { DISPLAY, type Displayable, type DisplayBundle } from "../../../probes/mod.ts";
import { cardBundle, type CardPart } from "../page/card.ts";
import type { ChoiceOption } from "./acceptance.ts";
import type { AnswerField, ExerciseDefinition, PairItem } from "./definition.ts";
import { findExercise } from "./registry.ts";
import { variantOf } from "./variant.ts";

/** What `exercise()` may be told. */
export interface ExerciseOptions {
  /** A whole number of the learner's, by which an exercise with numbers of its own draws them. */
  readonly seed?: number;
}

/** An exercise. Shows itself with its task and its hints. */
export interface Exercise extends Displayable {
  /** The id that `check()` takes. */
  readonly id: string;
  /** Its title. */
  readonly title: string;
  /** Points that can be earned. */
  readonly max: number;
}

/**
 * Shows an exercise: what is to be done, which fields the answer has, how many points there are, and hints.
 *
 * ```ts
 * import { exercise } from "workbook";
 *
 * const task = exercise("part1-noise");
 * const points: number = task.max;
 * ```
 */
export function exercise(id: string, { seed }: ExerciseOptions = {}): Exercise {
  const definition = variantOf(findExercise(id), seed);
  const { title, max } = definition;
  return { id: definition.id, title, max, [DISPLAY]: () => bundleOf(definition) };
}

function bundleOf(
  { id, title, task, fields, evidence, hints, max }: ExerciseDefinition,
): DisplayBundle {
  const answer = fields.map(({ example }) => example).join(", ");
  const third = evidence === null ? "" : ", result";
  const options = fields.flatMap(optionParts);
  return cardBundle({
    heading: `Exercise: ${title}`,
    parts: [
      { markdown: task },
      ...options,
      {
        label: "How to answer",
        text: `check("${id}", { ${answer} }${third})${
          evidence === null ? "" : `, where result is ${evidence}`
        }`,
      },
      { label: "Points", text: `${max}` },
      ...hints.map((text, index): CardPart => ({
        label: `Hint ${index + 1} of ${hints.length}`,
        text,
        isFolded: true,
      })),
    ],
  });
}

function optionParts(field: AnswerField): CardPart[] {
  const label = `${field.name}: ${field.question}`;
  const listed = (items: readonly { readonly key: string; readonly text: string }[]) =>
    items.map(({ key, text }) => `"${key}": ${text}`);
  switch (field.kind) {
    case "choice":
      return [{ label, text: listed(field.options) }];
    case "order":
      return [{ label, text: listed(field.items) }];
    case "pairs":
      return [
        { label, text: listed(field.items) },
        { label: `Choices for ${field.name}`, text: listed(choicesOf(field.items)) },
      ];
    case "number":
    case "ratio":
    case "quantity":
    case "text":
    case "words":
    case "entries":
    case "program":
    case "python":
    case "file":
    case "seed":
      return [{ label: field.name, text: field.question }];
  }
}

/** The choices of all items, each once. */
function choicesOf(items: readonly PairItem[]): ChoiceOption[] {
  const options = items.flatMap((item) => item.options);
  return options.filter(({ key }, index) => options.findIndex((one) => one.key === key) === index);
}

/**
 * An assessed item: each part is told right or wrong at once, the reasons only from the second answer on, and the better
 * of the first two answers counts.
 *
 * An answer that is not whole, or cannot be read, is no answer yet: it gets its reason and is not counted. In a graded
 * run nothing is held back; a grader sees one answer.
 */

import { z } from "zod";
import { LEDGER } from "../ledger/ledger.ts";
import { type AnswerReading, keepable } from "./answer_fields.ts";
import type { Kept } from "./answers.ts";
import type { AssessedItem, ExerciseDefinition, FieldReading, Judgement } from "./definition.ts";

/** Answers that count: the first one, and one more. */
const COUNTED = 2;

const keptAnswer: z.ZodType<Record<string, unknown> & { points: number }> = z.looseObject({
  points: z.number(),
});

/** What was judged, with its reasons as far as they may be told. */
export function heldBack(
  judgement: Judgement,
  { definition, reading, kept }: {
    readonly definition: ExerciseDefinition;
    readonly reading: AnswerReading;
    /** The answers that were checked before, the oldest first. */
    readonly kept: readonly Kept<unknown>[];
  },
): Judgement {
  const { assessed, max } = definition;
  if (assessed === undefined || judgement.kind !== "judged" || reading.kind !== "answer") {
    return judgement;
  }
  const refused = refusalOf(judgement, { definition, fields: reading.fields });
  if (refused !== null) return refused;
  const { parts, notes = [] } = judgement;
  const points = parts.reduce((sum, part) => sum + part.points, 0);
  const before = answersBefore(kept, reading.fields);
  if (before.length === 0 && points < max) {
    return { kind: "judged", parts: parts.map((part) => hidden(part, assessed)), notes };
  }
  return {
    kind: "judged",
    parts,
    notes: [
      ...notes,
      ...(before.length < COUNTED
        ? []
        : [`Your first two answers count: ${countedPoints(kept) ?? 0} of ${max} points.`]),
      ...recordNotes(assessed),
    ],
  };
}

/** The points that count for an assessed item; null where it was not answered. */
export function countedPoints(kept: readonly Kept<unknown>[]): number | null {
  const points = kept.slice(0, COUNTED).map(({ value }) =>
    keptAnswer.safeParse(value).data?.points
  );
  return points.length === 0 ? null : Math.max(...points.map((one) => one ?? 0));
}

/** Why an answer does not count yet; null where it does. */
function refusalOf(
  { parts }: Judgement & { readonly kind: "judged" },
  { definition, fields }: {
    readonly definition: ExerciseDefinition;
    readonly fields: Readonly<Record<string, FieldReading>>;
  },
): Judgement | null {
  const open = definition.fields.flatMap((field) => {
    const reading = fields[field.name] ?? { kind: "open" };
    if (field.kind === "python" || field.kind === "file" || field.kind === "seed") return [];
    if (reading.kind === "open") return [`"${field.name}"`];
    if (field.kind !== "pairs" || reading.kind !== "pairs") return [];
    return field.items.filter(({ key }) => reading.value[key] === undefined)
      .map(({ key }) => `"${field.name}.${key}"`);
  });
  if (open.length > 0) {
    const names = new Intl.ListFormat("en-GB").format(open);
    return { kind: "not_answered", reason: `fill in ${names}, too; only whole answers count.` };
  }
  const wrong = Object.values(fields).find((reading) => reading.kind === "wrong");
  const unread = wrong?.reason ?? parts.find(({ isUnread }) => isUnread === true)?.reason;
  return unread === undefined ? null : {
    kind: "not_ready",
    reason: `${unread} This did not count as an answer.`,
    saysAll: true,
  };
}

/** The answers that were given before this one was given first. */
function answersBefore(
  kept: readonly Kept<unknown>[],
  fields: Readonly<Record<string, FieldReading>>,
): readonly Kept<unknown>[] {
  const said = JSON.stringify(keepable(fields));
  const same = kept.findIndex(({ value }) => {
    const { points: _, ...answer } = keptAnswer.safeParse(value).data ?? { points: 0 };
    return JSON.stringify(answer) === said;
  });
  return same < 0 ? kept : kept.slice(0, same);
}

type Part = (Judgement & { readonly kind: "judged" })["parts"][number];

function hidden(part: Part, { look }: AssessedItem): Part {
  // The reason of a part that is right may give the next one away.
  const reason = part.points >= part.max
    ? "Right."
    : `Not right yet. Look again at ${look}; your second answer gets the reason.`;
  return part.needsReader === true ? part : { ...part, reason };
}

function recordNotes({ records }: AssessedItem): string[] {
  return LEDGER.filter(({ id }) => records.includes(id))
    .map(({ id, truth }) => `The ledger, ${id}: ${truth}`);
}

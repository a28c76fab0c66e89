/** Checks an answer: points and a reason for each part, shown in the cell and, for a grader, as a plain number. */

import {
  DISPLAY,
  type Displayable,
  type DisplayBundle,
  readableTime,
} from "../../../probes/mod.ts";
import type { CheckPart, CheckResult } from "../ledger/check_result.ts";
import { type Evidence, readEvidence } from "../ledger/evidence.ts";
import { cardBundle, cardHtml, type CardPart, type CardSpec } from "../page/card.ts";
import { type AnswerReading, keepable, readAnswer } from "./answer_fields.ts";
import { type AnswerBook, openAnswers, withKept } from "./answers.ts";
import type { ExerciseDefinition, Judgement } from "./definition.ts";
import { heldBack } from "./held_back.ts";
import { findExercise } from "./registry.ts";
import { variantOf } from "./variant.ts";
import { whileWaiting } from "./waiting.ts";

/** A check that has ended. Shows itself: in a graded run as its plain number of points. */
export interface Checked extends CheckResult, Displayable {
  /** Id of the exercise. */
  readonly exercise: string;
  /** `not_answered`: nothing is filled in. `not_ready`: something is missing or could not be read. */
  readonly kind: "judged" | "not_answered" | "not_ready";
  /** What it comes to, in one sentence. */
  readonly message: string;
  /** Remarks that cost no points. */
  readonly notes: readonly string[];
}

/** A check that begins when it is awaited or shown, and never rejects. */
export interface Checking extends PromiseLike<Checked>, Displayable {}

/**
 * Checks an answer to an exercise, and keeps it beside the notebook.
 *
 * An answer that is not filled in costs nothing but its points: the cell does not fail. Where the environment has
 * `NBGRADER_EXECUTION`, or `PROBEBOOK_GRADED=1`, the cell's plain text is the number of points.
 *
 * ```ts
 * import { check } from "workbook";
 *
 * const result = await check("L2-P1-05", { factors: null, overhead: null, pause: null, sentence: "" });
 * const points: number = result.points;
 * ```
 */
export function check(
  id: string,
  answer: unknown,
  evidence?: Evidence | PromiseLike<Evidence> | null,
): Checking {
  return makeCheck({
    definition: findExercise(id),
    answer,
    evidence,
    book: openAnswers(),
    now: () => new Date(),
    isGraded: isGradedRun(),
  });
}

/** What a check works with. */
export interface CheckRequest {
  readonly definition: ExerciseDefinition;
  readonly answer: unknown;
  readonly evidence: unknown;
  readonly book: AnswerBook;
  readonly now: () => Date;
  readonly isGraded: boolean;
}

/** The same with its surroundings in the open. */
export function makeCheck(given: CheckRequest): Checking {
  const request = { ...given, definition: variantOf(given.definition, seedIn(given.answer)) };
  let running: Promise<Checked> | null = null;
  const start = () => running ??= runCheck(request);
  return {
    then: (onResult, onFailure) => start().then(onResult, onFailure),
    [DISPLAY]: async () => await (await start())[DISPLAY](),
  };
}

/** The seed that stands in an answer; what is none is refused when the answer is read. */
function seedIn(answer: unknown): unknown {
  return typeof answer === "object" && answer !== null && "seed" in answer
    ? answer.seed
    : undefined;
}

/** Whether a grader runs this notebook, as far as that may be known. */
export function isGradedRun(
  environment: { get(name: string): string | undefined } = Deno.env,
): boolean {
  try {
    const grader = environment.get("NBGRADER_EXECUTION") ?? "";
    return grader !== "" || environment.get("PROBEBOOK_GRADED") === "1";
  } catch {
    // A kernel without permission to read the variable was not started by a grader.
    return false;
  }
}

/** A longer answer is a pasted file; fifty of this length still fit into the answers' file. */
const KEPT_CHARACTERS_MAX = 200_000;

async function runCheck(request: CheckRequest): Promise<Checked> {
  const { definition, answer } = request;
  let reading: AnswerReading = { kind: "open" };
  let judgement: Judgement;
  try {
    reading = readAnswer(definition.fields, answer);
    const judged = await judge(request, reading);
    judgement = request.isGraded || definition.assessed === undefined ? judged : heldBack(judged, {
      definition,
      reading,
      kept: request.book.read().answers.answers[definition.id] ?? [],
    });
  } catch (error) {
    // Neither a measurement that failed nor a fault of ours may end the notebook's run.
    const what = error instanceof Error ? error.message : String(error);
    judgement = { kind: "not_ready", reason: `it could not be checked. ${what}` };
  }
  const { notes } = judgement.kind === "judged"
    ? keep(request, reading, pointsOf(judgement.parts))
    : request.isGraded
    ? { notes: [] }
    : request.book.read();
  return makeChecked(request, judgement, notes);
}

async function judge(
  { definition, evidence, isGraded }: CheckRequest,
  reading: AnswerReading,
): Promise<Judgement> {
  switch (reading.kind) {
    case "open":
      return {
        kind: "not_answered",
        reason: `fill in ${fieldsToFill(definition)}.`,
      };
    case "wrong":
      return { kind: "not_ready", reason: reading.reason };
    case "answer": {
      const { fields, answer } = reading;
      const settled = readEvidence(await evidence);
      const judging = Promise.resolve(
        definition.judge({ fields, answer, evidence: settled, isGraded }),
      );
      // A grader wants one output a cell.
      const judged = await (isGraded ? judging : whileWaiting("Checking", judging));
      if (judged.kind !== "not_ready" || judged.saysAll === true || definition.evidence === null) {
        return judged;
      }
      return {
        kind: "not_ready",
        reason: `${judged.reason}, and needed is ${definition.evidence}. Run that cell first.`,
      };
    }
  }
}

/** An interpreter is the notebook's to give, and there is one without it. */
function fieldsToFill({ fields }: ExerciseDefinition): string {
  const names = fields.filter(({ kind }) => kind !== "python" && kind !== "seed").map(({ name }) =>
    `"${name}"`
  );
  return new Intl.ListFormat("en-GB").format(names);
}

/** A cell that is run again with the same answer adds nothing. */
function keep(
  { definition, book, now, isGraded }: CheckRequest,
  reading: AnswerReading,
  points: number,
) {
  // A grader's copy of somebody's notebook is no place for answers.
  if (isGraded || reading.kind !== "answer") return { notes: [] };
  const value = { ...keepable(reading.fields), points };
  const text = JSON.stringify(value);
  if (text.length > KEPT_CHARACTERS_MAX) {
    return {
      notes: ["This answer is too long to be kept beside the notebook; it stays in its cell."],
    };
  }
  const { answers, notes } = book.read();
  const last = answers.answers[definition.id]?.at(-1);
  if (last !== undefined && JSON.stringify(last.value) === text) return { notes };
  const added = { value, at: now().toISOString() };
  const updated = book.update((all) => ({
    ...all,
    answers: { ...all.answers, [definition.id]: withKept(all.answers[definition.id], added) },
  }));
  // What reading said, such as a damaged file that was set aside, is said only once.
  return { notes: [...new Set([...notes, ...updated.notes])] };
}

function makeChecked(
  { definition, book, isGraded }: CheckRequest,
  judgement: Judgement,
  bookNotes: readonly string[],
): Checked {
  const parts = judgement.kind === "judged" ? judgement.parts : [];
  const points = pointsOf(parts);
  const { max } = definition;
  const notes = [...judgement.kind === "judged" ? judgement.notes ?? [] : [], ...bookNotes];
  const message = messageOf(judgement, points, max);
  const spec: CardSpec = {
    heading: `Check: ${definition.title}`,
    parts: [
      { text: message },
      ...(judgement.kind === "not_answered" && !isGraded ? earlierParts(definition, book) : []),
      ...parts.map(judgedPart),
      ...notes.map((text): CardPart => ({ label: "Note", text })),
    ],
  };
  return {
    exercise: definition.id,
    kind: judgement.kind,
    points,
    max,
    parts,
    message,
    notes,
    [DISPLAY]: () => bundleOf(spec, points, isGraded),
  };
}

/** A grader reads the plain text as a number; without one it would give full marks. */
function bundleOf(spec: CardSpec, points: number, isGraded: boolean): DisplayBundle {
  return isGraded ? { "text/html": cardHtml(spec), "text/plain": `${points}` } : cardBundle(spec);
}

function messageOf(judgement: Judgement, points: number, max: number): string {
  switch (judgement.kind) {
    case "judged":
      return `${points} of ${max} points.`;
    case "not_answered":
      return /^not answered yet/i.test(judgement.reason)
        ? judgement.reason
        : `Not answered yet: ${judgement.reason}`;
    case "not_ready":
      return `Not checked: ${judgement.reason}`;
  }
}

function judgedPart({ name, points, max, reason, needsReader = false }: CheckPart): CardPart {
  const mark = needsReader ? "?" : points >= max ? "✓" : "✗";
  const reader = needsReader ? " (for your instructor to read)" : "";
  return { label: `${mark} ${name}, ${points} of ${max}${reader}`, text: reason };
}

/** What was answered before stays visible when a cell is empty again. */
function earlierParts({ id }: ExerciseDefinition, book: AnswerBook): CardPart[] {
  const last = book.read().answers.answers[id]?.at(-1);
  if (last === undefined) return [];
  return [{
    label: `Your last answer, from ${readableTime(last.at)}`,
    text: JSON.stringify(last.value),
  }];
}

function pointsOf(parts: readonly CheckPart[]): number {
  return parts.reduce((sum, part) => sum + part.points, 0);
}

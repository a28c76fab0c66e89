/** A prediction before measuring: kept, never graded, drawn later beside the result. */

import { DISPLAY, type Displayable, readableTime } from "../../../probes/mod.ts";
import { cardBundle, type CardPart } from "../page/card.ts";
import { type AnswerBook, type Kept, openAnswers, withKept } from "./answers.ts";

/** What is asked before measuring. */
export interface PredictSpec {
  /** The question, in one sentence. */
  readonly question: string;
  /** What kind of answer it wants: a number, one of `choices`, or `faster`, `slower`, `same`. */
  readonly kind: "number" | "choice" | "direction";
  /** For `choice`: what can be chosen. */
  readonly choices?: readonly string[];
  /** For `number`: the unit of the number, for example `ms`. */
  readonly unit?: string;
  /** The answer; `null` until there is one. */
  readonly answer: number | string | null | undefined;
}

/** A prediction. Shows itself with what was said first. */
export interface Prediction extends Displayable {
  /** Under this id it is kept. */
  readonly id: string;
  /** The answer as it stands now, for charts; null until there is one. */
  readonly value: number | string | null;
  /** The first answer that was ever given; null until there is one. */
  readonly first: number | string | null;
  /** When the first answer was given, ISO 8601; null until there is one. */
  readonly firstAt: string | null;
  /** The unit of a number; empty where there is none. */
  readonly unit: string;
}

/** What a direction may be: the words of a verdict that somebody can bet on. */
const DIRECTIONS: readonly string[] = ["faster", "slower", "same"];

/**
 * Asks for a prediction, and keeps it with its time beside the notebook.
 *
 * Without an answer it says how to give one. An answer that is changed later is kept as well; the first one stays
 * visible.
 *
 * ```ts
 * import { predict } from "workbook";
 *
 * const guess = predict("example-loops", {
 *   question: "How much longer does the second loop take?",
 *   kind: "number",
 *   unit: "%",
 *   answer: null,
 * });
 * const value: number | string | null = guess.value;
 * ```
 */
export function predict(id: string, spec: PredictSpec): Prediction {
  return makePrediction({ id, spec, book: openAnswers(), now: new Date() });
}

/** The same with its surroundings in the open. */
export function makePrediction({ id, spec, book, now }: {
  readonly id: string;
  readonly spec: PredictSpec;
  readonly book: AnswerBook;
  readonly now: Date;
}): Prediction {
  checkSpec(id, spec);
  const reading = readAnswer(spec);
  const { answers, notes } = reading.kind === "answer"
    ? keep(book, id, { value: reading.value, at: now.toISOString() })
    : book.read();
  const kept = answers.predictions[id] ?? [];
  const [first, latest] = [kept[0] ?? null, kept.at(-1) ?? null];
  const unit = spec.kind === "number" ? spec.unit ?? "" : "";
  return {
    id,
    value: latest?.value ?? null,
    first: first?.value ?? null,
    firstAt: first?.at ?? null,
    unit,
    [DISPLAY]: () =>
      cardBundle({
        heading: `Prediction: ${spec.question}`,
        parts: [...stateParts({ spec, unit, reading, first, latest }), ...notes.map(noteOf)],
      }),
  };
}

type AnswerReading =
  | { kind: "answer"; value: number | string }
  | { kind: "none" }
  | { kind: "wrong"; text: string };

/** A question that cannot be answered is a mistake of the notebook, not of the learner. */
function checkSpec(id: string, { kind, choices, question }: PredictSpec): void {
  if (typeof id !== "string" || id.trim() === "") {
    throw new TypeError("Cannot predict: the id is empty, a short name is needed");
  }
  const doing = `Cannot predict "${id}"`;
  if (typeof question !== "string") throw new TypeError(`${doing}: "question" is missing`);
  if (!["number", "choice", "direction"].includes(kind)) {
    throw new TypeError(
      `${doing}: "kind" is "${kind}", one of "number", "choice", "direction" is needed`,
    );
  }
  if (kind === "choice" && (!Array.isArray(choices) || choices.length < 2)) {
    throw new TypeError(`${doing}: "choices" has fewer than two entries`);
  }
}

function readAnswer({ kind, choices = [], answer, unit = "" }: PredictSpec): AnswerReading {
  if (answer === null || answer === undefined || answer === "") return { kind: "none" };
  if (kind === "number") {
    if (typeof answer === "number" && Number.isFinite(answer)) {
      return { kind: "answer", value: answer };
    }
    const text = `A number is needed${
      unit === "" ? "" : `, in ${unit}`
    }, without quotes: answer: 1.5`;
    return { kind: "wrong", text };
  }
  const allowed = kind === "choice" ? choices : DIRECTIONS;
  const wanted = String(answer).trim().toLowerCase();
  const value = allowed.find((choice) => choice.toLowerCase() === wanted);
  if (value !== undefined && typeof answer === "string") return { kind: "answer", value };
  const list = allowed.map((choice) => `"${choice}"`).join(", ");
  return {
    kind: "wrong",
    text: `One of these is needed, with its quotes: ${list}. For example answer: "${allowed[0]}"`,
  };
}

/** A cell that is run again with the same answer adds nothing. */
function keep(book: AnswerBook, id: string, added: Kept<number | string>) {
  const { answers, notes } = book.read();
  if (answers.predictions[id]?.at(-1)?.value === added.value) return { answers, notes };
  const updated = book.update((all) => ({
    ...all,
    predictions: { ...all.predictions, [id]: withKept(all.predictions[id], added) },
  }));
  // What reading said, such as a damaged file that was set aside, is said only once.
  return { ...updated, notes: [...new Set([...notes, ...updated.notes])] };
}

function stateParts({ spec, unit, reading, first, latest }: {
  readonly spec: PredictSpec;
  readonly unit: string;
  readonly reading: AnswerReading;
  readonly first: Kept<number | string> | null;
  readonly latest: Kept<number | string> | null;
}): CardPart[] {
  const parts: CardPart[] = [];
  if (reading.kind === "wrong") parts.push({ label: "Not kept", text: reading.text });
  if (first === null || latest === null) {
    if (reading.kind === "none") parts.push({ text: `Not answered yet. ${howTo(spec)}` });
    return parts;
  }
  const written = ({ value }: Kept<number | string>) => `${value}${unit === "" ? "" : ` ${unit}`}`;
  if (latest === first) {
    parts.push({ label: "You say", text: `${written(first)} (${readableTime(first.at)})` });
  } else {
    parts.push({ label: "You said first", text: `${written(first)} (${readableTime(first.at)})` });
    parts.push({ label: "You say now", text: `${written(latest)} (${readableTime(latest.at)})` });
  }
  if (reading.kind === "none") parts.push({ text: "Kept from an earlier run of this notebook." });
  return parts;
}

function howTo({ kind, choices = [], unit = "" }: PredictSpec): string {
  if (kind === "number") {
    return `Replace null by a number${unit === "" ? "" : ` in ${unit}`} and run the cell again.`;
  }
  const list = (kind === "choice" ? choices : DIRECTIONS).map((choice) => `"${choice}"`).join(", ");
  return `Replace null by one of ${list} and run the cell again.`;
}

function noteOf(text: string): CardPart {
  return { label: "Note", text };
}

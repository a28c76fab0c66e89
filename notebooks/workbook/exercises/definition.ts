/** What an exercise consists of: its text, the fields of its answer, hints, and how it is judged. */

import type { CheckPart } from "../ledger/check_result.ts";
import type { ReadEvidence } from "../ledger/evidence.ts";
import type { ChoiceOption } from "./acceptance.ts";

/** One field of an answer. */
export type AnswerField =
  & {
    readonly name: string;
    /** What is asked, in one sentence. */
    readonly question: string;
    /** The field as it is written in a cell. */
    readonly example: string;
  }
  & (
    | { readonly kind: "choice"; readonly options: readonly ChoiceOption[] }
    | { readonly kind: "number" }
    /** A ratio of two times: a number, or words such as "1.1x faster" (`ratio_words.ts`). */
    | { readonly kind: "ratio" }
    /** A number in a unit, or a text that says its own unit of the same kind (`stated.ts`). */
    | { readonly kind: "quantity"; readonly unit: string }
    | { readonly kind: "text" }
    /** The keys of the items in an order of the learner's. */
    | { readonly kind: "order"; readonly items: readonly OrderItem[] }
    /** One choice for each item, as an object: `{ parsing: "c", calls: "bytecode" }`. */
    | { readonly kind: "pairs"; readonly items: readonly PairItem[] }
    /** For each of several things that the notebook names, an object of its own: `{ bako: { limit: null, share: null } }`. */
    | { readonly kind: "entries" }
    /** The text of a program; the one that the notebook starts with is no answer yet, whatever its comments. */
    | { readonly kind: "program"; readonly stub: string }
    /** A list of words; the one that the notebook starts with is no answer yet. */
    | { readonly kind: "words"; readonly stub: readonly string[] }
    /** An interpreter as `discoverInterpreters()` gives it; by itself no answer. */
    | { readonly kind: "python" }
    /** The learner's file; by itself no answer. */
    | { readonly kind: "file" }
    /** The whole number that the exercise's own numbers are drawn by; by itself no answer. */
    | { readonly kind: "seed" }
  );

/** Something to be put in order. */
export interface OrderItem {
  readonly key: string;
  readonly text: string;
}

/** Something that one of several choices belongs to; each has its own reasons. */
export interface PairItem {
  readonly key: string;
  readonly text: string;
  readonly options: readonly ChoiceOption[];
}

/** A field's value, of the right type. */
export type FieldReading =
  | { kind: "number"; value: number }
  /** A ratio or a quantity as it was stated; the rules read it. */
  | { kind: "stated"; value: number | string }
  | { kind: "text"; value: string }
  /** A list of words, or of keys in order. */
  | { kind: "words"; value: readonly string[] }
  /** By item, as far as choices were made. */
  | { kind: "pairs"; value: Readonly<Record<string, string>> }
  /** By name, what was filled in of each. */
  | { kind: "entries"; value: Readonly<Record<string, Readonly<Record<string, number | string>>>> }
  /** Not filled in. */
  | { kind: "open" }
  /** Of another type; the reason says which one is needed. */
  | { kind: "wrong"; reason: string };

/** What an exercise is judged by. */
export interface JudgeRequest {
  /** By field name. */
  readonly fields: Readonly<Record<string, FieldReading>>;
  /** The answer as it was given, for values that are no text or number. */
  readonly answer: Readonly<Record<string, unknown>>;
  readonly evidence: ReadEvidence;
  /** Whether a grader runs the notebook, on a machine that is not the learner's; not when not given. */
  readonly isGraded?: boolean;
}

/** What judging came to. */
export type Judgement =
  | { kind: "judged"; parts: readonly CheckPart[]; notes?: readonly string[] }
  | { kind: "not_answered"; reason: string }
  /**
   * Something is missing that is not part of the answer: a measurement, an interpreter. Unless the reason says all there
   * is to do, the evidence that is needed is named behind it.
   */
  | { kind: "not_ready"; reason: string; saysAll?: boolean };

/** An exercise of the workbook. */
export interface ExerciseDefinition {
  readonly id: string;
  readonly title: string;
  /** In the small Markdown of `prose.ts`. */
  readonly task: string;
  readonly fields: readonly AnswerField[];
  /** The third argument of `check()`, in words; null where there is none. */
  readonly evidence: string | null;
  /** From the gentlest to the plainest. */
  readonly hints: readonly string[];
  /** Points that can be earned. */
  readonly max: number;
  /** Where reasons are told only from the second answer on; left out where they are told at once. */
  readonly assessed?: AssessedItem;
  /** The same exercise with the numbers that belong to a seed; left out where all have the same ones. */
  readonly variant?: (seed: number) => ExerciseDefinition;
  readonly judge: (request: JudgeRequest) => Judgement | Promise<Judgement>;
}

/** What an item of the assessment says besides. */
export interface AssessedItem {
  /** Where the lesson shows it, for somebody who was wrong once: notebook and section. */
  readonly look: string;
  /** Records of the ledger that are told once the item is settled. */
  readonly records: readonly string[];
}

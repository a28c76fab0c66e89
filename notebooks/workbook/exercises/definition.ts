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
    | { readonly kind: "text" }
    /** A list of words; the one that the notebook starts with is no answer yet. */
    | { readonly kind: "words"; readonly stub: readonly string[] }
    /** An interpreter as `discoverInterpreters()` gives it; by itself no answer. */
    | { readonly kind: "python" }
    /** The learner's file; by itself no answer. */
    | { readonly kind: "file" }
  );

/** A field's value, of the right type. */
export type FieldReading =
  | { kind: "number"; value: number }
  | { kind: "text"; value: string }
  | { kind: "words"; value: readonly string[] }
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
}

/** What judging came to. */
export type Judgement =
  | { kind: "judged"; parts: readonly CheckPart[]; notes?: readonly string[] }
  | { kind: "not_answered"; reason: string }
  /** Something is missing that is not part of the answer: a measurement, an interpreter. */
  | { kind: "not_ready"; reason: string };

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
  readonly judge: (request: JudgeRequest) => Judgement | Promise<Judgement>;
}

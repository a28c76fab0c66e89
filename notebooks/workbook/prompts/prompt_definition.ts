/** What a prompt for an AI consists of, before the learner's own figures are in it. */

/** What a prompt wants to know of the learner's machine. */
export type WantedFact = "python" | "ratio" | "pauses" | "values" | "listing";

/** Something that a right answer says. */
export interface NeededIdea {
  /** In words. */
  readonly idea: string;
  /** By which it is recognised in one sentence, in the notation of `term.ts`: one of the lists is enough. */
  readonly said: readonly (readonly string[])[];
}

/** A question to an AI. */
export interface PromptDefinition {
  readonly id: string;
  readonly title: string;
  /** In the learner's words; may be changed before it is copied. */
  readonly question: string;
  readonly wants: readonly WantedFact[];
  readonly needs: readonly NeededIdea[];
  /** Ids of the records whose wrong form is to be expected in answers. */
  readonly expectWrong: readonly string[];
}

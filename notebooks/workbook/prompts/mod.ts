/**
 * Talking with an AI about the lesson, without trusting it: prompts with the learner's own figures, and what is known of
 * the sentences that come back. Nothing is sent anywhere unless somebody has named an endpoint for `ask()`.
 *
 * Start reading at `prompt_card.ts`, or at `audit_answer.ts`, which goes `sentences.ts` → `judge_sentence.ts` over the
 * patterns of `patterns/` in the notation of `term.ts`.
 *
 * @module
 */

export { ask, type AskedAnswer, type AskOptions } from "./ask.ts";
export {
  type Audit,
  auditAnswer,
  type AuditedSentence,
  type AuditOptions,
} from "./audit_answer.ts";
export type { Fact, PromptFacts } from "./machine_lines.ts";
export type { NeededState } from "./needed_ideas.ts";
export type { SentenceVerdict } from "./pattern.ts";
export { sampleAnswer } from "./sample_answers.ts";
export { type PromptCard, promptCard } from "./prompt_card.ts";

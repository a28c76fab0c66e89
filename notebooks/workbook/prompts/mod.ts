/**
 * Talking with an AI about the lesson, without trusting it: prompts with the learner's own figures, and what is known of
 * the sentences that come back. Nothing is sent anywhere unless somebody has named an endpoint for `ask()`.
 *
 * Start reading at `prompt_card.ts`.
 *
 * @module
 */

export type { Fact, PromptFacts } from "./machine_lines.ts";
export { type PromptCard, promptCard } from "./prompt_card.ts";

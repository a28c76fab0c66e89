/** Whether an answer says what a right answer to its prompt says. */

import { findPrompt } from "./prompts.ts";
import type { Sentence } from "./sentences.ts";
import { hasTerm, parseTerm } from "./term.ts";

/** One idea, and whether it was found. */
export interface NeededState {
  /** In words. */
  readonly idea: string;
  /** Found in one sentence, or in two that follow each other. */
  readonly isSaid: boolean;
}

/** Looks for everything that an answer to this prompt needs. */
export function neededIdeas(
  prompt: string,
  sentences: readonly Sentence[],
): readonly NeededState[] {
  const places = sentences.flatMap((sentence, index) => {
    const next = sentences[index + 1];
    return next === undefined ? [sentence] : [sentence, joined(sentence, next)];
  });
  return findPrompt(prompt).needs.map(({ idea, said }) => ({
    idea,
    isSaid: said.some((list) => {
      const terms = list.map(parseTerm);
      return places.some((place) => terms.every((term) => hasTerm(place, term)));
    }),
  }));
}

function joined(first: Sentence, second: Sentence): Sentence {
  const moved = second.figures.map((figure) => ({ ...figure, at: figure.at + first.words.length }));
  return {
    text: `${first.text} ${second.text}`,
    words: [...first.words, ...second.words],
    negated: [...first.negated, ...second.negated],
    figures: [...first.figures, ...moved],
    isQuestion: first.isQuestion || second.isQuestion,
  };
}

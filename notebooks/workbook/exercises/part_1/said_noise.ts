/** Whether a learner says that the difference of two equal programs is noise, or calls one of them faster. */

import type { OutputLine } from "./printed.ts";

/** What the sentences amount to. */
export type SaidNoise =
  | { kind: "noise"; line: OutputLine }
  /** One of the loops is called faster or slower. */
  | { kind: "winner"; line: OutputLine }
  /** It says that the difference is not noise. */
  | { kind: "denied"; line: OutputLine }
  /** There is a sentence, and it has neither. */
  | { kind: "unknown"; line: OutputLine }
  | { kind: "nothing" };

/** Word stems that stand for "no difference". */
const NOISE =
  /\bnois[ey]|\bthe same\b|\bsame (?:program|code|loop|speed|thing)|\bno (?:real |true )?difference|\bnot (?:really )?(?:a )?differen|\bchance\b|\b(?:cannot|can't|can not) (?:tell|be told)|\bwithin the band\b|\bsame\b|\bidentical\b|\bjitter|\bfluctuat|\binsignificant|\bnegligible|\bmeasurement (?:error|uncertainty)|\b(?:random|natural|normal|statistical) (?:variation|variance|effect|error)|\brauschen|\bzufall/gi;
/** Words that make one of two equal programs the winner. */
const WINNER =
  /\b(?:faster|quicker|slower|speedier|better(?! (?:explanation|reading|word|guess|conclusion|way))|worse|wins?|winner|beats?|outperforms?)\b/gi;
/** Up to four words in front, in the same clause, turn a word into its contrary. */
const NEGATION =
  /\b(?:not|no|no longer|never|neither|nor|nothing|cannot|instead of|whether|which|\w+n't)\b(?:[^\w,.;:!?]+\w+){0,4}[^\w,.;:!?]*$|(?:\bnot|n't|\bnever) (?:mean|say|show|prove|tell|imply)\b[^,.;:!?]*$/i;
/** In a sentence that says "noise", a winner behind these words is none: "sometimes A is faster, sometimes B". */
const HEDGE = /\b(?:sometimes|if|could|would|might|may|looks?|seems?|appears?)\b[^.;:!?]*$/i;

/** A shorter line is a label, not a sentence. */
const SENTENCE_WORDS = 8;

/** Reads the lines near the ratio. A winner counts even where noise is named as well. */
export function readNoise(lines: readonly OutputLine[]): SaidNoise {
  const winner = lines.find(({ text }) => !text.includes("?") && namesWinner(text));
  if (winner !== undefined) return { kind: "winner", line: winner };
  const noise = lines.find(({ text }) => says(text, NOISE));
  if (noise !== undefined) return { kind: "noise", line: noise };
  const denied = lines.find(({ text }) => !text.includes("?") && text.search(NOISE) !== -1);
  if (denied !== undefined) return { kind: "denied", line: denied };
  const sentence = lines.find(({ text }) =>
    (text.match(/\p{L}{2,}/gu)?.length ?? 0) >= SENTENCE_WORDS
  );
  return sentence === undefined ? { kind: "nothing" } : { kind: "unknown", line: sentence };
}

function namesWinner(text: string): boolean {
  if (!says(text, NOISE)) return says(text, WINNER);
  return [...text.matchAll(WINNER)].some(({ index }) => {
    const before = text.slice(0, index);
    return !NEGATION.test(before) && !HEDGE.test(before);
  });
}

function says(text: string, words: RegExp): boolean {
  return [...text.matchAll(words)].some(({ index }) => !NEGATION.test(text.slice(0, index)));
}

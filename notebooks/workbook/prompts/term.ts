/**
 * The notation in which patterns are written, and its matching. A pattern is a list of terms, all of which are needed:
 *
 *     word|two words|begin*        one of these, in this order of words, not negated
 *     ~word|…                      the alternative with this sign negated: "not a word"
 *     ?word|…                      any of these, negated or not: what a sentence is about
 *     !word|…                      none of these
 *     #3-5%|#48ns|#>=7%            a figure with its unit
 *     @name                        the alternatives of that name, see `vocabulary.ts`
 */

import type { Sentence, SentenceFigure } from "./sentences.ts";
import { VOCABULARY } from "./vocabulary.ts";

/** A term, taken apart. */
export interface Term {
  /** None of the alternatives may be there. */
  readonly isAbsent: boolean;
  readonly alternatives: readonly Alternative[];
  /** As it was written. */
  readonly source: string;
}

/** One of the things that a term looks for. */
interface Alternative {
  readonly polarity: "said" | "negated" | "either";
  readonly what: { readonly phrase: readonly PhraseWord[] } | { readonly figure: FigureSpec };
}

interface PhraseWord {
  readonly text: string;
  /** Whether the word may go on. */
  readonly isOpen: boolean;
}

interface FigureSpec {
  readonly low: number;
  readonly high: number;
  readonly unit: string;
  readonly isLeast: boolean;
}

/** Takes a term apart; throws where it is none, since all of them are our own. */
export function parseTerm(source: string): Term {
  const text = source.trim();
  const isAbsent = text.startsWith("!");
  const isEither = text.startsWith("?");
  const alternatives = (isAbsent || isEither ? text.slice(1) : text).split("|")
    .flatMap((alternative) => alternativesOf(alternative.trim(), isEither));
  return { isAbsent, alternatives, source: text };
}

function alternativesOf(written: string, isEither: boolean): Alternative[] {
  const isNegated = written.startsWith("~");
  const name = isNegated ? written.slice(1) : written;
  const polarity = isNegated ? "negated" : isEither ? "either" : "said";
  if (!name.startsWith("@")) return [{ polarity, what: partsOf(name) }];
  const found = VOCABULARY.get(name.slice(1));
  if (found !== undefined) return found.map((word) => ({ polarity, what: partsOf(word) }));
  throw new SyntaxError(`Cannot read the term "${written}": there is no such word`);
}

function partsOf(name: string): Alternative["what"] {
  if (name.startsWith("#")) return { figure: figureOf(name) };
  // Anything else is a slip that would never match.
  if (/^[^~?!@#|]+$/.test(name)) return { phrase: phraseOf(name) };
  throw new SyntaxError(`Cannot read the term "${name}": it is no phrase`);
}

function phraseOf(name: string): PhraseWord[] {
  return name.split(" ").map((word) => ({
    text: word.replace(/\*$/, ""),
    isOpen: word.endsWith("*"),
  }));
}

const FIGURE = /^#(>=)?(\d+(?:\.\d+)?)(?:-(\d+(?:\.\d+)?))?([a-z%]*)$/;

function figureOf(alternative: string): FigureSpec {
  const match = FIGURE.exec(alternative);
  if (match === null) {
    throw new SyntaxError(`Cannot read the term "${alternative}": it is no figure`);
  }
  const [, least, low = "", high = low, unit = ""] = match;
  return { low: Number(low), high: Number(high), unit, isLeast: least !== undefined };
}

/** Whether a sentence has a term. */
export function hasTerm(sentence: Sentence, { isAbsent, alternatives }: Term): boolean {
  return isAbsent !== alternatives.some((alternative) => stands(sentence, alternative));
}

function stands({ words, negated, figures }: Sentence, { polarity, what }: Alternative): boolean {
  const isWanted = (at: number) =>
    polarity === "either" || (polarity === "negated") === (negated[at] ?? false);
  if ("figure" in what) {
    return figures.some((figure) => isSame(figure, what.figure) && isWanted(figure.at));
  }
  const [first] = what.phrase;
  return first !== undefined && words.some((word, at) =>
    fits(word, first) && isWanted(at) &&
    what.phrase.every((part, offset) => fits(words[at + offset], part))
  );
}

function fits(word: string | undefined, { text, isOpen }: PhraseWord): boolean {
  return word === text || isOpen && word?.startsWith(text) === true;
}

/** Figures that are rounded differently are the same. */
const TOLERANCE = 0.01;

function isSame(figure: SentenceFigure, spec: FigureSpec): boolean {
  if (figure.unit !== spec.unit) return false;
  if (spec.isLeast) return figure.low >= spec.low;
  const isNear = (one: number, other: number) =>
    Math.abs(one - other) <= TOLERANCE * Math.abs(other);
  return isNear(figure.low, spec.low) && isNear(figure.high, spec.high);
}

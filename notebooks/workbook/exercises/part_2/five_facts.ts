/** The five facts by which an answer about 3.14 is told from a right one. */

import { auditAnswer } from "../../prompts/mod.ts";

/** The prompt whose answers are looked through. */
const PROMPT = "part2-what-changed";

/** One fact, and whether a text says it. */
export interface SaidFact {
  readonly key: string;
  /** What it is about, without saying it. */
  readonly about: string;
  readonly isSaid: boolean;
}

/** In the order of the prompt's ideas. */
const FACTS = [
  { key: "withdrawn", about: "in which releases the incremental collector is" },
  { key: "opt-in", about: "who decides on tail calls, and when" },
  { key: "off", about: "whether the JIT is on" },
  { key: "deferred", about: "when annotations are evaluated" },
  { key: "size", about: "how much speed it brings, and what that depends on" },
] as const;

/** What each fact is about, by its key. */
export const FACT_NAMES: readonly { readonly key: string; readonly about: string }[] = FACTS;

/** Looks for the facts by words, as the audit does. */
export function factsIn(text: string): SaidFact[] {
  const { needed } = auditAnswer(text, { prompt: PROMPT });
  return FACTS.map((fact, index) => ({ ...fact, isSaid: needed[index]?.isSaid === true }));
}

/** A sentence that the records speak against. */
export interface WrongSentence {
  /** Counted from 1. */
  readonly number: number;
  readonly record: string | null;
  /** What holds instead. */
  readonly fact: string | null;
}

/** The sentences of a text that the records speak against. */
export function wrongSentences(text: string): WrongSentence[] {
  return auditAnswer(text).sentences.flatMap(({ verdict, record, fact }, index) =>
    verdict === "false" || verdict === "outdated" ? [{ number: index + 1, record, fact }] : []
  );
}

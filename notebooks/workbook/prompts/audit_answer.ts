/** Audits any answer: sentence by sentence, by what the records know; nothing is sent and nothing is guessed. */

import { DISPLAY, type Displayable } from "../../../probes/mod.ts";
import { LEDGER } from "../ledger/ledger.ts";
import { auditTable } from "./audit_table.ts";
import { judgeSentence, PATTERNS, type SentenceMark } from "./judge_sentence.ts";
import type { RecordPatterns, SentenceVerdict } from "./pattern.ts";
import { neededIdeas, type NeededState } from "./needed_ideas.ts";
import { type Sentence, sentencesOf } from "./sentences.ts";

/** One sentence of an answer. */
export interface AuditedSentence {
  /** As it stands in the answer. */
  readonly text: string;
  /** `cannot judge`: no record is about it, or it is a question, or it says too much at once. */
  readonly verdict: SentenceVerdict | "cannot judge";
  /** The record that it touches; null where none was recognised. */
  readonly record: string | null;
  /** What holds; null where no record was recognised. */
  readonly fact: string | null;
  /** The probe that settles it, or where to look; null where no record was recognised. */
  readonly settledBy: string | null;
  /** Other records that it touches. */
  readonly others: readonly string[];
}

/** An audited answer. Shows itself, a sentence a row. */
export interface Audit extends Displayable {
  /** In the order of the answer. */
  readonly sentences: readonly AuditedSentence[];
  /** How many sentences there are of each kind. */
  readonly counts: Readonly<Record<AuditedSentence["verdict"], number>>;
  /** What an answer to the prompt should say, and whether it does; empty when no prompt was named. */
  readonly needed: readonly NeededState[];
  /** The same as plain text. */
  toText(): string;
}

/** What `auditAnswer()` may be told. */
export interface AuditOptions {
  /** Id of the prompt that was answered: what it needs is then looked for as well. */
  readonly prompt?: string;
}

/** Longer texts are cut: nobody reads an audit of more, and a paste may be anything. */
const CHARACTERS_MAX = 1_000_000;

/**
 * Audits an answer, of an AI or of anybody: each sentence that touches a record of the lesson is marked true, partly,
 * false or outdated, with what holds and the probe that settles it. All others are marked "cannot judge": that is neither
 * praise nor blame. It goes by words, not by meaning, so follow it up with the probe. Nothing is sent anywhere.
 *
 * ```ts
 * import { auditAnswer } from "workbook";
 *
 * const audit = auditAnswer(`
 *   The incremental collector was reverted in 3.14.5. Three gains of 5 % add up to 15 %.
 * `);
 * const verdicts = audit.sentences.map(({ verdict }) => verdict);
 * ```
 */
export function auditAnswer(text: string | null | undefined, { prompt }: AuditOptions = {}): Audit {
  const answer: unknown = text ?? "";
  if (typeof answer !== "string") {
    throw new TypeError(`Cannot audit the answer: it is a ${typeof answer}, a text is needed`);
  }
  const parts = sentencesOf(answer.slice(0, CHARACTERS_MAX));
  const sentences = parts.map(audited);
  const count = (wanted: AuditedSentence["verdict"]) =>
    sentences.filter(({ verdict }) => verdict === wanted).length;
  const counts = {
    true: count("true"),
    partly: count("partly"),
    false: count("false"),
    outdated: count("outdated"),
    "cannot judge": count("cannot judge"),
  };
  const needed = prompt === undefined ? [] : neededIdeas(prompt, parts);
  const table = auditTable({
    sentences,
    counts,
    needed,
    isBlank: answer.trim() === "",
    isCut: answer.length > CHARACTERS_MAX,
  });
  return {
    sentences,
    counts,
    needed,
    toText: () => table.toString(),
    [DISPLAY]: () => table[DISPLAY](),
  };
}

const BY_RECORD: ReadonlyMap<string, RecordPatterns> = new Map(
  PATTERNS.map((patterns) => [patterns.record, patterns]),
);

function audited(sentence: Sentence): AuditedSentence {
  const [first, ...rest] = judgeSentence(sentence);
  const known = first === undefined ? undefined : BY_RECORD.get(first.record);
  if (first === undefined || known === undefined) {
    return {
      text: sentence.text,
      verdict: "cannot judge",
      record: null,
      fact: null,
      settledBy: null,
      others: [],
    };
  }
  return {
    text: sentence.text,
    verdict: first.verdict,
    record: first.record,
    fact: known.fact,
    settledBy: settledText(first, known),
    others: rest.map(({ record }) => record),
  };
}

function settledText({ record }: SentenceMark, { settledBy }: RecordPatterns): string {
  const card = LEDGER.some(({ id }) => id === record) ? `; claim("${record}") has its card` : "";
  return "probe" in settledBy ? `probe "${settledBy.probe}"${card}` : `${settledBy.look}${card}`;
}

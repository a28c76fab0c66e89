/** R-text: a sentence is right when it has all required ideas, none of them negated, and no wrong claim. */

import type { Ruling } from "./acceptance.ts";

/** An idea, as the words by which it is recognised. */
export interface SynonymGroup {
  /** The idea, for messages. */
  readonly name: string;
  /** Lower case; `*` at the end stands for any ending; several words stand in this order. */
  readonly synonyms: readonly string[];
}

/** Something wrong that people write: all groups in one sentence, none of them negated. */
export interface WrongClaim {
  readonly groups: readonly SynonymGroup[];
  /** It is not wrong where one of these stands in the same sentence. */
  readonly unless?: readonly SynonymGroup[];
  readonly reason: string;
}

/** What a sentence must say. */
export interface TextRule {
  /** All are needed. */
  readonly groups: readonly SynonymGroup[];
  readonly wrong: readonly WrongClaim[];
  /** What an answer that cannot be judged is to be compared with. */
  readonly compareWith: string;
  /** What a right answer is told. */
  readonly praise: string;
}

/** Fewer words are no sentence. */
const WORDS_MIN = 8;

/** A negation reaches this many words ahead, within its part of the sentence. */
const NEGATION_WORDS = 4;

/** Words and phrases that turn what follows into its opposite. */
const NEGATIONS: readonly string[] = ["not", "no longer", "never", "instead of", "rather than"];

/** After these a "not" negates nothing: "not only the longest". */
const ADDITIONS = new Set(["only", "just", "merely"]);

/** Judges what somebody wrote. */
export function judgeText(answer: string, rule: TextRule): Ruling {
  const sentences = sentencesOf(answer);
  const wordCount = sentences.reduce((sum, { words }) => sum + words.length, 0);
  if (wordCount < WORDS_MIN) {
    return {
      kind: "wrong",
      reason: `Say it in a sentence, with at least ${WORDS_MIN} words.`,
      isUnread: true,
    };
  }
  const wrong = rule.wrong.find((claim) => sentences.some((sentence) => makes(sentence, claim)));
  if (wrong !== undefined) return { kind: "wrong", reason: wrong.reason };
  const found = rule.groups.map((group) => standing(sentences, group));
  if (found.every((state) => state === "absent")) {
    return {
      kind: "unjudged",
      reason: `I cannot judge this; compare with: ${rule.compareWith} No points are lost.`,
      needsReader: true,
    };
  }
  const failing = rule.groups.findIndex((_, index) => found[index] !== "said");
  const group = rule.groups[failing];
  if (group === undefined) return { kind: "right", reason: rule.praise };
  return {
    kind: "wrong",
    reason: found[failing] === "negated"
      ? `You write that it is not about ${group.name}. Look again: is that what you mean?`
      : `One idea is missing: say something about ${group.name}.`,
  };
}

type State = "said" | "negated" | "absent";

interface Sentence {
  readonly words: readonly string[];
  /** For each word the number of its part: a comma or a "but" begins a new one. */
  readonly clauses: readonly number[];
}

/** Letters and figures with what may stand inside of a word (3.14.4, opt-in, doesn't), or what parts sentences. */
const TOKEN = /[\p{L}\p{N}]+(?:[.'’-][\p{L}\p{N}]+)*|[.!?;:,()–—]|\n\s*\n/gu;

function sentencesOf(text: string): Sentence[] {
  const sentences: { words: string[]; clauses: number[] }[] = [{ words: [], clauses: [] }];
  let clause = 0;
  for (const [token] of text.toLowerCase().matchAll(TOKEN)) {
    if (/^[.!?\n]/.test(token)) sentences.push({ words: [], clauses: [] });
    else if (/^[;:,()–—]$/.test(token)) clause += 1;
    else {
      if (token === "but") clause += 1;
      for (const word of expanded(token)) {
        sentences.at(-1)?.words.push(word);
        sentences.at(-1)?.clauses.push(clause);
      }
    }
  }
  return sentences.filter(({ words }) => words.length > 0);
}

/** "doesn't" holds a "not". */
function expanded(token: string): string[] {
  const word = token.replaceAll("’", "'");
  if (word === "cannot" || word === "can't") return ["can", "not"];
  return word.endsWith("n't") ? [word.slice(0, -3), "not"] : [word];
}

function makes(sentence: Sentence, { groups, unless = [] }: WrongClaim): boolean {
  return groups.every((group) => standing([sentence], group) === "said") &&
    !unless.some((group) => standing([sentence], group) === "said");
}

/** An idea that is said anywhere is said, also where it is negated elsewhere: "not the mean, the maximum". */
function standing(sentences: readonly Sentence[], group: SynonymGroup): State {
  const phrases = phrasesOf(group);
  let state: State = "absent";
  for (const sentence of sentences) {
    for (const start of sentence.words.keys()) {
      if (!phrases.some((phrase) => standsAt(sentence, start, phrase))) continue;
      if (!isNegated(sentence, start)) return "said";
      state = "negated";
    }
  }
  return state;
}

interface Phrase {
  readonly words: readonly string[];
  /** Whether the last word may go on. */
  readonly isOpen: boolean;
}

/** A long text is looked through once for each group and sentence: the groups are taken apart only once. */
const KNOWN_PHRASES = new WeakMap<SynonymGroup, readonly Phrase[]>();

function phrasesOf(group: SynonymGroup): readonly Phrase[] {
  const known = KNOWN_PHRASES.get(group) ?? group.synonyms.map((synonym) => ({
    words: sentencesOf(synonym).flatMap((sentence) => sentence.words),
    isOpen: synonym.endsWith("*"),
  }));
  KNOWN_PHRASES.set(group, known);
  return known;
}

function standsAt(sentence: Sentence, start: number, { words, isOpen }: Phrase): boolean {
  return words.length > 0 && words.every((word, offset) => {
    const present = sentence.words[start + offset];
    if (present === word) return true;
    return isOpen && offset === words.length - 1 && present?.startsWith(word) === true;
  });
}

function isNegated({ words, clauses }: Sentence, start: number): boolean {
  const first = Math.max(0, start - NEGATION_WORDS);
  for (let index = first; index < start; index++) {
    if (clauses[index] !== clauses[start]) continue;
    const isAddition = ADDITIONS.has(words[index + 1] ?? "");
    const isPhrase = NEGATIONS.some((negation) =>
      negation.split(" ").every((word, offset) =>
        words[index + offset] === word && index + offset < start
      )
    );
    if (isPhrase && !isAddition) return true;
  }
  return false;
}

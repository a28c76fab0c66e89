/** What is to be said of one sentence. */

import { type Form, formsOf, type RecordPatterns, type SentenceVerdict } from "./pattern.ts";
import {
  ANNOTATION_PATTERNS,
  CHALLENGE_PATTERNS,
  COLLECTOR_PATTERNS,
  INTERPRETER_PATTERNS,
  OVERVIEW_PATTERNS,
  WORKLOAD_PATTERNS,
} from "./patterns/mod.ts";
import type { Sentence } from "./sentences.ts";
import { hasTerm, parseTerm, type Term } from "./term.ts";

/** Every record's patterns, in the order of the lesson. */
export const PATTERNS: readonly RecordPatterns[] = [
  ...OVERVIEW_PATTERNS,
  ...INTERPRETER_PATTERNS,
  ...COLLECTOR_PATTERNS,
  ...ANNOTATION_PATTERNS,
  ...WORKLOAD_PATTERNS,
  ...CHALLENGE_PATTERNS,
];

/** A record that a sentence touches. */
export interface SentenceMark {
  readonly record: string;
  readonly verdict: SentenceVerdict;
  /** Terms that were found: more of them say more. */
  readonly weight: number;
}

/** A longer one says too much for one verdict; it is also what bounds the work. */
const WORDS_MAX = 80;

/** Words that turn a whole sentence round, negated or not. */
const DENIALS = parseTerm(
  "?myth*|misconception*|which is wrong|is false|are false|is wrong to|wrong to|is incorrect|not true|untrue|contrary to",
);

/** What others say is not what the sentence says. */
const REPORTS = parseTerm(
  "claims that|claim that|some say|people say|people think|people believe|posts say|articles say|articles claim|many claim|may read|might read|often read|allegedly|supposedly|suppose|imagine|assume|rumour*",
);

const OPPOSITE = { true: "false", false: "true", outdated: "true" } as const;

/** The records that a sentence touches, the verdict of the sentence first; none where nothing can be said. */
export function judgeSentence(sentence: Sentence): readonly SentenceMark[] {
  if (sentence.isQuestion || sentence.words.length > WORDS_MAX) return [];
  const isDenial = hasTerm(sentence, DENIALS);
  if (!isDenial && hasTerm(sentence, REPORTS)) return [];
  const judged = isDenial ? { ...sentence, negated: sentence.words.map(() => false) } : sentence;
  const seen = new Map<Term, boolean>();
  const has = (term: Term) => {
    const known = seen.get(term) ?? hasTerm(judged, term);
    seen.set(term, known);
    return known;
  };
  const marks = candidates(judged).filter(({ terms }) => terms.every(has)).flatMap(
    ({ record, verdict, terms }) => {
      const told = isDenial ? verdict === "partly" ? null : OPPOSITE[verdict] : verdict;
      const weight = terms.filter(({ isAbsent }) => !isAbsent).length;
      return told === null ? [] : [{ record, verdict: told, weight }];
    },
  );
  return ordered(settled(marks));
}

/** Terms that are written alike are looked for once. */
const FORMS: readonly Form[] = internTerms(PATTERNS.flatMap(formsOf));

function internTerms(forms: readonly Form[]): Form[] {
  const known = new Map<string, Term>();
  return forms.map((form) => ({
    ...form,
    terms: form.terms.map((term) => {
      const first = known.get(term.source) ?? term;
      known.set(term.source, first);
      return first;
    }),
  }));
}

/** Under this stand figures, where others stand under their first letters. */
const FIGURE_START = "#";

/** A form, and for each of its terms how what it looks for may begin. */
interface IndexedForm {
  readonly form: Form;
  readonly starts: readonly (readonly string[])[];
}

/** Forms by the first letters of what they are about: of some 300 forms a sentence touches a few. */
const FORMS_BY_START: ReadonlyMap<string, readonly IndexedForm[]> = groupForms(FORMS);

function groupForms(forms: readonly Form[]): Map<string, IndexedForm[]> {
  const groups = new Map<string, IndexedForm[]>();
  for (const form of forms) {
    const starts = form.terms.filter(({ isAbsent }) => !isAbsent).map(startsOf);
    for (const start of starts[0] ?? []) {
      groups.set(start, [...groups.get(start) ?? [], { form, starts }]);
    }
  }
  return groups;
}

function startsOf({ alternatives }: Term): readonly string[] {
  const starts = alternatives.map(({ what }) =>
    "figure" in what ? FIGURE_START : startOf(what.phrase[0]?.text ?? "")
  );
  return [...new Set(starts)];
}

/** Letters that every word which goes on shares with its beginning: a beginning has at least two. */
function startOf(word: string): string {
  return word.slice(0, 2);
}

/** Forms of which every term begins like something in the sentence: only these are worth a look. */
function candidates({ words, figures }: Sentence): readonly Form[] {
  const present = new Set(words.map(startOf));
  if (figures.length > 0) present.add(FIGURE_START);
  const found = [...present].flatMap((start) => FORMS_BY_START.get(start) ?? [])
    .filter(({ starts }) => starts.every((term) => term.some((start) => present.has(start))));
  return [...new Set(found.map(({ form }) => form))];
}

/** One mark a record: the one that rests on more; where right and wrong rest on as much, none. */
function settled(marks: readonly SentenceMark[]): SentenceMark[] {
  return [...new Set(marks.map(({ record }) => record))].flatMap((record) => {
    const own = marks.filter((mark) => mark.record === record)
      .toSorted((left, right) => right.weight - left.weight);
    const [best] = own;
    if (best === undefined) return [];
    const isOpen = own.some(({ weight, verdict }) =>
      weight === best.weight && (verdict === "true") !== (best.verdict === "true")
    );
    return isOpen ? [] : [best];
  });
}

/** How grave it is when a sentence has several parts. */
const GRAVITY: Readonly<Record<SentenceVerdict, number>> = {
  false: 3,
  outdated: 2,
  partly: 1,
  true: 0,
};

/** By this much more a mark must rest on to be heard before a graver one. */
const WEIGHT_AHEAD = 1;

function ordered(marks: readonly SentenceMark[]): SentenceMark[] {
  const heaviest = Math.max(0, ...marks.map(({ weight }) => weight));
  const rank = ({ weight, verdict }: SentenceMark) =>
    weight < heaviest - WEIGHT_AHEAD ? -1 : GRAVITY[verdict];
  return marks.toSorted((left, right) => rank(right) - rank(left) || right.weight - left.weight);
}

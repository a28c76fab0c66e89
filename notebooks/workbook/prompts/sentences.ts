/**
 * Any text as sentences of words, for matching: one walk through it, whatever stands in it. Code blocks are left out, marks
 * of Markdown are dropped, numbers know their unit, and each word knows whether it is negated.
 */

/** A number or a range with its unit. */
export interface SentenceFigure {
  readonly low: number;
  readonly high: number;
  /** `%`, `ms`, `s`, `us`, `ns`, `h`, `min`, `x`; empty where none stands there. */
  readonly unit: string;
  /** Place of its first word. */
  readonly at: number;
}

/** One sentence. */
export interface Sentence {
  /** As it stands in the text, on one line. */
  readonly text: string;
  /** Lower case, without hyphens: `tail-call` is two words. */
  readonly words: readonly string[];
  /** For each word whether something before it turns it into its opposite. */
  readonly negated: readonly boolean[];
  readonly figures: readonly SentenceFigure[];
  readonly isQuestion: boolean;
}

/** Parts a text into sentences. */
export function sentencesOf(text: string): Sentence[] {
  return textsOf(text).map(sentenceOf).filter(({ words }) => words.length > 0);
}

/** A full stop behind these ends nothing. */
const ABBREVIATIONS = new Set([
  "e.g",
  "i.e",
  "vs",
  "approx",
  "etc",
  "cf",
  "ca",
  "resp",
  "no",
  "fig",
]);

function textsOf(text: string): string[] {
  const blocks: string[] = [""];
  let isCode = false;
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (/^\s{0,3}(?:```|~~~)/.test(line)) {
      isCode = !isCode;
      blocks.push("");
      continue;
    }
    if (isCode) continue;
    // A list's item, a heading, a quotation and a table's row each begin anew.
    const isNew = /^\s*(?:$|[-*+•>|#]|\d{1,3}[.)]\s)/.test(line);
    const words = line.replace(/^\s*(?:[-*+•>|#]+|\d{1,3}[.)])(?=\s)/, "");
    if (isNew) blocks.push(words);
    else blocks[blocks.length - 1] += ` ${words}`;
    if (/^\s*#/.test(line)) blocks.push("");
  }
  return blocks.filter((block) => block.trim() !== "").flatMap(splitBlock);
}

/** Cuts behind `.`, `!` and `?` where a blank and no small letter follows, and the dot belongs to no abbreviation. */
function splitBlock(block: string): string[] {
  const texts: string[] = [];
  let start = 0;
  for (const match of block.matchAll(/[.!?]["'”’)\]*_]{0,4}\s/g)) {
    const end = match.index + match[0].length;
    const before = block.slice(Math.max(start, match.index - 12), match.index);
    const lastWord = before.slice(before.lastIndexOf(" ") + 1).replace(/^[("]+/, "").toLowerCase();
    if (match[0].startsWith(".") && ABBREVIATIONS.has(lastWord)) continue;
    texts.push(block.slice(start, end));
    start = end;
  }
  texts.push(block.slice(start));
  return texts.map((text) => text.replaceAll(/\s+/g, " ").trim()).filter((text) => text !== "");
}

/** Numbers that people write as words; "one" is more often no number. */
const NUMBER_WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    two: "2",
    three: "3",
    four: "4",
    five: "5",
    six: "6",
    seven: "7",
    eight: "8",
    nine: "9",
    ten: "10",
    fifteen: "15",
    twenty: "20",
    thirty: "30",
    forty: "40",
    fifty: "50",
  }),
);

/** A version or a number, a word with what may stand inside of it, a per cent sign, or what parts a sentence. */
const TOKEN = /\d+(?:,\d{3})*(?:\.\d+)*|[\p{L}_][\p{L}\p{M}\d_]*(?:['’][\p{L}]+)?|%|[,;:()—–-]/gu;

function sentenceOf(text: string): Sentence {
  const words: string[] = [];
  const clauses: number[] = [];
  let clause = 0;
  const plain = text.toLowerCase().replaceAll(/[*`]/g, "").replaceAll(/\bper\s?cents?\b/g, "%")
    .replaceAll("−", "-");
  for (const match of plain.matchAll(TOKEN)) {
    const [token] = match;
    if (/^[,;:()—–-]$/.test(token)) {
      if (isBreak(plain, match.index)) clause += 1;
      else if (
        token !== "," && /\d\s?$/.test(plain.slice(Math.max(0, match.index - 2), match.index))
      ) {
        // The dash of a range.
        words.push("-");
        clauses.push(clause);
      }
      continue;
    }
    if (CLAUSE_WORDS.has(token)) clause += 1;
    for (const word of expanded(token)) {
      words.push(word);
      clauses.push(clause);
    }
  }
  return {
    text,
    words,
    negated: words.map((_, index) => isNegated(index, { words, clauses })),
    figures: figuresOf(words),
    isQuestion: /\?["'”’)\]*_]{0,4}$/.test(text.trimEnd()),
  };
}

const CLAUSE_WORDS = new Set([
  "but",
  "while",
  "whereas",
  "although",
  "though",
  "yet",
  "because",
  "since",
]);

/** A dash parts a sentence only between blanks; the comma inside of a number is none of the signs here. */
function isBreak(text: string, index: number): boolean {
  if (!/[—–-]/.test(text[index] ?? "")) return true;
  return text[index - 1] === " " && text[index + 1] === " ";
}

function expanded(token: string): string[] {
  const word = token.replaceAll("’", "'");
  if (/^\d/.test(word)) return [word.replaceAll(",", "")];
  const number = NUMBER_WORDS.get(word);
  if (number !== undefined) return [number];
  if (word === "cannot" || word === "can't") return ["can", "not"];
  if (word === "won't") return ["will", "not"];
  if (word.endsWith("n't")) return [word.slice(0, -3), "not"];
  const apostrophe = word.indexOf("'");
  return [apostrophe < 0 ? word : word.slice(0, apostrophe)];
}

/** Words that turn what follows into its opposite, and how many words ahead they reach; tried on the corpus. */
const NEGATIONS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    not: 6,
    no: 4,
    never: 6,
    neither: 5,
    nor: 5,
    without: 2,
    nothing: 5,
    none: 5,
    nobody: 5,
    hardly: 4,
    barely: 4,
    instead: 4,
    rather: 4,
    unlike: 4,
    lacks: 4,
    nowhere: 4,
  }),
);

/** The farthest that any of them reaches. */
const NEGATION_WORDS_MAX = Math.max(...NEGATIONS.values());

/** After these a "not" negates nothing: "not only the longest". */
const ADDITIONS = new Set(["only", "just", "merely", "solely"]);

function isNegated(
  index: number,
  { words, clauses }: { readonly words: readonly string[]; readonly clauses: readonly number[] },
): boolean {
  for (let at = Math.max(0, index - NEGATION_WORDS_MAX); at < index; at++) {
    const reach = NEGATIONS.get(words[at] ?? "") ?? 0;
    if (clauses[at] !== clauses[index] || index - at > reach) continue;
    const next = words[at + 1] ?? "";
    if (ADDITIONS.has(next) && at + 1 !== index) continue;
    // "Instead" and "rather" negate only what they stand before: "instead of", "rather than".
    if (words[at] === "instead" && next !== "of") continue;
    if (words[at] === "rather" && next !== "than") continue;
    return true;
  }
  return false;
}

/** Units by the words that are used for them. */
const UNITS: ReadonlyMap<string, string> = new Map([
  ["%", "%"],
  ...["ms", "millisecond", "milliseconds"].map((word): [string, string] => [word, "ms"]),
  ...["s", "sec", "second", "seconds"].map((word): [string, string] => [word, "s"]),
  ...["µs", "μs", "us", "microsecond", "microseconds"].map((
    word,
  ): [string, string] => [word, "us"]),
  ...["ns", "nanosecond", "nanoseconds"].map((word): [string, string] => [word, "ns"]),
  ...["h", "hour", "hours"].map((word): [string, string] => [word, "h"]),
  ...["min", "minute", "minutes"].map((word): [string, string] => [word, "min"]),
  ...["x", "times", "fold"].map((word): [string, string] => [word, "x"]),
]);

const NUMBER = /^\d+(?:\.\d+)?$/;

function figuresOf(words: readonly string[]): SentenceFigure[] {
  const figures: SentenceFigure[] = [];
  for (let at = 0; at < words.length; at++) {
    const first = words[at] ?? "";
    if (!NUMBER.test(first)) continue;
    const firstUnit = UNITS.get(words[at + 1] ?? "");
    const joint = at + (firstUnit === undefined ? 1 : 2);
    const second = words[joint + 1] ?? "";
    const isRange = ["-", "to"].includes(words[joint] ?? "") && NUMBER.test(second);
    const unit = isRange ? UNITS.get(words[joint + 2] ?? "") ?? firstUnit : firstUnit;
    const low = Number(first);
    figures.push({ low, high: isRange ? Number(second) : low, unit: unit ?? "", at });
    // The second number of a range is none of its own.
    if (isRange) at = joint + 1;
  }
  return figures;
}

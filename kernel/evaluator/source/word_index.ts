/** Where the words of a cell first stand: a quick lower bound for where its names are used. */

/** Words of one text. Words in strings and comments count too. */
export interface WordIndex {
  /** Offset of the first occurrence; Infinity when there is none. */
  first(word: string): number;
}

/** Indexes a text on the first question. */
export function createWordIndex(text: string): WordIndex {
  let offsets: Map<string, number> | null = null;
  return { first: (word) => (offsets ??= indexWords(text)).get(word) ?? Infinity };
}

function indexWords(text: string): Map<string, number> {
  const offsets = new Map<string, number>();
  for (const { 0: word, index } of text.matchAll(/[\p{ID_Continue}$\u200c\u200d]+/gu)) {
    if (!offsets.has(word)) offsets.set(word, index);
  }
  return offsets;
}

/** Splits a head line into words, with quotes as in a shell. */

/** The words, or why there are none. */
export type Words =
  | { readonly kind: "words"; readonly words: readonly string[] }
  | { readonly kind: "invalid"; readonly reason: string };

/**
 * Splits at blanks. Quotes of either kind keep blanks; a backslash keeps the next character outside
 * of single quotes. Nothing else has a meaning.
 */
export function splitWords(line: string): Words {
  const words: string[] = [];
  let word: string | null = null;
  let quote = "";
  for (let at = 0; at < line.length; at++) {
    const character = line.charAt(at);
    if (quote !== "" && character === quote) quote = "";
    else if (character === "\\" && quote !== "'") word = (word ?? "") + line.charAt(++at);
    else if (quote === "" && (character === '"' || character === "'")) {
      quote = character;
      word ??= "";
    } else if (quote === "" && /\s/.test(character)) {
      if (word !== null) words.push(word);
      word = null;
    } else word = (word ?? "") + character;
  }
  if (quote !== "") return { kind: "invalid", reason: `a quotation mark ${quote} does not end` };
  if (word !== null) words.push(word);
  return { kind: "words", words };
}

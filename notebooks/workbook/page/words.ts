/** The small change of sentences: counts with their nouns, shares, beginnings. */

/** A count with its noun. */
export function countOf(count: number, what: string, plural = "s"): string {
  return `${count.toLocaleString("en")} ${what}${count === 1 ? "" : plural}`;
}

/** A share as a per cent, as short as it can be. */
export function percent(share: number): string {
  return `${Number((share * 100).toPrecision(4))} %`;
}

/** A text as the beginning of a sentence. */
export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A share of a count as a whole per cent; one that is rounded to nothing is not nothing. */
export function wholePercent(share: number): string {
  return `${share < 0.01 ? "under 1" : Math.round(share * 100)} %`;
}

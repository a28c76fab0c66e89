/** Shell patterns, as `history_request` searches with them: `*` for any text, `?` for one character. */

/**
 * Steps for each character of a text: ordinary patterns take one or two. The longest ones of one
 * repeated letter would hold up the kernel for half a minute.
 */
const STEPS_PER_CHARACTER_MAX = 100;

/**
 * Whether the whole text matches. Goes back only to the latest `*`, so that no pattern takes longer
 * than its length times the text's; a regular expression of many stars could take for ever. What
 * takes too long even so matches nothing.
 */
export function matchesGlob(text: string, pattern: string): boolean {
  let textAt = 0;
  let patternAt = 0;
  let starAt = -1;
  let resumeAt = 0;
  let stepsLeft = STEPS_PER_CHARACTER_MAX * text.length;
  while (textAt < text.length) {
    if (stepsLeft-- < 0) return false;
    const wanted = pattern[patternAt];
    if (wanted === "*") {
      starAt = patternAt++;
      resumeAt = textAt;
    } else if (wanted === "?" || (wanted !== undefined && wanted === text[textAt])) {
      patternAt += 1;
      textAt += 1;
    } else if (starAt >= 0) {
      patternAt = starAt + 1;
      textAt = ++resumeAt;
    } else {
      return false;
    }
  }
  while (pattern[patternAt] === "*") patternAt += 1;
  return patternAt === pattern.length;
}

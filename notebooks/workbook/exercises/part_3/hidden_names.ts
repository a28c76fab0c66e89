/** The names of the hidden programs: drawn by a seed, and saying nothing of what is in them. */

/** What takes the time of a hidden program. */
export type Bottleneck = "interpreter" | "library" | "collector";

/** In no order that matters. */
export const BOTTLENECKS: readonly Bottleneck[] = ["interpreter", "library", "collector"];

/** Three of them make one of 2,197 names, none of which is a module of CPython. */
const SYLLABLES = ["ba", "gu", "fe", "ki", "lu", "mo", "na", "pe", "ri", "so", "ta", "vu", "wi"];

const SYLLABLE_COUNT = 3;

const NAME = new RegExp(`^(?:${SYLLABLES.join("|")}){${SYLLABLE_COUNT}}$`);

/**
 * Which program lies behind a name; null for a name that is none of ours.
 *
 * It hangs on the name alone, so that an answer can be judged on a machine that has drawn other names.
 */
export function bottleneckOf(name: string): Bottleneck | null {
  if (!NAME.test(name)) return null;
  return BOTTLENECKS[hashOf(name) % BOTTLENECKS.length] ?? null;
}

/** A name for each of the three programs, in the order of the alphabet. */
export function namesBy(seed: number): readonly string[] {
  const found = new Map<Bottleneck, string>();
  for (let turn = 0; found.size < BOTTLENECKS.length; turn++) {
    const name = nameBy(hashOf(`${seed} ${turn}`));
    const bottleneck = bottleneckOf(name);
    if (bottleneck !== null && !found.has(bottleneck)) found.set(bottleneck, name);
  }
  return [...found.values()].toSorted();
}

function nameBy(number: number): string {
  let [rest, name] = [number, ""];
  for (let count = 0; count < SYLLABLE_COUNT; count++) {
    name += SYLLABLES[rest % SYLLABLES.length];
    rest = Math.floor(rest / SYLLABLES.length);
  }
  return name;
}

/** FNV-1a with a last stirring: neighbouring names are to have nothing in common. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const sign of text) {
    hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** Which of the three parts takes most, as one run printed it; parts whose intervals meet may both be called so. */

import { SECTION_KINDS, type SectionKind } from "./output_sections.ts";
import { type ProfilerRun, timesIn } from "./profiler_trial.ts";

/** What may be said of a part. */
export interface PartRank {
  /** Whether it may be the largest, by what the intervals allow. */
  readonly mayBeLargest: boolean;
  /** Whether it is so without a doubt. */
  readonly isLargest: boolean;
  readonly mayBeSmallest: boolean;
  /** Its part of the three times together. */
  readonly share: number;
}

/** The parts of a run that have a time. */
export function partRanks(run: ProfilerRun): ReadonlyMap<SectionKind, PartRank> {
  const times = timesIn(run);
  const total = times.reduce((sum, [, { ms }]) => sum + ms, 0);
  return new Map(times.map(([kind, { ms, lowMs, highMs }]) => {
    const others = times.filter(([other]) => other !== kind).map(([, time]) => time);
    return [kind, {
      mayBeLargest: others.every((other) => highMs >= other.lowMs),
      isLargest: others.every((other) => lowMs > other.highMs),
      mayBeSmallest: others.every((other) => lowMs <= other.highMs),
      share: ms / total,
    }];
  }));
}

const NAMES: Readonly<Record<SectionKind, RegExp>> = {
  loop: /\bloops?\b/i,
  collector: /\b(?:gc|garbage|collector|collections?)\b/i,
  imports: /\bimports?(?:ing)?\b/i,
};

/** The part that a text is about: the one that it names first; null where it names none. */
export function partNamed(text: string): SectionKind | null {
  const places = SECTION_KINDS.map((kind) => ({ kind, at: text.search(NAMES[kind]) }))
    .filter(({ at }) => at >= 0).toSorted((left, right) => left.at - right.at);
  return places[0]?.kind ?? null;
}

/** A rank that a text gives, and whether it denies it: "not the largest". */
export interface SaidRank {
  readonly rank: "largest" | "smallest";
  readonly isDenied: boolean;
  /** The word for it. */
  readonly word: string;
}

const RANKS: readonly (readonly [SaidRank["rank"], RegExp])[] = [
  ["largest", /\b(?:largest|slowest|biggest|longest|greatest|most|bottleneck|dominates?)\b/gi],
  ["smallest", /\b(?:negligible|smallest|fastest|shortest|cheapest|least|insignificant)\b/gi],
];

const DENIAL = /\b(?:not|no|never|neither|isn't|hardly)\b[^.,;:]{0,24}$/i;

/** The ranks that a text gives; what stands behind "at" is a bound, "at most 5 ms". */
export function saidRanks(text: string): SaidRank[] {
  return RANKS.flatMap(([rank, words]) =>
    [...text.matchAll(words)].filter(({ index }) => !/\bat\s+$/i.test(text.slice(0, index))).map(
      ({ 0: word, index }) => ({ rank, word, isDenied: DENIAL.test(text.slice(0, index)) }),
    )
  );
}

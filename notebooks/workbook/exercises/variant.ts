/** Exercises with numbers of their own: which variant a seed stands for, and how numbers are drawn by it. */

import type { ExerciseDefinition } from "./definition.ts";

/** The exercise as that seed has it; as it is where it has no variants, or the seed is no whole number. */
export function variantOf(definition: ExerciseDefinition, seed: unknown): ExerciseDefinition {
  return definition.variant === undefined || typeof seed !== "number" || !Number.isSafeInteger(seed)
    ? definition
    : definition.variant(seed);
}

/** Draws by a seed: the same calls in the same order give the same. */
export interface Draw {
  /** One of them. */
  one<Value>(values: readonly [Value, ...Value[]]): Value;
  /** That many of them, each once, in an order of its own. */
  some<Value>(values: readonly Value[], count: number): Value[];
}

/** Begins to draw; two exercises with one seed draw apart because of their ids. */
export function drawBy(seed: number, id: string): Draw {
  // FNV-1a over the text, so that neighbouring seeds begin far from each other; then mulberry32.
  let state = 2_166_136_261;
  for (const character of `${id} ${seed}`) {
    state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 16_777_619);
  }
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    one: (values) => values[Math.floor(next() * values.length)] ?? values[0],
    some: (values, count) =>
      values.map((value) => ({ value, key: next() }))
        .toSorted((left, right) => left.key - right.key)
        .slice(0, count).map(({ value }) => value),
  };
}

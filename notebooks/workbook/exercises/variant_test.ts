/** Tests of drawing by a seed: the same seed gives the same, other seeds and exercises another. */
import { assertEquals, assertNotEquals } from "@std/assert";
import { EXERCISES, findExercise } from "./registry.ts";
import { drawBy, variantOf } from "./variant.ts";

const LETTERS = [..."abcdefghij"];

Deno.test("drawBy() gives the same for the same seed and exercise, and another order else", () => {
  const draw = (seed: number, id: string) => drawBy(seed, id).some(LETTERS, 10).join("");
  assertEquals(draw(7, "x"), draw(7, "x"));
  assertNotEquals(draw(7, "x"), draw(8, "x"));
  assertNotEquals(draw(7, "x"), draw(7, "y"));
});

Deno.test("drawBy() draws each once, and each of several about equally often", () => {
  assertEquals(drawBy(1, "x").some(LETTERS, 10).sort(), LETTERS);
  const counts = new Map<string, number>();
  for (let seed = 0; seed < 3000; seed++) {
    const letter = drawBy(seed, "x").one(["a", "b", "c"]);
    counts.set(letter, (counts.get(letter) ?? 0) + 1);
  }
  // Five standard deviations of 3000 throws with a chance of a third.
  for (const count of counts.values()) assertEquals(Math.abs(count - 1000) < 130, true);
});

for (
  const [name, seed] of [["no seed", undefined], ["a text", "7"], ["a fraction", 0.5]] as const
) {
  Deno.test(`variantOf() keeps an exercise as it is for ${name}`, () => {
    const tokens = findExercise("assessment-tokens");
    assertEquals(variantOf(tokens, seed), tokens);
  });
}

for (const { id, title, max, variant } of EXERCISES) {
  if (variant === undefined) continue;
  Deno.test(`${id} is the same exercise under every seed, with other numbers`, () => {
    const variants = Array.from({ length: 40 }, (_, seed) => variant(seed * 7919 - 5));
    assertEquals(
      new Set(variants.map((one) => JSON.stringify([one.id, one.title, one.max]))),
      new Set([JSON.stringify([id, title, max])]),
    );
    const shown = new Set(variants.map(({ task, fields }) => JSON.stringify([task, fields])));
    assertEquals(shown.size >= 10, true, `${shown.size} different ones`);
  });
}

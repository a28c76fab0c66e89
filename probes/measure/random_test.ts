/** Tests of repeatable randomness. */
import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { seededRandom, shuffled } from "./random.ts";

Deno.test("seededRandom() repeats itself for one seed and differs for another", () => {
  const draw = (seed: number) => Array.from({ length: 5 }, seededRandom(seed));
  assertEquals(draw(7), draw(7));
  assertNotEquals(draw(7), draw(8));
});

Deno.test("seededRandom() stays in [0, 1) and fills it evenly", () => {
  const random = seededRandom(1);
  const tenths = new Array<number>(10).fill(0);
  for (let index = 0; index < 10_000; index++) {
    const place = Math.floor(random() * 10);
    tenths[place] = (tenths[place] ?? 0) + 1;
  }
  assertEquals(tenths.length, 10);
  for (const count of tenths) assert(count > 850 && count < 1150, `${count} of 10000`);
});

Deno.test("shuffled() keeps the items, leaves the input alone and gives every order", () => {
  const input = ["a", "b", "c"];
  const random = seededRandom(3);
  const orders = new Set(Array.from({ length: 200 }, () => shuffled(input, random).join("")));
  assertEquals([...orders].sort(), ["abc", "acb", "bac", "bca", "cab", "cba"]);
  assertEquals(input, ["a", "b", "c"]);
});

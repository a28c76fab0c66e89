/** The load of the machine over invented looks. */
import { assertEquals } from "@std/assert";
import { createLoadWatch } from "./load.ts";

Deno.test("createLoadWatch() tells the first, the middle and the largest load", () => {
  const loads = [2, 9, 4, 1, 3];
  const watch = createLoadWatch(() => loads.shift() ?? 0);
  for (let look = 0; look < 4; look++) watch.look();
  assertEquals(watch.report(), { first: 2, median: 3, max: 9 });
});

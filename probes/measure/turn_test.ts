/** Tests of turns. */
import { assertEquals } from "@std/assert";
import { takeTurn } from "./turn.ts";

Deno.test("takeTurn() gives turns in the order in which they were wanted", async () => {
  const { signal } = new AbortController();
  const order: number[] = [];
  await Promise.all([1, 2, 3].map(async (name) => {
    using _turn = await takeTurn(signal);
    order.push(name);
    await Promise.resolve();
    order.push(name);
  }));
  assertEquals(order, [1, 1, 2, 2, 3, 3]);
});

Deno.test("takeTurn() does not let those behind overtake the one that gave up waiting", async () => {
  const stop = new AbortController();
  const order: string[] = [];
  const first = await takeTurn(new AbortController().signal);
  const impatient = takeTurn(stop.signal).then((turn) => {
    order.push("impatient");
    turn[Symbol.dispose]();
  });
  const last = takeTurn(new AbortController().signal).then((turn) => {
    order.push("last");
    turn[Symbol.dispose]();
  });
  stop.abort();
  await impatient;
  assertEquals(order, ["impatient"]);
  first[Symbol.dispose]();
  await last;
  assertEquals(order, ["impatient", "last"]);
});

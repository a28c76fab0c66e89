/** Tests of the queue between connections and their reader. */
import { assertEquals } from "@std/assert";
import { ReceiveQueue } from "./receive_queue.ts";
import { nextOf, soon } from "./test_peer.ts";

Deno.test("ReceiveQueue gives items in the order they came", async () => {
  const queue = new ReceiveQueue<number>();
  queue.push(1, 1);
  queue.push(2, 1);
  assertEquals(await nextOf(queue), 1);
  queue.push(3, 1);
  assertEquals([await nextOf(queue), await nextOf(queue)], [2, 3]);
});

Deno.test("ReceiveQueue gives an item to a reader that waits already", async () => {
  const queue = new ReceiveQueue<string>();
  const waiting = nextOf(queue);
  queue.push("late", 1);
  assertEquals(await waiting, "late");
});

const LIMITS: [name: string, limits: { itemsMax?: number; bytesMax?: number }, bytes: number][] = [
  ["too many items", { itemsMax: 2 }, 1],
  ["too many bytes", { bytesMax: 20 }, 10],
];

for (const [name, limits, bytes] of LIMITS) {
  Deno.test(`ReceiveQueue.push() holds back at ${name}, until there is room`, async () => {
    const queue = new ReceiveQueue<number>(limits);
    assertEquals(queue.push(1, bytes), undefined);
    const room = queue.push(2, bytes);
    await nextOf(queue);
    await soon(room, "room");
  });
}

Deno.test("ReceiveQueue.close() gives out what waits, then ends, and frees those held back", async () => {
  const queue = new ReceiveQueue<number>({ itemsMax: 1 });
  const room = queue.push(1, 1);
  queue.close();
  await soon(room, "room");
  assertEquals(queue.push(2, 1), undefined);
  const items: number[] = [];
  for await (const item of queue) items.push(item);
  assertEquals(items, [1]);
});

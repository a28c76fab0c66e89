/** Long messages past the pipe: where they lie, when places are used again, and what cells cannot do with it. */

import { assertEquals, assertRejects } from "@std/assert";
import { openChildSpool } from "./child/spool.ts";
import { contentOf, ofKind, startFixture } from "./evaluator_fixture.ts";
import { openSpool, type Spool, type SpoolPlace } from "./spool.ts";
import { SPOOL_BYTES_MAX, SPOOL_HEADER_BYTES } from "./wire.ts";

/** Both sides, in one process. */
function openBoth() {
  const spool = opened();
  const child = openChildSpool(spool.path);
  if (child === null) throw new Error("The child has no spool");
  return {
    spool,
    child,
    put: (text: string) => child.put((writer) => writer.text(text)),
    [Symbol.dispose]: () => spool.close(),
  };
}

function opened(): Spool {
  const spool = openSpool();
  if (spool === null) throw new Error("There is no spool");
  return spool;
}

function textAt(spool: Spool, place: SpoolPlace | null): string {
  const bytes = place === null ? null : spool.take(place);
  return bytes === null ? "nothing" : new TextDecoder().decode(bytes);
}

Deno.test("openChildSpool() takes the file's name away", async () => {
  using both = openBoth();
  await assertRejects(() => Deno.stat(both.spool.path), Deno.errors.NotFound);
  assertEquals(openChildSpool(both.spool.path), null);
});

Deno.test("openSpool() leaves no name behind when no child came", async () => {
  const spool = opened();
  spool.close();
  await assertRejects(() => Deno.stat(spool.path), Deno.errors.NotFound);
});

Deno.test("a spool uses a place again when all messages are taken, and not before", () => {
  using both = openBoth();
  const first = both.put("first");
  const second = both.put("second");
  assertEquals([first?.offset, second?.offset], [SPOOL_HEADER_BYTES, SPOOL_HEADER_BYTES + 5]);
  assertEquals(textAt(both.spool, first), "first");
  const third = both.put("third");
  assertEquals(third?.offset, SPOOL_HEADER_BYTES + 11);
  assertEquals(textAt(both.spool, second), "second");
  assertEquals(textAt(both.spool, third), "third");
  assertEquals(both.put("fourth")?.offset, SPOOL_HEADER_BYTES);
});

Deno.test("a spool refuses what does not fit, and takes the next", () => {
  using both = openBoth();
  const piece = new Uint8Array(SPOOL_BYTES_MAX / 2);
  const isPut = (count: number) =>
    both.child.put((writer) => {
      for (let index = 0; index < count; index += 1) writer.bytes(piece);
    }) !== null;
  assertEquals([isPut(2), isPut(1), isPut(1)], [false, true, false]);
  assertEquals(textAt(both.spool, both.put("after")), "after");
});

Deno.test("a spool keeps out of the way of a message that is put within another", () => {
  using both = openBoth();
  let inner: SpoolPlace | null = null;
  const outer = both.child.put((writer) => {
    writer.text("outer");
    inner = both.put("inner");
    writer.text("outer");
  });
  assertEquals([outer, textAt(both.spool, inner)], [null, "inner"]);
});

const PLACES: [name: string, place: Omit<SpoolPlace, "number">][] = [
  ["over the file's beginning", { offset: 0, bytes: 4 }],
  ["behind the file's end", { offset: SPOOL_HEADER_BYTES, bytes: 5 }],
  ["longer than a spool", { offset: SPOOL_HEADER_BYTES, bytes: 2 ** 32 - 1 }],
  ["at the largest offset", { offset: 2 ** 32 - 1, bytes: 1 }],
];

for (const [name, place] of PLACES) {
  Deno.test(`take() gives nothing for a place ${name}`, () => {
    using both = openBoth();
    const real = both.put("real");
    assertEquals(textAt(both.spool, { ...place, number: 1 }), "nothing");
    assertEquals(textAt(both.spool, real), "real");
  });
}

Deno.test("take() gives nothing after close()", () => {
  const both = openBoth();
  const place = both.put("late");
  both.spool.close();
  assertEquals(textAt(both.spool, place), "nothing");
});

/** Finds the file among what the process has open, and does something to it. */
const spoiling = (deed: string) =>
  `{
  for (const { name } of Deno.readDirSync("/proc/self/fd")) {
    const path = "/proc/self/fd/" + name;
    try {
      if (!/probebook-.*deleted/.test(Deno.readLinkSync(path))) continue;
    } catch { continue; }
    ${deed}
  }
}`;

const DEEDS: [name: string, deed: string][] = [
  ["empties", "Deno.writeFileSync(path, new Uint8Array(0))"],
  ["overwrites", "Deno.writeFileSync(path, new Uint8Array(1000).fill(255))"],
];

for (const [name, deed] of DEEDS) {
  Deno.test({
    name: `displays arrive from cells of which each ${name} the spool`,
    // Elsewhere a cell cannot find the file.
    ignore: Deno.build.os !== "linux",
    async fn() {
      await using fixture = await startFixture();
      // One more than fit, because none of their places is known to be free.
      const count = 5;
      const length = SPOOL_BYTES_MAX / (count - 1);
      for (let index = 0; index < count; index += 1) {
        await fixture.run(`${spoiling(deed)}
          await Deno.jupyter.display({ "text/plain": "x".repeat(${length}) }, { raw: true });`);
      }
      const lengths = fixture.events.map((event) => {
        const { data } = contentOf(ofKind(event, "message"));
        return String(Object(data)["text/plain"]).length;
      });
      assertEquals(lengths, Array.from({ length: count }, () => length));
    },
  });
}

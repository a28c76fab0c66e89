/** Tests of the line that stands below a cell while a check takes its time. */
import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import { whileWaiting } from "./waiting.ts";

/** A display whose first line settles a promise. */
function fakeDisplay() {
  const lines: string[] = [];
  const first = Promise.withResolvers<void>();
  return {
    lines,
    first: first.promise,
    openDisplay: () => ({
      show: (bundle: Readonly<Record<string, unknown>>) => {
        lines.push(String(bundle["text/plain"]));
        first.resolve();
        return Promise.resolve();
      },
    }),
  };
}

Deno.test("whileWaiting() writes lines until the work is done, and how long it took", async () => {
  const { lines, first, openDisplay } = fakeDisplay();
  const result = await whileWaiting("Running a.py", first.then(() => 7), {
    openDisplay,
    everyMs: 1,
  });
  assertEquals(result, 7);
  assertEquals(lines[0], "Running a.py: 0 s so far. Stop ends it.");
  assertMatch(lines.at(-1) ?? "", /^Running a\.py: \d+ s\.$/);
});

Deno.test("whileWaiting() says nothing of what is done at once", async () => {
  const { lines, openDisplay } = fakeDisplay();
  assertEquals(await whileWaiting("x", Promise.resolve(1), { openDisplay }), 1);
  assertEquals(lines, []);
});

Deno.test("whileWaiting() hands on what went wrong, and writes its last line", async () => {
  const { lines, first, openDisplay } = fakeDisplay();
  const work = first.then(() => Promise.reject(new RangeError("no")));
  await assertRejects(() => whileWaiting("x", work, { openDisplay, everyMs: 1 }), RangeError, "no");
  assertMatch(lines.at(-1) ?? "", /^x: \d+ s\.$/);
});

Deno.test("whileWaiting() outside of a kernel only waits", async () => {
  const asked = Promise.withResolvers<void>();
  const openDisplay = () => {
    asked.resolve();
    return null;
  };
  assertEquals(
    await whileWaiting("x", asked.promise.then(() => 2), { openDisplay, everyMs: 1 }),
    2,
  );
});

Deno.test("whileWaiting() bears a display that fails", async () => {
  const failed = Promise.withResolvers<number>();
  const openDisplay = () => ({
    show: () => {
      failed.resolve(3);
      return Promise.reject(new Error("gone"));
    },
  });
  assertEquals(await whileWaiting("x", failed.promise, { openDisplay, everyMs: 1 }), 3);
});

/** Tests of the progress bar, on a front end and a clock that are made up. */
import { assertEquals, assertThrows } from "@std/assert";
import { DISPLAY } from "../../../probes/mod.ts";
import { fakeFrontEnd } from "../../../tests/support/fake_comms.ts";
import { createProgressBar, progressBar } from "./progress_bar.ts";

Deno.test("progressBar() shows where it stands when it is shown, and moves at once at its end", () => {
  const { comms, sent, commOf } = fakeFrontEnd();
  const done = createProgressBar({ max: 4, description: "files" }, { find: () => comms });
  done.value++;
  const shown = done[DISPLAY]();
  assertEquals(shown["text/plain"], "files: 1 of 4");
  const id = commOf("FloatProgressModel");
  const opened = Object(sent.find(({ commId }) => commId === id)?.data["state"]);
  assertEquals([opened.value, opened.max, opened.bar_style], [1, 4, ""]);
  assertEquals(opened._view_name, "ProgressView");
  done.value = 7;
  assertEquals(sent.at(-1)?.data["state"], { value: 4, bar_style: "success" });
  assertEquals(done.value, 4);
});

Deno.test("progressBar() spares the page what it could not draw, and sends the last value", async () => {
  const { comms, sent, next } = fakeFrontEnd();
  let nowMs = 0;
  const done = createProgressBar({ max: 1000 }, { find: () => comms, now: () => nowMs });
  done[DISPLAY]();
  const openings = sent.length;
  for (let step = 0; step < 500; step++) {
    nowMs += 0.1;
    done.value++;
  }
  assertEquals(sent.slice(openings).map(({ data }) => Object(data["state"]).value), [1, 331]);
  assertEquals((await next()).data["state"], { value: 500, bar_style: "" });
});

Deno.test("progressBar() that is closed takes its comms along and sends nothing more", () => {
  const { comms, sent } = fakeFrontEnd();
  const done = createProgressBar({ max: 1000 }, { find: () => comms, now: () => 0 });
  done[DISPLAY]();
  done.value = 1;
  done.value = 2;
  done.close();
  assertEquals(sent.slice(-3).map(({ type }) => type), ["close", "close", "close"]);
  const count = sent.length;
  done.value = 3;
  assertEquals(sent.length, count);
});

Deno.test("progressBar() without a front end for widgets is a line of text", () => {
  const done = progressBar({ max: 2 });
  done.value = 1;
  assertEquals(done[DISPLAY](), { "text/plain": "1 of 2" });
});

for (const max of [0, -1, NaN, Infinity]) {
  Deno.test(`progressBar() refuses a full bar of ${max}`, () => {
    assertThrows(() => progressBar({ max }), RangeError, `"max" is ${max}, not above 0`);
  });
}

Deno.test("progressBar() refuses a value that is no number", () => {
  assertThrows(() => progressBar({ value: NaN }), TypeError, "its value is NaN, not a number");
});

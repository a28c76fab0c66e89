/** Tests of charts of one source: when it is checked, and how its text is put together. */
import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { FIGURE_WIDTH } from "./figure.ts";
import { drawText } from "./flatten.ts";
import type { Source } from "./live.ts";
import { chartText, makeSourceChart } from "./source_chart.ts";

interface Result {
  readonly name: string;
}

function chartOf(source: Source<Result>) {
  return makeSourceChart(source, {
    preparing: "Preparing",
    check: (value) => {
      if (value === WRONG) throw new TypeError("Cannot draw: it is wrong");
    },
    draw: ({ name }) =>
      Promise.resolve({
        drawing: drawText(name, "title", FIGURE_WIDTH),
        description: name,
        text: name,
      }),
  });
}

const WRONG: Result = { name: "wrong" };

Deno.test("makeSourceChart() refuses what is over at the call", () => {
  assertThrows(() => chartOf(WRONG), TypeError, "it is wrong");
});

Deno.test("makeSourceChart() refuses what is to come when it is there", async () => {
  const chart = chartOf(Promise.resolve(WRONG));
  await assertRejects(() => chart.toText(), TypeError, "it is wrong");
});

Deno.test("makeSourceChart() draws what is to come", async () => {
  assertEquals(await chartOf(Promise.resolve({ name: "later" })).toText(), "later");
});

Deno.test("chartText() leaves empty lines out", () => {
  const words = { title: "title", subtitle: "", notes: ["note"] };
  assertEquals(chartText(words, ["a", "", "b"]), "title\na\nb\nnote");
});

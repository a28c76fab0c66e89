/** The bench's table on invented values. */
import { assertEquals } from "@std/assert";
import { type Measured, quantile, summarise, table } from "./table.ts";

const MEASURED: Measured[] = [
  { kernel: "ours", measure: "start", unit: "ms", values: [3] },
  { kernel: "theirs", measure: "start", unit: "ms", values: [4] },
  { kernel: "ours", measure: "start", unit: "ms", values: [1, 2] },
  { kernel: "ours", measure: "load", unit: "/s", values: [500] },
  { kernel: "theirs", measure: "load", missing: "Timeout" },
];

Deno.test("summarise() gathers the values of a measure in order", () => {
  const [start, load] = summarise(MEASURED);
  assertEquals(start?.byKernel.get("ours"), [1, 2, 3]);
  assertEquals(load?.byKernel.get("theirs"), "Timeout");
});

Deno.test("table() shows medians, ratios to the first kernel and what is missing", () => {
  assertEquals(table(summarise(MEASURED)).split("\n").map((line) => line.split(/\s{2,}/)), [
    ["measure", "unit", "ours", "theirs", "/ theirs"],
    ["start", "ms", "2", "4", "0.50"],
    ["load", "/s", "500", "none", "-"],
  ]);
});

Deno.test("quantile() takes a value that was measured", () => {
  assertEquals(quantile([1, 2, 3, 4], 0.5), 3);
  assertEquals(quantile([], 0.5), null);
  assertEquals(quantile("why", 0.5), null);
});

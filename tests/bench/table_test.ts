/** The bench's table on invented values: gathering, quantiles, ratios, and what is wanted. */
import { assertEquals } from "@std/assert";
import { type Measured, quantile, type Row, rowsOf, summarise, table } from "./table.ts";

const DENO = "deno jupyter";

function row(measured: Measured[], label: string): Row | undefined {
  return rowsOf(summarise(measured)).find((one) => one.label === label);
}

/** One value for each kernel. */
function values(measure: string, unit: string, by: Record<string, number>): Measured[] {
  return Object.entries(by).map(([kernel, value]) => ({ kernel, measure, unit, values: [value] }));
}

Deno.test("summarise() gathers the values of a measure in order", () => {
  const [start, load] = summarise([
    ...values("start", "ms", { ours: 3, theirs: 4 }),
    { kernel: "ours", measure: "start", unit: "ms", values: [10, 2] },
    ...values("load", "/s", { ours: 500 }),
    { kernel: "theirs", measure: "load", missing: "Timeout" },
  ]);
  assertEquals(start?.byKernel.get("ours"), [2, 3, 10]);
  assertEquals(load?.byKernel.get("theirs"), "Timeout");
});

Deno.test("quantile() takes a value that was measured", () => {
  const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
  assertEquals(quantile([1, 2, 3], 0.5), 2);
  assertEquals(quantile([1, 2, 3, 4], 0.5), 3);
  assertEquals([0.5, 0.95, 0.99].map((share) => quantile(hundred, share)), [51, 96, 100]);
  assertEquals(quantile([], 0.5), null);
  assertEquals(quantile("why", 0.5), null);
});

const RATIOS: [name: string, unit: string, own: number, other: number, ratio: number | null][] = [
  ["less time", "ms", 2, 4, 0.5],
  ["more time", "ms", 4, 2, 2],
  ["more cells a second", "/s", 400, 200, 0.5],
  ["fewer cells a second", "/s", 200, 400, 2],
  ["more situations", "of 8", 8, 4, 0.5],
  ["nothing to divide by", "ms", 4, 0, null],
  ["none at all", "of 8", 0, 4, null],
];

for (const [name, unit, own, other, ratio] of RATIOS) {
  Deno.test(`rowsOf() gives the ratio of ${name}`, () => {
    const found = row(values("load", unit, { ours: own, theirs: other }), "load");
    assertEquals(found?.ratios, { theirs: ratio });
  });
}

const JUDGED: [label: string, unit: string, by: Record<string, number>, isMet: boolean | null][] = [
  ["start to kernel_info reply", "ms", { ours: 100, [DENO]: 100 }, true],
  ["start to kernel_info reply", "ms", { ours: 101, [DENO]: 100 }, false],
  ["start to kernel_info reply", "ms", { ours: 101, tslab: 100 }, null],
  ["cell `1` p50", "ms", { ours: 75, [DENO]: 100 }, true],
  ["cell `1` p50", "ms", { ours: 76, [DENO]: 100 }, false],
  ["10,000 lines in one cell", "ms", { ours: 9, ipykernel: 10, [DENO]: 1 }, true],
  ["5,000 pipelined cells", "/s", { ours: 900, [DENO]: 500, IJavascript: 899 }, true],
  ["5,000 pipelined cells", "/s", { ours: 900, [DENO]: 500, IJavascript: 901 }, false],
  ["5,000 pipelined cells", "/s", { ours: 900 }, null],
  ["5,000 pipelined cells: lost", "count", { ours: 0, [DENO]: 9 }, true],
  ["5,000 pipelined cells: lost", "count", { ours: 1, [DENO]: 9 }, false],
  ["interrupt, 8 situations: stopped, variables kept", "of 8", { ours: 8, tslab: 8 }, true],
  ["interrupt, 8 situations: stopped, variables kept", "of 8", { ours: 7, tslab: 6 }, false],
  ["memory, growth after 10,000 cells (RSS)", "%", { ours: 19.9 }, true],
  ["memory, growth after 10,000 cells (RSS)", "%", { ours: 20.1 }, false],
];

for (const [label, unit, by, isMet] of JUDGED) {
  Deno.test(`rowsOf() says whether ${JSON.stringify(by)} is enough for ${label}`, () => {
    const found = row(values(label.replace(/ p50$/, ""), unit, by), label);
    assertEquals(found?.wanted?.isMet, isMet);
  });
}

Deno.test("rowsOf() holds half of the answers and the last of them to a limit each", () => {
  const measured: Measured[] = [
    { kernel: "ours", measure: "inspection", unit: "ms", values: [9, 201, 10] },
  ];
  assertEquals(row(measured, "inspection p50")?.wanted, { text: "<= 15", isMet: true });
  assertEquals(row(measured, "inspection max")?.wanted, { text: "<= 200", isMet: false });
});

Deno.test("table() shows medians, ratios, what is wanted, and why a kernel has none", () => {
  const measured: Measured[] = [
    ...values("500 pipelined cells", "/s", { ours: 500, theirs: 400 }),
    { kernel: "ours", measure: "odd", unit: "ms", values: [1, 2.5, 3] },
    { kernel: "theirs", measure: "odd", missing: "Timeout" },
  ];
  assertEquals(table(summarise(measured)).split("\n").map((line) => line.split(/\s{2,}/)), [
    ["measure", "unit", "ours", "theirs", "/ theirs", "wanted"],
    ["500 pipelined cells", "/s", "500", "400", "0.80", "best: yes"],
    ["odd", "ms", "2.50", "none", "-"],
    ["Ratios below 1: the first kernel is better."],
    ["theirs, odd: Timeout"],
  ]);
});

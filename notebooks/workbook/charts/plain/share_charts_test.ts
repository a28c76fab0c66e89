/** Tests of stacked shares, of the rows that a measurement gives them, and of states as cells. */
import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import type { MeasuredArm } from "../../../../probes/mod.ts";
import { fakeRuns } from "../../../../tests/support/fake_comparisons.ts";
import { fakeArm, fakeProcess } from "../../../../tests/support/fake_interpreters.ts";
import { fakeShareRows, FROZEN, UNAVAILABLE } from "../../../../tests/support/fake_rows.ts";
import { heatMap } from "./heat_map.ts";
import { shareRows } from "./share_row.ts";
import { stackedShares } from "./stacked_shares.ts";
import { stateCells } from "./state_cells.ts";

Deno.test("stackedShares() tells every part of a row, its range, and what was expected", async () => {
  const text = await stackedShares([...fakeShareRows(), UNAVAILABLE], { title: "Time" }).toText();
  assertEquals(text.split("\n"), [
    "Time",
    "loop      bytecode 100 % [99, 100]",
    "web       bytecode 61 % [58, 65], functions in C 37 %, garbage collector 2 %, expected 50 %",
    "io        bytecode 4 %, waiting 96 %",
    "py3.10.2  unavailable: its bytecode is never specialized; what helps: uv python install 3.14",
  ]);
});

Deno.test("stackedShares() gives each cause a letter of its own", async () => {
  const names = ["bytecode", "buffers", "büro", "1", "2"];
  const parts = names.map((name) => ({ name, percent: 20 }));
  const svg = await stackedShares([{ label: "a", parts }]).toSvg();
  const letters = [...svg.matchAll(/>(\p{Lu}) 20 %</gu)].map(([, letter]) => letter);
  assertEquals(letters, ["B", "U", "Ü", "A", "C"]);
});

Deno.test("stackedShares() says what a frozen row is, and that one has nothing yet", async () => {
  const [row] = fakeShareRows().map((one) => ({ ...one, frozen: FROZEN }));
  const text = await stackedShares([...row === undefined ? [] : [row], {
    label: "none",
    parts: [],
  }])
    .toText();
  assertStringIncludes(text, "loop (frozen)  bytecode 100 %");
  assertStringIncludes(text, "none           not measured yet");
  assertStringIncludes(text, "frozen: 2026-01-02");
});

Deno.test("stackedShares() refuses parts that are no whole, and numbers that are none", () => {
  const half = { label: "a", parts: [{ name: "bytecode", percent: 50 }] };
  assertThrows(() => stackedShares([half]), RangeError, "100 is needed");
  const none = { label: "a", parts: [{ name: "bytecode", percent: Number.NaN }] };
  assertThrows(() => stackedShares([none]), TypeError, '"percent" of bytecode');
});

/** Three processes with these shares of bytecode; the rest is waiting. */
function fakeShares(label: string, shares: readonly number[]): MeasuredArm {
  const processes = shares.map((bytecode, round) =>
    fakeProcess(round, { bytecode, waiting: 100 - bytecode }, "bytecode")
  );
  return { ...fakeArm(label, [...shares]), processes, params: { workload: label.slice(-2) } };
}

const VALUES = ["bytecode", "waiting"].map((key) => ({
  key,
  name: `${key} here`,
  unit: "%",
  kind: "once" as const,
  lowerIsBetter: null,
}));

Deno.test("shareRows() takes the process in the middle, so that its parts are one whole", () => {
  const arms = [fakeShares("first io", [7, 3, 5])];
  assertEquals(
    shareRows({ arms, values: VALUES }, {
      by: "workload",
      names: { io: "file and answer" },
      predictions: { io: 4, web: 1 },
    }),
    [{
      label: "file and answer",
      parts: [{ name: "bytecode here", percent: 5 }, { name: "waiting here", percent: 95 }],
      range: { low: 3, high: 7 },
      prediction: 4,
    }],
  );
});

Deno.test("shareRows() takes the range of a share where the main value is a time", () => {
  const time = {
    key: "time",
    name: "time",
    unit: "ms",
    kind: "once" as const,
    lowerIsBetter: true,
  };
  const timed = { ...fakeShares("a io", [7, 3, 5]), low: 300, high: 420 };
  const [row] = shareRows({ arms: [timed], values: [time, ...VALUES] });
  assertEquals(row !== undefined && "range" in row ? row.range : null, { low: 3, high: 7 });
});

Deno.test("shareRows() names an arm by its label, and has no parts without a process", () => {
  const arms = [fakeShares("first io", [])];
  const [row] = shareRows({ arms, values: VALUES });
  assertEquals(row?.label, "first io");
  assertEquals(row, { label: "first io", parts: [] });
});

const FACTS = [
  { value: "calls", name: "tail calls" },
  { value: "count", name: "specialized" },
  { value: "told", name: "told" },
];

function factsArm(label: string, values: Readonly<Record<string, number | string>>): MeasuredArm {
  const summary = Object.fromEntries(
    Object.entries(values).map(([key, median]) => [
      key,
      { median, low: median, high: median, count: 1 },
    ]),
  );
  return { ...fakeArm(label, [1]), summary };
}

Deno.test("stateCells() reads yes and no, counts, and other words", async () => {
  const arms = [
    factsArm("a", { calls: "yes", count: 2, told: "no such option" }),
    { ...factsArm("a", { calls: "no", count: 0 }), frozen: FROZEN },
  ];
  const text = await heatMap(stateCells(arms, FACTS)).toText();
  assertEquals(text.split("\n").slice(1, 10), [
    "tail calls",
    "  a: ● yes",
    "  a (frozen): ○ no",
    "specialized",
    "  a: ● yes 2",
    "  a (frozen): ○ no 0",
    "told",
    "  a: ○ no no such option",
    "  a (frozen): ? unclear",
  ]);
});

Deno.test("stateCells() says why an arm cannot tell, and lets a fact be seen in its own way", () => {
  const failed = fakeArm("b", []);
  const ending = { kind: "unavailable" as const, reason: "it is too old", remedy: null };
  const failures = fakeRuns(1, 1).runs.map((run) => ({ ...run, ending }));
  const arms = [factsArm("a", { calls: "yes" }), { ...failed, failures }];
  const cells = stateCells(arms, [{
    value: "calls",
    name: "tail calls",
    state: () => "different",
    words: (value) => `${value}!`,
  }]);
  assertEquals(cells, [
    { row: "tail calls", column: "a", state: "different", words: "yes!" },
    {
      row: "tail calls",
      column: "b",
      state: "unavailable",
      unavailable: { reason: "it is too old", remedy: null },
    },
  ]);
});

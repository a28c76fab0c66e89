/** Tests of reading what profilers saw out of tables. */
import { assertEquals } from "@std/assert";
import type { DataTable } from "../run/event.ts";
import { allocatingLines, callStacks, profiledFunctions } from "./profiled.ts";

function stacks(...rows: DataTable["rows"]): readonly DataTable[] {
  return [{ name: "stack", columns: ["stack", "samples"], rows }];
}

function arm(...tables: (readonly DataTable[] | undefined)[]) {
  return { processes: tables.map((tables) => ({ tables })) };
}

Deno.test("callStacks() adds up the processes and puts the most frequent first", () => {
  const given = arm(stacks(["a;b", 2], ["a", 3]), undefined, stacks(["a;b", 4]));
  assertEquals(callStacks(given), [{ frames: ["a", "b"], weight: 6 }, {
    frames: ["a"],
    weight: 3,
  }]);
});

const EMPTY: [name: string, tables: (readonly DataTable[] | undefined)[]][] = [
  ["an arm without a process", []],
  ["a process without tables", [undefined]],
  ["tables of other names", [[{ name: "import", columns: ["x"], rows: [["a"]] }]]],
  ["rows of another shape", [[
    { name: "stack", columns: ["stack"], rows: [["a"], [null], [1]] },
    { name: "function", columns: ["name"], rows: [["a"]] },
    { name: "line", columns: ["place"], rows: [["a"]] },
  ]]],
];

for (const [name, tables] of EMPTY) {
  Deno.test(`callStacks(), profiledFunctions() and allocatingLines() find nothing in ${name}`, () => {
    const given = arm(...tables);
    assertEquals([callStacks(given), profiledFunctions(given), allocatingLines(given)], [
      [],
      [],
      [],
    ]);
  });
}

Deno.test("profiledFunctions() names the columns of the first process that has them", () => {
  const table = (name: string): DataTable => ({
    name: "function",
    columns: ["name", "calls", "ownMs", "totalMs"],
    rows: [[name, 3, 1.5, 4]],
  });
  assertEquals(profiledFunctions(arm(undefined, [table("first")], [table("second")])), [
    { name: "first", calls: 3, ownMs: 1.5, totalMs: 4 },
  ]);
});

Deno.test("allocatingLines() names the columns", () => {
  const table = { name: "line", columns: ["place", "KiB", "blocks"], rows: [["a:7", 12.5, 30]] };
  assertEquals(allocatingLines(arm([table])), [{ place: "a:7", kib: 12.5, blocks: 30 }]);
});

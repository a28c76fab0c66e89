/** Tests of reading executed bytecodes out of tables. */
import { assertEquals } from "@std/assert";
import { executedBytecodes } from "./executed.ts";
import type { DataTable } from "../run/event.ts";

const COLUMNS = ["function", "name", "argument", "offset"];

const TURN: DataTable = {
  name: "executed",
  columns: COLUMNS,
  rows: [["loop", "FOR_ITER", "to L2", 28], ["same", "RETURN_VALUE", "", 4]],
};

const CASES: [name: string, tables: (readonly DataTable[] | undefined)[], expected: string[]][] = [
  ["the table of the first process that has one", [undefined, [TURN], [TURN]], [
    "loop FOR_ITER to L2 28",
    "same RETURN_VALUE  4",
  ]],
  ["nothing of another probe's table", [[{ ...TURN, name: "listing" }]], []],
  ["nothing of an arm without a process", [], []],
  [
    "only rows of the right shape",
    [[{ ...TURN, rows: [["loop", "NOP", null, 2], ["loop", "NOP", "", 2], ["loop"]] }]],
    ["loop NOP  2"],
  ],
];

for (const [name, tables, expected] of CASES) {
  Deno.test(`executedBytecodes() reads ${name}`, () => {
    const read = executedBytecodes({ processes: tables.map((tables) => ({ tables })) });
    assertEquals(
      read.map((one) => `${one.function} ${one.name} ${one.argument} ${one.offsetBytes}`),
      expected,
    );
  });
}

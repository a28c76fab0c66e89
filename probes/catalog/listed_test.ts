/** Tests of reading listings and imports out of tables. */
import { assertEquals } from "@std/assert";
import { importedModules } from "./imported.ts";
import { listedBytecode } from "./listed.ts";
import type { DataField, DataTable } from "../run/event.ts";

function listing(...rows: readonly (readonly DataField[])[]): DataTable {
  return { name: "instruction", columns: ["moment", "name", "argument", "form"], rows };
}

const LISTED = listing(
  ["before", "BINARY_OP", "+", "adaptive"],
  ["before", "RETURN_VALUE", "", "generic"],
  ["after", "BINARY_OP_ADD_INT", "+", "specialized"],
);

const LISTINGS: [name: string, tables: (readonly DataTable[] | undefined)[], expected: string[]][] =
  [
    ["moment by moment, of the first process that has any", [undefined, [LISTED], [LISTED]], [
      "before: adaptive BINARY_OP +, generic RETURN_VALUE ",
      "after: specialized BINARY_OP_ADD_INT +",
    ]],
    ["none of another probe", [[{ ...LISTED, name: "import" }]], []],
    ["none of an arm without a process", [], []],
    [
      "only rows of the right shape",
      [[listing(["m", "NOP", "", "odd"], ["m", "NOP"], ["m", "NOP", "", "generic"])]],
      ["m: generic NOP "],
    ],
  ];

for (const [name, tables, expected] of LISTINGS) {
  Deno.test(`listedBytecode() reads listings ${name}`, () => {
    const read = listedBytecode({ processes: tables.map((tables) => ({ tables })) });
    assertEquals(
      read.map(({ moment, instructions }) =>
        `${moment}: ${
          instructions.map(({ form, name, argument }) => `${form} ${name} ${argument}`).join(", ")
        }`
      ),
      expected,
    );
  });
}

/** A process of one import that took so long. */
function imported(total: number, ...rows: readonly (readonly DataField[])[]) {
  const columns = ["module", "depth", "selfUs", "cumulativeUs"];
  const usual = [["enum", 1, 400, 400], ["re", 0, 600, total * 1e3]];
  const table = { name: "import", columns, rows: rows.length === 0 ? usual : rows };
  return { tables: [table], values: { total } };
}

const IMPORTS: [name: string, processes: ReturnType<typeof imported>[], expected: string[]][] = [
  ["those of the middle process", [imported(3), imported(1), imported(2)], [
    "enum 1 400 400",
    "re 0 600 2000",
  ]],
  ["those of the faster one of two", [imported(3), imported(1)], [
    "enum 1 400 400",
    "re 0 600 1000",
  ]],
  ["nothing without a process", [], []],
  ["only rows of the right shape", [imported(1, ["re", -1, 0, 0], ["re"], ["re", 0, 1, 1])], [
    "re 0 1 1",
  ]],
];

for (const [name, processes, expected] of IMPORTS) {
  Deno.test(`importedModules() reads ${name}`, () => {
    const texts = importedModules({ processes }).map((one) =>
      `${one.module} ${one.depth} ${one.selfUs} ${one.cumulativeUs}`
    );
    assertEquals(texts, expected);
  });
}

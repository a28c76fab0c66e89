/** Tests of charts made of characters. */
import { assertEquals } from "@std/assert";
import { dotRows } from "./text_chart.ts";

const CASES: [name: string, rows: Parameters<typeof dotRows>[0], expected: string][] = [
  ["no rows", [], "(no values)"],
  ["rows without values", [{ label: "a", values: [], middle: null }], "(no values)"],
  [
    "one value",
    [{ label: "a", values: [5], middle: 5 }],
    `a  |${"·".repeat(47)}  5\n   5${" ".repeat(46)}5`,
  ],
  [
    "two ends and an empty row",
    [{ label: "a", values: [0, 10], middle: null }, { label: "bb", values: [], middle: null }],
    `a   o${"·".repeat(46)}o  –\nbb  ${"·".repeat(48)}  –\n    0${" ".repeat(45)}10`,
  ],
];

for (const [name, rows, expected] of CASES) {
  Deno.test(`dotRows() draws ${name}`, () => assertEquals(dotRows(rows, String), expected));
}

/** Tests of tables made from rows. */
import { assertEquals } from "@std/assert";
import { table } from "./table.ts";

Deno.test("table() takes its columns from the first row and sets numbers right", () => {
  assertEquals(
    table([{ name: "a", ns: 1.23456789 }, { name: "bcd", ns: 20 }], { caption: "C" }).toString(),
    ["C", "name     ns", "----  -----", "a     1.235", "bcd      20"].join("\n"),
  );
});

Deno.test("table() shows the columns asked for, a dash for what is missing", () => {
  const rows = [{ a: 1, b: [2], c: null }, { a: 3 }];
  assertEquals(
    table(rows, { columns: ["c", "b"] }).toString(),
    ["c  b", "-  ---", "–  [2]", "–  –"].join("\n"),
  );
});

Deno.test("table() without rows shows its caption", () => {
  assertEquals(table([], { caption: "Nothing yet" }).toString(), "Nothing yet");
});

const NUMBERS: [number: number, shown: string][] = [
  [3627, "3627"],
  [20_000, "20,000"],
  [-1_234_567, "-1,234,567"],
  [26.80214, "26.8"],
  [0.00055048, "0.0005505"],
  [1234.56, "1235"],
  [98_765.4, "98,765"],
  [0, "0"],
  [Infinity, "Infinity"],
  [NaN, "NaN"],
];

for (const [number, shown] of NUMBERS) {
  Deno.test(`table() writes ${number} as ${shown}`, () => {
    assertEquals(table([{ n: number }]).toString().split("\n").at(-1)?.trim(), shown);
  });
}

/** Tests of tables made from rows. */
import { assertEquals } from "@std/assert";
import { table } from "./table.ts";

Deno.test("table() takes its columns from the first row and sets numbers right", () => {
  assertEquals(
    table([{ name: "a", ns: 1.23456789 }, { name: "bcd", ns: 20 }], { caption: "C" }).toString(),
    ["C", "name       ns", "----  -------", "a     1.23457", "bcd        20"].join("\n"),
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

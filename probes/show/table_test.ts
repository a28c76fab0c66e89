/** Tests of tables. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { DISPLAY } from "./display.ts";
import { makeTable } from "./table.ts";

const SPEC = {
  caption: "Two rows",
  columns: [{ title: "Name" }, { title: "ns", align: "right" as const }],
  rows: [["py3.8.18", "9.5"], ['<b>&"', "120"]],
  note: "first\nsecond",
};

Deno.test("makeTable() aligns its text", () => {
  assertEquals(
    makeTable(SPEC).toString(),
    [
      "Two rows",
      "Name       ns",
      "--------  ---",
      "py3.8.18  9.5",
      '<b>&"     120',
      "first",
      "second",
    ].join("\n"),
  );
});

Deno.test("makeTable() escapes what stands in cells", async () => {
  const html = (await makeTable(SPEC)[DISPLAY]())["text/html"] ?? "";
  assertStringIncludes(html, '<td style="text-align:left">&lt;b&gt;&amp;&quot;</td>');
  assertStringIncludes(html, "first<br>second");
});

Deno.test("makeTable() shows no table without rows, only its words", async () => {
  const html = (await makeTable({ ...SPEC, rows: [] })[DISPLAY]())["text/html"] ?? "";
  assert(!html.includes("<table"));
  assertStringIncludes(html, "Two rows");
});

Deno.test("makeTable() counts the rows that it does not show", () => {
  const rows = Array.from({ length: 1200 }, (_, index) => [`${index}`, "1"]);
  const text = makeTable({ columns: SPEC.columns, rows }).toString();
  assertStringIncludes(text, "200 more rows are not shown.");
  assertEquals(text.split("\n").length, 1003);
});

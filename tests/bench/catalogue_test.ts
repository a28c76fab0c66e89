/** Tests of the table of the catalogue's times. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { type CatalogueRow, catalogueTable } from "./catalogue.ts";

const ROWS: readonly CatalogueRow[] = [
  { probe: "short", seconds: 1.2, rounds: 8, ending: "complete", verdicts: ["b faster"] },
  { probe: "long", seconds: 6.5, rounds: 12, ending: "budget", verdicts: ["b unclear", "c same"] },
  { probe: "none", seconds: 0.3, rounds: 0, ending: "unavailable: no lock", verdicts: [] },
];

Deno.test("catalogueTable() puts the slowest first and counts what has no result", () => {
  const text = catalogueTable(ROWS);
  assertEquals(text.split("\n").slice(1).map((line) => line.split(" ")[0]).filter(Boolean), [
    "long",
    "short",
    "none",
    "3",
  ]);
  assertStringIncludes(text, "3 probes in 8 s");
  assertStringIncludes(text, "1 with an unclear verdict, 1 without a result");
});

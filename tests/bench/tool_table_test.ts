/** The table of tools on invented comparisons. */
import { assertEquals } from "@std/assert";
import { toolTable, type ToolTried } from "./tool_table.ts";

function tried(tool: string, truth: number, verdict: string, ratio: number | null): ToolTried {
  return { tool, truth, verdict, ratio, low: null, high: null, rounds: 1, seconds: 4, flags: [] };
}

const CASES: [name: string, tried: ToolTried[], rows: string[][]][] = [
  ["winners, ways and errors", [
    tried("ours", 1, "same", 1),
    tried("ours", 1.05, "slower", 1.05),
    tried("theirs", 1, "faster", 0.9),
    tried("theirs", 1.05, "faster", 0.84),
    tried("ours", 1.05, "unclear", 1.06),
  ], [
    ["tool", "s", "A/A: a winner", "+5 %: right", "wrong way", "typical error"],
    ["ours", "4.0", "0/1", "1/2", "0/2", "0.0 %"],
    ["theirs", "4.0", "1/1", "0/1", "1/1", "20.0 %"],
  ]],
  ["an effect that a tool did not come to", [
    tried("ours", 1.02, "slower", 1.02),
    tried("theirs", 1, "unclear", null),
  ], [
    ["tool", "s", "+2 %: right", "wrong way", "A/A: a winner", "typical error"],
    ["ours", "4.0", "1/1", "0/1", "-", "0.0 %"],
    ["theirs", "4.0", "-", "-", "0/1", "-"],
  ]],
];

for (const [name, comparisons, rows] of CASES) {
  Deno.test(`toolTable() shows ${name}`, () => {
    assertEquals(toolTable(comparisons).split("\n").map((line) => line.split(/\s{2,}/)), rows);
  });
}

/** Tests of how faults of types read. */
import { assertEquals } from "@std/assert";
import type { TypeFault } from "../lsp/mod.ts";
import { checkError, warningText } from "./type_fault_text.ts";

function fault(startUtf16: number, message: string): TypeFault {
  return { code: 2345, message, severity: "error", startUtf16, endUtf16: startUtf16 + 1 };
}

const TEXTS: [name: string, code: string, fault: TypeFault, lines: string[]][] = [
  ["a place behind an emoji", "\tf('🎈', 1)", fault(9, "No."), [
    "Type error in cell 2, line 1, column 10: No. (TS2345)",
    "  1 | \tf('🎈', 1)",
    "    | \t       ^",
  ]],
  ["lines that end as on Windows", "a\r\nb\r\n", fault(3, "No."), [
    "Type error in cell 2, line 2, column 1: No. (TS2345)",
    "  2 | b",
    "    | ^",
  ]],
  [
    "a message of many long lines",
    "ab",
    fault(0, `No.\n  ${"x".repeat(500)}\n  three\n  four\n  five`),
    [
      "Type error in cell 2, line 1, column 1: No. (TS2345)",
      `  ${"x".repeat(298)}…`,
      "  three",
      "  four",
      "  1 | ab",
      "    | ^",
    ],
  ],
];

for (const [name, code, given, lines] of TEXTS) {
  Deno.test(`warningText() shows ${name}`, () => {
    const cell = { key: "a", name: "cell 2", code };
    assertEquals(warningText([given], cell), `${lines.join("\n")}\n`);
  });
}

Deno.test("checkError() lists all faults and says that the cell did not run", () => {
  const faults = Array.from({ length: 60 }, (_, index) => fault(index, "No."));
  const error = checkError(faults, { key: "a", name: "cell 2", code: "x".repeat(60) });
  assertEquals(error.message, "Cannot run cell 2: it has 60 type errors");
  assertEquals(error.traceback[0], `TypeCheckError: ${error.message}`);
  assertEquals(error.traceback.filter((line) => line.startsWith("Type error")).length, 50);
  assertEquals(error.traceback.at(-1), "and 10 more");
});

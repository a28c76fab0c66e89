/** What learners read when a cell of a real evaluator throws. */

import { assertEquals } from "@std/assert";
import { inEvaluator } from "./test_evaluator.ts";

const TRACEBACKS: [name: string, code: string, lines: string[]][] = [
  [
    "a line behind types, in a function",
    "interface A {\n  b: string;\n}\nfunction f(a: A): never {\n  throw new Error(a.b);\n}\n\nf({ b: 'x' })",
    [
      "Error: x",
      "    at f (cell 1:5:9)",
      "  5 |   throw new Error(a.b);",
      "    |         ^",
      "    at cell 1:8:1",
    ],
  ],
  ["compiled code", "enum E {\n  A,\n}\nconst e: E = E.A;\nnull!.x;", [
    "TypeError: Cannot read properties of null (reading 'x')",
    "    at cell 1:5:7",
    "  5 | null!.x;",
    "    |       ^",
  ]],
  ["a hoisted function", "f();\nfunction f() {\n  null.x;\n}", [
    "TypeError: Cannot read properties of null (reading 'x')",
    "    at f (cell 1:3:8)",
    "  3 |   null.x;",
    "    |        ^",
    "    at cell 1:1:1",
  ]],
  [
    "a module's frame and a cause",
    "import { fail } from './neighbour.ts';\ntry { fail('😀') } catch (cause) { throw new Error('outer', { cause }) }",
    [
      "Error: outer",
      "    at cell 1:2:42",
      "  2 | try { fail('😀') } catch (cause) { throw new Error('outer', { cause }) }",
      "    |                                         ^",
      "Caused by: Error: fails: 😀",
      "    at fail (neighbour.ts:6:9)",
      "    at cell 1:2:7",
      "  2 | try { fail('😀') } catch (cause) { throw new Error('outer', { cause }) }",
      "    |       ^",
    ],
  ],
  [
    "what is thrown behind an await",
    "await null; const late = await Promise.reject(new RangeError('no'))",
    [
      "RangeError: no",
      "    at cell 1:1:47",
      "  1 | await null; const late = await Promise.reject(new RangeError('no'))",
      "    |                                               ^",
    ],
  ],
];

for (const [name, code, lines] of TRACEBACKS) {
  Deno.test(`describeThrown() shows ${name}`, async () => {
    await inEvaluator(async (run, directory) => {
      const ending = await run(code);
      const traceback = ending.kind === "thrown" ? ending.traceback : [ending.kind];
      assertEquals(traceback.map((line) => line.replaceAll(`${directory}/`, "")), lines);
    });
  });
}

/** What learners read when a cell of a real evaluator throws or prints an error. */

import { assertEquals } from "@std/assert";
import { startFixture, streamText } from "../evaluator_fixture.ts";
import { inEvaluator } from "../test_evaluator.ts";

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
  ["a misspelt name", "misspelt", [
    "ReferenceError: misspelt is not defined",
    "    at cell 1:1:1",
    "  1 | misspelt",
    "    | ^",
  ]],
  ["a misspelt name in the last of many statements", "const a = 1\n// why\na + misspelt;", [
    "ReferenceError: misspelt is not defined",
    "    at cell 1:3:5",
    "  3 | a + misspelt;",
    "    |     ^",
  ]],
  ["a misspelt name in the line of another statement", "1; misspelt(2)", [
    "ReferenceError: misspelt is not defined",
    "    at cell 1:1:4",
    "  1 | 1; misspelt(2)",
    "    |    ^",
  ]],
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

const PRINTED: [name: string, code: string, lines: string[]][] = [
  ["of an error in the first line", "console.log(new Error('x'))", [
    "Error: x",
    "    at cell 1:1:13",
  ]],
  [
    "of a trace in a function",
    "const far: number = 1;\nfunction f() {\n  console.trace(far);\n}\nf()",
    [
      "Trace: 1",
      "    at f (cell 1:3:11)",
      "    at cell 1:5:1",
    ],
  ],
  [
    "behind a wait",
    "const g = async () => { await 1; throw new Error('x') };\nawait g().catch((e) => console.log(e.stack))",
    [
      "Error: x",
      "    at g (cell 1:1:40)",
      "    at async cell 1:2:1",
    ],
  ],
  [
    "of compiled code and a hoisted function",
    "enum A { B }\nf(); /* é */ function f() { console.log(new Error(A[0])) }",
    [
      "Error: B",
      "    at f (cell 1:2:41)",
      "    at cell 1:2:1",
    ],
  ],
  [
    "of a timer",
    "await new Promise<void>((r) => setTimeout(function tick() { console.trace(); r() }));",
    [
      "Trace",
      "    at Timeout.tick (cell 1:1:69)",
    ],
  ],
  ["of evaluated code", "console.log(eval('new Error(1)'))", ["Error: 1", "    at cell 1:1:13"]],
];

for (const [name, code, lines] of PRINTED) {
  Deno.test(`createCellStacks() names the places ${name}`, async () => {
    await using fixture = await startFixture();
    await fixture.run(code);
    const printed = streamText(fixture.events, "stdout") + streamText(fixture.events, "stderr");
    assertEquals(printed.trimEnd().split("\n"), lines);
  });
}

Deno.test("createCellStacks() keeps tracebacks right of errors that were printed and changed", async () => {
  await using fixture = await startFixture();
  await fixture.run(
    "const kept = new Error('x');\nkept.stack = 'Mine' + kept.stack; console.log(kept)",
  );
  const ending = await fixture.run("throw kept");
  assertEquals(ending.kind === "thrown" ? ending.traceback : [], [
    "Error: x",
    "    at cell 1:1:14",
    "  1 | const kept = new Error('x');",
    "    |              ^",
  ]);
});

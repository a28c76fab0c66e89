/** Tracebacks from stack texts as V8 writes them. */

import { assertEquals } from "@std/assert";
import { PREFIX_LINE_COUNT, scriptUrl } from "../runtime_contract.ts";
import { describeSyntaxError, describeThrown, type TracedCell } from "./traceback.ts";

const SOURCE = "const a = 1;\nthrow new Error('x');\n\tb()";

const CELL: TracedCell = {
  name: "cell 3",
  source: SOURCE,
  original: (line, column) => line < 0 || line > 2 ? null : { line, column },
};

const URL_OF_CELL = scriptUrl("id 1");

/** A frame of the cell at a line and column as its author counts them, from one. */
function at(line: number, column: number): string {
  return `${URL_OF_CELL}:${line + PREFIX_LINE_COUNT}:${column}`;
}

const OWN = new URL("child/main.ts", import.meta.url);

const STACKS: [name: string, stack: string, lines: string[]][] = [
  ["a frame without a function", `Error: x\n    at ${at(2, 7)}`, [
    "Error: x",
    "    at cell 3:2:7",
    "  2 | throw new Error('x');",
    "    |       ^",
  ]],
  [
    "one excerpt for many frames, tabs kept",
    `Error: x\n    at f (${at(3, 2)})\n    at async ${at(1, 1)}`,
    [
      "Error: x",
      "    at f (cell 3:3:2)",
      "  3 | \tb()",
      "    | \t^",
      "    at async cell 3:1:1",
    ],
  ],
  [
    "the cell's frame behind ten of a module, and no more of those",
    [
      "Error: x",
      ...Array.from({ length: 14 }, (_, index) => `    at f (file:///a/b.ts:${index + 1}:1)`),
      `    at g (${at(3, 2)})`,
      `    at h (${at(1, 1)})`,
    ].join("\n"),
    [
      "Error: x",
      ...Array.from({ length: 10 }, (_, index) => `    at f (file:///a/b.ts:${index + 1}:1)`),
      "    at g (cell 3:3:2)",
      "  3 | \tb()",
      "    | \t^",
    ],
  ],
  [
    "none of the runtime's frames",
    [
      "Error: x",
      "    at Object.readTextFileSync (ext:deno_fs/30_fs.js:1:9859)",
      "    at new Promise (<anonymous>)",
      "    at node:internal/timers:3:4",
      `    at begin (${OWN.href}:3:4)`,
      `    at begin (${decodeURIComponent(OWN.pathname)}:3:4)`,
      `    at ${URL_OF_CELL}:1:1`,
      `    at Array.map (<anonymous>)`,
      `    at eval (eval at f (${URL_OF_CELL}:1:1), <anonymous>:1:1)`,
    ].join("\n"),
    ["Error: x"],
  ],
  ["frames of modules", "Error: x\n    at f (file:///a b/c.ts:6:9)\n    at /a/b.ts:1:2", [
    "Error: x",
    "    at f (file:///a b/c.ts:6:9)",
    "    at /a/b.ts:1:2",
  ]],
  ["a stack that is no stack", "what the learner wrote", ["Error: x"]],
];

for (const [name, stack, lines] of STACKS) {
  Deno.test(`describeThrown() of ${name}`, () => {
    assertEquals(tracebackOf({ name: "Error", message: "x", stack }), lines);
  });
}

Deno.test("describeThrown() removes colours and keeps lines of the message apart", () => {
  const message = "\u001b[31mred\u001b[0m\nsecond";
  assertEquals(tracebackOf({ name: "TypeError", message, stack: null }), [
    "TypeError: red",
    "second",
  ]);
});

Deno.test("describeThrown() follows causes and the members of an AggregateError", () => {
  const inner = { name: "RangeError", message: "", stack: null };
  const report = {
    name: "AggregateError",
    message: "all",
    stack: null,
    errors: [inner, { ...inner, cause: { ...inner, message: "deep" } }],
    cause: inner,
  };
  assertEquals(tracebackOf(report), [
    "AggregateError: all",
    "Error 1 of 2: RangeError",
    "Error 2 of 2: RangeError",
    "Caused by: RangeError: deep",
    "Caused by: RangeError",
  ]);
});

Deno.test("describeThrown() places an error that V8 found while compiling", () => {
  const { traceback } = describeThrown({
    name: "SyntaxError",
    message: "bad",
    stack: "SyntaxError: bad",
  }, {
    cellOf: () => undefined,
    compileError: { cell: CELL, line: PREFIX_LINE_COUNT, column: 6 },
  });
  assertEquals(traceback, [
    "SyntaxError: bad",
    "    at cell 3:1:7",
    "  1 | const a = 1;",
    "    |       ^",
  ]);
});

Deno.test("describeSyntaxError() cuts a long line around the place", () => {
  const source = `const data = "${"x".repeat(5000)}" 5`;
  const offset = source.length - 1;
  const { traceback, message } = describeSyntaxError("bad", { cellName: "cell 1", source, offset });
  assertEquals(message, `bad (cell 1:1:${offset + 1})`);
  assertEquals(traceback[2]?.endsWith('x" 5'), true);
  assertEquals(traceback[3]?.length, traceback[2]?.length);
});

function tracebackOf(report: Parameters<typeof describeThrown>[0]): string[] {
  return describeThrown(report, { cellOf: (url) => url === URL_OF_CELL ? CELL : undefined })
    .traceback;
}

/** Which modules a notebook becomes. */

import { assert, assertEquals } from "@std/assert";
import { CODE_LENGTH_MAX, createNotebookModel, type NotebookModel } from "./model.ts";

/** Runs cells written as `key: code`. */
function ranOf(...cells: string[]): NotebookModel {
  const model = createNotebookModel();
  for (const cell of cells) {
    const [key = "", ...code] = cell.split(": ");
    model.ran({ key, name: `cell ${key}`, code: code.join(": ") });
  }
  return model;
}

/** The modules, each on one line without its name, exports left out. */
function modulesOf(model: NotebookModel): string[] {
  return model.modules().map(({ fileName, text }) =>
    `${fileName} ${text.replace(/;export \{[^}]*\};/g, ";").replace(/\s+/g, " ").trim()}`
  );
}

const MODULES: [name: string, cells: string[], expected: string[]][] = [
  ["no cells", [], []],
  ["cells without names", ["a: 1 + 1", "b: console.log(2)"], []],
  ["cells with names of their own", ["a: const x = 1", "b: const y = x"], [
    ".probebook-1.ts const x = 1 ; const y = x ;",
  ]],
  ["a name declared again", ["a: const x = 1", "b: const x = 2"], [
    ".probebook-1.ts const x = 1 ;",
    ".probebook-2.ts const x = 2 ;",
  ]],
  ["a cell that ran again, of which nothing was made", ["a: const x = 1", "a: const x = 2"], [
    ".probebook-2.ts const x = 2 ;",
  ]],
  ["a cell that ran again, of which something was made", [
    "a: const x = 1",
    "b: const y = x",
    "a: const x = 2",
  ], [
    ".probebook-1.ts const x = 1 ; const y = x ;",
    ".probebook-2.ts const x = 2 ;",
  ]],
  ["a cell that ran again as it was", ["a: const x = 1", "b: const y = x", "a: const x = 1"], [
    ".probebook-1.ts const x = 1 ; const y = x ;",
  ]],
  ["what is made anew with a new version", [
    "a: const x = 1",
    "b: const y = x",
    "a: const x = 2",
    "b: const y = x",
  ], [".probebook-2.ts const x = 2 ; const y = x ;"]],
  ["a cell that hides what another one used", [
    "a: const x = 1",
    "b: const y = x",
    "c: const x = 'c'",
    "d: const z = [x, y]",
  ], [
    ".probebook-1.ts const x = 1 ; const y = x ;",
    ".probebook-2.ts import { y } from \"./.probebook-1.ts\"; const x = 'c' ; const z = [x, y] ;",
  ]],
  ["a variable of another module", ["a: let x = 1", "b: const y = 1", "c: let y = x"], [
    ".probebook-1.ts let x = 1 ; const y = 1 ;",
    '.probebook-2.ts declare let x: typeof import("./.probebook-1.ts").x; let y = x ;',
  ]],
  ["a cell that no longer declares anything", ["a: const x = 1", "a: 1"], []],
  ["JSX in a module of its own", [
    "a: const x = <b>1</b>",
    "b: const y = <number>1",
    "c: const z = x",
  ], [
    ".probebook-1.tsx const x = <b>1</b> ;",
    '.probebook-2.ts import { x } from "./.probebook-1.tsx"; const y = <number>1 ; const z = x ;',
  ]],
];

for (const [name, cells, expected] of MODULES) {
  Deno.test(`NotebookModel.modules() of ${name}`, () => {
    // Numbers of modules that have gone are not used again.
    assertEquals(modulesOf(ranOf(...cells)), expected);
  });
}

const ASKED: [name: string, cells: string[], code: string, expected: string][] = [
  ["nothing that is known", ["a: const x = 1"], "y", ""],
  ["a constant", ["a: const x = 1"], "x.", 'import { x } from "./.probebook-1.ts";'],
  [
    "a variable",
    ["a: let x = 1"],
    "x = 2",
    'declare let x: typeof import("./.probebook-1.ts").x;',
  ],
  ["a name of its own", ["a: const x = 1"], "const x = 2; x", ""],
  [
    "the latest of two",
    ["a: const x = 1", "b: const x = 2"],
    "x",
    'import { x } from "./.probebook-2.ts";',
  ],
  ["a name in a string", ["a: const x = 1"], '"x"', ""],
];

for (const [name, cells, code, expected] of ASKED) {
  Deno.test(`NotebookModel.moduleFor() of ${name}`, () => {
    const { text, headLines } = ranOf(...cells).moduleFor(code, { name: "typing" });
    const lines = text.split("\n");
    assertEquals(lines.slice(0, headLines).join("\n").trim(), expected);
    assertEquals(lines.slice(headLines).join("\n"), code);
  });
}

Deno.test("NotebookModel.moduleFor() leaves out the cell itself", () => {
  const model = ranOf("a: const x = 1", "b: const x = 2");
  const { text } = model.moduleFor("x", { name: "checking", key: "b" });
  assertEquals(text.trim(), 'import { x } from "./.probebook-1.ts";\nx');
});

Deno.test("NotebookModel.moduleFor() keeps what the compiler reads at the top only", () => {
  const code = "// a note\n/** @jsxImportSource preact */\nconst x = <b/>;";
  const { text, fileName, headLines } = createNotebookModel({ head: "import type {} from 'g';" })
    .moduleFor(code, { name: "typing" });
  assertEquals(fileName, ".probebook-typing.tsx");
  assertEquals(text.split("\n").slice(0, headLines), [
    "/** @jsxImportSource preact */",
    "import type {} from 'g'; ",
  ]);
  assert(text.endsWith(`\n${code}`));
});

Deno.test("NotebookModel.names() gives the latest first, each once", () => {
  const names = ranOf("a: const x = 1", "b: const y = 1", "c: function x() {}").names();
  assertEquals(names.map(({ name, type }) => `${name} ${type}`), ["x function", "y instance"]);
});

Deno.test("NotebookModel.makerOf() gives the cell that makes a name, none that imports it", () => {
  const model = ranOf("a: const x = 1", 'b: import { y } from "z"');
  assertEquals(["x", "y", "z"].map((name) => model.makerOf(name)?.name ?? null), [
    "cell a",
    null,
    null,
  ]);
});

Deno.test("NotebookModel.ran() leaves out a cell of a megabyte", () => {
  const model = ranOf(`a: const x = "${"x".repeat(CODE_LENGTH_MAX)}"`);
  assertEquals(model.modules(), []);
});

Deno.test("NotebookModel.ran() joins 500 cells to few modules", () => {
  const cells = Array.from({ length: 500 }, (_, at) => `${at}: const v${at} = [v${at - 1}]`);
  const model = ranOf(...cells);
  assertEquals(model.modules().length, 1);
  assertEquals(model.names().length, 500);
});

Deno.test("NotebookModel.modules() gives an unchanged module as the same object", () => {
  const model = ranOf("a: const x = 1", "b: const x = 2");
  const [first] = model.modules();
  model.ran({ key: "c", name: "cell c", code: "const y = x" });
  assert(model.modules()[0] === first);
});

Deno.test("NotebookModel.forget() leaves nothing", () => {
  const model = ranOf("a: const x = 1", "b: const y = x");
  model.forget();
  assertEquals([model.modules().length, model.names().length], [0, 0]);
});

/** The joined cells: their text, the way back to cells, and what the compiler says of them. */

import { assertEquals, assertMatch } from "@std/assert";
import { fromFileUrl } from "@std/path";
import { checkTypes, joinCells } from "./joined.ts";
import type { Notebook } from "./nbformat.ts";

/** `text #tag` is a code cell with a tag, `> text` a markdown cell. */
function notebookOf(cells: string[]): Notebook {
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {},
    cells: cells.map((text, index) => {
      const [source = "", tag] = text.split(" #");
      const type = text.startsWith("> ") ? "markdown" : "code";
      const metadata = tag === undefined ? {} : { tags: [tag] };
      return { cell_type: type, id: `c${index}`, source, metadata, outputs: [] };
    }),
  };
}

const lines = (text: string) => text.split("\n").map((line) => line.trimEnd()).filter(Boolean);

const JOINED: [name: string, cells: string[], expected: string[]][] = [
  ["cells in order", ["a", "> no", "", "b"], [";", "a", ";", "b"]],
  ["an import of two cells once", [
    'import { z } from "zod";',
    'import { z } from "zod";\nz;',
  ], [
    ";",
    'import { z } from "zod";',
    ";",
    "z;",
  ]],
  ["relative imports from the folder", ['import { a } from "./a.ts";\nimport("../b.ts")'], [
    ";",
    'import { a } from "file:///n/x/a.ts";',
    'import("file:///n/b.ts")',
  ]],
  ["a way on after a cell to stop", [
    "let n = 0;\nwhile (true) n++; #stop-me",
    "throw n #raises-exception",
  ], [";", "let n = 0;", "while (!!1) n++;", ";", "if (!!1) throw n"]],
  ["no cell in another language", [
    "%%python --as rows\n[1]",
    "!ls -la",
    "%%writefile a.py\nx = 1",
    "%%nothing",
    "%%check\nrows;",
  ], ["; declare var rows: any;", ";", "rows;"]],
];

for (const [name, cells, expected] of JOINED) {
  Deno.test(`joinCells() joins ${name}`, () => {
    const text = joinCells(notebookOf(cells), "/n/x").text;
    assertEquals(lines(text).slice(1, -1), expected);
  });
}

Deno.test("joinCells() finds the way back from a line to its cell", () => {
  const joined = joinCells(notebookOf(["a\nb", "> no", "c"]), "/n");
  const places = joined.text.split("\n").map((text, index) => [text, joined.placeOf(index + 1)]);
  assertEquals(places.filter(([, place]) => place !== null), [
    ["a", { cell: 1, line: 1 }],
    ["b", { cell: 1, line: 2 }],
    ["c", { cell: 2, line: 1 }],
  ]);
});

const ROOT = fromFileUrl(new URL("../../", import.meta.url));

async function check(...notebooks: string[][]): Promise<string> {
  const result = await checkTypes(
    notebooks.map((cells, index) => ({
      name: `${index}.ipynb`,
      path: `${ROOT}/notebooks/${index}.ipynb`,
      notebook: notebookOf(cells),
    })),
    ROOT,
  );
  return result.kind === "clean" ? "clean" : result.text;
}

Deno.test("checkTypes() accepts what cells may do and modules may not", async () => {
  const good = [
    'import { z } from "zod";\nconst port = await Promise.resolve(1);\nport',
    'import { z } from "zod";\nconst text: string = z.string().parse(`${port}`);',
    "let counted = 0;\nwhile (true) counted++; #stop-me",
    "throw new Error(text) #raises-exception",
    "const found = [1].find((value) => value > counted);\nif (found !== undefined) found.toFixed();",
    "Deno.jupyter.md`# ${text}`",
    "const comm = Deno.jupyter.comms.open('t');\ncomm.onMessage((data) => comm.send({ echoed: data }));",
    "prompt('word?', '', { password: true })?.length",
    "[1, 2].map((value) => value + port)",
  ];
  assertEquals(await check(good, ["1"], []), "clean");
  assertEquals(await check(), "clean");
});

Deno.test("checkTypes() names the notebook, cell and line of each problem", async () => {
  const report = await check(["1"], [
    "const a = 1;",
    "> text",
    "\nconst b: string = a;",
    "const a = 2;",
  ]);
  assertMatch(
    report,
    /'number' is not assignable to type 'string'[^]*at 1\.ipynb, cell 2, line 2:7/,
  );
  assertMatch(report, /'a'[^]*at 1\.ipynb, cell 1, line 1:7[^]*at 1\.ipynb, cell 3, line 1:7/);
  assertEquals(report.includes("file://"), false);
});

Deno.test("checkTypes() reports a syntax error in its cell", async () => {
  assertMatch(await check(["const = 1;"]), /0\.ipynb, cell 1, line 1/);
});

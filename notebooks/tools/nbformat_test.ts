/** Tables for reading notebook files, and a comparison of our writing with Python's nbformat. */

import { assertEquals, assertMatch } from "@std/assert";
import {
  type Cell,
  isCodeCell,
  type Notebook,
  type Output,
  readNotebook,
  tagsOf,
} from "./nbformat.ts";
import { writeNotebook } from "./nbformat_write.ts";

function read(file: unknown): Notebook {
  const result = readNotebook(typeof file === "string" ? file : JSON.stringify(file), "a.ipynb");
  if (result.kind === "refused") throw new Error(result.message);
  return result.notebook;
}

function refusal(file: unknown): string {
  const text = typeof file === "string" ? file : JSON.stringify(file);
  const result = readNotebook(text, "a.ipynb");
  return result.kind === "refused" ? result.message : "read";
}

function notebookOf(cells: unknown[], minor = 5): Record<string, unknown> {
  return { nbformat: 4, nbformat_minor: minor, metadata: {}, cells };
}

function outputsOf(cell: Cell | undefined): readonly Output[] {
  return cell !== undefined && isCodeCell(cell) ? cell.outputs : [];
}

function code(fields: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    cell_type: "code",
    id: "c1",
    metadata: {},
    source: "1",
    execution_count: null,
    outputs: [],
    ...fields,
  };
}

const REFUSED: [name: string, file: unknown, expected: RegExp][] = [
  ["broken JSON", '{\n "cells": [\n', /^Cannot read "a\.ipynb": line 3, column 1 is not JSON: /],
  ["an empty file", "", /line 1, column 1 is not JSON: the file ends too early$/],
  ["JSON that is no notebook", { a: 1 }, /not a notebook: field "nbformat" is missing$/],
  ["a list", [], /not a notebook/],
  [
    "format 3",
    { nbformat: 3, nbformat_minor: 0, worksheets: [] },
    /older notebook format 3\.0, .*jupyter nbconvert --to notebook --nbformat 4 --inplace "a\.ipynb"$/,
  ],
  ["format 2", { nbformat: 2 }, /older notebook format 2, and format 4 is needed/],
  [
    "format 5",
    { nbformat: 5, nbformat_minor: 1, cells: [] },
    /newer notebook format 5\.1, .*save it as format 4/,
  ],
  [
    "a missing minor version",
    { nbformat: 4, metadata: {}, cells: [] },
    /field "nbformat_minor": expected number/,
  ],
  [
    "missing cells",
    { nbformat: 4, nbformat_minor: 5, metadata: {} },
    /field "cells": expected array/,
  ],
  [
    "a source that is a number",
    notebookOf([code({ source: 1 })]),
    /field "cells\.0\.source": expected a string or a list of strings$/,
  ],
  ["a cell without a type", notebookOf([{ source: "" }]), /field "cells\.0\.cell_type"/],
  [
    "outputs without a type",
    notebookOf([code({ outputs: [{}] })]),
    /field "cells\.0\.outputs\.0\.output_type"/,
  ],
];

for (const [name, file, expected] of REFUSED) {
  Deno.test(`readNotebook() refuses ${name}`, () => assertMatch(refusal(file), expected));
}

Deno.test("readNotebook() joins lines of sources, streams, bundles and attachments", () => {
  const notebook = read(notebookOf([
    code({
      source: ["a\n", "b"],
      outputs: [
        { output_type: "stream", name: "stdout", text: ["x\n", "y\n"] },
        {
          output_type: "display_data",
          metadata: {},
          data: { "text/plain": ["p", "q"], "application/json": ["p", "q"] },
        },
      ],
    }),
    {
      cell_type: "markdown",
      id: "m1",
      metadata: {},
      source: ["# T"],
      attachments: { "a.png": { "image/png": ["aa", "bb"] } },
    },
  ]));
  assertEquals(notebook.cells.map(({ source }) => source), ["a\nb", "# T"]);
  const [first, second] = notebook.cells;
  assertEquals(outputsOf(first).map(({ text, data }) => text ?? data), [
    "x\ny\n",
    { "text/plain": "pq", "application/json": ["p", "q"] },
  ]);
  assertEquals(second?.["attachments"], { "a.png": { "image/png": "aabb" } });
});

Deno.test("readNotebook() keeps fields it does not know", () => {
  const notebook = read({
    ...notebookOf([{ ...code(), later: { deep: [1] } }]),
    extra: "kept",
    metadata: { papermill: { version: "2" } },
  });
  assertEquals(notebook["extra"], "kept");
  assertEquals(notebook.metadata, { papermill: { version: "2" } });
  assertEquals(notebook.cells[0]?.["later"], { deep: [1] });
});

Deno.test("readNotebook() drops what nbformat never stores", () => {
  const notebook = read({
    ...notebookOf([code({ metadata: { trusted: true, tags: ["a"] } })]),
    metadata: { orig_nbformat: 3, orig_nbformat_minor: 0, signature: "sha", title: "t" },
  });
  assertEquals(notebook.metadata, { title: "t" });
  assertEquals(notebook.cells[0]?.metadata, { tags: ["a"] });
});

Deno.test("readNotebook() brings 4.0 to 4.5 with ids that are the same each time", () => {
  const old = notebookOf([
    { cell_type: "markdown", metadata: {}, source: "same" },
    { cell_type: "markdown", metadata: {}, source: "same" },
  ], 0);
  const ids = read(old).cells.map(({ id }) => id);
  assertEquals(read(old).nbformat_minor, 5);
  assertEquals(new Set(ids).size, 2);
  assertEquals(read(old).cells.map(({ id }) => id), ids);
});

Deno.test("readNotebook() keeps good ids and replaces wrong and repeated ones", () => {
  const ids = read(notebookOf([
    code({ id: "kept" }),
    code({ id: "kept" }),
    code({ id: "not allowed" }),
    code({ id: 7 }),
  ])).cells.map(({ id }) => id);
  assertEquals(ids[0], "kept");
  assertEquals(new Set(ids).size, 4);
  for (const id of ids) assertMatch(id, /^[a-zA-Z0-9_-]{1,64}$/);
});

Deno.test("readNotebook() accepts a later 4.x with cells and outputs it does not know", () => {
  const notebook = read(notebookOf([
    { cell_type: "diagram", id: "d", metadata: {}, source: "a -> b" },
    code({ outputs: [{ output_type: "hologram", depth: 3 }] }),
  ], 9));
  assertEquals(notebook.nbformat_minor, 9);
  assertEquals(notebook.cells.map(({ cell_type: type }) => type), ["diagram", "code"]);
});

Deno.test("tagsOf() takes anything but a list of strings for no tags", () => {
  const found = read(notebookOf([
    code({ metadata: { tags: ["stop-me"] } }),
    code({ metadata: { tags: "stop-me" } }),
  ])).cells.map(tagsOf);
  assertEquals(found, [["stop-me"], []]);
});

/** Files that nbformat and we must print alike; each is one trap of the two languages. */
const SAME_BYTES: Record<string, unknown> = {
  "an empty notebook": notebookOf([]),
  "every kind of output": notebookOf([code({
    execution_count: 3,
    source: "first\nsecond\n",
    outputs: [
      { output_type: "stream", name: "stdout", text: "one\ntwo\rthree\r\nfour" },
      {
        output_type: "execute_result",
        execution_count: 3,
        metadata: { "image/png": { width: 640 } },
        data: {
          "text/plain": "a\nb",
          "text/html": "<p>\n</p>",
          "image/svg+xml": "<svg>\n</svg>",
          "application/javascript": "a\nb",
          "image/png": "iVBO\nRw0K\n",
          "application/json": { z: ["a", "b"], a: { b: [] } },
          "application/vnd.x+json": ["a\nb"],
        },
      },
      { output_type: "error", ename: "E", evalue: "v", traceback: ["\u001b[31ma\u001b[0m\nb"] },
    ],
  })]),
  "line ends that only Python knows": notebookOf([
    code({ source: "a\vb\fc\u001cd\u001de\u001ef\u0085g\u2028h\u2029i\r\nj\rk\n\nl" }),
  ]),
  "text outside ASCII": notebookOf([
    { cell_type: "markdown", id: "m", metadata: {}, source: "é 🙂 \u007f \ufffd" },
  ]),
  "keys that sort differently in UTF-16": notebookOf([
    code({ metadata: { "\u{1F600}": 1, "\uFFFD": 2, A: 3, a: 4, _: 5 } }),
  ]),
  "attachments": notebookOf([{
    cell_type: "markdown",
    id: "m",
    metadata: {},
    source: "![](a.svg)",
    attachments: { "a.svg": { "image/svg+xml": "<svg>\n</svg>", "image/png": "a\nb" } },
  }]),
  "a raw cell": notebookOf([{
    cell_type: "raw",
    id: "r",
    metadata: { format: "text/latex" },
    source: "\\a\n",
  }]),
};

/** Numbers as texts, for `JSON.stringify` would change them. */
const NUMBERS =
  '{"nbformat":4,"nbformat_minor":5,"metadata":{"n":[1.0,1e5,1e16,1e-7,0.00001,-0,-0.0,' +
  '12345678901234567890,1e400,0.1,123456.789,5e-324,1.7976931348623157e308,1E22]},"cells":[]}';

const REWRITE = `
import io, json, sys, nbformat
for text in json.load(sys.stdin):
    notebook = nbformat.reads(text, as_version=4)
    nbformat.validate(notebook)
    out = io.StringIO()
    nbformat.write(notebook, out)
    print(json.dumps(out.getvalue()))
`;

async function rewrittenByPython(python: string, texts: string[]): Promise<unknown[]> {
  const child = new Deno.Command(python, {
    args: ["-c", REWRITE],
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(JSON.stringify(texts)));
  await writer.close();
  const { stdout } = await child.output();
  const lines = new TextDecoder().decode(stdout).trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line));
}

/** A Python that has nbformat, or null with the reason printed. */
function pythonWithNbformat(): string | null {
  const candidates = [
    Deno.env.get("PROBEBOOK_TEST_PYTHON"),
    new URL("../../.lab/test-python/bin/python", import.meta.url).pathname,
  ];
  for (const python of candidates) {
    if (python === undefined) continue;
    try {
      const { success } = new Deno.Command(python, {
        args: ["-c", "import nbformat"],
        stderr: "null",
      }).outputSync();
      if (success) return python;
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
  const note = "skipped: no Python with nbformat; PROBEBOOK_TEST_PYTHON may name one\n";
  Deno.stderr.writeSync(new TextEncoder().encode(note));
  return null;
}

const PYTHON = pythonWithNbformat();

Deno.test({
  name: "writeNotebook() prints the bytes that Python's nbformat prints",
  ignore: PYTHON === null,
  async fn() {
    if (PYTHON === null) return;
    const texts = [...Object.values(SAME_BYTES).map((file) => JSON.stringify(file)), NUMBERS];
    const theirs = await rewrittenByPython(PYTHON, texts);
    const names = [...Object.keys(SAME_BYTES), "numbers"];
    texts.forEach((text, index) => {
      assertEquals(writeNotebook(read(text)), theirs[index], names[index]);
    });
  },
});

Deno.test({
  name: "writeNotebook() after an upgrade from 4.2 gives what nbformat finds valid and keeps",
  ignore: PYTHON === null,
  async fn() {
    if (PYTHON === null) return;
    const old = notebookOf([{ cell_type: "markdown", metadata: {}, source: ["a\n", "b"] }], 2);
    const ours = writeNotebook(read(old));
    assertEquals(await rewrittenByPython(PYTHON, [ours]), [ours]);
  },
});

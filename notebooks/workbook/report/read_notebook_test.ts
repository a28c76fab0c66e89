/** Tests of reading a saved notebook: what a report takes of it, and files that are none. */
import { assertEquals } from "@std/assert";
import { readSavedNotebook } from "./read_notebook.ts";

const SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>';

function picture(alt: string, svg = SVG): string {
  const base64 = new TextEncoder().encode(svg).toBase64();
  return `<figure><img alt="${alt}" width="1" height="1" src="data:image/svg+xml;base64,${base64}"></figure>`;
}

function cell(source: string | string[], ...outputs: Record<string, unknown>[]) {
  return {
    cell_type: "code",
    source,
    outputs: outputs.map((data) => ({ output_type: "execute_result", data })),
  };
}

function prose(source: string) {
  return { cell_type: "markdown", source };
}

function read(...cells: unknown[]) {
  return readSavedNotebook(JSON.stringify({ cells, nbformat: 4 }));
}

const CARD = `Claim L2-S3-10 · ✓ supported (frozen)
The collector runs
elsewhere.
Here: ✓ supported (frozen). Not measured here: the frozen data agree with
the statement: it is so.
One by one:
- ✓ a: b
Measured with: py3.14.3 (other)`;

const FINDINGS: [name: string, plain: string, expected: unknown][] = [
  ["a card", CARD, [{
    claim: "L2-S3-10",
    mark: "✓ supported (frozen)",
    sentence: "Not measured here: the frozen data agree with the statement: it is so.",
  }]],
  ["a card without a finding", "Claim L2-S3-09\nIt is so.\nHere: not measured yet. Run the cell.", [
    { claim: "L2-S3-09", mark: "", sentence: "" },
  ]],
  [
    "a card that ends with its finding",
    "Claim L2-X-01 · ? inconclusive\nHere: ? inconclusive. No.",
    [
      { claim: "L2-X-01", mark: "? inconclusive", sentence: "No." },
    ],
  ],
  ["a text that speaks of claims", "The Claim L2-S3-09\n", []],
];

for (const [name, plain, expected] of FINDINGS) {
  Deno.test(`readSavedNotebook() finds what ${name} says`, () => {
    assertEquals(read(cell("x", { "text/plain": plain }))?.findings, expected);
  });
}

const PICTURES: [name: string, html: string, expected: unknown][] = [
  ["a chart, its signs unescaped", picture("a &lt; b &amp; &quot;c&quot;"), [
    { description: 'a < b & "c"', text: "t", svg: SVG },
  ]],
  ["no picture that is no SVG", picture("a", "<html>"), []],
  ["no picture of another kind", '<img alt="a" src="data:image/png;base64,AAAA">', []],
  ["no picture from elsewhere", '<img alt="a" src="https://example.org/a.svg">', []],
  ["no picture that is cut off", '<img alt="a" src="data:image/svg+xml;base64,A">', []],
];

for (const [name, html, expected] of PICTURES) {
  Deno.test(`readSavedNotebook() takes ${name}`, () => {
    const notebook = read(cell("x", { "text/html": html, "text/plain": "t" }));
    assertEquals(notebook?.pictures, expected);
  });
}

Deno.test("readSavedNotebook() leaves the picture of a claim's card to its sentence", () => {
  const notebook = read(cell("x", { "text/html": picture("a"), "text/plain": CARD }));
  assertEquals([notebook?.pictures.length, notebook?.findings.length], [0, 1]);
});

Deno.test("readSavedNotebook() reads title, questions and exercises out of sources", () => {
  const notebook = read(
    prose("# A title\n\n_About_"),
    cell(['const one = predict("a-b", {\n', '  question: "How long, \\"really\\"?",\n', "});"]),
    cell("[1, 2].map((n) => predict(`several ${n}`, { question: `q`, answer: null }))"),
    cell('predict("bare", it);\ncheck("L2-S3-10", it); check("L2-S3-10", it);'),
  );
  assertEquals(notebook?.title, "A title");
  assertEquals(notebook?.predictions, [
    { id: "a-b", isBeginning: false, question: 'How long, \\"really\\"?' },
    { id: "several ", isBeginning: true, question: null },
    { id: "bare", isBeginning: false, question: null },
  ]);
  assertEquals(notebook?.exercises, ["L2-S3-10"]);
});

Deno.test("readSavedNotebook() takes the tables below the takeaway, as texts", () => {
  const table = (word: string) => ({
    "text/html": `<table><caption>C</caption><thead><tr><th>a</th></tr></thead>` +
      `<tbody><tr><td><b>${word}</b> &lt;x&gt;</td></tr></tbody></table>`,
    "text/plain": word,
  });
  const notebook = read(
    cell("before", table("before")),
    prose("## What you take away\n\nSomething."),
    cell("after", table("after"), { "text/plain": "a sentence" }),
  );
  assertEquals(notebook?.takeaway, [{ caption: "C", columns: ["a"], rows: [["after <x>"]] }]);
});

const NONE: [name: string, text: string][] = [
  ["nothing", ""],
  ["half a file", '{"cells": ['],
  ["another form", '{"cells": 7}'],
  ["a list", "[]"],
];

for (const [name, text] of NONE) {
  Deno.test(`readSavedNotebook() takes ${name} for no notebook`, () => {
    assertEquals(readSavedNotebook(text), null);
  });
}

Deno.test("readSavedNotebook() takes outputs of any form", () => {
  const outputs = [7, "x", { data: 7 }, { data: { "text/plain": 7, "text/html": { a: 1 } } }];
  const strange = { cell_type: "code", source: "x", outputs };
  assertEquals(read(strange, { cell_type: "code", source: "y" })?.pictures, []);
});

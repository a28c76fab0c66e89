/** Tests of reading answers: what is open, what is of the wrong type, and what is kept as it was given. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { readAnswer } from "./answer_fields.ts";
import type { AnswerField } from "./definition.ts";

const OPTIONS = [
  { key: "bytecode", text: "", isRight: true, reason: "" },
  { key: "c", text: "", isRight: false, reason: "" },
];
const FIELDS = {
  ratio: { kind: "ratio", example: "value: 0.95" },
  saved: { kind: "quantity", unit: "s", example: 'value: "2.4 s"' },
  order: {
    kind: "order",
    items: ["a", "b", "c"].map((key) => ({ key, text: "" })),
    example: 'value: ["b", "c", "a"]',
  },
  named: {
    kind: "order",
    items: ["pep-1", "pep-2"].map((key) => ({ key, text: "" })),
    example: 'value: ["pep-2", "pep-1"]',
  },
  pairs: {
    kind: "pairs",
    items: ["parse", "call"].map((key) => ({ key, text: "", options: OPTIONS })),
    example: 'value: { parse: "c", call: null }',
  },
  program: {
    kind: "program",
    stub: "# Write here.\ndef kind():\n    pass\n",
    example: "value: program",
  },
  entries: { kind: "entries", example: "value: { bako: { share: 90 } }" },
} as const;

type FieldName = keyof typeof FIELDS;

function read(name: FieldName, value: unknown) {
  const field: AnswerField = { name: "value", question: "?", ...FIELDS[name] };
  const reading = readAnswer([field], { value });
  return reading.kind === "answer" ? reading.fields["value"] : reading;
}

const READ: [field: FieldName, value: unknown, kind: string, kept: unknown][] = [
  ["ratio", 0.95, "stated", 0.95],
  ["ratio", "1.1x faster", "stated", "1.1x faster"],
  ["ratio", "cannot tell", "stated", "cannot tell"],
  ["saved", 2.4, "stated", 2.4],
  ["saved", "2400 ms", "stated", "2400 ms"],
  ["order", ["b", " c", "a"], "words", ["b", "c", "a"]],
  ["order", "b, c, a", "words", ["b", "c", "a"]],
  ["order", "bca", "words", ["b", "c", "a"]],
  ["order", "b → c → a", "words", ["b", "c", "a"]],
  ["named", "pep-2, pep-1", "words", ["pep-2", "pep-1"]],
  ["pairs", { parse: "c", call: null }, "pairs", { parse: "c" }],
  ["program", "def kind():\n    return 1\n", "text", "def kind():\n    return 1\n"],
  ["entries", { a: { limit: "", share: 3 }, b: null }, "entries", { a: { share: 3 } }],
];

for (const [field, value, kind, kept] of READ) {
  Deno.test(`readAnswer() takes ${JSON.stringify(value)} as ${FIELDS[field].kind}`, () => {
    assertEquals(read(field, value), { kind, value: kept });
  });
}

const OPEN: [field: FieldName, value: unknown][] = [
  ["ratio", null],
  ["saved", " "],
  ["order", []],
  ["order", ["", " "]],
  ["pairs", {}],
  ["pairs", { parse: null, call: "" }],
  ["program", FIELDS.program.stub],
  ["entries", {}],
  ["entries", { a: { limit: null } }],
  ["program", "# Later.\n\ndef kind():\n    pass"],
];

for (const [field, value] of OPEN) {
  Deno.test(`readAnswer() takes ${JSON.stringify(value)} as ${FIELDS[field].kind} for open`, () => {
    assertEquals(read(field, value), { kind: "open" });
  });
}

const WRONG: [field: FieldName, value: unknown, reason: string][] = [
  ["ratio", true, '"value" is true or false, and a number, or words such as "1.1x faster", is'],
  ["ratio", Number.NaN, '"value" is NaN, and a number'],
  ["ratio", "5-10 % faster", '"value" has more than one number; for example value: 0.95.'],
  ["ratio", "a bit", '"value" has no ratio; for example value: 0.95.'],
  ["saved", [], '"value" is a list, and a number in s is needed, for example value: "2.4 s".'],
  ["saved", "48 MB", '"value" is in mb, and s is needed; for example value: "2.4 s".'],
  ["order", 5, '"value" is a number, and a text or a list, in order, is needed'],
  ["order", [1, 2], '"value" is a list, and a text or a list, in order, is needed'],
  ["order", "…", "is needed, for example"],
  ["pairs", "c", '"value" is a text, and an object with a choice for each of "parse", "call" is'],
  ["pairs", { parse: 3 }, "is needed, for example value: { parse"],
  ["pairs", { other: "c" }, 'a choice for each of "parse", "call"'],
  [
    "entries",
    { a: 90 },
    '"value" is another object, and an object with an object for each name is',
  ],
  ["entries", { a: { share: true } }, "is needed, for example value: { bako"],
  ["program", 3, '"value" is a number, and the text of a program is needed'],
];

for (const [field, value, reason] of WRONG) {
  Deno.test(`readAnswer() says what is wrong with ${JSON.stringify(value)} as ${FIELDS[field].kind}`, () => {
    const reading = read(field, value);
    assertEquals(reading?.kind, "wrong");
    assertStringIncludes(
      reading !== undefined && "reason" in reading ? reading.reason : "",
      reason,
    );
  });
}

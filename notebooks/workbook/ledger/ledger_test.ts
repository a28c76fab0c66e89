/** Tests of the ledger: every record keeps its schema, names what exists, and tells no finding. */
import { assertEquals, assertThrows } from "@std/assert";
import { type ProbeName, PROBES } from "../../../probes/mod.ts";
import { EXERCISES } from "../exercises/registry.ts";
import type { Contrast } from "./expectation.ts";
import { findRecord, LEDGER } from "./ledger.ts";
import part1 from "./part_1.json" with { type: "json" };
import { type LedgerRecord, parseRecords } from "./record.ts";

Deno.test("LEDGER has each id once, over all files", () => {
  const ids = LEDGER.map(({ id }) => id);
  assertEquals(ids.filter((id, index) => ids.indexOf(id) !== index), []);
});

for (const record of LEDGER) {
  Deno.test(`${record.id} names probes, values, parameters and exercises that exist`, () => {
    assertEquals(unknownNames(record), []);
  });

  Deno.test(`${record.id} says nothing of what this machine will show`, () => {
    const { because = "", remedy = "" } = { because: "", remedy: "", ...record.expected };
    const text = JSON.stringify({ ...record, expected: [because, remedy] });
    const told = /\b(?:supported|contradicted|inconclusive|unavailable|your machine)\b/i.exec(text);
    assertEquals(told, null);
  });
}

/** Exercises that are written side by side with this ledger. */
const PLANNED_EXERCISES = ["L2-S1-06", "L2-S2-08", "L2-S3-11", "L2-S3-12"];

const RATIO = {
  kind: "ratio",
  probes: ["tight_loop"],
  value: null,
  contrast: { by: "next minor" },
  cases: [],
  over: "every",
  remedy: "x",
};

const BROKEN: [name: string, change: Record<string, unknown>, message: string][] = [
  ["an id of another form", { id: "L2-P1" }, "id"],
  ["an empty statement", { statement: " " }, "statement"],
  ["a field that nobody knows", { finding: "supported" }, "finding"],
  ["a probe that does not exist", { expected: { kind: "pauses", probes: ["sleep"] } }, "probes"],
  ["a source without a title", { sources: [{ kind: "published" }] }, "title"],
  ["a standing that nobody knows", { status: "maybe" }, "status"],
  ["a ratio without a case", { expected: { ...RATIO, cases: [] } }, "cases"],
  [
    "a version that is none",
    { expected: { ...RATIO, contrast: { by: "minor", base: "3" } } },
    "base",
  ],
  ["an expectation of no kind", { expected: { kind: "certain" } }, "expected"],
];

for (const [name, change, message] of BROKEN) {
  Deno.test(`parseRecords() refuses ${name}`, () => {
    const records = [{ ...part1[0], ...change }];
    assertThrows(() => parseRecords(records, "x.json"), SyntaxError, message);
  });
}

Deno.test("parseRecords() refuses an id that stands twice", () => {
  const twice = [part1[0], part1[0]];
  assertThrows(() => parseRecords(twice, "x.json"), SyntaxError, '"L2-P1-01" stands there twice');
});

Deno.test("findRecord() forgives case and blanks, and lists the ids where there is none", () => {
  assertEquals(findRecord(" l2-p1-01 ").id, "L2-P1-01");
  assertThrows(
    () => findRecord("L2-P1-99"),
    TypeError,
    'Cannot find claim "L2-P1-99": there are "',
  );
});

/** Names in an expectation that nothing of ours bears; such a record could never be settled. */
function unknownNames({ expected }: LedgerRecord): string[] {
  switch (expected.kind) {
    case "rubric":
    case "counterexample":
      return PLANNED_EXERCISES.includes(expected.exercise) ||
          EXERCISES.some(({ id }) => id === expected.exercise)
        ? []
        : [expected.exercise];
    case "twins":
    case "pauses":
    case "linked":
      return strangers(expected.probes, {});
    case "order":
      return strangers(expected.probes, { parameters: contrasted(expected.contrast) });
    case "ratio": {
      const { cases, contrast, value } = expected;
      const parameters = [
        ...contrasted(contrast),
        ...cases.flatMap(({ where }) => Object.keys(where)),
      ];
      return strangers(expected.probes, { values: value === null ? [] : [value], parameters });
    }
    case "bound":
      return strangers(expected.probes, {
        values: [expected.value],
        parameters: Object.keys(expected.where),
      });
    case "covers":
      return strangers(expected.probes, {
        values: [expected.value, expected.other],
        parameters: Object.keys(expected.where),
      });
    case "differs":
      return strangers(expected.probes, {
        values: [expected.value],
        parameters: [expected.parameter],
      });
    case "exact":
      return strangers(expected.probes, { values: expected.demands.map(({ value }) => value) });
    case "state":
    case "arithmetic":
    case "elsewhere":
      return [];
  }
}

function contrasted(contrast: Contrast): string[] {
  return contrast.by === "parameter" ? [contrast.name] : [];
}

function strangers(
  probes: readonly ProbeName[],
  { values = [], parameters = [] }: {
    readonly values?: readonly string[];
    readonly parameters?: readonly string[];
  },
): string[] {
  return probes.flatMap((name) => {
    const probe = PROBES[name];
    const known = probe.values.map(({ key }) => key);
    const names = probe.parameters.map((parameter) => parameter.name);
    return [
      ...values.filter((value) => !known.includes(value)),
      ...parameters.filter((parameter) => !names.includes(parameter)),
    ];
  });
}

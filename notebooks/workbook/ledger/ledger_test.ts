/** Tests of the ledger: every record keeps its schema, names what exists, and tells no finding. */
import { assert, assertEquals, assertThrows } from "@std/assert";
import { PROBES } from "../../../probes/mod.ts";
import { EXERCISES } from "../exercises/registry.ts";
import { findRecord, LEDGER } from "./ledger.ts";
import part1 from "./part_1.json" with { type: "json" };
import { type LedgerRecord, parseRecords } from "./record.ts";

Deno.test("LEDGER has the records of Part 1, each id once", () => {
  const ids = LEDGER.map(({ id }) => id);
  assertEquals(ids, ["L2-P1-01", "L2-P1-02", "L2-P1-03", "L2-P1-04", "L2-P1-05"]);
  assertEquals(new Set(ids).size, ids.length);
});

for (const record of LEDGER) {
  Deno.test(`${record.id} names probes, values, parameters and exercises that exist`, () => {
    assertEquals(unknownNames(record), []);
  });

  Deno.test(`${record.id} says nothing of what this machine will show`, () => {
    const text = JSON.stringify({ ...record, expected: null });
    const told = /\b(?:supported|contradicted|inconclusive|unavailable|your machine)\b/i.exec(text);
    assertEquals(told, null);
  });
}

const BROKEN: [name: string, change: Record<string, unknown>, message: string][] = [
  ["an id of another form", { id: "L2-P1" }, "id"],
  ["an empty statement", { statement: " " }, "statement"],
  ["a field that nobody knows", { finding: "supported" }, "finding"],
  ["a probe that does not exist", { expected: { kind: "pauses", probes: ["sleep"] } }, "probes"],
  ["a source without a title", { sources: [{ kind: "published" }] }, "title"],
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
    'Cannot find claim "L2-P1-99": there are "L2-P1-01"',
  );
});

function unknownNames({ expected }: LedgerRecord): string[] {
  if (expected.kind === "rubric") {
    return EXERCISES.some(({ id }) => id === expected.exercise) ? [] : [expected.exercise];
  }
  return expected.probes.flatMap((name) => {
    const probe = PROBES[name];
    assert(probe !== undefined, name);
    const values = probe.values.map(({ key }) => key);
    const parameters = probe.parameters.map((parameter) => parameter.name);
    const usedValues = "value" in expected ? [expected.value] : [];
    const usedParameters = expected.kind === "differs"
      ? [expected.parameter]
      : expected.kind === "below"
      ? Object.keys(expected.where)
      : [];
    return [
      ...usedValues.filter((value) => !values.includes(value)),
      ...usedParameters.filter((parameter) => !parameters.includes(parameter)),
    ];
  });
}

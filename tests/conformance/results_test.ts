import { assertEquals } from "@std/assert";
import type { Row } from "./judge.ts";
import { gather, type Outcome, verdictOf } from "./results.ts";

const CASES: [name: string, outcome: Omit<Outcome, "detail">, expected: string][] = [
  ["all runs passed", { pass: 3, fail: 0, skip: 0 }, "pass"],
  ["one of three failed", { pass: 2, fail: 1, skip: 0 }, "fail 1 of 3"],
  ["failed once and was not judged once", { pass: 0, fail: 1, skip: 1 }, "fail 1 of 1"],
  ["was never judged", { pass: 0, fail: 0, skip: 2 }, "not judged"],
  ["passed once and was not judged once", { pass: 1, fail: 0, skip: 1 }, "pass"],
];

for (const [name, outcome, expected] of CASES) {
  Deno.test(`verdictOf() of a check that ${name}`, () => {
    const verdict = verdictOf({ ...outcome, detail: "" });
    const text = verdict.kind === "fail" ? `fail ${verdict.failed} of ${verdict.judged}` : "";
    assertEquals(text || verdict.kind, expected);
  });
}

Deno.test("gather() counts the runs of a check and keeps the words of its failure", () => {
  const rows = [row("a", "pass", "3 ms"), row("a", "fail", "lost"), row("a", "pass", "4 ms")];
  const outcomes = gather([...rows, row("b", "skip", "no types")], { root: "/checkout/" });
  assertEquals(outcomes, {
    a: { pass: 2, fail: 1, skip: 0, detail: "lost" },
    b: { pass: 0, fail: 0, skip: 1, detail: "no types" },
  });
});

Deno.test("gather() keeps no path of the machine and no more than fits a line", () => {
  const detail = `at /checkout/kernel/a.ts and /opt/x-1/b.ts:\n${"z".repeat(500)}`;
  const { a } = gather([row("a", "fail", detail)], { root: "/checkout/" });
  assertEquals(a?.detail.slice(0, 48), "at (checkout)/kernel/a.ts and (path): " + "z".repeat(10));
  assertEquals([...a?.detail ?? ""].length, 241);
});

function row(id: string, result: Row["result"], detail: string): Row {
  return { ...{ id, result, detail, level: "MUST", text: id, seconds: 0 } };
}

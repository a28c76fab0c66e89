/** Tests of rows out of arms: with data, without because they cannot be had, and without because something failed. */
import { assertEquals } from "@std/assert";
import type { RunEnding } from "../../../../probes/mod.ts";
import { fakeRuns } from "../../../../tests/support/fake_comparisons.ts";
import { fakeArm } from "../../../../tests/support/fake_interpreters.ts";
import { FROZEN } from "../../../../tests/support/fake_rows.ts";
import { armRow } from "./arm_row.ts";

const UNAVAILABLE: RunEnding = {
  kind: "unavailable",
  reason: "its build has no compiler",
  remedy: "uv python install 3.14",
};
const CRASHED: RunEnding = { kind: "signalled", signal: "SIGSEGV" };

Deno.test("armRow() adds the arm's name to its data", () => {
  assertEquals(armRow(fakeArm("a", [1]), { bytes: 5 }), { label: "a", bytes: 5 });
  // One that still runs has neither data nor a reason.
  assertEquals(armRow(fakeArm("a", []), { bytes: 0 }), { label: "a", bytes: 0 });
});

Deno.test("armRow() says where a frozen arm was measured", () => {
  const arm = { ...fakeArm("a", [1]), frozen: FROZEN };
  assertEquals(armRow(arm, { bytes: 5 }), { label: "a", bytes: 5, frozen: FROZEN });
});

const CASES: readonly [name: string, endings: readonly RunEnding[], unavailable: object][] = [
  ["cannot show it", [UNAVAILABLE], {
    reason: "its build has no compiler",
    remedy: "uv python install 3.14",
  }],
  ["crashed", [CRASHED, CRASHED], { reason: "its process was ended by SIGSEGV", remedy: null }],
];

for (const [name, endings, unavailable] of CASES) {
  Deno.test(`armRow() gives the reason of an arm that ${name}`, () => {
    const arm = fakeArm("a", [], { failures: failed(endings) });
    assertEquals(armRow(arm, { bytes: 0 }), { label: "a", unavailable });
  });
}

Deno.test("armRow() keeps the data of an arm that failed only at times", () => {
  const arm = fakeArm("a", [1], { failures: failed([CRASHED]) });
  assertEquals(armRow(arm, { bytes: 5 }), { label: "a", bytes: 5 });
});

function failed(endings: readonly RunEnding[]) {
  const { runs: [run] } = fakeRuns(1, 1);
  return run === undefined ? [] : endings.map((ending) => ({ ...run, ending }));
}

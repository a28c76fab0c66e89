/** Tests of how a chart says how its measurement stands. */
import { assertEquals } from "@std/assert";
import { type MeasurementEnding, NO_ARMS_HINT } from "../../../probes/mod.ts";
import { fakeMeasurement, fakeRuns } from "../../../tests/support/fake_comparisons.ts";
import { statusNotes } from "./status.ts";

const CASES: [name: string, ending: MeasurementEnding, runCount: number, expected: string[]][] = [
  ["complete", { kind: "complete" }, 8, []],
  ["running", { kind: "running" }, 5, ["Measuring: round 3 of 4, about 3 s left."]],
  ["running, nothing yet", { kind: "running" }, 0, ["Measuring: round 1 of 4, about 1 s left."]],
  ["stopped in the first round", { kind: "stopped" }, 1, [
    "Stopped in the first round: too little for a picture.",
  ]],
  ["stopped later", { kind: "stopped" }, 3, [
    "Stopped after 1 round of 4: this is what had been measured.",
  ]],
  ["out of time", { kind: "budget" }, 4, ["The time was over after 2 rounds of 4."]],
  ["no interpreters", { kind: "no_interpreters" }, 0, [NO_ARMS_HINT]],
  ["not calibrated", { kind: "not_calibrated", reason: "no" }, 0, ["Nothing was measured: no."]],
  ["given up", { kind: "given_up", reason: "all failed" }, 2, [
    "Given up after 1 round: all failed.",
  ]],
];

for (const [name, ending, runCount, expected] of CASES) {
  Deno.test(`statusNotes() tells of a measurement that is ${name}`, () => {
    assertEquals(statusNotes(fakeMeasurement({}, { ...fakeRuns(4, runCount), ending })), expected);
  });
}

Deno.test("statusNotes() says below every picture that it is an earlier measurement", () => {
  const flags = [{ kind: "from_store", text: "Measured earlier; give fresh: true" }] as const;
  assertEquals(statusNotes(fakeMeasurement({}, { ...fakeRuns(4, 8), flags })), [
    "Measured earlier; give fresh: true.",
  ]);
});

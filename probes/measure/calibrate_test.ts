/** Tests of calibration. */
import { assertEquals, assertRejects } from "@std/assert";
import { fakeInterpreter, fakeProbe } from "../../tests/support/fake_interpreters.ts";
import { fakePrograms } from "../../tests/support/fake_programs.ts";
import { calibrate, nextLoops } from "./calibrate.ts";
import { completePlan } from "./plan.ts";

const STEPS: [loops: number, sliceNs: number, expected: number][] = [
  [1, 1_000_000, 3],
  [1, 100, 1000],
  [1000, 30_000, 73_334],
  [1, 0, 1000],
  [1, 1_999_999, 2],
  [10_000_000, 1, 10_000_000],
];

for (const [loops, sliceNs, expected] of STEPS) {
  Deno.test(`nextLoops() goes from ${loops} loops of ${sliceNs} ns towards 2 ms`, () => {
    assertEquals(nextLoops(loops, sliceNs, 2_000_000), expected);
  });
}

async function calibrated(body: string) {
  using folder = fakePrograms({ fake: body });
  const plan = completePlan("tight_loop", {
    arms: [fakeInterpreter("fake", folder)],
    slices: 2,
  });
  const [arm] = plan.arms;
  if (arm === undefined) throw new TypeError("no arm");
  const outcome = await calibrate(plan, { arm, signal: new AbortController().signal });
  if (outcome.kind !== "calibrated") {
    throw new TypeError(outcome.kind === "failed" ? outcome.reason : outcome.kind);
  }
  return outcome.calibration;
}

Deno.test("calibrate() takes one process where one call is long enough", async () => {
  const calibration = await calibrated(fakeProbe(5_000_000));
  assertEquals([calibration.loops, calibration.runs.length], [1, 1]);
});

Deno.test("calibrate() scales up until a timing is long enough", async () => {
  const calibration = await calibrated(fakeProbe(0).replace("$((0 + index))", "$((10000 * $6))"));
  assertEquals([calibration.loops, calibration.sliceNs], [132, 1_320_000]);
});

Deno.test("calibrate() asks more of a coarse clock", async () => {
  const body = fakeProbe(5_000_000).replace('"clockNs":1', '"clockNs":15000');
  const calibration = await calibrated(body.replace("$((5000000 + index))", "$((5000000 * $6))"));
  assertEquals((calibration.sliceNs ?? 0) >= 18_000_000, true);
});

Deno.test("calibrate() gives up on a clock that stands still", async () => {
  const calibration = await calibrated(fakeProbe(0));
  assertEquals(calibration.runs.length <= 6, true);
});

Deno.test("calibrate() says why it cannot", async () => {
  const reason = "fake ended with exit code 1: broken";
  await assertRejects(() => calibrated("echo broken >&2; exit 1"), TypeError, reason);
});

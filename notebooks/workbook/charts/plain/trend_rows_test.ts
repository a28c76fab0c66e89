/** Tests of a trend's lines out of measurements: which arms make a family, and what their points are made of. */
import { assert, assertEquals } from "@std/assert";
import type { MeasuredArm, MeasurementResult } from "../../../../probes/mod.ts";
import {
  CALL,
  fakeComparisonResult,
  fakeMeasurement,
} from "../../../../tests/support/fake_comparisons.ts";
import { fakeArm } from "../../../../tests/support/fake_interpreters.ts";
import { FROZEN } from "../../../../tests/support/fake_rows.ts";
import { trendRows } from "./trend_rows.ts";

const ROUNDS = Array.from({ length: 8 }, (_, round) => 1 + ((round * 5) % 8) / 1000);

function arm(
  label: string,
  level: number,
  { minor, micro = 0, family = "Debian, gcc 16" }: {
    readonly minor: number;
    readonly micro?: number;
    readonly family?: string;
  },
): MeasuredArm {
  const faked = fakeArm(label, ROUNDS.map((wobble) => level * wobble));
  const { python } = faked;
  return {
    ...faked,
    python: { ...python, minor, micro, build: { ...python.build, family } },
  };
}

/** A measurement with these arms; made-up processes have no timings to be cleaned. */
function measured(arms: readonly MeasuredArm[]): MeasurementResult {
  const value = { ...CALL, kind: "once" } as const;
  return { ...fakeMeasurement({}), value, values: [value], arms };
}

const OLD = { minor: 13 };
const NEW = { minor: 14 };

Deno.test("trendRows() has the geometric mean over all measurements as speed", () => {
  const [row, ...others] = trendRows([
    measured([arm("a", 2, OLD), arm("b", 1, NEW)]),
    measured([arm("a", 8, OLD), arm("b", 1, NEW)]),
  ]);
  assertEquals([row?.label, others.length], ["Debian, gcc 16", 0]);
  assertEquals(row?.points.map(({ release, speed }) => [release, Math.round(speed * 1000)]), [
    ["3.13", 1000],
    ["3.14", 4000],
  ]);
  const point = row?.points[1];
  assert((point?.low ?? 9) <= 4 && 4 <= (point?.high ?? 0) + 1e-9, "4 is not in its interval");
});

Deno.test("trendRows() takes a single measurement's own ratio", () => {
  const one = measured([arm("a", 2, OLD), arm("b", 1, NEW)]);
  for (const given of [one, fakeComparisonResult([], one)]) {
    assertEquals(trendRows([given])[0]?.points.map(({ speed }) => Math.round(speed * 1000)), [
      1000,
      2000,
    ]);
  }
});

Deno.test("trendRows() begins at each family's oldest release, whichever arm comes first", () => {
  const other = { family: "pyenv, gcc 12" };
  const rows = trendRows([measured([
    arm("b", 1, NEW),
    arm("a", 2, OLD),
    arm("c", 3, { ...OLD, ...other }),
    arm("d", 3, { minor: 9, ...other }),
    arm("alone", 3, { ...OLD, family: "conda" }),
  ])]);
  assertEquals(rows.map(({ label, points }) => [label, ...points.map(({ release }) => release)]), [
    ["Debian, gcc 16", "3.13", "3.14"],
    ["pyenv, gcc 12", "3.9", "3.13"],
  ]);
});

Deno.test("trendRows() takes the newest build of a release, and no arm with settings or a second time", () => {
  const again = { ...arm("again", 5, NEW), python: arm("b", 5, NEW).python };
  const rows = trendRows([measured([
    arm("a", 2, OLD),
    arm("older", 9, { minor: 14, micro: 1 }),
    arm("b", 1, { minor: 14, micro: 2 }),
    { ...arm("jit", 9, { minor: 15 }), env: { PYTHON_JIT: "1" } },
    { ...again, python: { ...again.python, name: "b", micro: 2 } },
  ])]);
  assertEquals(rows[0]?.points.map(({ speed }) => Math.round(speed)), [1, 2]);
});

Deno.test("trendRows() leaves out an arm that one of the measurements lacks, and has no line then", () => {
  const both = measured([arm("a", 2, OLD), arm("b", 1, NEW)]);
  assertEquals(trendRows([both, measured([arm("a", 2, OLD)])]), []);
  assertEquals(trendRows([]), []);
});

Deno.test("trendRows() says of a frozen line where all its CPythons are from", () => {
  const frozen = { ...measured([arm("a", 2, OLD), arm("b", 1, NEW)]), frozen: FROZEN };
  const arms = frozen.arms.map((one) => ({ ...one, frozen: FROZEN }));
  const [row] = trendRows([{ ...frozen, arms }]);
  assertEquals(row?.frozen, { ...FROZEN, builds: "a (Debian, gcc 16); b (Debian, gcc 16)" });
});

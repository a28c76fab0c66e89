/** The overview's loops on builds that nobody made: for tests of what can be read from them. */

import type { MeasuredArm, MeasurementResult } from "../../probes/mod.ts";
import { CALL, fakeMeasurement } from "./fake_comparisons.ts";
import { fakeArm } from "./fake_interpreters.ts";

/** A build and the time of its loop. */
export interface FakeBuild {
  readonly family: string;
  readonly minor: number;
  /** In ms. */
  readonly level: number;
}

/** Eight rounds that stray by half a per cent, the same way in each arm. */
const WOBBLES = Array.from({ length: 8 }, (_, round) => 1 + ((round * 5) % 8) / 1600);

/** A measurement by that probe with an arm for each build. */
export function fakeLoop(probe: string, builds: readonly FakeBuild[]): MeasurementResult {
  // Made-up processes have no timings to be cleaned.
  const value = { ...CALL, kind: "once" } as const;
  const arms = builds.map((build) => armOf(build));
  return { ...fakeMeasurement({}), probe, title: probe, value, values: [value], arms };
}

function armOf({ family, minor, level }: FakeBuild): MeasuredArm {
  const faked = fakeArm(`py3.${minor}.0 ${family}`, WOBBLES.map((wobble) => level * wobble));
  const { python } = faked;
  return { ...faked, python: { ...python, minor, build: { ...python.build, family } } };
}

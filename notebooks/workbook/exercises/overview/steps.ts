/** Which ratios of a measurement stand for a step between builds, and for one between releases. */

import {
  type Comparison,
  matrixWithin,
  type MeasuredArm,
  type MeasurementResult,
  suiteRows,
} from "../../../../probes/mod.ts";

/** The kinds of step that are asked for. */
export type StepKind = "builds" | "releases";

/** Steps nearer than this to the largest one are not told from it by an eye. */
const NEAR_SHARE = 0.05;

/** Probes of the four loops whose mean is read. */
const LOOPS: readonly string[] = ["tight_loop", "fibonacci", "attributes", "comprehension"];

interface Step {
  readonly base: MeasuredArm;
  readonly test: MeasuredArm;
  /** Roughly, from the arms' own medians: by this the few are found whose interval is computed. */
  readonly ratio: number;
}

/**
 * The rows of the largest steps: between builds from the faster one to the slower one, between releases from the older one
 * to the newer one, and there those that save most time.
 */
export function largestSteps(
  measurements: readonly MeasurementResult[],
  kind: StepKind,
): Comparison[] {
  const loops = LOOPS.flatMap((probe) =>
    measurements.find((one) => one.probe === probe && one.arms.length > 1) ?? []
  );
  const steps = stepsOf(loops, kind === "builds" ? areBuilds : areReleases);
  const sizes = steps.map(({ ratio }) => kind === "builds" ? ratio : 1 / ratio);
  const most = Math.max(...sizes);
  return steps.filter((_, index) => (sizes[index] ?? 0) >= most * (1 - NEAR_SHARE)).flatMap(
    ({ base, test }) => rowsOf(loops, base, test),
  );
}

function rowsOf(
  loops: readonly MeasurementResult[],
  base: MeasuredArm,
  test: MeasuredArm,
): Comparison[] {
  const table = matrixWithin(loops, { base: base.label, test: [test.label] });
  return loops.length > 1 ? suiteRows(table) : [...table.cells];
}

type IsStep = (base: MeasuredArm, test: MeasuredArm, arms: readonly MeasuredArm[]) => boolean;

function stepsOf(loops: readonly MeasurementResult[], isStep: IsStep): Step[] {
  const arms = commonArms(loops);
  return arms.flatMap((base) =>
    arms.filter((test) => test !== base).flatMap((test): Step[] => {
      const ratio = roughRatio(loops, base, test);
      if (ratio === null || !isStep(base, test, arms)) return [];
      return [{ base, test, ratio }];
    })
  ).filter(({ base, test, ratio }) => isSameFamily(base, test) || ratio >= 1);
}

/** Plain arms that all loops have. */
function commonArms([first, ...others]: readonly MeasurementResult[]): MeasuredArm[] {
  return (first?.arms ?? []).filter(({ label, python, env, flags }) =>
    !python.freeThreaded && !python.debug && Object.keys(env).length === 0 && flags.length === 0 &&
    others.every(({ arms }) => arms.some((arm) => arm.label === label))
  );
}

/** Two builds of one release, or of neighbouring ones. */
function areBuilds(base: MeasuredArm, test: MeasuredArm): boolean {
  return !isSameFamily(base, test) && Math.abs(base.python.minor - test.python.minor) <= 1;
}

/** Two releases of one family, with none of it between them. */
function areReleases(
  base: MeasuredArm,
  test: MeasuredArm,
  arms: readonly MeasuredArm[],
): boolean {
  const [from, to] = [base.python.minor, test.python.minor];
  return isSameFamily(base, test) && from < to &&
    !arms.some((arm) =>
      isSameFamily(arm, base) && from < arm.python.minor && arm.python.minor < to
    );
}

function isSameFamily(one: MeasuredArm, other: MeasuredArm): boolean {
  return one.python.build.family === other.python.build.family;
}

function roughRatio(
  loops: readonly MeasurementResult[],
  base: MeasuredArm,
  test: MeasuredArm,
): number | null {
  const logs = loops.map(({ arms }) => {
    const level = ({ label }: MeasuredArm) => arms.find((arm) => arm.label === label)?.median;
    return Math.log((level(test) ?? NaN) / (level(base) ?? NaN));
  });
  const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
  return Number.isFinite(mean) ? Math.exp(mean) : null;
}

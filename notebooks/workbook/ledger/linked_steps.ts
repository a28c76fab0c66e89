/** The steps from one release to another where no kind of build has both: each within one kind, linked at those between. */

import {
  type Comparison,
  matrixWithin,
  type MeasuredArm,
  type MeasurementResult,
  suiteRows,
} from "../../../probes/mod.ts";
import { pairsBy } from "./pairs.ts";

/** From a minor version to the next, within one kind of build. */
export interface LinkedStep {
  /** For example `3.12`. */
  readonly base: string;
  /** For example `3.13`. */
  readonly test: string;
  /** The kind of build that has both. */
  readonly family: string;
  /** The mean over all that both were measured by. */
  readonly row: Comparison;
}

/** Both ends of a chain of releases, for example `3.11` and `3.14`. */
export interface ReleaseSpan {
  readonly base: string;
  readonly test: string;
}

/** All steps of a chain, or null where one of them is missing; nothing is linked over a release that was left out. */
export function linkedSteps(
  measurements: readonly MeasurementResult[],
  span: ReleaseSpan,
): LinkedStep[] | null {
  const steps = stepsBetween(span).map((step) => stepOf(measurements, step));
  return steps.length > 0 && steps.every((step) => step !== null) ? steps : null;
}

function stepsBetween({ base, test }: ReleaseSpan): ReleaseSpan[] {
  const [major = "3", first = 0] = [base.split(".")[0], Number(base.split(".")[1])];
  const last = Number(test.split(".")[1]);
  return Array.from({ length: Math.max(0, last - first) }, (_, index) => ({
    base: `${major}.${first + index}`,
    test: `${major}.${first + index + 1}`,
  }));
}

/** Of several kinds of build the one whose builds are newest speaks. */
function stepOf(measurements: readonly MeasurementResult[], step: ReleaseSpan): LinkedStep | null {
  const [first, ...others] = measurements;
  const isEverywhere = ({ label }: MeasuredArm) =>
    others.every(({ arms }) => arms.some((arm) => arm.label === label));
  const pairs = pairsBy(first?.arms ?? [], { by: "minor", ...step }).filter(({ base, test }) =>
    isEverywhere(base) && isEverywhere(test)
  ).toSorted((one, other) =>
    other.base.python.micro - one.base.python.micro ||
    other.test.python.micro - one.test.python.micro
  );
  const [pair] = pairs;
  if (pair === undefined) return null;
  const { base, test } = pair;
  const table = matrixWithin(measurements, { base: base.label, test: [test.label] });
  const [row] = others.length > 0 ? suiteRows(table) : table.cells;
  return row === undefined ? null : { ...step, family: base.python.build.family, row };
}

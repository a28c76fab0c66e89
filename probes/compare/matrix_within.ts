/** A table out of measurements that are there already: parts of a matrix that is over, or frozen data. */

import type { MeasuredArm, MeasurementResult } from "../measure/result.ts";
import { checkOptions } from "../measure/options.ts";
import { buildsText, frozenText } from "../show/frozen.ts";
import { compareWithin } from "./compare.ts";
import { type MatrixResult, matrixResult } from "./matrix_result.ts";

/** What to read out of the measurements. */
export interface MatrixWithin {
  /** Label of the arm that the others are compared with; the first arm of the first measurement when not given. */
  readonly base?: string;
  /** Labels of the arms that are compared; all others when not given. */
  readonly test?: readonly string[];
}

/**
 * Compares arms over several measurements, decided as one table, with the geometric mean over all of them.
 *
 * Every measurement must have the arms that are named, and all are compared by their main value. Means of live and of
 * frozen measurements together would compare machines, so that no measurement may be frozen where another is not.
 *
 * ```ts
 * import { frozen, matrixWithin } from "probes";
 *
 * const loops = [await frozen("tight_loop"), await frozen("fibonacci")];
 * const table = matrixWithin(loops, { base: "py3.10.13", test: ["py3.11.7"] });
 * const mean: number | null = table.suites[0]?.ratio ?? null;
 * ```
 */
export function matrixWithin(
  measurements: readonly MeasurementResult[],
  options: MatrixWithin = {},
): MatrixResult {
  checkMeasurements(measurements);
  checkOptions(DOING, options, ["base", "test"]);
  const labels = measurements[0]?.arms.map(({ label }) => label) ?? [];
  const { base = labels[0] ?? "", test = labels.filter((label) => label !== base) } = options;
  const parts = measurements.map((measurement) =>
    compareWithin(narrowed(measurement, [base, ...test]))
  );
  return matrixResult(parts.map(({ measurement }) => measurement.probe), {
    latest: parts,
    claimCount: parts.reduce((sum, { claimCount }) => sum + claimCount, 0),
  });
}

const DOING = "Cannot compare measurements";

function checkMeasurements(measurements: unknown): void {
  if (!Array.isArray(measurements) || measurements.length === 0) {
    throw new TypeError(`${DOING}: a list of what awaiting measure() gives is needed`);
  }
  const frozenCount = measurements.filter(({ frozen }) => frozen !== undefined).length;
  if (frozenCount === 0 || frozenCount === measurements.length) return;
  throw new TypeError(
    `${DOING}: ${frozenCount} of ${measurements.length} are frozen, from another machine; take one kind`,
  );
}

/** The same measurement with these arms alone, the base first. */
function narrowed(measurement: MeasurementResult, labels: readonly string[]): MeasurementResult {
  const { arms, probe, frozen } = measurement;
  const chosen = labels.map((label): MeasuredArm => {
    const arm = arms.find((one) => one.label === label);
    if (arm !== undefined) return arm;
    const there = arms.map((one) => `"${one.label}"`).join(", ");
    throw new RangeError(
      `${DOING}: "${label}" is no arm of "${probe}", there are ${there === "" ? "none" : there}`,
    );
  });
  if (frozen === undefined) return { ...measurement, arms: chosen };
  // Whoever reads where it is from wants to know of these CPythons, not of all that were frozen.
  const source = { ...frozen, builds: buildsText(chosen) };
  const flags = measurement.flags.map((flag) =>
    flag.kind === "frozen" ? { ...flag, text: frozenText(source) } : flag
  );
  return { ...measurement, arms: chosen, frozen: source, flags };
}

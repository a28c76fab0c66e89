/** Lines of a trend out of measurements: the families of builds among their arms, each beside its oldest release. */

import {
  type ComparisonResult,
  type MatrixResult,
  matrixWithin,
  type MeasuredArm,
  type MeasurementResult,
} from "../../../../probes/mod.ts";
import { frozenOf } from "./arm_row.ts";
import { releaseOf, speedPoint, type TrendPoint, type TrendRow } from "./version_trend.ts";

/**
 * The lines of all families that have two releases or more among the arms: speed beside the family's oldest release, as
 * the geometric mean where there are several measurements of the same arms.
 *
 * Takes what `measure()`, `compare()` and `frozen()` give, or the `parts` of what `matrix()` gives. Of builds of one
 * release the newest counts; arms with settings of their own do not.
 *
 * ```ts
 * import { frozen } from "probes";
 * import { trendRows, versionTrend } from "workbook";
 *
 * const loops = [await frozen("tight_loop"), await frozen("fibonacci")];
 * const text: string = await versionTrend(trendRows(loops)).toText();
 * ```
 */
export function trendRows(
  measured: readonly (MeasurementResult | ComparisonResult)[],
): TrendRow[] {
  const measurements = measured.map((one) => "measurement" in one ? one.measurement : one);
  const arms = plainArms(measurements);
  const families = Map.groupBy(arms, ({ python }) => python.build.family);
  return [...families].flatMap(([family, relatives]) => {
    const [oldest, ...newer] = byRelease(relatives);
    if (oldest === undefined || newer.length === 0) return [];
    const test = newer.map(({ label }) => label);
    const table = matrixWithin(measurements, { base: oldest.label, test });
    return [{
      label: family,
      points: [
        { release: releaseOf(oldest.python), speed: 1, low: null, high: null },
        ...newer.flatMap((arm) => pointOf(arm, table)),
      ],
      ...frozenSourceOf([oldest, ...newer]),
    }];
  });
}

/** Where all points of a line come from: the CPythons of them all, not of the first alone. */
function frozenSourceOf(arms: readonly MeasuredArm[]): Pick<TrendRow, "frozen"> {
  const { frozen } = frozenOf(arms);
  if (frozen === undefined) return {};
  const builds = arms.map(({ python }) => `${python.name} (${python.build.family})`).join("; ");
  return { frozen: { ...frozen, builds } };
}

/** Arms that stand for their CPython, once each, and that all measurements have. */
function plainArms([first, ...others]: readonly MeasurementResult[]): MeasuredArm[] {
  const seen = new Set<string>();
  return (first?.arms ?? []).filter(({ label, python, env, flags, processes }) => {
    const isPlain = Object.keys(env).length === 0 && flags.length === 0 && processes.length > 0 &&
      !python.freeThreaded && !python.debug && !seen.has(python.name);
    const isEverywhere = others.every(({ arms }) => arms.some((arm) => arm.label === label));
    if (!isPlain || !isEverywhere) return false;
    seen.add(python.name);
    return true;
  });
}

/** From old to new, the newest build of each release. */
function byRelease(arms: readonly MeasuredArm[]): MeasuredArm[] {
  const sorted = arms.toSorted(({ python: one }, { python: other }) =>
    one.major - other.major || one.minor - other.minor || one.micro - other.micro
  );
  return sorted.filter((arm, index) => {
    const next = sorted[index + 1];
    return next === undefined || releaseOf(next.python) !== releaseOf(arm.python);
  });
}

/** A single measurement has no mean: then its own ratio counts. */
function pointOf(arm: MeasuredArm, { suites, cells, parts }: MatrixResult): TrendPoint[] {
  const found = (parts.length > 1 ? suites : cells).find(({ test }) => test === arm.label);
  return found === undefined ? [] : speedPoint(releaseOf(arm.python), found);
}

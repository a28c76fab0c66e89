/** What the exercises about annotations take out of measurements: the price of a function with hints, in some CPython. */

import {
  compareWithin,
  type Comparison,
  type MeasuredArm,
  type MeasurementResult,
  type ProbeName,
} from "../../../../probes/mod.ts";
import { evidenceParts, type ReadEvidence } from "../../ledger/evidence.ts";
import type { ExpectedRange } from "../acceptance_numbers.ts";
import { firstRun, runsOf } from "../garbage_collection/measured.ts";

/** What one CPython needs for a module, spelt in several ways. */
export interface Prices {
  readonly measurement: MeasurementResult;
  /** By style, those with the most functions. */
  readonly arms: Readonly<Record<string, MeasuredArm>>;
  readonly functions: number;
  /** What the hints of one function add to an import, in µs: between two lines, or between their ends. */
  readonly each: ExpectedRange;
}

/** The first measurement of that probe that was given, alone or in a list. */
export function measurementBy(evidence: ReadEvidence, probe: ProbeName): MeasurementResult | null {
  for (const part of evidenceParts(evidence)) {
    const measurement = part.kind === "measurement"
      ? part.measurement
      : part.kind === "comparison"
      ? part.comparison.measurement
      : null;
    if (measurement?.probe === probe && firstRun(measurement) !== undefined) return measurement;
  }
  return null;
}

/** The prices of the first CPython; null where it lacks one of the spellings. */
export function pricesOf(evidence: ReadEvidence): Prices | null {
  const measurement = measurementBy(evidence, "annotations_import");
  const first = measurement === null ? undefined : firstRun(measurement);
  if (measurement === null || first === undefined) return null;
  const own = measurement.arms.filter(({ python, processes }) =>
    python.name === first.python.name && processes.length > 0
  );
  const functions = Math.max(...own.map(functionsOf));
  const largest = own.filter((arm) => functionsOf(arm) === functions);
  const arms = Object.fromEntries(largest.map((arm) => [`${arm.params["style"]}`, arm]));
  const each = eachOf(own, functions);
  return each === null || arms["future"] === undefined
    ? null
    : { measurement, arms, functions, each };
}

function functionsOf({ params }: MeasuredArm): number {
  return Number(params["functions"] ?? 0);
}

/** From the runs of the largest modules; the middle ones of the smallest tell how steep the lines are. */
function eachOf(own: readonly MeasuredArm[], functions: number): ExpectedRange | null {
  const found = (style: string, count: number) =>
    runsOf(
      own.find((arm) => arm.params["style"] === style && functionsOf(arm) === count),
      "import",
    );
  const [hints, none] = [found("hints", functions), found("none", functions)];
  if (hints === null || none === null || functions === 0) return null;
  const micro = (ms: number, count: number) => ms * 1000 / count;
  const value = micro(hints.middle - none.middle, functions);
  const least = Math.min(...own.map(functionsOf));
  const [lowHints, lowNone] = [found("hints", least), found("none", least)];
  const steep = lowHints === null || lowNone === null || least === functions
    ? value
    : micro(hints.middle - none.middle - lowHints.middle + lowNone.middle, functions - least);
  return {
    value,
    low: Math.min(value, steep, micro(hints.low - none.high, functions)),
    high: Math.max(value, steep, micro(hints.high - none.low, functions)),
  };
}

/** The import below the future import against that with hints, by the runs of both. */
export function futureRatio({ measurement, arms }: Prices): Comparison | null {
  const { hints, future } = arms;
  if (hints === undefined || future === undefined) return null;
  return compareWithin({ ...measurement, arms: [hints, future] }, { value: "import" });
}

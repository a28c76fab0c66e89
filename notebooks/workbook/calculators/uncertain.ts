/** A number with what is known of its uncertainty, and how a measured one becomes such a number. */

import type {
  Comparison,
  ComparisonResult,
  FrozenSource,
  MeasuredArm,
  MeasurementResult,
} from "../../../probes/mod.ts";
import { medianOf } from "../charts/spread.ts";
import { countOf } from "../page/words.ts";
import { medianBounds } from "./binomial.ts";

/** A number with the ends between which it lies. A number that is known exactly has three equal ones. */
export interface Uncertain {
  /** The estimate. */
  readonly value: number;
  /** Lower end. */
  readonly low: number;
  /** Upper end. */
  readonly high: number;
  /**
   * What the ends are: an interval of 95 %, which is what nothing else being said means, or bounds of another kind, such
   * as the least and the greatest of a few processes. Bounds are carried through by trying all of their ends.
   */
  readonly basis?: "interval" | "bounds";
  /** Where it is from, for the card: `py3.14.10, 12 rounds`. */
  readonly from?: string;
}

/** What a calculator takes: a number, one with its ends, or nothing, where nothing was measured. */
export type Given = number | Uncertain | null | undefined;

/** Which number of a measurement is meant. */
export interface UncertainOptions {
  /** The arm, or for a comparison the test arm: its label, or its place counted from 0; the first one when not given. */
  readonly arm?: string | number;
  /** Key of the value of a measurement; its main one when not given. */
  readonly value?: string;
  /** What the number is multiplied by: `1e6 / n` makes nanoseconds an iteration out of milliseconds for `n` of them. */
  readonly times?: number;
}

const DOING = "Cannot take an uncertain number";

/** The chance with which intervals hold that are squared and added; those of other chances are bounds. */
const CONFIDENCE = 0.95;

/** What a difference of two decimals may leave. */
const ROUNDING = 1e-9;

/**
 * Takes a number with its ends out of what was measured, for a calculator: of a comparison or one of its rows the ratio,
 * of a measurement an arm's median. Null where nothing was measured; calculators then say so.
 *
 * ```ts
 * import { compare, discoverInterpreters } from "probes";
 * import { billionIterations, uncertain } from "workbook";
 *
 * const [python] = await discoverInterpreters();
 * const twins = await compare("tight_loop", { base: python, test: python, rounds: 1, slices: 2 });
 * const ratio = uncertain(twins);
 * const text: string = billionIterations({ nsPerIteration: 48, ratio }).toText();
 * ```
 */
export function uncertain(
  measured: ComparisonResult | Comparison | MeasurementResult | null | undefined,
  { times = 1, ...options }: UncertainOptions = {},
): Uncertain | null {
  const factor = requireInput(times, { doing: DOING, name: "times" }).value;
  const taken = take(measured, options);
  if (taken === null || factor === 1) return taken;
  const { value, low, high } = taken;
  return { ...taken, value: value * factor, low: low * factor, high: high * factor };
}

function take(
  measured: ComparisonResult | Comparison | MeasurementResult | null | undefined,
  options: Omit<UncertainOptions, "times">,
): Uncertain | null {
  if (measured === null || measured === undefined) return null;
  if (typeof measured !== "object") throw refusal(`a ${typeof measured}`);
  if ("rows" in measured) return ofComparison(measured, options);
  if ("arms" in measured) return ofMeasurement(measured, options);
  if ("ratio" in measured && "roundRatios" in measured) return ofRow(measured);
  throw refusal("then" in measured ? 'a result that has not been awaited, write "await"' : null);
}

function refusal(given: string | null): TypeError {
  return new TypeError(
    `${DOING}: given is ${
      given ?? "another object"
    }, the result of measure() or compare() is needed`,
  );
}

function ofComparison(
  { rows, measurement }: ComparisonResult,
  { arm = 0, value }: UncertainOptions,
): Uncertain | null {
  // The level of one arm may be wanted of a comparison as well.
  if (value !== undefined) return ofMeasurement(measurement, { arm, value });
  if (rows.length === 0) return null;
  const row = chosen(rows, { doing: DOING, at: arm, names: rows.map(({ test }) => test) });
  return ofRow(row, measurement);
}

function ofRow(
  { ratio, low, high, rounds, roundRatios, base, test, confidence }: Comparison,
  measurement?: MeasurementResult,
): Uncertain | null {
  if (ratio === null) return null;
  const wasStopped = measurement?.ending.kind === "stopped";
  const from = `${test} / ${base}, ${countOf(rounds, "round")}${placeText(measurement?.frozen)}`;
  if (low !== null && high !== null) {
    // One that somebody stopped, that was decided early or together with others has a wider interval than one of 95 %.
    const isUsual = !wasStopped && Math.abs(confidence - CONFIDENCE) < ROUNDING;
    return { value: ratio, low, high, basis: isUsual ? "interval" : "bounds", from };
  }
  const seen = [ratio, ...roundRatios.map((round) => round.ratio)];
  return {
    value: ratio,
    low: Math.min(...seen),
    high: Math.max(...seen),
    basis: "bounds",
    from: `${from}: the range that was seen, no interval`,
  };
}

function ofMeasurement(
  { arms, value: main, frozen }: MeasurementResult,
  { arm: at = 0, value: key = main.key }: UncertainOptions,
): Uncertain | null {
  if (arms.length === 0) return null;
  const arm = chosen(arms, { doing: DOING, at, names: arms.map(({ label }) => label) });
  const numbers = numbersOf(arm, key);
  const value = medianOf(numbers);
  if (value === null) return null;
  const { low, high, isInterval } = medianBounds(numbers);
  return {
    value,
    low,
    high,
    basis: isInterval ? "interval" : "bounds",
    from: `${arm.label}, ${countOf(numbers.length, "process", "es")}${
      isInterval ? "" : ": the range that was seen, no interval"
    }${placeText(arm.frozen ?? frozen)}`,
  };
}

function numbersOf({ processes }: MeasuredArm, key: string): number[] {
  return processes.map(({ values }) => values[key]).filter((value) => typeof value === "number");
}

/** The item of this name, or at this place; throws a `RangeError` that lists the names there are. */
export function chosen<Item>(
  items: readonly Item[],
  { doing, at, names }: {
    readonly doing: string;
    readonly at: string | number;
    readonly names: readonly string[];
  },
): Item {
  const found = items[typeof at === "number" ? at : names.indexOf(at)];
  if (found !== undefined) return found;
  const list = names.map((name) => `"${name}"`).join(", ");
  throw new RangeError(`${doing}: there is no arm ${JSON.stringify(at)}, there are ${list}`);
}

/** Where something was measured, behind its name on a card; nothing for here and now. */
export function placeText(source: FrozenSource | undefined): string {
  return source === undefined ? "" : `, frozen: ${source.date}, ${source.machine}`;
}

/** What a calculator needs of a number that it is given. */
export interface InputSpec {
  readonly doing: string;
  readonly name: string;
  /** Below this it cannot be; 0 when not given. */
  readonly least?: number;
  readonly most?: number;
}

/** Completes what was given; null where nothing was measured. Throws where it can be no such number. */
export function readInput(
  given: Given,
  { doing, name, least = 0, most }: InputSpec,
): Uncertain | null {
  if (given === null || given === undefined) return null;
  const read = typeof given === "number" ? exactly(given) : given;
  const upTo = most === undefined ? "" : ` to ${most}`;
  const numbers = [read.value, read.low, read.high];
  if (!numbers.every((number) => typeof number === "number" && Number.isFinite(number))) {
    throw new TypeError(
      `${doing}: "${name}" is ${shown(given)}, a number or { value, low, high } is needed`,
    );
  }
  if (Math.min(...numbers) < least || Math.max(...numbers) > (most ?? Infinity)) {
    throw new RangeError(
      `${doing}: "${name}" is ${shown(given)}, a number from ${least}${upTo} is needed`,
    );
  }
  if (read.low > read.value || read.value > read.high) {
    throw new RangeError(
      `${doing}: "${name}" is ${shown(given)}, its value does not lie between its ends`,
    );
  }
  return read;
}

/** The same for a number that has to be there. */
export function requireInput(given: Given, spec: InputSpec): Uncertain {
  const read = readInput(given, spec);
  if (read !== null) return read;
  throw new TypeError(`${spec.doing}: "${spec.name}" is missing, a number is needed`);
}

function shown(given: Given): string {
  if (typeof given !== "object" || given === null) return String(given);
  const { value, low, high } = given;
  return JSON.stringify({ value, low, high });
}

/** Whether its ends lie apart. */
export function isUncertain({ low, high }: Uncertain): boolean {
  return low < high;
}

/** A number that is known exactly. */
export function exactly(value: number): Uncertain {
  return { value, low: value, high: value };
}

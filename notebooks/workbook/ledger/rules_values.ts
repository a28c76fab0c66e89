/** The rules for what single processes gave: a number on one side of a bound, exact values, one number beside another. */

import {
  formatValue,
  type MeasuredArm,
  type MeasurementResult,
  type ParamValue,
} from "../../../probes/mod.ts";
import { medianOf } from "../charts/spread.ts";
import { countOf } from "../page/words.ts";
import type { ExpectationOf } from "./expectation.ts";
import {
  bare,
  combineRows,
  DECIDING_ROUNDS_MIN,
  type FindingInterval,
  type FindingKind,
  isFilled,
  type LabelledOutcome,
  obstacle,
  type Outcome,
  rangeText,
  tooFew,
  worstOf,
} from "./outcome.ts";
import { armsWhere } from "./pairs.ts";

/** A number on one side of a bound, in each arm that has it. */
export function judgeBound(
  expected: ExpectationOf<"bound">,
  measurement: MeasurementResult,
): Outcome {
  const { side, bound, unit, value } = expected;
  const arms = armsWhere(measurement.arms, expected.where);
  const judged = arms.map((arm) => ({ label: arm.label, numbers: numbersOf(arm, value) }))
    .filter(({ numbers }) => numbers.length > 0)
    .map(({ label, numbers }) => ({
      label,
      outcome: judgeNumbers(expected, { numbers, measurement }),
    }));
  // Of several arms the one nearest to breaking the bound speaks.
  const sign = side === "below" ? -1 : 1;
  const sorted = judged.toSorted((left, right) =>
    sign * ((left.outcome.interval?.estimate ?? 0) - (right.outcome.interval?.estimate ?? 0))
  );
  const stopped = obstacle(measurement);
  if (stopped !== null) return stopped;
  if (!isFilled(sorted)) return bare("inconclusive", noNumbers(expected, { arms, measurement }));
  const axis = `${nameOf(measurement, value)}${unit === "" ? "" : ` (${unit})`}`;
  const zone = side === "below"
    ? { low: null, high: bound, name: "as stated", axis }
    : { low: bound, high: null, name: "as stated", axis };
  return combineRows(sorted, { zone });
}

function noNumbers(
  { value, where }: ExpectationOf<"bound">,
  { arms, measurement }: {
    readonly arms: readonly MeasuredArm[];
    readonly measurement: MeasurementResult;
  },
): string {
  if (arms.length > 0) return `no process gave a ${nameOf(measurement, value)}`;
  const wanted = Object.entries(where).map(([name, wish]) => `${name} ${shown(wish)}`).join(", ");
  return `no arm was measured with ${wanted}`;
}

function shown(value: ParamValue): string {
  return typeof value === "number" ? value.toLocaleString("en") : `"${value}"`;
}

function judgeNumbers(
  { bound, unit, value, side }: ExpectationOf<"bound">,
  { numbers, measurement }: {
    readonly numbers: readonly number[];
    readonly measurement: MeasurementResult;
  },
): Outcome {
  const interval = { ...spreadOf(numbers), unit };
  const rounds = numbers.length;
  const what = nameOf(measurement, value);
  // A count is what it is, from the first process on.
  const isExact = measurement.values.find(({ key }) => key === value)?.kind === "exact";
  if (rounds < DECIDING_ROUNDS_MIN && !isExact) {
    return tooFew(measurement, { rounds, interval, what });
  }
  const [isUnder, isOver] = [interval.high < bound, interval.low >= bound];
  const isFor = side === "below" ? isUnder : isOver;
  const kind = isFor ? "supported" : isUnder || isOver ? "contradicted" : "inconclusive";
  const figure = `${what} ${isExact ? countText(interval) : rangeText(interval)}, ${
    countOf(rounds, "round")
  }`;
  const limit = `the limit is ${isExact ? bound : formatValue(bound)}${
    unit === "" ? "" : ` ${unit}`
  }`;
  return { kind, reason: `${figure}; ${limit}`, rounds, interval, needMore: null };
}

function countText({ estimate, low, high }: FindingInterval): string {
  return low === high ? `${estimate}` : `${estimate} [${low}, ${high}]`;
}

function spreadOf(numbers: readonly number[]): Omit<FindingInterval, "unit"> {
  const estimate = medianOf(numbers) ?? Number.NaN;
  return { estimate, low: Math.min(...numbers), high: Math.max(...numbers) };
}

/** Exact values that are what the statement says, in each arm that has them. */
export function judgeExact(
  expected: ExpectationOf<"exact">,
  measurement: MeasurementResult,
): Outcome {
  const { demands } = expected;
  const judged = measurement.arms.flatMap((arm): LabelledOutcome[] => {
    const texts = demands.map(({ value }) => textsOf(arm, value));
    if (texts.some((found) => found.length === 0)) return [];
    const kinds = demands.map((demand, index) => judgeTexts(demand, texts[index] ?? []));
    const seen = demands.map(({ value }, index) =>
      `${nameOf(measurement, value)} ${
        [...new Set(texts[index])].map((text) => `"${text}"`).join(" or ")
      }`
    );
    const kind = worstOf(kinds);
    return [{ label: arm.label, outcome: bare(kind, seen.join("; "), arm.processes.length) }];
  });
  return obstacle(measurement) ??
    (isFilled(judged)
      ? combineRows(judged)
      : bare("inconclusive", `no process gave a ${nameOf(measurement, demands[0]?.value ?? "")}`));
}

function judgeTexts(
  { form, text }: ExpectationOf<"exact">["demands"][number],
  texts: readonly string[],
): FindingKind {
  const holds = texts.map((found) => form === "equals" ? found === text : found.includes(text));
  if (holds.every((isSo) => isSo)) return "supported";
  return holds.some((isSo) => isSo) ? "inconclusive" : "contradicted";
}

/** One number of a process that is never less than another one of it. */
export function judgeCovers(
  expected: ExpectationOf<"covers">,
  measurement: MeasurementResult,
): Outcome {
  const { value, other, where } = expected;
  const judged = armsWhere(measurement.arms, where).flatMap((arm): LabelledOutcome[] => {
    const pairs = arm.processes.flatMap(({ values }) => {
      const [one, two] = [values[value], values[other]];
      return typeof one === "number" && typeof two === "number" ? [{ one, two }] : [];
    });
    if (pairs.length === 0) return [];
    const covered = pairs.filter(({ one, two }) => one >= two).length;
    const kind = covered === pairs.length
      ? "supported"
      : covered === 0
      ? "contradicted"
      : "inconclusive";
    const { one, two } = pairs[0] ?? { one: Number.NaN, two: Number.NaN };
    const reason = `${nameOf(measurement, value)} at least the ${nameOf(measurement, other)} in ` +
      `${covered} of ${countOf(pairs.length, "process", "es")}, for example ` +
      `${formatValue(one)} and ${formatValue(two)} ${unitOf(measurement, value)}`;
    return [{ label: arm.label, outcome: bare(kind, reason, pairs.length) }];
  });
  return obstacle(measurement) ??
    (isFilled(judged)
      ? combineRows(judged)
      : bare("inconclusive", `no process gave a ${nameOf(measurement, other)}`));
}

function numbersOf(arm: MeasuredArm, key: string): number[] {
  return arm.processes.map((process) => process.values[key]).filter((value) =>
    typeof value === "number"
  );
}

function textsOf(arm: MeasuredArm, key: string): string[] {
  return arm.processes.map((process) => process.values[key] ?? null).filter((value) =>
    value !== null
  ).map(String);
}

function nameOf({ values }: MeasurementResult, key: string): string {
  return values.find((value) => value.key === key)?.name ?? key;
}

function unitOf({ values }: MeasurementResult, key: string): string {
  return values.find((value) => value.key === key)?.unit ?? "";
}

/** The rules by which evidence speaks for a statement or against it, one for each kind of expectation. */

import {
  type Comparison,
  type ComparisonResult,
  formatValue,
  type MeasuredArm,
  type MeasurementResult,
  type ParamValue,
  type ProcessResult,
} from "../../../probes/mod.ts";
import { countOf } from "../page/words.ts";
import type { CheckResult } from "./check_result.ts";
import {
  bare,
  combine,
  DECIDING_ROUNDS_MIN,
  type FindingInterval,
  obstacle,
  type Outcome,
  rangeText,
  roundsOf,
  tooFew,
} from "./outcome.ts";
import type { Expectation } from "./record.ts";

type Of<Kind extends Expectation["kind"]> = Extract<Expectation, { kind: Kind }>;

/** A ratio of two arms that are the same: which verdicts speak for the statement, which against it. */
export function judgeTwins(expected: Of<"twins">, comparison: ComparisonResult): Outcome {
  const [first, ...more] = comparison.rows.map((row) =>
    judgeRow(expected, row, comparison.measurement)
  );
  return obstacle(comparison.measurement) ??
    (first === undefined
      ? bare("inconclusive", "nothing was compared")
      : combine([first, ...more]));
}

function judgeRow(
  expected: Of<"twins">,
  row: Comparison,
  measurement: MeasurementResult,
): Outcome {
  const { ratio, low, high, rounds, verdict, needMore } = row;
  const interval = ratio === null || low === null || high === null
    ? null
    : { estimate: ratio, low, high, unit: "" };
  if (rounds < DECIDING_ROUNDS_MIN) {
    return tooFew(measurement, { rounds, interval: interval ?? rangeOf(row), what: "ratio" });
  }
  const kind = verdict === null
    ? "inconclusive"
    : expected.supports.includes(verdict)
    ? "supported"
    : expected.contradicts.includes(verdict)
    ? "contradicted"
    : "inconclusive";
  const reason = interval === null
    ? `${countOf(rounds, "round")} without an interval`
    : `ratio ${rangeText(interval)}, ${countOf(rounds, "round")}`;
  return { kind, reason, rounds, interval, needMore: kind === "inconclusive" ? needMore : null };
}

/** Without an interval the rounds' own ratios are shown, which promise nothing. */
function rangeOf({ roundRatios, ratio }: Comparison): FindingInterval | null {
  const ratios = roundRatios.map((round) => round.ratio);
  if (ratio === null || ratios.length === 0) return null;
  return { estimate: ratio, low: Math.min(...ratios), high: Math.max(...ratios), unit: "" };
}

/** A value that is below a bound in each arm that has it. */
export function judgeBelow(expected: Of<"below">, measurement: MeasurementResult): Outcome {
  const arms = armsWhere(measurement.arms, expected.where);
  const judged = arms.filter((arm) => numbersOf(arm, expected.value).length > 0);
  const outcomes = judged.map((arm) => {
    const outcome = judgeBound(expected, numbersOf(arm, expected.value), measurement);
    return judged.length === 1
      ? outcome
      : { ...outcome, reason: `${arm.label}: ${outcome.reason}` };
  });
  // Of several arms the one with the highest value speaks.
  const [first, ...more] = outcomes.toSorted((left, right) =>
    (right.interval?.estimate ?? 0) - (left.interval?.estimate ?? 0)
  );
  return obstacle(measurement) ??
    (first === undefined
      ? bare("inconclusive", nothingBelow(expected, { arms, measurement }))
      : combine([first, ...more]));
}

function nothingBelow(
  { value, where }: Of<"below">,
  { arms, measurement }: {
    readonly arms: readonly MeasuredArm[];
    readonly measurement: MeasurementResult;
  },
): string {
  if (arms.length > 0) return `no process gave a ${nameOf(measurement, value)}`;
  const wanted = Object.entries(where).map(([name, wish]) => `${name} "${wish}"`).join(", ");
  return `no arm was measured with ${wanted}`;
}

/** The arms with these parameters. */
function armsWhere(
  arms: readonly MeasuredArm[],
  where: Readonly<Record<string, ParamValue>>,
): MeasuredArm[] {
  return arms.filter(({ params }) =>
    Object.entries(where).every(([name, value]) => params[name] === value)
  );
}

function judgeBound(
  { bound, unit, value }: Of<"below">,
  values: readonly number[],
  measurement: MeasurementResult,
): Outcome {
  const sorted = values.toSorted((left, right) => left - right);
  const [low = Number.NaN, high = Number.NaN] = [sorted[0], sorted.at(-1)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const interval = { estimate: (lower + upper) / 2, low, high, unit };
  const rounds = values.length;
  const what = nameOf(measurement, value);
  if (rounds < DECIDING_ROUNDS_MIN) return tooFew(measurement, { rounds, interval, what });
  const kind = high < bound ? "supported" : low >= bound ? "contradicted" : "inconclusive";
  const figure = `${what} ${rangeText(interval)}, ${countOf(rounds, "round")}`;
  const reason = `${figure}; the limit is ${formatValue(bound)} ${unit}`;
  return { kind, reason, rounds, interval, needMore: null };
}

/** An exact value that differs between two arms which differ in nothing but one parameter. */
export function judgeDiffers(expected: Of<"differs">, measurement: MeasurementResult): Outcome {
  const { parameter, value } = expected;
  const pairs = pairsDifferingIn(measurement.arms, parameter);
  const answers = pairs.map(([left, right]) => differ(left, right, value));
  const found = pairs[answers.indexOf(true)];
  const shown = (found ?? pairs[0] ?? []).map((arm) =>
    `${arm.params[parameter]}: ${arm.summary[value]?.median ?? "no value"}`
  ).join("; ");
  const rounds = roundsOf(measurement.arms);
  return obstacle(measurement) ??
    (pairs.length === 0
      ? bare("inconclusive", `no two arms differ in their ${parameter} alone`, rounds)
      : answers.includes(true)
      ? bare("supported", shown, rounds)
      : answers.every((answer) => answer === false)
      ? bare("contradicted", `the same under every ${parameter} (${shown})`, rounds)
      : bare("inconclusive", `counts vary from process to process (${shown})`, rounds));
}

/** Pairs of arms with another value of this parameter and the same of all else. */
export function pairsDifferingIn(
  arms: readonly MeasuredArm[],
  parameter: string,
): [MeasuredArm, MeasuredArm][] {
  const usual = (arm: MeasuredArm) => fingerprint(arm, parameter);
  return arms.flatMap((left, index) =>
    arms.slice(index + 1).filter((right) =>
      left.params[parameter] !== right.params[parameter] && usual(left) === usual(right)
    ).map((right): [MeasuredArm, MeasuredArm] => [left, right])
  );
}

/** True or false where processes agree among themselves; null where they do not, or gave nothing. */
function differ(left: MeasuredArm, right: MeasuredArm, key: string): boolean | null {
  const [first, second] = [left, right].map((arm) =>
    new Set(
      arm.processes.map((process) => process.values[key] ?? null).filter((value) => value !== null),
    )
  );
  if (first === undefined || second === undefined || first.size === 0 || second.size === 0) {
    return null;
  }
  if (first.isDisjointFrom(second)) return true;
  return first.size === 1 && second.size === 1 ? false : null;
}

/** Whether every arm of a comparison is the same as its base. */
export function areAllTwins({ rows, measurement }: ComparisonResult): boolean {
  const armOf = (label: string) => measurement.arms.find((arm) => arm.label === label);
  return rows.every(({ base, test }) => {
    const [left, right] = [armOf(base), armOf(test)];
    // Without CPython there are no arms, and nothing differs.
    return left === undefined || right === undefined || areTwins(left, right);
  });
}

/** Whether two arms are the same in everything but their label. */
function areTwins(left: MeasuredArm, right: MeasuredArm): boolean {
  return fingerprint(left, null) === fingerprint(right, null);
}

function fingerprint({ python, params, env, flags }: MeasuredArm, without: string | null): string {
  const entries = (values: Readonly<Record<string, ParamValue>>) =>
    Object.entries(values).filter(([name]) => name !== without).sort(([left], [right]) =>
      left < right ? -1 : 1
    );
  return JSON.stringify([python.executable, entries(params), entries(env), flags]);
}

/** Pauses that were listed: some, each above 0, together within the time of the process. */
export function judgePauses(measurement: MeasurementResult): Outcome {
  const awake = measurement.arms.filter(({ params, processes }) =>
    processes.length > 0 && params["garbage"] === "cyclic" && params["setting"] !== "disable"
  );
  const rounds = roundsOf(awake);
  const faults = awake.flatMap((arm) =>
    arm.processes.flatMap((process) => {
      const fault = pauseFault(process);
      return fault === null ? [] : [`${arm.label}: ${fault}`];
    })
  );
  const [fault] = faults;
  const counts = awake.map((arm) => `${arm.summary["pauses"]?.median ?? 0}`).join(", ");
  return obstacle(measurement) ??
    (awake.length === 0
      ? bare("inconclusive", "no arm leaves garbage in circles while the collector is on", 0)
      : fault === undefined
      ? bare("supported", `pauses listed in a process: ${counts}`, rounds)
      : bare("contradicted", fault, rounds));
}

function pauseFault({ events, values }: ProcessResult): string | null {
  const durations = events.filter(({ name }) => name === "pause").flatMap(({ durationNs }) =>
    durationNs
  );
  if (durations.length === 0) return "no pause was listed";
  if (durations.some((ns) => ns <= 0)) return "a pause lasted no time";
  const wallMs = values["wall"];
  const totalMs = durations.reduce((sum, ns) => sum + ns, 0) / 1e6;
  return typeof wallMs === "number" && totalMs > wallMs
    ? `pauses of ${formatValue(totalMs)} ms in a program of ${formatValue(wallMs)} ms`
    : null;
}

/** The learner's own answers. */
export function judgeRubric({ points, max, parts }: CheckResult): Outcome {
  if (parts.length === 0) return bare("inconclusive", "the questions have no answers yet");
  const text = `your answers have ${points} of ${max} points`;
  if (parts.some((part) => part.needsReader === true)) {
    return bare("inconclusive", `${text}, and a reader has to judge some of them`);
  }
  return points >= max && max > 0 ? bare("supported", text) : bare("inconclusive", text);
}

function numbersOf(arm: MeasuredArm, key: string): number[] {
  return arm.processes.map((process) => process.values[key]).filter((value) =>
    typeof value === "number"
  );
}

function nameOf({ values }: MeasurementResult, key: string): string {
  return values.find((value) => value.key === key)?.name ?? key;
}

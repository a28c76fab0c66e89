/** The rules for arms that are the same, counts that differ, pauses that were listed, and the learner's own answers. */

import {
  type ComparisonResult,
  formatValue,
  type MeasuredArm,
  type MeasurementResult,
  type ProcessResult,
} from "../../../probes/mod.ts";
import type { CheckResult } from "./check_result.ts";
import type { ExpectationOf } from "./expectation.ts";
import { bare, combine, isFilled, obstacle, type Outcome, roundsOf } from "./outcome.ts";
import { areTwins } from "./pairs.ts";
import { judgeRow } from "./ratio_row.ts";

/** A ratio of two arms that are the same: which verdicts speak for the statement, which against it. */
export function judgeTwins(
  expected: ExpectationOf<"twins">,
  comparison: ComparisonResult,
): Outcome {
  const { supports, contradicts } = expected;
  const { measurement, rows } = comparison;
  const outcomes = rows.map((row) =>
    judgeRow({ by: "verdict", supports, contradicts }, { row, measurement })
  );
  return obstacle(measurement) ??
    (isFilled(outcomes) ? combine(outcomes) : bare("inconclusive", "nothing was compared"));
}

/** An exact value that differs between two arms which differ in nothing but one parameter. */
export function judgeDiffers(
  expected: ExpectationOf<"differs">,
  measurement: MeasurementResult,
): Outcome {
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
  return arms.flatMap((left, index) =>
    arms.slice(index + 1).filter((right) =>
      left.params[parameter] !== right.params[parameter] && areTwins(left, right, { parameter })
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
  if (parts.length === 0) return bare("inconclusive", "the exercise has no answer yet");
  const text = `${points} of ${max} points`;
  if (parts.some((part) => part.needsReader === true)) {
    return bare("inconclusive", `${text}, and a reader has to judge some of them`);
  }
  return points >= max && max > 0 ? bare("supported", text) : bare("inconclusive", text);
}

/** The same where a right answer speaks against the statement. */
export function judgeCounterexample(check: CheckResult): Outcome {
  const outcome = judgeRubric(check);
  return outcome.kind === "supported" ? { ...outcome, kind: "contradicted" } : outcome;
}

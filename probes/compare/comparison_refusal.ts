/** What the doctor's last examination leaves of a comparison. Pure. */

import type { Comparison } from "./comparison.ts";
import { refusalFlag } from "./refusal.ts";
import type { MeasuredArm, MeasurementResult } from "../measure/result.ts";
import { sentenceOf } from "./sentence.ts";

/**
 * Takes the verdict from a comparison with a program that differs from itself on this machine: what makes it do that may
 * be all that its ratio shows. Counts and states are what they are.
 */
export function withoutVerdict(
  comparison: Comparison,
  { measurement, base, test }: {
    readonly measurement: MeasurementResult;
    readonly base: MeasuredArm;
    readonly test: MeasuredArm;
  },
): Comparison {
  const executables = [base, test].map(({ python }) => python.executable);
  const found = measurement.refusals.filter(({ executable }) => executables.includes(executable));
  if (found.length === 0 || comparison.kind === "exact") return comparison;
  const limited: Comparison = {
    ...comparison,
    verdict: "unclear",
    needMore: null,
    flags: [...found.map(refusalFlag), ...comparison.flags],
  };
  const sentence = sentenceOf(limited).replace(/^unclear:/, "unclear (no verdicts, see doctor):");
  return { ...limited, sentence };
}

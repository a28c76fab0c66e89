/** What others read of a comparison; names and meanings stay. */

import type { ParamValue, ProbeValue } from "../catalog/probe.ts";
import type { Comparison } from "../compare/comparison.ts";
import type { ComparisonResult } from "../compare/compare.ts";
import type { Flag } from "../show/flag.ts";
import type { MeasuredArm, MeasurementEnding, ValueSummary } from "../measure/result.ts";
import { endingText } from "../show/ending_text.ts";

/** One arm of a comparison. */
export interface ArmJson {
  readonly label: string;
  /** Name, path, version and build family of the CPython. */
  readonly python: string;
  readonly path: string;
  readonly version: string;
  readonly family: string;
  readonly params: Readonly<Record<string, ParamValue>>;
  readonly env: Readonly<Record<string, string>>;
  readonly flags: readonly string[];
  /** The compared value over the processes that completed. */
  readonly level: ValueSummary | null;
  /** Processes that do not count, each with the round counted from 1 (0: before the first) and the reason. */
  readonly failures: readonly {
    readonly round: number;
    readonly kind: string;
    readonly text: string;
  }[];
}

/** The object that `probe compare --json` prints. */
export interface ComparisonJson {
  readonly probe: string;
  readonly title: string;
  readonly value: ProbeValue;
  /** Labels of the two arms; all about them stands in `arms`. */
  readonly base: string;
  readonly test: string;
  readonly kind: Comparison["kind"];
  /** test / base, and the interval that holds it with `confidence`; null where there is none. */
  readonly ratio: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly confidence: number;
  /** The look at which it ended, counted from 0, and the error spent until then; null for a fixed number of rounds. */
  readonly look: number | null;
  readonly alphaUsed: number;
  /** About the test; null for exact values, which are `equal` or `different`. */
  readonly verdict: Comparison["verdict"];
  readonly equality: Comparison["equality"];
  readonly minEffect: number;
  readonly sentence: string;
  /** Usable rounds. */
  readonly rounds: number;
  /** About how many more would decide. */
  readonly needMore: number | null;
  readonly seconds: number;
  readonly budget: string;
  readonly flags: readonly Flag[];
  readonly ending: MeasurementEnding;
  /** The same ratio for the fastest timings. */
  readonly floor: {
    readonly ratio: number | null;
    readonly low: number | null;
    readonly high: number | null;
  };
  readonly roundRatios: Comparison["roundRatios"];
  readonly seed: number;
  readonly sameFamily: boolean;
  readonly arms: readonly ArmJson[];
}

/** Describes a comparison for others. */
export function comparisonJson(result: ComparisonResult): ComparisonJson {
  const { measurement } = result;
  return {
    probe: measurement.probe,
    title: measurement.title,
    value: result.value,
    base: result.base,
    test: result.test,
    kind: result.kind,
    ratio: result.ratio,
    low: result.low,
    high: result.high,
    confidence: result.confidence,
    look: result.look,
    alphaUsed: result.alphaUsed,
    verdict: result.verdict,
    equality: result.equality,
    minEffect: result.minEffect,
    sentence: result.sentence,
    rounds: result.rounds,
    needMore: result.needMore,
    seconds: result.seconds,
    budget: result.budget,
    flags: result.flags,
    ending: result.ending,
    floor: { ratio: result.floorRatio, low: result.floorLow, high: result.floorHigh },
    roundRatios: result.roundRatios,
    seed: measurement.seed,
    sameFamily: result.sameFamily,
    arms: measurement.arms.map((arm) => armJson(arm, result.value.key)),
  };
}

function armJson(arm: MeasuredArm, key: string): ArmJson {
  return {
    label: arm.label,
    python: arm.python.name,
    path: arm.python.executable,
    version: arm.python.version,
    family: arm.python.build.family,
    params: arm.params,
    env: arm.env,
    flags: arm.flags,
    level: arm.summary[key] ?? null,
    failures: arm.failures.map(({ round, ending }) => ({
      round: round + 1,
      kind: ending.kind,
      text: endingText(ending),
    })),
  };
}

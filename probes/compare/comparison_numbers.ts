/** What the rounds of two arms say: equal or different for counts, ratio and verdict for everything else. Pure. */

import type { ProbeValue } from "../catalog/probe.ts";
import type { Comparison } from "./comparison.ts";
import { lackFlags, lostFlags } from "./comparison_flags.ts";
import { lostRounds, type PairedProcesses, usableOf } from "./comparison_rounds.ts";
import type { Flag } from "../show/flag.ts";
import type { Decision, Verdict } from "../stats/mod.ts";

/** The part of a comparison that comes from its rounds. */
export type ComparedNumbers = Pick<
  Comparison,
  | "kind"
  | "rounds"
  | "ratio"
  | "low"
  | "high"
  | "verdict"
  | "equality"
  | "floorRatio"
  | "floorLow"
  | "floorHigh"
  | "needMore"
  | "roundRatios"
  | "flags"
>;

/** Counts and states: equal or different, without a ratio. */
export function exactNumbers(
  rounds: readonly PairedProcesses[],
  value: ProbeValue,
): ComparedNumbers {
  const pairs = rounds.map(({ base, test }) => [
    base?.values[value.key] ?? null,
    test?.values[value.key] ?? null,
  ]);
  const whole = pairs.filter(([base, test]) => base !== null && test !== null);
  const [bases = new Set(), tests = new Set()] = [0, 1].map((arm) =>
    new Set(whole.map((pair) => pair[arm]))
  );
  const isVarying = bases.size > 1 || tests.size > 1;
  const varies: Flag[] = isVarying
    ? [{
      kind: "varies",
      text: `${value.name} differs between processes of the same arm; ` +
        "compare its range in the table instead",
    }]
    : [];
  return {
    kind: "exact",
    rounds: whole.length,
    ratio: null,
    low: null,
    high: null,
    verdict: null,
    // Counts that differ among an arm's own processes tell arms apart only where the two have none in common.
    equality: whole.length === 0
      ? null
      : bases.isDisjointFrom(tests)
      ? "different"
      : isVarying
      ? null
      : "equal",
    floorRatio: null,
    floorLow: null,
    floorHigh: null,
    needMore: whole.length === 0 ? 1 : null,
    roundRatios: [],
    flags: varies,
  };
}

/** A ratio with its interval and verdict, as they were decided. */
export function ratioNumbers(
  rounds: readonly PairedProcesses[],
  { value, decision }: {
    readonly value: ProbeValue;
    readonly decision: Decision;
  },
): ComparedNumbers {
  const usable = usableOf(rounds, value);
  const lost = lostRounds(rounds, value);
  return {
    kind: "ratio",
    rounds: decision.rounds,
    ratio: decision.ratio,
    low: decision.low,
    high: decision.high,
    verdict: towards(decision.verdict, value),
    equality: null,
    floorRatio: decision.floorRatio,
    floorLow: decision.floorLow,
    floorHigh: decision.floorHigh,
    needMore: decision.needMore,
    roundRatios: decision.ratios.flatMap((ratio, index) => {
      const round = usable[index]?.round;
      return ratio === null || round === undefined ? [] : [{ round, ratio }];
    }),
    flags: [...lackFlags(rounds, value), ...lostFlags(lost), ...decision.flags],
  };
}

/** Where more is better, more is faster. */
function towards(verdict: Verdict, { lowerIsBetter }: ProbeValue): Verdict {
  if (lowerIsBetter !== false) return verdict;
  return verdict === "faster" ? "slower" : verdict === "slower" ? "faster" : verdict;
}

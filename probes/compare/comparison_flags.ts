/** What the reader of a comparison must know beside it: about the measurement, and about its rounds. Pure. */

import { isSameFamily } from "../measure/arm.ts";
import type { ProbeValue } from "../catalog/probe.ts";
import { lackOf, type PairedProcesses } from "./comparison_rounds.ts";
import type { Flag, FlagKind } from "../show/flag.ts";
import { givenUpFlag, type MeasuredArm, type MeasurementResult } from "../measure/result.ts";
import type { LostRounds } from "../stats/mod.ts";

/** What is known before the rounds are looked at. */
export function commonFlags(
  measurement: MeasurementResult,
  base: MeasuredArm,
  test: MeasuredArm,
): Flag[] {
  const flags = measurement.flags.filter((flag) => flag.kind !== "given_up");
  const failures = [base, test].flatMap(({ label, failures }) => {
    // What an arm cannot show is told by the flag of its own.
    const { length } = failures.filter(({ ending }) => ending.kind !== "unavailable");
    return length === 0 ? [] : [`${length} of ${label}`];
  });
  return [
    ...flags,
    ...(failures.length === 0 ? [] : [{
      kind: "failures" as const,
      text: `Processes that failed and do not count: ${failures.join(", ")}; ` +
        "their reasons stand below the measurement",
    }]),
    ...[base, test].filter((arm) => arm.isGivenUp).map(givenUpFlag),
    ...(isSameFamily(base, test) ? [] : [{
      kind: "other_build" as const,
      text: `${base.label} and ${test.label} come from different kinds of builds ` +
        `(${base.python.build.family}; ${test.python.build.family}): the ratio holds for these two ` +
        "programs, not for their versions; compare within one family for that",
    }]),
  ];
}

/** A ratio that misses the interval by less says nothing of the machine; chosen. */
const SPEED_TOLERANCE = 1.01;

/** Whoever divides the values of a table gets another ratio when the machine was fast for one half of the rounds. */
export function speedFlags(
  { baseLevel, testLevel, low, high }: {
    readonly baseLevel: number | string | null;
    readonly testLevel: number | string | null;
    readonly low: number | null;
    readonly high: number | null;
  },
): Flag[] {
  if (typeof baseLevel !== "number" || typeof testLevel !== "number") return [];
  if (low === null || high === null || !(baseLevel > 0)) return [];
  const ratio = testLevel / baseLevel;
  if (ratio * SPEED_TOLERANCE >= low && ratio <= high * SPEED_TOLERANCE) return [];
  return [{
    kind: "speed_changed",
    text: `The arms' middle values give ${ratio.toFixed(2)}x, but values of different rounds ` +
      "cannot be divided where the machine changes its speed; believe the ratio, which compares " +
      "within rounds",
  }];
}

/** Where processes failed until nothing was left to compare, no budget gives the rounds that are missing. */
export function advisedFlags(
  flags: readonly Flag[],
  { ending }: Pick<MeasurementResult, "ending">,
): readonly Flag[] {
  const isHopeless = ["given_up", "not_calibrated", "unavailable"].includes(ending.kind);
  return isHopeless ? flags.map((flag) => adviseOnRounds(flag, "look at the failures")) : flags;
}

/** A remark on too few rounds with the way to more that is open here: what decides does not know where they come from. */
export function adviseOnRounds(flag: Flag, advice: string): Flag {
  if (flag.kind !== "few_rounds") return flag;
  const [fact = flag.text] = flag.text.split(";");
  return { ...flag, text: `${fact}; ${advice}` };
}

/** Rounds that both arms completed and that have no ratio nevertheless. */
export function lackFlags(rounds: readonly PairedProcesses[], value: ProbeValue): Flag[] {
  const countOf = (lack: "none" | "zero") =>
    rounds.filter((round) => lackOf(round, value) === lack).length;
  const [none, zero] = [countOf("none"), countOf("zero")];
  const flags: Flag[] = [];
  if (none > 0) {
    flags.push({
      kind: "no_value",
      text: `There is no ${value.name} in ${none} of ${rounds.length} rounds, because nothing ` +
        "happened that could be timed; compare another value",
    });
  }
  if (zero > 0) {
    flags.push({
      kind: "zero_values",
      text: `${value.name} is 0 in ${zero} of ${rounds.length} rounds, where there is no ratio; ` +
        "compare the values themselves",
    });
  }
  return flags;
}

/** Rounds that one arm alone lost. */
export function lostFlags({ high, low }: LostRounds): Flag[] {
  const count = high + low;
  if (count === 0) return [];
  return [{
    kind: "lost_rounds",
    text: `In ${count} ${count === 1 ? "round" : "rounds"} one arm alone gave no value; the ` +
      "interval is so wide that those may have gone any way, because what is left when slow " +
      "processes fail looks fast; look at the failures",
  }];
}

/** Their texts name the arms that they are about, because they are about one of the two. */
const NAMING_KINDS: readonly FlagKind[] = ["unsettled", "dropped_differ"];

/** Where several arms are compared, a remark on the rounds of one of them says which. */
export function namedFlags(flags: readonly Flag[], test: string): Flag[] {
  return flags.map(({ kind, text }) => ({
    kind,
    text: NAMING_KINDS.includes(kind) ? text : `${test}: ${text}`,
  }));
}

/** The order of the three ways, as far as the measured intervals decide it. */

import type { ComparisonResult } from "../../../../probes/mod.ts";
import { intervalOf } from "../../ledger/ratio_row.ts";
import type { Ruling } from "../acceptance.ts";
import { type Way, WAYS } from "./printed_ways.ts";

/** A way's time as a multiple of the loop's; null ends where nothing was decided. */
interface Placed {
  readonly way: Way;
  readonly low: number;
  readonly high: number;
}

/** Right where it contradicts no two intervals that lie apart. */
export function judgeWaysOrder(
  answer: readonly string[],
  comparison: ComparisonResult,
): Ruling {
  const given = answer.map((key) => key.trim().toLowerCase());
  const stranger = given.find((key) => !WAYS.some((way) => way === key));
  if (
    stranger !== undefined || WAYS.some((way) => given.filter((key) => key === way).length !== 1)
  ) {
    const list = WAYS.map((way) => `"${way}"`).join(", ");
    return { kind: "wrong", reason: `Put ${list} in order, each once, the least time first.` };
  }
  const placed = placesOf(comparison);
  const rank = (way: Way) => given.indexOf(way);
  const wrong =
    placed.flatMap((one) =>
      placed.filter((other) => one.high < other.low && rank(one.way) > rank(other.way))
        .map((other) => ({ one, other }))
    )[0];
  if (wrong !== undefined) {
    return {
      kind: "wrong",
      reason:
        `The interval of the ${wrong.one.way} lies all below that of the ${wrong.other.way}: ` +
        "it comes before it.",
    };
  }
  const isDecided = placed.length === WAYS.length &&
    placed.every((one) =>
      placed.every((other) => one === other || one.high < other.low || one.low > other.high)
    );
  return {
    kind: "right",
    reason: isDecided
      ? "Your intervals lie apart, in this order."
      : "No two intervals that lie apart speak against it; where they overlap, any order is right.",
  };
}

/** The loop is the base: it stands at 1. */
function placesOf({ rows, measurement }: ComparisonResult): Placed[] {
  const wayOf = (label: string): Way | undefined => {
    const word = measurement.arms.find((arm) => arm.label === label)?.params["workload"];
    return WAYS.find((way) => way === word);
  };
  const base = wayOf(rows[0]?.base ?? "");
  const others = rows.flatMap((row): Placed[] => {
    const [way, interval] = [wayOf(row.test), intervalOf(row)];
    if (way === undefined || interval === null || row.verdict === "unclear") return [];
    return [{ way, low: interval.low, high: interval.high }];
  });
  return base === undefined ? others : [{ way: base, low: 1, high: 1 }, ...others];
}

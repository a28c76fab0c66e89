/** Whether a measurement stands between two rounds. */

import type { MeasurementState } from "./result.ts";

/** Whether every arm of the last round that is left has run. */
export function isBetweenRounds(
  { runs, rounds, givenUp }: Pick<MeasurementState, "runs" | "rounds" | "givenUp">,
): boolean {
  const last = runs.at(-1);
  const order = rounds.find(({ round }) => round === last?.round)?.order ?? [];
  const left = order.slice(order.indexOf(last?.arm ?? "") + 1);
  return left.every((label) => givenUp.includes(label));
}

/** How many bytecodes an interpreter executes in a second. */

import { amountText } from "./amount.ts";
import { type Calculation, makeCalculation, NAMED_RESULT, NOT_MEASURED } from "./calculation.ts";
import { mapped } from "./propagation.ts";
import { type Given, readInput, type Uncertain } from "./uncertain.ts";

/** What `operationsPerSecond()` is told. */
export interface OperationsInput {
  /** Bytecodes that one iteration executes, counted; null where nothing was counted. */
  readonly bytecodes: number | null;
  /** Nanoseconds of one iteration. */
  readonly nsPerIteration: Given;
}

/** The result of `operationsPerSecond()`. */
export interface OperationsPerSecond extends Calculation {
  /** Bytecodes a second; null where something was not measured. */
  readonly perSecond: Uncertain | null;
}

const DOING = "Cannot calculate operations per second";

/** Nanoseconds in a second. */
const NS_PER_SECOND = 1e9;

/**
 * Bytecodes a second from their exact number an iteration and the time of an iteration.
 *
 * ```ts
 * import { operationsPerSecond } from "workbook";
 *
 * const { perSecond } = operationsPerSecond({
 *   bytecodes: 6,
 *   nsPerIteration: { value: 48, low: 45, high: 52 },
 * });
 * const millions: number = Math.round((perSecond?.value ?? 0) / 1e6);
 * ```
 */
export function operationsPerSecond(
  { bytecodes, nsPerIteration }: OperationsInput,
): OperationsPerSecond {
  const count = readInput(bytecodes, { doing: DOING, name: "bytecodes" });
  const ns = readInput(nsPerIteration, { doing: DOING, name: "nsPerIteration" });
  if (ns !== null && ns.low <= 0) {
    throw new RangeError(`${DOING}: "nsPerIteration" reaches 0, a time above it is needed`);
  }
  const perSecond = count === null || ns === null
    ? null
    : mapped(ns, (time) => count.value / time * NS_PER_SECOND);
  const millions = perSecond === null ? null : mapped(perSecond, (value) => value / 1e6);
  return {
    perSecond,
    ...makeCalculation({
      title: "Bytecodes a second",
      columns: NAMED_RESULT,
      rows: [
        ["bytecodes of one iteration", count === null ? NOT_MEASURED : `${count.value}`],
        ["time of one iteration", ns === null ? NOT_MEASURED : amountText(ns, "ns")],
        [
          "bytecodes a second",
          millions === null ? NOT_MEASURED : amountText(millions, "million"),
        ],
      ],
      notes: ["Bytecodes of one iteration, divided by its time."],
      inputs: { Bytecodes: count, "Time of one iteration": ns },
      results: [perSecond],
    }),
  };
}

/** What the exercises about AI workloads are judged by: the shares of an agent's step, as they were measured. */

import type { MeasuredArm } from "../../../../probes/mod.ts";
import type { ReadEvidence } from "../../ledger/evidence.ts";
import type { ExpectedRange } from "../acceptance_numbers.ts";
import { armsOf } from "../tail_call_interpreter/measured.ts";

/** The agent's step, measured here before frozen; undefined where there is none. */
export function agentArm(evidence: ReadEvidence): MeasuredArm | undefined {
  return armsOf(evidence, "time_shares").find(({ params }) => params["workload"] === "agent");
}

/** A share in each process, in per cent. */
export function percentsOf({ processes }: MeasuredArm, key: string): number[] {
  return processes.map(({ values }) => values[key]).filter((value) => typeof value === "number");
}

/** The share of bytecode in the agent's step, between 0 and 1: its middle, and the range of its processes. */
export function agentShare(evidence: ReadEvidence): ExpectedRange | null {
  const arm = agentArm(evidence);
  const sorted = arm === undefined
    ? []
    : percentsOf(arm, "bytecode").toSorted((left, right) => left - right);
  const [low, high] = [sorted[0], sorted.at(-1)];
  if (arm === undefined || low === undefined || high === undefined) return null;
  return { value: (arm.median ?? (low + high) / 2) / 100, low: low / 100, high: high / 100 };
}

/** A range times a number. */
export function scaled({ value, low, high }: ExpectedRange, factor: number): ExpectedRange {
  return { value: value * factor, low: low * factor, high: high * factor };
}

/** What 5 % save of a time, by either reading. */
export const LESS_TIME = 0.05;
export const FASTER = 1 - 1 / 1.05;

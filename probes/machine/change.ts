/** What a machine went through between two moments. */

import type { MachineLoad, MachineReading } from "./reading.ts";

/** What happened meanwhile; null is what the machine does not tell. */
export interface MachineChange {
  /** Part of the processors' time that the host of a virtual machine gave to others, from 0 to 1. */
  readonly stealShare: number | null;
  /** Part of the time in which some program waited for a processor, from 0 to 1. */
  readonly waitingShare: number | null;
  /** How often the quota of a container was used up. */
  readonly throttledCount: number | null;
  /** How long it had to wait then, in milliseconds. */
  readonly throttledMs: number | null;
  /** By which part the frequency changed, for example -0.2. */
  readonly frequencyChange: number | null;
}

const UNKNOWN: MachineChange = {
  stealShare: null,
  waitingShare: null,
  throttledCount: null,
  throttledMs: null,
  frequencyChange: null,
};

/** Compares two readings of one machine. */
export function machineChange(before: MachineReading, after: MachineReading): MachineChange {
  if (before.kind !== "read" || after.kind !== "read") return UNKNOWN;
  const grown = (name: keyof MachineLoad) => difference(before.load[name], after.load[name]);
  const [steal, total, throttledUs] = [
    grown("stealTicks"),
    grown("totalTicks"),
    grown("throttledUs"),
  ];
  const passedUs = (Date.parse(after.at) - Date.parse(before.at)) * 1000;
  const [first, last] = [before.load.frequencyMhz, after.load.frequencyMhz];
  return {
    stealShare: shareOf(steal, total),
    waitingShare: shareOf(grown("waitingUs"), passedUs),
    throttledCount: grown("throttledCount"),
    throttledMs: throttledUs === null ? null : throttledUs / 1000,
    frequencyChange: first === null || last === null || first === 0 ? null : last / first - 1,
  };
}

type Counter = MachineLoad[keyof MachineLoad];

/** Counters only grow; one that does not was reset. */
function difference(before: Counter, after: Counter): number | null {
  if (typeof before !== "number" || typeof after !== "number") return null;
  return after >= before ? after - before : null;
}

function shareOf(part: number | null, whole: number | null): number | null {
  // Clocks can be set back between two readings.
  if (part === null || whole === null || whole <= 0) return null;
  return Math.min(1, part / whole);
}

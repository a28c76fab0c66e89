/** Probes of loops: bytecode that does nothing but compute. */

import { type ProbeEntry, time } from "./entry.ts";

/** Loops by name. */
export const LOOPS = {
  tight_loop: {
    title: "Tight loop: add the numbers below n",
    summary: "Times bytecode that adds in a loop: the interpreter's own work, nothing else. It " +
      "says nothing about code that waits, allocates or spends its time in C.",
    parameters: [{
      kind: "number",
      name: "n",
      meaning: "iterations of the loop in one call",
      default: 20_000,
      min: 1,
      // 5 slices of a ten-million loop take some 1.5 s a process: more is not a probe any longer.
      max: 10_000_000,
    }],
    values: [time("call", "time per call", { kind: "slices" })],
  },
} as const satisfies Readonly<Record<string, ProbeEntry>>;

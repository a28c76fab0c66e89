/** The probes that exist, by name: what each measures, with which parameters, and what its values mean. */

import { ANNOTATIONS_IMPORT } from "./annotations.ts";
import type { Probe, ProbeName, ProbeValue } from "./probe.ts";
import { GC_PAUSES, REQUEST_LATENCY } from "./gc.ts";

/** All probes, by name. */
export const PROBES: Readonly<Record<ProbeName, Probe>> = {
  tight_loop: {
    name: "tight_loop",
    title: "Tight loop: add the numbers below n",
    summary: "Times bytecode that adds in a loop: the interpreter's own work, nothing else. It " +
      "says nothing about code that waits, allocates or spends its time in C.",
    kind: "slices",
    script: new URL("../python/tight_loop.py", import.meta.url),
    parameters: [{
      kind: "number",
      name: "n",
      meaning: "iterations of the loop in one call",
      default: 20_000,
      min: 1,
      // 5 slices of a ten-million loop take some 1.5 s a process: more is not a probe any longer.
      max: 10_000_000,
    }],
    values: [{
      key: "call",
      name: "time per call",
      unit: "ms",
      kind: "slices",
      lowerIsBetter: true,
    }],
    usesFolder: false,
    // A slice event is about 80 bytes: a thousand of them and as much again.
    outputBytesMax: 256 * 1024,
    reduce: () => ({}),
  },
  gc_pauses: GC_PAUSES,
  request_latency: REQUEST_LATENCY,
  annotations_import: ANNOTATIONS_IMPORT,
};

/** The probe of that name; throws a `TypeError` that lists the names there are. */
export function findProbe(name: string): Probe {
  const probe = Object.values(PROBES).find((candidate) => candidate.name === name);
  if (probe !== undefined) return probe;
  const names = Object.keys(PROBES).map((known) => `"${known}"`).join(", ");
  throw new TypeError(`Cannot find probe "${name}": there are ${names}`);
}

/** The value of that key, the main one when none is named; throws a `TypeError` that lists the keys there are. */
export function findValue(
  probe: { readonly name: string; readonly values: Probe["values"] },
  key?: string,
): ProbeValue {
  const value = key === undefined
    ? probe.values[0]
    : probe.values.find((candidate) => candidate.key === key);
  if (value !== undefined) return value;
  const keys = probe.values.map((known) => `"${known.key}"`).join(", ");
  throw new TypeError(`Cannot find value "${key}" of "${probe.name}": there are ${keys}`);
}

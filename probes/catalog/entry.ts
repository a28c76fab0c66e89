/** An entry of the catalogue: what stands there of a probe, completed by what is usual. */

import type { ProbeName } from "./catalog.ts";
import type { RawRun } from "../run/event.ts";
import type { Probe, ProbeParameter, ProbeValue, ValuesByKey } from "./probe.ts";

/** What stands in the catalogue of a probe, under its name. */
export interface ProbeEntry {
  /** What it does, in a few words. */
  readonly title: string;
  /** What it measures and what it cannot show. */
  readonly summary: string;
  /** File in `probes/python`, without its end; the name of the probe when not given. */
  readonly script?: string;
  /** In the order in which the script takes them; none when not given. */
  readonly parameters?: readonly ProbeParameter[];
  /** What its numbers mean; the first is the main one, and its kind that of the probe. */
  readonly values: readonly [ProbeValue, ...ProbeValue[]];
  /** Whether each process starts in a temporary folder of its own; false when not given. */
  readonly usesFolder?: boolean;
  /** Most that a process may print; 256 KiB when not given. */
  readonly outputBytesMax?: number;
  /** Reduces the lists of a process to values; the values that it prints when not given. */
  readonly reduce?: (run: RawRun) => ValuesByKey;
}

/** A slice event is about 80 bytes: a thousand of them, the most that a process is asked for, and as much again. */
const OUTPUT_BYTES_MAX = 256 * 1024;

/** Makes probes of entries, each under its own name. */
export function probesOf<Name extends ProbeName>(
  entries: Readonly<Record<Name, ProbeEntry>>,
): Readonly<Record<Name, Probe>> {
  const probes = {} as Record<Name, Probe>;
  for (const name in entries) probes[name] = probeOf(name, entries[name]);
  return probes;
}

function probeOf(name: string, entry: ProbeEntry): Probe {
  const {
    title,
    summary,
    script = name,
    parameters = [],
    values,
    usesFolder = false,
    outputBytesMax = OUTPUT_BYTES_MAX,
    reduce = ({ values }: RawRun) => values,
  } = entry;
  return {
    name,
    title,
    summary,
    kind: values[0].kind,
    script: new URL(`../python/${script}.py`, import.meta.url),
    parameters,
    values,
    usesFolder,
    outputBytesMax,
    reduce,
  };
}

/** A value that is a time, of which less is better: `time("call", "time per call", { kind: "slices" })`. */
export function time(
  key: string,
  name: string,
  { kind, unit = "ms" }: { readonly kind: ProbeValue["kind"]; readonly unit?: string },
): ProbeValue {
  return { key, name, unit, kind, lowerIsBetter: true };
}

/** A value that is counted or a state: compared for equality, and neither more nor less of it is better by itself. */
export function exact(
  key: string,
  name: string,
  { unit = "", lowerIsBetter = null }: {
    readonly unit?: string;
    readonly lowerIsBetter?: boolean | null;
  } = {},
): ProbeValue {
  return { key, name, unit, kind: "exact", lowerIsBetter };
}

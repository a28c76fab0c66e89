/** One's own probe as data: what a cell made lives on in the record, where no cell is. */

import { z } from "zod";
import type {
  Probe,
  ProbeParameter,
  ProbeValue,
  Statistic,
  ValuesByKey,
} from "../catalog/probe.ts";
import { unitsPerNs } from "../catalog/unit.ts";
import type { RawRun } from "../run/event.ts";
import { median, quantile } from "../stats/mod.ts";

/** All of a probe but what only a cell can hold: the schema of its values. */
export interface OwnDefinition {
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  /** The Python program; empty where only its results are known, as of an imported file. */
  readonly source: string;
  readonly parameters: readonly ProbeParameter[];
  /** The main one first. */
  readonly values: readonly ProbeValue[];
}

/** Most that a process may print: what `print` in a loop without an end reaches in a moment. */
const OUTPUT_BYTES_MAX = 1024 * 1024;

/** Makes the probe of a definition; throws where it has no value. */
export function makeOwn(
  { source, values, ...told }: OwnDefinition,
  check?: Probe["check"],
): Probe {
  const [main, ...others] = values;
  if (main === undefined) throw new RangeError(`Cannot make probe "${told.name}": it has no value`);
  return {
    ...told,
    kind: main.kind,
    script: source,
    values: [main, ...others],
    usesFolder: true,
    outputBytesMax: OUTPUT_BYTES_MAX,
    reduce: (run) => reduceOwn(values, run),
    ...(check === undefined ? {} : { check }),
  };
}

/** What the record keeps of a probe; null for one of the catalogue. */
export function definitionOf({ script, ...probe }: Probe): OwnDefinition | null {
  if (typeof script !== "string") return null;
  const { name, title, summary, parameters, values } = probe;
  return { name, title, summary, source: script, parameters, values };
}

/** Reduces lists by the declared statistic; a value that was not given is left out, so that it is missed. */
function reduceOwn(values: readonly ProbeValue[], run: RawRun): ValuesByKey {
  return Object.fromEntries(values.flatMap(({ key, kind, unit, statistic = "median" }) => {
    if (kind !== "events") {
      const given = run.values[key];
      return given === undefined ? [] : [[key, given]];
    }
    const series = run.events.find(({ name }) => name === key);
    if (series === undefined) return [];
    const reduced = reduceTimes(series.durationNs, statistic);
    const isTime = statistic !== "count" && reduced !== null;
    return [[key, isTime ? reduced * unitsPerNs(unit) : reduced]];
  }));
}

function reduceTimes(durationNs: readonly number[], statistic: Statistic): number | null {
  switch (statistic) {
    case "median":
      return median(durationNs);
    case "p99":
      return quantile(durationNs, 0.99);
    case "longest":
      return quantile(durationNs, 1);
    case "shortest":
      return quantile(durationNs, 0);
    case "total":
      return durationNs.reduce((sum, ns) => sum + ns, 0);
    case "count":
      return durationNs.length;
  }
}

const parameter: z.ZodType<ProbeParameter> = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("number"),
    name: z.string(),
    meaning: z.string(),
    default: z.number(),
    min: z.number(),
    max: z.number(),
  }),
  z.object({
    kind: z.literal("choice"),
    name: z.string(),
    meaning: z.string(),
    default: z.string(),
    choices: z.array(z.string()),
  }),
]);

const probeValue: z.ZodType<ProbeValue> = z.object({
  key: z.string(),
  name: z.string(),
  unit: z.string(),
  kind: z.enum(["slices", "once", "events", "exact"]),
  lowerIsBetter: z.boolean().nullable(),
  statistic: z.enum(["median", "p99", "longest", "shortest", "total", "count"]).optional(),
});

/** Checks a definition that was stored. */
export const ownDefinition: z.ZodType<OwnDefinition> = z.object({
  name: z.string(),
  title: z.string(),
  summary: z.string(),
  source: z.string(),
  parameters: z.array(parameter),
  values: z.array(probeValue).min(1),
});

/** Reads what the values of a foreign measurement mean; throws where that makes no sense. */
export function parseValues(data: unknown): readonly ProbeValue[] {
  return z.array(probeValue).min(1).parse(data);
}

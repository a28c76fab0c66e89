/** Evidence sorted by what a rule can use of it, what was measured here apart from frozen data. */

import type {
  ComparisonResult,
  Flag,
  FrozenSource,
  Interpreter,
  MeasurementResult,
} from "../../../probes/mod.ts";
import type { CheckResult } from "./check_result.ts";
import { evidenceParts, type ReadEvidence } from "./evidence.ts";

/** All of one origin that was given for a claim. */
export interface Material {
  readonly comparisons: readonly ComparisonResult[];
  /** Those of the comparisons among them. */
  readonly measurements: readonly MeasurementResult[];
  readonly checks: readonly CheckResult[];
  /** CPythons that were given by themselves. */
  readonly interpreters: readonly Interpreter[];
}

/** Evidence by where it is from: a frozen row never enters a finding about this machine. */
export interface SortedEvidence {
  readonly live: Material;
  readonly frozen: Material;
}

/** Sorts evidence. */
export function sortEvidence(read: ReadEvidence): SortedEvidence {
  const parts = evidenceParts(read);
  return { live: materialOf(parts, false), frozen: materialOf(parts, true) };
}

function materialOf(parts: readonly ReadEvidence[], isFrozen: boolean): Material {
  const isWanted = ({ frozen }: MeasurementResult) => (frozen !== undefined) === isFrozen;
  const comparisons = parts.flatMap((part) =>
    part.kind === "comparison" ? [part.comparison] : part.kind === "matrix" ? part.matrix.parts : []
  ).filter(({ measurement }) => isWanted(measurement));
  const measurements = parts.flatMap((part) =>
    part.kind === "measurement" && isWanted(part.measurement) ? [part.measurement] : []
  );
  return {
    comparisons,
    measurements: [...comparisons.map(({ measurement }) => measurement), ...measurements],
    checks: parts.flatMap((part) => part.kind === "check" && !isFrozen ? [part.check] : []),
    interpreters: parts.flatMap((part) =>
      part.kind === "interpreter" && (part.python.source === "frozen") === isFrozen
        ? [part.python]
        : []
    ),
  };
}

/** The measurements by one of these probes. */
export function measuredBy(
  { measurements }: Material,
  probes: readonly string[],
): MeasurementResult[] {
  return measurements.filter(({ probe }) => probes.includes(probe));
}

/** Every CPython that is named in it, each once. */
export function pythonsOf({ interpreters, measurements }: Material): Interpreter[] {
  const all = [...interpreters, ...armPythons(measurements)];
  return all.filter((python, index) =>
    all.findIndex(({ name, executable }) =>
      name === python.name && executable === python.executable
    ) === index
  );
}

/** The CPythons of the arms. */
export function armPythons(measurements: readonly MeasurementResult[]): Interpreter[] {
  return measurements.flatMap(({ arms }) => arms.map(({ python }) => python));
}

/** What the reader should know of it, each once. */
export function flagsOf(
  { comparisons, measurements }: Material,
  probes: readonly string[],
): Flag[] {
  const compared = comparisons.map(({ measurement }) => measurement);
  const flags = [
    ...comparisons.filter(({ measurement }) => probes.includes(measurement.probe)),
    ...measurements.filter((one) => probes.includes(one.probe) && !compared.includes(one)),
  ].flatMap((result) => result.flags);
  // Where it is from stands in the sentence of a frozen finding.
  const own = flags.filter(({ kind }) => kind !== "frozen");
  return own.filter(({ text }, index) => own.findIndex((flag) => flag.text === text) === index);
}

/** A frozen CPython that was taken out of its measurement does not say when and where it was asked. */
const ELSEWHERE = { date: "another day", machine: "another machine" };

/** Where frozen evidence is from: one day, machine and list of builds; null without any. */
export function sourceOf(
  { measurements, interpreters = [] }: {
    readonly measurements: readonly MeasurementResult[];
    readonly interpreters?: readonly Interpreter[];
  },
): FrozenSource | null {
  const sources = measurements.flatMap(({ frozen }) => frozen === undefined ? [] : [frozen]);
  const asked = interpreters.filter(({ source }) => source === "frozen");
  if (sources.length === 0) {
    if (asked.length === 0) return null;
    const builds = asked.map(({ name, build }) => `${name} (${build.family})`);
    return { ...ELSEWHERE, builds: [...new Set(builds)].join("; ") };
  }
  const joined = (read: (source: FrozenSource) => string, between: string) =>
    [...new Set(sources.flatMap((source) => read(source).split(between)))].join(between);
  return {
    date: joined(({ date }) => date, " and "),
    machine: joined(({ machine }) => machine, " and "),
    builds: joined(({ builds }) => builds, "; "),
  };
}

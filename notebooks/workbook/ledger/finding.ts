/** How a claim stands on this machine: computed from evidence, never written beforehand. */

import {
  type ComparisonResult,
  DISPLAY,
  type Displayable,
  type MeasurementResult,
} from "../../../probes/mod.ts";
import { cardBundle } from "../page/card.ts";
import { countOf } from "../page/words.ts";
import { type Evidence, nameEvidence, type ReadEvidence, readEvidence } from "./evidence.ts";
import { findRecord } from "./ledger.ts";
import type { FindingInterval, FindingKind, Outcome } from "./outcome.ts";
import type { LedgerRecord } from "./record.ts";
import {
  areAllTwins,
  judgeBelow,
  judgeDiffers,
  judgePauses,
  judgeRubric,
  judgeTwins,
} from "./rules.ts";

/** How a claim stands on this machine. Shows itself as one line. */
export interface Finding extends Displayable {
  /** Id of the claim. */
  readonly claim: string;
  /** Supported, contradicted, inconclusive or unavailable. */
  readonly kind: FindingKind;
  /** What it rests on, in a few words. */
  readonly reason: string;
  /** The whole finding in one sentence. */
  readonly sentence: string;
  /** The CPythons that were measured, each with the kind of its build. */
  readonly builds: readonly string[];
  /** Rounds that count; null where there are none. */
  readonly rounds: number | null;
  /** The figure with its range; null where there is no figure. */
  readonly interval: FindingInterval | null;
  /** What the reader should know besides. */
  readonly notes: readonly string[];
}

/** Sign and word of each finding: the sign alone, or colour, would not be read by everybody. */
export const FINDING_GLYPHS: Readonly<Record<FindingKind, string>> = {
  supported: "✓",
  contradicted: "✗",
  inconclusive: "?",
  unavailable: "–",
};

/**
 * Judges a claim by evidence: a comparison, a measurement, or the check of an exercise.
 *
 * Evidence of another kind than the claim needs is refused with a `TypeError` that names what is needed.
 *
 * ```ts
 * import { compare, discoverInterpreters } from "probes";
 * import { finding } from "workbook";
 *
 * const [python] = await discoverInterpreters();
 * if (python !== undefined) {
 *   const twins = await compare("tight_loop", { base: python, test: python, rounds: 1, slices: 2 });
 *   const words: string = finding("L2-P1-01", twins).sentence;
 * }
 * ```
 */
export function finding(id: string, evidence: Evidence): Finding {
  const record = findRecord(id);
  const read = readEvidence(evidence);
  return makeFinding(record, judge(record, read), read);
}

/** What a claim needs as evidence, in words. */
export function evidenceNeeded({ expected }: LedgerRecord): string {
  switch (expected.kind) {
    case "twins":
      return `a comparison of ${names(expected.probes)} between two arms that are the same`;
    case "below":
      return `a measurement of ${names(expected.probes)} with an arm of ${
        Object.entries(expected.where).map(([name, value]) => `${name} "${value}"`).join(", ")
      }`;
    case "pauses":
      return `a measurement of ${names(expected.probes)}`;
    case "differs":
      return `a measurement of ${names(expected.probes)} with arms that differ in ` +
        `"${expected.parameter}" alone`;
    case "rubric":
      return `the result of check("${expected.exercise}", …)`;
  }
}

function judge(record: LedgerRecord, read: ReadEvidence): Outcome {
  const { expected } = record;
  switch (expected.kind) {
    case "twins": {
      const comparison = comparisonOf(record, read, expected.probes);
      if (!areAllTwins(comparison)) throw refusal(record, "a comparison of arms that differ");
      return judgeTwins(expected, comparison);
    }
    case "below":
      return judgeBelow(expected, measurementOf(record, read, expected.probes));
    case "pauses":
      return judgePauses(measurementOf(record, read, expected.probes));
    case "differs":
      return judgeDiffers(expected, measurementOf(record, read, expected.probes));
    case "rubric":
      if (read.kind !== "check") throw refusal(record, nameEvidence(read));
      if ("exercise" in read.check && read.check.exercise !== expected.exercise) {
        throw refusal(record, `the check of "${read.check.exercise}"`);
      }
      return judgeRubric(read.check);
  }
}

function comparisonOf(
  record: LedgerRecord,
  read: ReadEvidence,
  probes: readonly string[],
): ComparisonResult {
  const isRight = read.kind === "comparison" &&
    probes.includes(read.comparison.measurement.probe) &&
    read.comparison.kind === "ratio";
  if (isRight) return read.comparison;
  throw refusal(record, nameEvidence(read));
}

function measurementOf(
  record: LedgerRecord,
  read: ReadEvidence,
  probes: readonly string[],
): MeasurementResult {
  const measurement = measurementIn(read);
  if (measurement !== null && probes.includes(measurement.probe)) return measurement;
  throw refusal(record, nameEvidence(read));
}

function measurementIn(read: ReadEvidence): MeasurementResult | null {
  if (read.kind === "comparison") return read.comparison.measurement;
  return read.kind === "measurement" ? read.measurement : null;
}

function refusal(record: LedgerRecord, given: string): TypeError {
  const remedy = given === "a result that has not been awaited"
    ? ', write "await" before it; '
    : ", ";
  return new TypeError(
    `Cannot judge claim "${record.id}": the evidence is ${given}${remedy}${
      evidenceNeeded(record)
    } is needed`,
  );
}

function makeFinding(record: LedgerRecord, outcome: Outcome, read: ReadEvidence): Finding {
  const { kind, reason, rounds, interval } = outcome;
  const sentence = sentenceOf(outcome);
  const arms = measurementIn(read)?.arms ?? [];
  const builds = arms.map(({ python }) => `${python.name} (${python.build.family})`);
  const flags = read.kind === "comparison"
    ? read.comparison.flags
    : measurementIn(read)?.flags ?? [];
  return {
    claim: record.id,
    kind,
    reason,
    sentence,
    builds: [...new Set(builds)],
    rounds,
    interval,
    notes: flags.map(({ text }) => text),
    [DISPLAY]: () =>
      cardBundle({
        heading: `Claim ${record.id}`,
        mark: { glyph: FINDING_GLYPHS[kind], word: kind },
        parts: [{ text: sentence }],
      }),
  };
}

/** A larger forecast would be exact in appearance alone; charts stop at the same number. */
const NEED_MORE_SHOWN_MAX = 999;

/** The four-way sentence of the notebooks; nothing else in them speaks about a result. */
function sentenceOf({ kind, reason: open, needMore }: Outcome): string {
  const reason = open.replace(/\.$/, "");
  switch (kind) {
    case "supported":
      return `On this machine the data agree with the statement: ${reason}.`;
    case "contradicted":
      return `On this machine the data speak against the statement: ${reason}.`;
    case "inconclusive":
      if (needMore === null) return `On this machine the data do not decide: ${reason}.`;
      return needMore > NEED_MORE_SHOWN_MAX
        ? `On this machine the data do not decide; more than ${NEED_MORE_SHOWN_MAX} more rounds ` +
          `would be needed: ${reason}.`
        : `On this machine the data do not decide; about ${countOf(needMore, "more round")} ` +
          `would: ${reason}.`;
    case "unavailable":
      return `This cannot be shown here, because ${reason}.`;
  }
}

function names(probes: readonly string[]): string {
  return probes.map((probe) => `"${probe}"`).join(" or ");
}

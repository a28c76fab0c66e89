/** From evidence to an outcome: which rule a claim has, and what of the evidence that rule takes. */

import type { FrozenSource, Interpreter } from "../../../probes/mod.ts";
import { evidenceParts, nameEvidence, type ReadEvidence } from "./evidence.ts";
import type { Contrast, Expectation, ExpectationOf } from "./expectation.ts";
import {
  armPythons,
  flagsOf,
  type Material,
  measuredBy,
  pythonsOf,
  sortEvidence,
  sourceOf,
} from "./material.ts";
import { bare, combineRows, isFilled, type Outcome } from "./outcome.ts";
import type { LedgerRecord } from "./record.ts";
import {
  areAllTwins,
  judgeCounterexample,
  judgeDiffers,
  judgePauses,
  judgeRubric,
  judgeTwins,
} from "./rules.ts";
import { judgeLinked } from "./rules_linked.ts";
import { judgeOrder, judgeRatio } from "./rules_ratio.ts";
import { havingText, judgeArithmetic, judgeElsewhere, judgeState } from "./rules_state.ts";
import { judgeBound, judgeCovers, judgeExact } from "./rules_values.ts";
import { ofVersions, versionsMissing } from "./versions.ts";

/** What came of evidence, and where it is from. */
export interface JudgedEvidence {
  readonly outcome: Outcome;
  /** Null where it was measured here, or nothing was measured. */
  readonly source: FrozenSource | null;
  /** The CPythons that it rests on. */
  readonly pythons: readonly Interpreter[];
  readonly notes: readonly string[];
}

/** Whether a claim is settled, or left open, without any evidence. */
export function needsNothing({ expected }: LedgerRecord): boolean {
  return expected.kind === "arithmetic" || expected.kind === "elsewhere";
}

/** Judges evidence by the claim's rule; throws a `TypeError` where nothing of it can be used. */
export function judgeEvidence(record: LedgerRecord, read: ReadEvidence): JudgedEvidence {
  const { live, frozen } = sortEvidence(read);
  // To have looked and found no CPython is an answer, too.
  if (record.expected.kind === "state" && isEmptyList(read)) {
    const outcome = judgeState(record.expected, []);
    return { outcome, source: null, pythons: [], notes: [] };
  }
  if (needsNothing(record)) {
    const outcome = judgeMaterial(record, live) ??
      bare("inconclusive", "there is nothing to judge");
    return { outcome, source: null, pythons: [], notes: [] };
  }
  const here = judgeMaterial(record, live);
  const elsewhere = judgeMaterial(record, frozen);
  const isShownHere = here !== null && isShown(here);
  const isShownElsewhere = elsewhere !== null && isShown(elsewhere);
  if (isShownHere || elsewhere === null || (here !== null && !isShownElsewhere)) {
    if (here === null) throw refuseEvidence(record, nameEvidence(read));
    return judgedOf(record, {
      outcome: here,
      material: live,
      extra: frozenNote(elsewhere, frozen),
    });
  }
  const extra = here === null ? [] : [`Here it is ${here.kind}: ${here.reason}`];
  return judgedOf(record, { outcome: elsewhere, material: frozen, extra });
}

function isEmptyList(read: ReadEvidence): boolean {
  return read.kind === "list" && evidenceParts(read).length === 0;
}

/** Whether something was seen at all: no arm of the kind that is needed is as little as no CPython. */
function isShown({ kind, rounds, rows = [] }: Outcome): boolean {
  return kind !== "unavailable" && (kind !== "inconclusive" || rounds !== null || rows.length > 0);
}

/** Frozen rows never enter a live finding; they stand beside it. */
function frozenNote(outcome: Outcome | null, material: Material): string[] {
  const source = sourceOf(material);
  if (outcome === null || source === null) return [];
  return [`Frozen (${source.date}, ${source.machine}): ${outcome.kind}. ${outcome.reason}`];
}

function judgedOf(
  record: LedgerRecord,
  { outcome, material, extra }: {
    readonly outcome: Outcome;
    readonly material: Material;
    readonly extra: readonly string[];
  },
): JudgedEvidence {
  const { expected } = record;
  const probes = probesOf(expected);
  const used = measuredBy(ofVersions(material, expected), probes);
  const isState = expected.kind === "state";
  return {
    outcome,
    // What cannot be shown is from nowhere.
    source: outcome.kind === "unavailable"
      ? null
      : sourceOf(isState ? material : { measurements: used }),
    pythons: isState ? pythonsOf(material) : armPythons(used),
    notes: [...flagsOf(material, probes).map(({ text }) => text), ...extra],
  };
}

/** The outcome of what was given; null where the claim's rule can use nothing of it. */
function judgeMaterial(record: LedgerRecord, given: Material): Outcome | null {
  const { expected } = record;
  const material = ofVersions(given, expected);
  const missing = versionsMissing(expected, { given, kept: material });
  if (missing !== null) return missing;
  switch (expected.kind) {
    case "twins": {
      const meant = material.comparisons.filter(({ measurement }) =>
        probesOf(expected).includes(measurement.probe)
      );
      const twins = meant.filter(areAllTwins);
      if (meant.length > 0 && twins.length === 0) {
        throw refuseEvidence(record, "a comparison of arms that differ");
      }
      return each(twins, (comparison) => judgeTwins(expected, comparison));
    }
    case "ratio":
      return judgeRatios(expected, material, () => judgeRatio(expected, material));
    case "order":
      return judgeRatios(expected, material, () => judgeOrder(expected, material));
    case "linked":
      return measuredBy(material, expected.probes).length === 0
        ? null
        : judgeLinked(expected, material);
    case "bound":
      return each(measuredBy(material, expected.probes), (one) => judgeBound(expected, one));
    case "exact":
      return each(measuredBy(material, expected.probes), (one) => judgeExact(expected, one));
    case "covers":
      return each(measuredBy(material, expected.probes), (one) => judgeCovers(expected, one));
    case "differs":
      return each(measuredBy(material, expected.probes), (one) => judgeDiffers(expected, one));
    case "pauses":
      return each(measuredBy(material, expected.probes), judgePauses);
    case "state": {
      const pythons = pythonsOf(material);
      const isGiven = pythons.length > 0 || material.measurements.length > 0;
      return isGiven ? judgeState(expected, pythons) : null;
    }
    case "rubric":
    case "counterexample":
      return judgeChecks(record, expected, material);
    case "arithmetic":
      return judgeArithmetic(expected);
    case "elsewhere":
      return judgeElsewhere(expected);
  }
}

/** Where two builds are compared, knowing that there is no such build is an answer, too. */
function judgeRatios(
  { probes, contrast, remedy }: ExpectationOf<"ratio" | "order">,
  material: Material,
  judge: () => Outcome,
): Outcome | null {
  if (measuredBy(material, probes).length > 0) return judge();
  const pythons = pythonsOf(material);
  if (contrast.by !== "fact" || pythons.length === 0) return null;
  const { fact, test } = contrast;
  const found = pythons.find((python) => python[fact] === test);
  return found === undefined
    ? bare("unavailable", `none of these CPythons has ${havingText(fact, test)}. ${remedy}`)
    : bare(
      "inconclusive",
      `${found.name} has ${havingText(fact, test)}, and nothing was timed. ${remedy}`,
    );
}

/** Another exercise that was checked says nothing about this claim. */
function judgeChecks(
  record: LedgerRecord,
  { kind, exercise }: ExpectationOf<"rubric" | "counterexample">,
  { checks }: Material,
): Outcome | null {
  const isMeant = (check: Material["checks"][number]) =>
    !("exercise" in check) || check.exercise === exercise;
  const strange = checks.find((check) => !isMeant(check));
  if (strange !== undefined && "exercise" in strange && !checks.some(isMeant)) {
    throw refuseEvidence(record, `the check of "${strange.exercise}"`);
  }
  const judge = kind === "rubric" ? judgeRubric : judgeCounterexample;
  return each(checks.filter(isMeant), judge);
}

function each<Item>(items: readonly Item[], judge: (item: Item) => Outcome): Outcome | null {
  const outcomes = items.map(judge);
  if (!isFilled(outcomes)) return null;
  if (outcomes.length === 1) return outcomes[0];
  // What could not be measured says nothing where something else could.
  const shown = outcomes.filter(({ kind }) => kind !== "unavailable");
  const labelled = (isFilled(shown) ? shown : outcomes).map((outcome) => ({ label: "", outcome }));
  if (!isFilled(labelled)) return outcomes[0];
  const { zone } = labelled[0].outcome;
  const rows = labelled.flatMap(({ outcome }) => outcome.rows ?? []);
  return { ...combineRows(labelled, zone === undefined ? {} : { zone }), rows };
}

function probesOf(expected: Expectation): readonly string[] {
  return "probes" in expected ? expected.probes : [];
}

/** What a claim needs as evidence, in words. */
export function evidenceNeeded({ expected }: LedgerRecord): string {
  switch (expected.kind) {
    case "twins":
      return `a comparison of ${names(expected.probes)} between two arms that are the same`;
    case "ratio":
    case "order":
      return `a comparison or measurement of ${names(expected.probes)} with arms that differ ` +
        contrastNeeded(expected.contrast);
    case "linked":
      return `a comparison or measurement of ${names(expected.probes)} with the releases from ` +
        `${expected.base} to ${expected.test}, each and the next of one family`;
    case "bound": {
      const params = Object.entries(expected.where).map(([name, value]) => `${name} "${value}"`);
      const arm = params.length === 0 ? "" : ` with an arm of ${params.join(", ")}`;
      return `a measurement of ${names(expected.probes)}${arm}`;
    }
    case "exact":
    case "covers":
    case "pauses":
      return `a measurement of ${names(expected.probes)}`;
    case "differs":
      return `a measurement of ${names(expected.probes)} with arms that differ in ` +
        `"${expected.parameter}" alone`;
    case "state":
      return "a list of CPythons, as arms() gives it, or a measurement of some";
    case "rubric":
    case "counterexample":
      return `the result of check("${expected.exercise}", …)`;
    case "arithmetic":
    case "elsewhere":
      return "nothing";
  }
}

function contrastNeeded(contrast: Contrast): string {
  switch (contrast.by) {
    case "parameter":
      return `in "${contrast.name}" alone, ${contrast.base} and ${contrast.test}`;
    case "environment":
      return `in the variable ${contrast.name} alone`;
    case "minor":
      return `in their version alone, ${contrast.base} and ${contrast.test} of one family`;
    case "next minor":
      return "in their minor version alone, of one family";
    case "fact":
      return `in "${contrast.fact}" alone, of one family`;
  }
}

function names(probes: readonly string[]): string {
  return probes.map((probe) => `"${probe}"`).join(" or ");
}

/** The error for evidence that cannot be used. */
export function refuseEvidence(record: LedgerRecord, given: string): TypeError {
  const remedy = given === "a result that has not been awaited"
    ? ', write "await" before it; '
    : ", ";
  return new TypeError(
    `Cannot judge claim "${record.id}": the evidence is ${given}${remedy}${
      evidenceNeeded(record)
    } is needed`,
  );
}

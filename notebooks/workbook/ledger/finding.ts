/** How a claim stands on this machine: computed from evidence, never written beforehand. */

import { DISPLAY, type Displayable, type FrozenSource } from "../../../probes/mod.ts";
import { cardBundle } from "../page/card.ts";
import { countOf } from "../page/words.ts";
import { type Evidence, readEvidence } from "./evidence.ts";
import { FINDING_GLYPHS, findingWord } from "./finding_words.ts";
import { type JudgedEvidence, judgeEvidence, needsNothing } from "./judge.ts";
import { findRecord } from "./ledger.ts";
import type { FindingInterval, FindingKind, FindingRow, FindingZone } from "./outcome.ts";
import type { LedgerRecord } from "./record.ts";

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
  /** What it was put together from, for example each shape of the heap; empty where there is one thing alone. */
  readonly rows: readonly FindingRow[];
  /** What the figures are held against; null where there are none. */
  readonly zone: FindingZone | null;
  /** Where and when it was measured, if not here and now. */
  readonly frozen: FrozenSource | null;
  /** What the reader should know besides. */
  readonly notes: readonly string[];
}

/**
 * Judges a claim by evidence: comparisons, measurements, CPythons, the check of an exercise, or a list of these.
 *
 * Of a list it takes what the claim needs; where nothing fits it throws a `TypeError` that names what is needed. Frozen
 * data are looked at only where nothing was measured here, and the finding says so. Claims that are settled by
 * arithmetic, or not by measuring at all, need no evidence.
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
export function finding(id: string, evidence?: Evidence): Finding {
  const record = findRecord(id);
  return makeFinding(record, judgeEvidence(record, readEvidence(evidence)));
}

/** How a claim stands, or null where nothing was given and something is needed. */
export function findingOf(record: LedgerRecord, evidence: unknown): Finding | null {
  const read = readEvidence(evidence);
  const isOpen = read.kind === "none" && !needsNothing(record);
  return isOpen ? null : makeFinding(record, judgeEvidence(record, read));
}

function makeFinding(record: LedgerRecord, judged: JudgedEvidence): Finding {
  const { outcome, source, notes } = judged;
  const { kind, reason, rounds, interval, rows = [], zone = null } = outcome;
  const sentence = sentenceOf(record, judged);
  const builds = judged.pythons.map(({ name, build }) => `${name} (${build.family})`);
  return {
    claim: record.id,
    kind,
    reason,
    sentence,
    builds: [...new Set(builds)],
    rounds,
    interval,
    rows,
    zone,
    frozen: source,
    notes,
    [DISPLAY]: () =>
      cardBundle({
        heading: `Claim ${record.id}`,
        mark: { glyph: FINDING_GLYPHS[kind], word: findingWord({ kind, frozen: source }) },
        parts: [{ text: sentence }],
      }),
  };
}

/** A larger forecast would be exact in appearance alone; charts stop at the same number. */
const NEED_MORE_SHOWN_MAX = 999;

/** The four-way sentence of the notebooks; nothing else in them speaks about a result. */
function sentenceOf(
  { expected }: LedgerRecord,
  { outcome: { kind, reason: open, needMore }, source }: JudgedEvidence,
): string {
  const reason = open.replace(/\.$/, "");
  const where = expected.kind === "arithmetic"
    ? "By arithmetic alone the figures"
    : expected.kind === "rubric" || expected.kind === "counterexample"
    ? "Your answers"
    : source === null
    ? "On this machine the data"
    : "Not measured here: the frozen data";
  const origin = source === null ? "" : ` (${source.date}, ${source.machine})`;
  switch (kind) {
    case "supported":
      return `${where} agree with the statement: ${reason}${origin}.`;
    case "contradicted":
      return `${where} speak against the statement: ${reason}${origin}.`;
    case "inconclusive":
      return `${where} do not decide${
        source === null ? forecast(needMore) : ""
      }: ${reason}${origin}.`;
    case "unavailable":
      return `This cannot be shown here, because ${reason}.`;
  }
}

function forecast(needMore: number | null): string {
  if (needMore === null) return "";
  return needMore > NEED_MORE_SHOWN_MAX
    ? `; more than ${NEED_MORE_SHOWN_MAX} more rounds would be needed`
    : `; about ${countOf(needMore, "more round")} would`;
}

/** A claim of the lesson as a card: what it says, what is known, and how it stands on this machine. */

import { DISPLAY, type Displayable, type DisplayBundle } from "../../../probes/mod.ts";
import { pageBundle } from "../drawing/chart.ts";
import { cardBundle, type CardPart, type CardSpec } from "../page/card.ts";
import { type Evidence, nameEvidence, readEvidence, settleEvidence } from "./evidence.ts";
import { type Finding, findingOf } from "./finding.ts";
import { findingPicture } from "./finding_picture.ts";
import { FINDING_GLYPHS, findingWord } from "./finding_words.ts";
import { evidenceNeeded, refuseEvidence } from "./judge.ts";
import { findRecord } from "./ledger.ts";
import type { FindingRow } from "./outcome.ts";
import type { LedgerRecord, LedgerSource, LedgerStatus } from "./record.ts";

/** Evidence of which all, or parts, may still be measuring. */
export type GivenEvidence =
  | Evidence
  | PromiseLike<Evidence>
  | readonly (Evidence | PromiseLike<Evidence> | null | undefined)[]
  | null;

/** A claim's card. */
export interface ClaimCard extends Displayable {
  /** Id of the claim. */
  readonly id: string;
  /** What the lesson says, in other words. */
  readonly statement: string;
  /** Whether it holds by the sources, for the CPythons that it is about; not a finding. */
  readonly status: LedgerStatus;
  /** Waits for the evidence and judges it; null without evidence. */
  finding(): Promise<Finding | null>;
}

/**
 * Shows a claim of the lesson: the statement, where it stands, what primary sources say, how it is measured, and what
 * was found on this machine.
 *
 * The evidence may still be measuring: it is awaited when the card is shown. Without evidence the card says which cell
 * is to be run first.
 *
 * ```ts
 * import { claim } from "workbook";
 *
 * const card = claim("L2-P1-01");
 * const statement: string = card.statement;
 * ```
 */
export function claim(
  id: string,
  evidence?: GivenEvidence,
): ClaimCard {
  const record = findRecord(id);
  // Refused at this line, where the mistake is, not when the card is shown.
  const read = readEvidence(evidence);
  if (read.kind === "stranger") throw refuseEvidence(record, nameEvidence(read));
  // When the card is shown its cell has ended, and only an error made here knows the learner's line.
  const refusal = new TypeError(`Cannot judge claim "${record.id}"`);
  const judge = async () => {
    const settled = await settleEvidence(evidence);
    try {
      return findingOf(record, settled);
    } catch (error) {
      if (error instanceof TypeError) refusal.message = error.message;
      throw error instanceof TypeError ? refusal : error;
    }
  };
  return {
    id: record.id,
    statement: record.statement,
    status: record.status,
    finding: judge,
    [DISPLAY]: async () => cardOf(record, await judge()),
  };
}

function rowText({ label, kind, reason }: FindingRow): string {
  return `${FINDING_GLYPHS[kind]} ${label}: ${reason}`;
}

async function cardOf(record: LedgerRecord, found: Finding | null): Promise<DisplayBundle> {
  const spec: CardSpec = {
    heading: `Claim ${record.id}`,
    ...(found === null ? {} : {
      mark: { glyph: FINDING_GLYPHS[found.kind], word: findingWord(found) },
    }),
    parts: [
      { text: record.statement },
      { label: "In the lesson", text: record.place },
      { label: "By the sources", text: statusText(record) },
      { label: `What is known (${record.appliesTo})`, text: record.truth },
      ...sourceParts(record.sources),
      { label: "How it is measured", text: record.probe },
      ...(found === null ? [missingPart(record)] : findingParts(found)),
    ],
  };
  const picture = found === null ? null : await findingPicture(found);
  const bundle = cardBundle(spec);
  if (picture === null) return bundle;
  // Beside the frame, not in it: a picture is as wide as the page.
  const html = [bundle["text/html"], pageBundle(picture)["text/html"]].join("\n");
  return { ...bundle, "text/html": html };
}

function sourceParts(sources: readonly LedgerSource[]): CardPart[] {
  return sources.length === 0 ? [] : [{ label: "Sources", text: sources.map(sourceText) }];
}

function sourceText(source: LedgerSource): string {
  if (source.kind === "published") return source.title;
  const builds = source.builds === null ? "" : ` on ${source.builds}`;
  return `measured, ${source.when}${builds}: ${source.seen}`;
}

function missingPart(record: LedgerRecord): CardPart {
  return {
    label: "Here",
    text: `not measured yet. Run the cell "${record.cell}" first and give this card its result; ` +
      `${evidenceNeeded(record)} is needed.`,
  };
}

/** How the sources stand to a statement, in words of a card; none of them is a word of findings. */
const STATUS_WORDS: Readonly<Record<LedgerStatus, string>> = {
  true: "it holds",
  partly: "a part of it holds",
  false: "it does not hold",
  outdated: "it held once and holds no longer",
  unverifiable: "no source says so",
};

function statusText({ status, correction }: LedgerRecord): string {
  return `${STATUS_WORDS[status]}.${correction === null ? "" : ` ${correction}`}`;
}

function findingParts(found: Finding): CardPart[] {
  const { kind, sentence, rows, builds, notes } = found;
  return [
    { label: "Here", text: `${FINDING_GLYPHS[kind]} ${findingWord(found)}. ${sentence}` },
    ...(rows.length < 2 ? [] : [{ label: "One by one", text: rows.map(rowText) }]),
    ...(builds.length === 0 ? [] : [{ label: "Measured with", text: builds.join("; ") }]),
    ...(notes.length === 0 ? [] : [{ label: "Note", text: notes }]),
  ];
}

/** An audited answer as a table: a sentence a row. */

import { makeTable, type Table } from "../../../probes/mod.ts";
import { countOf } from "../page/words.ts";
import type { Audit, AuditedSentence } from "./audit_answer.ts";

/** Rows that are shown; of a longer answer first those that can be judged. */
const ROWS_MAX = 100;

const SIGNS: Readonly<Record<AuditedSentence["verdict"], string>> = {
  true: "✓ true",
  partly: "◐ partly",
  false: "✗ false",
  outdated: "↺ outdated",
  "cannot judge": "– cannot judge",
};

/** What is known of a sentence is said by words alone, and this is said of it. */
const LIMITS =
  "This goes by words, not by meaning: what it marks, settle by the probe; of what it cannot judge it says nothing.";

/** Makes the table. */
export function auditTable({ sentences, counts, needed, isBlank, isCut }: {
  readonly sentences: Audit["sentences"];
  readonly counts: Audit["counts"];
  readonly needed: Audit["needed"];
  readonly isBlank: boolean;
  readonly isCut: boolean;
}): Table {
  if (sentences.length === 0) {
    const note = isBlank
      ? "Nothing to audit yet: put the answer between the backquotes and run the cell again."
      : "Nothing to audit: outside of code blocks there is no sentence in what was given.";
    return makeTable({ columns: [], rows: [], note });
  }
  const judged = sentences.filter(({ verdict }) => verdict !== "cannot judge");
  const shown = (sentences.length > ROWS_MAX ? judged : sentences).slice(0, ROWS_MAX);
  const hidden = sentences.length - shown.length;
  const titles = ["verdict", "sentence", "record", "what holds", "settled by"];
  return makeTable({
    caption: `${countOf(sentences.length, "sentence")}: ${countsText(counts)}`,
    columns: titles.map((title) => ({ title })),
    rows: shown.map(rowOf),
    note: [
      ...needed.map(({ idea, isSaid }) => `${isSaid ? "✓ said" : "✗ not found"}: ${idea}.`),
      ...(hidden > 0 ? [`${countOf(hidden, "more sentence")}: not shown.`] : []),
      ...(isCut ? ["The text was cut: it has more than a million characters."] : []),
      LIMITS,
    ].join("\n"),
  });
}

function countsText(counts: Audit["counts"]): string {
  const { true: holds, partly, false: wrong, outdated, "cannot judge": open } = counts;
  return `${holds} true, ${partly} partly, ${wrong} false, ${outdated} outdated, ${open} that cannot be judged`;
}

function rowOf({ verdict, text, record, fact, settledBy, others }: AuditedSentence): string[] {
  return [
    SIGNS[verdict],
    shortened(text),
    [record ?? "–", ...others].join(", "),
    fact ?? "–",
    settledBy ?? "–",
  ];
}

/** A sentence in a row: an answer may have no full stop at all. */
const SENTENCE_CHARACTERS_MAX = 240;

function shortened(text: string): string {
  const characters = [...text.slice(0, 2 * SENTENCE_CHARACTERS_MAX)];
  return characters.length <= SENTENCE_CHARACTERS_MAX
    ? text
    : `${characters.slice(0, SENTENCE_CHARACTERS_MAX).join("")}…`;
}

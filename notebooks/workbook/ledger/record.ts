/** A record of the ledger: one statement of the lesson, what is known of it, and what would settle it here. */

import { z } from "zod";
import { type Expectation, expectation, words } from "./expectation.ts";

/** Something that was published, or measured by this project. */
export type LedgerSource =
  | {
    readonly kind: "published";
    /** Title and, where there is one, the section. */
    readonly title: string;
  }
  | {
    readonly kind: "measured";
    /** The month, for example `November 2026`. */
    readonly when: string;
    /** On which builds, or null where it was not written down. */
    readonly builds: string | null;
    /** What was seen. */
    readonly seen: string;
  };

/**
 * What primary sources and our measurements make of a statement, for whatever CPython it is about: for an exercise,
 * of its premise. Not a finding, which is about one machine.
 */
export type LedgerStatus = "true" | "partly" | "false" | "outdated" | "unverifiable";

/** One statement of the lesson. */
export interface LedgerRecord {
  /** For example `L2-P1-01`. */
  readonly id: string;
  /** In our words. */
  readonly statement: string;
  /** Where it stands in the lesson. */
  readonly place: string;
  /** Whether it holds, by the sources. */
  readonly status: LedgerStatus;
  /** What to say instead, in one sentence; null where nothing has to be put right, or `truth` says it all. */
  readonly correction: string | null;
  /** What primary sources and measurements say. */
  readonly truth: string;
  /** The CPythons that the truth is about. */
  readonly appliesTo: string;
  /** Where that is from. */
  readonly sources: readonly LedgerSource[];
  /** How it is looked at here. */
  readonly probe: string;
  /** Title of the notebook's section with the cell that measures it. */
  readonly cell: string;
  /** What decides it. */
  readonly expected: Expectation;
}

const source: z.ZodType<LedgerSource> = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("published"), title: words }),
  z.strictObject({
    kind: z.literal("measured"),
    when: words,
    builds: words.nullable(),
    seen: words,
  }),
]);

const record: z.ZodType<LedgerRecord> = z.strictObject({
  id: z.string().regex(/^L[12]-[A-Z0-9]+-\d\d$/),
  statement: words,
  place: words,
  status: z.enum(["true", "partly", "false", "outdated", "unverifiable"]),
  correction: words.nullable(),
  truth: words,
  appliesTo: words,
  sources: z.array(source),
  probe: words,
  cell: words,
  expected: expectation,
});

/** Reads records; throws where one is wrong or an id stands twice: the data are our own. */
export function parseRecords(data: unknown, from: string): readonly LedgerRecord[] {
  const parsed = z.array(record).safeParse(data);
  if (!parsed.success) {
    throw new SyntaxError(`Cannot read the ledger's ${from}: ${z.prettifyError(parsed.error)}`);
  }
  const ids = parsed.data.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice === undefined) return parsed.data;
  throw new SyntaxError(`Cannot read the ledger's ${from}: "${twice}" stands there twice`);
}

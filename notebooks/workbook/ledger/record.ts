/** A record of the ledger: one statement of the lesson, what is known of it, and what would settle it here. */

import { z } from "zod";
import { type ParamValue, type ProbeName, PROBES, type Verdict } from "../../../probes/mod.ts";

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
 * What decides a statement on the learner's machine.
 *
 * It says which outcomes speak for the statement and which against it, never which one will come.
 */
export type Expectation =
  | {
    /** A comparison of two arms that are the same in everything. */
    readonly kind: "twins";
    readonly probes: readonly ProbeName[];
    readonly supports: readonly Verdict[];
    readonly contradicts: readonly Verdict[];
  }
  | {
    /** A value that lies below a bound in each arm that has it. */
    readonly kind: "below";
    readonly probes: readonly ProbeName[];
    /** Key of the value. */
    readonly value: string;
    readonly bound: number;
    readonly unit: string;
    /** Only arms with these parameters count. */
    readonly where: Readonly<Record<string, ParamValue>>;
  }
  | {
    /** An exact value that is not the same under two values of one parameter. */
    readonly kind: "differs";
    readonly probes: readonly ProbeName[];
    readonly value: string;
    readonly parameter: string;
  }
  | {
    /** Pauses that were listed one by one: some, each above 0, together within the time of the process. */
    readonly kind: "pauses";
    readonly probes: readonly ProbeName[];
  }
  | {
    /** The learner's own answers, judged by the check of this exercise. */
    readonly kind: "rubric";
    readonly exercise: string;
  };

/** One statement of the lesson. */
export interface LedgerRecord {
  /** For example `L2-P1-01`. */
  readonly id: string;
  /** In our words. */
  readonly statement: string;
  /** Where it stands in the lesson. */
  readonly place: string;
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

/** Text that says something: a record's fields are sentences for a card, not lists or code. */
const words = z.string().trim().min(1).max(600);

const probeNames: z.ZodType<readonly ProbeName[]> = z.array(
  z.custom<ProbeName>((name) => typeof name === "string" && Object.hasOwn(PROBES, name)),
).min(1);

const verdicts: z.ZodType<readonly Verdict[]> = z.array(
  z.enum(["faster", "slower", "same", "unclear"]),
).min(1);

const source: z.ZodType<LedgerSource> = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("published"), title: words }),
  z.strictObject({
    kind: z.literal("measured"),
    when: words,
    builds: words.nullable(),
    seen: words,
  }),
]);

const expectation: z.ZodType<Expectation> = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("twins"),
    probes: probeNames,
    supports: verdicts,
    contradicts: verdicts,
  }),
  z.strictObject({
    kind: z.literal("below"),
    probes: probeNames,
    value: words,
    bound: z.number(),
    unit: words,
    where: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
  z.strictObject({
    kind: z.literal("differs"),
    probes: probeNames,
    value: words,
    parameter: words,
  }),
  z.strictObject({ kind: z.literal("pauses"), probes: probeNames }),
  z.strictObject({ kind: z.literal("rubric"), exercise: words }),
]);

const record: z.ZodType<LedgerRecord> = z.strictObject({
  id: z.string().regex(/^L[12]-[A-Z0-9]+-\d\d$/),
  statement: words,
  place: words,
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

/** What decides a statement on a learner's machine: the kinds of expectation, few and general, and how they are read. */

import { z } from "zod";
import { type ParamValue, type ProbeName, PROBES, type Verdict } from "../../../probes/mod.ts";

/** Facts of a CPython that it was asked for, none of them inferred from its version. */
export type FactName =
  | "collector"
  | "gil"
  | "jit"
  | "specialization"
  | "tailCalls"
  | "deferredAnnotations";

/** What a fact can be. */
export type FactValue = string | boolean;

/** A fact with the values that speak for a statement and those that speak against it; others say nothing. */
export interface FactDemand {
  readonly fact: FactName;
  readonly supports: readonly FactValue[];
  readonly contradicts: readonly FactValue[];
}

/** In what alone two arms differ, and which of them is the base of the ratio. */
export type Contrast =
  | {
    readonly by: "parameter";
    readonly name: string;
    readonly base: ParamValue;
    readonly test: ParamValue;
  }
  /** The base runs without the variable. */
  | { readonly by: "environment"; readonly name: string; readonly test: string }
  /** Two minor versions of one family, for example `3.13` and `3.14`. */
  | { readonly by: "minor"; readonly base: string; readonly test: string }
  /** Each minor version of a family and the next one that was measured. */
  | { readonly by: "next minor" }
  /** Two builds of one family, for example without and with tail calls. */
  | {
    readonly by: "fact";
    readonly fact: FactName;
    readonly base: FactValue;
    readonly test: FactValue;
  };

/** When a ratio speaks for a statement, and when against it. */
export type Criterion =
  | {
    readonly by: "verdict";
    readonly supports: readonly Verdict[];
    readonly contradicts: readonly Verdict[];
  }
  /** The statement names a range: the whole interval within it is for it, none of it is against it. */
  | { readonly by: "range"; readonly low: number; readonly high: number };

/** One part of what a statement says, for arms of one kind. */
export interface RatioCase {
  /** For example `one list`; empty where there is only one. */
  readonly label: string;
  /** Only arms with these parameters count. */
  readonly where: Readonly<Record<string, ParamValue>>;
  readonly criterion: Criterion;
}

/** The minor versions that a statement is about; arms of others say nothing about it. */
export interface Versions {
  /** The first of them, for example `3.14`; null for any. */
  readonly from: string | null;
  /** The last of them; null for any. */
  readonly until: string | null;
  /** What would help where none of them was measured. */
  readonly remedy: string;
}

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
    /** Ratios between arms that differ in one thing: build, setting or parameter. */
    readonly kind: "ratio";
    readonly probes: readonly ProbeName[];
    /** Key of the value; null for the probe's main one. */
    readonly value: string | null;
    readonly contrast: Contrast;
    readonly cases: readonly RatioCase[];
    /** Whether all ratios have to agree, one is enough, one for it and one against it are needed, or their mean counts. */
    readonly over: "every" | "some" | "mixed" | "mean";
    /** What would help where no two arms differ in that. */
    readonly remedy: string;
    /** Left out where the statement is about all versions. */
    readonly versions?: Versions | undefined;
  }
  | {
    /** Of several probes that are compared in the same way, one has the least ratio or the greatest. */
    readonly kind: "order";
    readonly probes: readonly ProbeName[];
    readonly contrast: Contrast;
    readonly first: ProbeName;
    readonly extreme: "least" | "greatest";
    readonly remedy: string;
  }
  | {
    /**
     * The mean ratio from one release to a later one; where no kind of build has both, the steps between them, each
     * within one kind, one after the other.
     */
    readonly kind: "linked";
    readonly probes: readonly ProbeName[];
    /** For example `3.11`. */
    readonly base: string;
    readonly test: string;
    /** The range that the statement names. */
    readonly low: number;
    readonly high: number;
    readonly remedy: string;
  }
  | {
    /** A number that lies on one side of a bound in each arm that has it. */
    readonly kind: "bound";
    readonly probes: readonly ProbeName[];
    /** Key of the value. */
    readonly value: string;
    readonly side: "below" | "at least";
    readonly bound: number;
    readonly unit: string;
    /** Only arms with these parameters count. */
    readonly where: Readonly<Record<string, ParamValue>>;
    /** Left out where the statement is about all versions. */
    readonly versions?: Versions | undefined;
  }
  | {
    /** Exact values that are what the statement says, in each arm that has them. */
    readonly kind: "exact";
    readonly probes: readonly ProbeName[];
    readonly demands: readonly {
      readonly value: string;
      /** Whether the value is the text, or has it in it. */
      readonly form: "equals" | "includes";
      readonly text: string;
    }[];
  }
  | {
    /** One number of a process that is never less than another one of it. */
    readonly kind: "covers";
    readonly probes: readonly ProbeName[];
    readonly value: string;
    readonly other: string;
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
    /** What the CPythons of some versions are, as they were asked. */
    readonly kind: "state";
    /** First minor version that counts, for example `3.14`; null for any. */
    readonly from: string | null;
    /** Last minor version that counts; null for any. */
    readonly until: string | null;
    /** Only CPythons with one of these values count. */
    readonly where: readonly { readonly fact: FactName; readonly is: readonly FactValue[] }[];
    readonly demands: readonly FactDemand[];
    /** What would help where there is none of these versions. */
    readonly remedy: string;
  }
  | {
    /** Numbers of the statement itself that add up, or do not: no machine is needed. */
    readonly kind: "arithmetic";
    readonly terms: readonly { readonly name: string; readonly value: number }[];
    /** What the statement says is their sum. */
    readonly stated: number;
    /** How far off the sum may be, as a share of what is stated. */
    readonly tolerance: number;
    readonly unit: string;
  }
  | {
    /** The learner's own answers, judged by the check of this exercise. */
    readonly kind: "rubric";
    readonly exercise: string;
  }
  | {
    /** The same for a statement that a right answer speaks against. */
    readonly kind: "counterexample";
    readonly exercise: string;
  }
  | {
    /** Nothing that is measured here settles it. */
    readonly kind: "elsewhere";
    /** Why not; goes on after "because". */
    readonly because: string;
    /** Where to look instead. */
    readonly remedy: string;
  };

/** Expectations of one kind. */
export type ExpectationOf<Kind extends Expectation["kind"]> = Extract<Expectation, { kind: Kind }>;

/** Text that says something: a record's fields are sentences for a card, not lists or code. */
export const words: z.ZodType<string> = z.string().trim().min(1).max(600);

const probeName: z.ZodType<ProbeName> = z.custom<ProbeName>(
  (name) => typeof name === "string" && Object.hasOwn(PROBES, name),
);
const probes: z.ZodType<readonly ProbeName[]> = z.array(probeName).min(1);

// Either side may be empty: being faster does not make something the most important change.
const verdicts: z.ZodType<readonly Verdict[]> = z.array(
  z.enum(["faster", "slower", "same", "unclear"]),
);

const paramValue = z.union([z.string(), z.number()]);
const where: z.ZodType<Readonly<Record<string, ParamValue>>> = z.record(z.string(), paramValue);
const minor = z.string().regex(/^\d\.\d+$/);
const versions: z.ZodType<Versions | undefined> = z.strictObject({
  from: minor.nullable(),
  until: minor.nullable(),
  remedy: words,
}).optional();
const fact: z.ZodType<FactName> = z.enum([
  "collector",
  "gil",
  "jit",
  "specialization",
  "tailCalls",
  "deferredAnnotations",
]);
const factValue = z.union([z.string(), z.boolean()]);

const contrast: z.ZodType<Contrast> = z.discriminatedUnion("by", [
  z.strictObject({
    by: z.literal("parameter"),
    name: words,
    base: paramValue,
    test: paramValue,
  }),
  z.strictObject({ by: z.literal("environment"), name: words, test: words }),
  z.strictObject({ by: z.literal("minor"), base: minor, test: minor }),
  z.strictObject({ by: z.literal("next minor") }),
  z.strictObject({ by: z.literal("fact"), fact, base: factValue, test: factValue }),
]);

const criterion: z.ZodType<Criterion> = z.discriminatedUnion("by", [
  z.strictObject({ by: z.literal("verdict"), supports: verdicts, contradicts: verdicts }),
  z.strictObject({ by: z.literal("range"), low: z.number(), high: z.number() }),
]);

const demand: z.ZodType<FactDemand> = z.strictObject({
  fact,
  supports: z.array(factValue),
  contradicts: z.array(factValue),
});

/** How an expectation of the ledger is read. */
export const expectation: z.ZodType<Expectation> = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("twins"),
    probes,
    supports: verdicts,
    contradicts: verdicts,
  }),
  z.strictObject({
    kind: z.literal("ratio"),
    probes,
    value: words.nullable(),
    contrast,
    cases: z.array(z.strictObject({ label: z.string(), where, criterion })).min(1),
    over: z.enum(["every", "some", "mixed", "mean"]),
    remedy: words,
    versions,
  }),
  z.strictObject({
    kind: z.literal("order"),
    probes,
    contrast,
    first: probeName,
    extreme: z.enum(["least", "greatest"]),
    remedy: words,
  }),
  z.strictObject({
    kind: z.literal("linked"),
    probes,
    base: minor,
    test: minor,
    low: z.number(),
    high: z.number(),
    remedy: words,
  }),
  z.strictObject({
    kind: z.literal("bound"),
    probes,
    value: words,
    side: z.enum(["below", "at least"]),
    bound: z.number(),
    unit: z.string(),
    where,
    versions,
  }),
  z.strictObject({
    kind: z.literal("exact"),
    probes,
    demands: z.array(
      z.strictObject({ value: words, form: z.enum(["equals", "includes"]), text: words }),
    ).min(1),
  }),
  z.strictObject({ kind: z.literal("covers"), probes, value: words, other: words, where }),
  z.strictObject({ kind: z.literal("differs"), probes, value: words, parameter: words }),
  z.strictObject({ kind: z.literal("pauses"), probes }),
  z.strictObject({
    kind: z.literal("state"),
    from: minor.nullable(),
    until: minor.nullable(),
    where: z.array(z.strictObject({ fact, is: z.array(factValue).min(1) })),
    demands: z.array(demand).min(1),
    remedy: words,
  }),
  z.strictObject({
    kind: z.literal("arithmetic"),
    terms: z.array(z.strictObject({ name: words, value: z.number() })).min(2),
    stated: z.number(),
    tolerance: z.number().nonnegative(),
    unit: words,
  }),
  z.strictObject({ kind: z.literal("rubric"), exercise: words }),
  z.strictObject({ kind: z.literal("counterexample"), exercise: words }),
  z.strictObject({ kind: z.literal("elsewhere"), because: words, remedy: words }),
]);

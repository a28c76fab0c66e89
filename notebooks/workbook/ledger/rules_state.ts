/** The rules that need no timing: what CPythons are, numbers that add up, and what nothing here can settle. */

import type { Interpreter } from "../../../probes/mod.ts";
import type { ExpectationOf, FactDemand, FactName, FactValue, Versions } from "./expectation.ts";
import {
  bare,
  combineRows,
  type FindingKind,
  isFilled,
  type LabelledOutcome,
  type Outcome,
  worstOf,
} from "./outcome.ts";

/** What the CPythons of some versions are, as they were asked. */
export function judgeState(
  expected: ExpectationOf<"state">,
  pythons: readonly Interpreter[],
): Outcome {
  const meant = pythons.filter((python) => isMeant(expected, python));
  const judged = meant.map((python): LabelledOutcome => {
    const kinds = expected.demands.map((demand) => judgeFact(demand, python));
    const seen = expected.demands.map(({ fact }) => factText(fact, python[fact]));
    return { label: python.name, outcome: bare(worstOf(kinds), seen.join(", ")) };
  });
  if (!isFilled(judged)) {
    return bare("unavailable", `there is no ${meantText(expected)}. ${expected.remedy}`);
  }
  const combined = combineRows(judged);
  // Which of them says what is the answer: one alone would hide that they differ.
  const reason = judged.map(({ label, outcome }) => `${label}: ${outcome.reason}`).join("; ");
  return { ...combined, reason };
}

function isMeant(expected: ExpectationOf<"state">, python: Interpreter): boolean {
  return isWithin(python, expected) &&
    expected.where.every(({ fact, is }) => is.some((value) => value === python[fact]));
}

/** The first and the last minor version that count; null for any. */
type Range = Pick<Versions, "from" | "until">;

/** Whether a CPython is of these versions. */
export function isWithin(python: Interpreter, { from, until }: Range): boolean {
  return (from === null || beside(python, from) >= 0) &&
    (until === null || beside(python, until) <= 0);
}

/** Below 0 for an older one, above 0 for a newer one. */
function beside({ major, minor }: Interpreter, version: string): number {
  const [first = 0, second = 0] = version.split(".").map(Number);
  return major - first || minor - second;
}

function meantText(expected: ExpectationOf<"state">): string {
  const facts = expected.where.map(({ fact, is }) =>
    fact !== "gil" ? NAMES[fact] : is.includes("always") ? LOCK : `${LOCK} made to be switched off`
  );
  const versions = versionsText(expected);
  return facts.length === 0 ? versions : `${versions} with ${facts.join(" and ")}`;
}

const LOCK = "the global lock";

/** The versions in words, for example `CPython from 3.14 on`. */
export function versionsText({ from, until }: Range): string {
  return from === null
    ? until === null ? "CPython" : `CPython up to ${until}`
    : until === null
    ? `CPython from ${from} on`
    : from === until
    ? `CPython ${from}`
    : `CPython from ${from} to ${until}`;
}

function judgeFact({ fact, supports, contradicts }: FactDemand, python: Interpreter): FindingKind {
  const value = python[fact];
  if (value === null) return "inconclusive";
  if (supports.includes(value)) return "supported";
  return contradicts.includes(value) ? "contradicted" : "inconclusive";
}

/** How readers call the facts. */
const NAMES: Readonly<Record<FactName, string>> = {
  collector: "collector",
  gil: "global lock",
  jit: "just-in-time compiler",
  specialization: "specialization",
  tailCalls: "tail calls",
  deferredAnnotations: "deferred annotations",
};

/** What a CPython with that value has, for example `tail calls` or `the collector "incremental"`. */
export function havingText(fact: FactName, value: FactValue): string {
  return typeof value === "boolean"
    ? value ? NAMES[fact] : `no ${NAMES[fact]}`
    : `the ${NAMES[fact]} "${value}"`;
}

function factText(fact: FactName, value: FactValue | null): string {
  return `${NAMES[fact]} ${value === null ? "not asked" : wordOf(value)}`;
}

function wordOf(value: FactValue): string {
  return typeof value === "string" ? value : value ? "yes" : "no";
}

/** Numbers of the statement itself: they add up, or they do not. */
export function judgeArithmetic(
  { terms, stated, tolerance, unit }: ExpectationOf<"arithmetic">,
): Outcome {
  const sum = Number(terms.reduce((total, { value }) => total + value, 0).toFixed(9));
  const isSo = Math.abs(sum - stated) <= tolerance * Math.abs(stated);
  const shown = terms.map(({ name, value }) => `${value} (${name})`).join(" + ");
  return bare(
    isSo ? "supported" : "contradicted",
    `${shown} = ${sum} ${unit}, and ${stated} ${unit} is stated`,
  );
}

/** Nothing that is measured here settles it. */
export function judgeElsewhere({ because, remedy }: ExpectationOf<"elsewhere">): Outcome {
  return bare("unavailable", `${because}. ${remedy}`);
}

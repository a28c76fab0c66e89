/** R-count: what is exact is compared exactly: counts, states, names, and the order of things. */

import { cut, type Ruling } from "./acceptance.ts";
import { readStated } from "./stated.ts";

/** What an exact answer is compared with. */
export interface CountRule {
  /** Asked of the interpreter when the answer is checked; null where it did not tell. */
  readonly expected: number | string | null;
  /** What is counted, for example `collections in py3.14.3`. */
  readonly what: string;
  /** Answers that people give, and what they are told. */
  readonly mistakes?: readonly { readonly value: number | string; readonly reason: string }[];
}

/** R-count: right when it is exactly that. */
export function judgeCount(answer: number | string, rule: CountRule): Ruling {
  const { expected, what, mistakes = [] } = rule;
  if (expected === null) {
    return { kind: "unjudged", reason: `Not judged, no points lost: ${what} is not known here.` };
  }
  if (isExactly(answer, expected)) {
    return { kind: "right", reason: `Counted here: ${what} ${expected}.` };
  }
  const mistake = mistakes.find(({ value }) => isExactly(answer, value));
  return {
    kind: "wrong",
    reason: mistake?.reason ??
      `"${cut(String(answer))}" is not what was counted here: look again for ${what}. ` +
        "It is exact, so no rounding and no noise explain the difference.",
  };
}

function isExactly(answer: number | string, expected: number | string): boolean {
  if (typeof expected === "string") return simple(String(answer)) === simple(expected);
  const stated = readStated(answer);
  return stated.kind === "number" && stated.value === expected;
}

function simple(text: string): string {
  return text.trim().toLowerCase().replace(/\s+/g, " ");
}

/** What a list in order is compared with. */
export interface OrderRule {
  /** The keys in their order; keys in one inner list may stand in any order. */
  readonly right: readonly (string | readonly string[])[];
  /** What somebody is told who puts `first` before `then`; the first one that holds is told. */
  readonly mistakes: readonly OrderMistake[];
  readonly praise: string;
}

/** Two keys that stand the wrong way round. */
export interface OrderMistake {
  readonly first: string;
  readonly then: string;
  readonly reason: string;
}

/** R-count for a list: each key once, in the right order. */
export function judgeOrder(answer: readonly string[], rule: OrderRule): Ruling {
  const groups = rule.right.map((entry) => typeof entry === "string" ? [entry] : entry);
  const keys = groups.flat();
  const given = answer.map((key) => keys.find((known) => simple(known) === simple(key)) ?? key);
  const fault = faultOf(given, keys);
  if (fault !== null) return { kind: "wrong", reason: fault };
  const rank = new Map(groups.flatMap((group, place) => group.map((key) => [key, place])));
  const isSorted = given.every((key, index) =>
    index === 0 || (rank.get(given[index - 1] ?? key) ?? 0) <= (rank.get(key) ?? 0)
  );
  if (isSorted) return { kind: "right", reason: rule.praise };
  const mistake = rule.mistakes.find(({ first, then }) =>
    given.indexOf(first) < given.indexOf(then)
  );
  if (mistake !== undefined) return { kind: "wrong", reason: mistake.reason };
  const at = given.findIndex((key, index) =>
    (rank.get(key) ?? 0) > (rank.get(given[index + 1] ?? key) ?? 0)
  );
  return {
    kind: "wrong",
    reason: `Look again at "${given[at]}" and "${given[at + 1]}": which of the two comes first?`,
  };
}

/** Why a list is none of these keys, each once; null when it is. */
function faultOf(given: readonly string[], keys: readonly string[]): string | null {
  const list = keys.toSorted().map((key) => `"${key}"`).join(", ");
  const stranger = given.find((key) => !keys.includes(key));
  if (stranger !== undefined) {
    return `"${cut(stranger)}" is not in the list: put ${list} in order, each once.`;
  }
  const twice = given.find((key, index) => given.indexOf(key) !== index);
  if (twice !== undefined) return `"${twice}" stands there twice: put each of ${list} once.`;
  const missing = keys.filter((key) => !given.includes(key));
  return missing.length === 0
    ? null
    : `${missing.map((key) => `"${key}"`).join(", ")} is missing: put all of ${list} in order.`;
}

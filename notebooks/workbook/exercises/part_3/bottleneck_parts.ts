/** What an answer about the hidden programs earns, by their measured shares and the learner's own runs. */

import type { CheckPart } from "../../ledger/check_result.ts";
import { type ChoiceOption, judgeChoice, type Ruling, toPart } from "../acceptance.ts";
import { judgeShare } from "../acceptance_numbers.ts";
import type { Bottleneck } from "./hidden_names.ts";
import type { ProgramShares } from "./reference.ts";

/** What a learner says of one program. */
export interface Entry {
  readonly name: string;
  readonly entry: Readonly<Record<string, number | string>>;
}

/** What can be said to take the time; memory takes none. */
export const LIMITS: readonly { readonly key: Bottleneck | "memory"; readonly text: string }[] = [
  { key: "interpreter", text: "bytecode, one instruction after the other" },
  { key: "library", text: "functions that are written in C" },
  { key: "collector", text: "looking for objects in circles" },
  { key: "memory", text: "how much is held" },
];

/** What the parts are judged by. */
export interface LookedAt {
  /** By the program's name. */
  readonly shares: ReadonlyMap<string, ProgramShares>;
  /** The learner's own runs. */
  readonly looks: readonly { readonly program: string }[];
  /** A grader's machine draws other names than the learner's. */
  readonly isGraded: boolean;
}

/** Three parts for each program. */
export function entriesParts(
  entries: readonly Entry[],
  { shares, looks, isGraded }: LookedAt,
): CheckPart[] {
  return entries.flatMap((entry) => {
    const measured = shares.get(entry.name);
    return measured === undefined ? [] : [
      limitPart(entry, measured),
      sharePart(entry, measured),
      lookPart(entry, { looks, entries, isGraded }),
    ];
  });
}

function limitPart({ name, entry }: Entry, measured: ProgramShares): CheckPart {
  const spec = { name: `${name}: what limits it`, max: 2 };
  const said = entry["limit"];
  if (said === undefined) return { ...spec, points: 0, reason: notYet("limit") };
  if (measured.kind === "mixed") return toPart({ ...spec, ruling: mixedRuling(measured.reason) });
  return toPart({ ...spec, ruling: judgeChoice(`${said}`, optionsFor(measured.bottleneck)) });
}

function sharePart({ name, entry }: Entry, measured: ProgramShares): CheckPart {
  const spec = { name: `${name}: its share`, max: 1 };
  const said = entry["share"];
  if (said === undefined) return { ...spec, points: 0, reason: notYet("share") };
  if (measured.kind === "mixed") return toPart({ ...spec, ruling: mixedRuling(measured.reason) });
  const ruling = judgeShare(said, { percents: measured.percents, what: "the largest share is" });
  return toPart({ ...spec, ruling });
}

function lookPart(
  { name }: Entry,
  { looks, entries, isGraded }: Omit<LookedAt, "shares"> & { readonly entries: readonly Entry[] },
): CheckPart {
  const spec = { name: `${name}: a run that shows it`, max: 1 };
  if (looks.some(({ program }) => program === name)) {
    return { ...spec, points: 1, reason: "You have looked: a run of yours is recorded." };
  }
  const areOthers = isGraded && looks.length > 0 &&
    !looks.some(({ program }) => entries.some((entry) => entry.name === program));
  const ruling: Ruling = areOthers
    ? {
      kind: "unjudged",
      reason: "Not judged, no points lost: the runs here are of programs with other names, which " +
        "were drawn anew.",
    }
    : {
      kind: "wrong",
      reason:
        "No run of it is there, so this is a guess. Look into it with one of the tools, and " +
        "give the result to the check.",
    };
  return toPart({ ...spec, ruling });
}

function notYet(field: string): string {
  return `Not answered yet: fill in "${field}".`;
}

function mixedRuling(reason: string): Ruling {
  return { kind: "unjudged", reason: `Not judged, no points lost: ${reason}` };
}

function optionsFor(right: Bottleneck): ChoiceOption[] {
  return LIMITS.map(({ key, text }) => ({
    key,
    text,
    isRight: key === right,
    reason: key === right
      ? PRAISE[right]
      : key === "memory"
      ? "How much a program holds says nothing of where its time goes: which function, or who " +
        "else, was at work meanwhile?"
      : REASONS[key][right] ?? "",
  }));
}

const PRAISE: Readonly<Record<Bottleneck, string>> = {
  interpreter: "Neither a C function nor a collection accounts for it: the lines themselves do.",
  library: "The time is the own time of functions in C, and no collection was met.",
  collector: "The callbacks add up to nearly all of the run.",
};

/** By what was said, and then by what it is. */
const REASONS: Readonly<Record<Bottleneck, Readonly<Partial<Record<Bottleneck, string>>>>> = {
  interpreter: {
    library:
      "The function with the loop tops a listing by cumulative time, which counts all that it " +
      "calls. Sort by own time.",
    collector: "Look at the own time of the functions that are written in Python, and compare it " +
      "with the time of the run. Who else was at work?",
  },
  library: {
    interpreter: "Which function in C would that be? Look for one whose own time is large.",
    collector: "cProfile shows a built-in function with nearly all of the time. Which one? What " +
      "does it do?",
  },
  collector: {
    interpreter: "How many collections did the callbacks count?",
    library: "How many collections did the callbacks count, and how long did they take?",
  },
};

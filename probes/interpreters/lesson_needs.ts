/** What the parts of the lesson need of a machine's CPythons, which of them show it, and how to get what is missing. */

import type { Interpreter } from "./interpreter.ts";

/** One thing that one part of the lesson needs. */
export interface LessonNeed {
  /** The part's notebook, for example `les3`; `more` stands for probes that belong to no part. */
  readonly part: string;
  /** What the part is about. */
  readonly title: string;
  /** Its short name, for example `incremental`. */
  readonly need: NeedName;
  /** What is needed, in words. */
  readonly meaning: string;
  /** The names of the interpreters that show it; empty where none does. */
  readonly shownBy: readonly string[];
  /** The command that gets what is missing; null where nothing is. */
  readonly remedy: string | null;
}

/** What can be needed. */
export type NeedName =
  | "any"
  | "versions"
  | "families"
  | "specialization"
  | "before_specialization"
  | "specialization_switch"
  | "tail_calls"
  | "jit"
  | "generational"
  | "incremental"
  | "deferred_annotations"
  | "eager_annotations"
  | "free_threaded"
  | "subinterpreters"
  | "remote_attach";

interface Need {
  readonly meaning: string;
  /** Those that show it; for a comparison all that take part in one. */
  readonly from: (pythons: readonly Interpreter[]) => readonly Interpreter[];
  /** Versions for `uv python install`: builds known to show it (November 2026). */
  readonly versions: string;
  /** The command that gets it, where that depends on what is there. */
  readonly remedyFor?: (pythons: readonly Interpreter[]) => string;
}

const NEEDS: Readonly<Record<NeedName, Need>> = {
  any: { meaning: "any CPython", from: (pythons) => pythons, versions: "3.14" },
  versions: {
    meaning: "two versions from one kind of build",
    from: ofOneFamily,
    versions: "3.13 3.14",
  },
  families: {
    meaning: "builds of two kinds",
    from: (pythons) => new Set(pythons.map(familyOf)).size > 1 ? pythons : [],
    versions: "3.13 3.14",
    remedyFor: otherFamily,
  },
  specialization: {
    meaning: "operations specialized by type",
    from: having(isSpecializing),
    versions: "3.14",
  },
  before_specialization: {
    meaning: "without and with specialization",
    from: beforeAndAfter,
    versions: "3.10 3.11",
  },
  specialization_switch: {
    meaning: "a switch for specialization",
    from: having(({ specialization }) => specialization === "switchable"),
    versions: "3.15",
  },
  tail_calls: {
    meaning: "an interpreter loop of tail calls",
    from: having(({ tailCalls }) => tailCalls),
    versions: "3.14",
  },
  jit: {
    meaning: "a just-in-time compiler (JIT)",
    from: having(({ jit }) => jit !== "absent"),
    versions: "3.14",
  },
  generational: {
    meaning: "a generational collector",
    from: having(({ collector }) => collector === "generational"),
    versions: "3.13",
  },
  incremental: {
    meaning: "an incremental collector",
    from: having(({ collector }) => collector === "incremental"),
    versions: "3.14.4",
  },
  deferred_annotations: {
    meaning: "annotations evaluated when read",
    from: having(({ deferredAnnotations }) => deferredAnnotations === true),
    versions: "3.14",
  },
  eager_annotations: {
    meaning: "annotations evaluated at once",
    from: having(({ deferredAnnotations }) => deferredAnnotations === false),
    versions: "3.13",
  },
  free_threaded: {
    meaning: "a build that runs without the lock",
    from: having(({ freeThreaded }) => freeThreaded),
    versions: "3.14t",
  },
  subinterpreters: {
    meaning: "several interpreters in one process",
    from: having(({ subinterpreters }) => subinterpreters),
    versions: "3.14",
  },
  remote_attach: {
    meaning: "code run in another process",
    from: having(({ remoteAttach }) => remoteAttach === "on"),
    versions: "3.14",
  },
};

const PARTS: readonly (readonly [part: string, title: string, needs: readonly NeedName[]])[] = [
  ["start", "Start here", ["any"]],
  ["les1", "1 Overview: what changed", ["versions", "families"]],
  ["les2", "2 The interpreter's loop", ["specialization", "specialization_switch", "tail_calls"]],
  ["les3", "3 Garbage collection", ["generational", "incremental"]],
  ["les4", "4 Deferred annotations", ["deferred_annotations", "eager_annotations"]],
  ["les5", "5 AI workloads", ["any"]],
  ["les6", "6 Threads without the lock", ["free_threaded", "subinterpreters"]],
  ["cha1", "Challenge 1 and 2", ["any"]],
  ["cha3", "Challenge 3 and 4", ["versions"]],
  ["pra1", "Practice 1: attributes", ["before_specialization", "specialization_switch"]],
  ["pra2", "Practice 2 to 4, assessment", ["any"]],
  ["more", "Further probes", ["jit", "remote_attach"]],
];

/**
 * What each part of the lesson needs, by which of these interpreters it can be shown, and the command for what is
 * missing. Parts run without it too: they then show what was measured elsewhere and say so.
 *
 * ```ts
 * import { discoverInterpreters, lessonNeeds } from "probes";
 *
 * const needs = lessonNeeds(await discoverInterpreters());
 * const missing = needs.filter(({ shownBy }) => shownBy.length === 0);
 * const commands: (string | null)[] = missing.map(({ remedy }) => remedy);
 * ```
 */
export function lessonNeeds(pythons: readonly Interpreter[]): LessonNeed[] {
  return PARTS.flatMap(([part, title, names]) =>
    names.map((need): LessonNeed => {
      const { meaning, from, versions, remedyFor } = NEEDS[need];
      const shownBy = from(pythons).map(({ name }) => name);
      const command = remedyFor?.(pythons) ?? `uv python install ${versions}`;
      const remedy = shownBy.length === 0 ? command : null;
      return { part, title, need, meaning, shownBy, remedy };
    })
  );
}

function having(accepts: (python: Interpreter) => boolean): Need["from"] {
  return (pythons) => pythons.filter(accepts);
}

function isSpecializing({ specialization }: Interpreter): boolean {
  return specialization === "always" || specialization === "switchable";
}

function familyOf({ build }: Interpreter): string {
  return build.family;
}

/** What gets a build of another kind: all that uv gives are of one. */
function otherFamily(pythons: readonly Interpreter[]): string {
  const isUvsThere = pythons.some((python) => familyOf(python).startsWith("standalone"));
  return isUvsThere ? "pyenv install 3.13" : "uv python install 3.13 3.14";
}

/** Those of which a relative of another minor version is there. */
function ofOneFamily(pythons: readonly Interpreter[]): Interpreter[] {
  return pythons.filter((python) =>
    pythons.some((other) =>
      familyOf(other) === familyOf(python) && !other.freeThreaded && !python.freeThreaded &&
      (other.major !== python.major || other.minor !== python.minor)
    )
  );
}

function beforeAndAfter(pythons: readonly Interpreter[]): Interpreter[] {
  const families = Map.groupBy(pythons, familyOf);
  return [...families.values()].flatMap((relatives) =>
    relatives.some(isSpecializing) && !relatives.every(isSpecializing) ? relatives : []
  );
}

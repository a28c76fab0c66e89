/** The programs that may be interpreters. Only looks at files: no program is started here. */

import { basename, dirname } from "@std/path";
import { absenceOf, realPathOf, statOf } from "./files.ts";
import type { InterpreterSource, RejectedCandidate, RejectionKind } from "./interpreter.ts";
import { type Place, type SearchOptions, searchPlaces } from "./places.ts";

/** A program that may be a CPython. */
export interface Candidate {
  readonly kind: "candidate";
  readonly path: string;
  /** The program itself, after all links. */
  readonly realPath: string;
  readonly source: InterpreterSource;
}

/** Enough for a machine full of interpreters; beyond it something else is wrong. */
export const CANDIDATES_MAX = 200;

/** The programs to ask, links resolved and duplicates dropped, and those rejected by their place alone. */
export function findCandidates(options: SearchOptions): (Candidate | RejectedCandidate)[] {
  const found = new Map<string, Candidate | RejectedCandidate>();
  for (const place of searchPlaces(options)) {
    const entry = inspectPlace(place, options.os);
    if (entry === null) continue;
    const key = entry.kind === "candidate" ? fileIdentity(entry.realPath) : entry.path;
    if (!found.has(key) && found.size < CANDIDATES_MAX) found.set(key, entry);
  }
  return [...found.values()];
}

/** The program at one place that somebody named. */
export function candidateAt(path: string, os: string): Candidate | RejectedCandidate {
  const entry = inspectPlace({ path, source: "named" }, os);
  if (entry === null) throw new TypeError(`Cannot look at "${path}": nothing is said of it`);
  return entry;
}

type Refuse = (rejection: RejectionKind, reason: string) => RejectedCandidate;

/** Null for what nobody would miss. */
function inspectPlace(place: Place, os: string): Candidate | RejectedCandidate | null {
  const { path, source } = place;
  const refuse: Refuse = (rejection, reason) => ({
    kind: "rejected",
    path,
    source,
    rejection,
    reason,
  });
  if (place.isUnreadableFolder === true) {
    return refuse(
      "unreadable",
      "this folder may not be read; allow it, or take it out of the list",
    );
  }
  const stat = statOf(path);
  if (stat === null) return explainAbsence(place, refuse);
  const isNamed = source === "named";
  if (!stat.isFile) return isNamed ? refuse("cannot_start", "it is not a program file") : null;
  if (stat.size === 0) {
    return refuse("stub", "an empty file, as a store leaves in place of a program");
  }
  const realPath = realPathOf(path);
  if (realPath === null) return refuse("cannot_start", "its link cannot be followed");
  return refuseUnnamed({ path, realPath, os }, isNamed ? null : refuse) ??
    { kind: "candidate", path, realPath, source };
}

function explainAbsence({ path, source }: Place, refuse: Refuse): RejectedCandidate | null {
  switch (absenceOf(path)) {
    case "circle":
      return refuse("not_found", "its links lead in a circle");
    case "dangling":
      return refuse("not_found", "its link leads to nothing");
    case "forbidden":
      return refuse("unreadable", "it may not be looked at");
    case "nothing":
      return source === "named" ? refuse("not_found", "there is no such file") : null;
  }
}

/** What is only started when somebody names it: it runs something else than it seems to, or installs something. */
function refuseUnnamed(
  { path, realPath, os }: { path: string; realPath: string; os: string },
  refuse: Refuse | null,
): RejectedCandidate | null {
  if (refuse === null) return null;
  const folder = basename(dirname(path));
  // A manager's shim starts another interpreter depending on the folder it is started in.
  if (folder === "shims") {
    return refuse(
      "shim",
      "a version manager's shim, not an interpreter; its versions are searched instead",
    );
  }
  if (folder === "WindowsApps") return refuse("stub", "may open a store's window");
  if (os === "darwin" && /(?:^|\/)usr\/bin\/python3?$/.test(realPath)) {
    return refuse("stub", "may open an installer window; name it in PROBEBOOK_PYTHONS to use it");
  }
  // `graalpy` and `pypy3` are asked and say what they are; a manager's own program is not.
  const program = basename(realPath);
  return /py/i.test(program) && program !== "pyenv"
    ? null
    : refuse("shim", `a link to "${program}", not to an interpreter`);
}

/** Two names of one file (hard links too) are one program. */
function fileIdentity(path: string): string {
  const stat = statOf(path);
  return stat?.ino === undefined || stat.ino === null ? path : `${stat.dev}:${stat.ino}`;
}

/** What changed inside CPython, release by release: facts with their sources, for the overview's timeline. */

import type { TimelineRow } from "../charts/mod.ts";

/** One change. */
export interface CPythonChange extends TimelineRow {
  /** Where it is written down. */
  readonly source: string;
}

/** The lines of releases that the changes lie in, from old to new. */
export const CPYTHON_RELEASES: readonly string[] = [
  "3.6",
  "3.7",
  "3.8",
  "3.9",
  "3.10",
  "3.11",
  "3.12",
  "3.13",
  "3.14",
  "3.15",
];

/**
 * Changes to how CPython runs programs, in no order of time. Whether a build has one is asked of the build, never read here.
 *
 * ```ts
 * import { CPYTHON_CHANGES, CPYTHON_RELEASES, timeline } from "workbook";
 *
 * const text: string = await timeline(CPYTHON_CHANGES, { releases: CPYTHON_RELEASES }).toText();
 * ```
 */
export const CPYTHON_CHANGES: readonly CPythonChange[] = [
  {
    label: "instructions of two bytes each",
    spans: [{ from: "3.6", state: "always" }],
    source: "What's New in Python 3.6: Optimizations",
  },
  {
    label: "an interpreter loop of tail calls",
    spans: [{ from: "3.14", state: "on request" }],
    source: "What's New in Python 3.14: A new type of interpreter",
  },
  {
    label: "a lock (GIL) for each subinterpreter",
    spans: [{ from: "3.12", state: "on request" }],
    source: "What's New in Python 3.12: PEP 684, A Per-Interpreter GIL",
  },
  {
    label: "instructions specialized while they run",
    spans: [{ from: "3.11", state: "always" }],
    source: "What's New in Python 3.11: PEP 659, Specializing Adaptive Interpreter",
  },
  {
    label: "a just-in-time compiler (JIT)",
    spans: [{ from: "3.13", state: "experimental" }],
    source: "What's New in Python 3.13: An experimental just-in-time (JIT) compiler",
  },
  {
    label: "a build without the lock (free threading)",
    spans: [
      { from: "3.13", to: "3.13", state: "experimental" },
      { from: "3.14", state: "on request" },
    ],
    source: "What's New in Python 3.13: Free-threaded CPython; What's New in Python 3.14: PEP 779",
  },
  {
    label: "an incremental garbage collector (builds with the lock)",
    spans: [{ from: "3.14.0", to: "3.14.4", state: "always" }],
    source: "What's New in Python 3.14: Notable changes in 3.14.5",
  },
  {
    label: "annotations evaluated when they are read",
    spans: [{ from: "3.14", state: "always" }],
    source: "What's New in Python 3.14: PEP 649 and PEP 749",
  },
];

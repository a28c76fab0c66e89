/** What three runs of a learner's program gave, as evidence for its check. */

import type { RepeatedRuns } from "../../../probes/mod.ts";

/** A time that a program stated of itself, with the interval that it gave. */
export interface ProgramTime {
  /** Title of its section. */
  readonly section: string;
  /** Which run, counted from 1. */
  readonly run: number;
  /** The stated time. */
  readonly ms: number;
  /** Lower end of the stated interval. */
  readonly lowMs: number;
  /** Upper end of it. */
  readonly highMs: number;
}

/** A program that was run several times. */
export interface ProgramRuns {
  /** Its runs; null where no CPython was found. */
  readonly program: RepeatedRuns | null;
  /** What it stated, run by run; empty where nothing could be read. */
  readonly times: readonly ProgramTime[];
  /** What became of it, in a sentence. */
  readonly message: string;
}

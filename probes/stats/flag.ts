/** What the reader must know about a comparison beside its verdict. */

/** What a flag is about. */
export type StatsFlagKind =
  /** Too few usable rounds for an interval. */
  | "few_rounds"
  /** Many processes of an arm had not settled when the slices ended. */
  | "unsettled"
  /** The fastest slices tell another story than the typical ones. */
  | "shape_differs"
  /** One arm lost clearly more slices to warm-up and switches than the other. */
  | "dropped_differ"
  /** Some rounds were compared by CPU time. */
  | "cpu_time"
  /** Some processes were switched away from too often, and there was no CPU time to fall back on. */
  | "preempted"
  /** Some rounds lack a usable value of one arm. */
  | "missing_rounds";

/** A warning; its text ends in what the reader can do. */
export interface StatsFlag {
  /** What it is about. */
  readonly kind: StatsFlagKind;
  /** The warning itself. */
  readonly text: string;
}

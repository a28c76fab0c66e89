/** What a reader must know beside a result. */

/** What a flag is about. */
export type FlagKind =
  /** Many processes of an arm had not settled when they ended. */
  | "unsettled"
  /** The fastest slices tell another story than the typical ones. */
  | "shape_differs"
  /** One arm lost clearly more slices to warm-up and switches than the other. */
  | "dropped_differ"
  /** Some rounds were compared by CPU time. */
  | "cpu_time"
  /** Other programs interrupted nearly every slice, and there was no CPU time to fall back on. */
  | "preempted"
  /** Too few usable rounds for an interval. */
  | "few_rounds"
  /** Some rounds lack a usable value of one arm. */
  | "missing_rounds"
  /** One arm alone gave no value in some rounds, for which the interval was widened. */
  | "lost_rounds"
  /** The machine changed its speed between rounds, so that the arms' own values give another ratio. */
  | "speed_changed"
  /** The arms come from different kinds of builds. */
  | "other_build"
  /** Somebody stopped it. */
  | "stopped"
  /** The time was over. */
  | "budget"
  /** It took much longer than its budget. */
  | "overrun"
  /** Some processes failed. */
  | "failures"
  /** An arm was not started any more: it failed twice in a row, or cannot run the probe. */
  | "given_up"
  /** A value that should be exact differed between processes of one arm. */
  | "varies"
  /** There is no such value in some processes, for example no longest pause without a pause. */
  | "no_value"
  /** A value is zero in some processes, so that there is no ratio. */
  | "zero_values"
  /** The arms did not take turns: what changed meanwhile is in the ratio too. */
  | "not_interleaved"
  /** The arms were measured with different parameters, at different times. */
  | "other_parameters"
  /** Something of an imported file could not be used. */
  | "incomplete_file"
  /** It was measured earlier and taken from the record. */
  | "from_store"
  /** It was measured on another machine, and read from frozen data. */
  | "frozen"
  /** It could not be written into the record. */
  | "not_recorded"
  /** The record was damaged; it was moved away and a new one was begun. */
  | "store_set_aside"
  /** Its program ended while it measured. */
  | "cut_off"
  /** It was cut off or stopped, and went on later. */
  | "resumed"
  /** The doctor found that a program differs from itself on this machine. */
  | "differs_from_itself";

/** A warning; its text ends in what the reader can do. */
export interface Flag {
  /** For programs. */
  readonly kind: FlagKind;
  /** For readers. */
  readonly text: string;
}

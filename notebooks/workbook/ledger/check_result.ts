/** What judging an exercise gives: points, and a reason for each part. */

/** One part of an exercise, judged. */
export interface CheckPart {
  /** What was looked at, in a few words. */
  readonly name: string;
  /** What the part earned. */
  readonly points: number;
  /** What the part can earn. */
  readonly max: number;
  /** Why, in a sentence that also says what to do next when points are missing. */
  readonly reason: string;
  /** The machine could not judge it: no points are lost, and an instructor is asked to read it. */
  readonly needsReader?: boolean;
  /** The answer has not the form that is asked for, so nothing is said of what it means. */
  readonly isUnread?: boolean;
}

/** A judged exercise. */
export interface CheckResult {
  /** The sum of the parts' points. */
  readonly points: number;
  /** The sum of what the parts can earn. */
  readonly max: number;
  /** In the order of the task. */
  readonly parts: readonly CheckPart[];
}

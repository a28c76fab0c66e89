/** The form of an exercise's answers: its stub, its model answer, and wrong ones with the reason that each must get. */

/** A plausible wrong answer. */
export interface WrongAnswer {
  readonly name: string;
  readonly answer: unknown;
  /** What it is judged by, when not by the exercise's own evidence. */
  readonly evidence?: unknown;
  /** The part that loses its points. */
  readonly part: string;
  /** Stands in that part's reason. */
  readonly reason: string;
}

/** The answers to one exercise: what a file of `solutions/` exports, under any name. */
export interface ExerciseAnswers {
  readonly exercise: string;
  /** May be a promise, where it is measured. */
  readonly evidence: unknown;
  /** As the notebook is shipped. */
  readonly stub: unknown;
  readonly solution: unknown;
  readonly wrong: readonly WrongAnswer[];
  /** Judging starts a CPython: without one these answers are not tried. */
  readonly needsPython?: true;
}

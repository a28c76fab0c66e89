/** An ending that a learner can do something about. */

/** What could not be done and why, and what helps. */
export interface Problem {
  readonly kind: "problem";
  /** "Cannot X: present state", perhaps with lines of detail below. */
  readonly what: string;
  readonly remedy: string;
}

/** Makes a problem. */
export function problem(what: string, remedy: string): Problem {
  return { kind: "problem", what, remedy };
}

/** Makes a problem of a failed access to files. */
export function fileProblem(doing: string, error: unknown): Problem {
  const reason = error instanceof Error ? error.message : String(error);
  const isFull = /no space left|quota/i.test(reason);
  return problem(
    `Cannot ${doing}: ${reason}`,
    isFull
      ? "free some disk space and run the command again"
      : "make the place writable for you (ls -ld shows its owner), or clone to a folder of your own",
  );
}

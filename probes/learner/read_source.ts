/** What stands in a learner's program, told by the parser of the CPython that would run it. */

import { z } from "zod";
import { type AskingProblem, askSource } from "./ask_source.ts";
import type { StartablePython } from "./sandbox.ts";
import type { LearnerSource } from "./source_file.ts";

/** A name that was read, for example `time.perf_counter`, and where. */
export interface NamedLine {
  /** The full name, whatever it was imported as. */
  readonly name: string;
  /** Counted from 1. */
  readonly line: number;
}

/** Whether two loops that are timed are the same program. */
export interface SameLoops {
  /** The first two kinds are: two equal loops, or one that runs twice. The others say why not. */
  readonly kind:
    | "two_equal_loops"
    | "one_loop_twice"
    | "one_loop_once"
    | "loops_differ"
    | "surroundings_differ"
    | "no_loop";
  /** The lines of the loops in question. */
  readonly lines: readonly number[];
}

/** What stands in a program. Nothing of it was run. */
export interface SourceFacts {
  /** Tells it from a problem. */
  readonly kind: "facts";
  /** Statements that do something: not imports, comments, or functions without a body. */
  readonly statementCount: number;
  /** Imported modules. */
  readonly imports: readonly NamedLine[];
  /** Loops that add the numbers up to a million; their end as given to `range()`, null where it is not a constant. */
  readonly workLoops: readonly { readonly line: number; readonly end: number | null }[];
  /** Whether the timed loops are the same program. */
  readonly sameLoops: SameLoops;
  /** How often the loops around the timed ones turn, where constants say so. */
  readonly repetitionCounts: readonly number[];
  /** Whether one of the loops around turns a number of times that no constant says. */
  readonly hasUnknownCount: boolean;
  /** Lines with 1,000,000 or 1,000,001. */
  readonly endLines: readonly number[];
  /** Lines with 100, percentages left out. */
  readonly hundredLines: readonly number[];
  /** Clocks that are read. */
  readonly clocks: readonly NamedLine[];
  /** What is done with the garbage collector. */
  readonly collector: {
    /** Lines that use `gc.callbacks`. */
    readonly callbacks: readonly number[];
    /** Lines that read a collection's `duration`. */
    readonly durations: readonly number[];
    /** Settings that are changed, for example `gc.freeze`. */
    readonly settings: readonly NamedLine[];
    /** Lines that ask for numbers of collections. */
    readonly counts: readonly number[];
  };
  /** Texts with digits and broken numbers that stand in the source: what is printed from them was not measured. */
  readonly literals: { readonly texts: readonly string[]; readonly numbers: readonly number[] };
}

/** Why there are no facts; `message` says it to the learner. */
export type SourceProblem =
  | AskingProblem
  | {
    kind: "does_not_compile";
    /** Counted from 1. */
    line: number;
    /** Counted from 1. */
    column: number;
    /** The line itself. */
    text: string;
    message: string;
  }
  | { kind: "too_nested"; message: string };

type Answer =
  | SourceFacts
  | { kind: "does_not_compile"; line: number; column: number; text: string; message: string }
  | { kind: "too_nested" };

const namedLine: z.ZodType<NamedLine> = z.object({ name: z.string(), line: z.int() });
const lines = z.array(z.int());

const answerSchema: z.ZodType<Answer> = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("facts"),
    statementCount: z.int(),
    imports: z.array(namedLine),
    workLoops: z.array(z.object({ line: z.int(), end: z.number().nullable() })),
    sameLoops: z.object({
      kind: z.enum([
        "two_equal_loops",
        "one_loop_twice",
        "one_loop_once",
        "loops_differ",
        "surroundings_differ",
        "no_loop",
      ]),
      lines,
    }),
    repetitionCounts: z.array(z.number()),
    hasUnknownCount: z.boolean(),
    endLines: lines,
    hundredLines: lines,
    clocks: z.array(namedLine),
    collector: z.object({
      callbacks: lines,
      durations: lines,
      settings: z.array(namedLine),
      counts: lines,
    }),
    literals: z.object({ texts: z.array(z.string()), numbers: z.array(z.number()) }),
  }),
  z.object({
    kind: z.literal("does_not_compile"),
    line: z.int(),
    column: z.int(),
    text: z.string(),
    message: z.string(),
  }),
  z.object({ kind: z.literal("too_nested") }),
]);

/**
 * Reads a program without running it. Never rejects.
 *
 * ```ts
 * import { discoverInterpreters, readSource } from "probes";
 *
 * const [python] = await discoverInterpreters();
 * if (python !== undefined) {
 *   const facts = await readSource(python, { source: "for i in range(3):\n  pass" });
 *   const isProgram: boolean = facts.kind === "facts";
 * }
 * ```
 */
export async function readSource(
  python: StartablePython,
  from: LearnerSource & { readonly signal?: AbortSignal },
): Promise<SourceFacts | SourceProblem> {
  const asked = await askSource(python, { script: "source_facts.py", from, signal: from.signal });
  if (asked.kind !== "asked") return asked;
  const parsed = answerSchema.safeParse(asked.said);
  return parsed.success ? readAnswer(parsed.data, asked.name) : asked.failure;
}

function readAnswer(answer: Answer, name: string): SourceFacts | SourceProblem {
  switch (answer.kind) {
    case "facts":
      return answer;
    case "does_not_compile":
      return {
        ...answer,
        message: `${name} does not compile: line ${answer.line}, column ${answer.column}: ` +
          `${answer.message}: ${answer.text.trim().slice(0, 80)}`,
      };
    case "too_nested":
      return { kind: "too_nested", message: `${name} is nested too deeply for Python's parser` };
  }
}

/** What a reviewer looks for in a learner's program: type hints, modules, what is read of them, what is invented. */

import { z } from "zod";
import { type AskingProblem, askSource } from "./ask_source.ts";
import type { NamedLine } from "./read_source.ts";
import type { StartablePython } from "./sandbox.ts";
import type { LearnerSource } from "./source_file.ts";

/** An imported module, and whether the standard library of the interpreter that was asked has it. */
export interface NamedModule extends NamedLine {
  /** Whether it comes with that interpreter. */
  readonly isStandard: boolean;
}

/** What stands in a program. Its functions were not called. */
export interface SourceRules {
  /** Tells it from a problem. */
  readonly kind: "rules";
  /** Parameters and results without a type hint: `loop(n)`, `loop() ->`. */
  readonly gaps: readonly NamedLine[];
  /** Hints that name a container and not what is in it. */
  readonly bareHints: readonly NamedLine[];
  /** Hints that are no expression, or that name something unknown. */
  readonly badHints: readonly NamedLine[];
  /** Whether a comparison of `__name__` keeps an import from starting it. */
  readonly hasMainGuard: boolean;
  /** Imported modules. */
  readonly modules: readonly NamedModule[];
  /** Full names that are read, for example `timeit.repeat`, whatever they were imported as. */
  readonly reads: readonly NamedLine[];
  /** Names behind a dot, for example `print_stats`. */
  readonly attributes: readonly string[];
  /** Lines that take a module out of `sys.modules`. */
  readonly forgets: readonly number[];
  /** Calls that start another program than the running interpreter. */
  readonly starts: readonly NamedLine[];
  /** Lines that print a number with a unit of time which was drawn by lot. */
  readonly inventions: readonly number[];
  /** Texts of some length: what documents the program, and constants. */
  readonly prose: readonly string[];
}

/** Why nothing is known of a program; `message` says it to the learner. */
export type RulesProblem = AskingProblem | { kind: "too_nested"; message: string };

const namedLine: z.ZodType<NamedLine> = z.object({ name: z.string(), line: z.int() });

const answerSchema: z.ZodType<SourceRules | { kind: "too_nested" }> = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("rules"),
    gaps: z.array(namedLine),
    bareHints: z.array(namedLine),
    badHints: z.array(namedLine),
    hasMainGuard: z.boolean(),
    modules: z.array(z.object({ name: z.string(), line: z.int(), isStandard: z.boolean() })),
    reads: z.array(namedLine),
    attributes: z.array(z.string()),
    forgets: z.array(z.int()),
    starts: z.array(namedLine),
    inventions: z.array(z.int()),
    prose: z.array(z.string()),
  }),
  z.object({ kind: z.literal("too_nested") }),
]);

/**
 * Reads a program that compiles. Where it has a main guard it is loaded as a module, so that its type hints are resolved
 * by the interpreter itself; what the guard holds back does not run. Never rejects.
 *
 * ```ts
 * import { discoverInterpreters, readRules } from "probes";
 *
 * const [python] = await discoverInterpreters();
 * if (python !== undefined) {
 *   const rules = await readRules(python, { source: "def double(n):\n  return 2 * n" });
 *   const gaps: number = rules.kind === "rules" ? rules.gaps.length : 0;
 * }
 * ```
 */
export async function readRules(
  python: StartablePython,
  from: LearnerSource & { readonly signal?: AbortSignal },
): Promise<SourceRules | RulesProblem> {
  const asked = await askSource(python, { script: "source_rules.py", from, signal: from.signal });
  if (asked.kind !== "asked") return asked;
  const parsed = answerSchema.safeParse(asked.said);
  if (!parsed.success) return asked.failure;
  return parsed.data.kind === "rules" ? parsed.data : {
    kind: "too_nested",
    message: `${asked.name} is nested too deeply for Python's parser`,
  };
}

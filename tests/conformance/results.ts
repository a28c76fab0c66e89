/** The recorded results, `results.json`: per kernel, how often each check passed, failed or was not judged. */
import { z } from "zod";
import type { Row } from "./judge.ts";

/** How one check came out over all runs of a kernel. */
export interface Outcome {
  pass: number;
  fail: number;
  skip: number;
  /** Of the last failure, or why it was not judged; else of the last pass. */
  detail: string;
}

/** All results of one kernel. */
export interface Judgement {
  title: string;
  /** The kernel's version and what it ran on. */
  version: string;
  /** The day of the last run, as YYYY-MM-DD. */
  date: string;
  runs: number;
  outcomes: Record<string, Outcome>;
}

/** By the kernel's name, in the order of the table's columns. */
export type Results = Record<string, Judgement>;

/** What an outcome comes to. */
export type Verdict =
  | { kind: "pass" }
  | { kind: "fail"; failed: number; judged: number }
  | { kind: "not judged" };

const resultsSchema: z.ZodType<Results> = z.record(
  z.string(),
  z.object({
    title: z.string(),
    version: z.string(),
    date: z.iso.date(),
    runs: z.int().positive(),
    outcomes: z.record(
      z.string(),
      z.object({
        pass: z.int().nonnegative(),
        fail: z.int().nonnegative(),
        skip: z.int().nonnegative(),
        detail: z.string(),
      }),
    ),
  }),
);

/** Longest detail that is kept; chosen, enough to see what went wrong. */
const DETAIL_CHARACTERS = 240;

/** Reads the text of `results.json`. */
export function parseResults(text: string): Results {
  return resultsSchema.parse(JSON.parse(text));
}

/** Gathers the rows of all runs of one kernel; `root` is taken out of what is kept. */
export function gather(
  rows: readonly Row[],
  { root }: { root: string },
): Record<string, Outcome> {
  const outcomes: Record<string, Outcome> = {};
  for (const { id, result, detail } of rows) {
    const outcome = outcomes[id] ??= { pass: 0, fail: 0, skip: 0, detail: "" };
    const told = outcome.fail > 0 && result !== "fail" ? outcome.detail : tidy(detail, root);
    outcome[result] += 1;
    outcome.detail = told;
  }
  return outcomes;
}

/** One failure in any run is a failure: a learner's cell has only one. */
export function verdictOf({ pass, fail }: Outcome): Verdict {
  if (fail > 0) return { kind: "fail", failed: fail, judged: pass + fail };
  return pass > 0 ? { kind: "pass" } : { kind: "not judged" };
}

/** Without paths of the machine that judged, and short. */
function tidy(detail: string, root: string): string {
  const plain = detail
    .replaceAll(root.replace(/\/$/, ""), "(checkout)")
    .replace(/(?<![\w).\/])\/(?:[\w.@+~-]+\/)+[^\s'"`,:;)\]}]*/g, "(path)")
    .replace(/\b[0-9a-f]{32}\b/g, "(id)")
    .replace(/\s+/g, " ");
  const characters = [...plain];
  return characters.length <= DETAIL_CHARACTERS
    ? plain
    : `${characters.slice(0, DETAIL_CHARACTERS).join("")}…`;
}

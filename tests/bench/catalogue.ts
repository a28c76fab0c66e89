/** How long the whole catalogue takes: every probe once, as its usual parameters have it, in three CPythons. */

import {
  arms,
  compare,
  type ComparisonResult,
  type Interpreter,
  type ProbeName,
  PROBES,
} from "../../probes/mod.ts";
import { layOut } from "./table.ts";

/** As many CPythons as the goal is for. */
export const CATALOGUE_PYTHONS = 3;

/** The goal, in seconds, on two cores. */
export const CATALOGUE_SECONDS_MAX = 600;

/** What became of one probe. */
export interface CatalogueRow {
  readonly probe: string;
  /** From the question to the answer, with everything around the processes. */
  readonly seconds: number;
  readonly rounds: number;
  /** How it ended. */
  readonly ending: string;
  /** One a CPython beside the base, by name. */
  readonly verdicts: readonly string[];
}

/** The CPythons that notebooks would take first. */
export async function cataloguePythons(): Promise<readonly Interpreter[]> {
  return (await arms()).slice(0, CATALOGUE_PYTHONS);
}

/** Compares the CPythons by one probe after the other, none of them answered from the record. */
export async function* measureCatalogue(
  [base, ...test]: readonly Interpreter[],
  { budget }: { readonly budget: string },
): AsyncGenerator<CatalogueRow, void> {
  for (const probe of Object.keys(PROBES) as ProbeName[]) {
    const beganMs = performance.now();
    const result = await compare(probe, { base, test, budget, fresh: true });
    yield rowOf(probe, result, (performance.now() - beganMs) / 1000);
  }
}

function rowOf(probe: string, result: ComparisonResult, seconds: number): CatalogueRow {
  const { rows, measurement } = result;
  const { ending, arms } = measurement;
  return {
    probe,
    seconds,
    rounds: Math.max(0, ...rows.map(({ rounds }) => rounds)),
    ending: ending.kind === "unavailable" ? `unavailable: ${ending.reason}` : ending.kind,
    verdicts: rows.map(({ test, verdict, equality }) => {
      const failure = arms.find(({ label }) => label === test)?.failures.at(-1)?.ending.kind;
      return `${test} ${failure ?? verdict ?? equality ?? "none"}`;
    }),
  };
}

/** A row a probe, the slowest first, and the sum. */
export function catalogueTable(rows: readonly CatalogueRow[]): string {
  const sum = rows.reduce((total, { seconds }) => total + seconds, 0);
  const unclear = rows.filter(({ verdicts }) => verdicts.some((text) => text.endsWith("unclear")));
  const refused = rows.filter(({ ending }) => !["complete", "budget"].includes(ending));
  const table = layOut([
    ["probe", "s", "rounds", "ending", "beside the base"],
    ...rows.toSorted((one, other) => other.seconds - one.seconds).map((row) => [
      row.probe,
      row.seconds.toFixed(1),
      `${row.rounds}`,
      row.ending,
      row.verdicts.join(", "),
    ]),
  ]);
  return `${table}\n\n${rows.length} probes in ${sum.toFixed(0)} s (goal: under ` +
    `${CATALOGUE_SECONDS_MAX} s); ${unclear.length} with an unclear verdict, ${refused.length} ` +
    "without a result";
}

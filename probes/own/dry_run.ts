/** One process of one's own probe, to see whether it works: nothing is compared or recorded. */

import type { ParamValue, Probe } from "../catalog/probe.ts";
import { arms } from "../interpreters/arms.ts";
import type { Interpreter } from "../interpreters/mod.ts";
import { checkOptions } from "../measure/options.ts";
import { completePlan } from "../measure/plan.ts";
import { type ProbeRun, runProbe } from "../run/run.ts";
import { DISPLAY, type Displayable } from "../show/display.ts";
import { formatValue } from "../show/format.ts";
import { problemOfRun, problemText, type PythonProblem } from "./problem.ts";
import { untilStopped } from "./stopping.ts";

/** Where and how one's own probe is tried. */
export interface DryRunOptions {
  /** The interpreter; the first of `arms()` when not given. */
  readonly python?: Interpreter | undefined;
  /** Its parameters. */
  readonly params?: Readonly<Record<string, ParamValue>>;
  /** Longest time in seconds; 10 when not given. */
  readonly secondsMax?: number;
}

/** What one process gave. */
export interface DryRunSuccess<Values> {
  /** It works. */
  readonly kind: "fine";
  /** Its values by key, checked; for the kind `slices` without the time of a call. */
  readonly values: Values;
  /** The time of the single call that was made, in nanoseconds; null for the other kinds. */
  readonly callNs: number | null;
  /** Everything that it printed, sorted. */
  readonly run: ProbeRun;
}

/** How a dry run ended, and the same as a sentence. Shows itself as that sentence. */
export type DryRun<Values> = (DryRunSuccess<Values> | PythonProblem) & {
  /** For example `it works: longest = 3.2`. */
  readonly sentence: string;
} & Displayable;

/** A probe's process takes 0.1 to 1 s; who waits in front of a cell gives up about then. Chosen. */
const SECONDS_MAX = 10;

/** Timings of a dry run: one shows that it makes them. */
const SLICES = 1;

/** Runs a probe once. */
export async function dryRunOf<Values>(
  probe: Probe,
  options: DryRunOptions,
): Promise<DryRun<Values>> {
  checkOptions(`Cannot try probe "${probe.name}"`, options, ["python", "params", "secondsMax"]);
  const { python = (await arms())[0], params = {}, secondsMax = SECONDS_MAX } = options;
  const slices = probe.kind === "slices" ? { slices: SLICES } : {};
  const plan = completePlan(probe, { arms: [python], params, secondsMax, rounds: 1, ...slices });
  const [arm] = plan.arms;
  if (arm === undefined) return shownAs({ kind: "no_interpreter" });
  const place = { round: -1, position: 0, hashSeed: plan.rounds[0]?.hashSeed ?? 0, loops: 1 };
  const run = await untilStopped((signal) =>
    runProbe(plan, { ...place, arm, signal, sliceCount: SLICES })
  );
  const source = typeof probe.script === "string" ? probe.script : "";
  const problem = problemOfRun(run.ending, source);
  if (problem !== null) return shownAs(problem);
  // The schema that the caller named has checked them: that is what its type says.
  const values = probe.reduce(run) as Values;
  const [slice] = run.slices;
  return shownAs({ kind: "fine", values, callNs: slice?.wallNs ?? null, run });
}

function shownAs<Values>(result: DryRunSuccess<Values> | PythonProblem): DryRun<Values> {
  const sentence = sentenceOf(result);
  return { ...result, sentence, [DISPLAY]: () => Promise.resolve({ "text/plain": sentence }) };
}

function sentenceOf<Values>(result: DryRunSuccess<Values> | PythonProblem): string {
  if (result.kind === "fine") return fineText(result);
  const isPossible = result.kind !== "unavailable" && result.kind !== "no_interpreter";
  const begin = isPossible ? "It does not work" : "It cannot be shown here";
  return `${begin}: ${problemText(result)}`;
}

function fineText<Values>({ values, callNs }: DryRunSuccess<Values>): string {
  const given = Object.entries(values ?? {}).map(([key, value]) =>
    `${key} = ${typeof value === "number" ? formatValue(value) : value}`
  );
  const call = callNs === null ? [] : [`one call took ${formatValue(callNs / 1e3)} µs`];
  return `It works: ${[...call, ...given].join(", ")}`;
}

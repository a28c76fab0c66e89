/** What takes the time of the hidden programs on this machine: three runs of each, by clocks instead of a profiler. */

import {
  type Interpreter,
  measure,
  type MeasuredArm,
  type MeasurementResult,
} from "../../../../probes/mod.ts";
import { type Bottleneck, BOTTLENECKS } from "./hidden_names.ts";
import { hiddenProbe, RUN_MS } from "./hidden_probe.ts";

/** The shares of one program. */
export type ProgramShares =
  | {
    kind: "one";
    bottleneck: Bottleneck;
    /** The largest share, in per cent, run by run. */
    percents: readonly number[];
  }
  /** No cause stands out in every run. */
  | { kind: "mixed"; reason: string };

/** By name, or why nothing was measured. */
export type SharesReading =
  | { kind: "shares"; byName: ReadonlyMap<string, ProgramShares> }
  | { kind: "not_measured"; reason: string };

/** A range, not one number. */
const ROUNDS = 3;

/** By program and CPython: an answer that is put right and checked again does not wait again. */
const known = new Map<string, ProgramShares>();

/** Which programs to run, and for about how long. */
export interface SharesRun {
  readonly names: readonly string[];
  /** Those of them that are run. */
  readonly open: readonly string[];
  readonly python: Interpreter;
  readonly ms: number;
}

/** The shares of these programs, each measured once; where no cause stands out, once more with twice the work. */
export async function measureShares(
  names: readonly string[],
  { python, run = runShares }: {
    readonly python: Interpreter;
    /** A test brings its own. */
    readonly run?: (asked: SharesRun) => PromiseLike<Pick<MeasurementResult, "arms" | "ending">>;
  },
): Promise<SharesReading> {
  const keyOf = (name: string) => JSON.stringify([name, python.executable, python.version]);
  for (const ms of [RUN_MS, 2 * RUN_MS]) {
    const open = names.filter((name) => known.get(keyOf(name))?.kind !== "one");
    if (open.length === 0) break;
    const { arms, ending } = await run({ names, open, python, ms });
    if (ending.kind === "stopped") return { kind: "not_measured", reason: "it was stopped" };
    const lost = arms.find(({ processes }) => processes.length === 0);
    if (lost !== undefined) {
      return { kind: "not_measured", reason: `${python.name} could not run ${lost.label}` };
    }
    for (const arm of arms) known.set(keyOf(arm.label), sharesOf(arm));
  }
  const found = names.flatMap((name) => {
    const shares = known.get(keyOf(name));
    return shares === undefined ? [] : [[name, shares] as const];
  });
  return { kind: "shares", byName: new Map(found) };
}

function runShares({ names, open, python, ms }: SharesRun): PromiseLike<MeasurementResult> {
  return measure(hiddenProbe(names), {
    arms: open.map((program) => ({ python, label: program, params: { program } })),
    params: { tool: "shares", ms },
    rounds: ROUNDS,
  });
}

/** The largest share has to be this large, and the next one not larger than that, in per cent. */
const LARGEST_MIN = 60;
const NEXT_MAX = 30;

/** What takes the time of one program, where one cause stands out in all of its runs. */
export function sharesOf({ processes }: Pick<MeasuredArm, "processes">): ProgramShares {
  const runs = processes.map(({ values }) =>
    BOTTLENECKS.map((bottleneck) => ({
      bottleneck,
      percent: Number(values[bottleneck] ?? Number.NaN),
    }))
      .toSorted((left, right) => right.percent - left.percent)
  );
  const [first] = runs;
  const bottleneck = first?.[0]?.bottleneck;
  const isClear = bottleneck !== undefined &&
    runs.every(([largest, next]) =>
      largest !== undefined && next !== undefined && largest.bottleneck === bottleneck &&
      largest.percent >= LARGEST_MIN && next.percent <= NEXT_MAX
    );
  if (isClear) {
    return { kind: "one", bottleneck, percents: runs.map(([largest]) => largest?.percent ?? 0) };
  }
  const seen = (first ?? []).map(({ bottleneck, percent }) =>
    `${bottleneck} ${Math.round(percent)} %`
  );
  return { kind: "mixed", reason: `no cause stands out on this machine (${seen.join(", ")}).` };
}

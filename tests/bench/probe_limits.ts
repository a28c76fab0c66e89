/** What measuring itself costs: time of the statistics, memory of many timings, and time of a probe's process. */
import { fromFileUrl } from "@std/path";
import { z } from "zod";
import { commandOf, type Interpreter } from "../../probes/mod.ts";
import {
  cleanProcess,
  decide,
  hodgesLehmann,
  median,
  pairProcesses,
  signedRankInterval,
} from "../../probes/stats/mod.ts";
import { NOISE_FAMILIES, noisySession } from "../support/noise.ts";

/** The noise that gives the statistics most to do. */
const FAMILY = "everything at once";

/** Decisions that are timed; the first one runs code that nothing has compiled yet. */
const DECISION_COUNT = 21;

/** Pairs of processes: some 10 s; with 40 the interval was 6 ms wide beside other work (two shared cores, November 2026). */
const PROCESS_PAIRS = 150;

const memoryLine = z.object({
  slices: z.int(),
  peakMb: z.number().nullable(),
  beforeMb: z.number(),
});

/** From the slices of 200 rounds to the verdict. */
export function decisionLine(): string {
  const family = NOISE_FAMILIES.find(({ name }) => name === FAMILY) ?? { name: "quiet" };
  const session = noisySession(family, { ratio: 1.02, rounds: 200, slices: 20, seed: 1 });
  const tookMs = Array.from({ length: DECISION_COUNT }, () => {
    const startedAt = performance.now();
    decide(pairProcesses(session.map(({ base, test }) => ({
      base: cleanProcess(base),
      test: cleanProcess(test),
    }))));
    return performance.now() - startedAt;
  });
  return `200 rounds decided: ${tookMs[0]?.toFixed(1)} ms the first time, then ` +
    `${median(tookMs.slice(1))?.toFixed(1)} ms (goal: under 50 ms)`;
}

/** A program of its own holds a measurement of 100,000 slices and its comparison. */
export async function memoryOf(): Promise<string> {
  const script = fromFileUrl(new URL("slices_memory.ts", import.meta.url));
  const args = ["run", "-A", "--quiet", script];
  const ended = await new Deno.Command(Deno.execPath(), { args, stdin: "null", stderr: "inherit" })
    .output();
  if (!ended.success) throw new Error(`Cannot measure memory: exit code ${ended.code}`);
  const { slices, peakMb, beforeMb } = memoryLine.parse(
    JSON.parse(new TextDecoder().decode(ended.stdout)),
  );
  const peak = peakMb === null ? "peak not available" : `${peakMb.toFixed(0)} MB at the most`;
  return `${slices.toLocaleString("en")} slices: ${peak}, ${beforeMb.toFixed(0)} MB of it before ` +
    "the first one (goal: under 150 MB)";
}

/** A probe's process with next to nothing to measure, beside one that does nothing, in turns. */
export async function processLine(python: Interpreter): Promise<string> {
  const probe = commandOf("tight_loop", { python, params: { n: 1 }, loops: 1, slices: 1 });
  if (probe === null) throw new Error("Cannot time processes: there is no interpreter");
  const idle = { ...probe, args: ["-s", "-S", "-c", "pass"] };
  const differencesMs: number[] = [];
  for (let index = 0; index < PROCESS_PAIRS; index++) {
    const order = index % 2 === 0 ? [probe, idle] : [idle, probe];
    const [first = 0, second = 0] = [await elapsedMs(order[0]), await elapsedMs(order[1])];
    differencesMs.push(index % 2 === 0 ? first - second : second - first);
  }
  const middle = hodgesLehmann(differencesMs);
  const interval = signedRankInterval(differencesMs, { confidence: 0.95 });
  return `a probe process over python -s -S -c pass: ${middle?.toFixed(1)} ms ` +
    `[${interval?.low.toFixed(1)}, ${interval?.high.toFixed(1)}], ${PROCESS_PAIRS} pairs ` +
    "(goal: at most 5 ms)";
}

type Start = NonNullable<ReturnType<typeof commandOf>>;

async function elapsedMs(start: Start | undefined): Promise<number> {
  if (start === undefined) return 0;
  const { executable, args, env, cwd } = start;
  const startedAt = performance.now();
  const ended = await new Deno.Command(executable, {
    ...{ args, env, cwd, clearEnv: true },
    stdin: "null",
  }).output();
  if (!ended.success) throw new Error(`Cannot time processes: exit code ${ended.code}`);
  return performance.now() - startedAt;
}

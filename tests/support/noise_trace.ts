/**
 * Sessions drawn from recorded ones of two equal arms: noise that nobody made up. `noise_traces.ndjson` holds them, as
 * "probe compare" measured them; a line before the rounds of each says on which machine, with which build, when, and
 * beside what.
 */

import { z } from "zod";
import { type Random, shuffled } from "../../probes/measure/random.ts";
import type { NoisyRound, NoisySlice } from "./noise.ts";

/** The recorded sessions. */
export const TRACE_NAMES = ["recorded beside other work", "recorded beside endless loops"] as const;

/** Which of them. */
export type TraceName = (typeof TRACE_NAMES)[number];

/** Rounds that stay together, so that what went on for several does. */
const BLOCK_ROUNDS = 6;

/**
 * Draws a session: blocks of rounds in another order, none twice before all were there, because a round that comes twice
 * is no second witness. Which process of a round is the base is drawn for each round, as measuring draws its order, so
 * that the truth is `ratio`: in 400 recorded rounds neighbouring ratios did not hang together (-0.09, standard error 0.05).
 */
export function replayTrace(
  name: TraceName,
  { ratio, rounds, random }: {
    readonly ratio: number;
    readonly rounds: number;
    readonly random: Random;
  },
): NoisyRound[] {
  const recorded = readTraces().get(name) ?? [];
  const starts = recorded.keys().filter((index) => index % BLOCK_ROUNDS === 0).toArray();
  const session: NoisyRound[] = [];
  while (session.length < rounds) {
    for (const start of shuffled(starts, random)) {
      session.push(...recorded.slice(start, start + BLOCK_ROUNDS));
    }
  }
  return session.slice(0, rounds).map(({ base, test }) => {
    const [first, second] = random() < 0.5 ? [base, test] : [test, base];
    return { base: first, test: second.map((slice) => slowedDown(slice, ratio)) };
  });
}

function slowedDown({ wallNs, cpuNs, switches }: NoisySlice, ratio: number): NoisySlice {
  return { wallNs: wallNs * ratio, cpuNs: cpuNs === null ? null : cpuNs * ratio, switches };
}

let traces: ReadonlyMap<string, readonly NoisyRound[]> | null = null;

function readTraces(): ReadonlyMap<string, readonly NoisyRound[]> {
  if (traces !== null) return traces;
  const read = new Map<string, NoisyRound[]>();
  let rounds: NoisyRound[] = [];
  let unitNs = 1;
  for (const line of Deno.readTextFileSync(FILE).trim().split("\n")) {
    const data = traceLine.parse(JSON.parse(line));
    if ("name" in data) {
      rounds = [];
      unitNs = data.unitNs;
      read.set(data.name, rounds);
      continue;
    }
    const [base, test] = data.map(([walls, cpuDistances, switches]) =>
      walls.map((wall, index): NoisySlice => ({
        wallNs: wall * unitNs,
        cpuNs: (wall + (cpuDistances[index] ?? 0)) * unitNs,
        switches: switches[index] ?? 0,
      }))
    );
    rounds.push({ base: base ?? [], test: test ?? [] });
  }
  traces = read;
  return read;
}

const FILE = new URL("noise_traces.ndjson", import.meta.url);

const counts = z.array(z.int());
/** Of a process: wall times, how far CPU time lies from each of them, switches. */
const traceProcess = z.tuple([counts, counts, counts]);
const traceLine = z.union([
  z.object({ name: z.enum(TRACE_NAMES), unitNs: z.int().positive() }),
  z.tuple([traceProcess, traceProcess]),
]);

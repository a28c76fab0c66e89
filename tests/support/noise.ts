/**
 * Comparisons with known truth: sessions of two arms on machines that disturb them in ways seen on
 * real ones. The truth is the ratio of the undisturbed steady costs.
 */

import { type Random, seededRandom, shuffled } from "../../probes/measure/random.ts";
import { replayTrace, TRACE_NAMES, type TraceName } from "./noise_trace.ts";

/** One timing as a probe would print it. */
export interface NoisySlice {
  readonly wallNs: number;
  readonly cpuNs: number | null;
  readonly switches: number | null;
}

/** Both arms' slices in one round. */
export interface NoisyRound {
  readonly base: readonly NoisySlice[];
  readonly test: readonly NoisySlice[];
}

/** A machine and a pair of programs. Widths are standard deviations of the logarithm of a time. */
export interface NoiseFamily {
  readonly name: string;
  /** Differences from process to process (layout, hash seed): by arm, and whether heavy-tailed. */
  readonly layout?: { readonly base: number; readonly test: number; readonly heavy?: boolean };
  /** Share of processes that got the slow layout, and how much slower that is. */
  readonly bimodal?: { readonly share: number; readonly extra: number };
  /** Differences from slice to slice. */
  readonly slice?: { readonly base: number; readonly test: number; readonly heavy?: boolean };
  /** How much of a slice's noise stays for the next one, from 0 to 1. */
  readonly sliceMemory?: number;
  /** The machine's speed as it changes between two processes: a random walk that is pulled back. */
  readonly drift?: { readonly step: number; readonly memory: number; readonly trend?: number };
  /** Slices that were switched away from, and how long others ran then, in slices. */
  readonly preempted?: { readonly share: number; readonly away: number; readonly counted: boolean };
  /** Slices until warm, and how slow the first one is. */
  readonly warmup?: { readonly base: number; readonly test: number; readonly extra: number };
  /** Share of processes that something else slowed down throughout. */
  readonly outliers?: {
    readonly share: number;
    readonly factor: number;
    /** The only arm that has them; both when not given. */
    readonly arm?: "base" | "test";
  };
  /** Bursts of load on the memory, which CPU time shows too: their share, length, and weight. */
  readonly bursts?: { readonly share: number; readonly processes: number; readonly extra: number };
  /** Resolution of both clocks. */
  readonly tickNs?: number;
  /** Whether the probe had no CPU clock. */
  readonly withoutCpu?: boolean;
  /** A recorded session instead of all that. */
  readonly trace?: TraceName;
}

/** What a session consists of. */
export interface SessionOptions {
  /** time(test) / time(base). */
  readonly ratio: number;
  readonly rounds: number;
  readonly slices?: number;
  readonly seed: number;
}

/** The undisturbed cost of a slice of the base arm. */
const SLICE_NS = 1_000_000;

const BOTH = (width: number) => ({ base: width, test: width });

/** The families that the statistics are held to. */
export const NOISE_FAMILIES: readonly NoiseFamily[] = [
  { name: "quiet", layout: BOTH(0.01), slice: BOTH(0.003) },
  {
    name: "heavy tails",
    layout: { ...BOTH(0.01), heavy: true },
    slice: { ...BOTH(0.01), heavy: true },
  },
  { name: "shared drift", layout: BOTH(0.01), drift: { step: 0.01, memory: 1, trend: 0.002 } },
  { name: "slow clock", layout: BOTH(0.01), drift: { step: 0.025, memory: 0.5 } },
  { name: "bimodal layout", layout: BOTH(0.008), bimodal: { share: 0.35, extra: 0.06 } },
  { name: "preempted, counted", preempted: { share: 0.33, away: 2, counted: true } },
  { name: "preempted, not counted", preempted: { share: 0.25, away: 2, counted: false } },
  { name: "nearly all preempted", preempted: { share: 0.93, away: 2, counted: true } },
  {
    name: "without CPU clock",
    preempted: { share: 0.7, away: 0.5, counted: true },
    withoutCpu: true,
  },
  { name: "different warm-up", warmup: { base: 1, test: 6, extra: 0.4 } },
  {
    name: "more spread in one arm",
    layout: { base: 0.008, test: 0.03 },
    slice: { base: 0.003, test: 0.02 },
  },
  { name: "outlier processes", outliers: { share: 0.08, factor: 1.6 } },
  { name: "outliers in one arm", outliers: { share: 0.12, factor: 1.5, arm: "test" } },
  { name: "coarse timer", tickNs: 10_000, layout: BOTH(0.008) },
  {
    name: "autocorrelation",
    sliceMemory: 0.95,
    slice: BOTH(0.02),
    drift: { step: 0.02, memory: 0.9 },
  },
  { name: "bursts of load", bursts: { share: 0.3, processes: 5, extra: 0.15 } },
  {
    name: "everything at once",
    layout: { ...BOTH(0.012), heavy: true },
    slice: { ...BOTH(0.006), heavy: true },
    drift: { step: 0.02, memory: 0.9 },
    preempted: { share: 0.3, away: 2, counted: true },
    warmup: { base: 2, test: 3, extra: 0.3 },
    outliers: { share: 0.04, factor: 1.4 },
  },
  ...TRACE_NAMES.map((name) => ({ name, trace: name })),
];

/** Those that are made up, of which there are as many arms as one likes. */
export const MADE_FAMILIES = NOISE_FAMILIES.filter(({ trace }) => trace === undefined);

/** Runs a session: every round starts both arms in an order of its own. */
export function noisySession(
  family: NoiseFamily,
  { ratio, rounds, slices = 16, seed }: SessionOptions,
): NoisyRound[] {
  const random = seededRandom(seed);
  if (family.trace !== undefined) return replayTrace(family.trace, { ratio, rounds, random });
  const machine = machineOf(family, random);
  const process = (arm: "base" | "test") =>
    runProcess(family, { arm, ratio, slices, random, machine });
  return Array.from({ length: rounds }, () => {
    if (random() < 0.5) {
      const base = process("base");
      return { base, test: process("test") };
    }
    const test = process("test");
    return { base: process("base"), test };
  });
}

/** Rounds of a base and several test arms in a drawn order: the base's slices first, then those of each test arm. */
export function noisyArms(
  family: NoiseFamily,
  { ratios, rounds, slices = 16, seed }: Omit<SessionOptions, "ratio"> & {
    /** One a test arm. */
    readonly ratios: readonly number[];
  },
): (readonly NoisySlice[])[][] {
  const random = seededRandom(seed);
  const machine = machineOf(family, random);
  const places = [0, ...ratios.map((_, index) => index + 1)];
  return Array.from({ length: rounds }, () => {
    const round = places.map((): readonly NoisySlice[] => []);
    for (const place of shuffled(places, random)) {
      const arm = place === 0 ? "base" : "test";
      const ratio = ratios[place - 1] ?? 1;
      round[place] = runProcess(family, { arm, ratio, slices, random, machine });
    }
    return round;
  });
}

/** The levels of a session alone, for tests that need thousands: `spread` is that of a log ratio. */
export function noisyLevels(
  { ratio, rounds, seed, spread }: Omit<SessionOptions, "slices"> & { readonly spread: number },
): { base: number; test: number }[] {
  const random = seededRandom(seed);
  return Array.from({ length: rounds }, () => {
    const shared = SLICE_NS * Math.exp(0.05 * normal(random));
    return { base: shared, test: shared * ratio * Math.exp(spread * normal(random)) };
  });
}

/** How much slower the machine is for the next process, as a logarithm. */
type Machine = () => number;

function machineOf({ drift, bursts }: NoiseFamily, random: Random): Machine {
  let walk = 0;
  let started = 0;
  let burstLeft = 0;
  return () => {
    started++;
    if (drift !== undefined) walk = walk * drift.memory + drift.step * normal(random);
    if (bursts !== undefined && burstLeft === 0) {
      if (random() < bursts.share / bursts.processes) burstLeft = bursts.processes;
    }
    const burst = burstLeft > 0 ? bursts?.extra ?? 0 : 0;
    burstLeft = Math.max(0, burstLeft - 1);
    return walk + started * (drift?.trend ?? 0) + burst;
  };
}

interface ProcessOptions {
  readonly arm: "base" | "test";
  readonly ratio: number;
  readonly slices: number;
  readonly random: Random;
  readonly machine: Machine;
}

function runProcess(
  family: NoiseFamily,
  { arm, ratio, slices, random, machine }: ProcessOptions,
): NoisySlice[] {
  const { layout = { ...BOTH(0.01), heavy: false }, bimodal, outliers } = family;
  let log = Math.log(SLICE_NS) + machine();
  if (arm === "test") log += Math.log(ratio);
  log += layout[arm] * (layout.heavy === true ? student3(random) : normal(random));
  if (bimodal !== undefined && random() < bimodal.share) log += bimodal.extra;
  const isStruck = outliers !== undefined && (outliers.arm ?? arm) === arm;
  if (isStruck && random() < outliers.share) log += Math.log(outliers.factor);
  return sliceLogs(family, { arm, slices, random }).map((own) =>
    sliceOf(family, { costNs: Math.exp(log + own), random })
  );
}

/** The noise of each slice and what the warm-up adds to it. */
function sliceLogs(
  { slice = { ...BOTH(0.004), heavy: false }, sliceMemory = 0, warmup }: NoiseFamily,
  { arm, slices, random }: Pick<ProcessOptions, "arm" | "slices" | "random">,
): number[] {
  let noise = 0;
  return Array.from({ length: slices }, (_, index) => {
    const fresh = slice[arm] * (slice.heavy === true ? student3(random) : normal(random));
    noise = sliceMemory * noise + Math.sqrt(1 - sliceMemory ** 2) * fresh;
    const isCold = warmup !== undefined && index < warmup[arm];
    return noise + (isCold ? Math.log1p(warmup.extra * (1 - index / warmup[arm])) : 0);
  });
}

function sliceOf(
  { preempted, tickNs = 1, withoutCpu = false }: NoiseFamily,
  { costNs, random }: { readonly costNs: number; readonly random: Random },
): NoisySlice {
  const isPreempted = preempted !== undefined && random() < preempted.share;
  const awayNs = isPreempted ? -Math.log(1 - random()) * preempted.away * SLICE_NS : 0;
  // Coming back to cold caches costs the process itself a little, too.
  const cpuNs = costNs * (isPreempted ? 1 + 0.02 * random() : 1);
  const onClock = (timeNs: number) => Math.round(timeNs / tickNs) * tickNs;
  return {
    wallNs: onClock(cpuNs + awayNs),
    cpuNs: withoutCpu ? null : onClock(cpuNs),
    switches: preempted?.counted === false ? null : isPreempted ? 1 : 0,
  };
}

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Student's t with 3 degrees of freedom, scaled to a variance of 1: one value in 80 is beyond 4. */
function student3(random: Random): number {
  const square = normal(random) ** 2 + normal(random) ** 2 + normal(random) ** 2;
  return normal(random) / Math.sqrt(square);
}

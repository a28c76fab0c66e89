/** What a measurement will do, decided before the first process starts: rounds, order, seeds. */

import { completeParams, findProbe, type Probe, type ProbeName } from "./catalog.ts";
import type { Interpreter } from "./interpreters/mod.ts";
import { freshSeed, type Random, SEED_LIMIT, seededRandom, shuffled } from "./random.ts";

/** How far a measurement is. */
export interface Progress {
  /** Processes that have ended. */
  readonly done: number;
  /** Processes in all. */
  readonly total: number;
  /** The round that runs, counted from 1. */
  readonly round: number;
  /** Rounds in all. */
  readonly rounds: number;
}

/** What `measure()` may be told. */
export interface MeasureOptions {
  /** The interpreters; all that `discoverInterpreters()` finds when not given. */
  readonly pythons?: readonly Interpreter[];
  /** The probe's parameters, for example `{ n: 100_000 }`. */
  readonly params?: Readonly<Record<string, number>>;
  /** How often each interpreter is started; 5 when not given. */
  readonly rounds?: number;
  /** How many timings each process makes; 16 when not given. */
  readonly slices?: number;
  /** Decides order and hash seeds; drawn and stored when not given. */
  readonly seed?: number;
  /** Longest time of one process in seconds; 30 when not given. */
  readonly secondsMax?: number;
  /** Called after each process. */
  readonly onProgress?: (progress: Progress) => void;
}

/** One round: every interpreter once. */
export interface PlannedRound {
  /** Counted from 0. */
  readonly round: number;
  /** PYTHONHASHSEED of all processes of the round, so that they differ in nothing but the interpreter. */
  readonly hashSeed: number;
  /** Names of the interpreters in the order in which they run. */
  readonly order: readonly string[];
}

/** A measurement with nothing left open. */
export interface MeasurePlan {
  readonly probe: Probe;
  readonly params: Readonly<Record<string, number>>;
  readonly pythons: readonly Interpreter[];
  readonly seed: number;
  readonly sliceCount: number;
  readonly secondsMax: number;
  readonly rounds: readonly PlannedRound[];
}

/** Most rounds of one measurement: 40 is the last look of a comparison; room for a long series. */
export const ROUNDS_MAX = 1000;

/** Most timings of one process; beyond some 20 a further process tells more. */
export const SLICES_MAX = 1000;

/**
 * Timings a process makes when not told otherwise.
 *
 * 16 to 20 slices of about 1 ms reach a given precision in the least total time (measured on two
 * shared cores; starting a process then costs about as much as the slices).
 */
const SLICES_DEFAULT = 16;

const ROUNDS_DEFAULT = 5;

/** Longest time of one process; the usual one takes 0.1 s. Chosen to pass on a very busy machine. */
const PROCESS_SECONDS_DEFAULT = 30;

/** Hash seeds have ten digits, so that the environment has the same size in every round. */
const HASH_SEED_MIN = 1_000_000_000;

/** Completes the options of a measurement; throws where they make no sense. */
export function completePlan(
  name: ProbeName,
  options: MeasureOptions & { readonly pythons: readonly Interpreter[] },
): MeasurePlan {
  const probe = findProbe(name);
  const { pythons, params = {}, seed = freshSeed() } = options;
  checkPythons(probe, pythons);
  const roundCount = inRange(probe, "rounds", options.rounds ?? ROUNDS_DEFAULT, ROUNDS_MAX);
  const sliceCount = inRange(probe, "slices", options.slices ?? SLICES_DEFAULT, SLICES_MAX);
  const random = seededRandom(seed);
  return {
    probe,
    params: completeParams(probe, params),
    pythons,
    seed,
    sliceCount,
    secondsMax: options.secondsMax ?? PROCESS_SECONDS_DEFAULT,
    rounds: Array.from({ length: roundCount }, (_, round) => planRound(round, pythons, random)),
  };
}

/** Cells are not held to their types, and a path in place of an interpreter is an easy mistake. */
function checkPythons(probe: Probe, pythons: unknown): void {
  const doing = `Cannot measure "${probe.name}"`;
  const remedy = "interpreters as discoverInterpreters() gives them are needed";
  if (!Array.isArray(pythons)) throw new TypeError(`${doing}: "pythons" is no list, ${remedy}`);
  pythons.forEach((python: Partial<Interpreter> | null | undefined, index) => {
    if (typeof python?.name === "string" && python.build !== undefined) return;
    throw new TypeError(`${doing}: "pythons[${index}]" is no interpreter, ${remedy}`);
  });
}

function planRound(round: number, pythons: readonly Interpreter[], random: Random): PlannedRound {
  return {
    round,
    hashSeed: HASH_SEED_MIN + Math.floor(random() * (SEED_LIMIT - HASH_SEED_MIN)),
    order: shuffled(pythons.map((python) => python.name), random),
  };
}

function inRange(probe: Probe, option: string, value: number, max: number): number {
  if (Number.isInteger(value) && value >= 1 && value <= max) return value;
  throw new RangeError(
    `Cannot measure "${probe.name}": "${option}" is ${value}, a whole number from 1 to ${max} is needed`,
  );
}

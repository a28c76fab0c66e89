/** Measures the frozen data anew: what is missing, or whose probe changed. */

import { findProbe } from "../catalog/catalog.ts";
import type { Interpreter } from "../interpreters/mod.ts";
import { type MachineReading, readLoad, readMachine } from "../machine/mod.ts";
import { measure } from "../measure/measure.ts";
import type { BudgetName } from "../measure/budget.ts";
import type { MeasuredArm, MeasurementResult } from "../measure/result.ts";
import type { Progress } from "../measure/plan.ts";
import { redact } from "../exchange/mod.ts";
import { endingText } from "../show/ending_text.ts";
import { median } from "../stats/mod.ts";
import { buildOf, machineOf } from "./describe.ts";
import { FrozenDataError } from "./fault.ts";
import { LESSON, type LessonSeries } from "./lesson.ts";
import {
  digestOf,
  FROZEN_BYTES_MAX,
  type FrozenLack,
  type FrozenManifest,
  type FrozenSeries,
  MANIFEST_FILE,
  MANIFEST_SCHEMA,
  readManifest,
} from "./manifest.ts";
import { FROZEN_SLICES, frozenText, LEFT_OUT } from "./thin.ts";

/** What making needs. */
export interface MakeOptions {
  readonly folder: URL;
  readonly pythons: readonly Interpreter[];
  readonly budget: BudgetName;
  /** Name of a series, or of a probe for all that it measures; everything when null. */
  readonly only: string | null;
  /** Measures also what is there, for example because the machine was busy then; false when not given. */
  readonly again?: boolean;
  /** Ends it; what is done is kept. */
  readonly signal: AbortSignal;
  readonly onProgress: (name: string, progress: Progress) => void;
  /** What is measured; the lesson's when not given. */
  readonly lesson?: readonly LessonSeries[];
}

/** What became of one series. */
export type Making =
  | { kind: "measured"; name: string; series: FrozenSeries }
  /** It was there already, and its probe is the same. */
  | { kind: "kept"; name: string }
  | { kind: "lacking"; name: string; reason: string }
  | { kind: "stopped"; name: string };

/** Rounds in relation to those of a lesson's series. */
const ROUNDS_FACTOR: Readonly<Record<BudgetName, number>> = { smoke: 0.2, quick: 1, careful: 3 };

/** A million live objects take some 3 s on a quiet machine. */
const PROCESS_SECONDS_MAX = 60;

/** Measures series by series; the manifest is written after each, so that whatever ends it, what is done is kept. */
export async function* makeFrozen(options: MakeOptions): AsyncGenerator<Making, void> {
  const { folder, only, lesson = LESSON, again = false, signal } = options;
  await Deno.mkdir(folder, { recursive: true });
  let manifest = await manifestOf(options, lesson);
  for (const series of chosen(lesson, only)) {
    if (signal.aborted) return yield { kind: "stopped", name: series.name };
    const question = await questionOf(series, options);
    if (!again && await isThere(manifest, { series, question, folder })) {
      yield { kind: "kept", name: series.name };
      continue;
    }
    const made = await makeSeries(series, { ...options, question });
    if (made.kind === "stopped") return yield made;
    manifest = withMade(manifest, { made, series, lesson });
    await writeManifest(manifest, folder);
    yield made;
  }
}

/** A series that has its probe's name is meant alone: the others of that probe have names of their own. */
function chosen(lesson: readonly LessonSeries[], only: string | null): readonly LessonSeries[] {
  if (only === null) return lesson;
  const named = lesson.filter(({ name }) => name === only);
  return named.length > 0 ? named : lesson.filter(({ probe }) => probe === only);
}

async function makeSeries(
  series: LessonSeries,
  { pythons, budget, folder, signal, onProgress, question }: MakeOptions & {
    readonly question: string;
  },
): Promise<Making> {
  const { name, probe } = series;
  const arms = armsOf(series, pythons);
  if (arms.length === 0) {
    return { kind: "lacking", name, reason: "no CPython that was found can show it" };
  }
  const loads: number[] = [];
  const measuring = measure(probe, {
    arms,
    rounds: roundsOf(series, budget),
    ...(findProbe(probe).kind === "slices" ? { slices: FROZEN_SLICES } : {}),
    secondsMax: PROCESS_SECONDS_MAX,
    fresh: true,
    onProgress(progress) {
      loads.push(...(readLoad().loadAverage ?? []).slice(0, 1));
      onProgress(name, progress);
    },
  });
  const measuredAt = new Date().toISOString();
  const stop = () => void measuring.stop();
  signal.addEventListener("abort", stop, { once: true });
  const measurement = await measuring;
  signal.removeEventListener("abort", stop);
  if (measurement.ending.kind === "stopped") return { kind: "stopped", name };
  if (measurement.runs.every(({ ending }) => ending.kind !== "completed")) {
    return { kind: "lacking", name, reason: lackOf(measurement) };
  }
  const text = frozenText(measurement);
  const file = `${name}.ndjson`;
  await replaceFile(new URL(file, folder), text);
  const facts = { name, file, question, measuredAt, budget, loads };
  return { kind: "measured", name, series: await describeSeries(measurement, text, facts) };
}

async function describeSeries(
  measurement: MeasurementResult,
  text: string,
  { loads, ...facts }:
    & Pick<FrozenSeries, "name" | "file" | "question" | "measuredAt" | "budget">
    & { readonly loads: readonly number[] },
): Promise<FrozenSeries> {
  const middle = median(loads);
  return {
    ...facts,
    probe: measurement.probe,
    bytes: new TextEncoder().encode(text).length,
    sha256: await digestOf(text),
    seconds: Math.round(measurement.seconds * 10) / 10,
    rounds: measurement.rounds.length,
    slices: measurement.value.kind === "slices" ? measurement.sliceCount : 0,
    load: middle === null ? null : { median: middle, max: Math.max(...loads) },
    values: measurement.values.map(({ key }) => key),
    arms: measurement.arms.map((arm) => ({
      label: arm.label,
      python: arm.python.name,
      params: arm.params,
      env: arm.env,
      flags: arm.flags,
      processes: arm.processes.length,
      unavailable: arm.processes.length > 0 ? null : redact(reasonOf(arm)),
    })),
  };
}

function reasonOf({ failures }: MeasuredArm) {
  const endings = failures.map(({ ending }) => ending);
  const told = endings.find((ending) => ending.kind === "unavailable");
  if (told !== undefined) return { reason: told.reason, remedy: told.remedy };
  const [first] = endings;
  return {
    reason: first === undefined ? "it was not started" : `its process ${endingText(first)}`,
    remedy: null,
  };
}

function lackOf({ arms }: MeasurementResult): string {
  return [...new Set(arms.map((arm) => reasonOf(arm).reason))].join("; ");
}

function armsOf({ settings, of }: LessonSeries, pythons: readonly Interpreter[]) {
  return pythons.filter((python) => of(python, pythons)).flatMap((python) =>
    settings.map(({ label, ...setting }) => ({
      python,
      ...setting,
      ...(label === undefined ? {} : { label: `${python.name}, ${label}` }),
    }))
  );
}

function roundsOf({ rounds }: LessonSeries, budget: BudgetName): number {
  return Math.max(1, Math.round(rounds * ROUNDS_FACTOR[budget]));
}

/** What is asked of which programs, and the probe itself: where one is another, it is measured anew. */
async function questionOf(
  series: LessonSeries,
  { pythons, budget }: MakeOptions,
): Promise<string> {
  const { values, parameters, script } = findProbe(series.probe);
  const program = script instanceof URL ? await Deno.readTextFile(script) : script;
  const arms = armsOf(series, pythons).map(({ python, ...setting }) => ({
    name: python.name,
    family: python.build.family,
    ...setting,
  }));
  const rounds = roundsOf(series, budget);
  return await digestOf(JSON.stringify([series.probe, arms, rounds, values, parameters, program]));
}

async function isThere(
  { series: known }: FrozenManifest,
  { series, question, folder }: {
    readonly series: LessonSeries;
    readonly question: string;
    readonly folder: URL;
  },
): Promise<boolean> {
  const entry = known.find(({ name }) => name === series.name);
  if (entry === undefined || entry.question !== question) return false;
  try {
    return await digestOf(await Deno.readTextFile(new URL(entry.file, folder))) === entry.sha256;
  } catch {
    // Gone, or not to be read: then it is made anew.
    return false;
  }
}

/**
 * The manifest as it is, with this machine's facts; an empty one where there is none, or a damaged one. Throws a
 * `FrozenDataError` for one of another version: its data would be forgotten.
 */
async function manifestOf(
  { folder, pythons, signal }: MakeOptions,
  lesson: readonly LessonSeries[],
): Promise<FrozenManifest> {
  const [python] = pythons;
  const reading: MachineReading = python === undefined
    ? { kind: "unavailable", reason: "there is no CPython" }
    : await readMachine(python, { signal });
  const known = await readManifest(folder).catch((error: unknown) => {
    if (error instanceof FrozenDataError && error.fault !== "other_version") return null;
    throw error;
  });
  const isMeant = ({ name }: { readonly name: string }) =>
    lesson.some((series) => series.name === name);
  const builds = pythons.map(buildOf);
  const earlier = (known?.builds ?? []).filter(({ name }) =>
    builds.every((build) => build.name !== name)
  );
  return {
    schema: MANIFEST_SCHEMA,
    machine: redact(machineOf(reading)),
    builds: [...earlier, ...builds],
    leftOut: LEFT_OUT,
    series: (known?.series ?? []).filter(isMeant),
    missing: (known?.missing ?? []).filter(isMeant),
  };
}

function withMade(
  manifest: FrozenManifest,
  { made, series: { name, probe }, lesson }: {
    readonly made: Making;
    readonly series: LessonSeries;
    readonly lesson: readonly LessonSeries[];
  },
): FrozenManifest {
  const lacks: FrozenLack[] = made.kind === "lacking"
    ? [{ name, probe, reason: made.reason, remedy: null }]
    : [];
  const measured = made.kind === "measured" ? [made.series] : [];
  const placeOf = (one: { readonly name: string }) =>
    lesson.findIndex((series) => series.name === one.name);
  const without = <One extends { readonly name: string }>(list: readonly One[]) =>
    list.filter((one) => one.name !== name);
  return {
    ...manifest,
    series: [...without(manifest.series), ...measured].toSorted((one, other) =>
      placeOf(one) - placeOf(other)
    ),
    missing: [...without(manifest.missing), ...lacks],
  };
}

async function writeManifest(manifest: FrozenManifest, folder: URL): Promise<void> {
  const bytes = manifest.series.reduce((sum, series) => sum + series.bytes, 0);
  if (bytes > FROZEN_BYTES_MAX) {
    throw new RangeError(
      `Cannot keep frozen data: they have ${bytes} bytes, at most ${FROZEN_BYTES_MAX} are allowed`,
    );
  }
  await replaceFile(new URL(MANIFEST_FILE, folder), `${JSON.stringify(manifest, null, 1)}\n`);
}

/** In one step, so that nobody reads half a file. */
async function replaceFile(place: URL, text: string): Promise<void> {
  const draft = new URL(`${place.href}.writing`);
  await Deno.writeTextFile(draft, text);
  await Deno.rename(draft, place);
}

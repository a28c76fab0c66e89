/** Reads frozen data as results: like measured ones, and marked. */

import { z } from "zod";
import type { ProbeName } from "../catalog/catalog.ts";
import type { ParamValue } from "../catalog/probe.ts";
import { fromNdjson } from "../exchange/mod.ts";
import { checkOptions } from "../measure/options.ts";
import type { MeasuredArm, MeasurementResult } from "../measure/result.ts";
import { DISPLAY } from "../show/display.ts";
import { buildsText, type FrozenSource, frozenText } from "../show/frozen.ts";
import { resultTable } from "../show/result_table.ts";
import { tableBundle } from "../show/table.ts";
import { FrozenDataError } from "./fault.ts";
import {
  digestOf,
  FROZEN_FOLDER,
  type FrozenArm,
  type FrozenManifest,
  type FrozenSeries,
  readFrozenText,
  readManifest,
} from "./manifest.ts";
import { missText } from "./miss.ts";

/** Which of the frozen data to read; everything that is given has to fit. */
export interface FrozenOptions {
  /** Parameters of the arms, for example `{ shape: "islands" }`; the first series of the probe when not given. */
  readonly params?: Readonly<Record<string, ParamValue>>;
  /** Names of CPythons, for example `["py3.10.13", "py3.11.7"]`, in the order in which they are wanted; all when not given. */
  readonly pythons?: readonly string[];
  /** Settings of the arms, for example `{ PYTHON_JIT: "1" }`. */
  readonly env?: Readonly<Record<string, string>>;
  /** Name of the series, where several fit and the first is not meant. */
  readonly series?: string;
  /** Where the data lie; those of the checkout when not given. */
  readonly folder?: URL;
}

const OPTIONS: readonly (keyof FrozenOptions)[] = ["params", "pythons", "env", "series", "folder"];

/**
 * Reads what a probe gave on CPythons that were measured before and elsewhere, also where there is no CPython at all.
 *
 * The result has the form of `measure()`'s; it and its arms carry `frozen`, so that charts hatch them and say date,
 * machine and builds. `compareWithin()` compares its arms with each other; nothing compares them with live ones, and
 * their CPythons cannot be started. Throws a `FrozenDataError`, whose `fault` says whether data are missing, damaged, or
 * were never frozen.
 *
 * ```ts
 * import { compareWithin, frozen } from "probes";
 *
 * const loops = await frozen("tight_loop", { pythons: ["py3.10.13", "py3.11.7"] });
 * const words: string = compareWithin(loops).sentence;
 * ```
 */
export async function frozen(
  probe: ProbeName,
  options: FrozenOptions = {},
): Promise<MeasurementResult> {
  const doing = `Cannot read frozen data of "${probe}"`;
  checkOptions(doing, options, OPTIONS);
  const { folder = FROZEN_FOLDER } = options;
  const manifest = await readManifest(folder);
  const series = findSeries(manifest, { doing, probe, options });
  const text = await readFrozenText(new URL(series.file, folder));
  if (await digestOf(text) !== series.sha256) throw damaged(doing, series, "its digest is another");
  const arms = chosenArms(series, options);
  try {
    const [measurement] = fromNdjson(narrowed(text, arms), { file: series.file });
    if (measurement === undefined) throw damaged(doing, series, "it holds nothing");
    return marked(measurement, { manifest, series });
  } catch (error) {
    if (error instanceof FrozenDataError) throw error;
    throw damaged(doing, series, error instanceof Error ? error.message : `${error}`);
  }
}

function damaged(doing: string, { file }: FrozenSeries, reason: string): FrozenDataError {
  return new FrozenDataError("damaged", `${doing}: ${file} is damaged, ${reason}`);
}

function findSeries(
  manifest: FrozenManifest,
  { doing, probe, options }: {
    readonly doing: string;
    readonly probe: string;
    readonly options: FrozenOptions;
  },
): FrozenSeries {
  const own = manifest.series.filter((one) =>
    one.probe === probe && (options.series === undefined || one.name === options.series)
  );
  const found = own.find((one) => chosenArms(one, options).length > 0);
  if (found !== undefined) return found;
  const lack = manifest.missing.find((one) => one.probe === probe);
  const reason = missText({ options, own, manifest, lack });
  throw new FrozenDataError("not_frozen", `${doing}: ${reason}`);
}

/** The arms that fit, in the order in which their CPythons were named. */
function chosenArms({ arms }: FrozenSeries, options: FrozenOptions): FrozenArm[] {
  const { params = {}, env = {}, pythons } = options;
  const fitting = arms.filter((arm) =>
    Object.entries(params).every(([name, value]) => arm.params[name] === value) &&
    Object.entries(env).every(([name, value]) => arm.env[name] === value)
  );
  return pythons === undefined
    ? fitting
    : pythons.flatMap((name) => fitting.filter(({ python }) => python === name));
}

const sessionArm = z.looseObject({ label: z.string(), python: z.looseObject({}) });
const sessionLine = z.looseObject({
  record: z.literal("session"),
  arms: z.array(sessionArm),
  rounds: z.array(z.looseObject({ order: z.array(z.string()) })),
});
const processLine = z.looseObject({ record: z.literal("process"), arm: z.string() });
const otherLine = z.looseObject({ record: z.enum(["comparison", "end"]) });
const anyLine = z.discriminatedUnion("record", [sessionLine, processLine, otherLine]);

/** The same file with these arms alone, each with a program that nobody can start. */
function narrowed(text: string, arms: readonly FrozenArm[]): string {
  const labels = arms.map(({ label }) => label);
  const isKept = (label: string) => labels.includes(label);
  return text.split("\n").filter((line) => line !== "").flatMap((line): readonly object[] => {
    const read = anyLine.parse(JSON.parse(line));
    switch (read.record) {
      case "session":
        return [{
          ...read,
          arms: labels.flatMap((label) => read.arms.filter((arm) => arm.label === label)).map(
            (arm) => ({ ...arm, python: { ...arm.python, source: "frozen" } }),
          ),
          rounds: read.rounds.map((round) => ({ ...round, order: round.order.filter(isKept) })),
        }];
      case "process":
        return isKept(read.arm) ? [read] : [];
      case "comparison":
      case "end":
        return [read];
    }
  }).map((line) => JSON.stringify(line)).join("\n");
}

function marked(
  measurement: MeasurementResult,
  { manifest, series }: {
    readonly manifest: FrozenManifest;
    readonly series: FrozenSeries;
  },
): MeasurementResult {
  const sourceOf = (arms: readonly MeasuredArm[]): FrozenSource => ({
    date: series.measuredAt.slice(0, 10),
    machine: machineText(manifest.machine),
    builds: buildsText(arms),
  });
  const source = sourceOf(measurement.arms);
  const result: MeasurementResult = {
    ...measurement,
    frozen: source,
    arms: measurement.arms.map((arm) => ({ ...arm, frozen: sourceOf([arm]) })),
    flags: [...measurement.flags, {
      kind: "frozen",
      text: `${frozenText(source)}; measure your own CPythons to see whether it holds for them`,
    }],
    [DISPLAY]: () => tableBundle(resultTable(result)),
  };
  return result;
}

function machineText({ processor, usableProcessorCount, system }: FrozenManifest["machine"]) {
  const cores = usableProcessorCount === null ? "" : `${usableProcessorCount} cores`;
  return [cores, processor ?? "", system].filter((part) => part !== "").join(", ");
}

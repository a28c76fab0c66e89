/** Says why none of the frozen data fit: which option nothing fits, and what there is instead. */

import { nearestName } from "../measure/options.ts";
import type { FrozenOptions } from "./frozen.ts";
import type { FrozenArm, FrozenManifest, FrozenSeries } from "./manifest.ts";

/** Where nothing was found. */
export interface Miss {
  readonly options: FrozenOptions;
  /** The series of the probe, of the wanted name if one was given. */
  readonly own: readonly FrozenSeries[];
  readonly manifest: FrozenManifest;
  /** Why there is nothing of the probe at all, as far as that is known. */
  readonly lack: FrozenManifest["missing"][number] | undefined;
}

/** The reason in words that end a sentence. */
export function missText({ options, own, manifest, lack }: Miss): string {
  if (own.length > 0) return unfittingText(own.flatMap(({ arms }) => arms), options);
  if (lack !== undefined) return lack.reason;
  if (options.series === undefined) return "nothing of it was frozen";
  const names = manifest.series.map(({ name }) => name);
  return `there is no series "${options.series}", ${nearestName(options.series, names)}`;
}

function unfittingText(
  arms: readonly FrozenArm[],
  { pythons = [], params = {}, env = {} }: FrozenOptions,
): string {
  const there = unique(arms.map(({ python }) => python));
  if (pythons.length > 0 && !pythons.some((name) => there.includes(name))) {
    return `no arm fits "pythons", there are ${there.join(", ")}`;
  }
  const places = [
    ...Object.entries(params).map(([name, value]) => ["params", name, value] as const),
    ...Object.entries(env).map(([name, value]) => ["env", name, value] as const),
  ];
  for (const [place, name, value] of places) {
    const values = unique(arms.flatMap((arm) => arm[place][name] ?? []));
    if (values.includes(value)) continue;
    const given = `no arm fits "${place}.${name}"`;
    if (values.length > 0) {
      return `${given}, there are ${values.map((one) => JSON.stringify(one)).join(", ")}`;
    }
    const names = unique(arms.flatMap((arm) => Object.keys(arm[place])));
    return `${given}, ${names.length > 0 ? nearestName(name, names) : "no arm has any"}`;
  }
  const labels = unique(arms.map(({ label }) => label));
  return `no arm fits all options at once, there are ${labels.join("; ")}`;
}

function unique<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)];
}

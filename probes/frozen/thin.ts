/** What of a measurement is frozen: without what is large and redundant, and without anything of the machine's own. */

import { findProbe } from "../catalog/catalog.ts";
import { toNdjson } from "../exchange/mod.ts";
import { redactWith } from "../exchange/redact.ts";
import type { Interpreter } from "../interpreters/mod.ts";
import type { MeasurementResult } from "../measure/result.ts";
import type { EventSeries } from "../run/event.ts";
import type { ProbeRun } from "../run/run.ts";

/** A list that is longer is left out: requests are 15,000 a process, and their values are kept. */
const LIST_MAX = 3_000;

/** A list that is longer is kept of the first round alone: one timeline an arm is what is drawn. */
const LIST_OFTEN_MAX = 200;

/** Timings a process: those of a quick measurement are up to 20, and rounds tell more than timings. */
export const FROZEN_SLICES = 10;

/** What is said in the manifest. */
export const LEFT_OUT: readonly string[] = [
  `Each process made ${FROZEN_SLICES} timings, where a quick measurement makes up to 20.`,
  `Lists of more than ${LIST_MAX} times, such as those of all requests, are left out, and of ` +
  `those of more than ${LIST_OFTEN_MAX} only the first round's is kept; the values that were ` +
  "computed from the whole lists are kept.",
  "Runs of the calibration, process ids, paths, compiler flags and digests of programs are left out.",
];

/** The file of a series. */
export function frozenText(measurement: MeasurementResult): string {
  const { calibration, arms } = measurement;
  const withoutPlace = ({ python, ...arm }: MeasurementResult["arms"][number]) => ({
    ...arm,
    python: { ...python, executable: python.name, prefix: "" },
    failures: arm.failures.map((run) => ({ ...run, pid: null })),
  });
  const text = toNdjson({
    ...measurement,
    metadata: null,
    calibration: calibration === null ? null : { ...calibration, runs: [], processors: [] },
    runs: measurement.runs.map((run) => thinned(run, measurement.probe)),
    arms: arms.map(withoutPlace),
  });
  return withoutPaths(text, arms.map(({ python }) => python));
}

function thinned(run: ProbeRun, probe: string): ProbeRun {
  const isKept = ({ durationNs: { length } }: EventSeries) =>
    length <= LIST_OFTEN_MAX || (length <= LIST_MAX && run.round === 0);
  const bare = { ...run, pid: null };
  if (run.ending.kind !== "completed" || run.events.every(isKept)) return bare;
  return {
    ...bare,
    values: findProbe(probe).reduce(run),
    events: run.events.filter(isKept),
  };
}

/** Tables and failures may name files. */
function withoutPaths(text: string, pythons: readonly Interpreter[]): string {
  const hide = redactWith();
  const root = decodeURIComponent(new URL("../../", import.meta.url).pathname);
  const places: [place: string, name: string][] = [
    ...pythons.map(({ prefix, name }): [string, string] => [prefix, name]),
    [root, ""],
  ];
  return places
    .flatMap(([place, name]): [string, string][] => [[place, name], [hide(place), name]])
    .filter(([place]) => place.length > 1)
    .toSorted(([one], [other]) => other.length - one.length)
    .reduce((known, [place, name]) => known.replaceAll(place, name), text);
}

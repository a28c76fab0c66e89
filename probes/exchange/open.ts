/** Opens files of colleagues and of other programs, and compares what is in them. */

import { DISPLAY, type Displayable } from "../show/display.ts";
import { formatLevel } from "../show/format.ts";
import { shown } from "../measure/options.ts";
import type { ComparisonResult } from "../compare/compare.ts";
import type { MeasuredArm, MeasurementResult } from "../measure/result.ts";
import { tableBundle, type TableSpec } from "../show/table.ts";
import { type CompareImported, compareImported } from "./compare_imported.ts";
import { fromHyperfine } from "./hyperfine.ts";
import { fromNdjson } from "./ndjson_read.ts";
import { fromPyperf } from "./pyperf_read.ts";
import { readText } from "./read_text.ts";

/** Formats that are read. */
export type ImportFormat = "ndjson" | "pyperf" | "hyperfine";

/** One arm of a file. */
export interface ImportedArm {
  /** Unique among all that were opened together. */
  readonly label: string;
  /** Name of the file, without its folder. */
  readonly file: string;
  /** Which program wrote it. */
  readonly format: ImportFormat;
  /** What was measured: arms of one benchmark can be compared. */
  readonly benchmark: string;
  /** What the file says of it. */
  readonly arm: MeasuredArm;
  /** The measurement that it belongs to. */
  readonly measurement: MeasurementResult;
}

/** What files held. Shows itself as a table. */
export interface OpenedMeasurements extends Displayable {
  /** One a session of NDJSON, a benchmark of pyperf, a file of hyperfine. */
  readonly measurements: readonly MeasurementResult[];
  /** All arms of all of them. */
  readonly arms: readonly ImportedArm[];
  /**
   * Compares arms by the same rules as our own measurements. Where they did not take turns, the verdict is unclear unless
   * it is forced: drift of the machine and luck of the hour would pass for a difference.
   */
  compare(options?: CompareImported): ComparisonResult;
}

/**
 * Opens measurements from files: our NDJSON, pyperf's JSON (also `.json.gz`) and hyperfine's JSON.
 *
 * ```ts
 * import { openMeasurements } from "probes";
 *
 * async function show(path: string) {
 *   const opened = await openMeasurements([path, "colleague.json"]);
 *   const words: string = opened.compare().sentence;
 *   return words;
 * }
 * ```
 */
export async function openMeasurements(
  paths: string | URL | readonly (string | URL)[],
): Promise<OpenedMeasurements> {
  const list = checkedPaths(paths);
  const arms: ImportedArm[] = [];
  const measurements: MeasurementResult[] = [];
  for (const path of list) {
    const file = fileNameOf(path);
    const { format, found } = read(await readText(path, { file }), file);
    measurements.push(...found);
    arms.push(...found.flatMap((measurement) =>
      measurement.arms.map((arm) => ({
        label: arm.label,
        file,
        format,
        benchmark: measurement.probe === "imported" ? measurement.title : measurement.probe,
        arm,
        measurement,
      }))
    ));
  }
  const named = withLabels(arms);
  return {
    measurements,
    arms: named,
    compare: (options) => compareImported(named, options),
    [DISPLAY]: () => tableBundle(openedTable(named)),
  };
}

function checkedPaths(paths: unknown): (string | URL)[] {
  const list: unknown[] = Array.isArray(paths) ? paths : [paths];
  const wrong = list.find((path) => typeof path !== "string" && !(path instanceof URL));
  if (list.length === 0 || wrong !== undefined) {
    throw new TypeError(
      `Cannot open measurements: ${shown(list.length === 0 ? paths : wrong)} is given, ` +
        "a path or a list of paths is needed",
    );
  }
  return list.filter((path) => typeof path === "string" || path instanceof URL);
}

function fileNameOf(path: string | URL): string {
  const text = path instanceof URL ? decodeURIComponent(path.pathname) : path;
  return text.split(/[/\\]/).findLast((part) => part !== "") ?? text;
}

interface Read {
  readonly format: ImportFormat;
  readonly found: readonly MeasurementResult[];
}

function read(text: string, file: string): Read {
  const format = formatOf(text);
  switch (format) {
    case "ndjson":
      return { format, found: fromNdjson(text, { file }) };
    case "pyperf":
      return { format, found: fromPyperf(text, { file }) };
    case "hyperfine":
      return { format, found: fromHyperfine(text, { file }) };
    case null:
      throw new TypeError(
        `Cannot read ${file}: it is neither NDJSON of Probebook nor JSON of pyperf or hyperfine`,
      );
  }
}

/** Told by what stands at the begin, so that a cut file is still called by its name. */
function formatOf(text: string): ImportFormat | null {
  const begin = text.slice(0, 100_000).trimStart();
  if (/"schema"\s*:\s*"probebook\//.test(begin)) return "ndjson";
  if (!begin.startsWith("{")) return null;
  // pyperf writes its metadata first, which can be long; its list of benchmarks comes before that.
  if (/"benchmarks"\s*:/.test(begin)) return "pyperf";
  return /"results"\s*:/.test(begin) ? "hyperfine" : null;
}

/** Labels that stand more than once get their file's name, and a number where that is not enough. */
function withLabels(arms: readonly ImportedArm[]): ImportedArm[] {
  const countOf = (label: string) => arms.filter((arm) => arm.label === label).length;
  // One pyperf file has the same arm in every benchmark.
  const keyOf = ({ label, benchmark }: ImportedArm) => `${benchmark}\n${label}`;
  const taken = new Set<string>();
  return arms.map((arm) => {
    const isShared = arms.some((other) =>
      other !== arm && other.label === arm.label && other.benchmark === arm.benchmark
    );
    const plain = isShared && countOf(arm.label) > 1 ? `${arm.label} (${arm.file})` : arm.label;
    let named = { ...arm, label: plain };
    for (let number = 2; taken.has(keyOf(named)); number++) {
      named = { ...arm, label: `${plain} ${number}` };
    }
    taken.add(keyOf(named));
    return named;
  });
}

function openedTable(arms: readonly ImportedArm[]): TableSpec {
  const flags = new Set(
    arms.flatMap(({ measurement }) => measurement.flags.map(({ text }) => `${text}.`)),
  );
  return {
    caption: "Imported measurements",
    columns: [
      { title: "File" },
      { title: "Benchmark" },
      { title: "Arm" },
      { title: "Median", align: "right" },
      { title: "Processes", align: "right" },
    ],
    rows: arms.map(({ file, benchmark, label, arm, measurement: { value } }) => [
      file,
      benchmark,
      label,
      `${formatLevel(arm.median, value)} ${value.unit}`.trimEnd(),
      `${arm.processes.length}`,
    ]),
    note: [...flags, "Nothing of this was measured here."].join("\n"),
  };
}

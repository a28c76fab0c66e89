/** Measurements as plain rows, for spreadsheets and data frames. */

import { checkOptions, shown } from "../measure/options.ts";
import type { MeasuredArm, MeasurementResult, ProcessResult } from "../measure/result.ts";
import type { ProbeRun } from "../run/run.ts";
import { redactWith } from "./redact.ts";
import { type Exportable, measurementOf } from "./select.ts";

/** What a row is: a process with all its values, one timing, or one event such as a pause. */
export type RowKind = "processes" | "slices" | "events";

/** What `toCsv()` and `toParquet()` may be told. */
export interface RowOptions {
  /** What a row is; timings where the probe makes them, else processes. */
  readonly rows?: RowKind;
}

/** One cell. */
export type Cell = string | number | null;

/** One column: what all its cells are. */
export interface RowColumn {
  readonly name: string;
  readonly type: "text" | "integer" | "number";
}

/** Rows with their columns. */
export interface RowTable {
  readonly columns: readonly RowColumn[];
  /** Each as long as there are columns. */
  readonly rows: readonly (readonly Cell[])[];
}

const ROW_KINDS: readonly RowKind[] = ["processes", "slices", "events"];

/** Lays a measurement out in rows. */
export function toRows(result: Exportable, options: RowOptions, doing: string): RowTable {
  const measurement = measurementOf(result, doing);
  checkOptions(doing, options, ["rows"]);
  const { rows: kind = measurement.value.kind === "slices" ? "slices" : "processes" } = options;
  if (!ROW_KINDS.includes(kind)) {
    const known = ROW_KINDS.map((name) => `"${name}"`).join(", ");
    throw new TypeError(`${doing}: "rows" is ${shown(kind)}, one of ${known} is needed`);
  }
  const own = columnsOf(measurement, kind);
  const entries = measurement.arms.flatMap((arm) => entriesOf(measurement, arm));
  const hide = redactWith();
  return {
    columns: [...PLACE, ...own].map(({ name, type }) => ({ name, type })),
    rows: entries.flatMap((entry) => {
      const place = hide(PLACE.map(({ read }) => read(entry)));
      return detailsOf(entry, kind).map((detail) => [
        ...place,
        ...hide(own.map(({ read }) => read({ ...entry, ...detail }))),
      ]);
    }),
  };
}

/** A process with all that is known of it. */
interface Entry {
  readonly measurement: MeasurementResult;
  readonly arm: MeasuredArm;
  /** Null for a process that failed. */
  readonly process: ProcessResult | null;
  /** Undefined where only the numbers are known. */
  readonly run: ProbeRun | undefined;
}

/** One timing or event of it. */
interface Detail {
  readonly index: number;
  readonly series?: ProcessResult["events"][number];
}

interface Column<Row> extends RowColumn {
  readonly read: (row: Row) => Cell;
}

const PLACE: readonly Column<Entry>[] = [
  { name: "probe", type: "text", read: ({ measurement }) => measurement.probe },
  { name: "title", type: "text", read: ({ measurement }) => measurement.title },
  { name: "arm", type: "text", read: ({ arm }) => arm.label },
  { name: "python", type: "text", read: ({ arm }) => arm.python.name },
  { name: "version", type: "text", read: ({ arm }) => arm.python.version },
  { name: "build", type: "text", read: ({ arm }) => arm.python.build.family },
  { name: "params", type: "text", read: ({ arm }) => JSON.stringify(arm.params) },
  {
    name: "round",
    type: "integer",
    read: ({ process, run }) => process?.round ?? run?.round ?? null,
  },
  {
    name: "position",
    type: "integer",
    read: ({ process, run }) => run?.position ?? process?.position ?? null,
  },
  { name: "hash_seed", type: "integer", read: ({ run }) => run?.hashSeed ?? null },
  { name: "started_at", type: "text", read: ({ run }) => run?.startedAt ?? null },
];

const OF_PROCESS: readonly Column<Entry & Detail>[] = [
  { name: "elapsed_ms", type: "number", read: ({ run }) => run?.elapsedMs ?? null },
  { name: "ending", type: "text", read: ({ run }) => run?.ending.kind ?? null },
  { name: "loops", type: "integer", read: ({ run }) => run?.loops ?? null },
  {
    name: "warmup_class",
    type: "text",
    read: ({ process }) => process?.cleaning?.warmupClass ?? null,
  },
  {
    name: "warmup_count",
    type: "integer",
    read: ({ process }) => process?.cleaning?.warmupCount ?? null,
  },
  {
    name: "switched_count",
    type: "integer",
    read: ({ process }) => process?.cleaning?.switchedCount ?? null,
  },
];

const OF_SLICE: readonly Column<Entry & Detail>[] = [
  { name: "index", type: "integer", read: ({ index }) => index },
  {
    name: "value",
    type: "number",
    read: ({ process, index }) => process?.slices[index]?.value ?? null,
  },
  { name: "unit", type: "text", read: ({ measurement }) => measurement.value.unit },
  { name: "use", type: "text", read: ({ process, index }) => process?.slices[index]?.use ?? null },
  { name: "loops", type: "integer", read: ({ run, index }) => run?.slices[index]?.loops ?? null },
  { name: "wall_ns", type: "number", read: ({ run, index }) => run?.slices[index]?.wallNs ?? null },
  { name: "cpu_ns", type: "number", read: ({ run, index }) => run?.slices[index]?.cpuNs ?? null },
  {
    name: "switches",
    type: "integer",
    read: ({ run, index }) => run?.slices[index]?.switches ?? null,
  },
];

const OF_EVENT: readonly Column<Entry & Detail>[] = [
  { name: "series", type: "text", read: ({ series }) => series?.name ?? null },
  { name: "index", type: "integer", read: ({ index }) => index },
  { name: "start_ns", type: "number", read: ({ series, index }) => series?.startNs[index] ?? null },
  {
    name: "duration_ns",
    type: "number",
    read: ({ series, index }) => series?.durationNs[index] ?? null,
  },
  { name: "group", type: "integer", read: ({ series, index }) => series?.group[index] ?? null },
];

function columnsOf(
  measurement: MeasurementResult,
  kind: RowKind,
): readonly Column<Entry & Detail>[] {
  switch (kind) {
    case "processes":
      return [...OF_PROCESS, ...measurement.values.map(valueColumn)];
    case "slices":
      return OF_SLICE;
    case "events":
      return OF_EVENT;
  }
}

/** A value's column carries its unit, because the table has no other place for it. */
function valueColumn({ key, unit, kind }: MeasurementResult["value"]): Column<Entry & Detail> {
  return {
    name: unit === "" ? key : `${key} (${unit})`,
    type: kind === "exact" ? "text" : "number",
    read: ({ process }) => {
      const value = process?.values[key] ?? null;
      return kind === "exact" && value !== null ? `${value}` : value;
    },
  };
}

/** The processes of an arm in the order of their rounds, those that failed too. */
function entriesOf(measurement: MeasurementResult, arm: MeasuredArm): Entry[] {
  const runs = new Map(
    measurement.runs.filter((run) => run.arm === arm.label).map((run) => [run.round, run]),
  );
  const completed = arm.processes.map((process): Entry => ({
    measurement,
    arm,
    process,
    run: runs.get(process.round),
  }));
  const failed = arm.failures.map((run): Entry => ({ measurement, arm, process: null, run }));
  const roundOf = ({ process, run }: Entry) => process?.round ?? run?.round ?? 0;
  return [...completed, ...failed].sort((left, right) => roundOf(left) - roundOf(right));
}

function detailsOf({ process, run }: Entry, kind: RowKind): Detail[] {
  switch (kind) {
    case "processes":
      return [{ index: 0 }];
    case "slices": {
      const count = Math.max(process?.slices.length ?? 0, run?.slices.length ?? 0);
      return Array.from({ length: count }, (_, index) => ({ index }));
    }
    case "events":
      return (process?.events ?? []).flatMap((series) =>
        series.durationNs.map((_, index) => ({ index, series }))
      );
  }
}

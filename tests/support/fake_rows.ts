/** Rows of plain data that nobody measured: for tests of their charts. */

import type {
  FilmRow,
  FlameRow,
  FrozenSource,
  HeatCell,
  ImportRow,
  ListingColumn,
  MemoryCurveRow,
  MemoryRow,
  PauseRow,
  ScalingRow,
  ShareRow,
  TrendRow,
  UnavailableRow,
  WarmupRow,
} from "../../notebooks/workbook/mod.ts";

/** A name that somebody may give, in which nothing may be cut. */
export const LONG_NAME =
  "py3.14.10-with-a-very-long-name-that-somebody-gave/to/a/build/of-their-own, PYTHON_JIT=1";

/** Where no data come from. */
export const FROZEN: FrozenSource = {
  date: "2026-01-02",
  machine: "a machine in a test",
  builds: "3.14.4 (a build in a test)",
};

/** A row that cannot be shown. */
export const UNAVAILABLE: UnavailableRow = {
  label: "py3.10.2",
  unavailable: {
    reason: "its bytecode is never specialized",
    remedy: "uv python install 3.14",
  },
};

/** Pauses as a collector makes them: many short ones and a long one. */
export function fakePauseRow(label = "py3.13.5"): PauseRow {
  const short = Array.from({ length: 300 }, (_, index) => 0.02 + (index % 7) * 0.004);
  const middle = Array.from({ length: 20 }, (_, index) => 0.6 + index * 0.03);
  return { label, pausesMs: [...short, ...middle, 57.3] };
}

/** Three releases of one family. */
export function fakeTrendRow(label = "Debian, gcc 16"): TrendRow {
  return {
    label,
    points: [
      { release: "3.15", speed: 1.09, low: 1.07, high: 1.12 },
      { release: "3.13", speed: 1, low: null, high: null },
      { release: "3.14", speed: 1.03, low: 1.02, high: 1.05 },
    ],
  };
}

/** Two turns of a loop. */
export function fakeFilmRow(label = "py3.13.5"): FilmRow {
  const turn = [
    { name: "FOR_ITER", argument: "5 (to L2)", offsetBytes: 18 },
    { name: "STORE_FAST", argument: "1 (i)", offsetBytes: 22 },
    { name: "LOAD_FAST_LOAD_FAST", argument: "1 (total, i)", offsetBytes: 24 },
    { name: "BINARY_OP", argument: "0 (+)", offsetBytes: 26 },
    { name: "STORE_FAST", argument: "0 (total)", offsetBytes: 30 },
    { name: "JUMP_BACKWARD", argument: "7 (to L1)", offsetBytes: 32 },
  ];
  return { label, frames: [...turn, ...turn] };
}

/** A loop's listing before and after it is warm. */
export function fakeListing(label: string, isWarm: boolean): ListingColumn {
  return {
    label,
    instructions: [
      { name: "LOAD_FAST", argument: "total", form: "generic" },
      {
        name: isWarm ? "LOAD_ATTR_METHOD_WITH_VALUES" : "LOAD_ATTR",
        argument: "a_method_with_a_long_name",
        form: isWarm ? "specialized" : "adaptive",
      },
      {
        name: isWarm ? "BINARY_OP_ADD_INT" : "BINARY_OP",
        argument: "+",
        form: isWarm ? "specialized" : "adaptive",
      },
      { name: "RETURN_VALUE", form: "generic" },
    ],
  };
}

/** A few imports, as `-X importtime` prints them. */
export function fakeImportRow(label = "py3.13.5"): ImportRow {
  return {
    label,
    imports: [
      { module: "enum", depth: 2, selfUs: 700, cumulativeUs: 700 },
      { module: "re._compiler", depth: 2, selfUs: 300, cumulativeUs: 300 },
      { module: "re", depth: 1, selfUs: 600, cumulativeUs: 1600 },
      { module: "a_small_module", depth: 1, selfUs: 12, cumulativeUs: 12 },
      { module: "json.decoder", depth: 1, selfUs: 180, cumulativeUs: 180 },
      { module: "json", depth: 0, selfUs: 400, cumulativeUs: 2192 },
      { module: "a_tiny_module", depth: 0, selfUs: 1, cumulativeUs: 1 },
    ],
  };
}

/** A small profile. */
export function fakeFlameRow(label = "py3.13.5"): FlameRow {
  return {
    label,
    stacks: [
      { frames: ["main", "parse", "split"], weight: 30 },
      { frames: ["main", "parse"], weight: 12 },
      { frames: ["main", "write", "encode", "split"], weight: 9 },
      { frames: ["main", "write"], weight: 2 },
      { frames: ["main"], weight: 1 },
    ],
  };
}

/** Sizes of some representations. */
export function fakeMemoryRows(group?: string): MemoryRow[] {
  const rows = [
    { label: "dict", bytes: 184 },
    { label: "class with __slots__", bytes: 56 },
    { label: "nothing", bytes: 0 },
  ];
  return rows.map((row) => group === undefined ? row : { ...row, group });
}

/** Shares of a program that somebody had expected to be half bytecode. */
export function fakeShareRow(label = "web"): ShareRow {
  return {
    label,
    parts: [
      { name: "bytecode", percent: 61.2 },
      { name: "functions in C", percent: 37 },
      { name: "garbage collector", percent: 1.8 },
      { name: "waiting", percent: 0 },
    ],
    range: { low: 58, high: 64.5 },
    prediction: 50,
  };
}

/** Programs with other causes: one alone, hardly any bytecode, waiting. */
export function fakeShareRows(): ShareRow[] {
  return [
    { label: "loop", parts: [{ name: "bytecode", percent: 100 }], range: { low: 99, high: 100 } },
    fakeShareRow(),
    {
      label: "io",
      parts: [{ name: "bytecode", percent: 4 }, { name: "waiting", percent: 96 }],
      prediction: null,
    },
  ];
}

/** Speed-ups that stay below the ideal. */
export function fakeScalingRow(label = "processes"): ScalingRow {
  return {
    label,
    points: [1, 2, 4].map((workers) => {
      const speedup = workers ** 0.8;
      return { workers, speedup, low: speedup * 0.9, high: speedup * 1.08 };
    }),
  };
}

/** A cell of every state. */
export function fakeHeatCells(column = "py3.14.0"): HeatCell[] {
  return [
    { row: "tight loop", column, state: "faster", words: "0.93x" },
    { row: "request latency (live = 300,000)", column, state: "slower", words: "1.40x" },
    { row: "imports", column, state: "same", words: "1.00x" },
    { row: "string building", column, state: "unclear", words: "1.02x" },
    { row: "bytes of the .pyc", column, state: "equal" },
    { row: "collector", column, state: "different" },
    {
      row: "scaling",
      column,
      state: "unavailable",
      unavailable: { reason: "its build has the global lock", remedy: "uv python install 3.14t" },
    },
  ];
}

/** A loop that gets twice as fast at its twentieth chunk, once held up by another program. */
export function fakeWarmupRow(label = "py3.14.0, PYTHON_JIT=1"): WarmupRow {
  return {
    label,
    chunks: Array.from({ length: 60 }, (_, index) => {
      const medianUs = index === 40 ? 95 : index < 20 ? 12 - index / 10 : 5;
      return {
        iterations: index * 200,
        medianUs,
        lowUs: medianUs * 0.95,
        highUs: medianUs * 1.3,
      };
    }),
  };
}

/** A process that takes more and more memory, up to `mostMib`. */
export function fakeMemoryCurve(label = "default", mostMib = 30): MemoryCurveRow {
  return {
    label,
    moments: Array.from({ length: 51 }, (_, index) => ({
      ms: index * 3,
      mib: 16 + (mostMib - 16) * Math.min(1, index / 40),
    })),
  };
}

/** Golden pictures of plain data: each chart with frozen and unavailable rows and long names, and without any row. */
import { type ChartCase, testChartGoldens } from "../../../../tests/support/chart_goldens.ts";
import {
  fakeFilmRow,
  fakeFlameRow,
  fakeHeatCells,
  fakeImportRow,
  fakeListing,
  fakeMemoryCurve,
  fakeMemoryRows,
  fakePauseRow,
  fakeScalingRow,
  fakeShareRow,
  fakeShareRows,
  fakeTrendRow,
  fakeWarmupRow,
  FROZEN,
  LONG_NAME,
  UNAVAILABLE,
} from "../../../../tests/support/fake_rows.ts";
import { filmStrip } from "./film_strip.ts";
import { flameGraph } from "./flame_graph.ts";
import { type HeatCell, heatMap } from "./heat_map.ts";
import { importTree } from "./import_tree.ts";
import { listings } from "./listings.ts";
import { memoryBars } from "./memory_bars.ts";
import { memoryCurve } from "./memory_curve.ts";
import { pauseHistogram } from "./pause_histogram.ts";
import { scaling } from "./scaling.ts";
import { stackedShares } from "./stacked_shares.ts";
import { versionTrend } from "./version_trend.ts";
import { warmupCurve } from "./warmup_curve.ts";

const frozen = FROZEN;

const CASES: readonly ChartCase[] = [
  ["histogram", () => pauseHistogram([fakePauseRow()])],
  ["histogram_odd", () =>
    pauseHistogram([
      { ...fakePauseRow(LONG_NAME), frozen },
      { label: "one", pausesMs: [0] },
      { label: "none", pausesMs: [] },
      UNAVAILABLE,
    ])],
  ["trend", () => versionTrend([fakeTrendRow()])],
  ["trend_odd", () =>
    versionTrend([
      fakeTrendRow(),
      { ...fakeTrendRow("pyenv, gcc 12"), frozen },
      {
        label: LONG_NAME,
        points: [
          { release: "3.9", speed: 1, low: null, high: null },
          { release: "3.10", speed: 1.02, low: 0.98, high: 1.07 },
          { release: "3.13", speed: 1.7, low: 1.6, high: 1.8 },
        ],
      },
      { label: "none", points: [] },
      UNAVAILABLE,
    ])],
  ["film", () => filmStrip([fakeFilmRow()])],
  ["film_prediction", () =>
    filmStrip([
      { ...fakeFilmRow(), prediction: 4 },
      { ...fakeFilmRow("too many"), prediction: 40 },
      { ...fakeFilmRow("none yet"), prediction: null },
    ])],
  ["film_odd", () =>
    filmStrip([
      { ...fakeFilmRow(LONG_NAME), frozen },
      { label: "one", frames: [{ name: "RETURN_CONST", offsetBytes: 2 }] },
      { label: "none", frames: [] },
      UNAVAILABLE,
    ])],
  [
    "listings",
    () => listings([fakeListing("before", false), fakeListing("after 100 calls", true)]),
  ],
  ["listings_odd", () =>
    listings([
      fakeListing("before", false),
      { ...fakeListing(LONG_NAME, true), frozen },
      UNAVAILABLE,
      { label: "none", instructions: [] },
      fakeListing("after 3,000 calls", true),
    ])],
  ["icicle", () => importTree([fakeImportRow()])],
  ["icicle_odd", () =>
    importTree([
      fakeImportRow(),
      {
        label: LONG_NAME,
        imports: [{ module: "json", depth: 0, selfUs: 500, cumulativeUs: 500 }],
        frozen,
      },
      { label: "none", imports: [] },
      UNAVAILABLE,
    ])],
  ["flame", () => flameGraph([fakeFlameRow()])],
  [
    "flame_odd",
    () =>
      flameGraph([
        { ...fakeFlameRow(LONG_NAME), frozen },
        { label: "none", stacks: [] },
        UNAVAILABLE,
      ], {
        unit: "ms",
      }),
  ],
  ["memory", () => memoryBars(fakeMemoryRows())],
  ["memory_odd", () =>
    memoryBars([
      ...fakeMemoryRows("py3.13.5"),
      { label: LONG_NAME, bytes: 1, group: "py3.14.0" },
      { label: "dict", bytes: 48_234_496, group: "py3.14.0", frozen },
      { ...UNAVAILABLE, group: "py3.14.0" },
    ])],
  ["memory_curve", () =>
    memoryCurve([
      ...["default", "freeze", "threshold", "manual"].map((label, index) =>
        fakeMemoryCurve(label, 30 + index * 3)
      ),
      fakeMemoryCurve("disable", 72),
    ])],
  ["memory_curve_odd", () =>
    memoryCurve([
      { ...fakeMemoryCurve(LONG_NAME), frozen },
      { label: "one", moments: [{ ms: 0, mib: 10 }] },
      { label: "none", moments: [] },
      UNAVAILABLE,
      ...["a", "b", "c", "d", "e"].map((label, index) => fakeMemoryCurve(label, 20 + 5 * index)),
    ])],
  ["shares", () => stackedShares(fakeShareRows())],
  ["shares_odd", () =>
    stackedShares([
      ...fakeShareRows(),
      { ...fakeShareRow(LONG_NAME), frozen },
      { label: "one", parts: [{ name: "bytecode", percent: 100 }], prediction: 180 },
      { label: "none", parts: [] },
      UNAVAILABLE,
    ])],
  ["scaling", () => scaling([fakeScalingRow()])],
  ["scaling_odd", () =>
    scaling([
      fakeScalingRow(),
      { ...fakeScalingRow("threads without the lock"), frozen },
      { label: LONG_NAME, points: [{ workers: 1, speedup: 1, low: null, high: null }] },
      { label: "none", points: [] },
      UNAVAILABLE,
    ], { processors: 2, workers: "threads" })],
  ["heat", () => heatMap(fakeHeatCells())],
  ["heat_odd", () =>
    heatMap([
      ...fakeHeatCells(),
      ...fakeHeatCells(LONG_NAME).map((cell) => ({ ...cell, frozen })),
      { row: LONG_NAME, column: "py3.15.0", state: "yes" },
      { row: LONG_NAME, column: "py3.14.0", state: "partly" },
      { row: "imports", column: "py3.15.0", state: "no" },
      ...["a", "b", "c", "d", "e"].map((column): HeatCell => ({
        row: "imports",
        column,
        state: "same",
        words: "1.00x",
      })),
    ])],
  ["curve", () => warmupCurve([fakeWarmupRow()])],
  ["curve_odd", () =>
    warmupCurve([
      { ...fakeWarmupRow(LONG_NAME), frozen },
      fakeWarmupRow(),
      { label: "one", chunks: [{ iterations: 0, medianUs: 7, lowUs: 7, highUs: 7 }] },
      { label: "none", chunks: [] },
      UNAVAILABLE,
    ])],
  ["plain_none", () => heatMap([])],
];

testChartGoldens(new URL("../testdata/", import.meta.url), CASES);

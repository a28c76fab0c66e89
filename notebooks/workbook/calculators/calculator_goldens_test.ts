/** Golden pictures of the calculators: plain, and with everything that may be there. */
import { type ChartCase, testChartGoldens } from "../../../tests/support/chart_goldens.ts";
import { amdahlChart } from "./amdahl_chart.ts";
import { exactly } from "./uncertain.ts";
import { waterfall, type WaterfallRow } from "./waterfall.ts";

const part = (name: string, ms: number, isFrozen = false) => ({
  name,
  ms: exactly(ms),
  isPause: name === "collector",
  isFrozen,
});

const chat = (pauseMs: number, isFrozen = false) => [
  part("network", 1),
  part("parser", 0.5),
  part("model", 10),
  part("answer", 2),
  part("collector", pauseMs, isFrozen),
];

const ROWS: readonly WaterfallRow[] = [
  { name: "typical", parts: chat(0), total: exactly(13.5) },
  { name: "mean", parts: chat(0.06), total: { value: 13.56, low: 13.55, high: 13.57 } },
  { name: "worst seen", parts: chat(64), total: { value: 77.5, low: 69.5, high: 77.5 } },
];

const CASES: readonly ChartCase[] = [
  ["waterfall", () => waterfall(ROWS, { budgetMs: 50 })],
  ["waterfall_odd", () =>
    waterfall([
      { name: "typical, before the other CPython", parts: chat(0, true), total: exactly(13.5) },
      {
        name: "worst seen, after",
        parts: chat(3, true),
        total: { value: 16.5, low: 14, high: 19 },
      },
      { name: "nothing", parts: [], total: exactly(0) },
    ], { budgetMs: null })],
  [
    "amdahl",
    () => amdahlChart({ value: 0.3, low: 0.25, high: 0.36 }, { value: 0.8, low: 0.75, high: 0.86 }),
  ],
  ["amdahl_open", () => amdahlChart({ value: 0.3, low: 0.25, high: 0.36 }, null)],
  ["amdahl_nothing", () => amdahlChart(null, null)],
  ["amdahl_exact", () => amdahlChart(exactly(0.05), exactly(1 / 1.05))],
  [
    "amdahl_slower",
    () => amdahlChart({ value: 1, low: 0.9, high: 1 }, { value: 1.4, low: 0, high: 3 }),
  ],
];

testChartGoldens(new URL("../charts/testdata/", import.meta.url), CASES);

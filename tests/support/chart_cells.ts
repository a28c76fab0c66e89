/** Cells that show charts, for tests of what becomes of them on the way to a reader. */

/** A chart with everything that can get lost: title, subtitle, legend, caption, intervals, a long name, an axis with its unit. */
export const FULL_CHART = `import { plot } from "workbook";
const rows = [
  { name: "a name of some length", low: 0.95, middle: 1.01, high: 1.08, kind: "same family" },
  { name: "short", low: 1.2, middle: 1.3, high: 1.41, kind: "other build" },
];
plot((Plot) => ({
  title: "A title that must be read",
  subtitle: "A subtitle below it",
  caption: "A caption with its own words.",
  color: { legend: true, range: ["#3584c4", "#b5651d"] },
  x: { label: "time in ms", labelAnchor: "center", labelArrow: "none" },
  y: { label: null },
  marks: [
    Plot.ruleX([1]),
    Plot.ruleY(rows, { y: "name", x1: "low", x2: "high", stroke: "kind", strokeWidth: 2 }),
    Plot.dot(rows, { y: "name", x: "middle", fill: "kind", r: 5 }),
  ],
}))`;

/** What a reader must find in that chart. */
export const FULL_CHART_TEXTS = [
  "A title that must be read",
  "A subtitle below it",
  "same family",
  "other build",
  "a name of some length",
  "time in ms",
  "A caption with its own words.",
];

/** Charts of short measurements in one CPython, one a cell. */
export const MEASURED_CHARTS = [
  `import { compare, discoverInterpreters, measure } from "probes";
import { distribution, pauseTimeline, precision, ratioForest } from "workbook";
import { roundChart, slices, warmup } from "workbook";
const [python] = await discoverInterpreters();
if (python === undefined) throw new Error("no CPython");
const budget = "smoke";
const twins = await compare("tight_loop", {
  base: { python, label: "A" }, test: { python, label: "B" }, budget });
ratioForest(twins)`,
  "distribution(twins)",
  'distribution(twins, { shape: "dots" })',
  "roundChart(twins)",
  "precision(twins)",
  "slices(twins)",
  "warmup(twins)",
  'pauseTimeline(measure("gc_pauses", { arms: [python, python], budget }))',
];

/** A panel whose vertical axis is a ratio: what stands behind the marks of a comparison. */

import type { Comparison } from "../../../probes/mod.ts";
import type { PlotLibrary } from "../drawing/draw.ts";
import { isTimeRatio } from "./forest_rows.ts";
import { type Extent, isWithin, ratioTick, ratioTicks } from "./ratio_axis.ts";

/** The scale of such a panel. */
export function ratioScale({ low, high }: Extent) {
  return { type: "log", domain: [low, high], label: null } as const;
}

/** The zone that counts as the same, the grid, and the axis with its name. */
export function ratioBackground(plot: PlotLibrary, comparison: Comparison, extent: Extent) {
  const ticks = ratioTicks(extent);
  return [
    ...zoneMarks(plot, comparison.minEffect, extent),
    plot.gridY(ticks),
    plot.axisY(ticks, {
      // Given as a text, not as a format: Plot drops most labels of a logarithmic axis, and writes 0.95 as "950m".
      text: ratioTick,
      label: ratioAxisTitle(isTimeRatio(comparison)),
      labelArrow: "none",
    }),
  ];
}

/** The line of no difference, where the axis shows it. */
export function lineAtOne(plot: PlotLibrary, extent: Extent) {
  return plot.ruleY([1].filter((one) => isWithin(one, extent)), { strokeWidth: 1.5 });
}

/** The name of an axis of ratios: only of times less is faster. */
export function ratioAxisTitle(isOfTimes: boolean): string {
  return isOfTimes
    ? "time ratio, test ÷ base (log; below 1 is faster)"
    : "ratio, test ÷ base (log; below 1 is less)";
}

/** As far as the axis shows it. */
function zoneMarks(plot: PlotLibrary, minEffect: number, extent: Extent) {
  const edges = [1 / (1 + minEffect), 1 + minEffect];
  const [y1 = 1, y2 = 1] = edges.map((edge) => Math.min(extent.high, Math.max(extent.low, edge)));
  const shown = edges.filter((edge) => isWithin(edge, extent));
  return [
    ...(y1 < y2
      ? [plot.rect([0], { y1: () => y1, y2: () => y2, fill: "currentColor", fillOpacity: 0.12 })]
      : []),
    plot.ruleY(shown, { strokeOpacity: 0.55, strokeDasharray: "2 3" }),
  ];
}

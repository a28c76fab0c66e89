/** What the whole gains where only a share of it changes. */

import { amdahlRatio } from "./amdahl_ratio.ts";
import { amdahlChart } from "./amdahl_chart.ts";
import { amountText, shareText } from "./amount.ts";
import { type Calculation, makeCalculation, NAMED_RESULT, NOT_MEASURED } from "./calculation.ts";
import { mapped, savedShare } from "./propagation.ts";
import { type Given, readInput, type Uncertain } from "./uncertain.ts";

/** What `amdahl()` is told. */
export interface AmdahlInput {
  /** The share of the time that changes, from 0 to 1. */
  readonly share: Given;
  /** The ratio by which it changes: its time after, divided by its time before. */
  readonly ratio: Given;
}

/** The result of `amdahl()`. */
export interface Amdahl extends Calculation {
  /** Time of the whole after, divided by its time before; null where something was not measured. */
  readonly total: Uncertain | null;
  /** The share of the whole time that is saved; below 0 where it is lost. */
  readonly saved: Uncertain | null;
  /** The ratio of the whole if the share took no time at all any more. */
  readonly limit: Uncertain | null;
}

const DOING = "Cannot calculate Amdahl's law";

/**
 * Amdahl's law: the ratio of the whole is 1 − share × (1 − ratio), with both uncertainties carried through and drawn.
 *
 * ```ts
 * import { amdahl } from "workbook";
 *
 * const { total, saved } = amdahl({ share: 0.05, ratio: 1 / 1.05 });
 * const percent: number = (saved?.value ?? 0) * 100;
 * ```
 */
export function amdahl({ share, ratio }: AmdahlInput): Amdahl {
  const part = readInput(share, { doing: DOING, name: "share", most: 1 });
  const change = readInput(ratio, { doing: DOING, name: "ratio" });
  const total = part === null || change === null ? null : amdahlRatio(part, change);
  const saved = total === null ? null : savedShare(total);
  const limit = part === null ? null : savedShare(part);
  const speedup = total === null ? null : mapped(total, (value) => 1 / value);
  const text = (value: Uncertain | null, write: (value: Uncertain) => string) =>
    value === null ? NOT_MEASURED : write(value);
  const shown = makeCalculation({
    title: "What the whole gains (Amdahl's law)",
    columns: NAMED_RESULT,
    rows: [
      ["share that changes", text(part, shareText)],
      ["its ratio, new / old", text(change, (value) => amountText(value, ""))],
      ["ratio of the whole", text(total, (value) => amountText(value, ""))],
      ["time saved of the whole", text(saved, shareText)],
      ["speed-up of the whole", text(speedup, (value) => amountText(value, ""))],
      ["saved at the very most", text(part, shareText)],
    ],
    notes: ["Ratio of the whole = 1 − share × (1 − ratio of the share)."],
    inputs: { Share: part, Ratio: change },
    results: [total],
    chart: amdahlChart(part, change),
  });
  return { total, saved, limit, ...shown };
}

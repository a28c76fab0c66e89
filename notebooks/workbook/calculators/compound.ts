/** Several gains as one, where that is possible, and why not, where it is not. */

import { amdahlRatio } from "./amdahl_ratio.ts";
import { amountText, shareText } from "./amount.ts";
import { type Calculation, makeCalculation, NOT_MEASURED } from "./calculation.ts";
import { mapped, productOf, savedShare, sumOf } from "./propagation.ts";
import { exactly, type Given, readInput, type Uncertain } from "./uncertain.ts";

/** One gain. */
export interface CompoundPart {
  /** For example `dispatch`. */
  readonly name?: string;
  /** Time after, divided by time before, of what it works on. */
  readonly ratio: Given;
  /** The share of the whole time that it works on, where the parts are apart; all of it when not given. */
  readonly share?: Given;
  /** What it changes, for example `steady time`, `longest pause`, `import time`; `time` when not given. */
  readonly metric?: string;
}

/** The result of `compound()`. */
export interface Compound extends Calculation {
  /** Time after, divided by time before, of all together; null where there is no such thing. */
  readonly total: Uncertain | null;
  /** Why there is none; null where there is one. */
  readonly reason: string | null;
}

const DOING = "Cannot compound gains";

/** What rounding may add to shares that make up the whole. */
const SHARE_TOLERANCE = 1e-9;

/**
 * Puts several gains together: on the same work their ratios multiply; on parts that are apart each counts by its share.
 * Gains in different metrics, such as a shorter pause and a faster loop, have no common number, and the result says so.
 *
 * ```ts
 * import { compound } from "workbook";
 *
 * const threeCuts = compound([{ ratio: 0.95 }, { ratio: 0.95 }, { ratio: 0.95 }]);
 * const left: number = threeCuts.total?.value ?? 1;
 * ```
 */
export function compound(parts: readonly CompoundPart[]): Compound {
  if (!Array.isArray(parts) || parts.length === 0) {
    throw new TypeError(`${DOING}: there are none, a list such as [{ ratio: 0.95 }] is needed`);
  }
  const read = parts.map(readPart);
  const outcome = combined(read);
  const { total, reason } = outcome;
  const speedup = total === null ? null : mapped(total, (value) => 1 / value);
  const shown = makeCalculation({
    title: "Several gains together",
    columns: [{ title: "" }, { title: "share" }, { title: "ratio, new / old" }, {
      title: "time saved",
    }],
    rows: [
      ...read.map(({ name, share, ratio }) => [
        name,
        share === null ? "all" : shareText(share),
        ratio === null ? NOT_MEASURED : amountText(ratio, ""),
        ratio === null ? "–" : shareText(savedShare(ratio)),
      ]),
      total === null
        ? ["together", "–", "–", "–"]
        : ["together", "all", amountText(total, ""), shareText(savedShare(total))],
    ],
    notes: [
      ...(speedup === null ? [] : [`Speed-up of all together: ${amountText(speedup, "")}.`]),
      reason ?? outcome.formula,
    ],
    inputs: Object.fromEntries(read.map(({ name, ratio }) => [name, ratio])),
    results: [total],
  });
  return { total, reason, ...shown };
}

interface ReadPart {
  readonly name: string;
  readonly ratio: Uncertain | null;
  readonly share: Uncertain | null;
  readonly metric: string;
}

function readPart({ name, ratio, share, metric = "time" }: CompoundPart, index: number): ReadPart {
  const label = name ?? `gain ${index + 1}`;
  return {
    name: label,
    metric,
    ratio: readInput(ratio, { doing: DOING, name: `ratio of ${label}` }),
    share: readInput(share, { doing: DOING, name: `share of ${label}`, most: 1 }),
  };
}

interface Combined {
  readonly total: Uncertain | null;
  readonly reason: string | null;
  readonly formula: string;
}

function combined(parts: readonly ReadPart[]): Combined {
  const metrics = [...new Set(parts.map(({ metric }) => metric))];
  if (metrics.length > 1) {
    return refused(
      `These have different units (${metrics.join(", ")}); there is no combined speed-up.`,
    );
  }
  const measured = parts.flatMap(({ ratio, share }) => ratio === null ? [] : [{ ratio, share }]);
  if (measured.length < parts.length) return refused("Not all of them were measured.");
  const shared = measured.flatMap(({ ratio, share }) => share === null ? [] : [{ ratio, share }]);
  if (shared.length === 0) {
    return {
      total: productOf(measured.map(({ ratio }) => ratio)),
      reason: null,
      formula: "On the same work the ratios are multiplied; per cents are never added.",
    };
  }
  if (shared.length < measured.length) {
    return refused("Some have a share and some have none: give each its share, or none.");
  }
  const sum = shared.reduce((whole, { share }) => whole + share.value, 0);
  if (sum > 1 + SHARE_TOLERANCE) {
    const over = shareText(exactly(sum - 1));
    return refused(
      `The shares come to more than the whole, by ${over}: parts that are apart cannot.`,
    );
  }
  const saved = shared.map(({ ratio, share }) => savedShare(amdahlRatio(share, ratio)));
  const total = savedShare(sumOf(saved));
  return {
    // Ends of the shares may come to more than the whole, and no time is less than none.
    total: { ...total, low: Math.max(0, total.low) },
    reason: null,
    formula: "On parts that are apart: ratio = 1 − the sum of share × (1 − ratio of the part).",
  };
}

function refused(reason: string): Combined {
  return { total: null, reason, formula: "" };
}

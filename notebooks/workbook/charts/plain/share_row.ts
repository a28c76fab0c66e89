/** Rows of shares out of a measurement whose values are per cent of one whole. */

import type { MeasuredArm, MeasurementResult } from "../../../../probes/mod.ts";
import { armRow } from "./arm_row.ts";
import type { SharePart, ShareRow } from "./stacked_shares.ts";
import type { UnavailableRow } from "./rows.ts";

/** What `shareRows()` may be told. */
export interface ShareRowsOptions {
  /** Parameter whose value names a row, for example `workload`; the arm's own label when not given. */
  readonly by?: string;
  /** Names of rows in place of those values. */
  readonly names?: Readonly<Record<string, string>>;
  /** What was expected of the first part, by the parameter's value, or by label. */
  readonly predictions?: Readonly<Record<string, number | string | null>>;
}

/**
 * Gives a row an arm for `stackedShares()`: the shares of the process whose main share is the middle one, so that they
 * are those of one run, and the range of that share over all processes.
 *
 * ```ts
 * import { arms, measure } from "probes";
 * import { shareRows, stackedShares } from "workbook";
 *
 * const [python] = await arms();
 * const shares = await measure("time_shares", {
 *   arms: ["loop", "web"].map((workload) => ({ python, params: { workload } })),
 *   rounds: 1,
 * });
 * const text: string = await stackedShares(shareRows(shares, { by: "workload" })).toText();
 * ```
 */
export function shareRows(
  { arms, values }: Pick<MeasurementResult, "arms" | "values">,
  { by, names = {}, predictions = {} }: ShareRowsOptions = {},
): (ShareRow | UnavailableRow)[] {
  const shares = values.filter(({ unit }) => unit === "%");
  return arms.map((arm) => {
    const key = by === undefined ? arm.label : `${arm.params[by] ?? arm.label}`;
    const label = names[key] ?? key;
    // Not by the arm's own values: the main one may be a time.
    const sorted = byShare(arm, shares[0]?.key ?? "");
    const process = sorted[Math.floor((sorted.length - 1) / 2)];
    const parts: SharePart[] = process === undefined ? [] : shares.flatMap(({ key, name }) => {
      const percent = process.values[key];
      return typeof percent === "number" ? [{ name, percent }] : [];
    });
    const [low, high] = [sorted[0]?.share, sorted.at(-1)?.share];
    return armRow({ ...arm, label }, {
      parts,
      ...(low === undefined || high === undefined ? {} : { range: { low, high } }),
      ...(key in predictions ? { prediction: predictions[key] ?? null } : {}),
    });
  });
}

/** The processes that told a share, from the least to the greatest. */
function byShare({ processes }: MeasuredArm, key: string) {
  return processes.flatMap(({ values }) => {
    const share = values[key];
    return typeof share === "number" ? [{ share, values }] : [];
  }).toSorted((left, right) => left.share - right.share);
}

/** What grows with a count, taken out of a measurement's arms: a curve for each arm but for its count, nothing drawn yet. */

import { formatValue, type MeasuredArm, type ProbeValue } from "../../../../probes/mod.ts";
import { frozenOf } from "./arm_row.ts";
import { type FrozenSource, rowName } from "./rows.ts";

/** A value with one count. */
export interface GrowthPoint {
  readonly count: number;
  readonly middle: number;
  readonly low: number;
  readonly high: number;
}

/** The arms of one CPython that differ in nothing but their count. */
export interface GrowthCurve {
  /** The CPython, which is the heading of its panel. */
  readonly group: string;
  /** What else differs between the curves of a CPython, for example `hints`; the CPython where nothing does. */
  readonly label: string;
  /** In the order of their counts. */
  readonly points: readonly GrowthPoint[];
  /** How much more for one more, by the line with the least squares; null with less than two counts. */
  readonly slope: number | null;
  readonly frozen?: FrozenSource;
}

/** The curves of some arms, in their order. */
export function growthCurves(
  arms: readonly MeasuredArm[],
  { count, value }: { readonly count: string; readonly value: string },
): GrowthCurve[] {
  const named = varyingParams(arms, count);
  const groups = Map.groupBy(arms, (arm) => keyOf(arm, count));
  return [...groups.values()].flatMap((own): GrowthCurve[] => {
    const [first] = own;
    if (first === undefined) return [];
    const points = own.flatMap((arm) => pointOf(arm, { count, value }))
      .toSorted((one, other) => one.count - other.count);
    const frozen = frozenOf(own);
    const group = rowName({ label: first.python.name, ...frozen });
    const words = [
      ...named.map((name) => `${first.params[name]}`),
      ...Object.entries(first.env).map(([name, text]) => `${name}=${text}`),
    ];
    return [{ group, label: words.join(", ") || group, points, slope: slopeOf(points), ...frozen }];
  });
}

/** Parameters that are not the same in all arms, without the count. */
function varyingParams(arms: readonly MeasuredArm[], count: string): string[] {
  const names = new Set(arms.flatMap(({ params }) => Object.keys(params)));
  return [...names].filter((name) =>
    name !== count && new Set(arms.map(({ params }) => params[name])).size > 1
  );
}

function keyOf({ python, params, env, flags, frozen }: MeasuredArm, count: string): string {
  const others = Object.entries(params).filter(([name]) => name !== count);
  return JSON.stringify([python.name, python.executable, others, env, flags, frozen?.date]);
}

function pointOf(
  { params, summary }: MeasuredArm,
  { count, value }: { readonly count: string; readonly value: string },
): GrowthPoint[] {
  const { median, low, high } = summary[value] ?? {};
  const number = params[count];
  return typeof number === "number" && typeof median === "number" && typeof low === "number" &&
      typeof high === "number"
    ? [{ count: number, middle: median, low, high }]
    : [];
}

function slopeOf(points: readonly GrowthPoint[]): number | null {
  const mean = (read: (point: GrowthPoint) => number) =>
    points.reduce((sum, point) => sum + read(point), 0) / points.length;
  const [x, y] = [mean(({ count }) => count), mean(({ middle }) => middle)];
  const spread = mean(({ count }) => (count - x) ** 2);
  return spread > 0 ? mean(({ count, middle }) => (count - x) * (middle - y)) / spread : null;
}

/** Of a thousandth of a unit nobody knows how much it is: the next smaller unit says it. */
const SMALLER: readonly (readonly [unit: string, smaller: string])[] = [["ms", "µs"], ["µs", "ns"]];

/** How much more one more is, in words, for example `0.66 µs CPU for each of the functions`. */
export function slopeText(
  { slope }: GrowthCurve,
  { unit, count }: { readonly unit: string; readonly count: string },
): string {
  if (slope === null) return "";
  const [from, to] = SMALLER.find(([one]) => unit === one || unit.startsWith(`${one} `)) ??
    [unit, unit];
  const shown = formatValue(from === to ? slope : slope * 1000);
  return `${shown} ${unit.replace(from, to)} more for each of the ${count}`;
}

/** A value as text: its count, the median and the range. */
export function pointText({ count, middle, low, high }: GrowthPoint, { unit }: ProbeValue): string {
  const range = low === high ? "" : ` (${formatValue(low)} to ${formatValue(high)})`;
  return `${count.toLocaleString("en")}: ${formatValue(middle)} ${unit}${range}`;
}

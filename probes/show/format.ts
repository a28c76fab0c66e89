/** Numbers for readers. */

import type { ProbeValue } from "../catalog/probe.ts";

/** A value with three or four significant digits; a dash for none. */
export function formatValue(value: number | null): string {
  if (value === null) return "–";
  if (value === 0) return "0";
  return Math.abs(value) >= 1000
    ? value.toFixed(0)
    : value.toPrecision(Math.abs(value) >= 100 ? 4 : 3);
}

/** A probe's value in words: exact ones to the last digit, texts as they are; a dash for none. */
export function formatLevel(
  level: number | string | null,
  { kind }: Pick<ProbeValue, "kind">,
): string {
  if (typeof level === "string") return level;
  return kind === "exact" && level !== null ? level.toLocaleString("en") : formatValue(level);
}

/** A share as a percentage with two significant digits; a dash for none. */
export function formatShare(share: number | null): string {
  return share === null ? "–" : `${Number((share * 100).toPrecision(2))} %`;
}

/** A time in the machine's own time zone; the text itself where it is no time. */
export function readableTime(at: string): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return at;
  const two = (value: number) => `${value}`.padStart(2, "0");
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** Uncertain numbers as text: as many digits as they deserve, with their unit and their ends. */

import { mapped } from "./propagation.ts";
import { isUncertain, type Uncertain } from "./uncertain.ts";

/** Digits of a result: more than any measurement here bears out, few enough to read. */
const DIGITS = 4;

/** `48.00 s [45.12, 51.30]`; what may be a gain as well as a loss is told by its ends alone. */
export function amountText(amount: Uncertain, unit: string): string {
  const { value, low, high } = amount;
  if (low < 0 && high >= 0) {
    return `between −${numberText(-low)} and +${numberText(high)}${after(unit)}`;
  }
  const ends = isUncertain(amount) ? ` [${numberText(low)}, ${numberText(high)}]` : "";
  return `${numberText(value)}${after(unit)}${ends}`;
}

/** A length of time in the unit that suits its size. */
export function durationText(seconds: Uncertain): string {
  const size = Math.max(Math.abs(seconds.value), Math.abs(seconds.low), Math.abs(seconds.high));
  const [unit, perSecond] = size >= 7200
    ? ["h", 1 / 3600] as const
    : size >= 120
    ? ["min", 1 / 60] as const
    : size >= 0.5 || size === 0
    ? ["s", 1] as const
    : ["ms", 1000] as const;
  const text = amountText(mapped(seconds, (value) => value * perSecond), unit);
  // Whoever checks the arithmetic counts in seconds.
  return unit === "min" || unit === "h" ? `${text} = ${amountText(seconds, "s")}` : text;
}

/** A share as a per cent. */
export function shareText(share: Uncertain): string {
  return amountText(mapped(share, (value) => value * 100), "%");
}

/** A number alone: thousands are parted, and there is no zero that says nothing. */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  const size = Math.abs(value);
  const text = size >= 10 ** (DIGITS - 1)
    ? Math.round(size).toLocaleString("en")
    : `${Number(size.toPrecision(DIGITS))}`;
  return value < 0 ? `−${text}` : text;
}

function after(unit: string): string {
  return unit === "" ? "" : ` ${unit}`;
}

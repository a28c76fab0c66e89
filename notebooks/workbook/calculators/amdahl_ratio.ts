/** Amdahl's law with uncertain share and ratio, as a pure function: other calculators use it too. */

import { ruleFor } from "./propagation.ts";
import { exactly, isUncertain, type Uncertain } from "./uncertain.ts";

/**
 * The ratio of the whole, new to old time, where a share of it changes by a ratio: R = 1 − p(1 − r). Squared and added by
 * ends, and never wider than what all ends together allow; of bounds it is those.
 */
export function amdahlRatio(share: Uncertain, ratio: Uncertain): Uncertain {
  const whole = (p: number, r: number) => 1 - p * (1 - r);
  const value = whole(share.value, ratio.value);
  if (![share, ratio].some(isUncertain)) return exactly(value);
  const corners = [share.low, share.high].flatMap((p) =>
    [ratio.low, ratio.high].map((r) => whole(p, r))
  );
  const [least, greatest] = [Math.max(0, Math.min(...corners)), Math.max(...corners)];
  if (ruleFor([share, ratio]) === "corners") {
    return { value, low: least, high: greatest, basis: "bounds" };
  }
  const gain = 1 - ratio.value;
  const byShare = [gain * (share.low - share.value), gain * (share.high - share.value)];
  const saved = Math.hypot(Math.max(...byShare), share.value * (ratio.value - ratio.low));
  const lost = Math.hypot(Math.min(...byShare), share.value * (ratio.high - ratio.value));
  return {
    value,
    low: Math.max(least, value - saved),
    high: Math.min(greatest, value + lost),
  };
}

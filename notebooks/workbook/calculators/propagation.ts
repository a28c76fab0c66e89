/**
 * How uncertainty goes through a calculation. Independent intervals of 95 % are squared and added, estimate by estimate
 * and end by end (the MOVER of Zou and Donner); bounds, and numbers out of the same processes, by all of their ends.
 */

import { exactly, isUncertain, type Uncertain } from "./uncertain.ts";

/** How several numbers are carried through. */
export type Rule = "square-and-add" | "corners";

/** The rule for these numbers. */
export function ruleFor(inputs: readonly Uncertain[], areTogether = false): Rule {
  const open = inputs.filter(isUncertain);
  // A single one goes through either way, and its ends go with it.
  const isMixed = areTogether || open.some(({ basis = "interval" }) => basis === "bounds");
  return isMixed && open.length > 0 ? "corners" : "square-and-add";
}

/** The sum of independent numbers, or of such as are not: these were measured in the same processes, or share a factor. */
export function sumOf(parts: readonly Uncertain[], areTogether = false): Uncertain {
  const rule = ruleFor(parts, areTogether);
  const value = parts.reduce((sum, part) => sum + part.value, 0);
  if (rule === "corners") {
    return {
      value,
      low: parts.reduce((sum, { low }) => sum + low, 0),
      high: parts.reduce((sum, { high }) => sum + high, 0),
      basis: "bounds",
    };
  }
  return {
    value,
    low: value - Math.hypot(...parts.map((part) => part.value - part.low)),
    high: value + Math.hypot(...parts.map((part) => part.high - part.value)),
  };
}

/** The product of independent numbers: the sum of their logarithms where all are above 0, else by their ends. */
export function productOf(factors: readonly Uncertain[]): Uncertain {
  const rule = ruleFor(factors);
  const value = factors.reduce((product, factor) => product * factor.value, 1);
  // Logarithms round, and what is known exactly would get ends that lie apart.
  if (!factors.some(isUncertain)) return exactly(value);
  if (rule === "corners" || factors.some(({ low }) => low <= 0)) {
    const isOne = factors.filter(isUncertain).length <= 1;
    const [low, high] = productEnds(factors);
    return { value, low, high, ...(isOne && rule !== "corners" ? {} : { basis: "bounds" }) };
  }
  const logarithms = sumOf(factors.map(({ value, low, high }) => ({
    value: Math.log(value),
    low: Math.log(low),
    high: Math.log(high),
  })));
  return { value, low: Math.exp(logarithms.low), high: Math.exp(logarithms.high) };
}

function productEnds(factors: readonly Uncertain[]): [number, number] {
  return factors.reduce<[number, number]>(([low, high], factor) => {
    const ends = [low * factor.low, low * factor.high, high * factor.low, high * factor.high];
    return [Math.min(...ends), Math.max(...ends)];
  }, [1, 1]);
}

/** One number through a function that only climbs or only falls. */
export function mapped(input: Uncertain, through: (value: number) => number): Uncertain {
  const ends = [through(input.low), through(input.high)];
  const { basis } = input;
  return {
    value: through(input.value),
    low: Math.min(...ends),
    high: Math.max(...ends),
    ...(basis === undefined ? {} : { basis }),
  };
}

/** The share of time that a ratio saves. */
export function savedShare(ratio: Uncertain): Uncertain {
  return mapped(ratio, (value) => 1 - value);
}

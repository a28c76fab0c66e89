/** Tells results that stand in the source from results that were computed or measured. */

import type { SourceFacts } from "../../../../probes/mod.ts";
import { countSums, type OutputLine } from "./printed.ts";
import { type PrintedTime, timeListsIn, timesIn } from "./printed_times.ts";

type Literals = SourceFacts["literals"];

/** Shorter numbers, such as 0.5, may stand in a source for another purpose. */
const DIGITS_MIN = 3;

/** Whether all sums of a line come from a text of the source. */
export function isSumWritten({ text }: OutputLine, { texts }: Literals): boolean {
  return partsIn(text, texts).some((part) => countSums(part) >= countSums(text));
}

/** Whether a time stands in the source, as a text with its unit or as a number. */
export function isTimeWritten(
  time: PrintedTime,
  { text }: OutputLine,
  literals: Literals,
): boolean {
  const inTexts = partsIn(text, literals.texts).some((part) =>
    [...timesIn(part), ...timeListsIn(part).flat()].some(({ digits }) => digits === time.digits)
  );
  if (inTexts) return true;
  if (time.digits.replaceAll(/\D/g, "").replace(/^0+/, "").length < DIGITS_MIN) return false;
  return literals.numbers.some((number) =>
    [1, 1e3, 1e6, 1e9].some((scale) => isNear(number * scale, Number(time.digits)))
  );
}

function partsIn(line: string, texts: readonly string[]): string[] {
  return texts.flatMap((text) => text.split("\n")).map((part) => part.trim()).filter((part) =>
    part !== "" && line.includes(part)
  );
}

function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.abs(b);
}

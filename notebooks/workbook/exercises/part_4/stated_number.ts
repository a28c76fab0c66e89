/** Numbers as people print them: with commas between thousands, or with an exponent. */

/** A number: with commas between thousands or without, and perhaps with an exponent. */
export const NUMBER = String.raw`(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:e[+-]?\d{1,2})?`;

/** More places than any clock has. */
const PLACES_MAX = 20;

/** The digits of such a number without commas and exponent; those behind the point stay as many as were measured. */
export function plainDigits(text: string): string {
  const [mantissa = "", exponent] = text.replaceAll(",", "").toLowerCase().split("e");
  if (exponent === undefined) return mantissa;
  const places = (mantissa.split(".")[1]?.length ?? 0) - Number(exponent);
  const number = Number(`${mantissa}e${exponent}`);
  return number.toFixed(Math.min(PLACES_MAX, Math.max(0, places)));
}

/** What such a number amounts to. */
export function numberOf(text: string): number {
  return Number(plainDigits(text));
}

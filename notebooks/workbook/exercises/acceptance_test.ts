/** Tests of the rules for answers. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import {
  type ChoiceOption,
  judgeChoice,
  judgeNoiseSize,
  type MeasuredRatio,
  toPart,
} from "./acceptance.ts";

const OPTIONS: readonly ChoiceOption[] = [
  { key: "noise", text: "", isRight: true, reason: "The programs are equal." },
  { key: "caching", text: "", isRight: false, reason: "Swap them." },
];

const CHOICES: [answer: string, kind: string, reason: string][] = [
  ["noise", "right", "The programs are equal."],
  [" Noise ", "right", "The programs are equal."],
  ["caching", "wrong", "Swap them."],
  ["luck", "wrong", '"luck" is not one of the choices: "noise", "caching".'],
  ["x".repeat(100_000), "wrong", `"${"x".repeat(40)}…" is not one of the choices`],
];

for (const [answer, kind, reason] of CHOICES) {
  Deno.test(`judgeChoice() of "${answer.slice(0, 12)}"`, () => {
    const ruling = judgeChoice(answer, OPTIONS);
    assertEquals(ruling.kind, kind);
    assertStringIncludes(ruling.reason, reason);
  });
}

const NARROW: MeasuredRatio = { low: 0.999, high: 1.002, rounds: 20 };
const WIDE: MeasuredRatio = { low: 0.9, high: 1.02, rounds: 12 };

const SIZES: [name: string, percent: number, measured: MeasuredRatio, kind: string][] = [
  ["nothing", 0, WIDE, "right"],
  // The end that is farther from 1 counts: 3 * |ln 0.9| = 31.6 %.
  ["what the lower end allows", 31, WIDE, "right"],
  ["more than three times the noise", 32, WIDE, "wrong"],
  ["three per cent, however quiet the machine", 3, NARROW, "right"],
  ["more than three per cent on a quiet machine", 3.1, NARROW, "wrong"],
  ["a negative size", -1, WIDE, "wrong"],
  ["any size where there is no interval", 500, { low: null, high: null, rounds: 3 }, "unjudged"],
];

for (const [name, percent, measured, kind] of SIZES) {
  Deno.test(`judgeNoiseSize() of ${name}`, () => {
    assertEquals(judgeNoiseSize(percent, measured).kind, kind);
  });
}

Deno.test("toPart() takes points for wrong answers alone", () => {
  const points = (["right", "wrong", "unjudged"] as const).map((kind) =>
    toPart({ name: "a", max: 2, ruling: { kind, reason: "" } }).points
  );
  assertEquals(points, [2, 0, 2]);
});

/** What the hints of one function add to an import, how many such functions take a second, and what the future import changes. */

import type { Ruling } from "../acceptance.ts";
import { type ExpectedRange, judgeArithmetic, judgeTime } from "../acceptance_numbers.ts";
import { judgeRatio } from "../acceptance_ratio.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { frozenNotes } from "../garbage_collection/measured.ts";
import { notMeasured, statedPart } from "../parts.ts";
import { readStated } from "../stated.ts";
import { futureRatio, type Prices, pricesOf } from "./measured.ts";

/** The price of a function. */
export const PRICE: ExerciseDefinition = {
  id: "lesson4-price",
  title: "The price of one function",
  task: `Take the first panel of your picture.

- \`each\`: what the four hints of one function add to the import, in µs: with \`hints\` against \`none\`.
- \`second\`: how many such functions add one second.
- \`future\`: the import of 1,000 functions below the future import, divided by the same with \`hints\`. Words do as well: “30 % less time”, “the same”, “cannot tell”.`,
  fields: [{
    name: "each",
    kind: "quantity",
    unit: "µs",
    question: "What do the hints of one function add?",
    example: "each: 20",
  }, {
    name: "second",
    kind: "quantity",
    unit: "",
    question: "How many such functions add one second?",
    example: "second: 40_000",
  }, {
    name: "future",
    kind: "ratio",
    question: "The import below the future import ÷ that with hints?",
    example: "future: 1.5",
  }],
  evidence: 'the measurement of three spellings, from the section "The price of an import"',
  hints: [
    "A function costs something without hints, too: take one line's number from the other's.",
    "A second has a million microseconds.",
  ],
  max: 3,
  judge,
};

function judge(request: JudgeRequest): Judgement {
  const prices = pricesOf(request.evidence);
  if (prices === null) return notMeasured(request.evidence);
  return {
    kind: "judged",
    parts: [
      statedPart(request, {
        name: "price of a function",
        field: "each",
        max: 1,
        judge: (value) => judgeEach(value, prices),
      }),
      statedPart(request, {
        name: "functions for a second",
        field: "second",
        max: 1,
        judge: (value) => judgeSecond(value, prices.each),
      }),
      statedPart(request, {
        name: "the future import",
        field: "future",
        max: 1,
        judge: (value) => judgeFuture(value, prices),
      }),
    ],
    notes: frozenNotes(prices.measurement),
  };
}

const HIDDEN =
  "Your runs do not tell hints and none apart: measure again, or take a larger module.";

function judgeEach(value: number | string, { each, arms, functions }: Prices): Ruling {
  if (each.value <= 0) return { kind: "unjudged", reason: `Not judged, no points lost. ${HIDDEN}` };
  const whole = Number(arms["hints"]?.summary["import"]?.median ?? 0) * 1000 / functions;
  const none = Number(arms["none"]?.summary["import"]?.median ?? 0) * 1000 / functions;
  return judgeTime(value, {
    low: each.low,
    high: each.high,
    unit: "µs",
    readAt: "The difference of two lines",
    mistakes: [
      {
        value: whole,
        reason: "That is all of an annotated function. Without hints it costs, too.",
      },
      { value: none, reason: "That is what a function without hints costs. What do hints add?" },
    ],
  });
}

const SECOND_US = 1e6;

/** Runs differ by this much; the storyboards ask for the order of magnitude. */
const FACTOR = 1.3;

/** Fewer would need hints of a hundred microseconds each. */
const FEW = 10_000;

function judgeSecond(value: number | string, { value: each, low, high }: ExpectedRange): Ruling {
  if (low <= 0) return { kind: "unjudged", reason: `Not judged, no points lost. ${HIDDEN}` };
  const expected = { value: SECOND_US / each, low: SECOND_US / high, high: SECOND_US / low };
  const stated = readStated(value);
  const ruling = judgeArithmetic(value, {
    expected,
    factor: FACTOR,
    mistakes: [{
      value: expected.value / 1000,
      reason: "That many add a millisecond. A second has a thousand of them.",
    }, {
      value: expected.value * 1000,
      reason: "That is a thousand times too many: is the price in microseconds?",
    }],
    how: "Divide a second by the price of one function, both in microseconds.",
  });
  const isFew = ruling.kind === "wrong" && stated.kind === "number" && stated.value < FEW &&
    stated.value < expected.low / 1000 / FACTOR;
  return isFew
    ? { kind: "wrong", reason: "So few? Multiply them by the price of one, and see how far it is." }
    : ruling;
}

function judgeFuture(value: number | string, prices: Prices): Ruling {
  const comparison = futureRatio(prices);
  return comparison === null
    ? { kind: "unjudged", reason: "Not judged: nothing was measured below the future import." }
    : judgeRatio(value, comparison);
}

/** Where the price of annotations would be felt: four programs, judged by the learner's own price of a function. */

import type { ExerciseDefinition, Judgement, JudgeRequest, PairItem } from "../definition.ts";
import { frozenNotes } from "../garbage_collection/measured.ts";
import { notMeasured, pairParts } from "../parts.ts";
import { pricesOf } from "./measured.ts";

type Size = "microseconds" | "milliseconds" | "seconds";

/** Each size up to the next one, in µs. */
const SIZES: readonly { readonly key: Size; readonly text: string; readonly fromUs: number }[] = [
  { key: "microseconds", text: "Microseconds: less than 1 ms", fromUs: 0 },
  { key: "milliseconds", text: "Milliseconds: less than 1 s", fromUs: 1e3 },
  { key: "seconds", text: "Seconds and more", fromUs: 1e6 },
];

/** A price this near to a bound is right on both sides of it: runs differ. */
const NEAR = 1.5;

const PROGRAMS: readonly {
  readonly key: string;
  readonly text: string;
  /** Functions whose hints are made, in all of its time. */
  readonly functions: number;
  /** What somebody is told who is wrong. */
  readonly how: string;
}[] = [{
  key: "application",
  text: "A large application with 20,000 annotated functions, one start",
  functions: 20_000,
  how: "Multiply 20,000 by the price of one function.",
}, {
  key: "script",
  text: "A script with five annotated functions, one start",
  functions: 5,
  how: "Five times the price of one function.",
}, {
  key: "again",
  text: "A process that imports a module of 10,000 annotated functions a thousand times",
  functions: 10_000,
  how: "What a process has imported it keeps in sys.modules: how often is the module really run?",
}, {
  key: "container",
  text: "A container with 10,000 annotated functions that starts a thousand times a day, by day",
  functions: 10_000 * 1000,
  how: "Each start is a process of its own, and none of them knows what another has imported.",
}];

/** The four sizes. */
export const WHERE: ExerciseDefinition = {
  id: "lesson4-where",
  title: "Where it would be felt",
  task:
    `Every function has four hints, as in section 3. What do the hints cost, by the price that you measured?

- \`costs\`: ${SIZES.map(({ key }) => `\`"${key}"\``).join(", ")} for each of them.`,
  fields: [{
    name: "costs",
    kind: "pairs",
    question: "What do the hints cost each of them?",
    items: itemsFor(1),
    example:
      'costs: { application: "seconds", script: "seconds", again: "seconds", container: "seconds" }',
  }],
  evidence: 'the measurement of three spellings, from the section "The price of an import"',
  hints: [
    "Multiply before you judge.",
    "What happens at the second import of one module in the same process?",
  ],
  max: PROGRAMS.length,
  judge,
};

function judge(request: JudgeRequest): Judgement {
  const prices = pricesOf(request.evidence);
  if (prices === null) return notMeasured(request.evidence);
  if (prices.each.value <= 0) {
    return {
      kind: "not_ready",
      reason: "in what was given hints cost nothing that could be multiplied: measure it again",
    };
  }
  return {
    kind: "judged",
    parts: pairParts(request, { field: "costs", items: itemsFor(prices.each.value), max: 1 }),
    notes: frozenNotes(prices.measurement),
  };
}

function itemsFor(eachUs: number): PairItem[] {
  return PROGRAMS.map(({ key, text, functions, how }) => {
    const costUs = functions * eachUs;
    return {
      key,
      text,
      options: SIZES.map((size, index) => {
        const untilUs = SIZES[index + 1]?.fromUs ?? Infinity;
        const isRight = costUs >= size.fromUs / NEAR && costUs < untilUs * NEAR;
        return {
          ...size,
          isRight,
          reason: isRight ? `By your price it is ${sizeText(costUs)}.` : how,
        };
      }),
    };
  });
}

function sizeText(us: number): string {
  const [value, unit] = us < 1e3 ? [us, "µs"] : us < 1e6 ? [us / 1e3, "ms"] : [us / 1e6, "s"];
  return `about ${Number(value.toPrecision(2))} ${unit}`;
}

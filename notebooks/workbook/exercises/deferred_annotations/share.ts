/** The share of a start that annotations could have at most, with every function annotated that comes along. */

import type { MeasuredArm } from "../../../../probes/mod.ts";
import type { Ruling } from "../acceptance.ts";
import { judgeCount } from "../acceptance_exact.ts";
import { judgeArithmetic } from "../acceptance_numbers.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { firstRun, frozenNotes } from "../garbage_collection/measured.ts";
import { notMeasured, statedPart } from "../parts.ts";
import { measurementBy, type Prices, pricesOf } from "./measured.ts";

/** The share of a start. */
export const SHARE: ExerciseDefinition = {
  id: "lesson4-share",
  title: "What annotations could have to do with it",
  task: `Take the module that you have chosen, and the price of one function from section 3.

- \`annotated\`: how many of the functions that come along have annotations.
- \`share\`: suppose that every function that comes along had four hints. How many per cent of the import would they be?`,
  fields: [{
    name: "annotated",
    kind: "quantity",
    unit: "",
    question: "How many functions have annotations?",
    example: "annotated: 300",
  }, {
    name: "share",
    kind: "quantity",
    unit: "%",
    question: "How many per cent of the import at most?",
    example: "share: 40",
  }],
  evidence: "a list: the import of the module that you have chosen, and the measurement of the " +
    "three spellings",
  hints: [
    "Both counts stand in the picture of the four beginnings.",
    "Functions times the price of one, in ms, divided by the import, in ms.",
  ],
  max: 2,
  judge,
};

function judge(request: JudgeRequest): Judgement {
  const start = measurementBy(request.evidence, "import_time");
  const prices = pricesOf(request.evidence);
  const arm = start === null ? undefined : firstRun(start);
  if (start === null || arm === undefined || prices === null) return notMeasured(request.evidence);
  return {
    kind: "judged",
    parts: [
      statedPart(request, {
        name: "functions with annotations",
        field: "annotated",
        max: 1,
        judge: (value) => judgeAnnotated(value, arm),
      }),
      statedPart(request, {
        name: "share of the import",
        field: "share",
        max: 1,
        judge: (value) => judgeOwnShare(value, { arm, prices }),
      }),
    ],
    notes: [...new Set([...frozenNotes(start), ...frozenNotes(prices.measurement)])],
  };
}

function countOf({ summary }: MeasuredArm, key: string): number | null {
  const value = summary[key]?.median;
  return typeof value === "number" ? value : null;
}

function judgeAnnotated(value: number | string, arm: MeasuredArm): Ruling {
  const functions = countOf(arm, "functions");
  const added = countOf(arm, "added");
  return judgeCount(value, {
    expected: countOf(arm, "annotated"),
    what: `functions with annotations in ${arm.label}`,
    mistakes: [
      ...(functions === null
        ? []
        : [{ value: functions, reason: "Those are all functions that come along." }]),
      ...(added === null ? [] : [{ value: added, reason: "Those are modules, not functions." }]),
    ],
  });
}

/** The size is asked for, not the digits: prices differ from run to run (section 0.1 of the storyboards). */
const FACTOR = 2;

function judgeOwnShare(
  value: number | string,
  { arm, prices: { each } }: { readonly arm: MeasuredArm; readonly prices: Prices },
): Ruling {
  const functions = countOf(arm, "functions");
  const importMs = countOf(arm, "import");
  if (functions === null || importMs === null || each.value <= 0) {
    return { kind: "unjudged", reason: "Not judged, no points lost: your runs do not tell it." };
  }
  const percent = (count: number) => count * each.value / (importMs * 1000) * 100;
  return judgeArithmetic(value, {
    expected: percent(functions),
    unit: "%",
    factor: FACTOR,
    mistakes: [
      { value: 100, reason: "Then loading modules and running them would take no time at all." },
      {
        value: percent(functions) / 100,
        reason: "That is a fraction. In per cent it is a hundred times as many.",
      },
      {
        value: percent(countOf(arm, "annotated") ?? 0),
        reason: "That is for the functions that do have annotations. Suppose that all had some.",
      },
      {
        value: percent(countOf(arm, "added") ?? 0),
        reason: "That counts modules. How many functions do they define?",
      },
    ],
    how: "Functions that come along, times the price of one in µs, divided by the import in µs.",
  });
}

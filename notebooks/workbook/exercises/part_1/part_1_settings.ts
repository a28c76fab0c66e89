/** Part 1, the learner's own settings of the collector: do they collect differently, and which one least? */

import type { MeasuredArm, MeasurementResult } from "../../../../probes/mod.ts";
import { nameEvidence } from "../../ledger/evidence.ts";
import { roundsOf } from "../../ledger/outcome.ts";
import { judgeDiffers, pairsDifferingIn } from "../../ledger/rules.ts";
import type { Ruling } from "../acceptance.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { textPart, wordsPart } from "../parts.ts";

const KNOWN = ["default", "disable", "freeze", "threshold", "manual"];

/** Two settings or more, and what they change. */
export const PART_1_SETTINGS: ExerciseDefinition = {
  id: "part1-settings",
  title: "Your own settings",
  task:
    `Change the list of settings in the cell above so that it holds at least two, run it, and measure. The settings are ${
      KNOWN.map((name) => `\`"${name}"\``).join(", ")
    }.

- \`settings\`: your list, as you measured it.
- \`fewest\`: the setting with the fewest collections in all, as the table of your measurement counts them.`,
  fields: [{
    name: "settings",
    kind: "words",
    question: "Which settings did you measure?",
    example: 'settings: ["default", "freeze"]',
    stub: ["default"],
  }, {
    name: "fewest",
    kind: "text",
    question: "Which of them had the fewest collections?",
    example: 'fewest: "default"',
  }],
  evidence: 'the measurement of your settings, from the cell "Your own settings"',
  hints: [
    "Which settings change how often the collector starts, and which only what it has to look at?",
    "Look for the numbers behind gen0, gen1 and gen2, and add them up for each setting.",
  ],
  max: 3,
  judge,
};

function judge(request: JudgeRequest): Judgement {
  const { evidence } = request;
  if (evidence.kind !== "measurement" || !isOfSettings(evidence.measurement)) {
    const given = evidence.kind !== "measurement"
      ? nameEvidence(evidence)
      : evidence.measurement.arms.length === 0
      ? "a measurement in which no CPython ran"
      : "a measurement without settings of the collector";
    return { kind: "not_ready", reason: `what was given is ${given}` };
  }
  const { measurement } = evidence;
  if (roundsOf(measurement.arms) === 0) {
    return { kind: "not_ready", reason: "what was given is a measurement without a whole round" };
  }
  const measured = [...new Set(measurement.arms.map((arm) => String(arm.params["setting"])))];
  return {
    kind: "judged",
    parts: [
      wordsPart(request, {
        name: "at least two settings",
        field: "settings",
        max: 1,
        judge: (settings) => judgeList(settings, measured),
      }),
      wordsPart(request, {
        name: "they collect differently",
        field: "settings",
        max: 1,
        judge: () => judgeCounts(measurement),
      }),
      textPart(request, {
        name: "the fewest collections",
        field: "fewest",
        max: 1,
        judge: (fewest) => judgeFewest(fewest, measurement),
      }),
    ],
  };
}

function isOfSettings({ arms }: MeasurementResult): boolean {
  return arms.length > 0 && arms.every((arm) => "setting" in arm.params);
}

function judgeList(settings: readonly string[], measured: readonly string[]): Ruling {
  const different = [...new Set(settings)];
  const unknown = different.find((setting) => !KNOWN.includes(setting));
  if (unknown !== undefined) {
    return { kind: "wrong", reason: `"${unknown}" is no setting; there are ${KNOWN.join(", ")}.` };
  }
  if (different.length < 2) {
    return { kind: "wrong", reason: "One setting alone cannot be compared: add a second one." };
  }
  const missing = different.filter((setting) => !measured.includes(setting));
  return missing.length === 0 ? { kind: "right", reason: `Measured: ${measured.join(", ")}.` } : {
    kind: "wrong",
    reason: `Not measured yet: ${missing.join(", ")}. Run the measuring cell again.`,
  };
}

/** R-count: exact, no timing. */
function judgeCounts(measurement: MeasurementResult): Ruling {
  if (new Set(measurement.arms.map((arm) => arm.params["setting"])).size < 2) {
    return { kind: "wrong", reason: "Only one setting was measured: measure a second one." };
  }
  if (pairsDifferingIn(measurement.arms, "setting").length === 0) {
    return {
      kind: "wrong",
      reason: "No two arms differ in their setting alone: give all of them the same interpreter " +
        "and the same other parameters.",
    };
  }
  const { kind, reason } = judgeDiffers({
    kind: "differs",
    probes: [],
    value: "collections",
    parameter: "setting",
  }, measurement);
  switch (kind) {
    case "supported":
      return { kind: "right", reason: `Counted: ${reason}.` };
    case "contradicted":
      return {
        kind: "wrong",
        reason: `These settings collect alike: ${reason}. Take one that changes how often the ` +
          "collector starts. (CPython 3.14.0 to 3.14.4 ignore the third threshold, so changing " +
          "that one alone shows nothing there.)",
      };
    case "inconclusive":
    case "unavailable":
      return { kind: "unjudged", reason: `Not judged, no points lost: ${reason}.` };
  }
}

function judgeFewest(fewest: string, { arms }: MeasurementResult): Ruling {
  const totals = new Map<string, number>();
  for (const arm of arms) {
    const total = collectionsOf(arm);
    if (total === null) continue;
    const setting = String(arm.params["setting"]);
    totals.set(setting, (totals.get(setting) ?? 0) + total);
  }
  const shown = [...totals].map(([setting, total]) => `${setting} ${total}`).join(", ");
  if (totals.size < 2) {
    return { kind: "wrong", reason: "Measure at least two settings first, then compare them." };
  }
  const own = totals.get(fewest.trim().toLowerCase());
  if (own === undefined) {
    return {
      kind: "wrong",
      reason: `"${fewest}" was not measured. Measured are ${[...totals.keys()].join(", ")}.`,
    };
  }
  return own === Math.min(...totals.values())
    ? { kind: "right", reason: `Collections in all: ${shown}.` }
    : { kind: "wrong", reason: `Collections in all: ${shown}. Which number is the smallest?` };
}

/** All generations together; null where a process did not say. */
function collectionsOf({ summary }: MeasuredArm): number | null {
  const text = summary["collections"]?.median;
  if (typeof text !== "string") return null;
  const counts = [...text.matchAll(/gen\d+ (\d+)/g)].map(([, count]) => Number(count));
  return counts.length === 0 ? null : counts.reduce((sum, count) => sum + count, 0);
}

/** Tests of answers in cells of Part 1 that are right in other words, or about a measurement that is too short. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { fakePauseRuns } from "../../../../tests/support/fake_evidence.ts";
import { readEvidence } from "../../ledger/evidence.ts";
import type { Judgement } from "../definition.ts";
import { PART_1_QUESTIONS } from "./part_1_questions.ts";
import { PART_1_SETTINGS } from "./part_1_settings.ts";

async function judgeSettings(
  words: readonly string[],
  fewest: string,
  evidence: ReturnType<typeof fakePauseRuns>,
): Promise<Judgement> {
  return await PART_1_SETTINGS.judge({
    fields: {
      settings: { kind: "words", value: words },
      fewest: { kind: "text", value: fewest },
    },
    answer: {},
    evidence: readEvidence(evidence),
  });
}

Deno.test("part1-settings takes a setting in any case", async () => {
  const evidence = fakePauseRuns([{}, { setting: "disable", collections: "gen0 0, gen1 0" }]);
  const judged = await judgeSettings(["default", "disable"], "Disable ", evidence);
  if (judged.kind !== "judged") throw new TypeError(judged.kind);
  assertEquals(judged.parts.map(({ points }) => points), [1, 1, 1]);
});

Deno.test("part1-settings is not judged by a measurement that was stopped before its first round", async () => {
  const evidence = fakePauseRuns([{ medians: [] }, { setting: "disable", medians: [] }]);
  const judged = await judgeSettings(["default", "disable"], "disable", evidence);
  if (judged.kind !== "not_ready") throw new TypeError(judged.kind);
  assertStringIncludes(judged.reason, "without a whole round");
});

Deno.test("part1-settings says that one setting alone was measured", async () => {
  const judged = await judgeSettings(["freeze"], "freeze", fakePauseRuns([{ setting: "freeze" }]));
  if (judged.kind !== "judged") throw new TypeError(judged.kind);
  assertStringIncludes(judged.parts[1]?.reason ?? "", "Only one setting was measured");
});

const SENTENCES = [
  "Nobody waits for the mean; the worst-case latency is what a user feels.",
  "A long pause makes the reply come late, so the person thinks the service hangs.",
];

for (const sentence of SENTENCES) {
  Deno.test(`L2-P1-05 takes "${sentence}"`, async () => {
    const judged = await PART_1_QUESTIONS.judge({
      fields: { sentence: { kind: "text", value: sentence } },
      answer: {},
      evidence: { kind: "none" },
    });
    if (judged.kind !== "judged") throw new TypeError(judged.kind);
    assertEquals(judged.parts.at(-1)?.points, 1);
  });
}

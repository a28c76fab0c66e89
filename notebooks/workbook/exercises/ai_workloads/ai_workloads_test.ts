/** Tests of what the exercises about AI workloads are judged by: measured here, frozen, or nothing of use. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { frozen } from "../../../../probes/mod.ts";
import { AGENT_SHARES } from "../../../../tests/support/agent_shares.ts";
import { fakeMeasurement } from "../../../../tests/support/fake_comparisons.ts";
import { fakeArm } from "../../../../tests/support/fake_interpreters.ts";
import { FROZEN } from "../../../../tests/support/fake_rows.ts";
import { checkAnswer } from "../../../../tests/support/given_answer.ts";
import { readEvidence } from "../../ledger/evidence.ts";
import { finding } from "../../ledger/finding.ts";
import { agentShare } from "./measured.ts";

/** Arms of so many ms a call of 20,000 steps. */
function steps(levels: readonly number[], changes: { readonly frozen?: typeof FROZEN } = {}) {
  return {
    ...fakeMeasurement({}),
    arms: levels.map((level, at) =>
      fakeArm(`py3.${at}.0`, [level, level], { params: { n: 20_000 }, ...changes })
    ),
    ...changes,
  };
}

async function pointsOfGap(gap: number, evidence: unknown) {
  const { parts } = await checkAnswer("lesson5-steps", { answer: { gap, larger: null }, evidence });
  return parts[0]?.points;
}

Deno.test("lesson5-steps takes the rows of this machine, or the frozen ones, never a mixture", async () => {
  const both = [steps([0.4, 0.5]), steps([0.4, 1.4], { frozen: FROZEN })];
  assertEquals([await pointsOfGap(5, both), await pointsOfGap(50, both)], [1, 0]);
  assertEquals(await pointsOfGap(50, both.slice(1)), 1);
});

Deno.test("lesson5-steps takes either word where the gap is about 2.5 ms", async () => {
  for (const larger of ["yes", "no"]) {
    const answer = { gap: 2.5, larger };
    const { points } = await checkAnswer("lesson5-steps", {
      answer,
      evidence: steps([0.4, 0.451]),
    });
    assertEquals([larger, points], [larger, 2]);
  }
});

Deno.test("agentShare() is of the agent's step alone, between 0 and 1", () => {
  const share = agentShare(readEvidence(AGENT_SHARES));
  assertEquals(share, { value: 0.1, low: 0.09, high: 0.11 });
  assertEquals(agentShare(readEvidence(steps([1]))), null);
});

Deno.test("exercises with an own share can be answered by the notebook's frozen data alone", async () => {
  const shares = frozen("time_shares", { series: "time_shares-agent", pythons: ["py3.14.3"] });
  const percent = (await shares).arms[0]?.median ?? NaN;
  const answers: Readonly<Record<string, object>> = {
    "lesson5-share": { bytecode: percent, native: 100 - percent, most: percent },
    "lesson5-pipeline": { five: 1.5, all: 30, own: 0.3 * percent },
    "L2-S5-08": { million: 50, fifty: 2500, own: 25 * percent },
  };
  for (const [id, answer] of Object.entries(answers)) {
    const { points, max } = await checkAnswer(id, { answer, evidence: shares });
    assertEquals([id, points], [id, max]);
  }
});

for (const id of ["lesson5-share", "lesson5-pipeline", "L2-S5-08"]) {
  Deno.test(`${id} says what it needs where nothing of use was measured`, async () => {
    const answer = id === "lesson5-share" ? { most: 10 } : { own: 10 };
    for (const evidence of [undefined, steps([1, 2])]) {
      const { kind, message } = await checkAnswer(id, { answer, evidence });
      assertEquals(kind, "not_ready");
      assertStringIncludes(message, "Where a step's time goes");
    }
  });
}

/** What single records of the section come to. */
const FINDINGS: [id: string, evidence: () => unknown, kind: string][] = [
  ["L2-S5-02", () => ({ points: 3, max: 3, parts: [PART] }), "contradicted"],
  ["L2-S5-02", () => ({ points: 2, max: 3, parts: [PART] }), "inconclusive"],
  ["L2-S5-02", () => ({ points: 0, max: 3, parts: [] }), "inconclusive"],
  ["L2-S5-08", () => ({ points: 3, max: 3, parts: [PART] }), "supported"],
  ["L2-S5-05", () => undefined, "contradicted"],
  ["L2-S5-09", () => undefined, "unavailable"],
  ["L2-S5-03", () => frozen("time_shares", { series: "time_shares-agent" }), "contradicted"],
  [
    "L2-S5-06",
    () => frozen("tight_loop", { pythons: ["py3.13.18", "py3.14.10"] }),
    "contradicted",
  ],
  ["L2-S5-04", () => frozen("thread_scaling"), "unavailable"],
];

const PART = { name: "a", points: 1, max: 1, reason: "" };

for (const [id, evidence, kind] of FINDINGS) {
  Deno.test(`finding() of ${id} is ${kind} by what the notebook gives it`, async () => {
    // Evidence as a cell gives it, whatever its type.
    const given = await evidence() as Parameters<typeof finding>[1];
    assertEquals(finding(id, given).kind, kind);
  });
}

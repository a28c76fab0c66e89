/** Tests of the collector's exercises where answers meet measurements of an unusual kind; answers are among `solutions/`. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { type FakeRunArm, fakeRunsOf } from "../../../../tests/support/fake_collector_runs.ts";
import { FROZEN } from "../../../../tests/support/fake_rows.ts";
import { judgeAnswer } from "../../../../tests/support/given_answer.ts";
import { BUDGET } from "./budget.ts";
import { COUNTS } from "./counts.ts";
import { GARBAGE_COLLECTION } from "./garbage_collection.ts";
import { PAUSES } from "./pauses.ts";
import { SETTINGS } from "./settings.ts";
import { SHAPES } from "./shapes.ts";

/** Points by name of the part. */
async function pointsOf(
  ...request: Parameters<typeof judgeAnswer>
): Promise<Record<string, number>> {
  const judgement = await judgeAnswer(...request);
  if (judgement.kind !== "judged") throw new TypeError(judgement.reason);
  return Object.fromEntries(judgement.parts.map(({ name, points }) => [name, points]));
}

const ANSWERS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "lesson3-counts": { acyclic: 0 },
  "lesson3-pauses": { longest: 5 },
  "lesson3-shapes": { list: 1 },
  "lesson3-request": { without: 13.5 },
  "lesson3-budget": { room: 36.5 },
  "L2-S3-11": { chat: "default" },
  "L2-S3-12": { program: "def detect_incremental():\n    return False\n" },
};

for (const definition of GARBAGE_COLLECTION) {
  for (
    const [what, evidence, reason] of [
      ["no measurement", undefined, "what was given is nothing"],
      ["another probe's", fakeRunsOf("tight_loop", []), 'a measurement of "tight_loop"'],
      [
        "one in which nothing ran",
        fakeRunsOf("gc_pauses", []),
        /counts|L2-S3-12/.test(definition.id) ? "a measurement of" : "in which no CPython ran",
      ],
    ] as const
  ) {
    Deno.test(`${definition.id} is not ready with ${what}`, async () => {
      const judgement = await judgeAnswer(definition, {
        answer: ANSWERS[definition.id] ?? {},
        evidence,
      });
      assertEquals(judgement.kind, "not_ready");
      assertStringIncludes("reason" in judgement ? judgement.reason : "", reason);
    });
  }
}

Deno.test("frozen data judge an answer, and a note says so", async () => {
  const state = fakeRunsOf("garbage_counts", [{ values: { acyclic: [0], cyclic: [96] } }]);
  const frozen = { ...state, arms: state.arms.map((arm) => ({ ...arm, frozen: FROZEN })) };
  const judgement = await judgeAnswer(COUNTS, {
    answer: { acyclic: 0, cyclic: 96, why: "counting" },
    evidence: frozen,
  });
  if (judgement.kind !== "judged") throw new TypeError(judgement.reason);
  assertEquals(judgement.parts.map(({ points }) => points), [1, 1, 1]);
  assertStringIncludes(judgement.notes?.[0] ?? "", "Judged by frozen data, not by your machine");
});

Deno.test("lesson3-pauses loses no points where a run had no pause at all", async () => {
  const none = fakeRunsOf("gc_pauses", [{ values: { pauses: [0, 0] } }]);
  const points = await pointsOf(PAUSES, {
    answer: { median: 1, longest: 2, grows: "containers" },
    evidence: none,
  });
  assertEquals(Object.values(points), [1, 1, 1]);
});

Deno.test("lesson3-shapes is not ready where one of the collectors is missing", async () => {
  const alone = fakeRunsOf(
    "gc_pauses",
    ["list", "islands"].map((shape) => ({
      collector: "generational",
      params: { shape },
      values: { longest: [60], total: [400] },
    })),
  );
  const judgement = await judgeAnswer(SHAPES, { answer: { list: 1 }, evidence: alone });
  assertEquals(judgement.kind, "not_ready");
});

/** Heaps with the longest pauses of their runs, and the answers that are right. */
const HEAPS: readonly (readonly [
  what: string,
  longest: readonly (readonly [live: number, runs: readonly number[]])[],
  right: readonly number[],
])[] = [
  ["keeps the budget up to one", [[30_000, [4, 5]], [300_000, [60, 70]]], [30_000]],
  ["may keep it or not", [[30_000, [4, 5]], [300_000, [30, 70]]], [30_000, 300_000]],
  ["never keeps it", [[30_000, [40, 50]], [300_000, [60, 70]]], [0]],
  ["always keeps it", [[30_000, [4, 5]], [300_000, [6, 7]]], [300_000]],
];

for (const [what, longest, right] of HEAPS) {
  Deno.test(`lesson3-budget takes the largest heap of a machine that ${what}`, async () => {
    const sizes = fakeRunsOf(
      "gc_pauses",
      longest.map(([live, runs]) => ({ params: { live }, values: { longest: runs } })),
    );
    for (const live of [0, 30_000, 300_000]) {
      const { "the largest heap": points } = await pointsOf(BUDGET, {
        answer: { live },
        evidence: sizes,
      });
      assertEquals([live, points], [live, right.includes(live) ? 1 : 0]);
    }
  });
}

function setting(
  name: string,
  longestRequest: readonly number[],
  peakRss = 40,
  collections = "gen0 9, gen1 1, gen2 0",
): FakeRunArm {
  const each = (value: number | string) => longestRequest.map(() => value);
  return {
    params: { setting: name },
    values: {
      longestRequest,
      wall: each(300),
      peakRss: each(peakRss),
      collections: each(collections),
    },
  };
}

/** Settings as they were measured, and those that are right for the chat. */
const CHATS: readonly (readonly [what: string, arms: readonly FakeRunArm[], right: string[]])[] = [
  [
    "whose ranges overlap",
    [setting("default", [10, 20]), setting("freeze", [15, 25])],
    ["default", "freeze"],
  ],
  [
    "of which one is clearly better",
    [setting("default", [30, 40]), setting("freeze", [5, 9])],
    ["freeze"],
  ],
  [
    "none of which keeps the limit",
    [setting("default", [90, 120]), setting("freeze", [80, 130])],
    ["default", "freeze"],
  ],
  [
    "of which the better one takes twice the memory",
    [setting("default", [90, 120]), setting("freeze", [5, 9], 90)],
    ["default"],
  ],
  [
    "of which the better one never collects",
    [setting("default", [30, 40]), setting("disable", [1, 2], 41, "gen0 0, gen1 0, gen2 0")],
    ["default"],
  ],
];

for (const [what, arms, right] of CHATS) {
  Deno.test(`L2-S3-11 judges the chat by settings ${what}`, async () => {
    const settings = fakeRunsOf("gc_pauses", arms);
    for (const chat of arms.map(({ params }) => String(params?.["setting"]))) {
      const { "for the chat": points } = await pointsOf(SETTINGS, {
        answer: { chat },
        evidence: settings,
      });
      assertEquals([chat, points], [chat, right.includes(chat) ? 1 : 0]);
    }
  });
}

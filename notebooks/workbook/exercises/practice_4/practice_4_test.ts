/** Tests of the exercises on a pipeline where measurements are of an unusual kind; answers are among `solutions/`. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { fakeRunsOf } from "../../../../tests/support/fake_collector_runs.ts";
import {
  fakeComparison,
  fakeComparisonResult,
} from "../../../../tests/support/fake_comparisons.ts";
import { judgeAnswer } from "../../../../tests/support/given_answer.ts";
import { largestOf, sharesOf } from "./causes.ts";
import { REMEDY } from "./remedy.ts";
import { SHARES } from "./shares.ts";
import { stageMistakes } from "./stage_mistakes.ts";

type Runs = Readonly<Record<string, readonly number[]>>;

function pipeline(values: Runs) {
  return fakeRunsOf("file_pipeline", [{ label: "before", params: { remedy: "none" }, values }]);
}

/** Points by name of the part. */
async function pointsOf(...request: Parameters<typeof judgeAnswer>) {
  const judgement = await judgeAnswer(...request);
  if (judgement.kind !== "judged") throw new TypeError(judgement.reason);
  return Object.fromEntries(judgement.parts.map(({ name, points }) => [name, points]));
}

const UNREADY: readonly [what: string, evidence: unknown, reason: string][] = [
  ["no measurement", undefined, "what was given is nothing"],
  ["another probe's", fakeRunsOf("tight_loop", []), 'a measurement of "tight_loop"'],
];

for (
  const [definition, answer] of [[SHARES, { verdict: "native" }], [REMEDY, {
    best: "rest",
  }]] as const
) {
  for (const [what, evidence, reason] of UNREADY) {
    Deno.test(`${definition.id} is not ready with ${what}`, async () => {
      const judgement = await judgeAnswer(definition, { answer, evidence });
      assertEquals(judgement.kind, "not_ready");
      assertStringIncludes("reason" in judgement ? judgement.reason : "", reason);
    });
  }
}

Deno.test("practice4-remedy is not ready where no CPython ran", async () => {
  const nothing = fakeComparisonResult([], fakeRunsOf("file_pipeline", []));
  const judgement = await judgeAnswer(REMEDY, { answer: { best: "rest" }, evidence: nothing });
  assertStringIncludes("reason" in judgement ? judgement.reason : "", "in which no CPython ran");
});

const TIES: readonly [what: string, values: Runs, right: readonly string[]][] = [
  ["one far ahead", { bytecode: [30, 32], native: [58, 60] }, ["native"]],
  ["two whose ranges meet", { bytecode: [44, 48], native: [43, 45] }, ["bytecode", "native"]],
  ["waiting", { bytecode: [20, 22], native: [20, 22], waiting: [55, 60] }, ["waiting"]],
  ["nothing known", {}, []],
];

for (const [what, values, right] of TIES) {
  Deno.test(`largestOf() names every cause that may be the largest: ${what}`, () => {
    const [arm] = pipeline(values).arms;
    assertEquals(largestOf(sharesOf(arm)).map(({ key }) => key), [...right]);
  });
}

Deno.test("L2-TW-06 takes either verdict of a tie, and the remedy of either", async () => {
  const evidence = pipeline({ bytecode: [44, 48], native: [43, 45], collector: [8, 9] });
  for (const [verdict, recommend] of [["bytecode", "interpreter"], ["native", "less"]]) {
    const points = await pointsOf(SHARES, { answer: { verdict, recommend }, evidence });
    assertEquals([points["verdict"], points["recommendation"]], [1, 1]);
  }
});

Deno.test("L2-TW-06 wants four shares of one whole, in per cent", async () => {
  const evidence = pipeline({ bytecode: [30], native: [60], collector: [8], waiting: [2] });
  const SUMS: readonly [answer: Record<string, unknown>, points: number][] = [
    [{ bytecode: 30, native: 60, collector: 8, waiting: 2 }, 1],
    [{ bytecode: 30, native: 61, collector: "8 %", waiting: 2.5 }, 1],
    [{ bytecode: 30, native: 60, collector: 8, waiting: 7 }, 0],
    [{ bytecode: 0.3, native: 0.6, collector: 0.08, waiting: 0.02 }, 0],
    [{ bytecode: 30, native: 60, collector: 8 }, 0],
    [{ bytecode: 30, native: 60, collector: 8, waiting: "a little" }, 0],
  ];
  for (const [answer, points] of SUMS) {
    assertEquals((await pointsOf(SHARES, { answer, evidence }))["one whole"], points);
  }
});

Deno.test("stageMistakes() knows none where no stage was told", () => {
  const [arm] = pipeline({ bytecode: [30] }).arms;
  assertEquals(stageMistakes(arm, "waiting"), []);
  assertEquals(stageMistakes(undefined, "native"), []);
});

Deno.test("practice4-remedy loses no points for what was not tried", async () => {
  const measurement = pipeline({ collector: [8, 9] });
  const evidence = fakeComparisonResult([fakeComparison({ test: "another" })], measurement);
  const points = await pointsOf(REMEDY, {
    answer: { limit: 0.915, rest: 1, lists: 0.5, sums: 0.5, best: "sums", changes: "both" },
    evidence,
  });
  assertEquals(Object.values(points), [1, 1, 1, 1, 1, 1]);
});

/** Tests of the exercises on threads where answers meet measurements of an unusual kind; answers are among `solutions/`. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { frozen } from "../../../../probes/mod.ts";
import { fakeRunsOf } from "../../../../tests/support/fake_collector_runs.ts";
import { judgeAnswer } from "../../../../tests/support/given_answer.ts";
import { SPEEDUPS } from "./speedups.ts";
import { judgeSpeedup, judgeWay, type WayRuns } from "./ways.ts";

const ONE_WORKER = fakeRunsOf("workers", [{
  params: { way: "threads", workers: 1 },
  values: { speedup: [1], start: [1] },
}]);

const NOT_READY: [what: string, evidence: unknown, reason: string][] = [
  ["no measurement", undefined, "what was given is nothing"],
  ["another probe's", fakeRunsOf("tight_loop", []), 'a measurement of "tight_loop"'],
  ["one in which nothing ran", fakeRunsOf("workers", []), "in which no CPython ran"],
  ["one worker alone", ONE_WORKER, "has no two workers at once"],
];

for (const [what, evidence, reason] of NOT_READY) {
  Deno.test(`lesson6-speedups is not ready with ${what}`, async () => {
    const judgement = await judgeAnswer(SPEEDUPS, { answer: { threads: 1 }, evidence });
    assertEquals(judgement.kind, "not_ready");
    assertStringIncludes("reason" in judgement ? judgement.reason : "", reason);
  });
}

Deno.test("lesson6-speedups judges by frozen data, and a note says so", async () => {
  const evidence = await frozen("workers", { pythons: ["py3.14.10"] });
  const judgement = await judgeAnswer(SPEEDUPS, { answer: { short: "alone" }, evidence });
  assertStringIncludes(
    judgement.kind === "judged" ? judgement.notes?.join() ?? "" : judgement.reason,
    "Judged by frozen data",
  );
});

Deno.test("lesson6-speedups takes no points for a way that did not run", async () => {
  const values = { speedup: [1.8, 1.9], start: [80, 90] };
  const evidence = fakeRunsOf("workers", [{ params: { way: "processes", workers: 2 }, values }]);
  const judgement = await judgeAnswer(SPEEDUPS, { answer: { threads: 1 }, evidence });
  const [threads] = judgement.kind === "judged" ? judgement.parts : [];
  assertEquals([threads?.points, threads?.reason], [1, "Not judged: no threads ran here."]);
});

function wayOf(speedup: readonly [number, number], start: readonly [number, number]): WayRuns {
  const runs = ([low, high]: readonly [number, number]) => ({
    low,
    middle: (low + high) / 2,
    high,
    count: 5,
  });
  return { way: "processes", workers: 2, speedup: runs(speedup), start: runs(start) };
}

const NARROW = wayOf([1.85, 1.95], [80, 90]);
const WIDE = wayOf([0.9, 1.95], [40, 130]);

const STATED: [what: string, answer: number | string, way: WayRuns, kind: string][] = [
  ["what was measured", 1.9, NARROW, "right"],
  ["rounding to a whole number", 2, NARROW, "right"],
  ["a rounding that is too generous", 1, wayOf([1.3, 1.4], [1, 2]), "wrong"],
  ["whatever a wide range allows", 1.2, WIDE, "right"],
  ["a text with its sign", "1.9 x", NARROW, "right"],
  ["nothing below 0", -1.9, NARROW, "wrong"],
  ["zero", 0, NARROW, "wrong"],
];

for (const [what, answer, way, kind] of STATED) {
  Deno.test(`judgeSpeedup() finds ${what} ${kind}`, () => {
    assertEquals(judgeSpeedup(answer, { way, others: [] }).kind, kind);
  });
}

const CHOSEN: [what: string, answer: string, way: WayRuns, workMs: number, kind: string][] = [
  ["the quickest by far", "processes", NARROW, 2_000, "right"],
  ["one after the other where the start costs more", "alone", NARROW, 2, "right"],
  ["one after the other where it does not", "alone", NARROW, 2_000, "wrong"],
  ["either where the runs leave it open", "alone", WIDE, 200, "right"],
  ["the other where the runs leave it open", " Processes ", WIDE, 200, "right"],
  ["a way that was not measured", "threads", NARROW, 2, "wrong"],
];

for (const [what, answer, way, workMs, kind] of CHOSEN) {
  Deno.test(`judgeWay() finds ${what} ${kind}`, () => {
    assertEquals(judgeWay(answer, { ways: [way], workMs }).kind, kind);
  });
}

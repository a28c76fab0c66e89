/** Tests of what the overview's exercises are judged by: measured here, frozen, or nothing of use. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { frozen } from "../../../../probes/mod.ts";
import { type FakeBuild, fakeLoop } from "../../../../tests/support/fake_builds.ts";
import { FROZEN } from "../../../../tests/support/fake_rows.ts";
import { checkAnswer } from "../../../../tests/support/given_answer.ts";
import { largestSteps } from "./steps.ts";

const LOOPS = ["tight_loop", "fibonacci", "attributes", "comprehension"] as const;

const BUILDS: readonly FakeBuild[] = [
  { family: "one", minor: 12, level: 10 },
  { family: "one", minor: 13, level: 8 },
  { family: "one", minor: 14, level: 7.9 },
  { family: "other", minor: 14, level: 12 },
];

function names(rows: readonly { readonly test: string; readonly base: string }[]): string[] {
  return rows.map(({ test, base }) => `${test} ÷ ${base}`);
}

Deno.test("largestSteps() finds the slower build, and the release that saved most", () => {
  const loops = LOOPS.map((probe) => fakeLoop(probe, BUILDS));
  assertEquals(names(largestSteps(loops, "builds")), [
    "py3.14.0 other ÷ py3.13.0 one",
    "py3.14.0 other ÷ py3.14.0 one",
  ]);
  assertEquals(names(largestSteps(loops, "releases")), ["py3.13.0 one ÷ py3.12.0 one"]);
});

Deno.test("largestSteps() has none in one build, in loops of others, and without any", () => {
  const alone = [fakeLoop("tight_loop", BUILDS.slice(0, 1))];
  for (const given of [alone, [fakeLoop("calls", BUILDS)], []]) {
    assertEquals(largestSteps(given, "builds"), []);
    assertEquals(largestSteps(given, "releases"), []);
  }
});

Deno.test("lesson1-ratios takes what stands in the live rows, or in the frozen ones, never a mixture", async () => {
  const live = LOOPS.map((probe) => fakeLoop(probe, BUILDS));
  const elsewhere = LOOPS.map((probe) => ({
    ...fakeLoop(probe, BUILDS.map((build) => ({ ...build, level: build.level ** 2 }))),
    frozen: FROZEN,
  }));
  const points = async (builds: number) => {
    const answer = { builds, release: null };
    const evidence = [live, elsewhere];
    const { parts } = await checkAnswer("lesson1-ratios", { answer, evidence });
    return parts[0]?.points;
  };
  assertEquals([await points(1.5), await points(2.25), await points(1.9)], [1, 1, 0]);
});

Deno.test("lesson1-ratios asks for a pair that can be told apart, where there is one", async () => {
  const level = (other: number) =>
    LOOPS.map((probe) =>
      fakeLoop(probe, [
        { family: "one", minor: 13, level: 8 },
        { family: "one", minor: 14, level: 8 },
        { family: "other", minor: 14, level: other },
      ])
    );
  const elsewhere = level(12).map((loop) => ({ ...loop, frozen: FROZEN }));
  const points = async (evidence: unknown) => {
    const answer = { builds: "the same", release: null };
    return (await checkAnswer("lesson1-ratios", { answer, evidence })).parts[0]?.points;
  };
  assertEquals(await points(level(8)), 1);
  assertEquals(await points([level(8), elsewhere]), 0);
});

Deno.test("lesson1-ratios can be answered by the frozen data of the notebook alone", async () => {
  const pythons = ["py3.10.13", "py3.11.7", "py3.12.1", "py3.13.0", "py3.13.18", "py3.14.10"];
  const loops = await Promise.all(LOOPS.map((probe) => frozen(probe, { pythons })));
  const [builds] = largestSteps(loops, "builds");
  const [release] = largestSteps(loops, "releases");
  assertEquals(names([release ?? { test: "", base: "" }]), ["py3.11.7 ÷ py3.10.13"]);
  const answer = { builds: builds?.ratio, release: release?.ratio };
  assertEquals((await checkAnswer("lesson1-ratios", { answer, evidence: loops })).points, 2);
});

Deno.test("L2-S1-06 can be answered by frozen nanoseconds, and says what it lacks without any", async () => {
  const pythons = ["py3.14.10"];
  const timed = await frozen("tight_loop", { pythons });
  const counted = await frozen("dispatch", { pythons, params: { body: "add" } });
  const answer = { seconds: 1e6, saved: null, perSecond: null, largestStep: "3.11" };
  const { points, parts } = await checkAnswer("L2-S1-06", { answer, evidence: [timed, counted] });
  assertEquals([points, parts[0]?.points], [1, 0]);
  for (const evidence of [undefined, timed, []]) {
    const { kind, message } = await checkAnswer("L2-S1-06", { answer, evidence });
    assertEquals(kind, "not_ready");
    assertStringIncludes(message, 'from the cell "A billion times"');
  }
});

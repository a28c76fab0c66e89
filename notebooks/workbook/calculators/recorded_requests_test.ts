/** Tests of recorded requests: which pauses lie inside of which request, and what the budget makes of them. */
import { assertAlmostEquals, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { fakeMeasurement } from "../../../tests/support/fake_comparisons.ts";
import { fakeArm, fakeProcess } from "../../../tests/support/fake_interpreters.ts";
import { latencyBudget } from "./latency_budget.ts";
import { recordedRequests } from "./recorded_requests.ts";

/** A run of requests of 2 ms each, one a 10 ms, with pauses at these ms. */
function run(requests: number, pauses: readonly (readonly [startMs: number, ms: number])[]) {
  const starts = Array.from({ length: requests }, (_, index) => index * 10e6);
  return {
    ...fakeProcess(0, {}, "longest"),
    events: [
      {
        name: "pause",
        startNs: pauses.map(([startMs]) => startMs * 1e6),
        durationNs: pauses.map(([, ms]) => ms * 1e6),
        group: [],
      },
      { name: "request", startNs: starts, durationNs: starts.map(() => 2e6), group: [] },
    ],
  };
}

/** What a median needs: most pauses are short. */
const SMALL: readonly (readonly [number, number])[] = [[0.1, 0.1], [0.3, 0.1], [0.5, 0.1]];

const recording = (...processes: ReturnType<typeof run>[]) => ({
  ...fakeMeasurement({}),
  arms: [{ ...fakeArm("A", []), processes }],
});

Deno.test("recordedRequests() counts requests with a large pause inside", () => {
  // Small ones in the first three requests, a large one in the fourth, one more between two requests.
  const recorded = recordedRequests(
    recording(run(5, [[0, 0.1], [10, 0.1], [20, 0.1], [30.5, 1.5], [45, 9]])),
  );
  assertEquals([recorded?.requests, recorded?.hits, recorded?.typicalMs], [5, 1, 0.1]);
  assertEquals(recorded?.longestMs, { value: 9, low: 9, high: 9 });
  assertAlmostEquals(recorded?.meanMs.value ?? NaN, 10.8 / 5);
});

Deno.test("recordedRequests() gives the longest pauses of three runs as a range", () => {
  const recorded = recordedRequests(
    recording(run(2, [...SMALL, [1, 5]]), run(2, [...SMALL, [1, 7]]), run(2, [...SMALL, [11, 6]])),
  );
  assertEquals(recorded?.longestMs, { value: 7, low: 5, high: 7, basis: "bounds" });
  assertEquals([recorded?.requests, recorded?.hits], [6, 3]);
});

Deno.test("recordedRequests() is null where nothing was measured", () => {
  assertEquals(recordedRequests(null), null);
  assertEquals(recordedRequests(fakeMeasurement({})), null);
  assertEquals(recordedRequests(recording()), null);
});

Deno.test("recordedRequests() names the arms there are", () => {
  assertThrows(() => recordedRequests(recording(), { arm: "B" }), RangeError, 'there are "A"');
});

Deno.test("latencyBudget() adds typical, mean and worst pauses to the stages, and holds them to the budget", () => {
  const recorded = recordedRequests(
    recording(
      run(4, [...SMALL, [1, 39.7]]),
      run(4, [...SMALL, [11, 43.7]]),
      run(4, [...SMALL, [1, 41.7]]),
    ),
  );
  const { base, cases, chance } = latencyBudget({
    stages: [{ name: "model", ms: 10 }, { name: "answer", ms: 3.5 }],
    recorded,
    budgetMs: 50,
  });
  assertEquals(base.value, 13.5);
  assertEquals(
    cases.map(({ name, total, isWithin }) => [
      name,
      ...[total.value, total.low, total.high].map((ms) => Number(ms.toFixed(6))),
      isWithin,
    ]),
    [
      ["typical", 13.5, 13.5, 13.5, true],
      ["mean", 24, 23.5, 24.5, true],
      ["worst seen", 57.2, 53.2, 57.2, false],
    ],
  );
  assertEquals(chance?.value, 0.25);
});

Deno.test("latencyBudget() leaves it open where the budget lies between the ends", () => {
  const { cases } = latencyBudget({
    stages: [{ name: "model", ms: { value: 50, low: 45, high: 55 } }],
    budgetMs: 50,
  });
  assertEquals(cases.map(({ isWithin }) => isWithin), [null]);
});

Deno.test("latencyBudget() changes only the Python in a stage", () => {
  const { changed } = latencyBudget({
    stages: [{ name: "model", ms: 10, pythonShare: 0.1 }, { name: "network", ms: 5 }],
    ratio: 0.9,
  });
  assertAlmostEquals(changed[0]?.total.value ?? NaN, 5 + 10 * 0.99);
});

Deno.test("latencyBudget() says that pauses were not measured", () => {
  const { chance, toText } = latencyBudget({ stages: [{ name: "model", ms: 1 }], recorded: null });
  assertEquals(chance, null);
  assertStringIncludes(toText(), "not measured");
});

/** Tests of tables out of measurements that are there already. */
import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { CALL, fakeMeasurement } from "../../tests/support/fake_comparisons.ts";
import type { MeasurementResult } from "../measure/result.ts";
import { matrixWithin } from "./matrix_within.ts";
import { suiteRows } from "./suite_rows.ts";

const ONCE = { ...CALL, kind: "once" } as const;

/** Eight rounds around these levels, an arm each. */
function measured(
  probe: string,
  levels: Readonly<Record<string, number>>,
  changes: Partial<Omit<MeasurementResult, symbol>> = {},
): MeasurementResult {
  const rounds = Array.from({ length: 8 }, (_, round) => 1 + ((round * 5) % 8) / 1000);
  const runs = Object.entries(levels).map(([label, level]) =>
    [label, rounds.map((wobble) => level * wobble)] as const
  );
  return {
    ...fakeMeasurement(Object.fromEntries(runs)),
    probe,
    title: probe,
    // Made-up processes have no timings to be cleaned.
    value: ONCE,
    values: [ONCE],
    rounds: rounds.map((_, round) => ({ round, hashSeed: 1, order: Object.keys(levels) })),
    ...changes,
  };
}

const LOOPS = [
  measured("tight_loop", { a: 4, b: 2, c: 4 }),
  measured("fibonacci", { a: 8, b: 1, c: 8 }),
];

Deno.test("matrixWithin() gives the geometric mean over the measurements, with an interval", () => {
  const { suites, probes, cells } = matrixWithin(LOOPS);
  assertEquals(probes, ["tight_loop", "fibonacci"]);
  assertEquals(suites.map(({ test, count }) => [test, count]), [["b", 2], ["c", 2]]);
  const [faster, same] = suites;
  assert(Math.abs((faster?.ratio ?? 0) - 0.25) < 1e-9, `${faster?.ratio}`);
  assert(Math.abs((same?.ratio ?? 0) - 1) < 1e-9, `${same?.ratio}`);
  assert(faster?.low !== null && faster?.high !== null, "there is no interval");
  assertEquals(cells.map(({ verdict }) => verdict), ["faster", "same", "faster", "same"]);
});

Deno.test("matrixWithin() takes another base and only the arms that are named", () => {
  const { suites, claimCount } = matrixWithin(LOOPS, { base: "b", test: ["a"] });
  assertEquals(suites.map(({ test }) => test), ["a"]);
  assertEquals(claimCount, 2);
  assert(Math.abs((suites[0]?.ratio ?? 0) - 4) < 1e-9, `${suites[0]?.ratio}`);
});

Deno.test("matrixWithin() has no mean over one measurement", () => {
  const { suites, cells } = matrixWithin(LOOPS.slice(0, 1));
  assertEquals([suites.length, cells.length], [0, 2]);
});

Deno.test("suiteRows() has a row for each mean, with a verdict by the rule of the others", () => {
  const rows = suiteRows(matrixWithin(LOOPS));
  assertEquals(rows.map(({ test, base, verdict, rounds }) => [test, base, verdict, rounds]), [
    ["b", "a", "faster", 8],
    ["c", "a", "same", 8],
  ]);
  assertEquals(rows.map(({ value }) => value.name), Array(2).fill("geometric mean of 2"));
  assertStringIncludes(rows[1]?.sentence ?? "", "the same within 1 %: 1.0000x");
});

/** The zone of the same reaches from 1 / 1.01 to 1.01; beyond 1 is beyond 1, within the zone or not. */
const SUITE_INTERVALS: [low: number, high: number, verdict: string][] = [
  [0.985, 0.999, "faster"],
  [0.991, 0.999, "same"],
  [1.001, 1.02, "slower"],
  [0.985, 1.001, "unclear"],
];

for (const [low, high, verdict] of SUITE_INTERVALS) {
  Deno.test(`suiteRows() calls a mean from ${low} to ${high} ${verdict}`, () => {
    const table = matrixWithin(LOOPS);
    const suites = table.suites.slice(0, 1).map((suite) => ({ ...suite, low, high }));
    assertEquals(suiteRows({ ...table, suites }).map((row) => row.verdict), [verdict]);
  });
}

Deno.test("suiteRows() is unclear with too few rounds for an interval, and empty without a mean", () => {
  const few = LOOPS.map((loop) => ({
    ...loop,
    arms: loop.arms.map((arm) => ({ ...arm, processes: arm.processes.slice(0, 3) })),
  }));
  assertEquals(suiteRows(matrixWithin(few)).map(({ verdict, low }) => [verdict, low]), [
    ["unclear", null],
    ["unclear", null],
  ]);
  assertEquals(suiteRows(matrixWithin(LOOPS.slice(0, 1))), []);
});

const FROZEN = { date: "2026-01-02", machine: "a machine", builds: "a build" };

Deno.test("matrixWithin() says of frozen measurements where the arms that it takes are from", () => {
  const flags = [{ kind: "frozen", text: "frozen: a, b, c" }] as const;
  const frozen = LOOPS.map((loop) => ({ ...loop, frozen: FROZEN, flags }));
  const [row] = suiteRows(matrixWithin(frozen, { base: "a", test: ["b"] }));
  assertEquals(row?.flags.map(({ text }) => text), [
    "Frozen, not measured here: 2026-01-02, a machine, a (other, GCC 12); b (other, GCC 12)",
  ]);
});

const REFUSED: [name: string, attempt: () => unknown, message: string][] = [
  ["an empty list", () => matrixWithin([]), "a list of what awaiting measure() gives is needed"],
  [
    "an arm that one of them lacks",
    () => matrixWithin([...LOOPS, measured("calls", { a: 1, b: 1 })], { test: ["c"] }),
    '"c" is no arm of "calls", there are "a", "b"',
  ],
  [
    "frozen measurements among live ones",
    () => matrixWithin([...LOOPS, { ...measured("calls", { a: 1, b: 1 }), frozen: FROZEN }]),
    "1 of 3 are frozen, from another machine",
  ],
];

for (const [name, attempt, message] of REFUSED) {
  Deno.test(`matrixWithin() refuses ${name}`, () => {
    assertThrows(attempt, Error, message);
  });
}

/** Tests of comparing many at once, with programs that play interpreters. */
import { assert, assertEquals, assertMatch, assertStringIncludes, assertThrows } from "@std/assert";
import {
  fakeArm,
  fakeInterpreter,
  fakeProbe,
  STATE_LINE,
} from "../../tests/support/fake_interpreters.ts";
import { fakeKernel } from "../../tests/support/fake_kernel.ts";
import { fakeMeasurement } from "../../tests/support/fake_comparisons.ts";
import { type FakeFolder, fakePrograms, printing } from "../../tests/support/fake_programs.ts";
import { type ProbeName, PROBES } from "../catalog/catalog.ts";
import { compareFamily } from "./comparison_family.ts";
import { DISPLAY } from "../show/display.ts";
import { matrix, type MatrixOptions } from "./matrix.ts";

/** Answers both probes: a tight loop of that many nanoseconds, and an import of as many milliseconds. */
function python(ns: number, importMs = ns / 1e6): string {
  const values = PROBES.annotations_import.values.map(({ key }) =>
    `{"event":"value","name":"${key}","value":${key === "import" ? importMs : 1000}}`
  );
  const log = `echo "$(basename "$5" .py) $(basename "$0")" >> "$(dirname "$0")/log"`;
  return `${log}\ncase "$*" in\n*annotations_import.py*)\n${
    printing(STATE_LINE, ...values)
  }\n;;\n*)\n${fakeProbe(ns)}\n;;\nesac`;
}

const BOTH: ProbeName[] = ["tight_loop", "annotations_import"];

function start(folder: FakeFolder, names: readonly string[], options: MatrixOptions = {}) {
  const interpreters = names.map((name) => fakeInterpreter(name, folder));
  return matrix(BOTH, interpreters, { rounds: 12, slices: 3, seed: 4, ...options });
}

Deno.test("matrix() decides every probe in every interpreter, all at once", async () => {
  using folder = fakePrograms({
    a: python(5_000_000),
    b: python(10_000_000),
    c: python(5_000_000, 2.5),
  });
  const result = await start(folder, ["a", "b", "c"]);
  assertEquals(result.cells.map(({ probe, test, verdict }) => `${probe} ${test} ${verdict}`), [
    "tight_loop b slower",
    "tight_loop c same",
    "annotations_import b slower",
    "annotations_import c faster",
  ]);
  assertEquals([result.confidence, result.claimCount, result.ending.kind], [0.95, 4, "complete"]);
  // Bonferroni's part of the error of 5 %.
  assertEquals(result.cells.map(({ confidence }) => confidence), [0.9875, 0.9875, 0.9875, 0.9875]);
  assertEquals(result.suites.map(({ test, count }) => [test, count]), [["b", 2], ["c", 2]]);
  const [slower, mixed] = result.suites;
  assert(Math.abs((slower?.ratio ?? 0) - 2) < 0.01);
  assert(Math.abs((mixed?.ratio ?? 0) - Math.SQRT1_2) < 0.01);
  assertEquals(mixed?.shares, { faster: 0.5, slower: 0, same: 0.5, unclear: 0 });
  const text = (await result[DISPLAY]())["text/plain"] ?? "";
  assertStringIncludes(text, "All 4 are decided together: with 95 % everything here");
  assertStringIncludes(text, "▼ 2.00");
  assertStringIncludes(text, "Geometric mean");
});

Deno.test("matrix() has an interval for all its cells on the smoke budget", async () => {
  using folder = fakePrograms({
    a: python(5_000_000),
    b: python(10_000_000),
    c: python(5_000_000),
  });
  const interpreters = ["a", "b", "c"].map((name) => fakeInterpreter(name, folder));
  const { cells } = await matrix(BOTH, interpreters, { slices: 3, budget: "smoke" });
  // 2 / 2^8 < 5 % / 4.
  assertEquals(cells.map(({ rounds }) => rounds), [8, 8, 8, 8]);
  assert(cells.every(({ low, high }) => low !== null && high !== null), "there is no interval");
});

Deno.test("matrix() says below its cell that it is over", async () => {
  using folder = fakePrograms({ a: python(5_000_000), b: python(10_000_000) });
  using kernel = fakeKernel();
  await start(folder, ["a", "b"], { rounds: 2 });
  assertMatch(kernel.messages.at(-1)?.text ?? "", /^matrix: 2 rounds, \d+\.\d s$/);
});

Deno.test("matrix() lets its probes take turns, round by round", async () => {
  using folder = fakePrograms({ a: python(5_000_000), b: python(10_000_000) });
  await start(folder, ["a", "b"], { rounds: 3 });
  const lines = Deno.readTextFileSync(folder.at("log")).trim().split("\n").slice(-12);
  const pairs = Array.from({ length: 6 }, (_, round) => lines.slice(2 * round, 2 * round + 2));
  assertEquals(
    pairs.map((pair) => pair.map((line) => line.split(" ")[0]).join(" ")),
    Array.from({ length: 3 }, () => BOTH.map((probe) => `${probe} ${probe}`)).flat(),
  );
  for (const pair of pairs) {
    assertEquals(pair.map((line) => line.split(" ")[1]).sort(), ["a", "b"]);
  }
});

Deno.test("matrix() ends a probe at the look that decides it by its share of the table's error", async () => {
  using folder = fakePrograms({
    a: python(5_000_000),
    b: python(10_000_000),
    c: python(5_000_000, 2.5),
  });
  const interpreters = ["a", "b", "c"].map((name) => fakeInterpreter(name, folder));
  const { cells, parts, confidence } = await matrix(BOTH, interpreters, { budget: "60s" });
  assertEquals(parts.map(({ measurement }) => measurement.rounds.length), [12, 12]);
  assertEquals(cells.map(({ verdict, look }) => `${verdict} ${look}`), [
    "slower 1",
    "same 1",
    "slower 1",
    "faster 1",
  ]);
  // The first look is too early for a quarter of its error, so the second one has both parts: 0.008 + 0.004.
  assertEquals([confidence, cells[0]?.confidence], [0.95, 0.997]);
});

Deno.test("matrix() compares another value of a probe where it is named", async () => {
  using folder = fakePrograms({ a: python(5_000_000), b: python(10_000_000) });
  const result = await start(folder, ["a", "b"], { value: { annotations_import: "pyc" } });
  assertEquals(result.cells.map(({ value, kind }) => `${value.key} ${kind}`), [
    "call ratio",
    "pyc exact",
  ]);
  // A count is equal or not, which needs none of the error.
  assertEquals([result.claimCount, result.cells[0]?.confidence], [1, 0.95]);
  assertEquals(result.cells[1]?.equality, "equal");
});

Deno.test("matrix() gives partial results, is watched, and keeps what it has when stopped", async () => {
  using folder = fakePrograms({ a: python(5_000_000), b: python(10_000_000) });
  const running = start(folder, ["a", "b"], { rounds: 300 });
  let watched = 0;
  running.watch(({ ending }) => {
    if (ending.kind === "running") watched += 1;
  });
  for await (const { cells, confidence, ending } of running) {
    if (ending.kind === "running") assertEquals(confidence === 0.99 || cells.length === 0, true);
    if (cells.length === 2 && cells.every(({ rounds }) => rounds >= 9)) break;
  }
  const result = await running;
  assertEquals([result.ending.kind, result.confidence], ["stopped", 0.99]);
  assert(result.cells.every(({ rounds }) => rounds >= 9 && rounds < 300));
  assertEquals(running.latest?.cells, result.cells);
  assert(watched >= 1);
});

Deno.test("matrix() tells how far it is over all probes", async () => {
  using folder = fakePrograms({ a: python(5_000_000), b: python(10_000_000) });
  const seen: string[] = [];
  await start(folder, ["a", "b"], {
    rounds: 2,
    onProgress: ({ done, total }) => seen.push(`${done} of ${total}`),
  });
  assertEquals(seen.at(-1), "8 of 8");
});

Deno.test("matrix() says so where there is nothing to compare", async () => {
  const alone = await matrix(BOTH, [fakeInterpreter("a")]);
  assertEquals([alone.ending.kind, alone.cells.length], ["nothing_to_compare", 0]);
  assertStringIncludes((await alone[DISPLAY]())["text/plain"] ?? "", "no second CPython");
  assertEquals((await matrix(BOTH, [])).ending.kind, "no_interpreters");
});

const A = fakeInterpreter("a");

const REFUSED: [name: string, given: unknown[], part: string][] = [
  ["no probe", [[], [A, A]], "the probes are a list, a list such as"],
  ["a probe instead of a list", ["tight_loop", [A, A]], 'the probes are "tight_loop"'],
  ["an unknown probe", [["loop"], [A, A]], 'Cannot find probe "loop"'],
  ["a probe twice", [["tight_loop", "tight_loop"], [A, A]], '"tight_loop" is named twice'],
  ["an interpreter instead of a list", [BOTH, A], "the interpreters are an object"],
  ["a path", [BOTH, [A, "python3"]], "is no interpreter"],
  ["an unknown option", [BOTH, [A, A], { budjet: "1s" }], 'the nearest is "budget"'],
  ["parameters of no probe", [BOTH, [A, A], { params: { n: 3 } }], 'there is no option "n"'],
  ["an unknown parameter", [BOTH, [A, A], { params: { tight_loop: { m: 3 } } }], 'parameter "m"'],
  ["a value for all", [BOTH, [A, A], { value: "call" }], '"value" is "call", an object such as'],
  ["an unknown value", [BOTH, [A, A], { value: { tight_loop: "cal" } }], 'Cannot find value "cal"'],
  ["a value of no probe", [BOTH, [A, A], { value: { gc_pauses: "pauses" } }], '"gc_pauses"'],
  ["a wrong effect", [BOTH, [A, A], { minEffect: 5 }], '"minEffect" is 5'],
];

for (const [name, given, part] of REFUSED) {
  Deno.test(`matrix() refuses ${name} at the line where it stands`, () => {
    assertThrows(() => matrix(...given as Parameters<typeof matrix>), Error, part);
  });
}

/** So many equal comparisons, each 3 % slower with some noise. */
function family(count: number, key: "once" | "exact" = "once") {
  const levels = [100, 101, 99, 100, 102, 98, 100, 101];
  const base = fakeArm("a", levels);
  const test = fakeArm("b", levels.map((level, index) => level * (1.03 + 0.002 * (index % 3))));
  const value = {
    key: "call",
    name: "time",
    unit: "ms",
    kind: key,
    lowerIsBetter: true,
  } as const;
  const measurement = fakeMeasurement({});
  const member = { measurement, base, test, value, minEffect: 0.01 };
  return compareFamily(Array.from({ length: count }, () => ({ ...member })));
}

const FAMILIES: [count: number, verdict: string][] = [[1, "slower"], [3, "slower"], [
  20,
  "unclear",
]];

for (const [count, verdict] of FAMILIES) {
  Deno.test(`compareFamily() asks each of ${count} for its share of the certainty`, () => {
    const { members, claimCount } = family(count);
    assertEquals(claimCount, count);
    assertEquals(new Set(members.map((member) => member.verdict)), new Set([verdict]));
    assertEquals(members[0]?.confidence, Number((1 - 0.05 / count).toFixed(9)));
    if (verdict === "unclear") assertStringIncludes(members[0]?.sentence ?? "", "8 of 10 rounds");
  });
}

Deno.test("compareFamily() spends no error on exact values", () => {
  const { members, claimCount } = family(2, "exact");
  assertEquals([claimCount, members[0]?.kind, members[0]?.verdict], [0, "exact", null]);
  assertEquals(compareFamily([]).members, []);
});

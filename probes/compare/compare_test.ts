/** Tests of whole comparisons, with programs that play interpreters. */
import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { fakeInterpreter, fakeProbe } from "../../tests/support/fake_interpreters.ts";
import { type FakeFolder, fakePrograms } from "../../tests/support/fake_programs.ts";
import { compare, type CompareOptions, compareWithin } from "./compare.ts";
import { DISPLAY } from "../show/display.ts";
import { LONG_LOOK_ROUNDS } from "../measure/looks.ts";

const TWO = { a: fakeProbe(5_000_000), b: fakeProbe(10_000_000) };

function start(folder: FakeFolder, options: Partial<CompareOptions> = {}) {
  return compare("tight_loop", {
    base: fakeInterpreter("a", folder),
    test: fakeInterpreter("b", folder),
    // A budget decides by itself.
    ...(options.budget === undefined ? { rounds: 6 } : {}),
    slices: 3,
    seed: 4,
    ...options,
  });
}

Deno.test("compare() decides from interleaved rounds", async () => {
  using folder = fakePrograms(TWO);
  const result = await start(folder);
  assertEquals(result.verdict, "slower");
  assertEquals([result.base, result.test, result.rounds], ["a", "b", 6]);
  assert(Math.abs((result.ratio ?? 0) - 2) < 1e-3);
  assertEquals(result.ending, { kind: "complete" });
  const { measurement } = result;
  assertEquals(
    measurement.runs.map((run) => run.arm),
    measurement.rounds.flatMap((round) => round.order),
  );
  for (const { order } of measurement.rounds) assertEquals([...order].sort(), ["a", "b"]);
});

Deno.test("compare() compares several arms in shared rounds", async () => {
  using folder = fakePrograms({ ...TWO, c: fakeProbe(5_000_000) });
  const test = ["b", "c"].map((name) => fakeInterpreter(name, folder));
  const result = await start(folder, { test, rounds: 7 });
  assertEquals(result.rows.map((row) => [row.test, row.verdict]), [["b", "slower"], ["c", "same"]]);
  assertEquals(result.rows[0]?.sentence, result.sentence);
  assertEquals(result.measurement.runs.length, 21);
});

Deno.test("compare() decides several arms as one family, and says so", async () => {
  using folder = fakePrograms({ ...TWO, c: fakeProbe(5_000_000), d: fakeProbe(5_000_000) });
  const test = ["b", "c", "d"].map((name) => fakeInterpreter(name, folder));
  const result = await start(folder, { test, rounds: 7 });
  assertEquals([result.claimCount, result.rows.length], [3, 3]);
  // Bonferroni's part of 5 %; seven rounds are just enough for it, six would not be.
  assertEquals(result.rows.map(({ confidence }) => confidence), new Array(3).fill(0.983333333));
  const text = (await result[DISPLAY]())["text/plain"] ?? "";
  assertStringIncludes(text, "All 3 are decided together: with 95 % everything here is true");
  const alone = await start(folder);
  assertEquals([alone.claimCount, alone.confidence], [1, 0.95]);
  assert(!((await alone[DISPLAY]())["text/plain"] ?? "").includes("decided together"));
});

Deno.test("compare() does not end at a look too early for the share of each of its arms", async () => {
  using folder = fakePrograms({ ...TWO, c: TWO.b });
  const test = ["b", "c"].map((name) => fakeInterpreter(name, folder));
  const { rows, look, confidence, alphaUsed } = await start(folder, { test, ...LONG });
  assertEquals(rows.map(({ verdict, rounds }) => `${verdict} ${rounds}`), [
    "slower 12",
    "slower 12",
  ]);
  // Eight rounds cannot reach half of the first look's 0.8 %, so the second one has that, too.
  assertEquals([look, confidence, alphaUsed], [1, 0.994, 0.006]);
});

Deno.test("compare() starts both arms of a round with one hash seed and stacks of one size", async () => {
  const body =
    `env | grep -c . > /dev/null; echo "$PYTHONHASHSEED $(env | wc -c) $MARK" >> "$0.log"\n`;
  using folder = fakePrograms({ a: `${body}${TWO.a}` });
  const python = fakeInterpreter("a", folder);
  await start(folder, { base: python, test: { python, env: { MARK: "a long variable" } } });
  const lines = Deno.readTextFileSync(folder.at("a.log")).trim().split("\n")
    // The first process calibrates, the second one tries the other arm.
    .slice(2).map((line) => line.split(" "));
  const rounds = Array.from({ length: 6 }, (_, round) => lines.slice(2 * round, 2 * round + 2));
  for (const [first = [], second = []] of rounds) {
    assertEquals(first[0], second[0]);
    // One variable more is one pointer less for its letters.
    assertEquals(Math.abs(Number(first[1]) - Number(second[1])), 8);
  }
});

Deno.test("compare() gives each arm its parameters, variables and flags", async () => {
  using folder = fakePrograms({ a: `echo "$@" "$MARK" >> "$0.log"\n${fakeProbe(5_000_000)}` });
  const python = fakeInterpreter("a", folder);
  await start(folder, {
    base: { python, params: { n: 7 }, env: { MARK: "one" } },
    test: { python, params: { n: 9 } },
    params: { n: 8 },
    rounds: 1,
  });
  const lines = Deno.readTextFileSync(folder.at("a.log")).split("\n")
    .map((line) => line.trim());
  assertEquals(lines.filter((line) => line.endsWith(" 7 one")).length, 2);
  assertEquals(lines.filter((line) => line.endsWith(" 9")).length, 2);
});

Deno.test("compare() plans its rounds by all arms, not by the base alone", async () => {
  using folder = fakePrograms({ ...TWO, b: `sleep 0.3\n${TWO.b}` });
  const interpreters = ["a", "b"].map((name) => fakeInterpreter(name, folder));
  const [base, test] = interpreters;
  const { measurement, ending } = await compare("tight_loop", {
    base,
    test,
    budget: "3s",
    slices: 3,
  });
  assertEquals(ending, { kind: "complete" });
  // A round takes some 0.32 s; ten of them would have fitted for two arms as fast as the base, and many more.
  assert(measurement.rounds.length >= 5 && measurement.rounds.length <= 10);
  assert((measurement.calibration?.processMs ?? 0) > 150);
  assertEquals(measurement.calibration?.runs.map((run) => run.arm), ["a", "b"]);
  assert(measurement.runs.every((run) => run.round >= 0));
});

/** As many rounds as there are looks, however busy the machine is. */
const LONG = { budget: "300s" };

/** Takes from 0.7 to 1.3 times `wallNs`, so that nothing is ever decided. */
function wavering(wallNs: number): string {
  const body = fakeProbe(wallNs).replace(`${wallNs} + index`, "wall + index");
  const step = `($(wc -l < "$0.log") * 3 % 7)`;
  return `echo x >> "$0.log"\nwall=$((${0.7 * wallNs} + ${0.1 * wallNs} * ${step}))\n${body}`;
}

for (const [name, verdict] of [["b", "slower"], ["c", "same"]] as const) {
  Deno.test(`compare() ends at the first look when that says ${verdict}`, async () => {
    using folder = fakePrograms({ ...TWO, c: TWO.a });
    const result = await start(folder, {
      test: fakeInterpreter(name, folder),
      ...LONG,
    });
    const { measurement, look, alphaUsed, confidence } = result;
    assertEquals([result.verdict, result.ending.kind], [verdict, "complete"]);
    assertEquals([measurement.rounds.length, measurement.runs.length], [8, 16]);
    assertEquals([look, alphaUsed, confidence], [0, 0.008, 0.992]);
    assertEquals(measurement.looks, LONG_LOOK_ROUNDS);
  });
}

Deno.test("compare() goes on to the last look while one of its arms is undecided", async () => {
  using folder = fakePrograms({ ...TWO, c: wavering(5_000_000) });
  const test = ["b", "c"].map((name) => fakeInterpreter(name, folder));
  const { rows, measurement, look, alphaUsed } = await start(folder, { test, budget: "4s" });
  assertEquals(rows.map((row) => row.verdict), ["slower", "unclear"]);
  const { looks, rounds } = measurement;
  assert(looks.length > 1, `there was time for ${rounds.length} rounds only`);
  // Half of what is spent over the usual looks, or over those of a long measurement.
  const shareUsed = rounds.length > 40 ? 0.025 : 0.018;
  assertEquals([rounds.length, look, alphaUsed], [looks.at(-1), looks.length - 1, shareUsed]);
  // On a busy machine the time may be over a round or two before the last look.
  const [done = 0, ...others] = rows.map((row) => row.rounds);
  assert(done > (looks[0] ?? Infinity), `${done} rounds, and looks at ${looks.join(", ")}`);
  assertEquals(others, [done]);
});

Deno.test("compare() shows a look's verdict as its last result, and 99 % until then", async () => {
  using folder = fakePrograms(TWO);
  const seen: string[] = [];
  for await (const { ending, rounds, confidence } of start(folder, LONG)) {
    if (rounds >= 7) seen.push(`${ending.kind} ${rounds} ${confidence}`);
  }
  assertEquals([seen[0], seen.at(-1)], ["running 7 0.99", "complete 8 0.992"]);
});

Deno.test("compare() does not end before the rounds that were asked for", async () => {
  using folder = fakePrograms(TWO);
  const { measurement, look, confidence } = await start(folder, { rounds: 15, budget: "60s" });
  assertEquals([measurement.rounds.length, measurement.looks, look], [15, [], null]);
  assertEquals(confidence, 0.95);
});

Deno.test("compare() has a fixed number of rounds on the smoke budget", async () => {
  using folder = fakePrograms(TWO);
  const { measurement, look } = await start(folder, { budget: "smoke" });
  assertEquals([measurement.rounds.length, measurement.looks, look], [6, [], null]);
});

Deno.test("compare() runs a round more on the smoke budget where arms are decided together", async () => {
  using folder = fakePrograms({ ...TWO, c: fakeProbe(5_000_000), d: fakeProbe(10_000_000) });
  const test = ["b", "c", "d"].map((name) => fakeInterpreter(name, folder));
  const { rows } = await start(folder, { test, budget: "smoke" });
  assertEquals(rows.map(({ rounds }) => rounds), [7, 7, 7]);
  assert(rows.every(({ low, high }) => low !== null && high !== null), "there is no interval");
});

Deno.test("compare() calibrates once, on the base", async () => {
  using folder = fakePrograms({
    // 10 µs a loop: 132 of them make 1.32 ms.
    a: fakeProbe(0).replace("$((0 + index))", "$((10000 * $6))"),
    b: fakeProbe(0).replace("$((0 + index))", "$((20000 * $6))"),
  });
  const { measurement, ratio } = await start(folder);
  assertEquals(measurement.calibration?.arm, "a");
  assertEquals(new Set(measurement.runs.map((run) => run.loops)), new Set([132]));
  assertEquals(ratio, 2);
});

Deno.test("compare() shows itself with sentence and flags", async () => {
  using folder = fakePrograms(TWO);
  const result = await start(folder, { rounds: 2 });
  const bundle = await result[DISPLAY]();
  for (const type of ["text/plain", "text/html"]) {
    assertStringIncludes(bundle[type] ?? "", "unclear: 2.00x, 2 of 6 rounds");
    assertStringIncludes(bundle[type] ?? "", "2 of 6 rounds that an interval needs");
    assertStringIncludes(bundle[type] ?? "", "b ÷ a");
  }
});

Deno.test("compare() gives partial results that grow", async () => {
  using folder = fakePrograms(TWO);
  const counts: number[] = [];
  for await (const partial of start(folder)) counts.push(partial.rounds);
  assertEquals(counts, counts.toSorted((left, right) => left - right));
  assertEquals(counts.at(-1), 6);
});

Deno.test("compare() keeps what it has when it is stopped", async () => {
  using folder = fakePrograms(TWO);
  const running = start(folder, { rounds: 500 });
  for await (const partial of running) {
    if (partial.rounds >= 9) break;
  }
  const result = await running;
  assertEquals(result.ending, { kind: "stopped" });
  assert(result.rounds >= 9 && result.rounds < 500);
  assert(result.low !== null, "what was measured gives no interval");
  assertEquals(running.latest, result);
  assertEquals(result.flags[0]?.kind, "stopped");
});

Deno.test("compare() ends the round in which its only test arm is given up, whatever came first", async () => {
  for (const seed of [1, 2, 3, 4, 5, 6]) {
    using folder = fakePrograms({ ...TWO, b: "exit 3" });
    const { measurement } = await start(folder, { seed });
    assertEquals(measurement.ending, { kind: "given_up", reason: "only the base a is left" });
    assertEquals(measurement.arms.map((arm) => arm.processes.length), [1, 0]);
  }
});

Deno.test("compare() gives up when its base fails twice in a row", async () => {
  using folder = fakePrograms({
    ...TWO,
    a: `echo x >> "$0.log"; [ $(wc -l < "$0.log") -gt 3 ] && exit 7\n${TWO.a}`,
  });
  const result = await start(folder, { rounds: 100 });
  assertEquals(result.ending, { kind: "given_up", reason: "the base a failed too often" });
  // One start was the calibration.
  assertEquals(result.rounds, 2);
  assertEquals(result.flags.map((flag) => flag.kind).includes("failures"), true);
});

Deno.test("compare() gives up when only the base is left", async () => {
  using folder = fakePrograms({ ...TWO, b: "exit 3" });
  const result = await start(folder, { rounds: 100 });
  assertEquals(result.ending, { kind: "given_up", reason: "only the base a is left" });
  assertEquals([result.verdict, result.ratio], ["unclear", null]);
  const advice = result.flags.find(({ kind }) => kind === "few_rounds")?.text;
  assertEquals(advice, "0 of 6 rounds that an interval needs; look at the failures");
});

Deno.test("compare() says why the base cannot be used", async () => {
  using folder = fakePrograms({ ...TWO, a: "exit 3" });
  const result = await start(folder);
  assertEquals(result.ending.kind, "not_calibrated");
  assertStringIncludes(
    (await result[DISPLAY]())["text/plain"] ?? "",
    "Nothing was measured: a ended",
  );
});

Deno.test("compare() refuses processes that run with something else than was asked", async () => {
  using folder = fakePrograms({ ...TWO, b: TWO.b.replace('"3.14.0"', '"3.13.9"') });
  const { measurement } = await start(folder);
  assertEquals(measurement.arms[1]?.failures[0]?.ending, {
    kind: "wrong_state",
    what: "version",
    asked: "3.14.0",
    reported: "3.13.9",
  });
});

Deno.test("compareWithin() reads any arm and value out of a measurement", async () => {
  using folder = fakePrograms(TWO);
  const { measurement } = await start(folder);
  const turned = compareWithin(measurement, { base: "b", value: "call" });
  assertEquals([turned.base, turned.test, turned.verdict], ["b", "a", "faster"]);
  assertThrows(() => compareWithin(measurement, { value: "cal" }), TypeError, 'there are "call"');
  assertThrows(() => compareWithin(measurement, { base: "x" }), RangeError, 'there are "a", "b"');
  const wrong: [unknown, unknown, string][] = [
    [undefined, {}, "what awaiting measure() gives is needed"],
    [Promise.resolve(measurement), {}, "what awaiting measure() gives is needed"],
    [measurement, { vlaue: "call" }, 'the nearest is "value"'],
    [measurement, { base: A }, '"base" is an object, the label'],
  ];
  for (const [given, options, part] of wrong) {
    assertThrows(() => compareWithin(given as never, options as never), TypeError, part);
  }
});

Deno.test("compareWithin() shares the error with comparisons that are judged elsewhere", async () => {
  using folder = fakePrograms(TWO);
  const { measurement } = await start(folder);
  const [alone, shared] = [1, 10].map((claimCount) => compareWithin(measurement, { claimCount }));
  assertEquals([alone?.claimCount, shared?.claimCount], [1, 10]);
  assertEquals((shared?.confidence ?? 0) > (alone?.confidence ?? 1), true);
  for (const claimCount of [0, 1.5, "2"]) {
    const options = { claimCount } as { claimCount: number };
    assertThrows(() => compareWithin(measurement, options), RangeError, '"claimCount" is');
  }
});

const A = fakeInterpreter("a");

const REFUSED: [name: string, options: unknown, part: string][] = [
  ["no base", { test: A }, '"base" is missing'],
  ["no test", { base: A }, '"test" is missing; with a single CPython'],
  ["a path", { base: "python3", test: A }, '"base" is no interpreter'],
  ["an empty place in the list", { base: A, test: [A, null] }, '"test[1]" is no interpreter'],
  ["an effect in per cent", { base: A, test: A, minEffect: 5 }, '"minEffect" is 5'],
  ["an effect that is no number", { base: A, test: A, minEffect: "1%" }, '"minEffect" is "1%"'],
  ["an effect of nothing", { base: A, test: A, minEffect: null }, '"minEffect" is null'],
  ["no options", undefined, "the options are undefined, an object with"],
  ["a list of interpreters", [A, A], "the options are a list"],
  [
    "an environment as a text",
    { base: A, test: { python: A, env: "PYTHON_JIT=1" } },
    '"test.env" is',
  ],
  [
    "an arm's parameters as a text",
    { base: { python: A, params: "n=3" }, test: A },
    '"base.params" is',
  ],
  ["a value that is not known", { base: A, test: A, value: "pause" }, 'value "pause"'],
  ["arms", { base: A, test: A, arms: [A] }, 'no option "arms"'],
  ["a budget of zero", { base: A, test: A, budget: "0s" }, '"budget" is "0s"'],
  ["a wrong environment", { base: A, test: { python: A, env: { A: 1 } } }, '"test.env" has "A"'],
];

for (const [name, options, part] of REFUSED) {
  Deno.test(`compare() refuses ${name} at the line where it stands`, () => {
    assertThrows(() => compare("tight_loop", options as CompareOptions), Error, part);
  });
}

const LONELY: [name: string, options: CompareOptions, kind: string, part: string][] = [
  ["no CPython", { base: undefined, test: [] }, "no_interpreters", '"base" is undefined'],
  ["an arm without one", { base: { python: undefined }, test: A }, "no_interpreters", "uv python"],
  ["no second CPython", { base: A, test: [] }, "nothing_to_compare", "no second CPython"],
  ["the second of one", { base: A, test: [A][1] }, "nothing_to_compare", "no second CPython"],
];

for (const [name, options, kind, part] of LONELY) {
  Deno.test(`compare() with ${name} says so in its result`, async () => {
    const result = await compare("tight_loop", options);
    assertEquals([result.ending.kind, result.rows.length, result.verdict], [kind, 0, "unclear"]);
    assertStringIncludes(result.sentence, part);
  });
}

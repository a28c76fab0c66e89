/** Tests of the exchange with hyperfine. */
import { assertAlmostEquals, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { z } from "zod";
import { fakeRecording } from "../../tests/support/fake_recording.ts";
import type { MeasurementResult } from "../measure/result.ts";
import { fromHyperfine, toHyperfine } from "./hyperfine.ts";

Deno.test("toHyperfine() writes seconds, one time a process, and fromHyperfine() reads them", () => {
  const recording = fakeRecording({ arms: { a: 1, b: 1.05 } });
  const text = toHyperfine(recording);
  const [first] = JSON.parse(text).results;
  assertEquals([first.command, first.times.length, first.exit_codes.length], ["a", 18, 18]);
  const [again] = fromHyperfine(text);
  for (const [index, arm] of again?.arms.entries() ?? []) {
    const levels = arm.processes.map(({ level }) => level?.toFixed(9));
    const original = recording.arms[index];
    assertEquals(arm.label, original?.label);
    assertEquals(levels, original?.processes.map(({ level }) => level?.toFixed(9)));
  }
});

Deno.test("fromHyperfine() leaves failed runs out and says so", () => {
  const [read] = fromHyperfine(JSON.stringify({
    results: [{ command: "x", mean: 1, times: [1, 2, 3], exit_codes: [0, 1, null] }],
  }));
  assertEquals(read?.arms[0]?.processes.map(({ level }) => level), [1]);
  assertStringIncludes(read?.flags[0]?.text ?? "", "2 runs of commands");
});

Deno.test("fromHyperfine() takes times that are not above 0 for no value", () => {
  const [read] = fromHyperfine('{"results":[{"command":"x","times":[0,-1,2]}]}');
  assertEquals(read?.arms[0]?.processes.map(({ level }) => level), [null, null, 2]);
});

Deno.test("toHyperfine() refuses what is no time", () => {
  const value = { key: "rss", name: "memory", unit: "MiB", kind: "once", lowerIsBetter: true };
  const recording = { ...fakeRecording({ arms: { a: 1 } }), value, values: [value] };
  const write = () => toHyperfine(recording as Parameters<typeof toHyperfine>[0]);
  assertStringIncludes(assertThrows(write, TypeError).message, '"rss" is no time');
});

/**
 * Written by hyperfine 1.15.0 (Debian's) on 21 November 2026, with CPython 3.13.0 as `python`:
 *
 *     hyperfine -N -i -r 6 -L n 1000,2000,x -n 'sum below {n}' 'python -S -c "sum(range({n}))"' --export-json FILE
 *
 * The third command is meant to fail: there is no x.
 */
const BY_HYPERFINE = await Deno.readTextFile(
  new URL("testdata/hyperfine_1_15.json.golden", import.meta.url),
);

/** A result of hyperfine, as far as its own tools read it. */
const hyperfineResult = z.object({
  command: z.string(),
  mean: z.number(),
  stddev: z.number().nullable(),
  median: z.number(),
  min: z.number(),
  max: z.number(),
  times: z.array(z.number()),
  exit_codes: z.array(z.int().nullable()),
  parameters: z.record(z.string(), z.string()).optional(),
});

const ourFile = z.strictObject({ results: z.array(hyperfineResult.strict()) });
const theirFile = z.strictObject({
  // What we cannot know: the processor times of a whole program.
  results: z.array(hyperfineResult.extend({ user: z.number(), system: z.number() }).strict()),
});

Deno.test("toHyperfine() writes the fields that hyperfine writes, and no others", () => {
  const theirs = theirFile.parse(JSON.parse(BY_HYPERFINE));
  const ours = ourFile.parse(JSON.parse(toHyperfine(fakeRecording({ arms: { a: 1, b: 1.05 } }))));
  const known = new Set(Object.keys(theirs.results[0] ?? {}));
  const strangers = ours.results.flatMap((result) => Object.keys(result))
    .filter((field) => !known.has(field));
  assertEquals([ours.results.length, strangers], [2, []]);
});

Deno.test("fromHyperfine() and toHyperfine() give hyperfine's own numbers again", () => {
  const theirs = theirFile.parse(JSON.parse(BY_HYPERFINE)).results;
  const ours = ourFile.parse(JSON.parse(toHyperfine(read(BY_HYPERFINE)))).results;
  // The command that failed has no time that counts.
  assertEquals(ours.map(({ command }) => command), ["sum below 1000", "sum below 2000"]);
  for (const result of ours) {
    const original = theirs.find(({ command }) => command === result.command);
    if (original === undefined) throw new TypeError(`hyperfine has no command "${result.command}"`);
    assertEquals(result.exit_codes, original.exit_codes);
    for (const field of ["mean", "median", "min", "max"] as const) {
      assertAlmostEquals(result[field], original[field], 1e-12, field);
    }
    assertAlmostEquals(result.stddev ?? NaN, original.stddev ?? NaN, 1e-12);
    for (const [place, time] of result.times.entries()) {
      assertAlmostEquals(time, original.times[place] ?? NaN, 1e-12);
    }
  }
});

Deno.test("fromHyperfine() says of hyperfine's own file how many runs failed", () => {
  const [measured] = fromHyperfine(BY_HYPERFINE);
  assertEquals(measured?.arms.map(({ processes }) => processes.length), [6, 6, 0]);
  assertStringIncludes(
    measured?.flags[0]?.text ?? "",
    "6 runs of commands ended with an exit code",
  );
});

Deno.test("toHyperfine() writes no spread of a single run, as hyperfine", () => {
  const single = read('{"results":[{"command":"x","times":[2]}]}');
  const [result] = ourFile.parse(JSON.parse(toHyperfine(single))).results;
  assertEquals([result?.stddev, result?.mean, result?.parameters], [null, 2, undefined]);
});

const WRONG: [name: string, text: string, message: string][] = [
  ["nothing", "", "it is empty"],
  ["no results", '{"results":[]}', '"results"'],
  ["no times", '{"results":[{"command":"x"}]}', '"results[0].times"'],
  ["a cut file", BY_HYPERFINE.slice(0, 500), "or it is cut off"],
  ["a number that is none", '{"results":[{"command":"x","times":[NaN]}]}', "NaN is no number"],
  ["a number too large", '{"results":[{"command":"x","times":[1e999]}]}', '"results[0].times[0]"'],
  ["two files written into one", BY_HYPERFINE + BY_HYPERFINE, "it is no JSON"],
  ["a text for a time", '{"results":[{"command":"x","times":["1"]}]}', '"results[0].times[0]"'],
];

for (const [name, text, message] of WRONG) {
  Deno.test(`fromHyperfine() refuses ${name}`, () => {
    const error = assertThrows(() => fromHyperfine(text, { file: "h.json" }), Error);
    assertStringIncludes(error.message, message);
  });
}

function read(text: string): MeasurementResult {
  const [measured] = fromHyperfine(text);
  if (measured === undefined) throw new TypeError("Cannot test: the file holds no measurement");
  return measured;
}

/** Tests of NDJSON both ways, with files as colleagues and crashes leave them. */
import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { fakeMetadata } from "../../tests/support/fake_metadata.ts";
import { fakeRecording } from "../../tests/support/fake_recording.ts";
import { compareWithin } from "../compare/compare.ts";
import { DISPLAY } from "../show/display.ts";
import type { MeasurementResult } from "../measure/result.ts";
import { fromNdjson } from "./ndjson_read.ts";
import { toNdjson } from "./ndjson.ts";

const RECORDING = fakeRecording({ arms: { a: 1, b: 1.05 } });
const TEXT = toNdjson(RECORDING);
const LINES = TEXT.trimEnd().split("\n");

function only(text: string): MeasurementResult {
  const read = fromNdjson(text, { file: "x.ndjson" });
  const [first] = read;
  if (first === undefined || read.length > 1) throw new Error(`${read.length} measurements`);
  return first;
}

/** What does not depend on where it was read from. */
function numbersOf(result: MeasurementResult) {
  const { flags: _flags, [DISPLAY]: _display, ...rest } = result;
  return rest;
}

function flagText(result: MeasurementResult): string {
  return result.flags.map(({ text }) => text).join("\n");
}

Deno.test("fromNdjson() gives the measurement that toNdjson() wrote, and its verdict", () => {
  const again = only(TEXT);
  assertEquals(numbersOf(again), numbersOf(RECORDING));
  assertEquals(again.flags, []);
  assertEquals(compareWithin(again).sentence, compareWithin(RECORDING).sentence);
});

Deno.test("fromNdjson() keeps failures, looks and arms that were given up", () => {
  const recording = fakeRecording({
    arms: { a: 1, b: 1 },
    looks: [8, 12, 18],
    change: (run) =>
      run.round === 3 && run.arm === "b"
        ? { ...run, slices: [], ending: { kind: "timed_out", afterSeconds: 20 } }
        : run,
  });
  const again = only(toNdjson(recording));
  assertEquals(numbersOf(again), numbersOf(recording));
  assertEquals(compareWithin(again).confidence, compareWithin(recording).confidence);
});

Deno.test("fromNdjson() gives machine, moments, programs, pauses and refusals without private names", () => {
  const executable = "/home/somebody/.pyenv/bin/python3";
  const whole: MeasurementResult = {
    ...RECORDING,
    metadata: fakeMetadata({ executable, configArgs: "'--prefix=/home/somebody/.pyenv'" }),
    pauses: [{ round: 2, from: "2026-11-21T10:00:00Z", until: "2026-11-21T12:00:00Z" }],
    refusals: [{ python: "a", executable, examinedAt: "2026-11-21T09:00:00Z" }],
  };
  const again = only(toNdjson(whole));
  const hidden = "~/.pyenv/bin/python3";
  assertEquals(
    again.metadata,
    fakeMetadata({ executable: hidden, configArgs: "'--prefix=~/.pyenv'" }),
  );
  assertEquals(again.pauses, whole.pauses);
  assertEquals(again.refusals.map((refusal) => refusal.executable), [hidden]);
  // Its interval stays as wide as before it was exported.
  assertEquals(compareWithin(again).confidence, 0.99);
});

Deno.test("fromNdjson() uses a measurement whose metadata make no sense, and says so", () => {
  const [head = "", ...others] = LINES;
  const wrong = JSON.stringify({ ...JSON.parse(head), metadata: { machine: 3 } });
  const again = only([wrong, ...others].join("\n"));
  assertEquals([again.metadata, again.runs.length], [null, RECORDING.runs.length]);
  assertStringIncludes(flagText(again), "1 line of the file could not be used (line 1");
});

Deno.test("toNdjson() writes one line a process with version, session and level", () => {
  const line = JSON.parse(LINES[1] ?? "");
  assertEquals([line.schema, line.record, line.round, line.slices.length], [
    "probebook/1",
    "process",
    0,
    20,
  ]);
  const process = RECORDING.arms.find(({ label }) => label === line.arm)?.processes[0];
  assertEquals(line.level, process?.level);
  assertEquals(LINES.length, 1 + 36 + 1);
});

Deno.test("toNdjson() writes the verdict of a comparison, and readers decide it anew", () => {
  const comparison = compareWithin(RECORDING);
  const text = toNdjson(comparison);
  const line = JSON.parse(text.trimEnd().split("\n").at(-2) ?? "");
  assertEquals([line.record, line.verdict, line.value], ["comparison", "slower", "call"]);
  const lying = text.replace('"verdict":"slower"', '"verdict":"faster"');
  assertEquals(compareWithin(only(lying)).verdict, "slower");
});

Deno.test("toNdjson() writes no home folder", () => {
  const home = "/home/somebody_else";
  const recording = fakeRecording({
    arms: { a: 1, b: 1 },
    change: (run) =>
      run.round > 0 ? run : {
        ...run,
        ending: { kind: "exited", code: 1, message: `in ${home}/x.py` },
      },
  });
  const text = toNdjson(recording);
  assertStringIncludes(text, "in ~/x.py");
  assert(!text.includes(home));
});

const DAMAGED: [name: string, text: string, roundCount: number, flag: string][] = [
  ["a file that was cut between lines", LINES.slice(0, 21).join("\n"), 10, "ends before its"],
  ["a file that was cut within a line", TEXT.slice(0, TEXT.length - 900), 17, "is no JSON"],
  ["a broken line", TEXT.replace('"pos":0', '"pos":'), 17, "line 2: it is no JSON"],
  ["a number that is none", TEXT.replace(/"wallNs":\d+/, '"wallNs":NaN'), 17, "is no JSON"],
  ["a number that is too large", TEXT.replace(/"wallNs":\d+/, '"wallNs":1e999'), 17, "wallNs"],
  ["a text for a number", TEXT.replace(/"wallNs":\d+/, '"wallNs":"1"'), 17, '"slices[0].wallNs"'],
  ["lines of another program", `${TEXT}hello\n{"x":1}\n`, 18, "2 lines"],
  ["two lines written into each other", tornText(), 17, "2 lines of the file"],
  ["no end of rubbish", `${TEXT}${"x\n".repeat(30_000)}`, 18, "10000 lines or more"],
  ["no end of line ends", `${TEXT}${"\n".repeat(50_000_000)}x`, 18, "line 50000039"],
  ["an enormous line", `${TEXT}"${"x".repeat(33 << 20)}"\n`, 18, "longer than"],
];

for (const [name, text, roundCount, flag] of DAMAGED) {
  Deno.test(`fromNdjson() uses what is left of ${name}`, async () => {
    const result = only(text);
    const comparison = compareWithin(result);
    assertEquals(comparison.rounds, roundCount);
    assertStringIncludes(flagText(result), flag);
    assert(comparison.flags.some(({ kind }) => kind === "incomplete_file"));
    const shown = (await result[DISPLAY]())["text/plain"] ?? "";
    assertStringIncludes(shown, "Imported from x.ndjson");
  });
}

/** As two writers leave a file that they share: one line stands in the middle of another. */
function tornText(): string {
  const [head = "", first = "", second = "", ...others] = LINES;
  const middle = Math.floor(first.length / 2);
  const torn = `${first.slice(0, middle)}${second}\n${first.slice(middle)}`;
  return [head, torn, ...others].join("\n");
}

Deno.test("fromNdjson() judges a cut file as one that somebody stopped", () => {
  const result = only(LINES.slice(0, -1).join("\n"));
  assertEquals([result.ending.kind, compareWithin(result).confidence], ["stopped", 0.99]);
});

Deno.test("fromNdjson() tells the sessions of a file apart, however their lines are mixed", () => {
  const other = toNdjson(fakeRecording({ arms: { c: 1, d: 1 }, seed: 8 })).trimEnd().split("\n");
  const mixed = LINES.flatMap((line, index) => [line, other[index] ?? ""]).reverse();
  const read = fromNdjson(mixed.join("\n"));
  assertEquals(read.map(({ arms }) => arms.map(({ label }) => label)).toSorted(), [
    ["a", "b"],
    ["c", "d"],
  ]);
  assertEquals(read.map((result) => compareWithin(result).rounds), [18, 18]);
});

Deno.test("fromNdjson() counts a process once that stands there twice", () => {
  assertEquals(numbersOf(only(TEXT + TEXT)), numbersOf(RECORDING));
});

Deno.test("fromNdjson() takes no time and less for a clock that cannot be trusted", () => {
  const text = TEXT.replaceAll(/"wallNs":\d+/g, '"wallNs":-5');
  const comparison = compareWithin(only(text));
  assertEquals([comparison.verdict, comparison.low, comparison.high], ["unclear", null, null]);
});

Deno.test("fromNdjson() leaves processes of unknown arms out and says so", () => {
  const text = TEXT.replace(/("record":"process".*?"arm":)"b"/, '$1"z"');
  const result = only(text);
  assertEquals(result.runs.length, 35);
  assertStringIncludes(flagText(result), "unknown arm");
});

const REFUSED: [name: string, text: string, message: string][] = [
  ["an empty file", "", "there is no session in it"],
  ["another program's lines", '{"a":1}\n', "line 1"],
  ["a newer version", TEXT.replaceAll("probebook/1", "probebook/2"), 'format is "probebook/2"'],
  ["a file without its first line", LINES.slice(1).join("\n"), "no line that says what"],
  [
    "a probe that is not known and says nothing of its values",
    TEXT.replaceAll('"tight_loop"', '"warp"').replaceAll('"values":[', '"worth":['),
    "expected array",
  ],
  ["binary data", "\u0000\u0001PAR1", "it is no JSON"],
];

for (const [name, text, message] of REFUSED) {
  Deno.test(`fromNdjson() refuses ${name}`, () => {
    const error = assertThrows(() => fromNdjson(text, { file: "x.ndjson" }), TypeError);
    assertStringIncludes(error.message, message);
    assertStringIncludes(error.message, "Cannot read x.ndjson");
  });
}

/** Tests of probes without timings: single values, lists, folders, rehearsals. With programs that play interpreters. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { fakeInterpreter, fakeProbe, STATE_LINE } from "../../tests/support/fake_interpreters.ts";
import { type FakeFolder, fakePrograms } from "../../tests/support/fake_programs.ts";
import type { ProbeName } from "../catalog/catalog.ts";
import { compare, compareWithin } from "../compare/compare.ts";
import { DISPLAY } from "../show/display.ts";
import { measure } from "./measure.ts";

/** Prints the values that the import probe promises, with this import time. */
function importing(milliseconds: string, ...changes: readonly string[]): string {
  const lines = [
    STATE_LINE,
    `{"event":"value","name":"import","value":${milliseconds}}`,
    '{"event":"value","name":"pyc","value":100}',
    '{"event":"value","name":"firstRead","value":2.5}',
    '{"event":"value","name":"read","value":0.5}',
    '{"event":"value","name":"readAgain","value":0.1}',
    '{"event":"value","name":"readAll","value":1.5}',
  ];
  return ["cat <<END", ...lines, ...changes, "END"].join("\n");
}

/** Prints the lists and values that the collector's probe promises; the lists in two lines each. */
function collecting(...changes: readonly string[]): string {
  const lines = [
    STATE_LINE,
    '{"event":"events","name":"pause","startNs":[0,10],"durationNs":[1000000,3000000],"group":[0,2]}',
    '{"event":"events","name":"pause","startNs":[20],"durationNs":[2000000],"group":[1]}',
    '{"event":"events","name":"request","startNs":[0],"durationNs":[9000000]}',
    '{"event":"events","name":"grow","startNs":[0],"durationNs":[4000000],"group":[2]}',
    '{"event":"value","name":"peakRss","value":12.5}',
    '{"event":"value","name":"collections","value":"gen0 1, gen1 1, gen2 1"}',
    '{"event":"value","name":"wall","value":20.5}',
    '{"event":"value","name":"fullCollect","value":5.5}',
    '{"event":"value","name":"toldTotal","value":null}',
  ];
  return ["cat <<'END'", ...lines, ...changes, "END"].join("\n");
}

function start(folder: FakeFolder, probe: ProbeName, names: readonly string[] = ["a"]) {
  const arms = names.map((name) => fakeInterpreter(name, folder));
  return measure(probe, { arms, rounds: 3 });
}

Deno.test("measure() rehearses each arm once, outside of the result", async () => {
  // The first process is as slow as one that has to write its bytecode.
  using folder = fakePrograms({
    a: `if [ -e "$0.warm" ]; then t=1; else t=99; fi\ntouch "$0.warm"\n${importing("$t")}`,
  });
  const { arms, calibration } = await start(folder, "annotations_import");
  assertEquals(arms[0]?.processes.map((process) => process.level), [1, 1, 1]);
  assertEquals(calibration?.runs.map((run) => [run.round, run.values["import"]]), [[-1, 99]]);
  assertEquals(calibration?.sliceNs, null);
});

Deno.test("measure() starts a probe that writes in a folder of its own, and removes it", async () => {
  using folder = fakePrograms({
    a: `pwd >> "$0.log"; ls >> "$0.log"; touch left_behind\n${importing("1")}`,
  });
  await start(folder, "annotations_import");
  const folders = Deno.readTextFileSync(folder.at("a.log")).trim().split("\n");
  assertEquals(new Set(folders).size, 4, "processes share a folder, or find files in it");
  for (const path of folders) assertEquals(isThere(path), false, path);
});

Deno.test("measure() removes the folder of a process that hangs, too", async () => {
  using folder = fakePrograms({ a: `pwd >> "$0.log"; touch left_behind; exec sleep 600` });
  const arms = [fakeInterpreter("a", folder)];
  const result = await measure("annotations_import", { arms, rounds: 2, secondsMax: 0.2 });
  assertEquals(result.ending.kind, "not_calibrated");
  const folders = Deno.readTextFileSync(folder.at("a.log")).trim().split("\n");
  for (const path of folders) assertEquals(isThere(path), false, path);
});

Deno.test("measure() joins the lines of a list and reduces it to values", async () => {
  using folder = fakePrograms({ a: collecting() });
  const { arms } = await start(folder, "gc_pauses");
  const [process] = arms[0]?.processes ?? [];
  assertEquals(process?.events[0], {
    name: "pause",
    startNs: [0, 10, 20],
    durationNs: [1_000_000, 3_000_000, 2_000_000],
    group: [0, 2, 1],
  });
  assertEquals(process?.events[1]?.group, []);
  assertEquals(process?.level, 3);
  const { longest, total, pauses, median, longestRequest, peakRss } = process?.values ?? {};
  assertEquals([longest, total, pauses, median, longestRequest, peakRss], [3, 6, 3, 2, 9, 12.5]);
  assertEquals([process?.slices, process?.cleaning], [[], null]);
});

Deno.test("measure() summarises numbers and texts over the processes", async () => {
  using folder = fakePrograms({
    a: collecting().replace('value":12.5', 'value":1$(wc -l < "$0.n")').replace("<<'END'", "<<END")
      .replace("cat", 'echo >> "$0.n"\ncat'),
  });
  const { arms } = await start(folder, "gc_pauses");
  // The rehearsal was the first one.
  assertEquals(arms[0]?.summary["peakRss"], { median: 13, low: 12, high: 14, count: 3 });
  const text = "gen0 1, gen1 1, gen2 1";
  assertEquals(arms[0]?.summary["collections"], { median: text, low: text, high: text, count: 3 });
});

Deno.test("measure() shows many values as rows", async () => {
  using folder = fakePrograms({ a: collecting(), b: collecting() });
  const result = await start(folder, "gc_pauses", ["a", "b"]);
  const text = (await result[DISPLAY]())["text/plain"] ?? "";
  assertStringIncludes(text, "longest pause (ms)");
  const row = text.split("\n").find((line) => line.startsWith("collections by generation")) ?? "";
  assertEquals(row.split("gen0 1, gen1 1, gen2 1").length, 3);
});

Deno.test("compareWithin() compares each value by its kind", async () => {
  using folder = fakePrograms({ a: importing("1"), b: importing("2").replace("100", "200") });
  const result = await start(folder, "annotations_import", ["a", "b"]);
  assertEquals(compareWithin(result).sentence, "unclear: 2.00x, 3 of 6 rounds");
  assertEquals(
    compareWithin(result, { value: "pyc" }).sentence,
    "different: 100 and 200, 3 rounds",
  );
});

Deno.test("measure() starts an arm only once that says that it cannot run the probe", async () => {
  const skip = `echo x >> "$0.log"; echo '{"event":"skip","reason":"no ctypes"}'`;
  using folder = fakePrograms({ a: collecting(), b: skip });
  const result = await start(folder, "gc_pauses", ["a", "b"]);
  assertEquals(result.arms.map((arm) => arm.processes.length), [3, 0]);
  assertEquals(result.flags.map((flag) => flag.text), [
    "b cannot show this: no ctypes; leave it out",
  ]);
  assertEquals(Deno.readTextFileSync(folder.at("b.log")), "x\n");
});

Deno.test("compare() ends before its rounds when nothing is left to compare", async () => {
  using folder = fakePrograms({
    a: collecting(),
    b: `echo '{"event":"skip","reason":"no ctypes"}'`,
  });
  const [base, test] = ["a", "b"].map((name) => fakeInterpreter(name, folder));
  const result = await compare("gc_pauses", { base, test, rounds: 3 });
  assertEquals(result.ending, { kind: "unavailable", reason: "no ctypes (b)", remedy: null });
  assertEquals(result.measurement.runs, []);
});

Deno.test("measure() says what would help where no arm can show it", async () => {
  const skip = `echo '{"event":"skip","reason":"it has the lock","remedy":"get 3.14t"}'`;
  using folder = fakePrograms({ a: skip, b: skip });
  const result = await start(folder, "annotations_import", ["a", "b"]);
  const said = { reason: "it has the lock (a, b)", remedy: "get 3.14t" };
  assertEquals(result.ending, { kind: "unavailable", ...said });
  assertEquals(result.flags.map(({ text }) => text), [
    "a cannot show this: it has the lock; get 3.14t",
    "b cannot show this: it has the lock; get 3.14t",
  ]);
  const text = (await result[DISPLAY]())["text/plain"] ?? "";
  assertStringIncludes(
    text,
    "cannot be shown here: it has the lock (a, b); what helps: get 3.14t.",
  );
});

Deno.test("compare() says what the base cannot show", async () => {
  const skip = `echo '{"event":"skip","reason":"it has the lock","remedy":"get 3.14t"}'`;
  using folder = fakePrograms({ a: skip, b: fakeProbe(1_300_000) });
  const [base, test] = ["a", "b"].map((name) => fakeInterpreter(name, folder));
  const { ending, verdict } = await compare("tight_loop", { base, test, rounds: 2 });
  assertEquals([ending.kind, verdict], ["unavailable", "unclear"]);
});

const BROKEN: [name: string, probe: ProbeName, body: string, said: string][] = [
  [
    "leaves out a value",
    "annotations_import",
    importing("1").replace('"name":"pyc"', '"name":"other"'),
    'did not give the value "pyc"',
  ],
  [
    "leaves out a list",
    "gc_pauses",
    collecting().replaceAll('"name":"pause"', '"name":"break"'),
    'did not give the value "longest"',
  ],
  [
    "gives a column in one line and not in another",
    "gc_pauses",
    collecting('{"event":"events","name":"pause","durationNs":[5]}'),
    'printed "pause", which is no event (its lines have different columns)',
  ],
  [
    "does not say with what it runs",
    "annotations_import",
    importing("1").replace(STATE_LINE, ""),
    "is no event",
  ],
  ["prints nothing", "annotations_import", "exit 0", "did not say with what it runs"],
];

for (const [name, probe, body, said] of BROKEN) {
  Deno.test(`measure() refuses a process that ${name}`, async () => {
    using folder = fakePrograms({ a: body });
    const result = await start(folder, probe);
    const reason = result.ending.kind === "not_calibrated" ? result.ending.reason : "";
    assertStringIncludes(reason, said);
  });
}

function isThere(path: string): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch {
    // What cannot be looked at is not there.
    return false;
  }
}

/** Tests of the exchange with hyperfine. */
import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { fakeRecording } from "../../tests/support/fake_recording.ts";
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

const WRONG: [name: string, text: string, message: string][] = [
  ["nothing", "", "it is empty"],
  ["no results", '{"results":[]}', '"results"'],
  ["no times", '{"results":[{"command":"x"}]}', '"results[0].times"'],
  ["a text for a time", '{"results":[{"command":"x","times":["1"]}]}', '"results[0].times[0]"'],
];

for (const [name, text, message] of WRONG) {
  Deno.test(`fromHyperfine() refuses ${name}`, () => {
    const error = assertThrows(() => fromHyperfine(text, { file: "h.json" }), Error);
    assertStringIncludes(error.message, message);
  });
}

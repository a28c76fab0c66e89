/** Reading what a profiler prints: the forms that people write, and near misses. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { profilerOutput } from "../../../../tests/support/fake_profiler.ts";
import { plainDigits } from "./stated_number.ts";
import { type ProfilerSection, readProfilerOutput } from "./profiler_output.ts";

type Edit = readonly [there: string | RegExp, instead: string];

function loopOf(...edits: readonly Edit[]): ProfilerSection {
  const text = edits.reduce((now, [from, to]) => now.replace(from, to), profilerOutput());
  const { loop } = readProfilerOutput(text).sections;
  if (loop.kind === "fault") throw new TypeError(loop.reason);
  return loop.value;
}

Deno.test("plainDigits() keeps as many places as were measured", () => {
  const digits = ["1,234.50", "6.20e-03", "1e-3", "2.5E+1", "0.40"].map(plainDigits);
  assertEquals(digits, ["1234.50", "0.00620", "0.001", "25", "0.40"]);
});

const SPREADS: [written: string, deviationMs: number][] = [
  ["stdev: 0.10 ms", 0.1],
  ["std. dev.: 0.10 ms", 0.1],
  ["Std Dev: 0.10 ms", 0.1],
  ["std-dev: 1.0e-01 ms", 0.1],
  ["standard deviation: 0.10 ms", 0.1],
  ["SD: 1,234.5 ms", 1234.5],
];

for (const [written, deviationMs] of SPREADS) {
  Deno.test(`readProfilerOutput() reads "${written}"`, () => {
    const { statistics } = loopOf(["std dev: 0.10 ms", written]);
    assertEquals(statistics, { kind: "found", value: { meanMs: 2.15, deviationMs, count: 20 } });
  });
}

const TIMES: [line: string, lowMs: number, highMs: number][] = [
  ["Time: 6.3 ms +/- 0.1 ms [6.235 ms, 6.347 ms]", 6.235, 6.347],
  ["Time: 6.3 ms +/- 0.1 ms [6.235 to 6.347 ms]", 6.235, 6.347],
  ["  TIME: 1,234.5 ms ± 0.5 ms", 1234, 1235],
  ["time: 6.3e+00 ms +/- 1e-01 ms [6.2e0, 6.4e0 ms]", 6.2, 6.4],
  ["Time: 1,234 ms +/- 34 ms [1,200, 1,268 ms]", 1200, 1268],
];

for (const [line, lowMs, highMs] of TIMES) {
  Deno.test(`readProfilerOutput() reads "${line}"`, () => {
    const { time } = loopOf([/Time:.*/, line]);
    assertEquals(time.kind === "found" && [time.value.lowMs, time.value.highMs], [lowMs, highMs]);
  });
}

Deno.test("readProfilerOutput() reads titles and labels in any case, with blanks in front", () => {
  const text = profilerOutput()
    .replace("=== Tight Loop Benchmark ===", "===== TIGHT LOOP BENCHMARK =====")
    .replace("=== GC Workload Benchmark ===", "  === GC workload benchmark ===")
    .replace("GC pause times: [0.12 ms, 0.34 ms, ...]", "\tGC Pause Times: [1,200.5 ms,0.34 ms]")
    .replace("GC share: 52.5 %", "gc share: 5.25e+01 %")
    .replace("Hypothesis:", "HYPOTHESIS:").replaceAll("Verdict:", "verdict:");
  const { sections: { loop, collector, imports }, hypothesis } = readProfilerOutput(text);
  assertEquals([loop.kind, imports.kind, hypothesis.kind], ["found", "found", "found"]);
  if (collector.kind === "fault") throw new TypeError(collector.reason);
  const { pauses, impact, verdict } = collector.value;
  assertEquals(pauses.kind === "found" && pauses.value.pausesMs, [1200.5, 0.34]);
  assertEquals(impact, { kind: "found", value: { kind: "share", percent: 52.5 } });
  assertEquals(verdict.kind, "found");
});

Deno.test("readProfilerOutput() takes no banner for a title", () => {
  for (
    const banner of ["===== Loop, GC and import benchmark =====", "==== The GC benchmark ===="]
  ) {
    const { sections } = readProfilerOutput(`${banner}\n${profilerOutput()}`);
    const titles = Object.values(sections).map((section) =>
      section.kind === "found" ? section.value.title : section.reason
    );
    assertEquals(titles, ["Tight Loop", "GC Workload", "Import"]);
  }
});

const NEAR: [name: keyof ProfilerSection, edit: Edit, reason: string][] = [
  ["time", [/Time:.*/, "Took 2.1 ms ± 0.1 ms"], '"Took 2.1 ms ± 0.1 ms" is not in that form'],
  ["statistics", [/Mean:.*/, "The mean is 2.1 ms"], '"The mean is 2.1 ms" is not in that form'],
  ["baseline", [/Baseline:.*/, "Empty loop: 0.9 ms"], '"Empty loop: 0.9 ms" is not in that form'],
  ["first", [/First call:.*/, "Cold start: 2 ms"], '"Cold start: 2 ms" is not in that form'],
  ["verdict", [/Verdict:.*/, "Conclusion: slow"], '"Conclusion: slow" is not in that form'],
];

for (const [name, edit, reason] of NEAR) {
  Deno.test(`readProfilerOutput() quotes what comes near its line of ${name}`, () => {
    const reading = loopOf(edit)[name];
    assertStringIncludes(
      typeof reading === "string" || reading.kind === "found" ? "" : reading.reason,
      reason,
    );
  });
}

Deno.test("readProfilerOutput() quotes what comes near a title, a list of pauses, and the collector's share", () => {
  const untitled = readProfilerOutput(
    profilerOutput().replace("=== Import Benchmark ===", "--- Import ---"),
  );
  const { imports } = untitled.sections;
  assertStringIncludes(imports.kind === "fault" ? imports.reason : "", '"--- Import ---" is not');
  const text = profilerOutput().replace("GC pause times:", "Pauses:").replace(
    "GC share:",
    "Share of GC:",
  );
  const { collector } = readProfilerOutput(text).sections;
  if (collector.kind === "fault") throw new TypeError(collector.reason);
  const { pauses, impact } = collector.value;
  assertStringIncludes(pauses.kind === "fault" ? pauses.reason : "", '"Pauses: [0.12 ms, 0.34 ms');
  assertStringIncludes(impact.kind === "fault" ? impact.reason : "", '"Share of GC: 52.5 %"');
});

/** Three runs as a cell shows them: a picture where something was stated, else a sentence. */
import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { fakeProfiler, profilerOutput } from "../../../../tests/support/fake_profiler.ts";
import { statedTimes } from "./stated_times.ts";
import { programRuns, threeRuns } from "./three_runs.ts";

Deno.test("programRuns() reads what each run states", () => {
  const outputs = [2.25, 2.5, 2.75].map((loopMs) => profilerOutput({ loopMs }));
  const ends = "Time: 2.25 ms +/- 0.05 ms [2.2, 2.4 ms]";
  const [first = "", ...others] = outputs;
  const { times, message } = programRuns(
    fakeProfiler({ outputs: [first.replace(/Time:.*/, ends), ...others] }),
  );
  assertEquals(times.length, 9);
  assertEquals(times[0], { section: "Tight Loop", run: 1, ms: 2.25, lowMs: 2.2, highMs: 2.4 });
  assertEquals(message, "performance_profiler.py ran 3 times.");
});

Deno.test("programRuns() says that nothing can be read, or how it ended", () => {
  const silent = programRuns(fakeProfiler({ outputs: ["hello", "hello", "hello"] }));
  assertStringIncludes(silent.message, "none of its lines is a time that can be read yet");
  const failed = programRuns(fakeProfiler({
    outputs: [profilerOutput()],
    ending: { kind: "timed_out", afterSeconds: 30 },
    changes: { message: "performance_profiler.py was still running after 30 s" },
  }));
  assertEquals([failed.message, failed.times.length], [
    "performance_profiler.py was still running after 30 s.",
    0,
  ]);
});

Deno.test("statedTimes() draws a row a run, and says what a loop of ours took", async () => {
  const program = fakeProfiler({ referenceMs: [1, 1.5, 1.25] });
  const chart = statedTimes(programRuns(program).times, program);
  const text = await chart.toText();
  assertStringIncludes(text, "run 1: Tight Loop 2.15 ms [2.10, 2.20], GC Workload 3.25 ms");
  assertStringIncludes(text, "took 1.00, 1.50, 1.25 ms before the runs, 50 % apart");
  assertStringIncludes(await chart.toSvg(), "line: the interval that it states");
});

Deno.test("threeRuns() refuses what is no path", () => {
  for (const path of ["", " ", 3]) {
    // Cells are not held to their types.
    assertThrows(() => threeRuns(path as string), TypeError, "the path of a file is needed");
  }
});

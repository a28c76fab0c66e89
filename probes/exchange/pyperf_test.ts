/** Tests of the exchange with pyperf; where the test Python has it, pyperf itself is asked. */
import { assert, assertEquals, assertMatch, assertStringIncludes, assertThrows } from "@std/assert";
import { fakeResult } from "../../tests/support/fake_interpreters.ts";
import { fakeRecording } from "../../tests/support/fake_recording.ts";
import { testUnless } from "../../tests/support/skip.ts";
import { DISPLAY } from "../show/display.ts";
import type { MeasurementResult } from "../measure/result.ts";
import { toPyperf } from "./pyperf.ts";
import { fromPyperf } from "./pyperf_read.ts";

interface Written {
  version: string;
  metadata: Record<string, unknown>;
  benchmarks: [{
    runs: {
      metadata: Record<string, number>;
      warmups?: [number, number][];
      values: number[];
    }[];
  }];
}

function parsed(result: MeasurementResult, options = {}): Written[] {
  return toPyperf(result, options).map(({ text }) => JSON.parse(text));
}

function countsOf({ benchmarks: [{ runs }] }: Written): number[] {
  return runs.map(({ values }) => values.length);
}

const TWO = { a: 1, b: 1.05 };

Deno.test("toPyperf() writes seconds a call, one run a process, one file an arm", () => {
  const [a, b] = parsed(fakeRecording({ arms: TWO }));
  assertEquals([a?.version, a?.metadata["name"], b?.metadata["name"]], [
    "1.0",
    "tight_loop.call",
    "tight_loop.call",
  ]);
  assertEquals(a?.benchmarks[0].runs.length, 18);
  const [first] = b?.benchmarks[0].runs ?? [];
  assert((first?.values ?? []).every((value) => value > 1.04e-3 && value < 1.08e-3));
  assert((first?.warmups ?? []).every(([loops, value]) => loops === 1 && value > 1e-3));
  assert((first?.metadata["python_hash_seed"] ?? 0) >= 1_000_000_000);
});

Deno.test("toPyperf() gives pyperf equally many values of every arm", () => {
  const counts = parsed(fakeRecording({ arms: TWO, seed: 3 })).map(countsOf);
  assertEquals([counts.length, counts[0]?.length], [2, 18]);
  assertEquals(counts[0], counts[1]);
});

Deno.test("toPyperf() leaves out rounds that an arm lacks", () => {
  const recording = fakeRecording({
    arms: TWO,
    change: (run) =>
      run.arm === "b" && run.round === 4
        ? { ...run, ending: { kind: "exited", code: 1, message: "boom" } }
        : run,
  });
  const [a, b] = parsed(recording);
  assertEquals([a?.benchmarks[0].runs.length, b?.benchmarks[0].runs.length], [17, 17]);
});

Deno.test("toPyperf() writes CPU time where an arm of the round was interrupted all the time", () => {
  const recording = fakeRecording({
    arms: TWO,
    change: (run) =>
      run.round !== 2 ? run : {
        ...run,
        slices: run.slices.map((slice) =>
          run.arm === "a" ? { ...slice, wallNs: slice.wallNs * 9, switches: 1 } : slice
        ),
      },
  });
  for (const { benchmarks: [{ runs }] } of parsed(recording)) {
    const clocks = runs.map(({ metadata }) => metadata["probebook_clock"] as unknown);
    assertEquals(clocks.indexOf("cpu"), 2);
    assertEquals(clocks.filter((clock) => clock === "cpu").length, 1);
    assert(runs.every(({ values }) => values.every((value) => value < 1.5e-3)));
  }
});

Deno.test("toPyperf() joins timings to the length that is asked for", () => {
  const [a] = parsed(fakeRecording({ arms: { a: 0.3, b: 0.3 } }), { mergeMs: 1 });
  const runs = a?.benchmarks[0].runs ?? [];
  assert(runs.length === 18);
  for (const { metadata, values } of runs) {
    const loops = metadata["loops"] ?? 0;
    assert(values.every((value) => value * loops >= 1e-3 && value < 0.32e-3));
  }
});

Deno.test("toPyperf() writes single values in pyperf's units", () => {
  const value = { key: "rss", name: "memory", unit: "MiB", kind: "once", lowerIsBetter: true };
  const recorded = fakeResult({ a: [2, 2], b: [3, 3] });
  const result = {
    ...recorded,
    arms: recorded.arms.map((arm) => ({
      ...arm,
      processes: arm.processes.map((process) => ({ ...process, values: { rss: process.level } })),
    })),
    value,
    values: [value],
    [DISPLAY]: () => ({}),
  } as MeasurementResult;
  const [a] = parsed(result);
  assertEquals(a?.metadata["unit"], "byte");
  assertEquals(a?.benchmarks[0].runs[0]?.values, [2 * 1024 * 1024]);
});

const REFUSED: [name: string, result: unknown, options: unknown, message: string][] = [
  ["what is no result", 3, {}, "what awaiting measure() or compare() gives is needed"],
  ["an unknown value", fakeRecording({ arms: TWO }), { value: "speed" }, 'there are "call"'],
  ["an unknown option", fakeRecording({ arms: TWO }), { merge: 1 }, 'nearest is "mergeMs"'],
  ["a wrong length", fakeRecording({ arms: TWO }), { mergeMs: -1 }, '"mergeMs" is -1'],
  ["nothing measured", fakeRecording({ arms: TWO, rounds: 0 }), {}, "there is no round"],
];

for (const [name, result, options, message] of REFUSED) {
  Deno.test(`toPyperf() refuses ${name}`, () => {
    const write = () => toPyperf(result as MeasurementResult, options as Record<never, never>);
    assertStringIncludes(assertThrows(write, Error).message, message);
  });
}

Deno.test("fromPyperf() reads what toPyperf() writes", () => {
  const recording = fakeRecording({ arms: TWO });
  const files = toPyperf(recording);
  const read = files.map(({ text, fileName }) => fromPyperf(text, { file: fileName })[0]);
  for (const [index, measurement] of read.entries()) {
    const [arm] = measurement?.arms ?? [];
    const original = recording.arms[index];
    assertEquals([arm?.label, arm?.processes.length], [original?.label, 18]);
    assertEquals(measurement?.value.unit, "ms");
    // Interrupted timings are not in the file, so the level may move by a fraction of the noise.
    assert(Math.abs((arm?.median ?? 0) / (original?.median ?? 1) - 1) < 1e-3);
  }
});

function pyperfText(runs: unknown, metadata: unknown = { name: "x", unit: "second" }): string {
  return JSON.stringify({ version: "1.0", benchmarks: [{ metadata, runs }] });
}

Deno.test("fromPyperf() leaves calibration out and takes warm-ups as first timings", () => {
  const [read] = fromPyperf(pyperfText([
    { warmups: [[1, 0.5], [2, 0.4]] },
    { warmups: [[4, 0.009]], values: [0.002, 0.002, 0.002] },
  ]));
  const [process] = read?.arms[0]?.processes ?? [];
  assertEquals(read?.arms[0]?.processes.length, 1);
  assertEquals(process?.slices.map(({ use }) => use), ["warm-up", "kept", "kept", "kept"]);
  assertEquals(process?.level, 2);
});

Deno.test("fromPyperf() takes times that are not above 0 for unusable", () => {
  const [read] = fromPyperf(pyperfText([{ values: [0, -1, 0, -2] }, { values: [1, 1, 1, 1] }]));
  assertEquals(read?.arms[0]?.processes.map(({ level }) => level), [null, 1]);
});

Deno.test("fromPyperf() reads several benchmarks and shows itself as imported", async () => {
  const run = [{ values: [1, 1] }];
  const text = JSON.stringify({
    version: "1.0",
    metadata: { unit: "second" },
    benchmarks: [{ metadata: { name: "x" }, runs: run }, { metadata: { name: "y" }, runs: run }],
  });
  const read = fromPyperf(text, { file: "all.json" });
  assertEquals(read.map(({ title }) => title), ["x", "y"]);
  assertStringIncludes(
    (await read[0]?.[DISPLAY]())?.["text/plain"] ?? "",
    "Imported from all.json",
  );
});

const WRONG: [name: string, text: string, message: string][] = [
  ["nothing", "", "it is empty"],
  ["a cut file", pyperfText([{ values: [1] }]).slice(0, 40), "or it is cut off"],
  ["a number that is none", '{"version":"1.0","benchmarks":[NaN]}', "NaN is no number"],
  ["another version", '{"version":"0.8","benchmarks":[]}', '"version"'],
  ["no benchmark", '{"version":"1.0","benchmarks":[]}', '"benchmarks"'],
  ["text for a number", pyperfText([{ values: ["1"] }]), '"benchmarks[0].runs[0].values[0]"'],
  ["a number too large", pyperfText([{ values: [1] }]).replace("[1]", "[1e999]"), "values[0]"],
  ["a list", "[]", "as a pyperf file"],
];

for (const [name, text, message] of WRONG) {
  Deno.test(`fromPyperf() refuses ${name}`, () => {
    const error = assertThrows(() => fromPyperf(text, { file: "x.json" }), Error);
    assertStringIncludes(error.message, message);
    assertMatch(error.message, /^Cannot read x\.json/);
  });
}

const PYTHON = Deno.env.get("PROBEBOOK_TEST_PYTHON");

function pyperfMissing(): string | null {
  if (PYTHON === undefined) return "PROBEBOOK_TEST_PYTHON names no Python with pyperf";
  const { success } = new Deno.Command(PYTHON, { args: ["-c", "import pyperf"], stderr: "null" })
    .outputSync();
  return success ? null : `${PYTHON} has no pyperf`;
}

async function pyperf(folder: string, ...args: string[]): Promise<{ code: number; text: string }> {
  const { code, stdout, stderr } = await new Deno.Command(PYTHON ?? "", {
    args: ["-m", "pyperf", ...args],
    cwd: folder,
    env: { COLUMNS: "100" },
  }).output();
  const decoder = new TextDecoder();
  return { code, text: decoder.decode(stdout) + decoder.decode(stderr) };
}

const ASKED: [name: string, args: string[], shown: RegExp][] = [
  ["stats", ["stats", "a.json"], /Number of run with values: 40[^]*Median \+- MAD: +1\.0/],
  ["hist", ["hist", "a.json"], /1\.0\d ms: +\d+ #/],
  ["dump", ["dump", "a.json"], /Run 1: [^]*1\.0\d ms/],
  ["metadata", ["metadata", "a.json"], /python_version: 3\.14\.0[^]*unit: second/],
  ["check", ["check", "a.json"], /The benchmark seems to be stable/],
  ["compare_to", ["compare_to", "a.json", "b.json"], /Mean \+- std dev: .*1\.05x slower/],
  ["compare_to of equal files", ["compare_to", "a.json", "c.json"], /not significant/],
];

testUnless(pyperfMissing(), {
  name: "pyperf itself accepts what toPyperf() writes",
  async fn(context) {
    const folder = await Deno.makeTempDir();
    try {
      const recording = fakeRecording({ arms: TWO, rounds: 40 });
      for (const { fileName, text } of toPyperf(recording, { mergeMs: 1 })) {
        await Deno.writeTextFile(`${folder}/${fileName}`, text);
      }
      await Deno.copyFile(`${folder}/a.json`, `${folder}/c.json`);
      for (const [name, args, shown] of ASKED) {
        await context.step(name, async () => {
          const { code, text } = await pyperf(folder, ...args);
          assertEquals(code, 0, text);
          assertMatch(text, shown);
        });
      }
      await context.step("fromPyperf() reads what pyperf itself writes", async () => {
        const { code, text } = await pyperf(folder, "convert", "a.json", "-o", "own.json");
        assertEquals(code, 0, text);
        const [own, ours] = await Promise.all(
          ["own", "a"].map(async (name) =>
            fromPyperf(await Deno.readTextFile(`${folder}/${name}.json`))[0]?.arms[0]?.processes
          ),
        );
        assertEquals(own?.length, 40);
        assertEquals(own, ours);
      });
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});

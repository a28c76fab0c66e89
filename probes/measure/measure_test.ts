/** Tests of whole measurements: with programs that play interpreters, and with the CPythons of this machine. */
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertRejects,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { fakeInterpreter, fakeProbe } from "../../tests/support/fake_interpreters.ts";
import { type FakeFolder, fakePrograms } from "../../tests/support/fake_programs.ts";
import { testUnless } from "../../tests/support/skip.ts";
import { DISPLAY } from "../show/display.ts";
import { discoverInterpreters } from "../interpreters/mod.ts";
import { measure } from "./measure.ts";
import type { MeasureOptions, Progress } from "./plan.ts";
import type { MeasurementResult } from "./result.ts";

function start(folder: FakeFolder, options: MeasureOptions = {}) {
  const pythons = ["a", "b"].map((name) => fakeInterpreter(name, folder));
  return measure("tight_loop", {
    arms: pythons,
    rounds: 3,
    slices: 3,
    seed: 4,
    params: { n: 1000 },
    ...options,
  });
}

const TWO = { a: fakeProbe(5_000_000), b: fakeProbe(10_000_000) };

Deno.test("measure() gives every process in the order that the plan drew", async () => {
  using folder = fakePrograms(TWO);
  const result = await start(folder);
  assertEquals(result.ending, { kind: "complete" });
  assertEquals(result.runs.map((run) => run.arm), result.rounds.flatMap((round) => round.order));
  assertEquals(
    result.runs.map((run) => run.hashSeed),
    result.rounds.flatMap((round) => [round.hashSeed, round.hashSeed]),
  );
});

Deno.test("measure() reduces a process to the time of one call without its warm-up", async () => {
  using folder = fakePrograms(TWO);
  const { arms } = await start(folder);
  // 5,000,000 ns, which is the warm-up, 5,000,001 ns and 5,000,002 ns for one call.
  assertEquals(arms.map((arm) => [arm.label, arm.median]), [["a", 5.0000015], ["b", 10.0000015]]);
  const slices = arms[0]?.processes[0]?.slices ?? [];
  assertEquals(slices.map((slice) => slice.use), ["warm-up", "kept", "kept"]);
  assertAlmostEquals(slices[2]?.value ?? 0, 5.000002);
});

Deno.test("measure() tells what the loop around the calls takes, and subtracts nothing", async () => {
  const said = fakeProbe(5_000_000).replace('"clockNs":1}', '"clockNs":1,"emptyLoopNs":21.4}');
  using folder = fakePrograms({ a: said, b: said });
  const result = await start(folder);
  assertEquals(result.arms.map((arm) => arm.median), [5.0000015, 5.0000015]);
  const text = (await result[DISPLAY]())["text/plain"] ?? "";
  assertStringIncludes(text, "The loop around its calls takes 21 ns a call, not subtracted.");
});

Deno.test("measure() reports its progress", async () => {
  using folder = fakePrograms(TWO);
  const seen: Progress[] = [];
  await start(folder, { onProgress: (progress) => seen.push(progress) });
  assertEquals(seen.map(({ done, total }) => `${done}/${total}`), [
    "1/6",
    "2/6",
    "3/6",
    "4/6",
    "5/6",
    "6/6",
  ]);
  assertEquals(seen.map(({ round }) => round), [1, 1, 2, 2, 3, 3]);
});

Deno.test("measure() keeps a process that failed out of the values and in the record", async () => {
  using folder = fakePrograms({ ...TWO, b: "echo bad >&2; exit 9" });
  const result = await start(folder);
  assertEquals(result.ending.kind, "complete");
  assertEquals(result.arms.map((arm) => arm.processes.length), [3, 0]);
  assertEquals(result.arms[1]?.median, null);
  const text = (await result[DISPLAY]())["text/plain"] ?? "";
  assertStringIncludes(text, "b, round 1, ended with exit code 9: bad.");
});

Deno.test("measure() says when there is nothing to measure with", async () => {
  const result = await measure("tight_loop", { arms: [] });
  assertEquals(result.ending, { kind: "no_interpreters" });
  assertStringIncludes((await result[DISPLAY]())["text/html"] ?? "", "uv python install");
});

Deno.test("measure() calibrates on another interpreter when the first one cannot be used", async () => {
  using folder = fakePrograms({ ...TWO, a: "exit 1" });
  const { ending, calibration, arms } = await start(folder);
  assertEquals(ending.kind, "complete");
  assertEquals(calibration?.arm, "b");
  assertEquals(arms[0]?.failures.map((run) => run.round), [-1, 0]);
});

Deno.test("measure() says when no interpreter can be used", async () => {
  using folder = fakePrograms({ a: "echo broken >&2; exit 1", b: "exit 1" });
  const result = await start(folder);
  const reason = "a ended with exit code 1: broken";
  assertEquals(result.ending, { kind: "not_calibrated", reason });
  assertStringIncludes((await result[DISPLAY]())["text/plain"] ?? "", reason);
});

Deno.test("measure() gives up an arm that fails twice in a row, and says so", async () => {
  // The first process of b calibrates nothing; its third one would count again.
  using folder = fakePrograms({ ...TWO, b: `echo x >> "$0.starts"\nexit 9` });
  const result = await start(folder, { rounds: 20 });
  assertEquals(result.arms.map((arm) => arm.isGivenUp), [false, true]);
  assertEquals(result.flags.map((flag) => flag.kind), ["given_up"]);
  assertEquals(Deno.readTextFileSync(folder.at("b.starts")), "x\n".repeat(2));
  assertStringIncludes(
    (await result[DISPLAY]())["text/plain"] ?? "",
    "b failed twice in a row and was not started any more",
  );
});

Deno.test("measure() keeps an arm that fails now and then", async () => {
  using folder = fakePrograms({
    ...TWO,
    b: `if [ -e "$0.odd" ]; then rm "$0.odd"; exit 9; fi\ntouch "$0.odd"\n${TWO.b}`,
  });
  const result = await start(folder, { rounds: 6 });
  assertEquals(result.arms.map((arm) => arm.processes.length), [6, 3]);
  assertEquals(result.arms[1]?.isGivenUp, false);
});

Deno.test("measure() ends when every arm is given up", async () => {
  using folder = fakePrograms({
    a: `[ -e "$0.once" ] && exit 1\ntouch "$0.once"\n${TWO.a}`,
  });
  const result = await measure("tight_loop", { arms: [fakeInterpreter("a", folder)], rounds: 9 });
  assertEquals(result.ending, { kind: "given_up", reason: "no arm is left" });
  assertEquals(result.runs.length, 2);
});

Deno.test("measure() runs once, however often it is awaited, iterated and shown", async () => {
  using folder = fakePrograms({ ...TWO, a: `echo x >> "${"$0"}.count"\n${TWO.a}` });
  const running = start(folder);
  const [first, second, bundle] = await Promise.all([running, running, running[DISPLAY]()]);
  assertEquals(first, second);
  assert("text/html" in bundle);
  for await (const last of running) assertEquals(last, first);
  assertEquals(Deno.readTextFileSync(folder.at("a.count")), "x\n".repeat(4));
});

Deno.test("measure() does nothing until somebody wants its result", async () => {
  const running = measure("tight_loop", { arms: [fakeInterpreter("none")] });
  assertEquals(running.latest, null);
  await running[Symbol.asyncDispose]();
  assertEquals(running.latest, null);
});

Deno.test("measure() gives partial results while it runs", async () => {
  using folder = fakePrograms(TWO);
  const counts: number[] = [];
  let last: MeasurementResult | null = null;
  for await (const partial of start(folder)) {
    counts.push(partial.runs.length);
    last = partial;
  }
  assertEquals(counts, [...counts].sort((left, right) => left - right));
  assertEquals([counts.at(-1), last?.ending.kind], [6, "complete"]);
  assert(counts.length > 1, "there was nothing but the end");
});

Deno.test("measure() stops when its iteration is left, and keeps what it has", async () => {
  using folder = fakePrograms(TWO);
  const running = start(folder, { rounds: 500 });
  for await (const partial of running) {
    if (partial.runs.length >= 2) break;
  }
  const result = await running;
  assertEquals(result.ending, { kind: "stopped" });
  assert(result.runs.length >= 2 && result.runs.length < 1000);
  assertStringIncludes((await result[DISPLAY]())["text/plain"] ?? "", "Stopped");
});

Deno.test("measure() ends the process that runs when it is stopped", async () => {
  // The second process of the program waits for ever: only the stop can end it.
  using folder = fakePrograms({
    a: `[ -e "$0.once" ] && exec sleep 600\ntouch "$0.once"\n${TWO.a}`,
  });
  const pythons = [fakeInterpreter("a", folder)];
  const running = measure("tight_loop", { arms: pythons, slices: 2, params: { n: 1 } });
  const finished = running.then((result) => result);
  const result = await (await Promise.race([
    finished,
    untilExists(folder.at("a.once")).then(() => running.stop()),
  ]));
  assertEquals(result.ending, { kind: "stopped" });
});

Deno.test("measure() ends with what it has when its program is interrupted from outside", async () => {
  // SIGINT to the whole group is what Stop sends: the process that runs dies of it.
  using folder = fakePrograms({
    ...TWO,
    // The first process is the trial, the second one is measured.
    b: `[ -e "$0.twice" ] && kill -INT $$\n[ -e "$0.once" ] && touch "$0.twice"\ntouch "$0.once"\n${TWO.b}`,
  });
  const result = await start(folder, { rounds: 50 });
  assertEquals(result.ending, { kind: "stopped" });
  assertEquals(result.arms[1]?.processes.length, 1);
});

Deno.test("measure() refuses wrong options at the line where they stand", () => {
  assertThrows(() => measure("tight_loop", { rounds: -1 }), RangeError, '"rounds" is -1');
});

Deno.test("measure() hands on what discovery or a callback throws", async () => {
  using folder = fakePrograms(TWO);
  const failing = start(folder, {
    onProgress: () => {
      throw new TypeError("from the callback");
    },
  });
  await assertRejects(async () => await failing, TypeError, "from the callback");
});

const pythons = await discoverInterpreters();

testUnless(pythons.length === 0 ? "no CPython 3.8 or later" : null, {
  name: "measure() runs the tight loop in every CPython of this machine",
  async fn() {
    const result = await measure("tight_loop", {
      arms: pythons,
      rounds: 1,
      slices: 3,
      params: { n: 20_000 },
    });
    assertEquals(result.ending, { kind: "complete" });
    for (const arm of result.arms) {
      const [process] = arm.processes;
      if (process === undefined) {
        throw new TypeError(`${arm.python.name} gave nothing: ${JSON.stringify(arm.failures)}`);
      }
      // Ground truth is 15 to 60 ns; a machine would have to be very odd to leave this range.
      const nsPerIteration = (process.level ?? 0) * 1e6 / 20_000;
      assert(nsPerIteration > 1 && nsPerIteration < 2000, `${arm.label}: ${nsPerIteration} ns`);
    }
    for (const run of result.runs) {
      const python = pythons.find((candidate) => candidate.name === run.python);
      assertEquals(run.state?.version, python?.version);
      assertEquals(run.state?.jit, python?.jit === "on");
      for (const slice of run.slices) {
        assert(slice.wallNs >= 300_000, `a timing of ${slice.wallNs} ns`);
      }
    }
  },
});

async function untilExists(path: string): Promise<void> {
  using watcher = Deno.watchFs(path.slice(0, path.lastIndexOf("/")));
  for await (const event of watcher) {
    if (event.paths.some((changed) => changed === path)) return;
  }
}

/** Tests of processes that take turns: with programs that note when they had theirs, and with the CPythons of this machine. */
import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { fakeInterpreter, fakeProbe, STATE_LINE } from "../../tests/support/fake_interpreters.ts";
import { type FakeFolder, fakePrograms } from "../../tests/support/fake_programs.ts";
import { isRunning } from "../../tests/support/processes.ts";
import { testUnless } from "../../tests/support/skip.ts";
import { discoverInterpreters } from "../interpreters/mod.ts";
import { measure } from "../measure/measure.ts";
import { completePlan } from "../measure/plan.ts";
import { runRound } from "./round.ts";
import type { ProbeRun } from "./run.ts";

const SLICE = '{"event":"slice","loops":1,"wallNs":1200000,"cpuNs":1200000,"switches":0}';

/** Says that it can take turns, and does; each turn first carries out `atTurn`, which knows its number as $turn. */
function takingTurns(atTurn = ":"): string {
  const state = STATE_LINE.replace("}", ',"processors":[0,5]}');
  return `[ -z "$PROBEBOOK_TURNS" ] || read processor
echo "$(basename $0)=$processor" >> "$(dirname $0)/started"
echo '${state}'
turn=0
while [ $turn -lt $7 ]; do
  [ -z "$PROBEBOOK_TURNS" ] || read line
  [ -z "$processor" ] || echo "$(basename $0)" >> "$(dirname $0)/turns"
  ${atTurn}
  echo '${SLICE}'
  turn=$((turn + 1))
done`;
}

interface Options {
  readonly names?: readonly string[];
  readonly sliceCount?: number;
  readonly secondsMax?: number;
  readonly signal?: AbortSignal;
}

async function run(
  folder: FakeFolder,
  {
    names = ["a", "b"],
    sliceCount = 3,
    secondsMax = 30,
    signal = new AbortController().signal,
  }: Options = {},
): Promise<ProbeRun[]> {
  const arms = names.map((name) => fakeInterpreter(name, folder));
  const plan = completePlan("tight_loop", { arms, secondsMax });
  const requests = plan.arms.map((arm, position) => ({
    arm,
    position,
    round: 0,
    hashSeed: 1234567890,
    loops: 1,
    sliceCount,
    signal,
  }));
  const runs: ProbeRun[] = [];
  for await (const ended of runRound(plan, { requests, processor: 5 })) runs.push(...ended);
  return runs;
}

function linesOf(folder: FakeFolder, name: string): string[] {
  return Deno.readTextFileSync(folder.at(name)).trim().split("\n");
}

function kindsOf(runs: readonly ProbeRun[]): string[] {
  return runs.map(({ arm, ending, slices }) => `${arm}: ${ending.kind} ${slices.length}`);
}

Deno.test("runRound() lets processes take turns, forwards and backwards, on one processor", async () => {
  using folder = fakePrograms({ a: takingTurns(), b: takingTurns() });
  assertEquals(kindsOf(await run(folder)), ["a: completed 3", "b: completed 3"]);
  assertEquals(linesOf(folder, "turns"), ["a", "b", "b", "a", "a", "b"]);
  assertEquals(linesOf(folder, "started").toSorted(), ["a=5", "b=5"]);
});

Deno.test("runRound() goes on without a process that ends before its time", async () => {
  using folder = fakePrograms({ a: takingTurns("[ $turn = 1 ] && exit 4"), b: takingTurns() });
  assertEquals(kindsOf(await run(folder)), ["a: exited 1", "b: completed 3"]);
});

Deno.test("runRound() goes on without a process that cannot be started", async () => {
  using folder = fakePrograms({ b: takingTurns() });
  assertEquals(kindsOf(await run(folder)), ["a: spawn_failed 0", "b: completed 3"]);
});

Deno.test("runRound() does not count the time for which a process waits for others", async () => {
  const slow = takingTurns("sleep 0.2");
  using folder = fakePrograms({ a: slow, b: slow, c: slow });
  const runs = await run(folder, { names: ["a", "b", "c"], sliceCount: 4, secondsMax: 2 });
  assertEquals(kindsOf(runs), ["a: completed 4", "b: completed 4", "c: completed 4"]);
  assert(runs.every(({ elapsedMs }) => elapsedMs > 2000), "nobody waited longer than is allowed");
});

Deno.test("runRound() ends a process that hangs in its turn, and that one only", async () => {
  using folder = fakePrograms({ a: takingTurns("[ $turn = 1 ] && sleep 600"), b: takingTurns() });
  assertEquals(kindsOf(await run(folder, { secondsMax: 1 })), ["a: timed_out 1", "b: completed 3"]);
});

Deno.test("runRound() ends all processes on a stop", async () => {
  const noting = takingTurns('echo $$ >> "$(dirname $0)/ids"; [ $turn = 1 ] && sleep 600');
  using folder = fakePrograms({ a: noting, b: noting });
  const stop = new AbortController();
  const ended = run(folder, { signal: stop.signal });
  while (!await hasLines(folder, "turns", 3));
  stop.abort();
  assertEquals(kindsOf(await ended), ["a: stopped 1", "b: stopped 1"]);
  for (const id of linesOf(folder, "ids")) assert(!await isRunning(Number(id)), `${id} runs`);
});

Deno.test("measure() starts one process after the other where an arm cannot take turns", async () => {
  using folder = fakePrograms({ a: takingTurns(), b: fakeProbe(1_300_000) });
  const arms = ["a", "b"].map((name) => fakeInterpreter(name, folder));
  const { calibration, arms: measured } = await measure("tight_loop", { arms, rounds: 2 });
  assertEquals(calibration?.processors, []);
  assertEquals(measured.map(({ processes }) => processes.length), [2, 2]);
  // Nobody names a processor to it.
  assertEquals([...new Set(linesOf(folder, "started"))], ["a="]);
});

Deno.test("measure() draws a processor for each round", async () => {
  using folder = fakePrograms({ a: takingTurns(), b: takingTurns() });
  const arms = ["a", "b"].map((name) => fakeInterpreter(name, folder));
  const options = { arms, rounds: 8, slices: 2, seed: 3 };
  const { calibration, rounds, runs } = await measure("tight_loop", options);
  assertEquals(calibration?.processors, [0, 5]);
  assertEquals(runs.map(({ arm }) => arm), rounds.flatMap(({ order }) => order));
  const started = linesOf(folder, "started").filter((line) => !line.endsWith("="));
  const drawn = started.map((line) => line.slice(2));
  // Both processes of a round get the same one; which of the two, the lot decides.
  for (let index = 0; index < drawn.length; index += 2) {
    assertEquals(drawn[index], drawn[index + 1], started.join(", "));
  }
  assertEquals(new Set(drawn), new Set(["0", "5"]));
});

const [python] = await discoverInterpreters();
const missing = python === undefined
  ? "no CPython here"
  : Deno.build.os === "linux"
  ? null
  : "no system but Linux keeps a process on a processor";

testUnless(missing, {
  name: "measure() keeps the processes of a round on one processor",
  fn: async () => {
    if (python === undefined) throw new TypeError("no CPython");
    const arms = [python, { python, label: "same" }];
    const { calibration, runs, rounds } = await measure("tight_loop", { arms, rounds: 4 });
    assertNotEquals(calibration?.processors, []);
    assertEquals(runs.map(({ ending }) => ending.kind), runs.map(() => "completed"));
    for (const { round } of rounds) {
      const used = runs.filter((run) => run.round === round).map(({ state }) => state?.processors);
      assertEquals(used.map((processors) => processors?.length), [1, 1]);
      assertEquals(used[0], used[1]);
    }
  },
});

async function hasLines(folder: FakeFolder, name: string, count: number): Promise<boolean> {
  // Gives the processes their time.
  await new Promise((resolve) => setTimeout(resolve, 1));
  try {
    return linesOf(folder, name).length >= count;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

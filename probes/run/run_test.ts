/** Tests of single probe processes: what counts, and how the rest is told. */
import { assertEquals } from "@std/assert";
import { fakeInterpreter, fakeProbe, STATE_LINE } from "../../tests/support/fake_interpreters.ts";
import { fakePrograms } from "../../tests/support/fake_programs.ts";
import { completePlan } from "../measure/plan.ts";
import { type ProbeRun, runProbe } from "./run.ts";

/** A timing of as many calls as are asked for here. */
const ASKED = '{"event":"slice","loops":5,"wallNs":10,"cpuNs":9,"switches":0}';
const SLICE = '{"event":"slice","loops":1,"wallNs":10,"cpuNs":9,"switches":0}';

async function run(body: string | null, secondsMax = 30): Promise<ProbeRun> {
  using folder = fakePrograms(body === null ? {} : { fake: body });
  const python = fakeInterpreter("fake", folder);
  const plan = completePlan("tight_loop", {
    arms: [python],
    slices: 2,
    secondsMax,
    params: { n: 7 },
  });
  const [arm] = plan.arms;
  if (arm === undefined) throw new TypeError("no arm");
  const place = { arm, round: 3, position: 1, hashSeed: 1234567890, loops: 5, sliceCount: 2 };
  return await runProbe(plan, { ...place, signal: new AbortController().signal });
}

function echo(...lines: readonly string[]): string {
  return lines.map((line) => `echo '${line}'`).join("\n");
}

function tableLine(column: string): string {
  return `{"event":"table","name":"import","columns":["${column}"],"rows":[["enum"],["re"]]}`;
}

const CASES: [name: string, body: string | null, kind: string][] = [
  ["a whole run", echo(STATE_LINE, ASKED, ASKED), "completed"],
  ["timings of other numbers of calls than asked", echo(STATE_LINE, ASKED, SLICE), "wrong_state"],
  ["a program that is not there", null, "spawn_failed"],
  ["a program that hangs", "exec sleep 600", "timed_out"],
  ["an exit code", `${echo(STATE_LINE, SLICE, SLICE)}; echo Boom >&2; exit 3`, "exited"],
  ["a crash", `${echo(STATE_LINE, SLICE)}; kill -SEGV $$`, "signalled"],
  ["an interrupt from outside", "kill -INT $$", "stopped"],
  ["a line that is no event", echo(STATE_LINE, "hello", SLICE, SLICE), "noise"],
  ["a line that broke off", `${echo(STATE_LINE, SLICE)}; printf '{"event":"sl'`, "broken_line"],
  ["too few slices", echo(STATE_LINE, SLICE), "incomplete"],
  ["too many slices", echo(STATE_LINE, SLICE, SLICE, SLICE), "incomplete"],
  ["slices of an unknown state", echo(SLICE, SLICE), "incomplete"],
  ["a probe that cannot run there", echo('{"event":"skip","reason":"no"}'), "unavailable"],
  ["a table whose columns change", echo(STATE_LINE, tableLine("x"), tableLine("y")), "noise"],
  ["a flood", "yes", "too_much_output"],
  ["silence", "exit 0", "incomplete"],
];

for (const [name, body, kind] of CASES) {
  Deno.test(`runProbe() tells ${name}`, async () => {
    const { ending } = await run(body, kind === "timed_out" ? 0.3 : 30);
    assertEquals(ending.kind, kind);
  });
}

Deno.test("runProbe() keeps the slices of a run that failed", async () => {
  const { slices, ending } = await run(`${echo(STATE_LINE, SLICE)}; exit 1`);
  assertEquals(slices, [{ loops: 1, wallNs: 10, cpuNs: 9, switches: 0 }]);
  assertEquals(ending, { kind: "exited", code: 1, message: "" });
});

Deno.test("runProbe() joins the lines of a table, and has none where none was printed", async () => {
  const [first, second] = [tableLine("module"), tableLine("module").replace("enum", "abc")];
  const { tables } = await run(echo(STATE_LINE, ASKED, ASKED, first, second));
  assertEquals(tables, [{
    name: "import",
    columns: ["module"],
    rows: [["enum"], ["re"], ["abc"], ["re"]],
  }]);
  assertEquals("tables" in await run(echo(STATE_LINE, ASKED, ASKED)), false);
});

Deno.test("runProbe() starts without site, with the hash seed, loops, slices and parameters", async () => {
  const { ending } = await run(
    `echo "$# $1 $2 $3 $(basename $4) $(basename $5) $6 $7 $8 $PYTHONHASHSEED" >&2; exit 1`,
  );
  const message = ending.kind === "exited" ? ending.message : "";
  assertEquals(message, "8 -s -S -P start.py tight_loop.py 5 2 7 1234567890");
});

Deno.test("runProbe() reads what a probe prints", async () => {
  const { state, slices, python, round, position } = await run(fakeProbe(100));
  assertEquals({ python, round, position }, { python: "fake", round: 3, position: 1 });
  assertEquals(state?.gcThreshold, [2000, 10, 10]);
  assertEquals(slices.map((slice) => [slice.loops, slice.wallNs]), [[5, 100], [5, 101]]);
});

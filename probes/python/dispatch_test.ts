/** Tests of the probes of dispatch: what they count, and what their shares add up to, on every CPython. */
import { assert, assertAlmostEquals, assertEquals, assertMatch } from "@std/assert";
import {
  type Facts,
  numberOf,
  run,
  type Seen,
  testFacts,
  testFactsAtEnds,
  values,
} from "../../tests/support/probe_scripts.ts";
import { executedBytecodes } from "../catalog/executed.ts";
import type { Interpreter } from "../interpreters/mod.ts";
import type { ParamValue } from "../catalog/probe.ts";

const SHARES = ["bytecode", "native", "collector", "waiting", "starting"];

/** What takes most of the time, where it is one thing. */
const CAUSES = {
  agent: null,
  web: null,
  csv: null,
  io: "waiting",
  script: "starting",
  loop: "bytecode",
  calls: "bytecode",
  library: "native",
  collector: "collector",
};

function namesOf(seen: Seen): string[] {
  return executedBytecodes({ processes: [seen] }).map(({ name }) => name);
}

async function withoutHashlib(
  python: Interpreter,
  probe: "dose" | "time_shares",
  params: Readonly<Record<string, ParamValue>>,
): Promise<string> {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/hashlib.py`, "raise ImportError");
    const { unavailable } = await run(python, { probe, params, env: { PYTHONPATH: folder } });
    return `${unavailable?.reason}`;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const FACTS: Facts = [
  ["dispatch.py counts 7 bytecodes to add, 6 since two loads are one", async (python) => {
    const seen = await values(python, { probe: "dispatch" });
    const count = numberOf(seen, "bytecodes");
    assertEquals(count, python.minor < 13 ? 7 : 6);
    assertMatch(`${seen.reduced["iteration"]}`, /^FOR_ITER STORE_FAST LOAD_FAST.* JUMP_\w+$/);
    assertEquals(namesOf(seen).length, 2 * count);
  }],
  ["dispatch.py names what it counts, also in functions that the loop calls", async (python) => {
    for (const body of ["attribute", "method", "call", "subscript"]) {
      const seen = await values(python, { probe: "dispatch", params: { body } });
      const names = `${seen.reduced["iteration"]}`.split(" ");
      assertEquals(names.length, numberOf(seen, "bytecodes"), body);
      assertEquals(namesOf(seen), [...names, ...names], body);
      const functions = executedBytecodes({ processes: [seen] }).map((one) => one.function);
      const called = { method: ["grow", "loop"], call: ["loop", "same"] };
      const expected = body === "method" || body === "call" ? called[body] : ["loop"];
      assertEquals([...new Set(functions)].toSorted(), expected, body);
    }
  }],
  ["tail_calls.py agrees with what is known of the interpreter", async (python) => {
    const { reduced } = await values(python, { probe: "tail_calls" });
    assertEquals(reduced["tailCalls"] === "yes", python.tailCalls);
    assertEquals(reduced["specialization"] === "yes", python.specialization !== "absent");
    assert(python.minor >= 14 || reduced["tailCalls"] === "no such option");
  }],
];

const SLOW_FACTS: Facts = [
  ["dispatch.py counts what two kinds of iterations execute on average", async (python) => {
    const seen = await values(python, { probe: "dispatch", params: { body: "branch" } });
    // Even numbers take the addition, odd ones a jump: the two iterations make twice the average.
    assertEquals(namesOf(seen).length, 2 * numberOf(seen, "bytecodes"));
  }],
  ["dose.py times an iteration around each kind of work", async (python) => {
    for (const around of ["nothing", "sha256", "sleep"]) {
      const seen = await values(python, { probe: "dose", params: { around, dose: 2 } });
      // In microseconds: a wait is never shorter than it was asked to be.
      assert(numberOf(seen, "iteration") > (around === "sleep" ? 1000 : 0), around);
    }
  }],
  ["dose.py and time_shares.py say when hashlib is missing", async (python) => {
    assertMatch(await withoutHashlib(python, "dose", { around: "sha256" }), /hashlib/);
    assertMatch(await withoutHashlib(python, "time_shares", { workload: "agent" }), /missing/);
  }],
  ["time_shares.py divides the whole of every workload's time by its causes", async (python) => {
    for (const [workload, cause] of Object.entries(CAUSES)) {
      const { reduced } = await values(python, {
        probe: "time_shares",
        params: { workload, n: 2 },
      });
      const shares = SHARES.map((key) => Number(reduced[key]));
      assertAlmostEquals(shares.reduce((sum, share) => sum + share, 0), 100, 1e-6, workload);
      assert(shares.every((share) => share >= 0), `${workload}: ${shares}`);
      // Those with one cause have more than 80 % of it on every build tried, also beside other programs.
      const isFound = cause === null || Number(reduced[cause]) > 60;
      assert(isFound, `${workload}: ${JSON.stringify(reduced)}`);
    }
  }],
];

testFacts(FACTS);
testFactsAtEnds(SLOW_FACTS);

/** Tests of how many rounds are run and what ends them. */
import { assert, assertEquals } from "@std/assert";
import { fakeInterpreter, fakeProbe } from "../../tests/support/fake_interpreters.ts";
import { fakePrograms } from "../../tests/support/fake_programs.ts";
import { roundsThatFit } from "./conduct.ts";
import { measure } from "./measure.ts";
import { completePlan, type MeasureOptions } from "./plan.ts";

const FITS: [
  name: string,
  options: MeasureOptions,
  times: [ms: number, gone: number],
  count: number,
][] = [
  ["a usual process", { budget: "quick" }, [100, 0.4], 20],
  ["a fast one", { budget: "quick" }, [10, 0], 40],
  ["one that takes all the time", { budget: "quick" }, [4000, 4], 3],
  ["one that just allows an interval", { budget: "quick" }, [480, 0.4], 6],
  ["one that does not", { budget: "quick" }, [500, 0.4], 4],
  ["a careful budget", { budget: "careful" }, [400, 2], 40],
  ["a smoke run", { budget: "smoke" }, [60, 0.2], 6],
  ["a duration", { budget: "2s" }, [100, 0], 9],
  ["rounds that were asked for", { rounds: 7 }, [4000, 4], 7],
  ["rounds that were asked for within a budget", { rounds: 7, budget: "1s" }, [4000, 4], 7],
];

for (const [name, options, [processMs, secondsGone], count] of FITS) {
  Deno.test(`roundsThatFit() plans for ${name}`, () => {
    const arms = [fakeInterpreter("a"), fakeInterpreter("b")];
    const plan = completePlan("tight_loop", { ...options, arms });
    assertEquals(roundsThatFit(plan, { processMs }, secondsGone), count);
  });
}

Deno.test("conduct() ends by time when the machine slows down, and says so", async () => {
  // Quick while it is tried, slow afterwards.
  using folder = fakePrograms({
    a: `[ -e "$0.tried" ] && sleep 0.15\ntouch "$0.tried"\n${fakeProbe(5_000_000)}`,
  });
  const result = await measure("tight_loop", {
    arms: [fakeInterpreter("a", folder)],
    rounds: 400,
    budget: "600ms",
    slices: 2,
  });
  assertEquals(result.ending, { kind: "budget" });
  assertEquals(result.flags.map((flag) => flag.kind), ["budget"]);
  assert(result.runs.length >= 3 && result.runs.length < 400);
});

Deno.test("conduct() plans fewer rounds for a shorter budget, before it measures", async () => {
  using folder = fakePrograms({ a: `sleep 0.05\n${fakeProbe(5_000_000)}` });
  const arms = [fakeInterpreter("a", folder)];
  const short = await measure("tight_loop", { arms, budget: "500ms", slices: 2 });
  assert(short.rounds.length < 10, `${short.rounds.length} rounds`);
  assertEquals(short.runs.length, short.rounds.length);
});

Deno.test("conduct() runs the fewest rounds even beyond the budget, and says so", async () => {
  using folder = fakePrograms({ a: `sleep 0.2\n${fakeProbe(5_000_000)}` });
  const arms = [fakeInterpreter("a", folder)];
  const slow = await measure("tight_loop", { arms, budget: "100ms", slices: 2 });
  assertEquals([slow.ending.kind, slow.rounds.length], ["complete", 3]);
  assertEquals(slow.flags.map(({ kind }) => kind), ["overrun"]);
  const asked = await measure("tight_loop", { arms, budget: "100ms", rounds: 3, slices: 2 });
  assertEquals(asked.flags.map(({ kind }) => kind), []);
});

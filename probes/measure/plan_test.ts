/** Tests of plans: order, seeds and what is refused. */
import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { fakeInterpreter } from "../../tests/support/fake_interpreters.ts";
import type { ProbeName } from "../catalog/catalog.ts";
import { completePlan, type MeasureOptions } from "./plan.ts";

const PYTHONS = ["a", "b", "c", "d"].map((name) => fakeInterpreter(name));

function plan(options: MeasureOptions = {}) {
  return completePlan("tight_loop", { arms: PYTHONS, ...options });
}

Deno.test("completePlan() starts every interpreter once a round", () => {
  const { rounds } = plan({ rounds: 30 });
  assertEquals(rounds.length, 30);
  for (const { order } of rounds) assertEquals([...order].sort(), ["a", "b", "c", "d"]);
});

Deno.test("completePlan() draws another order in other rounds, so that nobody is always first", () => {
  const { rounds } = plan({ rounds: 60, seed: 5 });
  for (const { name } of PYTHONS) {
    const firstCount = rounds.filter(({ order }) => order[0] === name).length;
    assert(firstCount > 5 && firstCount < 30, `${name} is first in ${firstCount} of 60 rounds`);
  }
});

Deno.test("completePlan() repeats itself for one seed", () => {
  assertEquals(plan({ seed: 11 }).rounds, plan({ seed: 11 }).rounds);
  assertNotEquals(plan({ seed: 11 }).rounds, plan({ seed: 12 }).rounds);
});

Deno.test("completePlan() draws one hash seed a round, ten digits each, within CPython's range", () => {
  const seeds = plan({ rounds: 50 }).rounds.map(({ hashSeed }) => hashSeed);
  assert(new Set(seeds).size > 45);
  for (const seed of seeds) {
    assertEquals(`${seed}`.length, 10);
    assert(seed <= 4294967295);
  }
});

Deno.test("completePlan() completes what is not given", () => {
  const { arms, rounds, sliceCount, secondsMax, seconds } = plan({ budget: "quick" });
  assertEquals(arms[3]?.params, { n: 20_000 });
  assertEquals({ rounds: rounds.length, sliceCount, secondsMax, seconds }, {
    rounds: 40,
    sliceCount: null,
    secondsMax: 20,
    // Four arms: 5 s for two, half as much for each of the others.
    seconds: 10,
  });
});

Deno.test("completePlan() lets no time end rounds that were asked for without a budget", () => {
  assertEquals(plan({ rounds: 3 }).seconds, null);
  assertEquals(plan({ rounds: 3, budget: "1s" }).seconds, 2);
});

const REFUSED: [name: string, options: MeasureOptions, part: string][] = [
  ["no rounds", { rounds: 0 }, '"rounds" is 0'],
  ["half a round", { rounds: 1.5 }, '"rounds" is 1.5'],
  ["too many rounds", { rounds: 1e6 }, '"rounds" is 1000000'],
  ["no slices", { slices: 0 }, '"slices" is 0'],
  ["an n of nothing", { params: { n: 0 } }, '"n" is 0'],
  ["an n that is too large", { params: { n: 1e9 } }, "10000000"],
  ["an n that is no number", { params: { n: Number.NaN } }, '"n" is NaN'],
  ["a seed that is none", { seed: 1.5 }, '"seed" is 1.5'],
  ["a seed that is too large", { seed: 2 ** 32 }, '"seed" is 4294967296'],
  ["a process of no time", { secondsMax: 0 }, '"secondsMax" is 0'],
  ["rounds in quotes", { rounds: "3" } as never, '"rounds" is "3"'],
  ["seconds in quotes", { secondsMax: "3" } as never, '"secondsMax" is "3"'],
  ["parameters as a text", { params: "n=3" } as never, '"params" is "n=3", an object such as { n:'],
  ["parameters of nothing", { params: null } as never, '"params" is null'],
  ["a progress that is no function", { onProgress: "x" } as never, '"onProgress" is "x"'],
  ["an n in words", { params: { n: "many" } }, '"n" is "many"'],
  ["an option that is not known", { round: 3 } as MeasureOptions, 'the nearest is "rounds"'],
  [
    "the earlier name of the arms",
    { pythons: [] } as MeasureOptions,
    'there is no option "pythons", it is called "arms" now',
  ],
  ["a budget of zero", { budget: "0s" }, 'budget" is "0s"'],
  ["a parameter that is not known", { params: { m: 1 } }, 'there is no parameter "m"'],
];

for (const [name, options, part] of REFUSED) {
  Deno.test(`completePlan() refuses ${name}`, () => {
    assertThrows(() => plan(options), Error, part);
  });
}

Deno.test("completePlan() names the probes there are when one is not known", () => {
  assertThrows(
    () => completePlan("loose_loop" as ProbeName, { arms: [] }),
    TypeError,
    'Cannot find probe "loose_loop": there are "tight_loop"',
  );
});

const WRONG_PROBES: [name: string, probe: unknown, part: string][] = [
  ["nothing", undefined, "undefined is none; there are"],
  ["an empty object", {}, "an object is none; there are"],
  [
    "an interpreter",
    { name: "py3.14.0", executable: "/usr/bin/python3" },
    "and what probe() makes",
  ],
];

for (const [name, probe, part] of WRONG_PROBES) {
  Deno.test(`completePlan() refuses ${name} for a probe`, () => {
    assertThrows(() => completePlan(probe as ProbeName, { arms: [] }), TypeError, part);
  });
}

const WRONG_ARMS: [name: string, arms: unknown, mention: string][] = [
  ["a path", ["/usr/bin/python3"], "arms[0]"],
  ["an object of another kind", [{ executable: "/usr/bin/python3" }], "arms[0]"],
  ["no list", "python3", '"arms" is no list'],
];

for (const [name, arms, mention] of WRONG_ARMS) {
  Deno.test(`completePlan() refuses ${name} for interpreters`, () => {
    assertThrows(
      () => completePlan("tight_loop", { arms: arms as never }),
      TypeError,
      mention,
    );
  });
}

/** Tests of claims about what single processes gave: bounds, exact values, one number beside another. */
import { assertEquals } from "@std/assert";
import type { ParamValue, ProbeName } from "../../../probes/mod.ts";
import { type FakeArm, fakeMeasured } from "../../../tests/support/fake_measured.ts";
import type { Evidence } from "./evidence.ts";
import { finding } from "./finding.ts";

type Values = Readonly<Record<string, number | string | null>>;

/** Processes of one CPython with these values. */
function processes(
  probe: ProbeName,
  values: readonly Values[],
  params: Readonly<Record<string, ParamValue>> = {},
): Evidence {
  return many(probe, [{ name: "py3.14.0", params }], values);
}

/** The same values in each arm, process by process. */
function many(
  probe: ProbeName,
  arms: readonly FakeArm[],
  values: readonly Values[],
): Evidence {
  const measurement = fakeMeasured(probe, { arms: arms.map((arm) => ({ ...arm, levels: [] })) });
  return {
    ...measurement,
    arms: measurement.arms.map((arm) => ({
      ...arm,
      processes: values.map((own, round) => ({
        round,
        position: 0,
        level: null,
        values: own,
        slices: [],
        events: [],
        cleaning: null,
      })),
    })),
  };
}

function times(key: string, numbers: readonly number[]): Values[] {
  return numbers.map((number) => ({ [key]: number }));
}

const DEFAULT = { setting: "default" };
const NS = [4, 4.1, 4, 4.2, 4, 4.1];

const CASES: [name: string, id: string, evidence: Evidence, begin: string][] = [
  [
    "a count from its first process on",
    "L2-I-01",
    processes("dispatch", times("bytecodes", [6])),
    "supported: On this machine the data agree with the statement: bytecodes an iteration 6, 1 round; the limit is 1.",
  ],
  [
    "a count that is too small",
    "L2-S2-03",
    processes("dispatch", times("bytecodes", [1, 1])),
    "contradicted: On this machine the data speak against the statement: bytecodes an iteration 1, 2 rounds; the limit is 2.",
  ],
  [
    "a count on both sides of the bound",
    "L2-S2-03",
    processes("dispatch", times("bytecodes", [1, 2])),
    "inconclusive: On this machine the data do not decide: bytecodes an iteration 1.5 [1, 2], 2 rounds",
  ],
  [
    "a process that has no such value",
    "L2-S2-03",
    processes("dispatch", [{ bytecodes: null }]),
    "inconclusive: On this machine the data do not decide: no process gave a bytecodes an iteration.",
  ],
  [
    "bytecodes of some nanoseconds",
    "L2-I-04",
    processes("dispatch", times("perBytecode", NS), { body: "add" }),
    "contradicted: On this machine the data speak against the statement: time per bytecode 4.05 ns CPU [4.00, 4.20]",
  ],
  [
    "bytecodes of less than one",
    "L2-I-04",
    processes("dispatch", times("perBytecode", [0.5, 0.6, 0.5, 0.6, 0.5, 0.6]), { body: "add" }),
    "supported: ",
  ],
  [
    "bytecodes of another loop",
    "L2-I-04",
    processes("dispatch", times("perBytecode", NS), { body: "call" }),
    'inconclusive: On this machine the data do not decide: no arm was measured with body "add".',
  ],
  [
    "times of too few processes",
    "L2-I-04",
    processes("dispatch", times("perBytecode", [4, 4]), { body: "add" }),
    "inconclusive: On this machine the data do not decide; about 4 more rounds would: 2 of 6 rounds; seen so far: time",
  ],
  [
    "pauses of milliseconds",
    "L2-S3-04",
    processes("gc_pauses", times("median", [2, 2, 3, 2, 2, 2]), DEFAULT),
    "supported: ",
  ],
  [
    "two arms, of which the one nearer to the bound is shown",
    "L2-S3-04",
    many("gc_pauses", [{ name: "py3.13.5", params: DEFAULT }, {
      name: "py3.14.0",
      params: DEFAULT,
    }], times("median", [0.1, 0.1, 0.1, 0.1, 0.1, 0.1])),
    "contradicted: On this machine the data speak against the statement: py3.13.5, setting = default: median pause",
  ],
  [
    "a million objects",
    "L2-S3-05",
    processes("gc_pauses", times("longest", [150, 160, 150, 140, 150, 150]), {
      ...DEFAULT,
      live: 1_000_000,
    }),
    "supported: ",
  ],
  [
    "fewer objects than that",
    "L2-S3-05",
    processes("gc_pauses", times("longest", [60, 60]), { ...DEFAULT, live: 300_000 }),
    "inconclusive: On this machine the data do not decide: no arm was measured with live 1,000,000, setting",
  ],
  [
    "collections in the thread that allocates",
    "L2-S3-10",
    processes("gc_thread", times("elsewhere", [0, 0])),
    "contradicted: On this machine the data speak against the statement: collections in another thread 0, 2 rounds",
  ],
  [
    "collections in another thread",
    "L2-S3-10",
    processes("gc_thread", times("elsewhere", [3])),
    "supported: ",
  ],
  [
    "deaths by counting and by collecting",
    "L2-S3-01",
    processes("object_deaths", [{ alone: "del", cycle: "gc.collect()" }]),
    'supported: On this machine the data agree with the statement: an object without cycle dies at "del"; an object',
  ],
  [
    "a circle that dies by counting",
    "L2-S3-01",
    processes("object_deaths", [{ alone: "del", cycle: "del" }]),
    "contradicted: ",
  ],
  [
    "processes that do not agree",
    "L2-S3-01",
    processes("object_deaths", [{ alone: "del", cycle: "gc.collect()" }, {
      alone: "gc.collect()",
      cycle: "gc.collect()",
    }]),
    'inconclusive: On this machine the data do not decide: an object without cycle dies at "del" or "gc.collect()"',
  ],
  [
    "deaths that nobody saw",
    "L2-S3-01",
    processes("object_deaths", [{ alone: null, cycle: null }]),
    "inconclusive: ",
  ],
  [
    "a foreign file that is refused",
    "L2-S2-09",
    processes("bytecode_files", [{ other: "ImportError: bad magic number in 'foreign'" }]),
    "contradicted: ",
  ],
  [
    "a foreign file that is taken",
    "L2-S2-09",
    processes("bytecode_files", [{ other: "imported: cached" }]),
    "supported: ",
  ],
  [
    "counts and durations",
    "L2-S3-13",
    processes("gc_state", [{ stats: "candidates, collected, collections, duration" }]),
    "supported: ",
  ],
  [
    "counts alone",
    "L2-S3-13",
    processes("gc_state", [{ stats: "collected, collections, uncollectable" }]),
    'contradicted: On this machine the data speak against the statement: what gc.get_stats() tells "collected,',
  ],
  [
    "requests that wait for the longest pause",
    "L2-S3-03",
    processes("gc_pauses", [
      { longestRequest: 60.1, longest: 60 },
      { longestRequest: 58.1, longest: 58 },
    ], DEFAULT),
    "supported: On this machine the data agree with the statement: longest request at least the longest pause in 2 of " +
    "2 processes, for example 60.1 and 60.0 ms.",
  ],
  [
    "requests that do not wait",
    "L2-S3-03",
    processes("request_latency", [{ longestRequest: 1, longest: 60 }], DEFAULT),
    "contradicted: ",
  ],
  [
    "requests that wait in one of two processes",
    "L2-S3-03",
    processes("gc_pauses", [
      { longestRequest: 1, longest: 60 },
      { longestRequest: 61, longest: 60 },
    ], DEFAULT),
    "inconclusive: ",
  ],
  [
    "collecting between requests alone",
    "L2-S3-03",
    processes("gc_pauses", [{ longestRequest: 1, longest: 60 }], { setting: "manual" }),
    "inconclusive: On this machine the data do not decide: no process gave a longest pause.",
  ],
];

for (const [name, id, evidence, begin] of CASES) {
  Deno.test(`finding() of ${id} judges ${name}`, () => {
    const { kind, sentence } = finding(id, evidence);
    assertEquals(`${kind}: ${sentence}`.slice(0, begin.length), begin);
  });
}

Deno.test("finding() shows frozen data where no arm of the kind that is needed was measured", () => {
  const few = processes("gc_pauses", times("longest", [60]), { ...DEFAULT, live: 300_000 });
  const frozen = {
    ...processes("gc_pauses", times("longest", [150]), { ...DEFAULT, live: 1_000_000 }),
    frozen: { date: "2026-11-21", machine: "2 cores, Linux", builds: "py3.14.3 (other, GCC 11)" },
  };
  const found = finding("L2-S3-05", [few, frozen] as Evidence);
  assertEquals([found.frozen?.date, found.rows.length], ["2026-11-21", 1]);
  assertEquals(found.notes, [
    'Here it is inconclusive: no arm was measured with live 1,000,000, setting "default"',
  ]);
});

Deno.test("finding() of a list takes every measurement, and what could be measured before what could not", () => {
  const refused = many("bytecode_files", [{ name: "py3.14.0" }], [{ other: "ImportError" }]);
  const taken = processes("bytecode_files", [{ other: "imported: cached" }]);
  const none = fakeMeasured("bytecode_files", {
    arms: [],
    ending: { kind: "no_interpreters" },
  });
  const kindOf = (evidence: Evidence) => finding("L2-S2-09", evidence).kind;
  assertEquals(kindOf([taken, refused] as Evidence), "contradicted");
  assertEquals(kindOf([taken, none] as Evidence), "supported");
  assertEquals(kindOf([none]), "unavailable");
});

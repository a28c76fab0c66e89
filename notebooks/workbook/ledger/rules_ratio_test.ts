/** Tests of claims about ratios: between builds, settings and parameters, one by one, as a mean, and by their order. */
import { assert, assertAlmostEquals, assertEquals, assertStringIncludes } from "@std/assert";
import type { ProbeName } from "../../../probes/mod.ts";
import {
  type FakeArm,
  fakeMeasured,
  fakePython,
  levelsAround,
} from "../../../tests/support/fake_measured.ts";
import type { Evidence } from "./evidence.ts";
import { finding } from "./finding.ts";
import { geometricMean } from "./rules_ratio.ts";

const LOOPS: readonly ProbeName[] = ["tight_loop", "fibonacci", "attributes", "comprehension"];

/** The four loops on 3.13 and 3.14 of one family, 3.14 with these ratios. */
function loops(ratios: readonly number[], changes: Partial<FakeArm> = {}, rounds = 12): Evidence {
  return LOOPS.map((probe, index) =>
    fakeMeasured(probe, {
      arms: [
        { name: "py3.13.5", minor: 13, levels: levelsAround(1, rounds) },
        {
          name: "py3.14.0",
          levels: levelsAround(ratios[index] ?? 1, rounds).toReversed(),
          ...changes,
        },
      ],
    })
  );
}

/** Releases of one family, each with its level in all four loops. */
function releases(levels: Readonly<Record<number, number>>): Evidence {
  return LOOPS.map((probe) =>
    fakeMeasured(probe, {
      arms: Object.entries(levels).map(([minor, level]) => ({
        name: `py3.${minor}.0`,
        minor: Number(minor),
        levels: levelsAround(level),
      })),
    })
  );
}

/** Once and twice the bytecode around these works. */
function dose(ratios: Readonly<Record<string, number>>): Evidence {
  return fakeMeasured("dose", {
    arms: Object.entries(ratios).flatMap(([around, ratio]) =>
      [1, 2].map((dose) => ({
        name: "py3.14.0",
        params: { around, dose },
        levels: levelsAround(dose === 1 ? 1 : ratio),
      }))
    ),
  });
}

/** The longest pauses, or all together, of either collector with either shape. */
function shapes(
  value: string,
  ratios: Readonly<Record<string, number>>,
  { rounds = 12, family = "other, GCC 12" } = {},
): Evidence {
  return fakeMeasured("gc_pauses", {
    value,
    arms: Object.entries(ratios).flatMap(([shape, ratio]): FakeArm[] => [
      { name: "py3.13.5", minor: 13, params: { shape }, levels: levelsAround(60, rounds) },
      {
        name: "py3.14.3",
        family,
        facts: { collector: "incremental" },
        params: { shape },
        levels: levelsAround(60 * ratio, rounds).toReversed(),
      },
    ]),
  });
}

/** A tight loop under one more variable. */
function underVariable(probe: ProbeName, name: string, given: string, ratio: number): Evidence {
  return fakeMeasured(probe, {
    arms: [
      { name: "py3.15.2", minor: 15, levels: levelsAround(1) },
      { name: "py3.15.2", minor: 15, env: { [name]: given }, levels: levelsAround(ratio) },
    ],
  });
}

const TAIL_CALLS = { name: "py3.14.7", facts: { tailCalls: true } };
const NO_TAIL_CALLS = { name: "py3.14.0", facts: { tailCalls: false } };

function tailCalls(ratio: number): Evidence {
  return fakeMeasured("tight_loop", {
    arms: [{ ...NO_TAIL_CALLS, levels: levelsAround(1) }, {
      ...TAIL_CALLS,
      levels: levelsAround(ratio),
    }],
  });
}

const CASES: [name: string, id: string, evidence: Evidence, begin: string][] = [
  [
    "a mean within the range that is stated",
    "L2-S1-02",
    loops([0.96, 0.96, 0.955, 0.965]),
    "supported: On this machine the data agree with the statement: py3.14.0 against py3.13.5: geometric mean of the ratios 0.960",
  ],
  ["a mean beyond that range", "L2-S1-02", loops([1.1, 1, 1, 1.05]), "contradicted: "],
  [
    "a mean across the end of that range",
    "L2-S1-02",
    loops([0.972, 0.97, 0.97, 0.971]),
    "inconclusive: ",
  ],
  [
    "a mean of too few rounds",
    "L2-S1-02",
    loops([0.96, 0.96, 0.96, 0.96], {}, 4),
    "inconclusive: On this machine the data do not decide: py3.14.0 against py3.13.5: 4 workloads, 4 rounds, too few",
  ],
  [
    "two releases of different families",
    "L2-S1-02",
    loops([0.96, 0.96, 0.96, 0.96], { family: "debian, GCC 16" }),
    "unavailable: This cannot be shown here, because there is no 3.13 and 3.14 of one family of builds. Two of one",
  ],
  [
    "a free-threaded build beside one with the lock",
    "L2-S1-02",
    loops([0.96, 0.96, 0.96, 0.96], { facts: { freeThreaded: true } }),
    "unavailable: ",
  ],
  [
    "one loop of four in the range",
    "L2-S1-03",
    loops([1, 0.88, 1.02, 1]),
    "supported: On this machine the data agree with the statement: fibonacci, py3.14.0 against py3.13.5: ratio 0.88",
  ],
  ["no loop in the range", "L2-S1-03", loops([1, 1.1, 1.02, 1]), "contradicted: "],
  ["a loop at the end of the range", "L2-S1-03", loops([1, 0.911, 1.02, 1]), "inconclusive: "],
  ["releases that each gain", "L2-S1-07", releases({ 10: 1, 11: 0.7, 12: 0.6 }), "supported: "],
  [
    "a release that loses",
    "L2-S1-07",
    releases({ 10: 1, 11: 0.7, 12: 0.8 }),
    "contradicted: On this machine the data speak against the statement: py3.12.0 against py3.11.0: geometric mean of the ratios 1.143",
  ],
  ["one release alone", "L2-S1-07", releases({ 11: 1 }), "unavailable: "],
  [
    "a loop that the collector does not touch",
    "L2-S1-04",
    underVariable("tight_loop", "PROBEBOOK_GC", "off", 1),
    "contradicted: On this machine the data speak against the statement: py3.15.2, PROBEBOOK_GC=off against without: ratio 1.000",
  ],
  [
    "a loop that the collector does touch",
    "L2-S1-04",
    underVariable("tight_loop", "PROBEBOOK_GC", "off", 0.8),
    "supported: ",
  ],
  [
    "the collector under another setting",
    "L2-S1-04",
    underVariable("tight_loop", "PROBEBOOK_GC", "5000,10,10", 1),
    "unavailable: This cannot be shown here, because no two arms of one CPython differ in PROBEBOOK_GC alone.",
  ],
  [
    "specialization that gains much",
    "L2-S2-05",
    underVariable("attributes", "PYTHON_SPECIALIZATION_OFF", "1", 1.8),
    "contradicted: On this machine the data speak against the statement: py3.15.2: geometric mean of the ratios 1.80",
  ],
  [
    "specialization that gains as stated",
    "L2-S2-05",
    underVariable("attributes", "PYTHON_SPECIALIZATION_OFF", "1", 1.04),
    "supported: ",
  ],
  [
    "bytecode that counts in a loop and not beside native work",
    "L2-S2-06",
    dose({ nothing: 1.5, sha256: 1 }),
    "contradicted: On this machine the data speak against the statement: native work, py3.14.0, dose 2 against 1: ratio 1.00",
  ],
  [
    "bytecode that counts beside native work as well",
    "L2-S2-06",
    dose({ nothing: 1.5, sha256: 1.2 }),
    "supported: ",
  ],
  ["waiting that hides bytecode", "L2-S2-07", dose({ sleep: 1 }), "supported: "],
  ["waiting that does not hide it", "L2-S2-07", dose({ sleep: 1.1 }), "contradicted: "],
  ["a dose that nobody measured", "L2-S2-07", dose({ sha256: 1 }), "unavailable: "],
  ["much around an addition", "L2-S2-10", dose({ nothing: 1.5 }), "supported: "],
  ["hardly anything around it", "L2-S2-10", dose({ nothing: 1.95 }), "contradicted: "],
  [
    "the tight loop with the greatest gain",
    "L2-S2-11",
    loops([0.8, 0.95, 0.97, 1]),
    "supported: On this machine the data agree with the statement: ratios: tight_loop 0.800",
  ],
  ["the tight loop with the least gain", "L2-S2-11", loops([1, 0.9, 0.9, 1]), "contradicted: "],
  ["gains that cannot be told apart", "L2-S2-11", loops([0.9, 0.9, 0.9, 1]), "inconclusive: "],
  [
    "gains of too few rounds",
    "L2-S2-11",
    loops([0.8, 1, 1, 1], {}, 5),
    "inconclusive: On this machine the data do not decide: 5 of 6 rounds",
  ],
  [
    "pauses as short as stated, with either shape",
    "L2-S3-07",
    shapes("longest", { list: 0.03, islands: 0.03 }),
    "supported: ",
  ],
  [
    "pauses of one shape that are not",
    "L2-S3-07",
    shapes("longest", { list: 1.1, islands: 0.03 }),
    "contradicted: On this machine the data speak against the statement: one list, py3.14.3 against py3.13.5: ratio 1.10",
  ],
  [
    "pauses of three runs",
    "L2-S3-07",
    shapes("longest", { list: 1.1, islands: 0.03 }, { rounds: 3 }),
    "inconclusive: On this machine the data do not decide; about 3 more rounds would: one list, py3.14.3 against " +
    "py3.13.5: 3 of 6 rounds; seen so far: ratio 1.10",
  ],
  [
    "collectors of different families",
    "L2-S3-07",
    shapes("longest", { list: 1.1 }, { family: "debian, GCC 16" }),
    "unavailable: This cannot be shown here, because there are no two CPythons of one family of builds, one with the " +
    'collector "generational" and one with the collector "incremental". Only 3.14.0',
  ],
  ["as much work in all", "L2-S3-08", shapes("total", { list: 1, islands: 1 }), "supported: "],
  ["more work in all", "L2-S3-08", shapes("total", { list: 1.6, islands: 1 }), "contradicted: "],
  [
    "as much memory that takes another time",
    "L2-S3-14",
    fakeMeasured("full_collection", {
      arms: [["lists", 40], ["bytes", 0.4]].map(([holds, level]) => ({
        name: "py3.14.0",
        params: { holds: String(holds), mib: 16 },
        levels: levelsAround(Number(level)),
      })),
    }),
    "contradicted: ",
  ],
  ["two builds of which one has tail calls", "L2-S0-01", tailCalls(0.9), "supported: "],
  ["such builds without a gain", "L2-S0-01", tailCalls(1), "contradicted: "],
  ["a gain that need not be the greatest", "L2-S2-02", tailCalls(0.9), "inconclusive: "],
  ["no gain, which is not the greatest", "L2-S2-02", tailCalls(1.02), "contradicted: "],
  [
    "CPythons without tail calls",
    "L2-S2-02",
    [fakePython(NO_TAIL_CALLS)],
    "unavailable: This cannot be shown here, because none of these CPythons has tail calls. It takes two builds",
  ],
  [
    "a CPython with tail calls and nothing timed",
    "L2-S2-02",
    [fakePython(NO_TAIL_CALLS), fakePython(TAIL_CALLS)],
    "inconclusive: On this machine the data do not decide: py3.14.7 has tail calls, and nothing was timed.",
  ],
];

for (const [name, id, evidence, begin] of CASES) {
  Deno.test(`finding() of ${id} judges ${name}`, () => {
    const { kind, sentence } = finding(id, evidence);
    assertEquals(`${kind}: ${sentence}`.slice(0, begin.length), begin);
  });
}

Deno.test("finding() shows each shape by itself", () => {
  const { rows, zone } = finding("L2-S3-07", shapes("longest", { list: 1.1, islands: 0.03 }));
  assertEquals(rows.map(({ label, kind }) => [label, kind]), [
    ["one list, py3.14.3 against py3.13.5", "contradicted"],
    ["islands, py3.14.3 against py3.13.5", "supported"],
  ]);
  assertEquals([zone?.low, zone?.high], [0.02, 0.05]);
});

Deno.test("finding() shares the error among the ratios of a claim", () => {
  const widthOf = (ratios: Readonly<Record<string, number>>) => {
    const { low = 0, high = 0 } = finding("L2-S3-08", shapes("total", ratios)).rows[0]?.interval ??
      {};
    return high - low;
  };
  const [one, two] = [widthOf({ list: 1.6 }), widthOf({ list: 1.6, islands: 1 })];
  assert(one > 0 && two >= one, `${two} is narrower than ${one}`);
});

Deno.test("finding() names what is measured twice by its settings", () => {
  const measured = ["read", "method"].map((workload) => ({
    ...fakeMeasured("attributes", {
      arms: [{ name: "py3.13.5", minor: 13, params: { workload }, levels: levelsAround(1) }, {
        name: "py3.14.0",
        params: { workload },
        levels: levelsAround(0.9),
      }],
    }),
    params: { workload },
  }));
  const labels = finding("L2-S1-03", measured).rows.map(({ label }) => label);
  assertEquals(labels.map((label) => label.split(",")[0]), [
    "attributes read",
    "attributes method",
  ]);
  assertStringIncludes(labels[0] ?? "", "py3.14.0 against py3.13.5");
});

Deno.test("finding() counts an arm once that was measured twice", () => {
  const twice = LOOPS.map((probe) =>
    fakeMeasured(probe, {
      arms: [10, 11, 11].map((minor, index) => ({
        name: `py3.${minor}.0`,
        minor,
        levels: levelsAround(1 - index / 10),
      })),
    })
  );
  assertStringIncludes(finding("L2-S1-07", twice).sentence, "4 workloads, 12 rounds");
});

Deno.test("geometricMean() adds logarithms, and the squares of their half widths", () => {
  const interval = (estimate: number, factor: number) => ({
    estimate,
    low: estimate / factor,
    high: estimate * factor,
    unit: "",
  });
  const mean = geometricMean([interval(2, 1.1), interval(0.5, 1.1)]);
  assertAlmostEquals(mean.estimate, 1);
  assertAlmostEquals(Math.log(mean.high), Math.log(1.1) / Math.SQRT2);
  assertAlmostEquals(mean.low * mean.high, 1);
  assertEquals(geometricMean([interval(1.5, 1)]).estimate, Math.exp(Math.log(1.5)));
});

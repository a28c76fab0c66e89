/** Tests of Part 3's judges where measurements are of an unusual kind; usual answers are among `solutions/`. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { fakeRunsOf } from "../../../../tests/support/fake_collector_runs.ts";
import {
  CALL as VALUE,
  fakeComparisonResult,
  fakeMeasurement,
} from "../../../../tests/support/fake_comparisons.ts";
import {
  fakeArm,
  fakeInterpreter,
  fakeProcess,
} from "../../../../tests/support/fake_interpreters.ts";
import { FROZEN } from "../../../../tests/support/fake_rows.ts";
import { judgeAnswer } from "../../../../tests/support/given_answer.ts";
import { compareWithin, type MeasuredArm } from "../../../../probes/mod.ts";
import { readEvidence } from "../../ledger/evidence.ts";
import { BENCHMARKS } from "./benchmarks.ts";
import { BOTTLENECK } from "./bottlenecks.ts";
import { entriesParts } from "./bottleneck_parts.ts";
import { namesBy } from "./hidden_names.ts";
import { readRows } from "./measured_rows.ts";
import { measureShares, type ProgramShares, sharesOf } from "./reference.ts";

type Shares = readonly [interpreter: number, library: number, collector: number];

function measured(...runs: readonly Shares[]): ProgramShares {
  return sharesOf({
    processes: runs.map(([interpreter, library, collector], round) =>
      fakeProcess(round, { interpreter, library, collector })
    ),
  });
}

const MEASURED: [what: string, shares: ProgramShares, kind: string][] = [
  ["one that stands out in each run", measured([1, 2, 97], [2, 5, 93], [1, 9, 90]), "collector"],
  ["one at the limits", measured([10, 60, 30], [10, 60, 30], [10, 60, 30]), "library"],
  ["one below the limit in one run", measured([1, 2, 97], [41, 1, 58], [1, 2, 97]), "mixed"],
  ["a second one that is large", measured([31, 5, 64], [31, 5, 64], [31, 5, 64]), "mixed"],
  ["another one in each run", measured([90, 5, 5], [5, 90, 5], [5, 5, 90]), "mixed"],
  [
    "values that are missing",
    sharesOf({ processes: [fakeProcess(0, { interpreter: 99 })] }),
    "mixed",
  ],
  ["no run at all", sharesOf({ processes: [] }), "mixed"],
];

for (const [what, shares, kind] of MEASURED) {
  Deno.test(`sharesOf() with ${what} gives ${kind}`, () => {
    assertEquals(shares.kind === "one" ? shares.bottleneck : shares.kind, kind);
  });
}

/** What a program's runs come to when they take 0.3 s, and when they take twice that. */
type Runs = readonly [usual: Shares, doubled: Shares];

/** Measures programs that nobody runs, on a CPython of the test's own; tells which ran for how long. */
async function measuredAs(
  programs: Readonly<Record<string, Runs>>,
  path: string = crypto.randomUUID(),
) {
  const asked: string[] = [];
  const python = { ...fakeInterpreter("py3.14.0"), executable: path };
  const reading = await measureShares(Object.keys(programs), {
    python,
    run: ({ open, ms }) => {
      asked.push(`${open.join(" ")}: ${ms}`);
      const arms = open.map((name) => {
        const [interpreter = 0, library = 0, collector = 0] = programs[name]?.[ms > 300 ? 1 : 0] ??
          [];
        const values = { interpreter, library, collector };
        return fakeArm(name, [], {
          processes: [0, 1, 2].map((round) => fakeProcess(round, values)),
        });
      });
      return Promise.resolve({ arms, ending: { kind: "complete" } });
    },
  });
  if (reading.kind !== "shares") throw new TypeError(reading.reason);
  const found = [...reading.byName].map(([name, shares]) =>
    `${name} ${shares.kind === "one" ? shares.bottleneck : shares.kind}`
  );
  return { asked, found };
}

const CLEAR: Shares = [1, 98, 1];
const MIXED: Shares = [40, 30, 30];

Deno.test("measureShares() runs what is not clear once more, with twice the work, and only that", async () => {
  const measured = await measuredAs({ a: [CLEAR, CLEAR], b: [MIXED, CLEAR], c: [MIXED, MIXED] });
  assertEquals(measured, {
    asked: ["a b c: 300", "b c: 600"],
    found: ["a library", "b library", "c mixed"],
  });
});

Deno.test("measureShares() runs a program once for any number of checks", async () => {
  const programs: Record<string, Runs> = { a: [CLEAR, CLEAR] };
  assertEquals((await measuredAs(programs, "/same")).asked, ["a: 300"]);
  assertEquals(await measuredAs(programs, "/same"), { asked: [], found: ["a library"] });
});

Deno.test("measureShares() gives no shares where it was stopped, or a program did not run", async () => {
  const python = { ...fakeInterpreter("py3.14.0"), executable: crypto.randomUUID() };
  const lost = fakeArm("a", []);
  for (
    const [arms, kind, reason] of [
      [[], "stopped", "it was stopped"],
      [[lost], "complete", "py3.14.0 could not run a"],
    ] as const
  ) {
    const run = () => Promise.resolve({ arms, ending: { kind } });
    assertEquals(await measureShares(["a"], { python, run }), { kind: "not_measured", reason });
  }
});

/** Points by name of the part. */
function pointsOf(
  entry: Readonly<Record<string, number | string>>,
  { shares, looks = [], isGraded = false }: {
    readonly shares: ProgramShares;
    readonly looks?: readonly string[];
    readonly isGraded?: boolean;
  },
): Record<string, number> {
  const parts = entriesParts([{ name: "bakido", entry }], {
    shares: new Map([["bakido", shares]]),
    looks: looks.map((program) => ({ program })),
    isGraded,
  });
  return Object.fromEntries(
    parts.map(({ name, points }) => [name.replace(/^bakido: /, ""), points]),
  );
}

const COLLECTOR = measured([1, 2, 97], [2, 5, 93], [1, 9, 90]);

Deno.test("entriesParts() gives all points for what was seen, and a share within the runs' range", () => {
  const right = { limit: "collector", share: 88 };
  assertEquals(pointsOf(right, { shares: COLLECTOR, looks: ["bakido"] }), {
    "what limits it": 2,
    "its share": 1,
    "a run that shows it": 1,
  });
});

Deno.test("entriesParts() takes no points where no cause stands out on this machine", () => {
  const mixed = measured([41, 1, 58]);
  assertEquals(pointsOf({ limit: "memory", share: 3 }, { shares: mixed, looks: ["bakido"] }), {
    "what limits it": 2,
    "its share": 1,
    "a run that shows it": 1,
  });
});

Deno.test("entriesParts() takes no points for runs of programs that a grader's machine drew anew", () => {
  const right = { limit: "collector", share: 95 };
  const looks = ["mobaba"];
  const drawnAnew = pointsOf(right, { shares: COLLECTOR, looks, isGraded: true });
  assertEquals(drawnAnew["a run that shows it"], 1);
  // The names of somebody else's programs, beside runs of one's own.
  assertEquals(pointsOf(right, { shares: COLLECTOR, looks })["a run that shows it"], 0);
  assertEquals(pointsOf(right, { shares: COLLECTOR })["a run that shows it"], 0);
});

Deno.test("entriesParts() judges the half that is filled in", () => {
  assertEquals(pointsOf({ share: 95 }, { shares: COLLECTOR }), {
    "what limits it": 0,
    "its share": 1,
    "a run that shows it": 0,
  });
});

Deno.test("L2-P3-03 says so where a name is none of the programs'", async () => {
  const judgement = await judgeAnswer(BOTTLENECK, {
    answer: { programs: { first: { limit: "library", share: 90 } } },
  });
  assertEquals(judgement.kind, "not_ready");
  assertStringIncludes("reason" in judgement ? judgement.reason : "", '"first"; copy the names');
});

Deno.test("L2-P3-03 says so where names are of two draws, which would earn points twice", async () => {
  const entries = [...namesBy(7), ...namesBy(8)].map((name) => [name, { share: 98 }]);
  const answer = { programs: Object.fromEntries(entries) };
  const judgement = await judgeAnswer(BOTTLENECK, { answer });
  assertEquals(judgement.kind, "not_ready");
  assertStringIncludes("reason" in judgement ? judgement.reason : "", "more than one draw");
});

const NOT_READY: [what: string, evidence: unknown, reason: string][] = [
  ["nothing", undefined, "what was given is nothing"],
  ["a measurement alone", fakeRunsOf("tight_loop", []), 'a measurement of "tight_loop"'],
  ["a comparison in which nothing ran", fakeComparisonResult([]), "a comparison of"],
];

for (const [what, evidence, reason] of NOT_READY) {
  Deno.test(`L2-P3-01 is not ready with ${what}`, async () => {
    const judgement = await judgeAnswer(BENCHMARKS, { answer: { loop: 1 }, evidence });
    assertEquals(judgement.kind, "not_ready");
    assertStringIncludes("reason" in judgement ? judgement.reason : "", reason);
  });
}

Deno.test("L2-P3-01 is judged by frozen rows where there are no others, and a note says so", async () => {
  const frozen = ["tight_loop", "gc_pauses", "annotations_import"].map((probe) => {
    const arms = ["py3.13.18", "py3.14.10"].map((name, index) => ({
      label: name,
      values: { call: Array.from({ length: 8 }, (_, run) => 2 + index + run / 100) },
    }));
    const measurement = fakeRunsOf(probe === "tight_loop" ? probe : "gc_pauses", arms);
    const value = { ...measurement.value, kind: "once" as const };
    return compareWithin({
      ...measurement,
      probe,
      value,
      values: [value],
      frozen: FROZEN,
      arms: measurement.arms.map((arm) => ({ ...arm, python: fakeInterpreter(arm.label) })),
    });
  });
  const judgement = await judgeAnswer(BENCHMARKS, {
    answer: { loop: 1.5, verdicts: { loop: "slower" }, differs: "versions" },
    evidence: frozen,
  });
  if (judgement.kind !== "judged") throw new TypeError(JSON.stringify(judgement));
  assertEquals(judgement.parts.map(({ points }) => points), [1, 1, 1, 0, 0, 1, 0, 0, 1]);
  assertStringIncludes(judgement.notes?.join() ?? "", "Judged by frozen data");
});

/** A comparison of two arms, and what their first row says of the loop. */
function differsOf(test: Partial<MeasuredArm>): string | undefined {
  const value = { ...VALUE, kind: "once" as const };
  const arms = [
    fakeArm("base", [2, 2.1], { python: fakeInterpreter("py3.13.5") }),
    fakeArm("test", [3, 3.1], { python: fakeInterpreter("py3.13.5"), ...test }),
  ];
  const measurement = { ...fakeMeasurement({}), value, values: [value], arms };
  const read = readRows(readEvidence(compareWithin(measurement)));
  if (read.kind !== "rows") throw new TypeError(read.reason);
  return read.ruler === null ? read.claims.loop?.differs : "nothing";
}

const OTHER_BUILD = {
  ...fakeInterpreter("py3.14.10"),
  build: { ...fakeInterpreter("py3.14.10").build, family: "debian, GCC 16" },
};

const DIFFERING: [what: string, test: Partial<MeasuredArm>, differs: string][] = [
  ["one CPython twice", {}, "nothing"],
  ["one CPython with another parameter", { params: { n: 7 } }, "program"],
  ["one CPython with another variable", { env: { PYTHON_JIT: "1" } }, "program"],
  ["two of one family", { python: fakeInterpreter("py3.14.3") }, "versions"],
  ["two of two families", { python: OTHER_BUILD }, "builds"],
];

for (const [what, test, differs] of DIFFERING) {
  Deno.test(`readRows() tells what differs between ${what}`, () => {
    assertEquals(differsOf(test), differs);
  });
}

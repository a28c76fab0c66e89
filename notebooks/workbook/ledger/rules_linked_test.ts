/** Tests of a figure over several releases: of one kind of build where it has both, else linked step by step. */
import { assertAlmostEquals, assertEquals, assertStringIncludes } from "@std/assert";
import type { ProbeName } from "../../../probes/mod.ts";
import { fakeMeasured, levelsAround } from "../../../tests/support/fake_measured.ts";
import { finding } from "./finding.ts";
import { linkedSteps } from "./linked_steps.ts";

const LOOPS: readonly ProbeName[] = ["tight_loop", "fibonacci", "attributes", "comprehension"];

/** Kind of build, minor version, and the level of all four loops. */
type Build = readonly [family: string, minor: number, level: number];

function loops(builds: readonly Build[], rounds = 12) {
  return LOOPS.map((probe) =>
    fakeMeasured(probe, {
      arms: builds.map(([family, minor, level]) => ({
        name: `py3.${minor}.0 ${family}`,
        family,
        minor,
        levels: levelsAround(level, rounds),
      })),
    })
  );
}

const LINKED: readonly Build[] = [
  ["one", 11, 10],
  ["one", 12, 9],
  ["one", 13, 8],
  ["other", 13, 4],
  ["other", 14, 3.5],
];

const CASES: [name: string, builds: readonly Build[], kind: string, reason: string][] = [
  ["one kind of build with both ends", [["one", 11, 10], ["one", 14, 7]], "supported", "0.700"],
  [
    "a chain that comes to 40 %",
    LINKED,
    "supported",
    "linked from 3 steps of 2 kinds of build",
  ],
  [
    "a chain that comes to nothing",
    [...LINKED.slice(0, 4), ["other", 14, 4.6]],
    "contradicted",
    "ratio 0.920",
  ],
  [
    "its own kind before a chain",
    [...LINKED, ["one", 14, 10]],
    "contradicted",
    "geometric mean of the ratios 1.000",
  ],
  [
    "a chain with a hole",
    [["one", 11, 10], ["one", 13, 8], ["other", 13, 4], ["other", 14, 3]],
    "unavailable",
    "there is no 3.11 and 3.14 of one family",
  ],
  ["another span", [["one", 13, 8], ["one", 14, 8]], "unavailable", "uv python install"],
];

for (const [name, builds, kind, reason] of CASES) {
  Deno.test(`finding() of L2-TW-01 takes ${name}`, () => {
    const found = finding("L2-TW-01", loops(builds));
    assertEquals(found.kind, kind, found.sentence);
    assertStringIncludes(found.sentence, reason);
  });
}

Deno.test("finding() of L2-TW-01 shows each step of a chain with its kind of build", () => {
  const { rows, interval } = finding("L2-TW-01", loops(LINKED));
  assertEquals(rows.map(({ label }) => label), [
    "3.12 against 3.11 (one)",
    "3.13 against 3.12 (one)",
    "3.14 against 3.13 (other)",
  ]);
  assertAlmostEquals(interval?.estimate ?? 0, 0.7, 0.005);
});

Deno.test("finding() of L2-TW-01 decides nothing by five rounds", () => {
  assertEquals(finding("L2-TW-01", loops(LINKED, 5)).kind, "inconclusive");
});

Deno.test("linkedSteps() takes the newest builds of a step, and a single measurement as it is", () => {
  const [measured] = loops(LINKED);
  if (measured === undefined) throw new TypeError("nothing was made up");
  const newer = measured.arms.slice(-2).map((arm) => ({
    ...arm,
    label: `${arm.label} newer`,
    python: { ...arm.python, micro: 9, name: `${arm.label} newer` },
  }));
  const both = { ...measured, arms: [...measured.arms, ...newer] };
  const steps = linkedSteps([both], { base: "3.13", test: "3.14" });
  assertEquals(steps?.map(({ row }) => row.test), ["py3.14.0 other newer"]);
  assertEquals(linkedSteps([both], { base: "3.14", test: "3.14" }), null);
});

/** Tests of Part 4's claims: what depends on the program, and what a time alone does not show. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import type { ProbeName } from "../../../probes/mod.ts";
import { fakeMeasured, levelsAround } from "../../../tests/support/fake_measured.ts";
import type { Evidence } from "./evidence.ts";
import { finding } from "./finding.ts";

const PROGRAMS: readonly ProbeName[] = ["tight_loop", "strings"];

/** Programs on 3.13 and 3.14 of one family, 3.14 with these ratios. */
function programs(ratios: readonly number[]): Evidence {
  return ratios.map((ratio, index) =>
    fakeMeasured(PROGRAMS[index] ?? "tight_loop", {
      arms: [
        { name: "py3.13.5", minor: 13, levels: levelsAround(1) },
        { name: "py3.14.0", levels: levelsAround(ratio).toReversed() },
      ],
    })
  );
}

/** The collector's share of the time of these programs, in per cent. */
function shares(percents: Readonly<Record<string, number>>): Evidence {
  return fakeMeasured("time_shares", {
    value: "collector",
    arms: Object.entries(percents).map(([workload, percent]) => ({
      name: "py3.14.0",
      params: { workload },
      levels: levelsAround(percent),
    })),
  });
}

const CASES: [name: string, id: string, evidence: Evidence, kind: string, reason: string][] = [
  [
    "one program that gains and one that loses",
    "L2-P4-05",
    programs([0.9, 1.14]),
    "supported",
    "but strings",
  ],
  ["one that gains and one that takes as long", "L2-P4-05", programs([0.9, 1]), "supported", "but"],
  [
    "gains everywhere",
    "L2-P4-05",
    programs([0.9, 0.85]),
    "contradicted",
    "the same with all programs",
  ],
  ["gains nowhere", "L2-P4-05", programs([1.1, 1.2]), "contradicted", "the same with all"],
  ["one program alone", "L2-P4-05", programs([0.9]), "inconclusive", "one program alone"],
  [
    "a program that makes objects and hardly collects",
    "L2-P4-03",
    shares({ csv: 7, collector: 98 }),
    "contradicted",
    "csv",
  ],
  [
    "programs that all spend their time in the collector",
    "L2-P4-03",
    shares({ csv: 60, collector: 98 }),
    "supported",
    "60",
  ],
];

for (const [name, id, evidence, kind, reason] of CASES) {
  Deno.test(`finding() of ${id} judges ${name}`, () => {
    const found = finding(id, evidence);
    assertEquals(found.kind, kind, found.reason);
    assertStringIncludes(found.reason, reason);
  });
}

Deno.test("finding() of L2-P4-02 says that nobody can check figures without a machine", () => {
  const found = finding("L2-P4-02");
  assertEquals(found.kind, "unavailable");
  assertStringIncludes(found.reason, "neither which machine nor which CPython");
});

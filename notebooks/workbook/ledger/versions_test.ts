/** Tests of claims about some versions: arms of other ones neither speak for a statement nor against it. */
import { assertEquals } from "@std/assert";
import type { MeasurementResult } from "../../../probes/mod.ts";
import { type FakeArm, fakeMeasured } from "../../../tests/support/fake_measured.ts";
import type { Evidence } from "./evidence.ts";
import { finding } from "./finding.ts";

const FROZEN = {
  date: "2026-11-21",
  machine: "2 cores, Linux",
  builds: "py3.13.18 (Debian); py3.14.10 (Debian)",
};

/** What the annotations of one CPython left at the definition. */
function left(minor: number, notes: number, style = "hints"): FakeArm {
  return { name: `py3.${minor}.0`, minor, params: { style }, values: { definition: notes } };
}

function evaluation(arms: readonly FakeArm[], isFrozen = false): MeasurementResult {
  return fakeMeasured("annotation_evaluation", {
    arms,
    value: "call",
    ...(isFrozen ? { frozen: FROZEN } : {}),
  });
}

/** Six imports each, without hints and with them, which take that much longer. */
function imports(minor: number, factor: number): FakeArm[] {
  const arm = (style: string, ms: number) => ({
    name: `py3.${minor}.0`,
    minor,
    params: { functions: 1000, classes: 0, style },
    levels: [1, 1.01, 0.99, 1, 1.02, 1, 1.01, 0.99].map((level) => level * ms),
  });
  return [arm("none", 1), arm("hints", factor)];
}

const OLD = [left(13, 2), left(13, 0, "future")];

const CASES: [name: string, id: string, evidence: Evidence, begin: string][] = [
  [
    "an old CPython by its hints",
    "L2-S4-02",
    evaluation([left(13, 2), left(14, 0)]),
    "supported: ",
  ],
  ["an old one below the future import", "L2-S4-02", evaluation(OLD), "contradicted: "],
  ["a new CPython beside an old one", "L2-S4-06", evaluation([...OLD, left(14, 0)]), "supported: "],
  ["a new CPython that does not wait", "L2-S4-06", evaluation([left(14, 2)]), "contradicted: "],
  [
    "old ones alone",
    "L2-S4-06",
    evaluation(OLD),
    "unavailable: This cannot be shown here, because no CPython from 3.14 on was measured. " +
    '"deno task interpreters add 3.14" fetches one.',
  ],
  [
    "new ones alone",
    "L2-S4-02",
    evaluation([left(15, 0)]),
    "unavailable: This cannot be shown here, because no CPython up to 3.13 was measured.",
  ],
  [
    "frozen data where no such CPython is here",
    "L2-S4-06",
    [evaluation(OLD), evaluation([left(14, 0)], true)],
    "supported: ",
  ],
  [
    "no CPython at all",
    "L2-S4-06",
    fakeMeasured("annotation_evaluation", { arms: [], ending: { kind: "no_interpreters" } }),
    "unavailable: This cannot be shown here, because there is nothing to measure with.",
  ],
  [
    "a ratio, by the new CPython alone",
    "L2-S4-07",
    fakeMeasured("annotations_import", { arms: [...imports(13, 1), ...imports(14, 2)] }),
    "contradicted: ",
  ],
  [
    "a ratio of old ones",
    "L2-S4-07",
    fakeMeasured("annotations_import", { arms: imports(13, 1) }),
    "unavailable: ",
  ],
];

for (const [name, id, evidence, begin] of CASES) {
  Deno.test(`finding() of ${id} judges ${name}`, () => {
    const { kind, sentence } = finding(id, evidence);
    assertEquals(`${kind}: ${sentence}`.slice(0, begin.length), begin);
  });
}

Deno.test("finding() names the CPythons of the versions alone", () => {
  const { builds } = finding("L2-S4-06", evaluation([...OLD, left(14, 0)]));
  assertEquals(builds, ["py3.14.0 (other, GCC 12)"]);
});

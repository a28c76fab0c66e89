/** Tests of claims that no timing settles: what CPythons are, arithmetic, what is settled elsewhere; and of frozen data. */
import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import type { Interpreter } from "../../../probes/mod.ts";
import { fakeMeasured, fakePython } from "../../../tests/support/fake_measured.ts";
import { claim } from "./claim.ts";
import type { Evidence } from "./evidence.ts";
import { finding } from "./finding.ts";

const FROZEN = {
  date: "2026-11-21",
  machine: "2 cores, Linux",
  builds: "py3.14.3 (other, GCC 11)",
};

function python(name: string, minor: number, facts: Partial<Interpreter> = {}): Interpreter {
  return fakePython({ name, minor, facts });
}

const OLD = python("py3.10.13", 10, { specialization: "absent" });
const ADAPTIVE = python("py3.11.7", 11, { specialization: "always" });
const NEW = python("py3.14.10", 14, { specialization: "always", deferredAnnotations: true });
const INCREMENTAL = python("py3.14.3", 14, { collector: "incremental" });
const ALL_ON = python("py3.14.0", 14, { jit: "on", gil: "off", tailCalls: true });
const NO_LOCK = python("py3.13.5t", 13, { gil: "off", specialization: "absent" });
const UNLOCKED = python("py3.14.7t", 14, { gil: "off", specialization: "always" });
const ALL_OFF = { ...UNLOCKED, jit: "off" } as const;
const BOTH = python("py3.14.7", 14, { specialization: "always", tailCalls: true });
const EAGER = python("py3.14.0", 14, { deferredAnnotations: false });
const UNASKED = python("py3.14.0", 14);

const CASES: [name: string, id: string, evidence: Evidence, begin: string][] = [
  [
    "a plain 3.14",
    "L2-S1-01",
    [NEW],
    "contradicted: On this machine the data speak against the statement: py3.14.10: just-in-time compiler absent, " +
    "global lock always, tail calls no.",
  ],
  ["a 3.14 with everything on", "L2-S1-01", [ALL_ON], "supported: "],
  [
    "one of either kind",
    "L2-S1-01",
    [ALL_ON, NEW],
    "contradicted: On this machine the data speak against the statement: py3.14.0: just-in-time compiler on, global " +
    "lock off, tail calls yes; py3.14.10: just-in-time compiler absent",
  ],
  [
    "a frozen 3.14 without its measurement",
    "L2-S1-01",
    [{ ...NEW, source: "frozen" }],
    "contradicted: Not measured here: the frozen data speak against the statement: py3.14.10: just-in-time compiler " +
    "absent, global lock always, tail calls no (another day, another machine).",
  ],
  [
    "older CPythons alone",
    "L2-S1-01",
    [OLD, ADAPTIVE],
    'unavailable: This cannot be shown here, because there is no CPython from 3.14 on. "deno task interpreters add',
  ],
  [
    "no CPython at all",
    "L2-S1-01",
    fakeMeasured("tail_calls", { arms: [], ending: { kind: "no_interpreters" } }),
    "unavailable: This cannot be shown here, because there is no CPython from 3.14 on.",
  ],
  [
    "a search that found none",
    "L2-S3-06",
    [],
    "unavailable: This cannot be shown here, because there is no CPython",
  ],
  [
    "a search that found none, with what helps",
    "L2-S0-02",
    [[], []],
    'unavailable: This cannot be shown here, because there is no CPython from 3.14 on. "deno task interpreters add 3.14"',
  ],
  ["the arms of a measurement", "L2-S0-02", armsOf(NEW), "contradicted: "],
  ["an incremental collector", "L2-S0-02", [INCREMENTAL], "supported: "],
  [
    "both collectors",
    "L2-S3-02",
    [INCREMENTAL, NEW],
    "contradicted: On this machine the data speak against the statement: py3.14.3: collector incremental; py3.14.10: " +
    "collector generational.",
  ],
  ["specialization before 3.14", "L2-I-03", [OLD, ADAPTIVE, NEW], "contradicted: "],
  [
    "only versions that say nothing",
    "L2-S2-04",
    [OLD, NEW],
    'unavailable: This cannot be shown here, because there is no CPython from 3.11 to 3.13 with the global lock. "deno task',
  ],
  ["a build without the lock, which never specialized", "L2-S2-04", [NO_LOCK], "unavailable: "],
  ["one feature without the other", "L2-S2-01", [ADAPTIVE, BOTH], "contradicted: "],
  ["both features together", "L2-S2-01", [BOTH], "supported: "],
  [
    "only builds that have the lock",
    "L2-C3-01",
    [ADAPTIVE, NEW],
    'unavailable: This cannot be shown here, because there is no CPython with the global lock made to be switched off. "uv',
  ],
  ["a build without the lock that does not specialize", "L2-C3-01", [NO_LOCK], "contradicted: "],
  ["a build without the lock and without a compiler", "L2-C3-01", [UNLOCKED], "contradicted: "],
  ["a build without the lock that has all", "L2-C3-01", [ALL_OFF], "supported: "],
  ["annotations that wait", "L2-S0-03", [NEW], "supported: "],
  ["annotations that do not", "L2-S0-03", [EAGER], "contradicted: "],
  [
    "a CPython that was not asked",
    "L2-S0-03",
    [UNASKED],
    "inconclusive: On this machine the data do not decide: py3.14.0: deferred annotations not asked.",
  ],
];

/** A measurement of nothing in particular with these CPythons. */
function armsOf(...pythons: readonly Interpreter[]): Evidence {
  const measurement = fakeMeasured("gc_state", { arms: pythons.map(({ name }) => ({ name })) });
  return {
    ...measurement,
    arms: measurement.arms.map((arm, index) => ({ ...arm, python: pythons[index] ?? arm.python })),
  };
}

for (const [name, id, evidence, begin] of CASES) {
  Deno.test(`finding() of ${id} judges ${name}`, () => {
    const { kind, sentence } = finding(id, evidence);
    assertEquals(`${kind}: ${sentence}`.slice(0, begin.length), begin);
  });
}

Deno.test("finding() names each CPython once, however often it was given", () => {
  assertEquals(finding("L2-S0-02", [NEW, NEW, [NEW]]).builds, ["py3.14.10 (other, GCC 12)"]);
});

Deno.test("finding() needs no evidence for arithmetic, and leaves out what is given", () => {
  for (const found of [finding("L2-S3-09"), finding("L2-S3-09", [NEW])]) {
    assertEquals([found.kind, found.builds], ["contradicted", []]);
    assertStringIncludes(
      found.sentence,
      "By arithmetic alone the figures speak against the statement: 1 (network)",
    );
    assertStringIncludes(found.sentence, "= 13.5 ms, and 15 ms is stated.");
  }
});

Deno.test("finding() says where to look for what measuring does not settle", () => {
  const found = finding("L2-S1-05");
  assertEquals(found.kind, "unavailable");
  assertStringIncludes(found.sentence, "not by timing it. Open the source of three benchmarks");
});

Deno.test("finding() of frozen data says frozen, with day and machine, and never speaks of this machine", () => {
  const states = fakeMeasured("gc_state", {
    arms: [{ name: "py3.14.3", facts: { collector: "incremental" } }],
    frozen: FROZEN,
  });
  const found = finding("L2-S3-02", states);
  assertEquals([found.kind, found.frozen], ["supported", FROZEN]);
  assertEquals(
    found.sentence,
    "Not measured here: the frozen data agree with the statement: py3.14.3: collector incremental (2026-11-21, 2 cores, Linux).",
  );
});

Deno.test("finding() of frozen data foretells no rounds, and calls nothing frozen that cannot be shown", () => {
  const pauses = (probe: "gc_pauses" | "full_collection") =>
    fakeMeasured(probe, {
      arms: [13, 14].map((minor) => ({
        name: `py3.${minor}.0`,
        minor,
        facts: minor === 14 ? { collector: "incremental" } : {},
        params: { shape: "list" },
        levels: [60, 61, 62],
      })),
      frozen: FROZEN,
    });
  assertStringIncludes(
    finding("L2-S3-07", pauses("gc_pauses")).sentence,
    "Not measured here: the frozen data do not decide: one list,",
  );
  const unavailable = finding("L2-S3-14", pauses("full_collection"));
  assertEquals([unavailable.kind, unavailable.frozen], ["unavailable", null]);
});

Deno.test("finding() keeps frozen data beside what was measured here, and out of its finding", () => {
  const states = fakeMeasured("gc_state", {
    arms: [{ name: "py3.14.3", facts: { collector: "incremental" } }],
    frozen: FROZEN,
  });
  const both = finding("L2-S3-02", [NEW, states]);
  assertEquals([both.kind, both.frozen, both.builds], [
    "contradicted",
    null,
    ["py3.14.10 (other, GCC 12)"],
  ]);
  assertEquals(both.notes, [
    "Frozen (2026-11-21, 2 cores, Linux): supported. py3.14.3: collector incremental",
  ]);
  const lacking = finding("L2-S3-02", [OLD, states]);
  assertEquals([lacking.kind, lacking.frozen?.date], ["supported", "2026-11-21"]);
  assertStringIncludes(lacking.notes[0] ?? "", "Here it is unavailable: there is no CPython from");
});

Deno.test("finding() refuses CPythons where something has to be timed", () => {
  const message = 'the evidence is a list of CPythons, a comparison or measurement of "tight_loop"';
  assertStringIncludes(assertThrows(() => finding("L2-S1-02", [NEW]), TypeError).message, message);
});

const REFUSED: [name: string, evidence: unknown, message: string][] = [
  ["an empty list", [], "the evidence is an empty list"],
  ["a list with a number", [NEW, 5], "the evidence is a number"],
  ["a list of promises", [Promise.resolve(NEW)], 'write "await" before it'],
  ["a list of a list", [[fakeMeasured("dose", { arms: [] })]], 'a list of a measurement of "dose"'],
];

for (const [name, evidence, message] of REFUSED) {
  Deno.test(`finding() refuses ${name}`, () => {
    const error = assertThrows(() => finding("L2-S1-02", evidence as Evidence), TypeError);
    assertStringIncludes(error.message, message);
  });
}

Deno.test("claim() waits for every part of a list, and overlooks places that are empty", async () => {
  const card = claim("L2-S3-02", [Promise.resolve(NEW), undefined, null]);
  assertEquals((await card.finding())?.kind, "contradicted");
  assertEquals([card.status, card.id], ["outdated", "L2-S3-02"]);
});

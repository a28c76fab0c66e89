/** Tests of findings: which evidence speaks for a claim, against it, or not at all. */
import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { DISPLAY } from "../../../probes/mod.ts";
import { fakeComparison, fakeComparisonResult } from "../../../tests/support/fake_comparisons.ts";
import { fakePauseRuns, fakeTwins } from "../../../tests/support/fake_evidence.ts";
import { fakeArm } from "../../../tests/support/fake_interpreters.ts";
import type { Evidence } from "./evidence.ts";
import { finding } from "./finding.ts";

const SLOW = [2, 3, 2, 4, 2, 3];
const NO_PYTHON = { arms: [], ending: { kind: "no_interpreters" } } as const;
const FAILED = fakeTwins().measurement.arms.map((arm) => ({ ...arm, processes: [] }));
const STOPPED = { ending: { kind: "stopped" } } as const;
const PART = { name: "a", points: 1, max: 1, reason: "" };

const CASES: [name: string, id: string, evidence: Evidence, begin: string][] = [
  [
    "equal loops that are the same",
    "L2-P1-01",
    fakeTwins(),
    "supported: On this machine the data agree with the statement: ratio 1.002 [0.995, 1.008], 12 rounds.",
  ],
  [
    "equal loops of which one is slower",
    "L2-P1-01",
    fakeTwins({ verdict: "slower", ratio: 1.05, low: 1.02, high: 1.08 }),
    "contradicted: On this machine the data speak against the statement: ratio 1.050 [1.020, 1.080], 12 rounds.",
  ],
  [
    "equal loops that are unclear",
    "L2-P1-01",
    fakeTwins({ verdict: "unclear", needMore: 9 }),
    "inconclusive: On this machine the data do not decide; about 9 more rounds would: ratio 1.002",
  ],
  [
    "equal loops that only very many rounds would tell",
    "L2-P1-01",
    fakeTwins({ verdict: "unclear", needMore: 1102 }),
    "inconclusive: On this machine the data do not decide; more than 999 more rounds would be needed: ratio 1.002",
  ],
  [
    "equal loops that are unclear for nobody knows how long",
    "L2-P1-01",
    fakeTwins({ verdict: "unclear", needMore: null }),
    "inconclusive: On this machine the data do not decide: ratio 1.002",
  ],
  [
    "fewer than six rounds",
    "L2-P1-01",
    fakeTwins({ rounds: 4, low: null, high: null, verdict: "unclear" }),
    "inconclusive: On this machine the data do not decide; about 2 more rounds would: 4 of 6 rounds",
  ],
  [
    "rounds that the time cut off",
    "L2-P1-01",
    fakeTwins({ rounds: 5, low: null, high: null, verdict: "unclear" }, {
      ending: { kind: "budget" },
    }),
    "inconclusive: On this machine the data do not decide; about 1 more round would: 5 of 6 rounds, then",
  ],
  [
    "a stopped comparison, however clear",
    "L2-P1-01",
    fakeTwins({}, STOPPED),
    "inconclusive: On this machine the data do not decide: the measurement was stopped after 6 rounds.",
  ],
  [
    "a comparison that still runs",
    "L2-P1-01",
    fakeTwins({}, { ending: { kind: "running" } }),
    "inconclusive: On this machine the data do not decide: the measurement still runs.",
  ],
  [
    "no CPython at all",
    "L2-P1-01",
    fakeTwins({ rounds: 0 }, NO_PYTHON),
    "unavailable: This cannot be shown here, because there is nothing to measure with. No CPython was found. " +
    'With uv, "uv python install',
  ],
  [
    "no second CPython",
    "L2-P1-01",
    fakeTwins({ rounds: 0 }, { arms: [], ending: { kind: "nothing_to_compare" } }),
    "unavailable: This cannot be shown here, because there is nothing to compare with. ",
  ],
  [
    "an interpreter that could not be calibrated",
    "L2-P1-01",
    fakeTwins({ rounds: 0 }, { ending: { kind: "not_calibrated", reason: "it printed noise" } }),
    "unavailable: This cannot be shown here, because it printed noise.",
  ],
  [
    "interpreters that cannot show it",
    "L2-P1-01",
    fakeTwins({ rounds: 0 }, {
      ending: { kind: "unavailable", reason: "it has the lock (a)", remedy: "get 3.14t" },
    }),
    "unavailable: This cannot be shown here, because it has the lock (a); what helps: get 3.14t.",
  ],
  [
    "processes that all failed",
    "L2-P1-01",
    fakeTwins({ rounds: 0 }, { arms: FAILED }),
    "unavailable: This cannot be shown here, because no process has given a value.",
  ],
  [
    "short pauses",
    "L2-P1-04",
    fakePauseRuns([{}]),
    "supported: On this machine the data agree with the statement: median pause 0.0450 ms [0.0400, 0.0600], 6 rounds; the limit is 1.00 ms.",
  ],
  [
    "long pauses",
    "L2-P1-04",
    fakePauseRuns([{}, { medians: SLOW }]),
    "contradicted: On this machine the data speak against the statement: arm 1: median pause 2.50 ms [2.00, 4.00], 6 rounds; the limit is 1.00 ms.",
  ],
  [
    "short pauses of two arms, of which the longer ones are shown",
    "L2-P1-04",
    fakePauseRuns([{}, { medians: [0.2, 0.3, 0.2, 0.3, 0.2, 0.3] }]),
    "supported: On this machine the data agree with the statement: arm 1: median pause 0.250 ms [0.200, 0.300], 6 rounds; the limit is 1.00 ms.",
  ],
  [
    "pauses on both sides of the bound",
    "L2-P1-04",
    fakePauseRuns([{ medians: [0.5, 0.6, 1, 1.2, 0.4, 0.5] }]),
    "inconclusive: On this machine the data do not decide: median pause 0.550 ms [0.400, 1.20]",
  ],
  [
    "long pauses under a setting that the claim is not about",
    "L2-P1-04",
    fakePauseRuns([{}, { setting: "threshold", medians: SLOW }]),
    "supported: ",
  ],
  [
    "pauses of two rounds",
    "L2-P1-04",
    fakePauseRuns([{ medians: [0.1, 0.2] }]),
    "inconclusive: On this machine the data do not decide; about 4 more rounds would: 2 of 6 rounds; seen so far: median pause 0.150 ms [0.100, 0.200].",
  ],
  [
    "no pauses",
    "L2-P1-04",
    fakePauseRuns([{ medians: [null, null, null] }]),
    "inconclusive: On this machine the data do not decide: no process gave a median pause.",
  ],
  [
    "pauses that were listed",
    "L2-P1-02",
    fakePauseRuns([{}, { garbage: "acyclic", pausesMs: [] }]),
    "supported: On this machine the data agree with the statement: pauses listed in a process: 3.",
  ],
  [
    "circles that nobody collected",
    "L2-P1-02",
    fakePauseRuns([{ pausesMs: [] }]),
    "contradicted: On this machine the data speak against the statement: arm 0: no pause was listed.",
  ],
  [
    "a pause without a length",
    "L2-P1-02",
    fakePauseRuns([{ pausesMs: [0.1, 0] }]),
    "contradicted: On this machine the data speak against the statement: arm 0: a pause lasted no time.",
  ],
  [
    "pauses longer than the program",
    "L2-P1-02",
    fakePauseRuns([{ pausesMs: [50, 30] }]),
    "contradicted: On this machine the data speak against the statement: arm 0: pauses of 80.0 ms in a program of 60.0 ms.",
  ],
  [
    "garbage that needs no collector",
    "L2-P1-02",
    fakePauseRuns([{ garbage: "acyclic", pausesMs: [] }, { setting: "disable", pausesMs: [] }]),
    "inconclusive: On this machine the data do not decide: no arm leaves garbage in circles",
  ],
  [
    "settings with other counts, also in one round",
    "L2-P1-03",
    fakePauseRuns([
      { medians: [0.1] },
      { medians: [0.1], setting: "disable", collections: "gen0 0, gen1 0, gen2 0" },
    ]),
    "supported: On this machine the data agree with the statement: default: gen0 80, gen1 7, gen2 1; disable: gen0 0,",
  ],
  [
    "settings with the same counts",
    "L2-P1-03",
    fakePauseRuns([{}, { setting: "freeze" }]),
    "contradicted: On this machine the data speak against the statement: the same under every setting (default: gen0",
  ],
  [
    "counts that vary by themselves",
    "L2-P1-03",
    fakePauseRuns([
      { collections: ["gen0 1", "gen0 2"], medians: [1, 1] },
      { setting: "freeze", collections: ["gen0 2", "gen0 3"], medians: [1, 1] },
    ]),
    "inconclusive: On this machine the data do not decide: counts vary from process to process",
  ],
  [
    "no arm of the setting that counts",
    "L2-P1-04",
    fakePauseRuns([{ setting: "freeze" }]),
    'inconclusive: On this machine the data do not decide: no arm was measured with setting "default".',
  ],
  [
    "one setting alone, as the notebook begins",
    "L2-P1-03",
    fakePauseRuns([{}]),
    "inconclusive: On this machine the data do not decide: no two arms differ in their setting alone.",
  ],
  [
    "settings of arms that differ in more",
    "L2-P1-03",
    fakePauseRuns([{}, { setting: "disable", garbage: "acyclic" }]),
    "inconclusive: On this machine the data do not decide: no two arms differ",
  ],
  [
    "questions that are not answered",
    "L2-P1-05",
    { points: 0, max: 4, parts: [] },
    "inconclusive: Your answers do not decide: the exercise has no answer yet.",
  ],
  [
    "answers that are all right",
    "L2-P1-05",
    { points: 1, max: 1, parts: [PART] },
    "supported: Your answers agree with the statement: 1 of 1 points.",
  ],
  [
    "answers that are partly right",
    "L2-P1-05",
    { points: 1, max: 2, parts: [PART, { ...PART, points: 0 }] },
    "inconclusive: ",
  ],
  [
    "answers that somebody has to read",
    "L2-P1-05",
    { points: 1, max: 1, parts: [{ ...PART, needsReader: true }] },
    "inconclusive: Your answers do not decide: 1 of 1 points, and a reader",
  ],
];

for (const [name, id, evidence, begin] of CASES) {
  Deno.test(`finding() of ${id} judges ${name}`, () => {
    const { kind, sentence } = finding(id, evidence);
    const shown = `${kind}: ${sentence}`;
    assertEquals(shown.slice(0, begin.length), begin);
  });
}

const UNEQUAL = fakeComparisonResult([fakeComparison()], {
  ...fakeTwins().measurement,
  arms: [fakeArm("py3.13.5", [1]), fakeArm("py3.14.0", [1])],
});

const REFUSED: [name: string, id: string, evidence: unknown, message: string][] = [
  ["nothing", "L2-P1-01", undefined, "the evidence is nothing, a comparison of"],
  ["a number", "L2-P1-01", 1.02, 'the evidence is a number, a comparison of "tight_loop"'],
  ["a promise", "L2-P1-01", Promise.resolve(fakeTwins()), 'write "await" before it'],
  ["a measurement for a comparison", "L2-P1-01", fakePauseRuns([{}]), 'measurement of "gc_pauses"'],
  ["arms that differ", "L2-P1-01", UNEQUAL, "a comparison of arms that differ"],
  ["another probe", "L2-P1-04", fakeTwins(), 'a comparison of "tight_loop"'],
  ["a measurement for a rubric", "L2-P1-05", fakePauseRuns([{}]), 'check("L2-P1-05", …) is needed'],
  [
    "the check of another exercise",
    "L2-P1-05",
    { points: 1, max: 1, parts: [PART], exercise: "part1-noise" },
    'the check of "part1-noise"',
  ],
];

for (const [name, id, evidence, message] of REFUSED) {
  Deno.test(`finding() of ${id} refuses ${name}`, () => {
    const error = assertThrows(() => finding(id, evidence as Evidence), TypeError);
    assertStringIncludes(error.message, `Cannot judge claim "${id}": `);
    assertStringIncludes(error.message, message);
  });
}

Deno.test("finding() names the builds once, and carries interval, rounds and flags", () => {
  const flag = { kind: "cpu_time", text: "Two rounds by CPU time; close other programs" } as const;
  const found = finding("L2-P1-01", fakeTwins({ flags: [flag] }));
  assertEquals(found.builds, ["py3.14.0 (other, GCC 12)"]);
  assertEquals(found.interval, { estimate: 1.002, low: 0.995, high: 1.008, unit: "" });
  assertEquals([found.rounds, found.notes], [12, [flag.text]]);
});

Deno.test("finding() shows sign, word and sentence", async () => {
  const bundle = await finding("L2-P1-01", fakeTwins())[DISPLAY]();
  assertStringIncludes(bundle["text/plain"] ?? "", "Claim L2-P1-01 · ✓ supported");
  assertStringIncludes(bundle["text/html"] ?? "", "<strong>✓ supported</strong>");
});

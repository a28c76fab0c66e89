/** Tests of pairing: one clock a round, and what the cleaning has to tell the reader. */
import { assertEquals, assertMatch } from "@std/assert";
import { cleanProcess, type Slice } from "./clean.ts";
import { pairProcesses, type Round } from "./pair.ts";

interface Shape {
  readonly wallNs?: number;
  readonly cpuNs?: number | null;
  /** Every slice but this many last ones was switched away from. */
  readonly alone?: number;
  readonly slices?: number;
  /** Leading slices that take twice the time. */
  readonly slow?: number;
}

function processOf({ wallNs = 100, cpuNs = 90, alone = 16, slices = 16, slow = 0 }: Shape) {
  return cleanProcess(Array.from({ length: slices }, (_, index): Slice => {
    const factor = index < slow ? 2 : 1;
    return {
      wallNs: wallNs * factor,
      cpuNs: cpuNs === null ? null : cpuNs * factor,
      switches: index >= slices - alone ? 0 : 1,
    };
  }));
}

function roundsOf(base: Shape | null, test: Shape | null, count = 8): Round[] {
  return Array.from({ length: count }, () => ({
    base: base === null ? null : processOf(base),
    test: test === null ? null : processOf(test),
  }));
}

const QUIET: Shape = {};
const BUSY: Shape = { wallNs: 400, cpuNs: 91, alone: 0 };

interface Case {
  readonly base: Shape | null;
  readonly test: Shape | null;
  readonly pair: [base: number | null, test: number | null];
  readonly flags: string[];
}

const CASES: [name: string, expected: Case][] = [
  ["wall time when both were left alone", {
    base: QUIET,
    test: QUIET,
    pair: [100, 100],
    flags: [],
  }],
  ["CPU time of both when the base was not left alone", {
    base: BUSY,
    test: QUIET,
    pair: [91, 90],
    flags: ["cpu_time"],
  }],
  ["CPU time of both when the test arm was not left alone", {
    base: QUIET,
    test: BUSY,
    pair: [90, 91],
    flags: ["cpu_time"],
  }],
  ["CPU time when neither was left alone", {
    base: BUSY,
    test: BUSY,
    pair: [91, 91],
    flags: ["cpu_time"],
  }],
  ["wall time, with a flag, when only one arm has CPU time", {
    base: BUSY,
    test: { cpuNs: null },
    pair: [400, 100],
    flags: ["preempted"],
  }],
  ["wall time, with a flag, when there is no CPU time", {
    base: { ...BUSY, cpuNs: null },
    test: { cpuNs: null },
    pair: [400, 100],
    flags: ["preempted"],
  }],
  ["nothing when a process is missing", { base: QUIET, test: null, pair: [null, null], flags: [] }],
  ["nothing when the clock stood still", {
    base: { wallNs: 0 },
    test: QUIET,
    pair: [null, 100],
    flags: [],
  }],
];

for (const [name, { base, test, pair, flags }] of CASES) {
  Deno.test(`pairProcesses() compares ${name}`, () => {
    const paired = pairProcesses(roundsOf(base, test));
    assertEquals(paired.pairs[0], { base: pair[0], test: pair[1] });
    assertEquals(paired.floors[0], { base: pair[0], test: pair[1] });
    assertEquals(
      paired.flags.map((flag) => flag.kind).filter((kind) => kind !== "dropped_differ"),
      flags,
    );
  });
}

/** Slow beyond its half: it had not settled. */
const UNSETTLED: Shape = { slices: 16, slow: 9 };

const UNSETTLED_CASES: [count: number, flags: string[]][] = [[0, []], [2, []], [3, ["unsettled"]]];

for (const [count, flags] of UNSETTLED_CASES) {
  Deno.test(`pairProcesses() gives [${flags}] for ${count} of 10 processes unsettled`, () => {
    const rounds = [...roundsOf(UNSETTLED, QUIET, count), ...roundsOf(QUIET, QUIET, 10 - count)];
    const kinds = pairProcesses(rounds).flags.map((flag) => flag.kind);
    assertEquals(kinds.filter((kind) => kind === "unsettled"), flags);
  });
}

Deno.test("pairProcesses() names the arm that had not settled", () => {
  const [flag] = pairProcesses(roundsOf(QUIET, UNSETTLED), { base: "3.13", test: "3.14" }).flags;
  assertMatch(flag?.text ?? "", /^8 of 8 processes of 3\.14 .*; give them more slices$/);
});

Deno.test("pairProcesses() warns when one arm loses clearly more slices", () => {
  const kinds = (base: Shape, test: Shape, count: number) =>
    pairProcesses(roundsOf(base, test, count)).flags.map((flag) => flag.kind);
  assertEquals(kinds(QUIET, { slow: 4 }, 8), ["dropped_differ"]);
  assertEquals(kinds({ alone: 8 }, QUIET, 8), ["dropped_differ"]);
  assertEquals(kinds({ slow: 4 }, { slow: 4 }, 8), []);
  // Too few rounds to tell it from chance.
  assertEquals(kinds(QUIET, { slow: 4 }, 5), []);
});

Deno.test("pairProcesses() of no rounds is empty", () => {
  assertEquals(pairProcesses([]), { pairs: [], floors: [], flags: [] });
});

/** Tests of many comparisons that are read together. */
import { assert, assertEquals } from "@std/assert";
import { noisyLevels } from "../../tests/support/noise.ts";
import { decide, type Decision, type Pair } from "./decide.ts";
import { decideTable, sharedConfidence } from "./table.ts";

/** Rounds with ratios around a middle, evenly from 1 - width to 1 + width of it. */
function claimOf(middle: number, width: number, count = 12): { pairs: Pair[] } {
  return {
    pairs: Array.from({ length: count }, (_, index) => ({
      base: 100,
      test: 100 * middle * (1 + width * (2 * index / (count - 1) - 1)),
    })),
  };
}

Deno.test("decideTable() of one claim is that claim's decision", () => {
  const claim = claimOf(1.05, 0.02);
  assertEquals(decideTable({ claims: [claim] }), [decide(claim)]);
});

Deno.test("decideTable() of no claims is empty", () => {
  assertEquals(decideTable({ claims: [] }), []);
});

Deno.test("decideTable() keeps the order and gives each claim its share of the error", () => {
  const claims = [claimOf(1.2, 0.01), claimOf(1, 0.2), claimOf(0.8, 0.01), claimOf(1, 0.001)];
  const table = decideTable({ claims });
  assertEquals(table.map(({ verdict }) => verdict), ["slower", "unclear", "faster", "same"]);
  const alone = decide({ ...claimOf(1, 0.2), confidence: sharedConfidence(0.95, 4) });
  assertEquals([table[1]?.low, table[1]?.high], [alone.low, alone.high]);
});

/** Decided at 0.95, unclear at a 20th of the error. */
const BORDERLINE = claimOf(1.05, 0.085, 16);

Deno.test("decideTable() leaves a borderline claim open among many open ones", () => {
  assertEquals(decide(BORDERLINE).verdict, "slower");
  const open = Array.from({ length: 19 }, () => claimOf(1, 0.3, 16));
  assertEquals(decideTable({ claims: [BORDERLINE, ...open] })[0]?.verdict, "unclear");
});

Deno.test("decideTable() decides it when the others have left their error to it", () => {
  const clear = Array.from({ length: 19 }, () => claimOf(1.5, 0.01, 16));
  const [first] = decideTable({ claims: [BORDERLINE, ...clear] });
  assertEquals(first?.verdict, "slower");
  // Its own share alone would not do: the shown interval ends at the edge of the verdict.
  const alone = decide({ ...BORDERLINE, confidence: sharedConfidence(0.95, 20) });
  assert((alone.low ?? 2) < 1);
  assert((first?.low ?? 0) > 1 && (first?.low ?? 2) < 1.0001);
  assertEquals(first?.high, alone.high);
  assertEquals(first?.needMore, null);
});

Deno.test("decideTable() asks for the rounds that its share of the error needs", () => {
  const claims = Array.from({ length: 20 }, () => claimOf(1.5, 0.01, 8));
  const [first] = decideTable({ claims });
  assertEquals([first?.verdict, first?.low, first?.needMore], ["unclear", null, 2]);
  assertEquals(first?.flags.map(({ kind }) => kind), ["few_rounds"]);
});

Deno.test("decideTable() shares the error with claims that are decided elsewhere", () => {
  const claims = [claimOf(1.05, 0.02), claimOf(1, 0.2)];
  const [, open] = decideTable({ claims, claimCount: 20 });
  const alone = decide({ ...claimOf(1, 0.2), confidence: sharedConfidence(0.95, 20) });
  assertEquals([open?.low, open?.high], [alone.low, alone.high]);
  // Those are never known to be decided: what one leaves goes to 19.
  assertEquals(decideTable({ claims: [BORDERLINE], claimCount: 20 })[0]?.verdict, "unclear");
});

Deno.test("decideTable() takes each claim at the confidence of its own look", () => {
  const [early, late] = decideTable({
    claims: [{ ...claimOf(1.001, 0.05, 16), confidence: 0.995 }, claimOf(1.001, 0.05, 16)],
  });
  const at = (confidence: number) => {
    const { low, high } = decide({ ...claimOf(1.001, 0.05, 16), confidence });
    return [low, high];
  };
  assertEquals([early?.low, early?.high], at(sharedConfidence(0.995, 2)));
  assertEquals([late?.low, late?.high], at(sharedConfidence(0.95, 2)));
});

/** 20 claims, of which the last four are true. */
const TRUTHS = [...new Array<number>(16).fill(1), 1.05, 0.95, 1.2, 1.2];

function contradicts({ low, high, verdict }: Decision): boolean {
  if (low === null || high === null) return verdict !== "unclear";
  const expected = low >= 1 / 1.01 && high <= 1.01
    ? "same"
    : low > 1
    ? "slower"
    : high < 1
    ? "faster"
    : "unclear";
  return verdict !== expected;
}

Deno.test("decideTable() holds all verdicts and all intervals of a table at once", () => {
  const TABLES = 200;
  let withAlarm = 0;
  let withGap = 0;
  let found = 0;
  for (let place = 0; place < TABLES; place++) {
    const table = decideTable({
      claims: TRUTHS.map((ratio, index) => ({
        pairs: noisyLevels({
          ratio,
          rounds: 24,
          seed: 1000 * place + index,
          spread: [0.01, 0.02, 0.03, 0.04][index % 4] ?? 0.02,
        }),
      })),
    });
    assertEquals(table.filter(contradicts), []);
    const truths = table.map((decision, index) => ({ ...decision, truth: TRUTHS[index] ?? 1 }));
    const nulls = truths.filter(({ truth }) => truth === 1);
    if (nulls.some(({ verdict }) => verdict === "slower" || verdict === "faster")) withAlarm++;
    if (truths.some(({ low, high, truth }) => !((low ?? 0) <= truth && truth <= (high ?? 9)))) {
      withGap++;
    }
    found += truths.filter(({ truth, verdict }) =>
      verdict === (truth > 1 ? "slower" : "faster") && truth !== 1
    ).length;
  }
  assert(withAlarm <= 0.05 * TABLES, `${withAlarm} of ${TABLES} tables have a false alarm`);
  assert(withGap <= 0.07 * TABLES, `${withGap} of ${TABLES} tables have an interval without truth`);
  assert(found >= 0.9 * 4 * TABLES, `${found} of ${4 * TABLES} effects are found`);
});

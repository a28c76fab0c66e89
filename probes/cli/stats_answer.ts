/** What `deno task stats` answers: one decision a case, with the cautions that its layout deserves. */

import { seededRandom } from "../measure/random.ts";
import {
  cleanProcess,
  decide,
  decideLook,
  type DecideOptions,
  decideTable,
  type Decision,
  type LostRounds,
  median,
  pairProcesses,
  type Round,
  sharedConfidence,
  type SuiteSummary,
  summarizeSuite,
  type Verdict,
} from "../stats/mod.ts";
import type { CaseProcess, StatsCase, StatsTable } from "./stats_case.ts";

/** The answer to a case. */
export interface StatsAnswer {
  /** As in the case; absent where it has none. */
  readonly id?: string | number;
  /** time(test) / time(base). */
  readonly ratio: number | null;
  /** Lower end of the interval; null when unbounded. */
  readonly low: number | null;
  /** Its upper end. */
  readonly high: number | null;
  readonly verdict: Verdict;
  /** Whether to measure no further rounds; only at a look. */
  readonly stop?: boolean;
  /** Which look it was, counted from 0. */
  readonly look?: number;
  /** Usable rounds. */
  readonly rounds: number;
  /** How often such an interval holds the true ratio. */
  readonly confidence: number;
  readonly floorRatio: number | null;
  readonly floorLow: number | null;
  readonly floorHigh: number | null;
  /** About how many more rounds would decide it. */
  readonly needMore: number | null;
  readonly flags: readonly { readonly kind: string; readonly text: string }[];
}

/** The answer to a table: one a case, in their order, and all of them in one number if it asks for that. */
export interface TableAnswer {
  readonly results: readonly StatsAnswer[];
  readonly suite?: SuiteSummary;
}

/** Decides a case or a table. */
export function answerCase(read: StatsCase | StatsTable): StatsAnswer | TableAnswer {
  return read.kind === "table" ? answerTable(read) : answerOne(read);
}

function answerOne(one: StatsCase): StatsAnswer {
  if (one.layout === "blocked") return answerBlocked(one);
  const options = { ...prepared(one), confidence: one.confidence };
  if (one.looks === null) return toAnswer(one, decide(options), one.confidence);
  const { look, rounds } = one.looks;
  const decision = decideLook({ ...options, look, looks: rounds });
  const { stop } = decision;
  return { ...toAnswer(one, decision, decision.confidence), stop, look };
}

function answerTable({ seed, confidence, cases, suite }: StatsTable): TableAnswer {
  const claims = cases.filter(({ layout }) => layout === "interleaved");
  const decisions = decideTable({ claims: claims.map(prepared), confidence });
  const own = sharedConfidence(confidence, claims.length);
  const results = cases.map((one) => {
    const decision = decisions[claims.indexOf(one)];
    return decision === undefined ? answerBlocked(one) : toAnswer(one, decision, own);
  });
  if (!suite) return { results };
  const random = seededRandom(seed);
  return { results, suite: summarizeSuite({ benchmarks: decisions, confidence, random }) };
}

function toAnswer(one: StatsCase, decision: Decision, confidence: number): StatsAnswer {
  const { ratio, low, high, verdict, rounds, floorRatio, floorLow, floorHigh, needMore } = decision;
  return {
    ...identityOf(one),
    ratio,
    low,
    high,
    verdict,
    rounds,
    confidence,
    floorRatio,
    floorLow,
    floorHigh,
    needMore,
    flags: [...orderFlags(one), ...decision.flags],
  };
}

/**
 * One arm after the other: whatever the machine did meanwhile looks like an effect, and no number of processes tells it
 * from one. So the interval is unbounded, and the ratio that of the medians.
 */
function answerBlocked(one: StatsCase): StatsAnswer {
  const [base, test] = [one.base, one.test].map((arm) =>
    one.processes.filter((process) => process.arm === arm).flatMap((process) => {
      const { level } = cleanProcess(slicesOf(process));
      return level === null ? [] : [level];
    })
  );
  const [baseLevel, testLevel] = [median(base ?? []), median(test ?? [])];
  const ratio = baseLevel === null || testLevel === null ? null : testLevel / baseLevel;
  return {
    ...identityOf(one),
    ratio: ratio !== null && Number.isFinite(ratio) ? ratio : null,
    low: null,
    high: null,
    verdict: "unclear",
    ...(one.looks === null ? {} : { stop: isLastLook(one.looks), look: one.looks.look }),
    rounds: 0,
    confidence: one.confidence,
    floorRatio: null,
    floorLow: null,
    floorHigh: null,
    needMore: null,
    flags: [NOT_INTERLEAVED],
  };
}

const NOT_INTERLEAVED = {
  kind: "not_interleaved",
  text: "Unclear (not interleaved): one arm ran after the other, so that a change of the machine " +
    "looks like an effect; measure both in turns",
};

/** One arm's processes all before the other's: with a random order that hardly happens. */
function orderFlags({ base, processes }: StatsCase): StatsAnswer["flags"] {
  const times = (isBase: boolean) =>
    processes.flatMap(({ arm, t }) => t !== null && (arm === base) === isBase ? [t] : []);
  const [first, second] = [spanOf(times(true)), spanOf(times(false))];
  if (first === null || second === null) return [];
  if (!(first.to < second.from || second.to < first.from)) return [];
  return [{
    kind: "not_interleaved",
    text: "The times say that one arm ran after the other, although the layout says interleaved; " +
      "measure both in turns",
  }];
}

/** Fewer processes an arm stand one after the other by chance. */
const SPAN_COUNT_MIN = 6;

function spanOf(times: readonly number[]): { from: number; to: number } | null {
  if (times.length < SPAN_COUNT_MIN) return null;
  return times.reduce(
    ({ from, to }, time) => ({ from: Math.min(from, time), to: Math.max(to, time) }),
    { from: Infinity, to: -Infinity },
  );
}

function isLastLook({ look, rounds }: { look: number; rounds: readonly number[] }): boolean {
  return look === rounds.length - 1;
}

function identityOf({ id }: StatsCase): Pick<StatsAnswer, "id"> {
  return id === null ? {} : { id };
}

/** A case as the statistics take it. */
function prepared(one: StatsCase): Omit<DecideOptions, "confidence"> {
  const rounds = roundsOf(one);
  return {
    ...pairProcesses(rounds, { base: `"${one.base}"`, test: `"${one.test}"` }),
    lost: lostRounds(rounds),
    minEffect: one.minEffect,
  };
}

function roundsOf({ base, processes }: StatsCase): Round[] {
  const rounds = new Map<number, Round>();
  for (const process of processes) {
    const round = rounds.get(process.round) ?? { base: null, test: null };
    const cleaned = cleanProcess(slicesOf(process));
    rounds.set(process.round, { ...round, [process.arm === base ? "base" : "test"]: cleaned });
  }
  return rounds.values().toArray();
}

function slicesOf({ values, cpu, switches }: CaseProcess) {
  return values.map((wallNs, index) => ({
    wallNs,
    cpuNs: cpu?.[index] ?? null,
    switches: switches?.[index] ?? null,
  }));
}

/** Rounds in which one arm alone gave nothing. The last one may just have been cut off by the end of the session. */
function lostRounds(rounds: readonly Round[]): LostRounds {
  const lost = { high: 0, low: 0 };
  for (const [index, { base, test }] of rounds.entries()) {
    const isCutOff = index === rounds.length - 1 && (base === null || test === null);
    const [hasBase, hasTest] = [base, test].map((process) => (process?.level ?? null) !== null);
    if (isCutOff || hasBase === hasTest) continue;
    if (hasBase) lost.high++;
    else lost.low++;
  }
  return lost;
}

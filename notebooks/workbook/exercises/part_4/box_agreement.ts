/** Box two: do the times of three runs agree? And where they do not, do those of six? */

import type { CheckPart } from "../../ledger/check_result.ts";
import { wholePercent } from "../../page/words.ts";
import { unmeasuredFault } from "./box_plausible.ts";
import { SECTION_KINDS, type SectionKind, SECTIONS } from "./output_sections.ts";
import { milliseconds, type ProfilerTrial, timesOf } from "./profiler_trial.ts";

/** Ratios of the longest to the shortest time that count as the same, on a machine that keeps its speed. */
const AGREEING: Readonly<Record<SectionKind, number>> = {
  loop: 1.25,
  collector: 1.25,
  // An import reads files, and whoever else uses the disk is in its time.
  imports: 1.6,
};

/** A machine whose own speed changed by more between the runs says nothing about a program. */
const SPREAD_MAX = 0.5;

/** So many of the six runs of two tries that lie together show that the program can repeat itself. */
const TOGETHER_MIN = 4;

const POINTS_MAX = 2;

/** What the times of three runs come to: points, or times that vary, which one try alone cannot blame on anybody. */
export type Agreement =
  | { readonly kind: "settled"; readonly points: number; readonly reason: string }
  | { readonly kind: "varies"; readonly wild: readonly SectionKind[]; readonly reason: string };

/** Compares the runs of one try. */
export function agreementOf(trial: ProfilerTrial): Agreement {
  const { repeated: { runCount, referenceMs }, finished } = trial;
  if (finished.length < runCount) {
    return settled(0, `${runCount} runs are compared, and ${finished.length} came to their end.`);
  }
  const fault = unmeasuredFault(finished);
  if (fault !== null) return settled(0, fault);
  return referenceMs.length < runCount || spreadOf(referenceMs) > SPREAD_MAX
    ? settled(POINTS_MAX, `${UNJUDGED}: ${ownText(trial)}, so this machine was too busy to tell.`)
    : comparedTimes(trial);
}

function comparedTimes(trial: ProfilerTrial): Agreement {
  const { runCount, referenceMs, referenceProcessMs } = trial.repeated;
  const spreads: Readonly<Record<SectionKind, number>> = {
    loop: spreadOf(referenceMs),
    collector: spreadOf(referenceMs),
    imports: Math.max(spreadOf(referenceMs), spreadOf(referenceProcessMs)),
  };
  const judged = SECTION_KINDS.filter((kind) => spreads[kind] <= SPREAD_MAX);
  const wild = judged.filter((kind) =>
    ratioOf(msOf([trial], kind)) > (1 + spreads[kind]) * AGREEING[kind]
  );
  if (wild.length > 0) return { kind: "varies", wild, reason: variedText(trial, wild) };
  const shown = judged.map((kind) =>
    `${SECTIONS[kind].name} ${wholePercent(ratioOf(msOf([trial], kind)) - 1)}`
  );
  const left = judged.length === SECTION_KINDS.length
    ? ""
    : ` The import is not judged: a process of ours took ${listed(referenceProcessMs)}.`;
  const between = `Between the shortest and the longest of ${runCount}: ${shown.join(", ")}`;
  return settled(POINTS_MAX, `${between}. ${ownText(trial)}.${left}`);
}

function ownText({ repeated: { referenceMs } }: ProfilerTrial): string {
  return `A loop of ours took ${listed(referenceMs)} before the runs`;
}

const UNJUDGED = "Not judged, no points lost";

function settled(points: number, reason: string): Agreement {
  return { kind: "settled", points, reason };
}

/** One try never takes points for times that vary: a busy machine makes good programs vary, too. */
export function judgeConsistent(trial: ProfilerTrial): CheckPart {
  return partOf(agreementOf(trial));
}

/** Judges by both tries: what varied in the first must vary in the second, and in most of the runs. */
export function judgeBoth(first: ProfilerTrial, second: ProfilerTrial): CheckPart {
  const [one, two] = [agreementOf(first), agreementOf(second)];
  if (one.kind === "settled") return partOf(one);
  // A second try that fails otherwise says nothing of the first one's times.
  if (two.kind === "settled") return partOf(two.points === POINTS_MAX ? two : one);
  const tries = [first, second];
  const loopMs = tries.flatMap(({ repeated }) => repeated.referenceMs);
  const spread = Math.max(
    spreadOf(loopMs),
    spreadOf(tries.flatMap(({ repeated }) => repeated.referenceProcessMs)),
  );
  const own = `A loop of ours took ${listed(loopMs)} before the runs`;
  const text = `${variedText(first, one.wild)}; once more, ${variedText(second, two.wild)}`;
  if (spread > SPREAD_MAX) {
    return part(POINTS_MAX, `${UNJUDGED}: ${text}. ${own}, so this machine was too busy to tell.`);
  }
  const accused = one.wild.find((kind) =>
    two.wild.includes(kind) &&
    togetherCount(msOf(tries, kind), (1 + spread) * AGREEING[kind]) < TOGETHER_MIN
  );
  return accused === undefined
    ? part(POINTS_MAX, `${UNJUDGED}: ${text}. That may have been the machine. ${own}.`)
    : part(
      0,
      `${SECTIONS[accused].name} took ${listed(msOf(tries, accused))}: no ${TOGETHER_MIN} of the ` +
        `six lie together. ${own}. Take more and shorter timings, drop the first ones, and use ` +
        "the median.",
    );
}

/** How many of the values lie within this ratio of each other. */
function togetherCount(values: readonly number[], ratioMax: number): number {
  return Math.max(
    ...values.map((low) => values.filter((ms) => ms >= low && ms <= low * ratioMax).length),
  );
}

function partOf(agreement: Agreement): CheckPart {
  return agreement.kind === "settled"
    ? part(agreement.points, agreement.reason)
    : part(POINTS_MAX, `${UNJUDGED}: ${agreement.reason}. One try cannot say whose doing that is.`);
}

function part(points: number, reason: string): CheckPart {
  return { name: "three runs agree", points, max: POINTS_MAX, reason };
}

/** By which part the longest is longer than the shortest. */
function spreadOf(values: readonly number[]): number {
  return ratioOf(values) - 1;
}

function ratioOf(values: readonly number[]): number {
  return Math.max(...values) / Math.min(...values);
}

function msOf(trials: readonly ProfilerTrial[], kind: SectionKind): number[] {
  return trials.flatMap(({ finished }) => timesOf(finished, kind).map(({ ms }) => ms));
}

function variedText(trial: ProfilerTrial, wild: readonly SectionKind[]): string {
  const [kind = "loop"] = wild;
  const values = msOf([trial], kind);
  return `${SECTIONS[kind].name} took ${listed(values)}, the longest ${
    ratioOf(values).toFixed(2)
  } times the shortest`;
}

function listed(values: readonly number[]): string {
  return values.map(milliseconds).join(", ");
}

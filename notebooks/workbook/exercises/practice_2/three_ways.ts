/** Practice 2: the learner's own timing of three ways to a list, their order, and what it has to do with frames. */

import {
  arms,
  type ComparisonResult,
  formatValue,
  INSTALL_HINT,
  type LearnerRun,
  runLearnerScript,
  type StartablePython,
} from "../../../../probes/mod.ts";
import { evidenceParts, type ReadEvidence } from "../../ledger/evidence.ts";
import type { CheckPart } from "../../ledger/check_result.ts";
import { type Ruling, toPart } from "../acceptance.ts";
import { judgeTime } from "../acceptance_numbers.ts";
import { currentFolder } from "../answers.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { notMeasured, textPart, wordsPart } from "../parts.ts";
import { judgeText } from "../text_rule.ts";
import { type PrintedWay, readWays, type Way, WAYS } from "./printed_ways.ts";
import { judgeWaysOrder } from "./three_ways_order.ts";
import { FRAME_SENTENCE } from "./three_ways_sentence.ts";

/** How the program is called in messages. */
const NAME = "three_ways.py";

/** Three ways, some repetitions of some milliseconds each: what lasts so long repeats too often. */
const SECONDS_MAX = 20;

/** Trials of a program whose times lie just outside of ours: what else the machine does moves a right time, seldom three times. Chosen. */
const TRIALS_MAX = 3;

/** The program that the notebook starts with. */
export const THREE_WAYS_STUB = `
import timeit

N = 10_000

# For each of the three ways: repeat the timing, and print a line such as
# comprehension 0.41 ms, 0.40 to 0.45
`;

/** A program, an order and a sentence. */
export const THREE_WAYS: ExerciseDefinition = {
  id: "L2-TW-04",
  title: "Three ways, timed by yourself",
  task: `Time the three ways to a list of 10,000 squares with \`timeit\`, without our probes.

- \`program\`: prints a line for each of \`comprehension\`, \`generator\` and \`loop\`: the time for *one* list with its unit, then the least and the greatest of your repetitions, such as \`comprehension 0.41 ms, 0.40 to 0.45\`.
- \`order\`: the three in order, the least time first, as the rows of the first section have it.
- \`sentence\`: what of these times has to do with frames, and which release changed that? A sentence or two.

The check runs your program once in your first CPython, for at most ${SECONDS_MAX} s, and times the same three ways just before and just after it. A time that lies just outside of ours is tried up to ${TRIALS_MAX} times.`,
  fields: [{
    name: "program",
    kind: "program",
    question: "Your program, as a text.",
    stub: THREE_WAYS_STUB,
    example: "program: ownTiming",
  }, {
    name: "order",
    kind: "order",
    question: "Which takes least time, which most?",
    items: WAYS.map((key) => ({ key, text: `the ${key}` })),
    example: 'order: ["loop", "generator", "comprehension"]',
  }, {
    name: "sentence",
    kind: "text",
    question: "What have frames to do with it, and since which release?",
    example: 'sentence: "A frame is …"',
  }],
  evidence: 'the comparison of the three ways, from the section "Three ways to one list"',
  hints: [
    "timeit.repeat() gives a list: the time of all its runs, again and again. How many lists were made in each?",
    "Several statements go into timeit as a function without arguments.",
    "For the sentence look at two tables: how many frames there are, and in which release a number changed.",
  ],
  max: 8,
  judge,
};

async function judge(request: JudgeRequest): Promise<Judgement> {
  const program = request.fields["program"];
  const comparison = comparisonOf(request.evidence);
  if (comparison === null) return notMeasured(request.evidence);
  const [python] = await arms();
  if (python === undefined) return { kind: "not_ready", reason: INSTALL_HINT, saysAll: true };
  const trials = program?.kind === "text" ? await tryProgram(program.value, python) : [];
  const tried = trials.at(-1) ?? null;
  if (tried?.run.ending.kind === "stopped") {
    return { kind: "not_ready", reason: "it was stopped", saysAll: true };
  }
  const open = program?.kind === "wrong" ? program.reason : 'Not answered yet: fill in "program".';
  return {
    kind: "judged",
    parts: [
      ...tried === null ? unanswered(open) : bestParts(trials),
      wordsPart(request, {
        name: "the order",
        field: "order",
        max: 1,
        judge: (value) => judgeWaysOrder(value, comparison),
      }),
      textPart(request, {
        name: "the sentence",
        field: "sentence",
        max: 2,
        judge: (value) => judgeText(value, FRAME_SENTENCE),
      }),
    ],
    notes: tried?.run.notes ?? [],
  };
}

/** The comparison of the three in one CPython. */
function comparisonOf(evidence: ReadEvidence): ComparisonResult | null {
  const found = evidenceParts(evidence).flatMap((part) =>
    part.kind === "comparison" && part.comparison.measurement.probe === "comprehension"
      ? [part.comparison]
      : []
  );
  return found[0] ?? null;
}

/** What the check saw: the learner's run between two of ours. */
export interface WaysTrial {
  readonly run: Pick<LearnerRun, "ending" | "message" | "stdout" | "notes">;
  /** How many clocks the program reads; null where it cannot be read itself. */
  readonly clockCount: number | null;
  readonly before: string;
  readonly after: string;
}

const OURS = new URL("python/three_ways.py", import.meta.url);

/** Trials of the program, further ones only where another might be right; the last one tells how it ended. */
async function tryProgram(program: string, python: StartablePython): Promise<WaysTrial[]> {
  const trials: WaysTrial[] = [];
  while (trials.length < TRIALS_MAX) {
    const trial = await tryOnce(program, python);
    trials.push(trial);
    if (!isCloseMiss(trial)) break;
  }
  return trials;
}

async function tryOnce(program: string, python: StartablePython): Promise<WaysTrial> {
  const source = await Deno.readTextFile(OURS);
  const run = (text: string) =>
    runLearnerScript({
      python,
      source: text,
      name: NAME,
      secondsMax: SECONDS_MAX,
      watch: currentFolder(),
    });
  const before = await run(source);
  const own = await run(program);
  const after = own.ending.kind === "stopped" ? before : await run(source);
  const clockCount = own.source.kind === "facts" ? own.source.clocks.length : null;
  return { run: own, clockCount, before: before.stdout, after: after.stdout };
}

/** Whether the program lost a point only by a time that a busy machine may have moved. Pure. */
export function isCloseMiss(trial: WaysTrial): boolean {
  if (trial.run.ending.kind !== "finished" || !trial.clockCount) return false;
  const printed = readWays(trial.run.stdout);
  const lost = programParts(trial).filter(({ points }) => points === 0);
  return lost.length > 0 &&
    lost.every(({ name }) =>
      WAYS.some((way) => name === `the ${way}` && isNear(printed[way], { way, ...trial }))
    );
}

function isNear(printed: PrintedWay, ours: OurTrial): boolean {
  if (printed.kind !== "time") return false;
  return ourTimes(ours).some((one) => one.kind === "time" && !isOther(printed.ms / one.ms));
}

/** What we printed of one way, before the learner's run and behind it. */
interface OurTrial extends Pick<WaysTrial, "before" | "after"> {
  readonly way: Way;
}

function ourTimes({ way, before, after }: OurTrial): PrintedWay[] {
  return [before, after].map((output) => readWays(output)[way]);
}

/** Each part as the trial has it that gives it most. Pure. */
export function bestParts(trials: readonly WaysTrial[]): CheckPart[] {
  const [first = [], ...others] = trials.map(programParts).reverse();
  return first.map((part, index) =>
    others.reduce((best, parts) => {
      const other = parts[index];
      return other !== undefined && other.points > best.points ? other : best;
    }, part)
  );
}

/** The parts that the program alone decides. Pure. */
export function programParts({ run, clockCount, before, after }: WaysTrial): CheckPart[] {
  const isDone = run.ending.kind === "finished";
  const printed = readWays(run.stdout);
  return [
    { name: "runs", points: isDone ? 1 : 0, max: 1, reason: `${run.message}.` },
    ...WAYS.map((way) =>
      toPart({
        name: `the ${way}`,
        max: 1,
        ruling: clockFault(run.message, clockCount) ??
          judgeWay(printed[way], { way, before, after }),
      })
    ),
    toPart({ name: "their spread", max: 1, ruling: judgeSpreads(Object.values(printed)) }),
  ];
}

function unanswered(reason: string): CheckPart[] {
  const names = ["runs", ...WAYS.map((way) => `the ${way}`), "their spread"];
  return names.map((name) => ({ name, points: 0, max: 1, reason }));
}

/** Why its times were not taken; null where it reads a clock. */
function clockFault(message: string, clockCount: number | null): Ruling | null {
  if (clockCount === null) return { kind: "wrong", reason: `${message}.` };
  return clockCount > 0 ? null : {
    kind: "wrong",
    reason: "The program reads no clock: take the time with timeit, not by hand.",
  };
}

function judgeWay(printed: PrintedWay, ours: OurTrial): Ruling {
  const [first, second] = ourTimes(ours);
  if (first?.kind !== "time" || second?.kind !== "time") {
    return { kind: "unjudged", reason: "Not judged, no points lost: our own run did not end." };
  }
  switch (printed.kind) {
    case "missing":
      return { kind: "wrong", reason: `No line of the output has the word "${ours.way}".` };
    case "no_time":
      return {
        kind: "wrong",
        reason: `"${printed.line.slice(0, 80)}" has no time with its unit, such as "0.41 ms".`,
      };
    case "time": {
      const low = Math.min(...[first, second].map(({ ms, spread }) => spread?.low ?? ms));
      const high = Math.max(...[first, second].map(highOf));
      const ruling = judgeTime(printed.ms, {
        low,
        high,
        unit: "ms",
        twins: {
          low: Math.min(first.ms, second.ms) / Math.max(first.ms, second.ms),
          high: Math.max(first.ms, second.ms) / Math.min(first.ms, second.ms),
          rounds: 2,
        },
      });
      return withCause(ruling, printed.ms * 2 / (first.ms + second.ms));
    }
  }
}

/** Times farther above the median than this were interrupted, and would make any answer right. */
const STRAY_FACTOR_MAX = 3;

function highOf({ ms, spread }: PrintedWay & { readonly kind: "time" }): number {
  return Math.min(spread?.high ?? ms, ms * STRAY_FACTOR_MAX);
}

/** As far from ours as no machine strays: then something else was timed. */
const OTHER_FACTOR = 4;

function isOther(factor: number): boolean {
  return factor > OTHER_FACTOR || factor < 1 / OTHER_FACTOR;
}

/** A wrong time that is far off has been taken of something else. */
function withCause(ruling: Ruling, factor: number): Ruling {
  if (ruling.kind !== "wrong" || !isOther(factor)) return ruling;
  return {
    kind: "wrong",
    reason:
      `${ruling.reason} Yours is ${formatValue(factor)} times that: of how many lists is it, ` +
      "of how many items, in which unit?",
  };
}

function judgeSpreads(printed: readonly PrintedWay[]): Ruling {
  const times = printed.flatMap((one) => one.kind === "time" ? [one] : []);
  const fault = times.find(({ ms, spread }) =>
    spread === null || spread.high <= spread.low || ms < spread.low || ms > spread.high
  );
  if (times.length === printed.length && fault === undefined) {
    return { kind: "right", reason: "Each time lies between its least and its greatest." };
  }
  if (fault === undefined || fault.spread === null) {
    return {
      kind: "wrong",
      reason: "A single timing shows nothing of how far it strays: print the least and the " +
        "greatest behind each time.",
    };
  }
  return {
    kind: "wrong",
    reason: `${fault.ms} ms with ${fault.spread.low} to ${fault.spread.high} ms: the time has to ` +
      "lie between two that differ. Print more digits, or take it from the same repetitions.",
  };
}

/** A setting of the collector for people who wait, and one for the night: judged by what was measured here. */

import type { MeasuredArm, MeasurementResult } from "../../../../probes/mod.ts";
import { type ChoiceOption, cut, type Ruling } from "../acceptance.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { choicePart, textPart } from "../parts.ts";
import {
  firstRun,
  frozenNotes,
  measurementOf,
  PAUSE_PROBES,
  type Runs,
  runsOf,
} from "./measured.ts";

/** What a request may take if any setting keeps to it, in ms. */
const LONGEST_MS_MAX = 50;

/** How much more memory than under the default a setting may take. */
const MEMORY_FACTOR_MAX = 2;

const TOTAL_TEXT = "the time for all requests together";

const CHAT_FIGURE: readonly ChoiceOption[] = [{
  key: "longest",
  text: "the longest request",
  isRight: true,
  reason: "Each request has somebody who waits for it, and the longest one is felt.",
}, {
  key: "total",
  text: TOTAL_TEXT,
  isRight: false,
  reason: "Nobody in a chat waits for all requests together: each waits for one.",
}, {
  key: "memory",
  text: "the peak memory",
  isRight: false,
  reason: "Memory is a limit here. Among the settings that keep it, what does a person notice?",
}];

const BATCH_FIGURE: readonly ChoiceOption[] = [{
  key: "longest",
  text: "the longest request",
  isRight: false,
  reason: "At night nobody waits for a single record: the job is done when all are.",
}, {
  key: "total",
  text: TOTAL_TEXT,
  isRight: true,
  reason: "The job is done when all of it is done.",
}, {
  key: "memory",
  text: "the peak memory",
  isRight: false,
  reason: "Memory is a limit here. Among the settings that keep it, which job is done first?",
}];

/** Two choices, each with the figure that decides. */
export const SETTINGS: ExerciseDefinition = {
  id: "L2-S3-11",
  title: "A setting for the chat, and one for the night",
  task:
    `Choose among the settings that you measured: \`"default"\`, \`"disable"\`, \`"freeze"\`, \`"threshold"\`, \`"manual"\`.

- \`chat\`: for an agent that answers people, for weeks without a restart. Its longest request has to stay below ${LONGEST_MS_MAX} ms, if any setting manages that. Garbage must be collected, and the memory stay below twice that of the default. Of what is left: the least longest request.
- \`chatFigure\`: the figure that decides for the chat.
- \`batch\`: for a job that runs through the night and then ends. Memory below twice that of the default; of what is left: the least time for all requests.
- \`batchFigure\`: the figure that decides for the job.`,
  fields: [{
    name: "chat",
    kind: "text",
    question: "Which setting for the chat?",
    example: 'chat: "default"',
  }, {
    name: "chatFigure",
    kind: "choice",
    question: "Which figure decides for the chat?",
    options: CHAT_FIGURE,
    example: 'chatFigure: "memory"',
  }, {
    name: "batch",
    kind: "text",
    question: "Which setting for the nightly job?",
    example: 'batch: "default"',
  }, {
    name: "batchFigure",
    kind: "choice",
    question: "Which figure decides for the job?",
    options: BATCH_FIGURE,
    example: 'batchFigure: "memory"',
  }],
  evidence: 'the measurement of the settings, from the section "Five settings"',
  hints: [
    "First cross out what breaks a limit: the longest request, then the memory.",
    "Where the ranges of two settings overlap, either may be taken.",
  ],
  max: 4,
  judge,
};

/** What was measured under one setting. */
interface Measured {
  readonly setting: string;
  readonly longest: Runs;
  readonly wall: Runs;
  readonly memory: Runs;
  readonly isCollecting: boolean;
}

function judge(request: JudgeRequest): Judgement {
  const read = measurementOf(request.evidence, PAUSE_PROBES);
  if (read.kind === "not_ready") return read;
  const measured = settingsOf(read.measurement);
  const usual = measured.find(({ setting }) => setting === "default");
  if (usual === undefined || measured.length < 2) {
    return {
      kind: "not_ready",
      reason: "what was given is a measurement without the default and another setting beside it",
    };
  }
  return {
    kind: "judged",
    parts: [
      textPart(request, {
        name: "for the chat",
        field: "chat",
        max: 1,
        judge: (value) => judgeSetting(value, { measured, usual, rule: CHAT }),
      }),
      choicePart(request, {
        name: "the figure for the chat",
        field: "chatFigure",
        max: 1,
        options: CHAT_FIGURE,
      }),
      textPart(request, {
        name: "for the night",
        field: "batch",
        max: 1,
        judge: (value) => judgeSetting(value, { measured, usual, rule: BATCH }),
      }),
      choicePart(request, {
        name: "the figure for the night",
        field: "batchFigure",
        max: 1,
        options: BATCH_FIGURE,
      }),
    ],
    notes: frozenNotes(read.measurement),
  };
}

/** What a workload asks of a setting. */
interface WorkloadRule {
  readonly figure: (measured: Measured) => Runs;
  readonly name: string;
  /** Why a setting is out, besides its memory; null where it is not. */
  readonly faultOf: (measured: Measured) => string | null;
  /** A limit in ms for the figure, dropped where nothing keeps it. */
  readonly figureMax: number | null;
}

const CHAT: WorkloadRule = {
  figure: ({ longest }) => longest,
  name: "longest request",
  faultOf: ({ isCollecting }) =>
    isCollecting
      ? null
      : "It never collects: with every request the memory grows, and a chat runs for weeks. Look at " +
        "the column of memory.",
  figureMax: LONGEST_MS_MAX,
};

const BATCH: WorkloadRule = {
  figure: ({ wall }) => wall,
  name: "time for all requests",
  faultOf: () => null,
  figureMax: null,
};

/** A rule with what was measured. */
interface Contest {
  readonly measured: readonly Measured[];
  readonly usual: Measured;
  readonly rule: WorkloadRule;
}

function judgeSetting(value: string, contest: Contest): Ruling {
  const { measured, rule: { figure, name } } = contest;
  const wanted = value.trim().toLowerCase();
  const chosen = measured.find(({ setting }) => setting === wanted);
  if (chosen === undefined) {
    const names = measured.map(({ setting }) => `"${setting}"`).join(", ");
    return { kind: "wrong", reason: `"${cut(value)}" was not measured. Measured are ${names}.` };
  }
  const fault = limitFault(chosen, contest) ?? figureFault(chosen, contest);
  if (fault !== null) return { kind: "wrong", reason: fault };
  const best =
    keptSettings(contest).toSorted((one, other) => figure(one).high - figure(other).high)[0] ??
      chosen;
  const own = rangeText(figure(chosen));
  return figure(best).high < figure(chosen).low
    ? {
      kind: "wrong",
      reason: `"${best.setting}" keeps the limits, too, and its ${name} takes ${
        rangeText(figure(best))
      }, yours ${own}.`,
    }
    : {
      kind: "right",
      reason: `It keeps the limits, and no other setting that does has a ${name} clearly below ` +
        `its ${own}.`,
    };
}

function keptSettings(contest: Contest): Measured[] {
  return contest.measured.filter((one) => limitFault(one, contest) === null);
}

function limitFault(one: Measured, { usual, rule }: Contest): string | null {
  const isLarge = one.memory.low >= usual.memory.high * MEMORY_FACTOR_MAX;
  return rule.faultOf(one) ??
    (isLarge
      ? `It takes ${mebibytes(one.memory)} where the default takes ${mebibytes(usual.memory)}.`
      : null);
}

function figureFault(chosen: Measured, contest: Contest): string | null {
  const { figure, figureMax, name } = contest.rule;
  if (figureMax === null || figure(chosen).low < figureMax) return null;
  const isKept = keptSettings(contest).some((one) => figure(one).high < figureMax);
  return isKept
    ? `Its ${name} takes ${rangeText(figure(chosen))}, above the limit of ${figureMax} ms, which ` +
      "another setting keeps."
    : null;
}

/** The settings of the first CPython, each once. */
function settingsOf(measurement: MeasurementResult): Measured[] {
  const first = firstRun(measurement)?.python.executable;
  return measurement.arms.filter(({ python }) => python.executable === first).flatMap((arm) => {
    const [longest, wall, memory] = [
      runsOf(arm, "longestRequest"),
      runsOf(arm, "wall"),
      runsOf(arm, "peakRss"),
    ];
    const { setting } = arm.params;
    if (longest === null || wall === null || memory === null) return [];
    return typeof setting !== "string"
      ? []
      : [{ setting, longest, wall, memory, isCollecting: isCollecting(arm) }];
  });
}

function isCollecting({ summary }: MeasuredArm): boolean {
  const text = summary["collections"]?.median;
  return typeof text !== "string" || /gen\d+ [1-9]/.test(text);
}

function rangeText({ low, high }: Runs): string {
  const [from, to] = [low, high].map((ms) => Number(ms.toPrecision(3)));
  return from === to ? `${from} ms` : `${from} to ${to} ms`;
}

function mebibytes({ middle }: Runs): string {
  return `${Number(middle.toPrecision(3))} MiB`;
}

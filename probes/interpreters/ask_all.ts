/** Asks many candidates, a few at a time, each only if its answer is not remembered. An interrupt ends it early. */

import { type Answer, ANSWER_SECONDS_MAX, askCandidate, readAnswer } from "./ask.ts";
import { type Answers, answersPath, markOf, openAnswers } from "./answers.ts";
import { onStop } from "../show/stop.ts";
import { programBehind } from "./behind.ts";
import type { Candidate } from "./candidates.ts";

/** A candidate and what it said. */
export interface Answered {
  readonly candidate: Candidate;
  readonly answer: Answer;
  /** What to start: the candidate, or the program behind it. */
  readonly executable: string;
}

/** What asking may be told. */
export interface AskAllOptions {
  /** How long each candidate may take to answer. */
  readonly secondsMax?: number;
  /** What is remembered; that of this session and beside the record when not given. */
  readonly answers?: Answers;
}

/**
 * How many candidates answer at a time.
 *
 * One more than there are processors: an answer is work for a processor, and one that hangs should not hold up the rest.
 */
const ASKED_AT_ONCE = navigator.hardwareConcurrency + 1;

/** Asks every candidate once; wrappers and environments stand last. */
export async function askAll(
  candidates: readonly Candidate[],
  { secondsMax = ANSWER_SECONDS_MAX, answers = openAnswers(answersPath()) }: AskAllOptions = {},
): Promise<Answered[]> {
  const answered = new Map<Candidate, Answered>();
  const waiting = [...candidates];
  using stop = listenForStop();
  async function worker(): Promise<void> {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      answered.set(next, await askOne(next, { answers, secondsMax, signal: stop.signal }));
    }
  }
  await Promise.race([Promise.all(Array.from({ length: ASKED_AT_ONCE }, worker)), stop.over]);
  answers.save();
  const all = candidates.map((candidate) =>
    answered.get(candidate) ?? { candidate, answer: STOPPED, executable: candidate.realPath }
  );
  // Last, so that the program behind one keeps its own place in the list.
  return all.sort((left, right) => Number(isIndirect(left)) - Number(isIndirect(right)));
}

function isIndirect({ candidate, executable, answer }: Answered): boolean {
  return executable !== candidate.realPath ||
    (answer.kind === "facts" && answer.facts.baseExecutable !== null);
}

interface AskOneOptions {
  readonly answers: Answers;
  readonly secondsMax: number;
  readonly signal: AbortSignal;
}

async function askOne(candidate: Candidate, options: AskOneOptions): Promise<Answered> {
  const { realPath } = candidate;
  const answer = await askProgram(realPath, options);
  if (answer.kind === "facts") {
    const target = programBehind(realPath, answer.facts);
    const direct = target === null ? null : await askProgram(target, options);
    const isSame = direct?.kind === "facts" && direct.facts.banner === answer.facts.banner;
    if (target !== null && isSame) return { candidate, answer, executable: target };
  }
  return { candidate, answer, executable: realPath };
}

async function askProgram(
  realPath: string,
  { answers, secondsMax, signal }: AskOneOptions,
): Promise<Answer> {
  const line = answers.recall(realPath);
  if (line !== null) return readAnswer([line]);
  const mark = markOf(realPath);
  if (mark === null) return VANISHED;
  const silent = silentPrograms.get(realPath);
  if (
    silent !== undefined && silent.secondsMax >= secondsMax && performance.now() < silent.untilMs
  ) {
    if (silent.changedMs === mark.changedMs) return silent.answer;
  }
  const asked = await askCandidate({ realPath }, { secondsMax, signal });
  if (asked.line !== null) {
    const files = asked.answer.kind === "facts" ? asked.answer.facts.files : [];
    answers.keep(realPath, { line: asked.line, mark, files });
  }
  if (asked.answer.kind === "refused" && asked.answer.rejection === "timed_out") {
    const untilMs = performance.now() + SILENCE_MS;
    const { changedMs } = mark;
    silentPrograms.set(realPath, { answer: asked.answer, secondsMax, untilMs, changedMs });
  }
  return asked.answer;
}

/**
 * How long a program that did not answer is not asked again, in milliseconds.
 *
 * Chosen: the cells of a notebook need not wait for it each, and a machine that was too busy gets another chance.
 */
const SILENCE_MS = 10 * 60 * 1000;

interface Silent {
  readonly answer: Answer;
  readonly secondsMax: number;
  readonly untilMs: number;
  readonly changedMs: number;
}

const silentPrograms = new Map<string, Silent>();

/**
 * Time for a stopped search to end by itself, in milliseconds. Chosen.
 *
 * A kernel's Stop ends whatever code is busy, which may be ours: then nobody is left to end it.
 */
const STOP_MS_MAX = 2000;

interface Stop extends Disposable {
  /** Is aborted by an interrupt: candidates lead groups of their own, so it reaches them only through us. */
  readonly signal: AbortSignal;
  /** Resolves when the search should have ended after it. */
  readonly over: Promise<void>;
}

function listenForStop(): Stop {
  const stopping = new AbortController();
  const { promise: over, resolve: later } = Promise.withResolvers<void>();
  const ignoreStop = onStop({ atOnce: () => stopping.abort(), later, laterMs: STOP_MS_MAX });
  return { signal: stopping.signal, over, [Symbol.dispose]: ignoreStop };
}

const STOPPED: Answer = {
  kind: "refused",
  rejection: "stopped",
  reason: "the search was stopped before it answered",
};

const VANISHED: Answer = {
  kind: "refused",
  rejection: "not_found",
  reason: "it was there a moment ago and has gone",
};

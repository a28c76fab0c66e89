/** Finds the CPythons of this machine. */

import { DISPLAY, type Displayable } from "../show/display.ts";
import { checkOptions } from "../measure/options.ts";
import { tableBundle } from "../show/table.ts";
import { type Answer, askCandidate, behindWrapper, type Facts } from "./ask.ts";
import { type Candidate, candidateAt, findCandidates } from "./candidates.ts";
import { describeInterpreter, nameInterpreters, type UnnamedInterpreter } from "./describe.ts";
import { interpreterTable } from "./interpreter_table.ts";
import type { InspectedCandidate, Interpreter, RejectedCandidate } from "./interpreter.ts";

/** What the search may be told. */
export interface DiscoverOptions {
  /** Read instead of the process's environment. */
  readonly environment?: Readonly<Record<string, string>>;
  /** How long each candidate may take to answer, in seconds; 5 when not given. */
  readonly secondsMax?: number;
}

/** The CPythons found, oldest version first. Shows itself as a table. */
export interface InterpreterList extends ReadonlyArray<Interpreter>, Displayable {
  /** The programs that looked like interpreters and are not used, each with its reason. */
  readonly rejected: readonly RejectedCandidate[];
}

/**
 * How many candidates answer at a time.
 *
 * More than there are processors, so that those that hang do not hold up the others.
 */
const ASKED_AT_ONCE = 6;

/** Answers of this session by program, size and time of change: build facts do not change by themselves. */
const known = new Map<string, Answer>();

/**
 * Lists the CPythons of this machine, oldest first, with facts that each of them was asked for.
 *
 * Looks into `PROBEBOOK_PYTHONS` (programs, or folders searched three levels deep, joined by `:`), the
 * folders of pyenv, uv, asdf and mise, `PATH`, `/usr/local/bin` and `/usr/bin`. With
 * `PROBEBOOK_PYTHONS_ONLY=1` only the first of these counts. A version manager's shims are not
 * interpreters and are passed over; what is not used stands in `rejected`.
 *
 * ```ts
 * import { discoverInterpreters } from "probes";
 *
 * const pythons = await discoverInterpreters();
 * const names: string[] = pythons.map((python) => python.name);
 * const reasons: string[] = pythons.rejected.map((other) => other.reason);
 * ```
 */
export async function discoverInterpreters(
  options: DiscoverOptions = {},
): Promise<InterpreterList> {
  checkOptions("Cannot look for interpreters", options, ["environment", "secondsMax"]);
  const inspected = await inspectCandidates(options);
  const interpreters = inspected.flatMap((entry) =>
    entry.kind === "accepted" ? [entry.interpreter] : []
  );
  const rejected = inspected.flatMap((entry) => entry.kind === "rejected" ? [entry] : []);
  return Object.defineProperties(interpreters, {
    // Not enumerable: the list should look like the plain array that it is.
    rejected: { value: rejected },
    [DISPLAY]: { value: () => tableBundle(interpreterTable(interpreters, rejected)) },
  }) as Interpreter[] & { rejected: RejectedCandidate[] } & Displayable;
}

/** Every program that was looked at and what became of it: accepted ones in the order of `discoverInterpreters()`, then the rest. */
export async function inspectCandidates(
  options: DiscoverOptions = {},
): Promise<InspectedCandidate[]> {
  const environment = options.environment ?? Deno.env.toObject();
  return await inspect(findCandidates({ environment, os: Deno.build.os }), options);
}

/** What becomes of one program that somebody named. */
export async function inspectProgram(
  path: string,
  options: DiscoverOptions = {},
): Promise<InspectedCandidate> {
  const candidate = candidateAt(path, Deno.build.os);
  const [entry] = await inspect([candidate], options);
  if (entry === undefined) throw new TypeError(`Cannot inspect "${path}": nothing is said of it`);
  return entry;
}

async function inspect(
  found: readonly (Candidate | RejectedCandidate)[],
  options: DiscoverOptions,
): Promise<InspectedCandidate[]> {
  const candidates = found.filter((entry) => entry.kind === "candidate");
  const answered = await askAll(candidates, options);
  const rejected = found.filter((entry) => entry.kind === "rejected");
  const accepted = new Map<string, { candidate: Candidate; unnamed: UnnamedInterpreter }>();
  for (const { candidate, answer, executable } of answered) {
    const { path, source } = candidate;
    if (answer.kind === "refused") {
      rejected.push({
        kind: "rejected",
        path,
        source,
        rejection: answer.rejection,
        reason: answer.reason,
      });
    } else if (accepted.has(installationOf(answer.facts))) {
      const listed = accepted.get(installationOf(answer.facts))?.unnamed.executable ?? executable;
      const reason = `the same installation as ${listed}, which is listed already`;
      rejected.push({ kind: "rejected", path, source, rejection: "duplicate", reason });
    } else {
      const unnamed = describeInterpreter(answer.facts, { executable, source });
      accepted.set(installationOf(answer.facts), { candidate, unnamed });
    }
  }
  return [...named(accepted), ...rejected];
}

function named(
  accepted: ReadonlyMap<string, { candidate: Candidate; unnamed: UnnamedInterpreter }>,
): InspectedCandidate[] {
  const entries = [...accepted.values()];
  return nameInterpreters(entries.map(({ unnamed }) => unnamed)).map((interpreter) => {
    const entry = entries.find(({ unnamed }) => unnamed.executable === interpreter.executable);
    const path = entry?.candidate.path ?? interpreter.executable;
    return { kind: "accepted", path, source: interpreter.source, interpreter };
  });
}

/** A copy of a program beside it (`python3` and `python3.14`) is no second interpreter. */
function installationOf({ prefix, banner }: Facts): string {
  return `${prefix} ${banner}`;
}

interface Answered {
  readonly candidate: Candidate;
  readonly answer: Answer;
  /** What to start: the candidate, or the program behind it. */
  readonly executable: string;
}

async function askAll(
  candidates: readonly Candidate[],
  options: DiscoverOptions,
): Promise<Answered[]> {
  const answered = new Map<Candidate, Answered>();
  const waiting = [...candidates];
  using stop = listenForStop();
  async function worker(): Promise<void> {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      answered.set(next, await askOne(next, options, stop.signal));
    }
  }
  await Promise.race([Promise.all(Array.from({ length: ASKED_AT_ONCE }, worker)), stop.over]);
  const all = candidates.map((candidate) =>
    answered.get(candidate) ?? { candidate, answer: STOPPED, executable: candidate.realPath }
  );
  // Wrappers last, so that the program behind one keeps its own place in the list.
  return all.sort((left, right) => Number(isWrapper(left)) - Number(isWrapper(right)));
}

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
  const { promise: over, resolve } = Promise.withResolvers<void>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const onInterrupt = () => {
    stopping.abort();
    // Anew each time: a second Stop drops the timer of the first.
    clearTimeout(timer);
    timer = setTimeout(resolve, STOP_MS_MAX);
  };
  Deno.addSignalListener("SIGINT", onInterrupt);
  return {
    signal: stopping.signal,
    over,
    [Symbol.dispose]() {
      clearTimeout(timer);
      Deno.removeSignalListener("SIGINT", onInterrupt);
    },
  };
}

async function askOne(
  candidate: Candidate,
  { secondsMax }: DiscoverOptions,
  signal: AbortSignal,
): Promise<Answered> {
  const key = identityOf(candidate.realPath);
  const answer = key === null ? VANISHED : known.get(key) ??
    await askCandidate(candidate, { signal, ...(secondsMax === undefined ? {} : { secondsMax }) });
  if (answer.kind === "refused" || key === null) {
    return { candidate, answer, executable: candidate.realPath };
  }
  known.set(key, answer);
  const target = await behindWrapper(candidate, answer.facts);
  return { candidate, answer, executable: target ?? candidate.realPath };
}

function isWrapper({ candidate, executable }: Answered): boolean {
  return executable !== candidate.realPath;
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

/** Null where the program has gone since it was found. */
function identityOf(path: string): string | null {
  try {
    const stat = Deno.statSync(path);
    return `${path}:${stat.size}:${stat.mtime?.getTime() ?? 0}`;
  } catch {
    return null;
  }
}

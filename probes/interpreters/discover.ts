/** Finds the CPythons of this machine. */

import { DISPLAY, type Displayable } from "../show/display.ts";
import { checkOptions } from "../measure/options.ts";
import { mayRun, mayRunAll } from "../run/permission.ts";
import { tableBundle } from "../show/table.ts";
import { allVariables } from "../variables.ts";
import type { Facts } from "./ask.ts";
import { askAll } from "./ask_all.ts";
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
 * Lists the CPythons of this machine, oldest first, with facts that each of them was asked for.
 *
 * Looks into `PROBEBOOK_PYTHONS` (programs, or folders searched three levels deep, joined by `:`), the
 * folders of pyenv, uv, asdf, mise, conda and its kin, Homebrew, MacPorts and python.org, `PATH`,
 * `/usr/local/bin` and `/usr/bin`. With `PROBEBOOK_PYTHONS_ONLY=1` only the first of these counts. A
 * version manager's shims are not interpreters and are passed over; what is not used stands in
 * `rejected`. Each program is started once; its answer is remembered beside the record until the program,
 * its library or its modules change.
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
  const environment = options.environment ?? allVariables();
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
  const isFree = mayRunAll();
  const programs = found.filter((entry) => entry.kind === "candidate");
  const candidates = programs.filter(({ realPath }) => isFree || mayRun(realPath));
  const answered = await askAll(candidates, options);
  const rejected = found.filter((entry) => entry.kind === "rejected");
  for (const { path, source } of programs.filter((other) => !candidates.includes(other))) {
    const rejection = { rejection: "not_allowed", reason: NOT_ALLOWED } as const;
    rejected.push({ kind: "rejected", path, source, ...rejection });
  }
  const accepted = new Map<string, { candidate: Candidate; unnamed: UnnamedInterpreter }>();
  for (const { candidate, answer, executable } of answered) {
    const { path, source } = candidate;
    if (answer.kind === "refused") {
      const { rejection, reason } = answer;
      rejected.push({ kind: "rejected", path, source, rejection, reason });
      continue;
    }
    const installation = installationOf(answer.facts);
    const listed = accepted.get(installation)?.unnamed.executable;
    if (listed === undefined) {
      const unnamed = describeInterpreter(answer.facts, { executable, source });
      accepted.set(installation, { candidate, unnamed });
    } else {
      rejected.push({ kind: "rejected", path, source, ...sameAs(listed, answer.facts) });
    }
  }
  return [...named(accepted), ...rejected];
}

/** Why a program that is there is not used. */
const NOT_ALLOWED = "found, but cells of this kernel may not run it (yet): " +
  '"deno task interpreters" in a terminal allows it or says why not; then restart the kernel';

function sameAs(
  listed: string,
  { baseExecutable }: Facts,
): Pick<RejectedCandidate, "rejection" | "reason"> {
  return baseExecutable === null
    ? {
      rejection: "duplicate",
      reason: `the same as ${listed}, which is listed`,
    }
    : { rejection: "environment", reason: `a virtual environment of ${listed}, which is listed` };
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

/** A copy of a program beside it (`python3` and `python3.14`) is no second interpreter; a build without the lock is. */
function installationOf({ prefix, banner, freeThreaded, debug }: Facts): string {
  return JSON.stringify([prefix, banner, freeThreaded, debug]);
}

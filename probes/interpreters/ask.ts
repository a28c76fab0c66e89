/** Asks one candidate what it is. Started once, in a clean environment, with a time limit. */

import { dirname, fromFileUrl } from "@std/path";
import { z } from "zod";
import { cleanEnvironment } from "../run/environment.ts";
import { parseJson } from "../run/event.ts";
import { type ProcessOutcome, runProcess } from "../run/process.ts";
import type { Candidate } from "./candidates.ts";
import type { Build, Interpreter, RejectionKind } from "./interpreter.ts";

/** How long a candidate may take to answer: a cold start of a big interpreter takes about one second. */
export const ANSWER_SECONDS_MAX = 5;

/** The answer is one line of about 900 bytes. */
const ANSWER_BYTES_MAX = 64 * 1024;

/** The oldest CPython that the probe scripts run on, as [major, minor]. */
const OLDEST: readonly [number, number] = [3, 8];

/** What an interpreter says of itself. */
export interface Facts {
  readonly implementation: string;
  readonly version: string;
  readonly versionInfo: readonly [number, number, number];
  readonly releaseLevel: string;
  /** `sys.version` on one line. */
  readonly banner: string;
  readonly executable: string;
  /** Of the installation, also where a virtual environment was asked. */
  readonly prefix: string;
  /** The program that a virtual environment was made from; null outside of one. */
  readonly baseExecutable: string | null;
  /** Files and folders besides the program that the answer depends on. */
  readonly files: readonly string[];
  readonly freeThreaded: boolean;
  readonly gilEnabled: boolean;
  readonly jit: Interpreter["jit"];
  readonly collector: Interpreter["collector"];
  readonly tailCalls: boolean;
  readonly subinterpreters: boolean;
  readonly remoteAttach: Interpreter["remoteAttach"];
  readonly specialization: "absent" | "always" | "switchable";
  readonly deferredAnnotations: boolean;
  readonly debug: boolean;
  readonly bits: Interpreter["bits"];
  readonly missingModules: readonly string[];
  readonly shared: Build["shared"];
  readonly pgo: Build["pgo"];
  readonly lto: Build["lto"];
  readonly debian: boolean;
  readonly standalone: boolean;
  readonly conda: boolean;
}

/** A candidate's answer, or why there is none that can be used. */
export type Answer =
  | { kind: "facts"; facts: Facts }
  | { kind: "refused"; rejection: RejectionKind; reason: string };

/** What came of asking. */
export interface Asked {
  readonly answer: Answer;
  /** What was printed, where it need not be asked again: reading it gives the same answer. */
  readonly line: string | null;
}

/** What a test may change about asking. */
export interface AskOptions {
  readonly secondsMax?: number;
  readonly signal?: AbortSignal;
}

const factsSchema: z.ZodType<Facts> = z.object({
  event: z.literal("facts"),
  implementation: z.string(),
  version: z.string(),
  versionInfo: z.tuple([z.int(), z.int(), z.int()]),
  releaseLevel: z.string(),
  banner: z.string(),
  executable: z.string(),
  prefix: z.string(),
  baseExecutable: z.string().nullable(),
  files: z.array(z.string()),
  freeThreaded: z.boolean(),
  gilEnabled: z.boolean(),
  jit: z.enum(["absent", "off", "on"]),
  collector: z.enum(["generational", "incremental", "free-threaded", "unknown"]),
  tailCalls: z.boolean(),
  subinterpreters: z.boolean(),
  remoteAttach: z.enum(["absent", "off", "on"]),
  specialization: z.enum(["absent", "always", "switchable"]),
  deferredAnnotations: z.boolean(),
  debug: z.boolean(),
  bits: z.union([z.literal(32), z.literal(64)]),
  missingModules: z.array(z.string()),
  shared: z.boolean().nullable(),
  pgo: z.boolean().nullable(),
  lto: z.boolean().nullable(),
  debian: z.boolean(),
  standalone: z.boolean(),
  conda: z.boolean(),
});

/** What another implementation says of itself. */
const otherSchema = z.object({
  event: z.literal("other"),
  implementation: z.string(),
  version: z.string(),
});

/** The program that is run to ask. */
export const FACTS_SCRIPT: URL = new URL("../python/facts.py", import.meta.url);

/** Starts the candidate once and reads its answer. Never rejects. */
export async function askCandidate(
  candidate: Pick<Candidate, "realPath">,
  { secondsMax = ANSWER_SECONDS_MAX, signal }: AskOptions = {},
): Promise<Asked> {
  const script = fromFileUrl(FACTS_SCRIPT);
  const lines: string[] = [];
  const outcome = await runProcess({
    executable: candidate.realPath,
    // No -P: it is not known yet whether there is such a flag. The script's folder holds no modules.
    args: ["-s", "-S", script],
    environment: cleanEnvironment(),
    cwd: dirname(script),
    secondsMax,
    outputBytesMax: ANSWER_BYTES_MAX,
    ownGroup: true,
    onLine: (line) => lines.push(line),
    ...(signal === undefined ? {} : { signal }),
  });
  const fault = endedBadly(outcome);
  if (fault !== null) return { answer: fault, line: null };
  const answer = readAnswer(lines);
  const isLasting = answer.kind === "facts" || answer.rejection !== "noise";
  return { answer, line: isLasting ? lines[0] ?? null : null };
}

/** Reads what a candidate printed: exactly one line of facts. */
export function readAnswer(lines: readonly string[]): Answer {
  const [line, ...more] = lines;
  if (line === undefined) return refuse("noise", "it printed nothing");
  const json = parseJson(line);
  const other = otherSchema.safeParse(json);
  if (other.success) return refuseOther(other.data.implementation);
  const parsed = factsSchema.safeParse(json);
  if (!parsed.success || more.length > 0) {
    const text = parsed.success ? more[0] ?? "" : line;
    return refuse("noise", `it printed something else than was asked: "${quoted(text)}"`);
  }
  const facts = parsed.data;
  if (facts.implementation !== "cpython") return refuseOther(facts.implementation);
  const [major, minor] = facts.versionInfo;
  if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
    return refuse("too_old", `Python ${facts.version} is older than ${OLDEST.join(".")}`);
  }
  return { kind: "facts", facts };
}

function refuseOther(implementation: string): Answer {
  return refuse("not_cpython", `it is ${quoted(implementation)}, not CPython`);
}

function endedBadly({ ending, errorTail }: ProcessOutcome): Answer | null {
  const last = errorTail.split("\n").at(-1) ?? "";
  const said = last === "" ? "" : `: "${quoted(last)}"`;
  switch (ending.kind) {
    case "exited":
      return ending.code === 0
        ? null
        : lacks(errorTail) ?? refuse("crashed", `it ended with exit code ${ending.code}${said}`);
    case "signalled":
      return lacks(errorTail) ?? refuse("crashed", `it was ended by ${ending.signal}${said}`);
    case "spawn_failed":
      return refuse("cannot_start", ending.message);
    case "timed_out":
      return refuse("timed_out", `it did not answer within ${ending.afterSeconds} s`);
    case "too_much_output":
      return refuse("noise", `it printed more than ${ending.bytesMax} bytes`);
    case "stopped":
      return refuse("stopped", "the search was stopped before it answered");
  }
}

/** An installation of which a part is missing, by what CPython and the loaders of Linux and macOS say. */
function lacks(errors: string): Answer | null {
  const library = /(?:libraries|Library not loaded): ([^\s:]+)/.exec(errors)?.[1];
  if (library !== undefined) {
    return refuse("incomplete", `its library "${quoted(library)}" is not where it was`);
  }
  // The very first module that a start imports.
  if (/No module named '?encodings'?/.test(errors)) {
    return refuse("incomplete", "it does not find its standard library; it may have been moved");
  }
  const name = /(?:ModuleNotFoundError|ImportError): No module named '?([\w.]+)'?/.exec(errors)
    ?.[1];
  return name === undefined
    ? null
    : refuse("incomplete", `it lacks "${name}" of the standard library`);
}

function refuse(rejection: RejectionKind, reason: string): Answer {
  return { kind: "refused", rejection, reason };
}

function quoted(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}

/** Asks one candidate what it is. Started once, in a clean environment, with a time limit. */

import { dirname, fromFileUrl, join } from "@std/path";
import { z } from "zod";
import { cleanEnvironment } from "../run/environment.ts";
import { parseJson } from "../run/event.ts";
import { type ProcessOutcome, runProcess } from "../run/process.ts";
import type { Candidate } from "./candidates.ts";
import type { Interpreter, RejectionKind } from "./interpreter.ts";

/** How long a candidate may take to answer: a cold start of a big interpreter takes about one second. */
export const ANSWER_SECONDS_MAX = 5;

/** The answer is one line of about 700 bytes. */
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
  readonly prefix: string;
  readonly freeThreaded: boolean;
  readonly gilEnabled: boolean;
  readonly jit: Interpreter["jit"];
  readonly collector: Interpreter["collector"];
  readonly tailCalls: boolean;
  readonly subinterpreters: boolean;
  readonly debug: boolean;
  readonly pgo: boolean;
  readonly debianSchemes: boolean;
  readonly standalone: boolean;
  readonly conda: boolean;
}

/** A candidate's answer, or why there is none that can be used. */
export type Answer =
  | { kind: "facts"; facts: Facts }
  | { kind: "refused"; rejection: RejectionKind; reason: string };

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
  freeThreaded: z.boolean(),
  gilEnabled: z.boolean(),
  jit: z.enum(["absent", "off", "on"]),
  collector: z.enum(["generational", "incremental", "unknown"]),
  tailCalls: z.boolean(),
  subinterpreters: z.boolean(),
  debug: z.boolean(),
  pgo: z.boolean(),
  debianSchemes: z.boolean(),
  standalone: z.boolean(),
  conda: z.boolean(),
});

/** Starts the candidate once and reads its answer. Never rejects. */
export async function askCandidate(
  candidate: Pick<Candidate, "realPath">,
  { secondsMax = ANSWER_SECONDS_MAX, signal }: AskOptions = {},
): Promise<Answer> {
  const script = fromFileUrl(new URL("../python/facts.py", import.meta.url));
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
  return endedBadly(outcome) ?? readAnswer(lines);
}

/** Reads what a candidate printed: exactly one line of facts. */
export function readAnswer(lines: readonly string[]): Answer {
  const [line, ...more] = lines;
  if (line === undefined) return refuse("noise", "it printed nothing");
  const parsed = factsSchema.safeParse(parseJson(line));
  if (!parsed.success || more.length > 0) {
    const other = parsed.success ? more[0] ?? "" : line;
    return refuse("noise", `it printed something else than was asked: "${quoted(other)}"`);
  }
  const facts = parsed.data;
  if (facts.implementation !== "cpython") {
    return refuse("not_cpython", `it is ${quoted(facts.implementation)}, not CPython`);
  }
  const [major, minor] = facts.versionInfo;
  if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
    return refuse("too_old", `Python ${facts.version} is older than ${OLDEST.join(".")}`);
  }
  return { kind: "facts", facts };
}

/** The program that a wrapper script leads to, when it is another file than the wrapper itself. */
export async function behindWrapper(candidate: Candidate, facts: Facts): Promise<string | null> {
  if (!isScript(candidate.realPath) || facts.executable === "") return null;
  let target: string;
  try {
    target = Deno.realPathSync(join("/", facts.executable));
  } catch {
    // It names a program that is not there: the wrapper remains the only way in.
    return null;
  }
  if (target === candidate.realPath) return null;
  const direct = await askCandidate({ realPath: target });
  return direct.kind === "facts" && direct.facts.version === facts.version ? target : null;
}

function isScript(path: string): boolean {
  try {
    using file = Deno.openSync(path);
    const start = new Uint8Array(2);
    file.readSync(start);
    return new TextDecoder().decode(start) === "#!";
  } catch {
    // A program may be executable and not readable; then it is no script.
    return false;
  }
}

function endedBadly({ ending, errorTail }: ProcessOutcome): Answer | null {
  const last = errorTail.split("\n").at(-1) ?? "";
  const said = last === "" ? "" : `: "${quoted(last)}"`;
  switch (ending.kind) {
    case "exited":
      return ending.code === 0
        ? null
        : refuse("crashed", `it ended with exit code ${ending.code}${said}`);
    case "signalled":
      return refuse("crashed", `it was ended by ${ending.signal}${said}`);
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

function refuse(rejection: RejectionKind, reason: string): Answer {
  return { kind: "refused", rejection, reason };
}

function quoted(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}

/** Asks the parser of a CPython for what stands in a learner's program, by one of our scripts. */

import { fromFileUrl, join } from "@std/path";
import { parseJson } from "../run/event.ts";
import { LEARNER_LIMITS, READ_SECONDS_MAX } from "./limits.ts";
import { makeSandboxFolder, runSandboxed, type StartablePython } from "./sandbox.ts";
import { type FileProblem, type LearnerSource, loadSource } from "./source_file.ts";

/** Why a script gave no answer; `message` says it to the learner. */
export type AskingProblem =
  | FileProblem
  | { kind: "parser_failed"; message: string }
  | { kind: "cannot_start"; message: string }
  | { kind: "stopped"; message: string };

/** What a script said of a program, not yet read; or why it said nothing. */
export type AskedSource =
  | {
    kind: "asked";
    /** One value of JSON; null where it printed none. */
    said: unknown;
    /** File name of the program. */
    name: string;
    /** What to tell the learner where the value cannot be used. */
    failure: AskingProblem;
  }
  | AskingProblem;

/** The facts of a long program with many texts stay below 200 kB. */
const FACTS_BYTES_MAX = 4 * 1024 * 1024;

/** Runs a script of ours, by its name, on a program. Never rejects. */
export async function askSource(
  python: StartablePython,
  { script, from, signal }: {
    readonly script: string;
    readonly from: LearnerSource;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<AskedSource> {
  const loaded = await loadSource(from);
  if (loaded.kind !== "loaded") return loaded;
  const made = await makeSandboxFolder().catch((error: unknown) =>
    error instanceof Error ? error.message : String(error)
  );
  if (typeof made === "string") {
    return { kind: "cannot_start", message: `no temporary folder: ${made}` };
  }
  await using folder = made;
  const path = join(folder.home, loaded.name);
  await Deno.writeTextFile(path, loaded.text);
  const output: string[] = [];
  const outcome = await runSandboxed({
    python,
    args: [fromFileUrl(new URL(`python/${script}`, import.meta.url)), path],
    folder,
    limits: { ...LEARNER_LIMITS, secondsMax: READ_SECONDS_MAX, outputBytesMax: FACTS_BYTES_MAX },
    seed: 0,
    prefix: [],
    onLine: (line) => output.push(line),
    ...(signal === undefined ? {} : { signal }),
  });
  if (outcome.ending.kind === "stopped") {
    return { kind: "stopped", message: "Stopped before the program was read" };
  }
  const notStarted = outcome.ending.kind === "spawn_failed" ? outcome.ending.message : null;
  const startFailure = outcome.startFailure ?? notStarted;
  if (startFailure !== null) return { kind: "cannot_start", message: startFailure };
  const { name } = loaded;
  const said = outcome.errorTail.split("\n").at(-1) || outcome.ending.kind;
  const message = `Python could not read ${name}: ${said}`;
  return {
    kind: "asked",
    said: parseJson(output.join("\n")),
    name,
    failure: { kind: "parser_failed", message },
  };
}

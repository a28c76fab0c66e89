/** One probe process: started, its lines checked, its ending a value. */

import { dirname, fromFileUrl } from "@std/path";
import { cleanEnvironment, startFlags } from "./environment.ts";
import { type ParsedLine, parseLine, type ProbeState, type Slice } from "./event.ts";
import type { Interpreter } from "./interpreters/mod.ts";
import type { MeasurePlan } from "./plan.ts";
import { type ProcessOutcome, runProcess } from "./process.ts";

/** How one probe process ended. Only `completed` counts. */
export type RunEnding =
  | { kind: "completed" }
  | { kind: "spawn_failed"; message: string }
  | { kind: "timed_out"; afterSeconds: number }
  | { kind: "exited"; code: number; message: string }
  | { kind: "signalled"; signal: string }
  /** It printed something that is no event. */
  | { kind: "noise"; line: string; reason: string }
  /** Its last line broke off. */
  | { kind: "broken_line"; line: string }
  | { kind: "too_much_output"; bytesMax: number }
  /** It printed fewer or more slices than asked, or did not say with what it runs. */
  | { kind: "incomplete"; sliceCount: number; expected: number }
  /** The probe itself found that it cannot run there. */
  | { kind: "skipped"; reason: string }
  /** The measurement was stopped while it ran. */
  | { kind: "stopped" };

/** Where a process stands in the plan. */
export interface RunPlace {
  /** Counted from 0; -1 for calibration. */
  readonly round: number;
  /** Position within its round, counted from 0. */
  readonly position: number;
  /** PYTHONHASHSEED of the process. */
  readonly hashSeed: number;
  /** Calls in one timing. */
  readonly loops: number;
}

/** Everything that one probe process gave: the raw record. */
export interface ProbeRun extends RunPlace {
  /** Name of the interpreter. */
  readonly python: string;
  /** ISO date and time. */
  readonly startedAt: string;
  /** The process id; null when it could not be started. */
  readonly pid: number | null;
  /** From start to end of the process, in milliseconds. */
  readonly elapsedMs: number;
  /** What the process said that it runs with. */
  readonly state: ProbeState | null;
  /** Its timings, in the order in which they were made. */
  readonly slices: readonly Slice[];
  /** How it ended; only `completed` counts. */
  readonly ending: RunEnding;
}

/** A slice event is about 80 bytes: 1000 of them and as much again. */
const OUTPUT_BYTES_MAX = 256 * 1024;

/** Runs one process of the plan. Never rejects; the process is gone when this resolves. */
export async function runProbe(
  plan: MeasurePlan,
  place: RunPlace & { readonly python: Interpreter; readonly signal: AbortSignal },
): Promise<ProbeRun> {
  const { python, signal, round, position, hashSeed, loops } = place;
  const script = fromFileUrl(plan.probe.script);
  const lines: ParsedLine[] = [];
  let brokenLine: string | null = null;
  const startedAt = new Date().toISOString();
  const values = plan.probe.parameters.map(({ name }) => `${plan.params[name]}`);
  const outcome = await runProcess({
    executable: python.executable,
    args: [...startFlags(python), script, `${loops}`, `${plan.sliceCount}`, ...values],
    environment: cleanEnvironment({ PYTHONHASHSEED: `${hashSeed}` }),
    cwd: dirname(script),
    secondsMax: plan.secondsMax,
    outputBytesMax: OUTPUT_BYTES_MAX,
    ownGroup: false,
    signal,
    onLine: (line, isWhole) => {
      if (isWhole) lines.push(parseLine(line));
      else brokenLine = line.slice(0, 200);
    },
  });
  const read = readRun(lines);
  return {
    python: python.name,
    round,
    position,
    hashSeed,
    loops,
    startedAt,
    pid: outcome.pid,
    elapsedMs: outcome.elapsedMs,
    state: read.state,
    slices: read.slices,
    ending: endingOf({ outcome, read, brokenLine, expected: plan.sliceCount }),
  };
}

/** What the lines of a process amount to. */
export interface ReadRun {
  readonly state: ProbeState | null;
  readonly slices: readonly Slice[];
  readonly skipReason: string | null;
  /** The first line that is no event. */
  readonly noise: { readonly line: string; readonly reason: string } | null;
}

/** Sorts the lines of a process. */
export function readRun(lines: readonly ParsedLine[]): ReadRun {
  let state: ProbeState | null = null;
  let skipReason: string | null = null;
  let noise: ReadRun["noise"] = null;
  const slices: Slice[] = [];
  for (const parsed of lines) {
    if (parsed.kind === "noise") {
      noise ??= { line: parsed.line, reason: parsed.reason };
      continue;
    }
    switch (parsed.event.event) {
      case "state":
        state = withoutTag(parsed.event);
        break;
      case "slice":
        slices.push(withoutTag(parsed.event));
        break;
      case "skip":
        skipReason = parsed.event.reason;
        break;
    }
  }
  return { state, slices, skipReason, noise };
}

function withoutTag<Event extends { event: string }>(
  { event: _, ...content }: Event,
): Omit<Event, "event"> {
  return content;
}

/** How a process ended, all signs taken together; the process's own end goes before its lines. */
export function endingOf({ outcome, read, brokenLine, expected }: {
  readonly outcome: Pick<ProcessOutcome, "ending" | "errorTail">;
  readonly read: ReadRun;
  readonly brokenLine: string | null;
  readonly expected: number;
}): RunEnding {
  const { ending } = outcome;
  // Stop reaches the whole group: a process that dies of it says that Stop was pressed.
  if (ending.kind === "signalled" && ending.signal === "SIGINT") return { kind: "stopped" };
  if (ending.kind === "exited" && ending.code !== 0) {
    return { kind: "exited", code: ending.code, message: outcome.errorTail };
  }
  if (ending.kind !== "exited") return ending;
  if (read.noise !== null) return { kind: "noise", ...read.noise };
  if (brokenLine !== null) return { kind: "broken_line", line: brokenLine };
  if (read.skipReason !== null) return { kind: "skipped", reason: read.skipReason };
  if (read.state === null || read.slices.length !== expected) {
    return { kind: "incomplete", sliceCount: read.slices.length, expected };
  }
  return { kind: "completed" };
}

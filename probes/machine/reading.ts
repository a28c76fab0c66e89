/** What a machine is and how busy it is, asked through a Python process: Deno does not read `/proc` by itself. */

import { dirname, fromFileUrl } from "@std/path";
import { z } from "zod";
import { cleanEnvironment, startFlags } from "../environment.ts";
import { parseJson } from "../event.ts";
import { type ProcessEnding, runProcess } from "../process.ts";

/** What stays while a machine runs; null is what it does not tell. */
export interface MachineFacts {
  /** For example `Linux`. */
  readonly system: string;
  /** The release of its kernel. */
  readonly release: string;
  /** For example `x86_64`. */
  readonly architecture: string;
  /** What the processor calls itself. */
  readonly processor: string | null;
  /** Processors that the system has. */
  readonly processorCount: number | null;
  /** Processors that our processes may use. */
  readonly usableProcessorCount: number | null;
  /** How many processors' time a container may use. */
  readonly processorQuota: number | null;
  /** Memory in KiB. */
  readonly memoryKib: number | null;
  /** What the clock is read from, for example `tsc`. */
  readonly clockSource: string | null;
  /** Whether it is a virtual machine. */
  readonly isVirtual: boolean | null;
  /** Whether two processors share a core. */
  readonly isSmtOn: boolean | null;
  /** Whether processors may go beyond their nominal frequency. */
  readonly isTurboOn: boolean | null;
  /** Who chooses the frequency, for example `performance`. */
  readonly governor: string | null;
  /** 0: addresses are the same in each process; 2: all are drawn. */
  readonly addressRandomization: number | null;
  /** When it was started, as ISO date and time. */
  readonly bootedAt: string | null;
}

/** What changes from moment to moment; null is what it does not tell. */
export interface MachineLoad {
  /** Programs that wanted a processor, over 1, 5 and 15 minutes. */
  readonly loadAverage: readonly number[] | null;
  /** Time of all processors since the start, in clock ticks. */
  readonly totalTicks: number | null;
  /** The part of it that a virtual machine's host gave to others. */
  readonly stealTicks: number | null;
  /** Time since the start in which some program waited for a processor, in microseconds. */
  readonly waitingUs: number | null;
  /** How often a container had used up its quota. */
  readonly throttledCount: number | null;
  /** How long it had to wait then, in microseconds. */
  readonly throttledUs: number | null;
  /** How fast the first processor runs now. */
  readonly frequencyMhz: number | null;
  /** How warm it is. */
  readonly temperatureC: number | null;
}

/** A machine at one moment, or why it is not known. */
export type MachineReading =
  | { kind: "read"; at: string; facts: MachineFacts; load: MachineLoad }
  | { kind: "unavailable"; reason: string };

/** A program that can be asked. */
export interface AskedPython {
  /** Its path. */
  readonly executable: string;
  /** The first part of its version. */
  readonly major: number;
  /** The second part. */
  readonly minor: number;
}

/** It takes some 50 ms; a machine that needs longer than this is too busy to say. */
const SECONDS_MAX = 10;

/** The answer is one line of some 800 bytes. */
const ANSWER_BYTES_MAX = 64 * 1024;

interface Answer {
  event: "machine";
  facts: MachineFacts;
  load: MachineLoad;
}

const count = z.number().nonnegative().nullable();

const answer: z.ZodType<Answer> = z.object({
  event: z.literal("machine"),
  facts: z.object({
    system: z.string(),
    release: z.string(),
    architecture: z.string(),
    processor: z.string().nullable(),
    processorCount: count,
    usableProcessorCount: count,
    processorQuota: count,
    memoryKib: count,
    clockSource: z.string().nullable(),
    isVirtual: z.boolean().nullable(),
    isSmtOn: z.boolean().nullable(),
    isTurboOn: z.boolean().nullable(),
    governor: z.string().nullable(),
    addressRandomization: count,
    bootedAt: z.string().nullable(),
  }),
  load: z.object({
    loadAverage: z.array(z.number().nonnegative()).nullable(),
    totalTicks: count,
    stealTicks: count,
    waitingUs: count,
    throttledCount: count,
    throttledUs: count,
    frequencyMhz: count,
    temperatureC: z.number().nullable(),
  }),
});

/** Asks what the machine is and how busy it is. Never rejects. */
export async function readMachine(
  python: AskedPython,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<MachineReading> {
  const script = fromFileUrl(new URL("../python/machine.py", import.meta.url));
  const at = new Date().toISOString();
  const lines: string[] = [];
  const { ending } = await runProcess({
    executable: python.executable,
    args: [...startFlags(python), script],
    environment: cleanEnvironment(),
    cwd: dirname(script),
    secondsMax: SECONDS_MAX,
    outputBytesMax: ANSWER_BYTES_MAX,
    ownGroup: true,
    onLine: (line) => lines.push(line),
    ...(signal === undefined ? {} : { signal }),
  });
  const fault = faultOf(ending);
  if (fault !== null) return { kind: "unavailable", reason: `the process that asked ${fault}` };
  const parsed = answer.safeParse(parseJson(lines[0] ?? ""));
  if (!parsed.success) {
    return { kind: "unavailable", reason: "the process that asked printed something else" };
  }
  const { facts, load } = parsed.data;
  return { kind: "read", at, facts, load };
}

function faultOf(ending: ProcessEnding): string | null {
  switch (ending.kind) {
    case "exited":
      return ending.code === 0 ? null : `ended with exit code ${ending.code}`;
    case "signalled":
      return `was ended by ${ending.signal}`;
    case "spawn_failed":
      return "could not be started";
    case "timed_out":
      return `gave no answer within ${ending.afterSeconds} s`;
    case "too_much_output":
      return "printed too much";
    case "stopped":
      return "was stopped";
  }
}

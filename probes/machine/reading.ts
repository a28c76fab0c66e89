/** What a machine is and how busy it is, asked through a Python process: Deno does not read `/proc` by itself. */

import { z } from "zod";
import { askPython, SOMETHING_ELSE } from "./ask.ts";

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

interface Answer {
  event: "machine";
  facts: MachineFacts;
  load: MachineLoad;
}

const count = z.number().nonnegative().nullable();

const facts: z.ZodType<MachineFacts> = z.object({
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
});

const load: z.ZodType<MachineLoad> = z.object({
  loadAverage: z.array(z.number().nonnegative()).nullable(),
  totalTicks: count,
  stealTicks: count,
  waitingUs: count,
  throttledCount: count,
  throttledUs: count,
  frequencyMhz: count,
  temperatureC: z.number().nullable(),
});

const answer: z.ZodType<Answer> = z.object({ event: z.literal("machine"), facts, load });

const reading: z.ZodType<MachineReading> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("read"), at: z.string(), facts, load }),
  z.object({ kind: z.literal("unavailable"), reason: z.string() }),
]);

/** Reads a recorded reading; throws where it is none. */
export function parseReading(json: unknown): MachineReading {
  return reading.parse(json);
}

/** Reads a recorded load; throws where it is none. */
export function parseLoad(json: unknown): MachineLoad {
  return load.parse(json);
}

/** Asks what the machine is and how busy it is. Never rejects. */
export async function readMachine(
  python: AskedPython,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<MachineReading> {
  const at = new Date().toISOString();
  const script = new URL("../python/machine.py", import.meta.url);
  const asked = await askPython(python, { script, signal });
  if (asked.kind === "silent") return { kind: "unavailable", reason: asked.reason };
  const parsed = answer.safeParse(asked.json);
  if (!parsed.success) return { kind: "unavailable", reason: SOMETHING_ELSE };
  const { facts, load } = parsed.data;
  return { kind: "read", at, facts, load };
}

/** What is kept beside the timings of a session: machine, moments and programs, for whoever asks later why. */

import { z } from "zod";
import type { MachineMoment } from "./load.ts";
import { parseProgram, type ProgramFacts } from "./program.ts";
import { type MachineReading, parseLoad, parseReading } from "./reading.ts";

/** The program of one arm. */
export interface ArmProgram extends ProgramFacts {
  /** Label of the arm. */
  readonly arm: string;
}

/** What a session was measured with and on. */
export interface SessionMetadata {
  /** The machine before the first process, or why it is not known. */
  readonly machine: MachineReading;
  /** How busy it was after each round; the last one is the end. */
  readonly moments: readonly MachineMoment[];
  /** One an arm, in their order. */
  readonly programs: readonly ArmProgram[];
  /** Digest of the probe's script; null where it could not be read. */
  readonly script: string | null;
}

const checked = <Value>(parse: (json: unknown) => Value) => z.unknown().transform(parse);

const moment: z.ZodType<MachineMoment> = z.object({
  rounds: z.int().nonnegative(),
  at: z.string(),
  load: checked(parseLoad),
});

const arm = z.looseObject({ arm: z.string() });

const metadata: z.ZodType<SessionMetadata> = z.object({
  machine: checked(parseReading),
  moments: z.array(moment),
  programs: z.array(checked((json): ArmProgram => ({
    arm: arm.parse(json).arm,
    ...parseProgram(json),
  }))),
  script: z.string().nullable(),
});

/** Reads recorded metadata; throws where they are none. */
export function parseMetadata(json: unknown): SessionMetadata {
  return metadata.parse(json);
}

/** Reads a recorded moment; throws where it is none. */
export function parseMoment(json: unknown): MachineMoment {
  return moment.parse(json);
}

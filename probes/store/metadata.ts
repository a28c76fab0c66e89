/** Gathers what is kept beside the timings of a session: once, before its first process. */

import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import type { Arm } from "../measure/arm.ts";
import {
  type ArmProgram,
  machineAtStart,
  parseProgram,
  type ProgramFacts,
  readProgram,
  type SessionMetadata,
} from "../machine/mod.ts";
import type { MeasurePlan } from "../measure/plan.ts";
import { programKey, scriptKey } from "./question.ts";

/** What gathering needs. */
export interface GatherOptions {
  /** Remembers programs; null where the record cannot be opened. */
  readonly database: DatabaseSync | null;
  readonly signal?: AbortSignal;
}

/**
 * Asks the machine and the programs of a plan with at least one arm. Never rejects.
 *
 * A program costs 40 to 90 ms the first time, and one that the record remembers less than one; the machine 30 to 90 ms
 * every ten minutes (two shared cores, November 2026).
 */
export async function gatherMetadata(
  { arms, probe }: Pick<MeasurePlan, "arms" | "probe">,
  { database, signal }: GatherOptions,
): Promise<SessionMetadata> {
  const [first] = arms;
  const options = signal === undefined ? {} : { signal };
  const machine = first === undefined
    ? { kind: "unavailable" as const, reason: "there is no program to ask it" }
    : await machineAtStart(first.python, options);
  const known = new Map<string, ProgramFacts>();
  const programs: ArmProgram[] = [];
  for (const arm of arms) {
    const { executable } = arm.python;
    const facts = known.get(executable) ?? await remembered(arm, { database, ...options });
    known.set(executable, facts);
    programs.push({ arm: arm.label, ...facts });
  }
  return { machine, moments: [], programs, script: await scriptKey({ probe }) };
}

/** What the record remembers of a program, or what it says now. */
async function remembered(
  arm: Arm,
  { database, ...options }: GatherOptions,
): Promise<ProgramFacts> {
  const key = await programKey(arm);
  const found = key === null || database === null ? null : recall(database, key);
  if (found !== null) return found;
  const facts = await readProgram(arm.python, options);
  // What a program did not say, it may say the next time.
  if (key !== null && database !== null && facts.banner !== null) {
    remember(database, { key, facts });
  }
  return facts;
}

const factsRow = z.object({ facts: z.string() });

function recall(database: DatabaseSync, key: string): ProgramFacts | null {
  try {
    const row = database.prepare("SELECT facts FROM programs WHERE key = ?").get(key);
    return row === undefined ? null : parseProgram(JSON.parse(factsRow.parse(row).facts));
  } catch {
    // Locked, or from another hand: the program is asked again.
    return null;
  }
}

function remember(
  database: DatabaseSync,
  { key, facts }: { readonly key: string; readonly facts: ProgramFacts },
): void {
  try {
    database.prepare("INSERT OR REPLACE INTO programs (key, facts) VALUES (?, ?)")
      .run(key, JSON.stringify(facts));
  } catch {
    // Locked or full: it is asked again the next time. That nothing is kept is said where the session is written.
  }
}

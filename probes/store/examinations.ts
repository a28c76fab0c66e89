/** What the doctor found of a program, and for how long that limits comparisons. */

import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import type { Arm } from "../measure/arm.ts";
import type { Refusal } from "../compare/refusal.ts";
import { openStore } from "./database.ts";
import { thisMachine } from "./machine.ts";
import { recordPath } from "./place.ts";
import { programKey } from "./question.ts";

/**
 * How long a refusal holds, in milliseconds: a day. Chosen: what makes a program differ from itself (a neighbour, heat, a
 * quota) seldom lasts longer, and one refusal in twenty is chance.
 */
const REFUSAL_MS_MAX = 24 * 60 * 60 * 1000;

/** One examination that came to an interval. */
export interface Examined {
  readonly python: Arm["python"];
  /** The interval of the program against itself. */
  readonly low: number;
  readonly high: number;
}

/** Where and when; a test brings its own. */
export interface ExaminationPlace {
  /** The file; null where nothing is recorded. */
  readonly path?: string | null;
  readonly now?: Date;
}

/** Whether an interval of a program against itself excludes 1 (statistics, section 3, Self-test). */
export function excludesOne({ low, high }: Pick<Examined, "low" | "high">): boolean {
  return low > 1 || high < 1;
}

/** Keeps what an examination found, for the comparisons that follow. */
export async function keepExamination(
  { python, low, high }: Examined,
  { path = recordPath(), now = new Date() }: ExaminationPlace = {},
): Promise<void> {
  const program = path === null ? null : await programKey({ python });
  if (path === null || program === null) return;
  const { key } = await thisMachine();
  const opened = openStore(path, { now });
  if (opened.kind !== "opened") return;
  const { database } = opened;
  try {
    database.prepare(
      `INSERT INTO examinations (machine, program, examined_at, low, high) VALUES (?, ?, ?, ?, ?)`,
    ).run(key, program, now.toISOString(), low, high);
  } catch {
    // Locked or full: the session of the same examination says so, which was written a moment ago.
  } finally {
    database.close();
  }
}

const examinationRow = z.object({ examined_at: z.string(), low: z.number(), high: z.number() });

/** The programs of these arms whose last examination found them to differ from themselves. Never throws. */
export async function readRefusals(
  database: DatabaseSync,
  { arms, machine, now }: {
    readonly arms: readonly Pick<Arm, "python">[];
    /** Key of the machine. */
    readonly machine: string;
    readonly now: Date;
  },
): Promise<Refusal[]> {
  const refusals = new Map<string, Refusal>();
  for (const { python } of arms) {
    if (refusals.has(python.executable)) continue;
    const program = await programKey({ python });
    const row = program === null ? null : lastOf(database, { machine, program });
    if (row === null || !excludesOne(row)) continue;
    if (now.getTime() - Date.parse(row.examined_at) > REFUSAL_MS_MAX) continue;
    const { name, executable } = python;
    refusals.set(executable, { python: name, executable, examinedAt: row.examined_at });
  }
  return [...refusals.values()];
}

function lastOf(
  database: DatabaseSync,
  { machine, program }: { readonly machine: string; readonly program: string },
): z.infer<typeof examinationRow> | null {
  try {
    const row = database.prepare(
      `SELECT examined_at, low, high FROM examinations WHERE machine = ? AND program = ?
       ORDER BY examined_at DESC, number DESC LIMIT 1`,
    ).get(machine, program);
    return row === undefined ? null : examinationRow.parse(row);
  } catch {
    // A record that is locked just now: a comparison goes on without what the doctor said.
    return null;
  }
}

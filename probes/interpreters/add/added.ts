/** The CPythons that were added: where they lie, and what is on record of each. Starts no program. */

import { isAbsolute, join } from "@std/path";
import { z } from "zod";
import { parseJson } from "../../run/event.ts";

/** Who gives a CPython. */
export type Giver = "uv" | "debian";

/** One added CPython, as its record says. */
export interface AddedInterpreter {
  /** Its folder's name, for example `debian-3.15`. */
  readonly name: string;
  readonly from: Giver;
  /** For example `3.15.2`, as it said itself. */
  readonly version: string;
  /** The program to start. */
  readonly program: string;
  /** What its files take on the disk. */
  readonly bytes: number;
}

/** What stands in a record: the program relative to the folder. */
export interface AddedRecord {
  readonly layout: typeof LAYOUT;
  readonly from: Giver;
  readonly version: string;
  readonly program: string;
  readonly bytes: number;
  /** The folder that it was made for: Debian's program knows its loader by an absolute path. */
  readonly madeFor: string;
}

/** Raised when the layout of a folder changes: what was added before is then made anew. */
export const LAYOUT = 1;

/** The record's name inside the folder of what was added. */
export const RECORD_NAME = "added.json";

const recordSchema: z.ZodType<AddedRecord> = z.object({
  layout: z.literal(LAYOUT),
  from: z.enum(["uv", "debian"]),
  version: z.string(),
  program: z.string(),
  bytes: z.int().nonnegative(),
  madeFor: z.string(),
});

/**
 * The folder of all that was added; null where the environment names no home.
 *
 * In the user's cache and not in the checkout: several checkouts share it, and `clean` leaves it alone.
 */
export function pythonsFolder(environment: Readonly<Record<string, string>>): string | null {
  const { XDG_CACHE_HOME: cache = "", HOME: home = "" } = environment;
  // XDG Base Directory Specification, 3: a relative path is invalid and ignored.
  if (isAbsolute(cache)) return join(cache, "probebook", "pythons");
  return isAbsolute(home) ? join(home, ".cache", "probebook", "pythons") : null;
}

/** Everything that was added and is whole, by name. */
export function listAdded(environment: Readonly<Record<string, string>>): AddedInterpreter[] {
  const folder = pythonsFolder(environment);
  if (folder === null) return [];
  return namesIn(folder).flatMap((name) => readAdded(join(folder, name), name) ?? []);
}

/** What is on record in a folder; null where nothing is, or where it was moved since. */
export function readAdded(folder: string, name: string): AddedInterpreter | null {
  const parsed = recordSchema.safeParse(parseJson(readIfThere(join(folder, RECORD_NAME))));
  if (!parsed.success || parsed.data.madeFor !== folder) return null;
  const { from, version, program, bytes } = parsed.data;
  return { name, from, version, program: join(folder, program), bytes };
}

function namesIn(folder: string): string[] {
  try {
    // What begins with a dot is being made, or being removed.
    const names = [...Deno.readDirSync(folder)].map((entry) => entry.name);
    return names.filter((name) => !name.startsWith(".")).sort();
  } catch {
    // Nothing was added yet, or the folder may not be read.
    return [];
  }
}

function readIfThere(path: string): string {
  try {
    return Deno.readTextFileSync(path);
  } catch {
    // No record: somebody else's folder.
    return "";
  }
}

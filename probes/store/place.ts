/** Where measurements are recorded, and whether they are. */

import { dirname, join } from "@std/path";
import { VARIABLES } from "../variables.ts";

/** Names the file of the record, or `off`; without it the project's folder decides. */
export const STORE_VARIABLE = "PROBEBOOK_STORE";

const FOLDER_NAME = ".probebook";
const FILE_NAME = "store.sqlite";

/** What tells a folder that belongs together: a learner's working copy, or a project of Deno's. */
const PROJECT_FILES = [join(FOLDER_NAME, "copies.json"), "deno.json", "deno.jsonc"];

/** What deciding needs of the world; a test brings its own. */
export interface StoreWorld {
  readonly folder: string;
  readonly variable: string | undefined;
  /** Whether a cell runs this. */
  readonly isInCell: boolean;
}

let isCommandLine = false;

/** Says that this process is our command line, whose measurements are recorded as those of cells are. */
export function recordCommandLine(): void {
  isCommandLine = true;
}

/**
 * The file to record in; null where nothing is recorded.
 *
 * Cells and our command line record. Any other program that imports the probes, a test above all, does so only when the
 * variable names a file.
 */
export function recordPath(world: StoreWorld = thisWorld()): string | null {
  if (world.variable === "off") return null;
  if (world.variable !== undefined && world.variable !== "") return world.variable;
  return world.isInCell ? projectStore(world.folder) : null;
}

/** The file to read from, also where nothing is recorded. */
export function storePath(world: StoreWorld = thisWorld()): string {
  const { variable } = world;
  return variable === undefined || variable === "" || variable === "off"
    ? projectStore(world.folder)
    : variable;
}

/** The record of the project that a folder belongs to; of the folder itself where it belongs to none. */
function projectStore(folder: string): string {
  for (let above = folder;; above = dirname(above)) {
    if (PROJECT_FILES.some((file) => isFile(join(above, file)))) return inside(above);
    if (dirname(above) === above) return inside(folder);
  }
}

function inside(folder: string): string {
  return join(folder, FOLDER_NAME, FILE_NAME);
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    // What cannot be read is none of this project's either.
    return false;
  }
}

function thisWorld(): StoreWorld {
  return {
    folder: currentFolder(),
    variable: VARIABLES.get(STORE_VARIABLE),
    isInCell: isCommandLine || isDenoKernel(),
  };
}

function currentFolder(): string {
  try {
    return Deno.cwd();
  } catch {
    // It was removed under the notebook: opening will fail and say so.
    return "/nonexistent";
  }
}

function isDenoKernel(): boolean {
  try {
    return Reflect.get(Deno, "jupyter") !== undefined;
  } catch {
    // Outside of a kernel the accessor throws, which is the answer.
    return false;
  }
}

/** The folder of a course, as nbgrader knows it: what is written there, and what is left alone. */

import { join } from "@std/path";
import { writeFileAtomically } from "../atomic_file.ts";
import { fileProblem } from "../notebook_file.ts";

/** A file that was written, one that was like that already, or why it was not written. */
export type WrittenFile =
  | { readonly kind: "written" | "unchanged"; readonly path: string }
  | { readonly kind: "kept"; readonly path: string; readonly reason: string }
  | { readonly kind: "failed"; readonly path: string; readonly reason: string };

/** The name that nbgrader looks for. */
const CONFIG = "nbgrader_config.py";
/** Where our settings go when the course has its own. */
const FRAGMENT = "nbgrader_config_probebook.py";

const OURS = new URL("nbgrader_config.py", import.meta.url);

/** Writes the settings; a course's own are never touched. */
export async function writeConfig(out: string): Promise<WrittenFile> {
  const text = await Deno.readTextFile(OURS);
  const main = join(out, CONFIG);
  const present = await textOf(main);
  if (present === null || present === text) return await write(main, text);
  const fragment = await write(join(out, FRAGMENT), text);
  if (fragment.kind === "failed" || present.includes(FRAGMENT)) return fragment;
  return {
    kind: "kept",
    path: main,
    reason: `the course has its own; add this line to it: load_subconfig("${FRAGMENT}")`,
  };
}

/** Writes a notebook; one that was changed since is replaced only when that is asked for. */
export async function writeVersion(
  path: string,
  { text, isForced }: { text: string; isForced: boolean },
): Promise<WrittenFile> {
  const present = await textOf(path);
  if (present === null || present === text || isForced) return await write(path, text);
  return {
    kind: "kept",
    path,
    reason: "it differs from what would be written; --force replaces it",
  };
}

async function write(path: string, text: string): Promise<WrittenFile> {
  try {
    if (await textOf(path) === text) return { kind: "unchanged", path };
    await writeFileAtomically(path, text);
    return { kind: "written", path };
  } catch (error) {
    return { kind: "failed", path, reason: fileProblem(error) };
  }
}

/** The text of a file, or null where there is none that can be read. */
async function textOf(path: string): Promise<string | null> {
  try {
    return await Deno.readTextFile(path);
  } catch {
    // Absent, or not to be read: writing says what is wrong.
    return null;
  }
}

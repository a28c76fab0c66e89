/** Files that are whole or absent, also when the program or the machine stops while writing. */

import { dirname } from "@std/path";

/** Throws what `writeFileAtomically()` would throw, and changes nothing but making folders. */
export async function tryFolderOf(path: string): Promise<void> {
  const folder = dirname(path);
  await Deno.mkdir(folder, { recursive: true });
  await Deno.remove(await Deno.makeTempFile({ dir: folder, prefix: ".writing-" }));
}

/** Writes `text` to `path` in one step; folders are made as needed. */
export async function writeFileAtomically(path: string, text: string): Promise<void> {
  const folder = dirname(path);
  await Deno.mkdir(folder, { recursive: true });
  // In the same folder: a rename is one step only within one file system.
  const temporary = await Deno.makeTempFile({ dir: folder, prefix: ".writing-" });
  try {
    await Deno.writeTextFile(temporary, text);
    // Temporary files are for their owner alone; this one is for everybody, as the umask has it.
    await Deno.chmod(temporary, 0o666 & ~Deno.umask());
    await Deno.rename(temporary, path);
  } catch (error) {
    await Deno.remove(temporary).catch(() => {});
    throw error;
  }
}

/** How much a folder holds. */

import { join } from "node:path";

/** Bytes of a file, or of all files below a folder; what vanishes meanwhile counts as nothing. */
export async function sizeOf(path: string): Promise<number> {
  try {
    const { isDirectory, size } = await Deno.lstat(path);
    if (!isDirectory) return size;
    const names = (await Array.fromAsync(Deno.readDir(path))).map(({ name }) => name);
    // Together: `.lab/` has ten thousand files, and each question waits for another thread.
    const sizes = await Promise.all(names.map((name) => sizeOf(join(path, name))));
    return sizes.reduce((total, bytes) => total + bytes, 0);
  } catch {
    // Gone, or not ours to read.
    return 0;
  }
}

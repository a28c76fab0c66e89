/** How much a folder holds. */

import { join } from "node:path";

/** Bytes of a file, or of all files below a folder; what vanishes meanwhile counts as nothing. */
export async function sizeOf(path: string): Promise<number> {
  try {
    const { isDirectory, size } = await Deno.lstat(path);
    if (!isDirectory) return size;
    let total = 0;
    for await (const { name } of Deno.readDir(path)) total += await sizeOf(join(path, name));
    return total;
  } catch {
    // Gone, or not ours to read.
    return 0;
  }
}

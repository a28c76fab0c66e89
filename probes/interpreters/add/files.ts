/** Files below the folder of what was added: one worker at a time, whole folders or none. */

import { join } from "@std/path";
import type { AddWorld } from "./tool.ts";

/** How often a waiting one looks whether it is its turn; chosen. */
const LOOK_AGAIN_MS = 200;

/** How often a growing folder is measured; chosen. */
const GROWTH_TOLD_MS = 1000;

/** Less than this is fetched again in no time; our own settings alone are some kilobytes. Chosen. */
const WORTH_KEEPING_BYTES = 1_000_000;

/** Waits until nobody else adds or removes here, null when stopped; the system takes the lock from a dead process. */
export async function lockFolder(
  folder: string,
  { note, signal }: Pick<AddWorld, "note" | "signal">,
): Promise<Disposable | null> {
  await Deno.mkdir(folder, { recursive: true });
  // The file stays when nobody needs it: somebody may be waiting for this very one.
  const file = await Deno.open(join(folder, ".lock"), { create: true, write: true });
  let isTold = false;
  while (!await file.tryLock(true)) {
    if (!isTold) note("Another one adds or removes CPythons here: waiting for it");
    isTold = true;
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    if (!signal.aborted) continue;
    file.close();
    return null;
  }
  return { [Symbol.dispose]: () => file.close() };
}

/** Removes a file or a folder with all below it; what is not there is as good as removed. */
export async function removeAll(path: string): Promise<void> {
  try {
    await Deno.remove(path, { recursive: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

/** Removes what earlier ones that were killed had not finished. */
export async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await namesIn(folder)) {
    if (/^\.(?:making|removing)-/.test(name)) await removeAll(join(folder, name));
  }
}

/** Removes what was fetched, or, where it helps the next try, only what is quickly made of it. */
export async function removeDownloads(folder: string, isKept: boolean): Promise<void> {
  for (const name of await namesIn(folder)) await removeAll(join(folder, name, "pkgcache.bin"));
  const isWorthKeeping = isKept && await sizeOf(folder) >= WORTH_KEEPING_BYTES;
  if (!isWorthKeeping) await removeAll(folder);
}

/** Bytes of all files below a path; what vanishes meanwhile counts as nothing. */
export async function sizeOf(path: string): Promise<number> {
  try {
    const { isDirectory, size } = await Deno.lstat(path);
    if (!isDirectory) return size;
  } catch {
    return 0;
  }
  const sizes = (await namesIn(path)).map((name) => sizeOf(join(path, name)));
  return (await Promise.all(sizes)).reduce((total, bytes) => total + bytes, 0);
}

/** Says again and again how much has arrived in a folder, for a program that does not say it itself. */
export function tellGrowth(
  folder: string,
  { what, progress }: { readonly what: string } & Pick<AddWorld, "progress">,
): Disposable {
  if (progress === null) return { [Symbol.dispose]: () => {} };
  const timer = setInterval(async () => {
    progress(`${what}: ${megabytes(await sizeOf(folder))} so far`);
  }, GROWTH_TOLD_MS);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

/** For example `71 MB`. */
export function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1_000_000)} MB`;
}

/** The names in a folder, in order; none where it cannot be read. */
export async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name).sort();
  } catch {
    // Not there, or gone meanwhile: it holds nothing for us.
    return [];
  }
}

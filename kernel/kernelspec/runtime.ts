/** The Deno that a kernel runs on and the cache that it starts from: both stay in `.lab/`. */

import { join } from "@std/path";

/** A Deno that no other program clears away, or why there is none. */
export type StayingDeno =
  | { kind: "deno"; path: string }
  | { kind: "failed"; reason: string };

/** How the warming of the cache ended. */
export type Warming =
  | { kind: "warm"; moduleCount: number }
  | { kind: "failed"; output: string };

/** Folders whose modules a kernel or a cell may load. */
const CACHED_FOLDERS = ["kernel", "probes", "notebooks/workbook"];

/**
 * Finds or makes a Deno that stays. The one that runs now may lie in the cache of npx, which is
 * cleared without asking, so it is copied unless the lab has one of its own.
 */
export async function ensureDeno(lab: string, running: string): Promise<StayingDeno> {
  const ofLab = join(lab, "python", "bin", "deno");
  if (await isFile(ofLab)) return { kind: "deno", path: ofLab };
  const copy = join(lab, "deno", "deno");
  if (await isSameSize(copy, running)) return { kind: "deno", path: copy };
  try {
    await Deno.mkdir(join(lab, "deno"), { recursive: true });
    // A kernel may be running from the old copy: it keeps its file when the name is moved over.
    await Deno.copyFile(running, `${copy}.new`);
    await Deno.chmod(`${copy}.new`, 0o755);
    await Deno.rename(`${copy}.new`, copy);
    return { kind: "deno", path: copy };
  } catch (error) {
    return { kind: "failed", reason: error instanceof Error ? error.message : String(error) };
  }
}

/** Downloads and compiles everything that kernel and cells load, so that no start needs a network. */
export async function warmCache(
  { deno, checkout, denoDir }: { deno: string; checkout: string; denoDir: string },
): Promise<Warming> {
  const modules: string[] = [];
  for (const folder of CACHED_FOLDERS) await collectModules(join(checkout, folder), modules);
  // Cells run without the lock file and so look up what packages need; a cache filled by the lock
  // file lacks that, and the first chart would need a network. The kernel runs with it, and then
  // Deno 2.9.6 wants every package that it names, also those of tests alone.
  const orders = [["--no-lock", ...modules.sort()], [join(checkout, "kernel", "main.ts")]];
  for (const order of orders) {
    const { success, stderr } = await new Deno.Command(deno, {
      args: ["cache", "--quiet", "--config", join(checkout, "deno.json"), ...order],
      cwd: checkout,
      env: { DENO_DIR: denoDir, NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1" },
      stdin: "null",
      stdout: "null",
      stderr: "piped",
    }).output();
    if (!success) return { kind: "failed", output: new TextDecoder().decode(stderr).trim() };
  }
  return { kind: "warm", moduleCount: modules.length };
}

/**
 * Has our own command line list the CPythons that cells may run, so that no start of a kernel waits
 * for it. Without its answer the first kernel asks again.
 */
export async function listPythons(
  { deno, checkout, denoDir }: { deno: string; checkout: string; denoDir: string },
): Promise<void> {
  await new Deno.Command(deno, {
    args: [
      "run",
      "--allow-all",
      "--no-prompt",
      "--config",
      join(checkout, "deno.json"),
      join(checkout, "probes", "main.ts"),
      "interpreters",
      "--json",
    ],
    cwd: checkout,
    env: { DENO_DIR: denoDir, DENO_NO_UPDATE_CHECK: "1", PROBEBOOK_STORE: "off" },
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).output();
}

async function collectModules(folder: string, modules: string[]): Promise<void> {
  if (!await isFolder(folder)) return;
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = join(folder, name);
    if (isDirectory) await collectModules(path, modules);
    else if (/\.tsx?$/.test(name) && !/_(test|bench)\.tsx?$/.test(name)) modules.push(path);
  }
}

async function isSameSize(left: string, right: string): Promise<boolean> {
  try {
    return (await Deno.stat(left)).size === (await Deno.stat(right)).size;
  } catch {
    // One of them is not there: not the same.
    return false;
  }
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isFile;
  } catch {
    // Not there, or not to be reached: not to be run either.
    return false;
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isDirectory;
  } catch {
    // A room that does not exist has no modules.
    return false;
  }
}

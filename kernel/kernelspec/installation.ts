/** Kernels on disk: put there, taken away, listed. */

import { dirname, join } from "@std/path";
import { isOurs, type KernelSpec, parseKernelSpec } from "./spec.ts";

/** What became of a removal. */
export type Removal =
  | { kind: "removed"; path: string }
  | { kind: "absent"; path: string }
  | { kind: "foreign"; path: string };

/** One kernel of ours that was found. */
export interface InstalledKernel {
  readonly name: string;
  readonly path: string;
  /** What its kernel.json points to and is no longer there. */
  readonly missing: string[];
}

const PICTURES = ["logo-svg.svg", "logo-64x64.png", "logo-32x32.png"];

/**
 * Writes a kernel into `kernels/name`. kernel.json comes last and whole: Jupyter takes a folder
 * without it for no kernel, so an interrupted installation shows nothing broken.
 */
export async function installKernel(
  folder: string,
  { name, spec }: { name: string; spec: KernelSpec },
): Promise<string> {
  const path = join(folder, name);
  await Deno.mkdir(path, { recursive: true });
  for (const picture of PICTURES) {
    await Deno.writeFile(
      join(path, picture),
      await Deno.readFile(new URL(picture, import.meta.url)),
    );
  }
  const unfinished = join(path, ".kernel.json.new");
  await Deno.writeTextFile(unfinished, `${JSON.stringify(spec, null, 2)}\n`);
  await Deno.rename(unfinished, join(path, "kernel.json"));
  return path;
}

/** Removes `kernels/name` if it is a kernel of ours. */
export async function uninstallKernel(folder: string, name: string): Promise<Removal> {
  const path = join(folder, name);
  const text = await readIfThere(join(path, "kernel.json"));
  if (text === null) return { kind: "absent", path };
  const parsed = parseKernelSpec(text);
  if (parsed.kind === "invalid" || !isOurs(parsed.spec)) return { kind: "foreign", path };
  await Deno.remove(path, { recursive: true });
  return { kind: "removed", path };
}

/** Whether a kernel that is not ours has the name already. */
export async function isTakenByOther(folder: string, name: string): Promise<boolean> {
  const text = await readIfThere(join(folder, name, "kernel.json"));
  if (text === null) return false;
  const parsed = parseKernelSpec(text);
  return parsed.kind === "spec" && !isOurs(parsed.spec);
}

/** Lists our kernels in some folders, which need not exist. */
export async function listKernels(folders: string[]): Promise<InstalledKernel[]> {
  const found: InstalledKernel[] = [];
  for (const folder of folders) {
    for (const name of await namesIn(folder)) {
      const path = join(folder, name);
      const text = await readIfThere(join(path, "kernel.json"));
      const parsed = text === null ? null : parseKernelSpec(text);
      if (parsed?.kind !== "spec" || !isOurs(parsed.spec)) continue;
      found.push({ name, path, missing: await missingOf(parsed.spec) });
    }
  }
  return found;
}

async function missingOf(spec: KernelSpec): Promise<string[]> {
  const deno = spec.argv[0];
  const main = spec.argv.find((argument) => argument.endsWith("kernel/main.ts"));
  const missing: string[] = [];
  for (const path of [deno, main]) {
    if (path !== undefined && !await exists(path)) missing.push(path);
  }
  return missing;
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name).sort();
  } catch {
    // Not there or not readable: Jupyter finds no kernels in it either.
    return [];
  }
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || await isBelowFile(path)) return null;
    throw error;
  }
}

/** Where a file stands in place of a folder, the system says "not a directory". */
async function isBelowFile(path: string): Promise<boolean> {
  return !await exists(dirname(path));
}

async function exists(path: string): Promise<boolean> {
  try {
    await Deno.stat(path);
    return true;
  } catch {
    // Unreachable is as good as absent to whoever wants to run it.
    return false;
  }
}

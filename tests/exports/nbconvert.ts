/** Runs notebooks headless and converts the executed copies with nbconvert, as somebody does who hands them on. */
import { basename, fromFileUrl, join } from "@std/path";
import { findHelperPython } from "../support/python_driver.ts";

const TOOLS = fromFileUrl(new URL("../../notebooks/tools/main.ts", import.meta.url));

/** The Python with nbconvert, or why there is none. */
export async function findNbconvert(): Promise<{ python: string; missing: string | null }> {
  const helper = await findHelperPython();
  if (helper.kind === "missing") return { python: "", missing: helper.missing };
  const { python } = helper;
  const args = ["-c", "import nbconvert"];
  const { success } = await new Deno.Command(python, { args, stderr: "null" }).output();
  return { python, missing: success ? null : `${python} has no nbconvert` };
}

/** Runs a notebook by our own command line; gives the path of the executed copy. */
export async function execute(
  notebook: string,
  { into, env = {} }: { into: string; env?: Readonly<Record<string, string>> },
): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", TOOLS, "run", notebook, "--out", into],
    env,
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).output();
  const decoder = new TextDecoder();
  if (success) return join(into, basename(notebook));
  throw new Error(`Cannot run "${notebook}": ${decoder.decode(stderr)}${decoder.decode(stdout)}`);
}

/** A place to run nbconvert in. */
export interface Converter {
  readonly python: string;
  /** The folders in which it finds programs; a test that leaves Inkscape out names them. */
  readonly path: string;
}

/** Converts a notebook in its own folder; fails with nbconvert's own words. */
export async function convert(
  notebook: string,
  { to, python, path }: Converter & { readonly to: readonly string[] },
): Promise<void> {
  const { success, stderr } = await new Deno.Command(python, {
    args: ["-m", "nbconvert", "--log-level", "WARN", "--to", ...to, notebook],
    env: { PATH: path },
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).output();
  if (!success) throw new Error(`Cannot convert to ${to[0]}: ${new TextDecoder().decode(stderr)}`);
}

/** A folder with links to those of the programs that this machine has, and with nothing else. */
export async function folderOfPrograms(folder: string, names: readonly string[]): Promise<string> {
  const programs = join(folder, "programs");
  await Deno.mkdir(programs);
  for (const name of names) {
    const path = await findProgram(name);
    if (path !== null) await Deno.symlink(path, join(programs, name));
  }
  return programs;
}

/** Where a program is, or null. */
export async function findProgram(name: string): Promise<string | null> {
  for (const folder of (Deno.env.get("PATH") ?? "").split(":")) {
    try {
      if ((await Deno.stat(join(folder, name))).isFile) return join(folder, name);
    } catch {
      // Not there: the next folder.
    }
  }
  return null;
}

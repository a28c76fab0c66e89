/** The Python that the tests use: an environment in `.lab/` with the packages that stand pinned here. */
import { join } from "@std/path";
import { readIfThere } from "./read_if_there.ts";

/** The environment's interpreter, or why there is none. */
export type TestPython =
  | { kind: "ready"; python: string; isNew: boolean }
  | { kind: "missing"; reason: string };

/** Where to look and where to build. */
export interface TestPythonOptions {
  readonly root: string;
  /** Folders to look for interpreters in, in order; `PATH` and pyenv's versions when left out. */
  readonly folders?: readonly string[];
  /** The uv to use; null for none. Looked for in `PATH` when left out. */
  readonly uv?: string | null;
}

/** What the tests read the interpreter's path from. */
export const PYTHON_VARIABLE = "PROBEBOOK_TEST_PYTHON";
/** Why the variable above is not set, for the reason of a skipped test. */
export const PYTHON_MISSING_VARIABLE = "PROBEBOOK_TEST_PYTHON_MISSING";

/** The versions that the pinned packages have wheels for, the best first. */
const MINORS = [14, 13, 12, 11, 10];

/** Longest that an installation may take; a cold download of all packages took 25 s (November 2026). */
const INSTALL_LIMIT_MS = 5 * 60_000;

/** Finds the environment, or makes it when it is not there or was made from other pins. */
export async function prepareTestPython(options: TestPythonOptions): Promise<TestPython> {
  const { root, folders = await defaultFolders(), uv = await findUv() } = options;
  const requirements = join(root, "tests", "requirements.txt");
  const home = join(root, ".lab", "test-python");
  const stampPath = join(home, "stamp.txt");
  const python = join(home, "bin", "python");
  const stamp = await sha256(await Deno.readTextFile(requirements) + root);
  if (await readIfThere(stampPath) === stamp && await succeeds(python, ["-c", "import zmq"])) {
    return { kind: "ready", python, isNew: false };
  }
  const candidates = await findPythons(folders, uv !== null);
  if (candidates.length === 0) {
    return { kind: "missing", reason: "no CPython 3.10 to 3.14 that can make environments" };
  }
  let reason = "";
  for (const candidate of candidates) {
    await removeIfThere(home);
    const fault = await build({ candidate, home, requirements, uv });
    if (fault === null) {
      await Deno.writeTextFile(stampPath, stamp);
      return { kind: "ready", python, isNew: true };
    }
    reason = `${candidate} cannot install tests/requirements.txt: ${fault}`;
  }
  return { kind: "missing", reason };
}

interface BuildOptions {
  candidate: string;
  home: string;
  requirements: string;
  uv: string | null;
}

/** Makes the environment with one interpreter; the last line of the complaint if that fails. */
async function build(
  { candidate, home, requirements, uv }: BuildOptions,
): Promise<string | null> {
  const python = join(home, "bin", "python");
  const pip = ["-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--quiet"];
  // uv must not fetch an interpreter that nobody asked for.
  const env = { UV_PYTHON_DOWNLOADS: "never" };
  const steps: [command: string, args: string[]][] = uv === null
    ? [[candidate, ["-m", "venv", home]], [python, [...pip, "-r", requirements]]]
    : [
      [uv, ["venv", "--quiet", "--python", candidate, home]],
      [uv, ["pip", "install", "--quiet", "--python", python, "-r", requirements]],
    ];
  for (const [command, args] of steps) {
    const ended = await run(command, { args, env });
    if (ended.exitCode !== 0) return lastLine(ended.output);
  }
  return null;
}

async function findUv(): Promise<string | null> {
  return await succeeds("uv", ["--version"]) ? "uv" : null;
}

async function findPythons(folders: readonly string[], hasUv: boolean): Promise<string[]> {
  const found = new Map<number, string>();
  for (const folder of folders) {
    for (const name of [...MINORS.map((minor) => `python3.${minor}`), "python3"]) {
      const path = join(folder, name);
      const minor = await usableMinor(path, hasUv);
      if (minor !== null && !found.has(minor)) found.set(minor, path);
    }
  }
  return MINORS.map((minor) => found.get(minor)).filter((path) => path !== undefined);
}

/** Prints the minor version of a released CPython with the GIL; Debian leaves ensurepip out. */
const FACTS = `
import platform, sys, sysconfig
ok = platform.python_implementation() == "CPython" and sys.version_info[0] == 3
ok = ok and sys.version_info[3] == "final" and not sysconfig.get_config_var("Py_GIL_DISABLED")
if len(sys.argv) < 2:
    import ensurepip, venv
print(sys.version_info[1] if ok else -1)
`;

async function usableMinor(path: string, hasUv: boolean): Promise<number | null> {
  if (!await isFile(path)) return null;
  const { exitCode, output } = await run(path, { args: ["-c", FACTS, ...(hasUv ? ["uv"] : [])] });
  const minor = Number(output.trim());
  return exitCode === 0 && MINORS.includes(minor) ? minor : null;
}

async function defaultFolders(): Promise<string[]> {
  const folders = (Deno.env.get("PATH") ?? "").split(":").filter((folder) => folder !== "");
  const versions = join(Deno.env.get("HOME") ?? "/nonexistent", ".pyenv", "versions");
  try {
    for await (const entry of Deno.readDir(versions)) {
      folders.push(join(versions, entry.name, "bin"));
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return folders;
}

async function run(
  command: string,
  { args, env = {} }: { args: string[]; env?: Record<string, string> },
): Promise<{ exitCode: number; output: string }> {
  try {
    const signal = AbortSignal.timeout(INSTALL_LIMIT_MS);
    const ended = await new Deno.Command(command, { args, env, stdin: "null", signal }).output();
    const decoder = new TextDecoder();
    return {
      exitCode: ended.code,
      output: decoder.decode(ended.stdout) + decoder.decode(ended.stderr),
    };
  } catch (error) {
    // Not there, or not executable: for the caller the same as a command that failed.
    return { exitCode: 127, output: error instanceof Error ? error.message : String(error) };
  }
}

async function succeeds(command: string, args: string[]): Promise<boolean> {
  return (await run(command, { args })).exitCode === 0;
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1)?.trim() ?? "";
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return new Uint8Array(digest).toHex();
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isFile;
  } catch {
    // Unreadable is as good as absent here: the next candidate is tried.
    return false;
  }
}

async function removeIfThere(path: string): Promise<void> {
  try {
    await Deno.remove(path, { recursive: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

/** Which Python JupyterLab is installed on: asked of the interpreters, never guessed from names. */

import { basename, join } from "node:path";
import type { LabHost } from "./host.ts";
import { type Problem, problem } from "./problem.ts";

/** A Python that can carry JupyterLab. */
export interface LabPython {
  readonly kind: "python";
  readonly executable: string;
  readonly version: string;
  /** Whether `python -m venv` works on it; uv needs no such thing. */
  readonly hasVenv: boolean;
}

/** An interpreter's answers about itself. */
interface Facts {
  readonly executable: string;
  readonly version: readonly [major: number, minor: number, micro: number];
  readonly implementation: string;
  readonly releaseLevel: string;
  readonly isFreeThreaded: boolean;
  readonly missing: readonly string[];
}

/** Oldest and newest minor version of Python 3 for which all packages in requirements.txt have wheels. */
const MINOR_MIN = 10;
const MINOR_MAX = 14;

/** A cold interpreter on a loaded machine answers within a second; one that waits for a person never does. */
const ANSWER_TIMEOUT_MS = 10_000;

/** Modules without which JupyterLab or pip does not run; hand-built Pythons often lack them. */
const NEEDED_MODULES = ["_ssl", "zlib", "_ctypes"];
const VENV_MODULES = ["venv", "ensurepip"];

/** Runs on any Python from 2.7 on; a line of fields, because json costs milliseconds to import. */
const QUESTION = `
import sys
def gone(name):
    try:
        import importlib.util
        return importlib.util.find_spec(name) is None
    except Exception:
        return True
import sysconfig
print("|".join([
    "python-facts",
    getattr(sys, "_base_executable", None) or sys.executable,
    ".".join(str(n) for n in sys.version_info[:3]),
    getattr(getattr(sys, "implementation", None), "name", "cpython"),
    sys.version_info[3],
    str(sysconfig.get_config_var("Py_GIL_DISABLED") or 0),
    ",".join(n for n in ${JSON.stringify([...NEEDED_MODULES, ...VENV_MODULES])} if gone(n)),
]))
`;

/** Finds the newest stable CPython that carries JupyterLab; `hasUv` waives venv and ensurepip. */
export async function choosePython(
  host: LabHost,
  { hasUv }: { hasUv: boolean },
): Promise<LabPython | Problem> {
  const suitable: { facts: Facts; hasVenv: boolean }[] = [];
  const refused = new Map<string, { reason: string; remedy: string | null }>();
  for (const facts of await askAll(await candidates(host), { host, refused })) {
    const hasVenv = VENV_MODULES.every((name) => !facts.missing.includes(name));
    const reason = reasonAgainst(facts, { needsVenv: !hasUv });
    if (reason === null) suitable.push({ facts, hasVenv });
    else refused.set(facts.executable, reason);
  }
  suitable.sort((left, right) => compareVersions(right.facts, left.facts));
  const [best] = suitable;
  if (best === undefined) return noPython(refused, host.os);
  const { executable, version } = best.facts;
  return { kind: "python", executable, version: version.join("."), hasVenv: best.hasVenv };
}

/** Every file that may be a Python, most likely ones first. */
async function candidates(host: LabHost): Promise<string[]> {
  const home = host.env("HOME") ?? "";
  const pathFolders = (host.env("PATH") ?? "").split(":").filter((folder) => folder !== "");
  const pyenv = host.env("PYENV_ROOT") ?? join(home, ".pyenv");
  const data = host.env("XDG_DATA_HOME") ?? join(home, ".local", "share");
  const uv = host.env("UV_PYTHON_INSTALL_DIR") ?? join(data, "uv", "python");
  const patterns = [
    ...pathFolders,
    join(pyenv, "versions", "*", "bin"),
    join(uv, "*", "bin"),
    ...host.pythonFolders,
  ];
  const folders = (await Promise.all(patterns.map(expand))).flat();
  const found: string[] = [];
  for (const folder of new Set(folders)) {
    // A shim runs whatever version a file in the current folder names, or installs it first.
    if (basename(folder) === "shims") continue;
    // On macOS this one is a placeholder: without developer tools it opens a window that offers them.
    if (host.os === "darwin" && folder === "/usr/bin") continue;
    found.push(...await pythonsIn(folder));
  }
  return found;
}

/** `python3` and all `python3.N` of a folder, each file once. */
async function pythonsIn(folder: string): Promise<string[]> {
  const files = new Map<string, string>();
  try {
    for await (const { name } of Deno.readDir(folder)) {
      if (!/^python(3(\.\d+)?t?)?$/.test(name)) continue;
      const path = join(folder, name);
      const real = await Deno.realPath(path).catch(() => null);
      // Of several names for one file the longest is the clearest: python3.13, python3, python.
      const known = real === null ? undefined : files.get(real);
      if (real !== null && (known === undefined || known.length < path.length)) {
        files.set(real, path);
      }
    }
  } catch {
    // PATH may name folders that are not there.
  }
  return [...files.values()].sort().reverse();
}

/** The folders that a pattern with at most one `*` stands for. */
async function expand(pattern: string): Promise<string[]> {
  const [before, after] = pattern.split("*");
  if (before === undefined || after === undefined) return [pattern];
  try {
    const names = (await Array.fromAsync(Deno.readDir(before))).map(({ name }) => name);
    return names.sort().reverse().map((name) => join(before, name, after));
  } catch {
    // This tool is not installed here.
    return [];
  }
}

async function askAll(
  paths: string[],
  { host, refused }: {
    host: LabHost;
    refused: Map<string, { reason: string; remedy: string | null }>;
  },
): Promise<Facts[]> {
  const answers = await Promise.all(paths.map((path) => ask(path, host)));
  // Of two names for one Python the first counts, so that PATH decides among equals.
  const known = new Map<string, Facts>();
  answers.forEach((answer, index) => {
    const path = paths[index] ?? "";
    if (typeof answer === "string") refused.set(path, { reason: answer, remedy: null });
    else if (!known.has(answer.executable)) known.set(answer.executable, answer);
  });
  return [...known.values()];
}

async function ask(path: string, host: LabHost): Promise<Facts | string> {
  const outcome = await host.run(path, {
    // The learner's PYTHONPATH, site packages and current folder are not asked. Python 2 has no -I.
    args: ["-E", "-s", "-c", QUESTION],
    cwd: "/",
    timeoutMs: ANSWER_TIMEOUT_MS,
  });
  if (outcome.kind === "not_started") return `does not start: ${outcome.reason}`;
  if (outcome.kind === "timed_out") return `gives no answer within ${outcome.afterMs / 1000} s`;
  const line = outcome.output.split("\n").find((text) => text.startsWith("python-facts|"));
  const facts = line === undefined ? null : parseFacts(line);
  return facts ?? `gives no answer, exit code ${outcome.code}`;
}

function parseFacts(line: string): Facts | null {
  const [, executable, version, implementation, releaseLevel, freeThreaded, missing] = line
    .split("|");
  const [, major, minor, micro] = /^(\d+)\.(\d+)\.(\d+)$/.exec(version ?? "") ?? [];
  if (executable === undefined || implementation === undefined || releaseLevel === undefined) {
    return null;
  }
  if (executable === "" || micro === undefined || missing === undefined) return null;
  return {
    executable,
    version: [Number(major), Number(minor), Number(micro)],
    implementation,
    releaseLevel,
    isFreeThreaded: freeThreaded === "1",
    missing: missing.split(",").filter((name) => name !== ""),
  };
}

function reasonAgainst(
  { version: [major, minor], implementation, releaseLevel, isFreeThreaded, missing }: Facts,
  { needsVenv }: { needsVenv: boolean },
): { reason: string; remedy: string | null } | null {
  if (implementation !== "cpython") {
    return { reason: `is ${implementation}, not CPython`, remedy: null };
  }
  if (major !== 3 || minor < MINOR_MIN) {
    return { reason: `is older than 3.${MINOR_MIN}`, remedy: null };
  }
  if (minor > MINOR_MAX) return { reason: `is newer than 3.${MINOR_MAX}`, remedy: null };
  if (releaseLevel !== "final") {
    return { reason: `is a pre-release (${releaseLevel})`, remedy: null };
  }
  if (isFreeThreaded) return { reason: "is free-threaded", remedy: null };
  const lacking = missing.filter((name) => NEEDED_MODULES.includes(name));
  if (lacking.length > 0) return { reason: `lacks ${lacking.join(", ")}`, remedy: null };
  const withoutVenv = missing.filter((name) => VENV_MODULES.includes(name));
  if (!needsVenv || withoutVenv.length === 0) return null;
  return {
    reason: `lacks ${withoutVenv.join(" and ")}`,
    remedy: `apt install python${major}.${minor}-venv (or python3-venv), or install uv`,
  };
}

function compareVersions(left: Facts, right: Facts): number {
  return left.version[1] - right.version[1] || left.version[2] - right.version[2];
}

function noPython(
  refused: Map<string, { reason: string; remedy: string | null }>,
  os: string,
): Problem {
  const remedies = [...refused.values()].flatMap(({ remedy }) => remedy ?? []);
  const found = [...refused].map(([path, { reason }]) => `\n  ${path} ${reason}`).join("");
  const install = os === "darwin"
    ? "brew install python@3.13"
    : "apt install python3 python3-venv (or your system's command for it)";
  return problem(
    refused.size === 0
      ? "Cannot set up JupyterLab: no Python was found"
      : `Cannot set up JupyterLab: no Python found is a stable CPython 3.${MINOR_MIN} to 3.${MINOR_MAX} with all it takes${found}`,
    remedies[0] ?? `${install}; any stable CPython 3.${MINOR_MIN} to 3.${MINOR_MAX} will do`,
  );
}

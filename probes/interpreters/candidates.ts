/** Where interpreters may lie. Only looks into folders: no program is started here. */

import { basename, dirname, isAbsolute, join, resolve } from "@std/path";
import { listAdded } from "./add/added.ts";
import type { InterpreterSource, RejectedCandidate } from "./interpreter.ts";

/** A program that may be a CPython. */
export interface Candidate {
  readonly kind: "candidate";

  readonly path: string;
  /** The program itself, after all links. */
  readonly realPath: string;
  readonly source: InterpreterSource;
}

/** What the search needs to know of its surroundings. */
export interface SearchOptions {
  /** The environment variables to read: PATH, HOME, PROBEBOOK_PYTHONS and the managers' own. */
  readonly environment: Readonly<Record<string, string>>;
  readonly os: string;
}

/** Enough for a machine full of interpreters; beyond it something else is wrong. */
export const CANDIDATES_MAX = 200;

/** How deep `bin` folders are looked for inside a folder of PROBEBOOK_PYTHONS. */
const NAMED_FOLDER_LEVELS = 3;

/** Folders looked at inside one folder of PROBEBOOK_PYTHONS: a home folder given by mistake ends here. */
const NAMED_FOLDERS_MAX = 5000;

/** `python`, `python3`, `python3.14`, `python3.14t`, `python3.13d`; not `python3-config`. */
const INTERPRETER_NAME = /^python(?:3(?:\.\d+)?[td]{0,2})?$/;

/** The programs to ask, links resolved and duplicates dropped, and those rejected by their place alone. */
export function findCandidates(options: SearchOptions): (Candidate | RejectedCandidate)[] {
  const found = new Map<string, Candidate | RejectedCandidate>();
  for (const place of searchPlaces(options)) {
    const entry = inspectPlace(place, options.os);
    if (entry === null) continue;
    const key = entry.kind === "candidate" ? fileIdentity(entry.realPath) : entry.path;
    if (!found.has(key) && found.size < CANDIDATES_MAX) found.set(key, entry);
  }
  return [...found.values()];
}

/** The program at one place that somebody named. */
export function candidateAt(path: string, os: string): Candidate | RejectedCandidate {
  const entry = inspectPlace({ path, source: "named" }, os);
  if (entry === null) throw new TypeError(`Cannot look at "${path}": nothing is said of it`);
  return entry;
}

interface Place {
  readonly path: string;
  readonly source: InterpreterSource;
}

function* searchPlaces({ environment, os }: SearchOptions): Generator<Place> {
  for (const entry of splitPath(environment["PROBEBOOK_PYTHONS"])) {
    yield* namedPlaces(resolve(entry));
  }
  if (environment["PROBEBOOK_PYTHONS_ONLY"] === "1") return;
  // A relative folder in PATH, or a missing HOME, would make the answer depend on where we stand.
  const path = splitPath(environment["PATH"]).filter(isAbsolute);
  for (const [pattern, source] of managerFolders(environment, path)) {
    if (!isAbsolute(pattern)) continue;
    for (const folder of expand(pattern)) yield* programsIn(folder, source);
  }
  for (const { program } of listAdded(environment)) yield { path: program, source: "manager" };
  for (const folder of path) yield* programsIn(folder, "PATH");
  const system = os === "darwin" ? ["/opt/homebrew/bin", "/opt/local/bin"] : [];
  for (const folder of ["/usr/local/bin", "/usr/bin", ...system]) {
    yield* programsIn(folder, "system");
  }
}

function* namedPlaces(entry: string): Generator<Place> {
  if (statOf(entry)?.isDirectory !== true) {
    yield { path: entry, source: "named" };
    return;
  }
  yield* programsIn(entry, "named");
  for (const folder of binFolders(entry)) yield* programsIn(folder, "named");
}

function* binFolders(root: string): Generator<string> {
  let level = [root];
  let folderCount = 0;
  for (let depth = 1; depth <= NAMED_FOLDER_LEVELS; depth++) {
    const next: string[] = [];
    for (const folder of level) {
      for (const name of namesIn(folder)) {
        const path = join(folder, name);
        if (name === "shims" || statOf(path)?.isDirectory !== true) continue;
        if (++folderCount > NAMED_FOLDERS_MAX) return;
        if (name === "bin") yield path;
        else next.push(path);
      }
    }
    level = next;
  }
}

/** Folders of version managers, `*` standing for any one name. PATH tells of managers in odd places. */
function managerFolders(
  environment: Readonly<Record<string, string>>,
  path: readonly string[],
): [pattern: string, source: InterpreterSource][] {
  const home = environment["HOME"] ?? "";
  const data = environment["XDG_DATA_HOME"] ?? join(home, ".local/share");
  const pyenv = environment["PYENV_ROOT"] ?? join(home, ".pyenv");
  const shimRoots = path.filter((folder) => basename(folder) === "shims").map(dirname);
  const uv = environment["UV_PYTHON_INSTALL_DIR"] ?? join(data, "uv/python");
  return [
    [join(pyenv, "versions/*/bin"), "pyenv"],
    ...shimRoots.flatMap((root): [string, InterpreterSource][] => [
      [join(root, "versions/*/bin"), "pyenv"],
      [join(root, "installs/python/*/bin"), "manager"],
    ]),
    [join(uv, "*/bin"), "uv"],
    [join(environment["ASDF_DATA_DIR"] ?? join(home, ".asdf"), "installs/python/*/bin"), "manager"],
    [join(environment["MISE_DATA_DIR"] ?? join(data, "mise"), "installs/python/*/bin"), "manager"],
    ["/Library/Frameworks/Python.framework/Versions/*/bin", "manager"],
    ["/Library/Frameworks/PythonT.framework/Versions/*/bin", "manager"],
  ];
}

function expand(pattern: string): string[] {
  const [before, after] = pattern.split("*");
  if (before === undefined || after === undefined) return [pattern];
  return namesIn(before).map((name) => join(before, name, after));
}

function programsIn(folder: string, source: InterpreterSource): Place[] {
  return namesIn(folder)
    .filter((name) => INTERPRETER_NAME.test(name))
    .map((name) => ({ path: join(folder, name), source }));
}

function inspectPlace({ path, source }: Place, os: string): Candidate | RejectedCandidate | null {
  const isNamed = source === "named";
  const reject = (
    rejection: RejectedCandidate["rejection"],
    reason: string,
  ): RejectedCandidate => ({
    kind: "rejected",
    path,
    source,
    rejection,
    reason,
  });
  const stat = statOf(path);
  if (stat === null) return isNamed ? reject("not_found", "there is no such file") : null;
  if (!stat.isFile) return isNamed ? reject("cannot_start", "it is not a program file") : null;
  // A manager's shim starts another interpreter depending on the folder it is started in.
  if (!isNamed && basename(dirname(path)) === "shims") {
    return reject(
      "shim",
      "a version manager's shim, not an interpreter; its versions are searched instead",
    );
  }
  if (!isNamed && os === "darwin" && path === "/usr/bin/python3") {
    return reject("stub", "may open an installer window; name it in PROBEBOOK_PYTHONS to use it");
  }
  const realPath = realPathOf(path);
  if (realPath === null) return reject("cannot_start", "its link cannot be followed");
  if (!isNamed && !basename(realPath).startsWith("py")) {
    return reject("shim", `a link to "${basename(realPath)}", not to an interpreter`);
  }
  return { kind: "candidate", path, realPath, source };
}

/** Two names of one file (hard links too) are one program. */
function fileIdentity(path: string): string {
  const stat = statOf(path);
  return stat?.ino === undefined || stat.ino === null ? path : `${stat.dev}:${stat.ino}`;
}

function splitPath(value: string | undefined): string[] {
  return (value ?? "").split(":").filter((part) => part !== "");
}

function namesIn(folder: string): string[] {
  try {
    return [...Deno.readDirSync(folder)].map((entry) => entry.name).sort();
  } catch {
    // A folder that is not there or may not be read holds no interpreter for us.
    return [];
  }
}

function statOf(path: string): Deno.FileInfo | null {
  try {
    return Deno.statSync(path);
  } catch {
    // Missing or not readable: the caller decides what that means at this place.
    return null;
  }
}

function realPathOf(path: string): string | null {
  try {
    return Deno.realPathSync(path);
  } catch {
    return null;
  }
}

/** Where interpreters lie on Linux and macOS, manager by manager. Only looks into folders. */

import { basename, dirname, isAbsolute, join, resolve } from "@std/path";
import { listAdded } from "./add/added.ts";
import { foldersIn, listFolder, realPathOf, statOf } from "./files.ts";
import type { InterpreterSource } from "./interpreter.ts";

/** What the search needs to know of its surroundings. */
export interface SearchOptions {
  /** The environment variables to read: PATH, HOME, PROBEBOOK_PYTHONS and the managers' own. */
  readonly environment: Readonly<Record<string, string>>;
  readonly os: string;
  /** Stands before the folders that are the same on every machine; a test brings a tree of its own. */
  readonly root?: string;
}

/** A path to look at: a program, or a folder that may not be read. */
export interface Place {
  readonly path: string;
  readonly source: InterpreterSource;
  readonly isUnreadableFolder?: boolean;
}

/** How deep `bin` folders are looked for inside a folder of PROBEBOOK_PYTHONS. */
const NAMED_FOLDER_LEVELS = 3;

/** Folders looked at inside one folder of PROBEBOOK_PYTHONS: a home folder given by mistake ends here. */
const NAMED_FOLDERS_MAX = 5000;

/**
 * `python`, `python3`, `python3.14`, `python3.14t`, `python3.13d`, and as Ubuntu and Fedora call their variants
 * `python3.14-nogil`, `python3.13-dbg`, `python3.13-debug`; not `python3-config`.
 */
const INTERPRETER_NAME = /^python(?:3(?:\.\d+)?[td]{0,2}(?:-nogil|-dbg|-debug)?)?$/;

/** All places in the order in which they count: of two names for one program the first is kept. */
export function* searchPlaces(options: SearchOptions): Generator<Place> {
  const { environment, os, root = "/" } = options;
  for (const entry of splitPath(environment["PROBEBOOK_PYTHONS"])) {
    yield* namedPlaces(resolve(entry));
  }
  if (environment["PROBEBOOK_PYTHONS_ONLY"] === "1") return;
  // A relative folder in PATH, or a missing HOME, would make the answer depend on where we stand.
  const path = splitPath(environment["PATH"]).filter(isAbsolute);
  const known = [
    ...managerFolders(environment, path),
    ...condaFolders(options),
    ...machineFolders(os).map((folder): Folder => [join(root, folder), "manager"]),
  ];
  for (const [pattern, source] of known) {
    if (!isAbsolute(pattern)) continue;
    for (const folder of expand(pattern)) yield* programsIn(folder, source);
  }
  for (const { program } of listAdded(environment)) yield { path: program, source: "manager" };
  const system = ["/usr/local/bin", "/usr/bin"].map((folder) => join(root, folder));
  const seen = new Set<string>();
  for (const folder of [...path, ...system]) {
    // Often two names of one folder, and a large one: /bin and /usr/bin.
    const realPath = realPathOf(folder);
    if (realPath === null || seen.has(realPath)) continue;
    seen.add(realPath);
    yield* programsIn(folder, path.includes(folder) ? "PATH" : "system");
  }
}

/** A folder with programs; one `*` in it stands for any part of one name. */
type Folder = readonly [pattern: string, source: InterpreterSource];

/** Folders of version managers. PATH tells of managers in odd places. */
function managerFolders(
  environment: Readonly<Record<string, string>>,
  path: readonly string[],
): Folder[] {
  const home = environment["HOME"] ?? "";
  const data = environment["XDG_DATA_HOME"] ?? join(home, ".local/share");
  const shimRoots = path.filter((folder) => basename(folder) === "shims").map(dirname);
  const roots = (variable: string, usual: string) => [environment[variable] ?? usual, ...shimRoots];
  return [
    ...roots("PYENV_ROOT", join(home, ".pyenv")).map((root): Folder => [
      join(root, "versions/*/bin"),
      "pyenv",
    ]),
    [join(environment["UV_PYTHON_INSTALL_DIR"] ?? join(data, "uv/python"), "*/bin"), "uv"],
    ...[
      ...roots("ASDF_DATA_DIR", join(home, ".asdf")),
      environment["MISE_DATA_DIR"] ?? join(data, "mise"),
    ].map((root): Folder => [join(root, "installs/python/*/bin"), "manager"]),
    [join(environment["PIXI_HOME"] ?? join(home, ".pixi"), "envs/*/bin"), "manager"],
  ];
}

/** What conda's, mamba's and their smaller kin's installers are called. */
const CONDA_BASES = ["miniconda3", "anaconda3", "miniforge3", "mambaforge", "micromamba", "conda"];

function condaBases(folder: string): string[] {
  if (!isAbsolute(folder)) return [];
  // Each by its name: a cell may not list a home folder.
  const bases = CONDA_BASES.map((name) => join(folder, name));
  return bases.filter((base) => statOf(base)?.isDirectory === true);
}

/** Prefixes of conda: each that was ever made stands in one file, and environments lie beside their base. */
function condaFolders({ environment, root = "/" }: SearchOptions): Folder[] {
  const home = environment["HOME"] ?? "";
  const program = environment["CONDA_EXE"];
  const bases = [
    ...[home, join(root, "opt")].flatMap(condaBases),
    join(home, ".local/share/mamba"),
    ...(program === undefined ? [] : [dirname(dirname(program))]),
    ...["MAMBA_ROOT_PREFIX", "CONDA_PREFIX"].flatMap((name) => environment[name] ?? []),
  ];
  const listed = isAbsolute(home) ? linesOf(join(home, ".conda/environments.txt")) : [];
  const prefixes = [
    ...listed,
    ...bases.flatMap((base) => [base, join(base, "envs/*")]),
    join(home, ".conda/envs/*"),
  ];
  return prefixes.map((prefix) => [join(prefix, "bin"), "manager"]);
}

/** Folders that are the same on every machine with that system. */
function machineFolders(os: string): string[] {
  const brew = (prefix: string) => [
    `${prefix}/opt/python@*/bin`,
    `${prefix}/opt/python-freethreading/bin`,
  ];
  const others = ["/opt/python*/bin", "/opt/python/*/bin"];
  if (os !== "darwin") return [...brew("/home/linuxbrew/.linuxbrew"), ...others];
  const frameworks = [
    "/Library/Frameworks/Python.framework",
    // The free-threaded installer of python.org.
    "/Library/Frameworks/PythonT.framework",
    "/opt/local/Library/Frameworks/Python.framework",
    // What the stub in /usr/bin would start, once it is installed.
    "/Library/Developer/CommandLineTools/Library/Frameworks/Python3.framework",
  ];
  return [
    ...brew("/opt/homebrew"),
    ...brew("/usr/local"),
    ...frameworks.map((framework) => `${framework}/Versions/*/bin`),
    "/opt/homebrew/bin",
    "/opt/local/bin",
    "/opt/homebrew/Caskroom/*/base/bin",
    "/opt/homebrew/Caskroom/miniconda/base/envs/*/bin",
    "/opt/homebrew/Caskroom/miniforge/base/envs/*/bin",
    ...others,
  ];
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
      for (const name of foldersIn(folder)) {
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

function expand(pattern: string): string[] {
  const star = pattern.indexOf("*");
  if (star === -1) return [pattern];
  const folder = dirname(pattern.slice(0, star + 1));
  const begin = basename(pattern.slice(0, star + 1)).replace("*", "");
  return foldersIn(folder)
    .filter((name) => name.startsWith(begin))
    .map((name) => join(folder, name + pattern.slice(star + 1)));
}

function programsIn(folder: string, source: InterpreterSource): Place[] {
  const { entries, isForbidden } = listFolder(folder);
  if (isForbidden) return [{ path: folder, source, isUnreadableFolder: true }];
  const names = entries.map(({ name }) => name).filter((name) => INTERPRETER_NAME.test(name));
  return names.sort().map((name) => ({ path: join(folder, name), source }));
}

function splitPath(value: string | undefined): string[] {
  return (value ?? "").split(":").filter((part) => part !== "");
}

function linesOf(path: string): string[] {
  try {
    return Deno.readTextFileSync(path).split("\n").map((line) => line.trim()).filter(isAbsolute);
  } catch {
    // conda is not used here.
    return [];
  }
}

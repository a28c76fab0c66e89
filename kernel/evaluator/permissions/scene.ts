/** Looks at the machine for what the rules need. Synchronous: a start of the kernel waits for it. */

import { partEnvironment } from "./environment.ts";
import { folderOf, type Scene } from "./grants.ts";
import { KNOWN_PYTHONS_FILE, type KnownPython, parseKnownPythons } from "./known_pythons.ts";

/** The machine as this reads it. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string>>;
  readonly os: string;
  readonly checkout: string;
}

/** Where the notebook is. */
export interface Notebook {
  readonly folder: string;
  /** The folder of the nearest configuration of Deno's; null without one. */
  readonly configFolder: string | null;
}

/** A scene, and the environment that goes with it. */
export interface Sight {
  readonly scene: Scene;
  readonly environment: Record<string, string>;
}

/** Looks. The list of CPythons is given, because making it takes long. */
export function lookAround(
  notebook: Notebook,
  { surroundings, listed }: { surroundings: Surroundings; listed: readonly KnownPython[] },
): Sight {
  const { environment, os, checkout } = surroundings;
  const { given, withheld } = partEnvironment(environment);
  const folder = realPath(notebook.folder);
  const home = absoluteOr(environment["HOME"]);
  const project = projectOf(folder, { configFolder: notebook.configFolder, home });
  const caches = cacheFolder({ environment, os, home });
  const scene: Scene = {
    folder,
    project,
    checkout: realPath(checkout),
    home,
    temporary: bothNames(absoluteOr(environment["TMPDIR"]) ?? "/tmp"),
    denoCache: absoluteOr(environment["DENO_DIR"]) ?? caches.deno,
    userCache: caches.ours,
    store: absoluteOr(environment["PROBEBOOK_STORE"]),
    pythons: pythonsOf(environment, listed),
    environments: environmentsIn(folder === project ? [folder] : [folder, project]),
    searched: searchedFolders({ environment, os, home }),
    jupyter: jupyterFolders(environment),
    withheld,
    aiHost: hostOf(environment["PROBEBOOK_AI_URL"]),
  };
  return { scene, environment: given };
}

/** The list of a checkout; null where there is none. */
export function readKnownPythons(checkout: string): KnownPython[] | null {
  try {
    return parseKnownPythons(Deno.readTextFileSync(`${checkout}/${KNOWN_PYTHONS_FILE}`));
  } catch {
    // No lab was set up here.
    return null;
  }
}

/** What tells a learner's working copy. */
const COPIES = ".probebook/copies.json";

/** What tells a course of nbgrader, where solutions and what others handed in lie beside a notebook. */
const COURSE = "nbgrader_config.py";

function projectOf(
  folder: string,
  { configFolder, home }: { configFolder: string | null; home: string | null },
): string {
  for (let above = folder;; above = folderOf(above)) {
    if (isThere(`${above}/${COURSE}`)) return folder;
    if (isThere(`${above}/${COPIES}`)) return above;
    // A configuration there is about all that a user has: no project reaches so far.
    if (above === "/" || above === "" || above === home) return folder;
    if (above === configFolder) return above;
  }
}

/** Folders with our own and Deno's caches, as their makers choose them. */
function cacheFolder(
  { environment, os, home }: Pick<Surroundings, "environment" | "os"> & { home: string | null },
): { deno: string | null; ours: string | null } {
  const named = absoluteOr(environment["XDG_CACHE_HOME"]);
  const usual = home === null ? null : `${home}/.cache`;
  const ours = named ?? usual;
  const deno = os === "darwin" ? (home === null ? null : `${home}/Library/Caches`) : ours;
  return {
    deno: deno === null ? null : `${deno}/deno`,
    ours: ours === null ? null : `${ours}/probebook`,
  };
}

/** As Jupyter's own variables name them; where they are by default is among the rules. */
function jupyterFolders(environment: Surroundings["environment"]): string[] {
  const named: [variable: string, below: string][] = [
    ["JUPYTER_RUNTIME_DIR", ""],
    ["JUPYTER_CONFIG_DIR", ""],
    ["JUPYTER_DATA_DIR", "/runtime"],
    ["XDG_DATA_HOME", "/jupyter/runtime"],
  ];
  return named.flatMap(([variable, below]) => {
    const folder = absoluteOr(environment[variable]);
    return folder === null ? [] : bothNames(`${folder}${below}`);
  });
}

/** Folders of version managers below the home folder; `discoverInterpreters()` looks into them. */
const MANAGERS = [
  ".pyenv",
  ".local/share/uv/python",
  ".asdf",
  ".local/share/mise",
  ".pixi/envs",
  ".conda",
  ".local/share/mamba",
  "miniconda3",
  "anaconda3",
  "miniforge3",
  "mambaforge",
  "micromamba",
  "conda",
];

/** The same in the environment. */
const MANAGER_VARIABLES = [
  "PYENV_ROOT",
  "UV_PYTHON_INSTALL_DIR",
  "ASDF_DATA_DIR",
  "MISE_DATA_DIR",
  "PIXI_HOME",
  "MAMBA_ROOT_PREFIX",
  "CONDA_PREFIX",
];

/** The same on every machine of a system. */
const MACHINE_FOLDERS: Readonly<Record<string, readonly string[]>> = {
  linux: ["/usr/bin", "/usr/local/bin", "/opt", "/home/linuxbrew/.linuxbrew/opt"],
  darwin: [
    "/usr/bin",
    "/usr/local",
    "/opt",
    "/Library/Frameworks/Python.framework",
    "/Library/Frameworks/PythonT.framework",
    "/Library/Developer/CommandLineTools/Library/Frameworks/Python3.framework",
  ],
};

function searchedFolders(
  { environment, os, home }: Pick<Surroundings, "environment" | "os"> & { home: string | null },
): string[] {
  const conda = absoluteOr(environment["CONDA_EXE"]);
  return [
    ...pathList(environment["PATH"]),
    ...(home === null ? [] : MANAGERS.map((name) => `${home}/${name}`)),
    ...MANAGER_VARIABLES.flatMap((name) => absoluteOr(environment[name]) ?? []),
    ...(conda === null ? [] : [folderOf(folderOf(conda))]),
    ...pathList(environment["PROBEBOOK_PYTHONS"]),
    ...MACHINE_FOLDERS[os] ?? [],
  ].filter((folder) => folder !== "/" && folder !== home);
}

function pythonsOf(
  environment: Readonly<Record<string, string>>,
  listed: readonly KnownPython[],
): KnownPython[] {
  const named = pathList(environment["PROBEBOOK_PYTHONS"]).flatMap((path) => pythonsAt(path));
  const all = environment["PROBEBOOK_PYTHONS_ONLY"] === "1" ? named : [...named, ...listed];
  return all.map(({ executable, prefixes }) => ({
    executable,
    prefixes: prefixes.flatMap(bothNames),
  })).flatMap((python) => {
    const real = realPath(python.executable);
    return real === python.executable ? [python] : [python, { ...python, executable: real }];
  });
}

/** How deep `bin` folders are looked for in a folder that is named, as `discoverInterpreters()` does. */
const NAMED_LEVELS = 3;

const PROGRAM = /^python3?(?:\.\d+[td]{0,2})?$/;

/** A program that is named, or those in a folder. */
function pythonsAt(path: string, levels = NAMED_LEVELS): KnownPython[] {
  const names = namesIn(path);
  if (names === null) {
    return [{ executable: path, prefixes: [folderOf(folderOf(path))] }];
  }
  const own = names.filter(({ name, isDirectory }) => !isDirectory && PROGRAM.test(name));
  const found = own.map(({ name }): KnownPython => ({
    executable: `${path}/${name}`,
    prefixes: [folderOf(path)],
  }));
  if (levels === 0) return found;
  const below = names.filter(({ name, isDirectory, isSymlink }) =>
    (isDirectory || isSymlink) && name !== "shims"
  );
  return [
    ...found,
    ...below.flatMap(({ name }) =>
      namesIn(`${path}/${name}`) === null ? [] : pythonsAt(`${path}/${name}`, levels - 1)
    ),
  ];
}

/** Environments that lie in a project, whatever they are called. */
function environmentsIn(folders: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    (namesIn(folder) ?? [])
      .filter(({ name, isDirectory }) => isDirectory && isThere(`${folder}/${name}/pyvenv.cfg`))
      .map(({ name }) => `${folder}/${name}`)
  );
}

/** Null where there is no folder that can be read. */
function namesIn(folder: string): Deno.DirEntry[] | null {
  try {
    return [...Deno.readDirSync(folder)];
  } catch {
    // Not there, not ours to read, or no folder.
    return null;
  }
}

function isThere(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

/** A path under its own name and, behind links, its real one: Deno compares names. */
function bothNames(path: string): string[] {
  const real = realPath(path);
  return real === path ? [path] : [path, real];
}

function realPath(path: string): string {
  try {
    return Deno.realPathSync(path);
  } catch {
    // Not there yet.
    return path;
  }
}

function pathList(value: string | undefined): string[] {
  return (value ?? "").split(":").filter((part) => part.startsWith("/"))
    .map((part) => part === "/" ? part : part.replace(/\/+$/, ""));
}

function absoluteOr(value: string | undefined): string | null {
  return value !== undefined && value.startsWith("/") && value !== "/"
    ? value.replace(/\/+$/, "")
    : null;
}

function hostOf(address: string | undefined): string | null {
  if (address === undefined || !URL.canParse(address)) return null;
  const { hostname, port, protocol } = new URL(address);
  return hostname === "" ? null : `${hostname}:${port || (protocol === "http:" ? 80 : 443)}`;
}

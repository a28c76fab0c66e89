/** The rules: what cells may do by default. Pure; `scene.ts` looks at the machine. */

import type { KnownPython } from "./known_pythons.ts";

/** What a process may do. Paths are absolute. */
export interface Grants {
  readonly read: readonly string[];
  readonly write: readonly string[];
  readonly denyRead: readonly string[];
  readonly denyWrite: readonly string[];
  /** Programs, by their paths or by names that PATH decides. */
  readonly run: readonly string[];
  /** Hosts with their ports. */
  readonly net: readonly string[];
  /** "all" means all that the process was given, which is not all that there is. */
  readonly env: "all" | readonly string[];
  readonly denyEnv: readonly string[];
  readonly sys: "all" | readonly string[];
  /** Hosts that modules may not come from; without any, those that Deno trusts by itself. */
  readonly denyImport: "all" | readonly string[];
}

/** What the rules are applied to. */
export interface Scene {
  /** The notebook's folder. */
  readonly folder: string;
  /** Folder of the nearest configuration or working copy at or above that; else the folder itself. */
  readonly project: string;
  readonly checkout: string;
  readonly home: string | null;
  /** Names of the folder for temporary files. */
  readonly temporary: readonly string[];
  /** Deno's own cache. */
  readonly denoCache: string | null;
  /** Where our packages and CPythons are kept for the user. */
  readonly userCache: string | null;
  /** The record, where another file than the project's is named. */
  readonly store: string | null;
  readonly pythons: readonly KnownPython[];
  /** Environments in the project: their folders. */
  readonly environments: readonly string[];
  /** Where interpreters are looked for. */
  readonly searched: readonly string[];
  /** Where Jupyter keeps tokens and keys of kernels, as far as its variables say. */
  readonly jupyter: readonly string[];
  /** Variables that cells are not given. */
  readonly withheld: readonly string[];
  readonly aiHost: string | null;
}

/** What lies in a checkout of ours; notebooks may lie there too, and write beside themselves. */
const OUR_OWN = [
  ".ci",
  ".docs",
  ".git",
  ".github",
  ".lab",
  "kernel",
  "notebooks/data",
  "notebooks/tools",
  "notebooks/workbook",
  "probes",
  "tests",
  "README.md",
  "package.json",
];

/**
 * What cells read of a checkout. Not all of it: our notebooks have solutions, and a course may be kept
 * there, with what others handed in.
 */
const OUR_READ = [
  ".cache",
  ".lab",
  "deno.json",
  "kernel",
  "notebooks/data",
  "notebooks/tools",
  "notebooks/workbook",
  "probes",
];

/** Jupyter's settings of our lab, with the server's token and the keys of kernels. */
const OUR_SECRETS = ".lab/jupyter";

/** What a home folder keeps of keys and tokens; notebooks may lie in the home folder itself. */
const HOME_SECRETS = [
  ".ssh",
  ".gnupg",
  ".aws",
  ".azure",
  ".kube",
  ".docker",
  ".netrc",
  ".git-credentials",
  ".npmrc",
  ".pypirc",
  ".password-store",
  ".config/gcloud",
  ".config/gh",
  ".config/git",
  ".jupyter",
  // What cells were run before, in other notebooks too.
  ".local/share/jupyter/probebook",
  ".local/share/jupyter/runtime",
  ".local/share/keyrings",
  ".mozilla",
  "Library/Jupyter/probebook",
  "Library/Jupyter/runtime",
  "Library/Keychains",
];

/**
 * What other programs run or obey whose home folder this is: shells, git, IPython, Jupyter. The first
 * three hold keys, too, and would show them under another name.
 */
const HOME_PROGRAMS = [
  ".config",
  ".local",
  "Library",
  ".bash_login",
  ".bash_logout",
  ".bash_profile",
  ".bashrc",
  ".gitconfig",
  ".ipython",
  ".profile",
  ".zlogin",
  ".zprofile",
  ".zshenv",
  ".zshrc",
  "bin",
];

/** Git runs what stands in there, for everyone who asks for the state of a project. */
const GIT = ".git";

/** Files that decide what cells may do, the last by telling where their project begins. */
const CONFIGURATIONS = ["deno.json", "deno.jsonc", ".probebook/copies.json"];

/** A program's usual names, besides its own. */
const PYTHON_NAMES = ["python", "python3"];

/** Environments that are made while a kernel runs can be used at once under these names. Chosen: what their makers use. */
const ENVIRONMENT_NAMES = [".venv", "venv", ".env", "env"];

/** Opened anew for pipes that this process has made; Deno looks whether it is one. */
const OWN_PIPES = "/proc/self/fd";

/** The default permissions of cells. */
export function defaultGrants(scene: Scene): Grants {
  const { folder, project, checkout, temporary, userCache, store } = scene;
  const own = project === checkout ? [folder] : [project, folder];
  const denied = deniedPaths(scene);
  return {
    read: unique([
      ...OUR_READ.map((name) => `${checkout}/${name}`),
      ...own,
      // A report in one of our notebooks is about all of them.
      ...(isWithin(folder, `${checkout}/notebooks`) ? [`${checkout}/notebooks`] : []),
      `${project}/.probebook`,
      ...temporary,
      ...present(scene.denoCache, userCache, store),
      ...scene.pythons.flatMap(({ prefixes }) => prefixes),
      ...scene.searched,
      // Tells the record of measurements whether it was made on this machine, for the command line too.
      "/etc/machine-id",
      "/dev/null",
    ]),
    write: unique([
      ...own,
      // A report in one of our notebooks is about all of them.
      ...(isWithin(folder, `${checkout}/notebooks`) ? [`${checkout}/notebooks`] : []),
      `${project}/.probebook`,
      ...temporary,
      ...(userCache === null ? [] : [`${userCache}/packages`]),
      // Beside it lie its journal and what CPythons answered.
      ...(store === null ? [] : [folderOf(store)]),
      OWN_PIPES,
      "/dev/null",
    ]),
    denyRead: denied.read,
    denyWrite: denied.write,
    run: unique([
      ...PYTHON_NAMES,
      // The lab's own has pip, which fetches packages of benchmarks.
      `${checkout}/.lab/python/bin/python`,
      ...scene.pythons.flatMap(({ executable }) => programNames(executable)),
      ...[
        ...[...new Set([folder, project])].flatMap((above) =>
          ENVIRONMENT_NAMES.map((name) => `${above}/${name}`)
        ),
        ...scene.environments,
      ].flatMap((environment) => environmentPrograms(environment, scene.pythons)),
    ]),
    net: present(scene.aiHost),
    env: "all",
    denyEnv: scene.withheld,
    sys: "all",
    denyImport: [],
  };
}

/** What stays refused in folders that cells may use otherwise. */
function deniedPaths(
  { folder, project, checkout, home, jupyter }: Scene,
): { read: string[]; write: string[] } {
  const inHome = (names: readonly string[]) =>
    home === null ? [] : names.map((name) => `${home}/${name}`);
  // A notebook may lie in one of these folders itself.
  const isElsewhere = (path: string) => !isWithin(folder, path);
  const secrets = [...inHome(HOME_SECRETS), ...jupyter.filter(isElsewhere)];
  return {
    read: unique([`${checkout}/${OUR_SECRETS}`, ...secrets]),
    write: unique([
      ...OUR_OWN.map((name) => `${checkout}/${name}`),
      ...[...foldersBetween(project, folder), checkout].flatMap((above) =>
        [...CONFIGURATIONS, GIT].map((name) => `${above}/${name}`)
      ),
      ...secrets,
      ...inHome(HOME_PROGRAMS).filter(isElsewhere),
    ]),
  };
}

function isWithin(path: string, folder: string): boolean {
  return `${path}/`.startsWith(`${folder}/`);
}

/** A program and the usual names beside it: which of them a name stands for is the machine's. */
function programNames(executable: string): string[] {
  const folder = folderOf(executable);
  return [executable, ...PYTHON_NAMES.map((name) => `${folder}/${name}`)];
}

/** An environment made from any of the CPythons. */
function environmentPrograms(environment: string, pythons: readonly KnownPython[]): string[] {
  const versioned = pythons.flatMap(({ executable }) =>
    /^python3\.\d+t?$/.exec(executable.slice(executable.lastIndexOf("/") + 1)) ?? []
  );
  return [...PYTHON_NAMES, ...versioned].map((name) => `${environment}/bin/${name}`);
}

/** The folders from the outer one down to the inner one, both included. */
function foldersBetween(outer: string, inner: string): string[] {
  const folders = [inner];
  for (let above = inner; above !== outer && above.startsWith(outer) && above !== "/";) {
    above = folderOf(above);
    folders.push(above);
  }
  return folders;
}

/** The folder that a path lies in. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 1));
}

function present(...paths: (string | null)[]): string[] {
  return paths.filter((path) => path !== null);
}

function unique(paths: readonly string[]): string[] {
  return [...new Set(paths)];
}

/**
 * Files that were edited since a cell imported them, also through other files: importing one again
 * reads it again, under an address of its own. Runs in the child process.
 */

import { Array, Deno, Map, Set, String, URL } from "./primordials.ts";

/** What a cell imports, as its files are now. */
export interface ModuleVersions {
  /**
   * Calls `load` with the address of the file as it is now: the specifier itself the first time,
   * and for what is no file. Specifiers are addresses or names of the import map.
   */
  load<T>(specifier: string, load: (name: string) => Promise<T>): Promise<T>;
}

/** Files looked through behind one import; a larger program is known by its first file. Chosen. */
const FILES_MAX = 200;

/** Larger files are data mostly, and take long to look through. Chosen. */
const TEXT_LENGTH_MAX = 1_000_000;

/** What the versions need of their surroundings. */
export interface ModuleVersionsOptions {
  /** Folders whose files are none of the learner's; they are not looked into. */
  readonly foreign?: readonly string[];
  /** `import.meta.resolve()` of a module in the notebook's folder. */
  readonly resolver?: Resolver;
}

/** The address that a specifier stands for; throws for what the import map does not know. */
export type Resolver = (specifier: string) => string;

/** Remembers what was imported. */
export function createModuleVersions(
  { foreign = [], resolver = (name) => import.meta.resolve(name) }: ModuleVersionsOptions = {},
): ModuleVersions {
  /** What each file consisted of when it was loaded, and how it was called then. */
  const loaded = new Map<string, { readonly state: string; readonly name: string }>();
  let changeCount = 0;
  const nameOf = (url: string) => loaded.get(url)?.name ?? url;

  /** Notes how the files are now; tells whether any that the first one imports has a new name. */
  function note(files: ReadonlyMap<string, LocalFile>): boolean {
    const states = Array.from(files.keys(), (file) => ({ file, state: stateOf(file, files) }));
    const changed = states.filter(({ file, state }) =>
      loaded.has(file) && loaded.get(file)?.state !== state
    );
    if (changed.length > 0) changeCount += 1;
    for (const { file, state } of states) {
      loaded.set(file, { state, name: nameOf(file) });
    }
    for (const { file, state } of changed) {
      loaded.set(file, { state, name: withQuery(file, `changed=${changeCount}`) });
    }
    return states.slice(1).some(({ file }) => nameOf(file) !== file);
  }

  return {
    async load(specifier, load) {
      const url = fileUrl(specifier, { resolver });
      const isOwn = url !== null && (url === specifier || !isBelow(url, foreign));
      if (!isOwn) return await load(specifier);
      const areNamed = note(filesBehind(url, { foreign, resolver }));
      const name = nameOf(url) === url ? specifier : nameOf(url);
      if (!areNamed) return await load(name);
      const unhook = await hookImports({ nameOf, resolver });
      try {
        return await load(name);
      } finally {
        unhook();
      }
    },
  };
}

/**
 * Lets what a file imports be found by its present name. Only meanwhile: Deno finds no package by
 * its name in the import map where there is such a hook (2.9.6).
 */
async function hookImports(
  { nameOf, resolver }: { nameOf: (url: string) => string; resolver: Resolver },
): Promise<() => void> {
  const { registerHooks } = await import("node:module");
  const hooks = registerHooks({
    resolve(specifier, context, nextResolve) {
      const mapped = /^[\w@]/.test(specifier) && !SCHEME.test(specifier)
        ? resolved(specifier, resolver)
        : null;
      if (mapped !== null && !isPackageFile(context.parentURL)) {
        return { url: nameOf(mapped), shortCircuit: true };
      }
      const next = nextResolve(specifier, context);
      return { ...next, url: nameOf(next.url) };
    },
  });
  return () => hooks.deregister();
}

const SCHEME = /^[a-z][a-z0-9+.-]*:/;

/** Files of packages find others by the rules of packages. */
function isPackageFile(url: string | undefined): boolean {
  return url === undefined || /\/(?:npm|node_modules)\//.test(url);
}

function resolved(specifier: string, resolver: Resolver): string | null {
  try {
    return resolver(specifier);
  } catch {
    // Not in the import map: Deno may know it otherwise.
    return null;
  }
}

/** A file and the files that it imports itself. */
interface LocalFile {
  readonly changeTime: string;
  readonly imports: readonly string[];
}

/** The file, which comes first, and all that it imports, of the learner's files. */
function filesBehind(
  url: string,
  { foreign, resolver }: Required<ModuleVersionsOptions>,
): Map<string, LocalFile> {
  const files = new Map<string, LocalFile>();
  const pending = [url];
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    if (files.has(file)) continue;
    const imports = isBelow(file, foreign) || files.size >= FILES_MAX
      ? []
      : importsOf(file, resolver);
    files.set(file, { changeTime: changeTime(file), imports });
    pending.push(...imports);
  }
  return files;
}

/** All that the file consists of: it and what it imports, with the times of their last change. */
function stateOf(url: string, files: ReadonlyMap<string, LocalFile>): string {
  const seen = new Set([url]);
  // A set that grows while it is walked: files may import each other.
  for (const file of seen) {
    for (const imported of files.get(file)?.imports ?? []) seen.add(imported);
  }
  return Array.from(seen, (file) => `${file} ${files.get(file)?.changeTime ?? ""}`).sort().join();
}

const SCRIPT = /\.[cm]?[jt]sx?$/;

// Also finds what stands in comments and texts, which is looked at for nothing.
const SPECIFIER = /\b(?:from|import)\s*\(?\s*(["'])([^"'\n]+)\1/g;

function importsOf(url: string, resolver: Resolver): string[] {
  const { pathname } = new URL(url);
  const text = SCRIPT.test(pathname) ? readText(url) : "";
  const urls = Array.from(
    text.matchAll(SPECIFIER),
    ([, , specifier = ""]) => fileUrl(specifier, { from: url, resolver }),
  );
  return urls.filter((found) => found !== null);
}

function isBelow(url: string, folders: readonly string[]): boolean {
  return folders.some((folder) => url.startsWith(folder));
}

/** The address of a file; null for what is none, of which the import itself says what it is. */
function fileUrl(
  specifier: string,
  { from, resolver }: { readonly from?: string; readonly resolver: Resolver },
): string | null {
  try {
    const url = /^(?:\.{0,2}\/|file:)/.test(specifier)
      ? new URL(specifier, from).href
      : resolver(specifier);
    return url.startsWith("file:") ? url : null;
  } catch {
    return null;
  }
}

function readText(url: string): string {
  try {
    return Deno.readTextFileSync(new URL(url)).slice(0, TEXT_LENGTH_MAX);
  } catch {
    // A missing or unreadable file: the import itself says so, in better words.
    return "";
  }
}

function changeTime(url: string): string {
  try {
    return String(Deno.statSync(new URL(url)).mtime?.getTime() ?? "");
  } catch {
    // As above.
    return "";
  }
}

function withQuery(url: string, query: string): string {
  return `${url}${url.includes("?") ? "&" : "?"}${query}`;
}

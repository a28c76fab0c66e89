/** Import specifiers that fit what is typed: built-in modules and files of the notebook's folder. */

import type { Name } from "./completion.ts";

/** Most entries of a folder that are offered. Chosen: nobody scrolls further. */
const ENTRIES_MAX = 500;

/** Specifiers that start with what is typed; empty when the folder cannot be read. */
export async function specifiersFor(typed: string, directory: string): Promise<Name[]> {
  const names = /^\.{1,2}\//.test(typed)
    ? await fileSpecifiers(typed, directory)
    : typed === "" || "node:".startsWith(typed) || typed.startsWith("node:")
    ? await builtInSpecifiers()
    : [];
  return names.filter((name) => name.startsWith(typed)).map((name) => ({ name, type: "module" }));
}

async function builtInSpecifiers(): Promise<string[]> {
  const { builtinModules } = await import("node:module");
  return builtinModules
    .filter((name) => !name.startsWith("_"))
    .map((name) => name.startsWith("node:") ? name : `node:${name}`)
    .sort();
}

const IMPORTABLE = /\.(?:[mc]?[jt]s|[jt]sx|json|wasm)$/;

async function fileSpecifiers(typed: string, directory: string): Promise<string[]> {
  const folder = typed.slice(0, typed.lastIndexOf("/") + 1);
  const names: string[] = [];
  try {
    for await (const entry of Deno.readDir(`${directory}/${folder}`)) {
      if (names.length >= ENTRIES_MAX) break;
      if (entry.name.startsWith(".")) continue;
      if (entry.isDirectory) names.push(`${folder}${entry.name}/`);
      else if (IMPORTABLE.test(entry.name)) names.push(`${folder}${entry.name}`);
    }
  } catch {
    // No such folder, or not ours to read: nothing to offer.
  }
  return names.sort();
}

/** The notebooks of a working copy: its top folder and those one level below it. */

import { join } from "node:path";
import { reasonOf } from "../exercises/answers.ts";
import { readSavedNotebook, type SavedNotebook } from "./read_notebook.ts";

/** One notebook's file. */
export type NotebookFile =
  & {
    /** Relative to the top folder, for example `lesson/01_overview.ipynb`. */
    readonly path: string;
    /** The folder that it lies in, relative as well; empty for the top folder. */
    readonly folder: string;
  }
  & (
    | { readonly kind: "notebook"; readonly notebook: SavedNotebook }
    | { readonly kind: "unread"; readonly reason: string }
  );

/** Every working copy has it, and only its top folder. */
const FIRST_NOTEBOOK = "00_start_here.ipynb";

/** Largest file that is read: front ends fail long before. */
const NOTEBOOK_BYTES_MAX = 256 * 1024 * 1024;

/** More than the lesson has; a folder with more is something else. */
const NOTEBOOKS_MAX = 60;

/** The top folder of the working copy that a folder belongs to; the folder itself where there is none. */
export function topFolderOf(folder: string): string {
  return [folder, join(folder, "..")].find((one) => isFile(join(one, FIRST_NOTEBOOK))) ?? folder;
}

/** The order in which the lesson goes through a working copy. */
const PLACES: readonly RegExp[] = [
  /^00_/,
  /^lesson\//,
  /^challenge\//,
  /^practice\//,
  /^[^/]+$/,
  /^/,
];

/** Reads every notebook, in the order of the lesson; what cannot be read says why. */
export function readNotebooks(top: string): NotebookFile[] {
  const folders = ["", ...namesIn(top, "folder").filter((name) => !name.startsWith("."))];
  return folders.flatMap((folder) =>
    namesIn(join(top, folder), "file").filter((name) => name.endsWith(".ipynb"))
      .map((name) => ({ folder, name, path: folder === "" ? name : `${folder}/${name}` }))
  ).toSorted((left, right) => placeOf(left.path) - placeOf(right.path))
    .slice(0, NOTEBOOKS_MAX).map((file) => readFile(top, file));
}

function placeOf(path: string): number {
  return PLACES.findIndex((place) => place.test(path));
}

function readFile(
  top: string,
  { folder, path }: { readonly folder: string; readonly path: string },
): NotebookFile {
  const unread = (reason: string): NotebookFile => ({ kind: "unread", path, folder, reason });
  try {
    const place = join(top, path);
    if (Deno.statSync(place).size > NOTEBOOK_BYTES_MAX) return unread("it is too large");
    const notebook = readSavedNotebook(Deno.readTextFileSync(place));
    return notebook === null
      ? unread("it is damaged")
      : { kind: "notebook", path, folder, notebook };
  } catch (error) {
    return unread(reasonOf(error));
  }
}

function namesIn(folder: string, kind: "file" | "folder"): string[] {
  try {
    return [...Deno.readDirSync(folder)]
      .filter(({ isFile, isDirectory }) => kind === "file" ? isFile : isDirectory)
      .map(({ name }) => name).sort();
  } catch {
    // It was removed meanwhile, or may not be read: then nothing in it can be told.
    return [];
  }
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    // Not there, or not to be seen.
    return false;
  }
}

/** Looking at files and folders that may be missing, forbidden, or links in a circle. */

/** What is in a folder. */
export interface FolderList {
  /** None where the folder cannot be listed. */
  readonly entries: readonly Deno.DirEntry[];
  readonly isForbidden: boolean;
}

/** Lists a folder, in no order. Never throws. */
export function listFolder(path: string): FolderList {
  try {
    return { entries: [...Deno.readDirSync(path)], isForbidden: false };
  } catch (error) {
    // One that is not there holds no interpreter; one that may not be read may hold some.
    return { entries: [], isForbidden: isForbidden(error) };
  }
}

/** The names of the folders in a folder, and of links that may lead to one, sorted. */
export function foldersIn(path: string): string[] {
  const folders = listFolder(path).entries.filter(({ isFile }) => !isFile);
  return folders.map(({ name }) => name).sort();
}

/** What is at the end of all links; null where that cannot be looked at. */
export function statOf(path: string): Deno.FileInfo | null {
  try {
    return Deno.statSync(path);
  } catch {
    // Missing or not readable: the caller decides what that means at this place.
    return null;
  }
}

/** The path without links; null where they cannot be followed. */
export function realPathOf(path: string): string | null {
  try {
    return Deno.realPathSync(path);
  } catch {
    return null;
  }
}

/** Why nothing is found at a path. */
export type Absence = "nothing" | "circle" | "dangling" | "forbidden";

/** Tells why `statOf()` gave null. */
export function absenceOf(path: string): Absence {
  try {
    Deno.statSync(path);
    return "nothing";
  } catch (error) {
    if (isForbidden(error)) return "forbidden";
    if (error instanceof Deno.errors.FilesystemLoop) return "circle";
    return isLink(path) ? "dangling" : "nothing";
  }
}

function isLink(path: string): boolean {
  try {
    return Deno.lstatSync(path).isSymlink;
  } catch {
    return false;
  }
}

function isForbidden(error: unknown): boolean {
  return error instanceof Deno.errors.PermissionDenied || error instanceof Deno.errors.NotCapable;
}

/** Notices files of a folder that appear, change or vanish, by their time stamps. */

import { join, relative } from "@std/path";

/** A file that is not as it was. */
export interface FolderChange {
  /** Path inside the folder. */
  readonly path: string;
  /** What became of it. */
  readonly kind: "created" | "changed" | "removed";
}

/** The files of a folder with what tells that they were written. */
export type FolderSnapshot = ReadonlyMap<string, string>;

/** A notebook's folder has some dozens of files; more are not looked at, so that a home folder costs no seconds. */
const ENTRIES_MAX = 5000;
const DEPTH_MAX = 4;

/** What JupyterLab, our own record, editors and tools write by themselves while a program runs. */
const OTHERS = new RegExp(
  `^(?:${
    [
      String.raw`\.git|\.ipynb_checkpoints|\.probebook|node_modules|\.~.*|.*\.ipynb`,
      // Swap files, backups and settings of editors.
      String.raw`.*\.sw[a-p]|.*~|#.*#|\.#.*|4913|\.vscode|\.idea|\.DS_Store`,
    ].join("|")
  })$`,
);

/** Takes down the time stamps of all files in a folder. Never rejects: what cannot be read is left out. */
export async function snapshotFolder(folder: string): Promise<FolderSnapshot> {
  const files = new Map<string, string>();
  await addFiles(folder, { root: folder, depth: 0, files });
  return files;
}

interface Walk {
  readonly root: string;
  readonly depth: number;
  readonly files: Map<string, string>;
}

async function addFiles(folder: string, { root, depth, files }: Walk): Promise<void> {
  try {
    for await (const entry of Deno.readDir(folder)) {
      if (OTHERS.test(entry.name) || files.size >= ENTRIES_MAX) continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory && depth < DEPTH_MAX) {
        await addFiles(path, { root, depth: depth + 1, files });
      } else if (entry.isFile) {
        const { mtime, ctime, size } = await Deno.stat(path);
        files.set(relative(root, path), `${mtime?.getTime()} ${ctime?.getTime()} ${size}`);
      }
    }
  } catch {
    // A folder that vanishes or may not be read has nothing to compare.
  }
}

/** What happened between two snapshots, in the order of the names. */
export function compareSnapshots(before: FolderSnapshot, after: FolderSnapshot): FolderChange[] {
  const changes: FolderChange[] = [];
  for (const [path, stamp] of after) {
    const earlier = before.get(path);
    if (earlier === undefined) changes.push({ path, kind: "created" });
    else if (earlier !== stamp) changes.push({ path, kind: "changed" });
  }
  for (const path of before.keys()) {
    if (!after.has(path)) changes.push({ path, kind: "removed" });
  }
  return changes.sort((a, b) => a.path.localeCompare(b.path));
}

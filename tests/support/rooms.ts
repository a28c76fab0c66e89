/**
 * Which room may import which: the one table that the lint rule and the architecture test read.
 *
 * A room is a folder. The longest matching folder counts, so `kernel/main.ts` belongs to `kernel`
 * and `kernel/zmtp/socket.ts` to `kernel/zmtp`.
 */

/** What the files of one room may import besides each other. */
export interface Room {
  readonly folder: string;
  /** Folders with all below them, or single files, whose values may be used. */
  readonly rooms: readonly string[];
  /** Folders of which only types may be used (`import type`). */
  readonly typesOf?: readonly string[];
  /** Packages by their name in the import map; a trailing `/` allows everything below. */
  readonly packages: readonly string[];
}

/** One import of one file, with paths relative to the repository's top folder. */
export interface Import {
  readonly from: string;
  /** A repository path, or the specifier of a package or of a built-in module. */
  readonly to: string;
  readonly isTypeOnly: boolean;
}

const DRAWING = ["@observablehq/plot", "linkedom", "@resvg/resvg-wasm", "dejavu-fonts-ttf/"];

/** Every room of the house. */
export const ROOMS: readonly Room[] = [
  { folder: "kernel/zmtp", rooms: [], packages: ["@std/", "tweetnacl"] },
  { folder: "kernel/messaging", rooms: [], packages: ["zod"] },
  { folder: "kernel/cell_text", rooms: [], packages: [] },
  {
    folder: "kernel/evaluator",
    rooms: ["kernel/cell_text"],
    packages: ["zod", "@std/", "acorn", "@swc/core"],
  },
  { folder: "kernel/lsp", rooms: ["kernel/cell_text"], packages: ["zod", "@std/"] },
  {
    folder: "kernel/debugger",
    rooms: [],
    typesOf: ["kernel/evaluator"],
    packages: ["zod"],
  },
  {
    folder: "kernel/session",
    rooms: ["kernel/messaging", "kernel/cell_text"],
    typesOf: ["kernel/evaluator", "kernel/lsp", "kernel/debugger"],
    packages: ["zod"],
  },
  { folder: "kernel/kernelspec", rooms: [], packages: ["zod", "@std/"] },
  {
    folder: "kernel/type_checks",
    rooms: ["kernel/cell_text", "kernel/evaluator", "kernel/lsp"],
    packages: [],
  },
  { folder: "kernel", rooms: ["kernel"], packages: ["zod", "@std/"] },
  { folder: "probes/stats", rooms: [], packages: [] },
  { folder: "probes", rooms: ["probes"], packages: ["zod", "@std/", "hyparquet-writer"] },
  { folder: "notebooks/workbook/page", rooms: ["probes/mod.ts"], packages: [] },
  { folder: "notebooks/workbook/drawing", rooms: ["probes/mod.ts"], packages: DRAWING },
  {
    folder: "notebooks/workbook/charts",
    rooms: ["probes/mod.ts", "notebooks/workbook/drawing", "notebooks/workbook/page"],
    packages: [],
  },
  {
    folder: "notebooks/workbook",
    rooms: ["probes/mod.ts", "notebooks/workbook"],
    packages: ["zod"],
  },
  {
    folder: "notebooks/tools",
    rooms: ["kernel/mod.ts", "probes/mod.ts", "notebooks/workbook/mod.ts"],
    packages: ["zod", "@std/"],
  },
  { folder: "notebooks/data", rooms: [], packages: [] },
  {
    folder: "tests",
    rooms: ["kernel", "probes", "notebooks"],
    packages: ["zod", "@std/", "playwright-core", "axe-core", "acorn", ...DRAWING],
  },
];

/** What a test or benchmark beside the source may use on top of what its room may. */
const TEST_ROOMS = ["tests/support"];
const TEST_PACKAGES = ["@std/", "hyparquet"];

/** The folder of the room that a file belongs to, or null when it belongs to none. */
export function roomOf(path: string): Room | null {
  let found: Room | null = null;
  for (const room of ROOMS) {
    const isDeeper = found === null || room.folder.length > found.folder.length;
    if (path.startsWith(`${room.folder}/`) && isDeeper) found = room;
  }
  return found;
}

/** Why an import leads in a forbidden direction, or null when it does not. */
export function directionFault({ from, to, isTypeOnly }: Import): string | null {
  const room = roomOf(from);
  if (room === null || to.startsWith("node:")) return null;
  const isTest = /_(test|bench)\.ts$/.test(from);
  const target = roomOf(to);
  if (target === null) {
    const packages = isTest ? [...room.packages, ...TEST_PACKAGES] : room.packages;
    return isPackageAmong(to, packages) ? null : `${room.folder} may not use "${to}"`;
  }
  if (target === room) return null;
  const rooms = isTest ? [...room.rooms, ...TEST_ROOMS] : room.rooms;
  if (isPathAmong(to, rooms)) return null;
  if (isPathAmong(to, room.typesOf ?? [])) {
    return isTypeOnly ? null : `${room.folder} may import only types of ${target.folder}`;
  }
  return `${room.folder} may not import ${target.folder}`;
}

function isPackageAmong(name: string, allowed: readonly string[]): boolean {
  return allowed.some((entry) => entry.endsWith("/") ? name.startsWith(entry) : name === entry);
}

function isPathAmong(path: string, allowed: readonly string[]): boolean {
  return allowed.some((entry) => path === entry || path.startsWith(`${entry}/`));
}

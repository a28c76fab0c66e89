/** From a choice to what the process of cells is started with. */

import { permissionFlags } from "./flags.ts";
import { defaultGrants, type Grants } from "./grants.ts";
import type { KnownPython } from "./known_pythons.ts";
import type { Kind, Narrowed } from "./narrowing.ts";
import { lookAround, readKnownPythons, type Surroundings } from "./scene.ts";

/** What cells may do: what is usual, or what the user may do. */
export type PermissionChoice = "default" | "all";

/** What a child is started with. */
export interface ChildPermissions {
  readonly flags: readonly string[];
  /** All variables that it has; null for those of the kernel. */
  readonly environment: Readonly<Record<string, string>> | null;
  /** The C library that it may load before the first cell; null where it may load what it likes. */
  readonly library: string | null;
  /** What the folder's configuration took away. */
  readonly narrowed: readonly Kind[];
  /** What the learner should know, or null. */
  readonly remark: string | null;
}

/** What decides the permissions of one child. */
export interface PermissionOptions {
  readonly folder: string;
  /** The nearest configuration, if there is one: its folder and what its `permissions` holds. */
  readonly config: { readonly folder: string; readonly permissions: unknown } | null;
  /** The file for long messages, which the child opens. */
  readonly spoolPath: string | null;
}

const ALL: ChildPermissions = {
  flags: ["--allow-all"],
  environment: null,
  library: null,
  narrowed: [],
  remark: null,
};

const CHECKOUT = decodeURIComponent(new URL("../../../", import.meta.url).pathname).replace(
  /\/$/,
  "",
);

/** Computes them. Asynchronous only where nobody has listed this machine's CPythons yet. */
export async function childPermissions(
  choice: PermissionChoice,
  options: PermissionOptions,
): Promise<ChildPermissions> {
  if (choice === "all") return ALL;
  const { folder, config, spoolPath } = options;
  const surroundings: Surroundings = {
    environment: Deno.env.toObject(),
    os: Deno.build.os,
    checkout: CHECKOUT,
  };
  const listed = readKnownPythons(CHECKOUT) ?? await listPythons();
  const { scene, environment } = lookAround(
    { folder, configFolder: config?.folder ?? null },
    { surroundings, listed },
  );
  const { grants, narrowed, remark } = await narrowBy(config, defaultGrants(scene));
  const spool = spoolPath === null ? [] : [spoolPath];
  const library = findLibrary();
  const needs = {
    read: [...OUR_PROGRAMS, ...spool],
    write: ["/proc/self/fd", ...spool],
    ffi: library === null ? [] : [library],
  };
  const flags = permissionFlags(grants, { needs, folder: scene.folder });
  return { flags, environment, library, narrowed, remark };
}

// Both are needed seldom: computed, so that Deno does not load the modules at every start.

async function listPythons(): Promise<readonly KnownPython[]> {
  const specifier = "./find_pythons.ts";
  const { findPythons }: typeof import("./find_pythons.ts") = await import(specifier);
  return await findPythons(CHECKOUT);
}

async function narrowBy(config: PermissionOptions["config"], grants: Grants): Promise<Narrowed> {
  if (config?.permissions === undefined) return { grants, narrowed: [], remark: null };
  const specifier = "./narrowing.ts";
  const { narrow }: typeof import("./narrowing.ts") = await import(specifier);
  return narrow(grants, config);
}

/** What a cell's `probes` and `workbook` consist of, and the program of the process itself. */
const OUR_PROGRAMS = ["kernel", "probes", "notebooks/workbook", "notebooks/data", "deno.json"]
  .map((name) => `${CHECKOUT}/${name}`);

/** The C library of this process, which is that of the child: the program is the same. */
function findLibrary(): string | null {
  if (Deno.build.os !== "linux") return null;
  try {
    const [path] = /\/\S*\/libc\.so\.6$/m.exec(Deno.readTextFileSync("/proc/self/maps")) ?? [];
    return path ?? null;
  } catch {
    // Subprocesses of cells then print under the cell that runs.
    return null;
  }
}

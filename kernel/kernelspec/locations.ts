/** Where Jupyter looks for kernels: prefixes of Pythons, the user's folder, the system's. */

import { join } from "@std/path";
import { userDataFolder, type UserMachine } from "./user_data.ts";

/** What of the machine decides where kernels live; tests pass their own. */
export interface Machine extends UserMachine {
  /** The `sys.prefix` of the Python that PATH finds first, null without one. */
  readonly pythonPrefix: () => Promise<string | null>;
  /** Prefixes in which every user's Jupyter looks. */
  readonly systemPrefixes: readonly string[];
}

/** Where a kernel is to be installed. */
export type Target =
  | { kind: "prefix"; prefix: string }
  | { kind: "user" }
  | { kind: "sys-prefix" };

/** The folder of kernels that a target means, or why there is none. */
export type TargetFolder =
  | { kind: "folder"; path: string }
  | { kind: "unknown"; reason: string; remedy: string };

/** Finds the folder `.../kernels` of a target. */
export async function locateKernels(target: Target, machine: Machine): Promise<TargetFolder> {
  switch (target.kind) {
    case "prefix":
      return { kind: "folder", path: kernelsBelow(target.prefix) };
    case "user": {
      const path = userKernels(machine);
      return path === null
        ? { kind: "unknown", reason: "HOME is not set", remedy: "use --prefix DIR" }
        : { kind: "folder", path };
    }
    case "sys-prefix": {
      const prefix = await activePrefix(machine);
      return prefix === null
        ? {
          kind: "unknown",
          reason: "no Python environment is active and PATH has no python3",
          remedy: "activate the environment of your Jupyter, or use --prefix DIR",
        }
        : { kind: "folder", path: kernelsBelow(prefix) };
    }
  }
}

/** Every folder in which an installed kernel may be found on this machine. */
export async function kernelFolders(machine: Machine, labPrefix: string): Promise<string[]> {
  const jupyterPath = (machine.env("JUPYTER_PATH") ?? "").split(":").filter((path) => path !== "");
  const prefix = await activePrefix(machine);
  const user = userKernels(machine);
  const folders = [
    ...jupyterPath.map((path) => join(path, "kernels")),
    ...(user === null ? [] : [user]),
    ...(prefix === null ? [] : [kernelsBelow(prefix)]),
    kernelsBelow(labPrefix),
    ...machine.systemPrefixes.map(kernelsBelow),
  ];
  return [...new Set(folders)];
}

/** The folder of kernels of an environment. */
export function kernelsBelow(prefix: string): string {
  return join(prefix, "share", "jupyter", "kernels");
}

function userKernels(machine: Machine): string | null {
  const folder = userDataFolder(machine);
  return folder === null ? null : join(folder, "kernels");
}

async function activePrefix(machine: Machine): Promise<string | null> {
  for (const name of ["VIRTUAL_ENV", "CONDA_PREFIX"]) {
    const prefix = machine.env(name);
    if (prefix !== undefined && prefix !== "") return prefix;
  }
  return await machine.pythonPrefix();
}

/** Grants as Deno's command line wants them. */

import type { Grants } from "./grants.ts";

/** What our own code in that process needs, whatever the folder's configuration takes from cells. */
export interface MachineNeeds {
  readonly read: readonly string[];
  readonly write: readonly string[];
  /** The C library, for pipes; given up before the first cell. */
  readonly ffi: readonly string[];
}

/** The flags; never a question, because nobody could answer it. `folder` is where the process starts. */
export function permissionFlags(
  grants: Grants,
  { needs, folder }: { needs: MachineNeeds; folder: string },
): string[] {
  const { denyImport, env, sys } = grants;
  const paths = (flag: string, values: readonly string[]) =>
    listed(flag, values.map((path) => withoutComma(path, folder)));
  return [
    "--no-prompt",
    ...paths("--allow-read", [...grants.read, ...needs.read]),
    ...paths("--allow-write", [...grants.write, ...needs.write]),
    ...paths("--deny-read", grants.denyRead),
    ...paths("--deny-write", grants.denyWrite),
    ...paths("--allow-run", grants.run),
    ...listed("--allow-net", grants.net),
    ...(env === "all" ? ["--allow-env"] : listed("--allow-env", env)),
    ...listed("--deny-env", grants.denyEnv),
    ...(sys === "all" ? ["--allow-sys"] : listed("--allow-sys", sys)),
    ...paths("--allow-ffi", needs.ffi),
    ...(denyImport === "all" ? ["--deny-import"] : listed("--deny-import", denyImport)),
  ];
}

/** An empty list would mean everything to Deno; a comma has no other meaning than the next value. */
function listed(flag: string, values: readonly string[]): string[] {
  const sayable = values.filter((value) => value !== "" && !value.includes(","));
  return sayable.length === 0 ? [] : [`${flag}=${sayable.join()}`];
}

/** A path with a comma is said from the folder where the process starts, if that goes around it. */
function withoutComma(path: string, folder: string): string {
  if (!path.includes(",")) return path;
  const wanted = path.split("/");
  const start = folder.split("/");
  const shared = start.findIndex((part, index) => part !== wanted[index]);
  const count = shared < 0 ? start.length : shared;
  const steps = [...start.slice(count).map(() => ".."), ...wanted.slice(count)];
  return steps.length === 0 ? "." : `./${steps.join("/")}`;
}

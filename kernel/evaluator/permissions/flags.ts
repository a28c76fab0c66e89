/** Grants as Deno's command line wants them. */

import type { Grants } from "./grants.ts";

/** What our own code in that process needs, whatever the folder's configuration takes from cells. */
export interface MachineNeeds {
  readonly read: readonly string[];
  readonly write: readonly string[];
  /** The C library, for pipes; given up before the first cell. */
  readonly ffi: readonly string[];
}

/** The flags; never a question, because nobody could answer it. */
export function permissionFlags(grants: Grants, { read, write, ffi }: MachineNeeds): string[] {
  const { importHosts, env, sys } = grants;
  return [
    "--no-prompt",
    ...listed("--allow-read", [...grants.read, ...read]),
    ...listed("--allow-write", [...grants.write, ...write]),
    ...listed("--deny-read", grants.denyRead),
    ...listed("--deny-write", grants.denyWrite),
    ...listed("--allow-run", grants.run),
    ...listed("--allow-net", grants.net),
    ...(env === "all" ? ["--allow-env"] : listed("--allow-env", env)),
    ...listed("--deny-env", grants.denyEnv),
    ...(sys === "all" ? ["--allow-sys"] : listed("--allow-sys", sys)),
    ...listed("--allow-ffi", ffi),
    ...(importHosts === "usual"
      ? []
      // Deno has no way to say that there are none.
      : importHosts.length === 0
      ? ["--deny-import"]
      : listed("--allow-import", importHosts)),
  ];
}

/** An empty list would mean everything to Deno. A doubled comma stands for itself. */
function listed(flag: string, values: readonly string[]): string[] {
  if (values.length === 0) return [];
  return [`${flag}=${values.map((value) => value.replaceAll(",", ",,")).join()}`];
}

/** Fetches pyperformance and pyperf by uv or pip into the user's cache: made in a folder beside, put in place by renaming. */

import { dirname, join } from "@std/path";
import { pythonsFolder } from "../interpreters/add/added.ts";
import { lockFolder, removeAll, removeLeftovers, tellGrowth } from "../interpreters/add/files.ts";
import { fetchPackages } from "../interpreters/add/pip.ts";
import {
  type AddWorld,
  diskFull,
  failureOf,
  refusal,
  troubleIn,
} from "../interpreters/add/tool.ts";

/**
 * What is fetched: benchmarks of another version are other programs. The newest of November 2026; packaging is what
 * pyperformance's own runner needs.
 */
export const PACKAGES = ["pyperformance==1.14.0", "pyperf==2.10.0", "packaging==26.3"] as const;

/** The version of the benchmarks. */
export const VERSION = "1.14.0";

/** Why pyperformance cannot be had or run. */
export type PyperformanceFailure =
  | {
    kind: "refused";
    /** What stands in the way, without a full stop. */
    reason: string;
    /** What helps. */
    remedy: string;
  }
  | { kind: "stopped" };

/** What fetching came to. */
export type Fetched = { kind: "there"; folder: string } | PyperformanceFailure;

/** The folder of the packages; null where the environment names no home. */
export function suiteFolder(environment: Readonly<Record<string, string>>): string | null {
  const pythons = pythonsFolder(environment);
  const name = PACKAGES.map((text) => text.replace("==", "-")).join("-");
  return pythons === null ? null : join(dirname(pythons), "packages", name);
}

/** Whether the packages are there: a folder gets its name when it is whole. */
export function isFetched(folder: string): boolean {
  try {
    return Deno.statSync(folder).isDirectory;
  } catch {
    // Not there, or not to be read, which comes to the same.
    return false;
  }
}

/** Fetches the packages where they are not there yet. Never rejects for what the world does. */
export async function fetchSuite(world: AddWorld): Promise<Fetched> {
  const final = suiteFolder(world.environment);
  if (final === null) return refusal("there is no home folder", "set HOME or XDG_CACHE_HOME");
  if (isFetched(final)) return { kind: "there", folder: final };
  const parent = dirname(final);
  try {
    const note = () => world.note("Another one fetches packages here: waiting for it");
    using lock = await lockFolder(parent, { note, signal: world.signal });
    if (lock === null) return { kind: "stopped" };
    // Somebody else may have been faster.
    if (isFetched(final)) return { kind: "there", folder: final };
    await removeLeftovers(parent);
    return await fetchInto(final, world);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (troubleIn(message) === "disk") return diskFull();
    if (!/\(os error \d+\)/.test(message)) throw error;
    return refusal(message, "make the folder writable, or name another one in XDG_CACHE_HOME");
  }
}

async function fetchInto(final: string, world: AddWorld): Promise<Fetched> {
  const staging = join(dirname(final), ".making-pyperformance");
  const what = `Fetching pyperformance ${VERSION}`;
  world.note(what);
  try {
    using _ = tellGrowth(staging, { what, progress: world.progress });
    const outcome = await fetchPackages(PACKAGES, { folder: staging, world });
    switch (outcome.kind) {
      case "fetched":
        if (world.signal.aborted) return { kind: "stopped" };
        await Deno.rename(staging, final);
        return { kind: "there", folder: final };
      case "stopped":
        return outcome;
      case "nobody":
        return refusal(
          "neither uv nor a Python with pip is there, which fetch it",
          'install uv, or run "deno task lab" once, whose Python has pip',
        );
      case "failed":
        return failureOf(outcome, {
          tool: outcome.tool,
          networkRemedy:
            "connect to the network (HTTPS_PROXY and pip's settings count) and try again",
        });
    }
  } finally {
    await removeAll(staging);
  }
}

/** What is already set up in `.lab/`, and what is still to do. */

import { join } from "node:path";

/** The record of finished steps, `.lab/stamp.json`. A step is entered when it is done, not before. */
export interface Stamp {
  readonly checkout: string;
  readonly pythonVersion: string;
  /** Fingerprint of the installed requirements; null until they are installed. */
  readonly packages: string | null;
  /** Fingerprint of what the kernel was installed from; null until it is. */
  readonly kernel: string | null;
}

/** What `.lab/` was found to be. */
export type LabState =
  | { kind: "absent" }
  | { kind: "foreign" }
  | { kind: "stamped"; stamp: Stamp };

/** What a complete `.lab/` of this checkout would be. */
export interface WantedLab {
  readonly checkout: string;
  readonly packages: string;
  readonly kernel: string;
}

/** Which parts were seen to be there, whatever the stamp says. */
export interface LabParts {
  readonly python: boolean;
  readonly packages: boolean;
  readonly kernel: boolean;
}

/** One step of the set-up. */
export type Step = "environment" | "packages" | "kernel";

/** The steps to do, and why, in words for the learner. */
export interface SetupPlan {
  readonly steps: Step[];
  readonly reason: string | null;
}

/** Grows when an older `.lab/` can no longer be carried on. */
const FORMAT = 1;

/** Decides what is to be done; no step at all when everything is in place. */
export function planSetup(
  state: LabState,
  { wanted, parts }: { wanted: WantedLab; parts: LabParts },
): SetupPlan {
  const all: Step[] = ["environment", "packages", "kernel"];
  if (state.kind === "absent") return { steps: all, reason: "Setting up JupyterLab in .lab/" };
  if (state.kind === "foreign") {
    return { steps: all, reason: "Found a .lab/ without a readable record: making it anew" };
  }
  const { stamp } = state;
  if (!parts.python) {
    return { steps: all, reason: "The Python of .lab/ does not start any more: making it anew" };
  }
  if (stamp.packages === null) {
    return { steps: ["packages", "kernel"], reason: "An earlier set-up was cut off: continuing" };
  }
  if (stamp.packages !== wanted.packages) {
    return {
      steps: ["packages", "kernel"],
      reason: "JupyterLab's packages changed: upgrading .lab/",
    };
  }
  if (!parts.packages) {
    return {
      steps: ["packages", "kernel"],
      reason: "Packages of .lab/ are gone: installing again",
    };
  }
  if (stamp.checkout !== wanted.checkout) {
    return {
      steps: ["kernel"],
      reason: `The checkout moved here from ${stamp.checkout}: repairing .lab/`,
    };
  }
  if (stamp.kernel === null) {
    return { steps: ["kernel"], reason: "An earlier set-up was cut off: continuing" };
  }
  if (stamp.kernel !== wanted.kernel) {
    return { steps: ["kernel"], reason: "The checkout was updated: installing its kernel" };
  }
  if (!parts.kernel) return { steps: ["kernel"], reason: "The kernel is gone: installing again" };
  return { steps: [], reason: null };
}

/** Reads the record. */
export async function readLabState(lab: string): Promise<LabState> {
  let text: string;
  try {
    text = await Deno.readTextFile(join(lab, "stamp.json"));
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    const isPartly = await Deno.lstat(join(lab, "python")).then(() => true, () => false);
    return isPartly ? { kind: "foreign" } : { kind: "absent" };
  }
  const stamp = parseStamp(text);
  return stamp === null ? { kind: "foreign" } : { kind: "stamped", stamp };
}

/** Writes the record; a crash leaves the old or the new one, never half of it. */
export async function writeStamp(lab: string, stamp: Stamp): Promise<void> {
  const unfinished = join(lab, "stamp.json.new");
  await Deno.writeTextFile(
    unfinished,
    `${JSON.stringify({ format: FORMAT, ...stamp }, null, 2)}\n`,
  );
  await Deno.rename(unfinished, join(lab, "stamp.json"));
}

function parseStamp(text: string): Stamp | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Cut off or edited: `.lab/` holds nothing that could not be made again.
    return null;
  }
  if (typeof value !== "object" || value === null) return null;
  const { format, checkout, pythonVersion, packages, kernel } = value as Record<string, unknown>;
  if (format !== FORMAT || typeof checkout !== "string") return null;
  if (typeof pythonVersion !== "string") return null;
  if (!isTextOrNull(packages) || !isTextOrNull(kernel)) return null;
  return { checkout, pythonVersion, packages, kernel };
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === "string";
}

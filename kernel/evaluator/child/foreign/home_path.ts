/** Paths as people type them. */

import { Deno } from "../../primordials.ts";

/** A path whose `~/` stands for the home folder. */
export function homePath(path: string): string {
  return /^~(?:\/|$)/.test(path) ? `${Deno.env.get("HOME") ?? "~"}${path.slice(1)}` : path;
}

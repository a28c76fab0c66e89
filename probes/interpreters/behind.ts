/** What to start in place of a candidate that only leads to an interpreter: a wrapper script, a virtual environment. */

import { join } from "@std/path";
import type { Facts } from "./ask.ts";
import { realPathOf } from "./files.ts";

/** The program that a wrapper script or a virtual environment leads to; null where that is the candidate itself. */
export function programBehind(realPath: string, facts: Facts): string | null {
  const { baseExecutable, executable } = facts;
  const named = baseExecutable ?? (isScript(realPath) && executable !== "" ? executable : null);
  if (named === null) return null;
  // Null where it names a program that is not there: the candidate remains the only way in.
  const target = realPathOf(join("/", named));
  return target === realPath ? null : target;
}

function isScript(path: string): boolean {
  try {
    using file = Deno.openSync(path);
    const start = new Uint8Array(2);
    file.readSync(start);
    return new TextDecoder().decode(start) === "#!";
  } catch {
    // A program may be executable and not readable; then it is no script.
    return false;
  }
}

/**
 * The command line of measuring: `interpreters`, `stats`, `doctor`, `frozen`, and `probe list | run |
 * compare | export | import`.
 *
 * Standard output carries what was asked for and nothing else, so that another program can read it.
 */

import { fromFileUrl } from "@std/path";
import { dispatch, EXIT, openSurroundings } from "./cli/mod.ts";
import { recordCommandLine } from "./store/mod.ts";

if (import.meta.main) Deno.exit(await main(Deno.args));

async function main(args: readonly string[]): Promise<number> {
  const root = fromFileUrl(new URL("../", import.meta.url)).replace(/\/$/, "");
  using surroundings = openSurroundings(root);
  if (Deno.build.os === "windows") {
    surroundings.note("Cannot run on Windows: Linux and macOS are supported");
    surroundings.note("Remedy: use the Windows Subsystem for Linux (WSL)");
    return EXIT.nothing;
  }
  // Frozen data are a record of their own.
  if (Deno.args[0] !== "frozen") recordCommandLine();
  return await dispatch(args, surroundings);
}

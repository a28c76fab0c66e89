/** Packages of Python, fetched by uv or by some Python's pip into a folder of ours. */

import { join } from "@std/path";
import { type AddWorld, findProgram, runTool, type ToolOutcome } from "./tool.ts";

/** What fetching came to; a failure is that of the last one who tried. */
export type PackagesOutcome =
  | { kind: "fetched" }
  | (Extract<ToolOutcome, { kind: "failed" }> & { tool: "uv" | "pip" })
  /** There is neither uv nor a Python. */
  | { kind: "nobody" }
  | { kind: "stopped" };

/** Fetches packages by their names into a folder, without what they depend on, by the first who can. */
export async function fetchPackages(
  packages: readonly string[],
  { folder, world }: { readonly folder: string; readonly world: AddWorld },
): Promise<PackagesOutcome> {
  let last: PackagesOutcome = { kind: "nobody" };
  await Deno.mkdir(folder, { recursive: true });
  for (const { tool, program, args } of callsFor(packages, { folder, world })) {
    // uv must not fetch an interpreter that nobody asked for.
    const env = { UV_PYTHON_DOWNLOADS: "never", PIP_USER: "0" };
    const outcome = await runTool({ program, args, cwd: folder, env }, world);
    switch (outcome.kind) {
      case "done":
        return { kind: "fetched" };
      case "stopped":
        return outcome;
      case "failed":
        last = { ...outcome, tool };
    }
  }
  return last;
}

/** Where uv may lie although PATH does not name it: its installers put it there. */
export function findUv({ environment }: Pick<AddWorld, "environment">): string | null {
  const home = environment["HOME"] ?? "";
  return findProgram("uv", environment, [join(home, ".local/bin"), join(home, ".cargo/bin")]);
}

interface PackageCall {
  readonly tool: "uv" | "pip";
  readonly program: string;
  readonly args: readonly string[];
}

function callsFor(
  packages: readonly string[],
  { folder, world }: { readonly folder: string; readonly world: AddWorld },
): PackageCall[] {
  const target = ["--target", folder, "--no-deps", "--only-binary", ":all:", ...packages];
  const uv = findUv(world);
  const ownPython = findProgram("python3", world.environment);
  const pythons = [...world.pythons, ...(ownPython === null ? [] : [ownPython])];
  return [
    ...(uv === null
      ? []
      : [{ tool: "uv", program: uv, args: ["pip", "install", "--quiet", ...target] } as const]),
    ...pythons.map((program) => ({
      tool: "pip",
      program,
      args: [
        ...["-I", "-m", "pip", "install", "--quiet", "--no-input"],
        ...["--disable-pip-version-check", ...target],
      ],
    } as const)),
  ];
}

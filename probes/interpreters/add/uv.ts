/** A CPython that uv fetches: of every version, and the only way to one without the lock. */

import { dirname, join } from "@std/path";
import { z } from "zod";
import { parseJson } from "../../run/event.ts";
import { namesIn, removeAll, tellGrowth } from "./files.ts";
import type { MakeTask } from "./make.ts";
import { findUv } from "./pip.ts";
import { type AddWorld, type Failure, failureOf, findProgram, refusal, runTool } from "./tool.ts";
import type { WantedVersion } from "./wanted.ts";

/** Makes the interpreter in `task.staging`; gives its program. */
export async function makeWithUv({ wanted, staging, world }: MakeTask): Promise<string | Failure> {
  const uv = findUv(world);
  if (uv === null) {
    return refusal(
      "uv is not there, which fetches it",
      "install uv (its documentation says how; pip install uv works, too)" +
        debianHint(wanted, world),
    );
  }
  world.note("Fetching it with uv");
  using _ = tellGrowth(staging, { what: "Fetching it with uv", progress: world.progress });
  const outcome = await runTool({
    program: uv,
    args: ["python", "install", wanted.text],
    cwd: staging,
    env: {
      UV_PYTHON_INSTALL_DIR: staging,
      // No second name for it in the user's folder of programs.
      UV_PYTHON_INSTALL_BIN: "0",
      UV_NO_PROGRESS: "1",
      NO_COLOR: "1",
    },
  }, world);
  if (outcome.kind === "failed" && /no download found/i.test(outcome.said)) {
    return refusal(
      `uv has no CPython ${wanted.text}, it has ${await offers(uv, world)}`,
      "ask for one of these",
    );
  }
  if (outcome.kind !== "done") {
    return failureOf(outcome, {
      tool: "uv",
      networkRemedy:
        "connect to the network (UV_PYTHON_INSTALL_MIRROR and HTTPS_PROXY count) and run the " +
        "command again" + debianHint(wanted, world),
    });
  }
  return await programIn(staging, { series: wanted.series, freeThreaded: wanted.freeThreaded });
}

/** Lets the texts that name the folder where it was made name the one where it will be. */
export async function moveTexts(program: string, { staging, final }: MakeTask): Promise<void> {
  const library = join(dirname(dirname(program)), "lib");
  for (const folder of await namesIn(library)) {
    if (!/^python3\./.test(folder)) continue;
    for (const name of await namesIn(join(library, folder))) {
      // uv writes its folder into what builds of extension modules read.
      if (!/^_sysconfigdata_.*\.py$/.test(name)) continue;
      const path = join(library, folder, name);
      const text = await Deno.readTextFile(path);
      await Deno.writeTextFile(path, text.replaceAll(staging, final));
    }
  }
}

/** uv's folder, without the links and notes that uv keeps beside it. */
async function programIn(
  staging: string,
  { series, freeThreaded }: { series: string; freeThreaded: boolean },
): Promise<string | Failure> {
  let found: string | null = null;
  for await (const { name, isDirectory } of Deno.readDir(staging)) {
    if (!isDirectory || !name.startsWith("cpython-")) await removeAll(join(staging, name));
    else found = join(staging, name, "bin", `python${series}${freeThreaded ? "t" : ""}`);
  }
  return found ?? refusal("uv left no CPython in the folder that it was given", "update uv");
}

const offerSchema: z.ZodType<{ version: string; implementation: string; variant: string }[]> = z
  .array(z.object({ version: z.string(), implementation: z.string(), variant: z.string() }));

/** What uv could fetch, one of each series; it knows them without asking anybody. */
async function offers(uv: string, world: AddWorld): Promise<string> {
  const args = ["python", "list", "--only-downloads", "--output-format", "json"];
  const outcome = await runTool({ program: uv, args, cwd: "/" }, world);
  const parsed = offerSchema.safeParse(outcome.kind === "done" ? parseJson(outcome.output) : null);
  const versions = (parsed.success ? parsed.data : [])
    .filter(({ implementation, variant }) =>
      implementation === "cpython" && ["default", "freethreaded"].includes(variant)
    )
    .map(({ version, variant }) => `${version}${variant === "freethreaded" ? "t" : ""}`);
  return versions.length === 0 ? 'what "uv python list" shows' : versions.join(", ");
}

/** Debian has no free-threaded ones; Ubuntu has some. */
function debianHint(
  { freeThreaded, isExact }: WantedVersion,
  { environment, os }: AddWorld,
): string {
  const hasApt = os === "linux" && findProgram("apt-get", environment) !== null;
  return hasApt && !freeThreaded && !isExact
    ? "; or take the distribution's own with --from debian"
    : "";
}

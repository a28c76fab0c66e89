/**
 * The process of a child and the program that it runs. The first one comes up while the rest of the
 * kernel is loaded, so this imports little.
 */

import { folderUrl } from "./folder_url.ts";
import type { ChildOptions } from "./child/main.ts";
import { findModules, type ModuleSetup } from "./import_map.ts";
import {
  type ChildPermissions,
  childPermissions,
  type PermissionChoice,
} from "./permissions/mod.ts";
import { openSpool, type Spool } from "./spool.ts";
import { startWatchdog, type Watchdog } from "./watchdog.ts";
import { MARKER_BYTES } from "./wire.ts";

/** What decides how a child is spawned. */
export interface SpawnOptions {
  readonly cwd: string;
  readonly heapMib: number | undefined;
  readonly modules: ModuleSetup;
  readonly permissions: PermissionChoice;
}

/** A process that is on its way to being a child that cells can run in. */
export interface SpawnedChild {
  readonly process: Deno.ChildProcess;
  /** What opens each of its frames. */
  readonly marker: Uint8Array;
  /** Where its long messages lie; to be closed when it has ended. */
  readonly spool: Spool | null;
  /** What the learner should know of its permissions, or null. */
  readonly remark: string | null;
}

/** The first child, who guards it, and what it was spawned with. */
export interface HeadStart {
  readonly spawned: SpawnedChild;
  readonly watchdog: Watchdog;
  readonly modules: ModuleSetup;
}

/** First byte of every marker: a control character that text does not use (record separator). */
const MARKER_FIRST_BYTE = 0x1e;

/** Spawns the first child; null when that fails, which the evaluator will find out as well. */
export async function takeHeadStart(
  { cwd, heapMib, permissions }: Omit<SpawnOptions, "modules">,
): Promise<HeadStart | null> {
  try {
    const modules = await findModules(folderUrl(cwd));
    const spawned = await spawnChild({ cwd, heapMib, modules, permissions });
    const watchdog = startWatchdog();
    // Also ends the child when this process ends before there is an evaluator.
    watchdog.guard(spawned.process.pid);
    return { spawned, watchdog, modules };
  } catch {
    // The evaluator tries the same again, and has cells to which it can tell what is wrong.
    return null;
  }
}

/** Spawns a process and sends it its program. */
export async function spawnChild(options: SpawnOptions): Promise<SpawnedChild> {
  const marker = crypto.getRandomValues(new Uint8Array(MARKER_BYTES));
  marker[0] = MARKER_FIRST_BYTE;
  const spool = openSpool();
  const spoolPath = spool?.path ?? null;
  const { cwd, modules: { config } } = options;
  const permissions = await childPermissions(options.permissions, {
    folder: cwd,
    config,
    spoolPath,
  });
  let process: Deno.ChildProcess;
  try {
    process = spawnProcess(options, permissions);
  } catch (error) {
    spool?.close();
    throw error;
  }
  const hasCellPipes = canOpenPipesOf(process.pid);
  const { library, narrowed } = permissions;
  void sendBootstrap(process.stdin, {
    marker: marker.toHex(),
    spoolPath,
    hasCellPipes,
    narrowing: options.permissions === "all" ? null : { library, narrowed },
  });
  return { process, marker, spool, remark: permissions.remark };
}

function spawnProcess(
  { cwd, heapMib, modules }: SpawnOptions,
  { flags, environment }: ChildPermissions,
): Deno.ChildProcess {
  const map = encodeURIComponent(JSON.stringify(modules.map));
  const v8Flags = [
    // Modules that run when they are looked at can be stopped; see `child/imports.ts`.
    "--js-defer-import-eval",
    // Unrolled loops lose the check by which V8 hears of a Stop: after half a second of
    // `for (;;) Array(1000).fill(1)` only the end of the process helped (Deno 2.9.6, V8 15.0).
    "--no-turboshaft-loop-unrolling",
    // Before a loop is fully optimized V8 looks for a Stop only once in so many rounds: several
    // seconds where each calls nothing but `JSON.parse`; a tenth of it with these (same machine).
    "--invocation-count-for-osr=20",
    "--invocation-count-for-turbofan=200",
    ...(heapMib === undefined ? [] : [`--max-old-space-size=${heapMib}`]),
  ];
  return new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--inspect=127.0.0.1:0",
      // Otherwise any process of this machine can ask the inspector for its secret address.
      "--inspect-publish-uid=stderr",
      ...flags,
      // Files as bytes: `with { type: "bytes" }`.
      "--unstable-raw-imports",
      // Without it a worker that asks for permissions of its own would end the process.
      "--unstable-worker-options",
      "--no-lock",
      "--no-check",
      // Neither packages nor locks are written into the learner's folder.
      "--node-modules-dir=none",
      "--vendor=false",
      ...(modules.useFolderConfig ? [] : ["--no-config"]),
      `--import-map=data:application/json,${map}`,
      `--v8-flags=${v8Flags.join()}`,
      // The program comes over stdin: its module then lies in the notebook's folder, which is
      // where names of packages and relative paths are looked up.
      "-",
    ],
    cwd,
    ...(environment === null ? {} : { clearEnv: true, env: { ...environment } }),
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
    // A group of its own: signals reach the subprocesses of cells and not the kernel.
    detached: true,
  }).spawn();
}

/** Whether this system lets us open what that process has open. */
function canOpenPipesOf(pid: number): boolean {
  try {
    Deno.statSync(`/proc/${pid}/fd/0`);
    return true;
  } catch {
    // Only Linux has such folders.
    return false;
  }
}

async function sendBootstrap(
  stdin: WritableStream<Uint8Array>,
  options: Omit<ChildOptions, "importer" | "deferredImporter" | "resolver">,
) {
  const program = `import { startChild } from ${JSON.stringify(CHILD_PROGRAM)};
startChild({
  ...${JSON.stringify(options)},
  importer: (name, options) => import(name, options),
  deferredImporter: (name, options) => import.defer(name, options),
  resolver: (name) => import.meta.resolve(name),
});`;
  const writer = stdin.getWriter();
  // A failed write means that the process ended at once, which its status reports.
  await writer.write(encoder.encode(program)).catch(() => {});
  await writer.close().catch(() => {});
}

const encoder = new TextEncoder();

const CHILD_PROGRAM = new URL("./child/main.ts", import.meta.url).href;

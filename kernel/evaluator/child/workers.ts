/** Workers print under the cell that starts them, and end with it when it is stopped. */

import type { CellPipes } from "./cell_pipes.ts";
import { currentCell } from "./cells.ts";
import { holdBefore } from "./hold.ts";
import type { Possessions } from "./possessions.ts";
import { decodeURIComponent, Deno, JSON, Object, Set, String, URL } from "../primordials.ts";

/** What the workers of a thread need. */
export interface WorkerSetup {
  readonly marker: string;
  readonly pipes: CellPipes;
  readonly possessions: Possessions;
  /** Permissions that the folder's configuration takes away; null where cells may do everything. */
  readonly narrowed: readonly string[] | null;
}

/** Under which a worker of Node finds what others find in the address of our module. */
export const PARAMETERS_NAME = "__probebookWorker";

/**
 * Replaces `Worker`: a module of ours runs before the learner's, in the worker, and leads what is
 * printed there into our frames.
 *
 * Workers with permissions of their own are left alone, because those may forbid to read our module;
 * what they print stands under the cell that runs then.
 */
export function ownWorkers(setup: WorkerSetup): void {
  const { Worker } = globalThis;
  const { terminate } = Worker.prototype;
  const keepBlob = keepBlobs();
  class OwnWorker extends Worker {
    constructor(...given: ConstructorParameters<typeof Worker>) {
      const [specifier, options] = given;
      holdBefore();
      keepBlob(String(specifier));
      super(
        isOwnable(specifier, options) ? withPrelude(String(specifier), setup) : specifier,
        options,
      );
      setup.possessions.keep(() => terminate.call(this));
    }
  }
  Object.defineProperty(OwnWorker, "name", { value: "Worker" });
  Object.defineProperty(globalThis, "Worker", {
    value: OwnWorker,
    configurable: true,
    writable: true,
  });
}

type Thread = abstract new (...given: unknown[]) => { terminate(): unknown };

/**
 * Replacements for classes of `node:worker_threads`, by name.
 *
 * What a worker prints is framed when it is given as code. One that starts from a file is left to
 * itself: with a module before it, it would no longer be the main one.
 */
export function ownThreads(
  setup: WorkerSetup,
  module: Record<string, unknown>,
): Record<string, unknown> {
  const Worker = module["Worker"];
  if (!isThread(Worker)) return {};
  const { terminate } = Worker.prototype;
  class OwnThread extends Worker {
    constructor(...given: unknown[]) {
      const [source, options, ...rest] = given;
      holdBefore();
      const isCode = typeof source === "string" && Boolean(Object(options).eval);
      super(isCode ? framedCode(source, setup) : source, options, ...rest);
      setup.possessions.keep(() => terminate.call(this));
    }
  }
  Object.defineProperty(OwnThread, "name", { value: "Worker" });
  return { Worker: OwnThread };
}

function isThread(value: unknown): value is Thread {
  return typeof value === "function" && typeof value.prototype?.terminate === "function";
}

/** The code with ours before it, on its first line, so that the numbers of lines stay. */
function framedCode(source: string, setup: WorkerSetup): string {
  const prelude = new URL("./worker_prelude.ts", import.meta.url);
  if (prelude.protocol !== "file:") return source;
  const given = JSON.stringify(String(parametersOf(setup)));
  // Of the global object: the code may declare a `require` of its own.
  const path = JSON.stringify(decodeURIComponent(prelude.pathname));
  return `globalThis.${PARAMETERS_NAME}=${given};globalThis.require(${path});${source}`;
}

function parametersOf({ marker, pipes, narrowed }: WorkerSetup): URLSearchParams {
  const count = pipes.countAddress;
  return new URLSearchParams({
    marker,
    cell: String(currentCell()),
    ...(count === null ? {} : { count: String(count) }),
    ...(narrowed === null ? {} : { narrowed: narrowed.join() }),
  });
}

function isOwnable(specifier: string | URL, options: WorkerOptions | undefined): boolean {
  if (options?.type !== "module" || !URL.canParse(String(specifier))) return false;
  return Object(Object(options).deno).permissions === undefined;
}

/** The address of a module that runs ours and then the given one. */
function withPrelude(specifier: string, setup: WorkerSetup): string {
  const prelude = new URL("./worker_prelude.ts", import.meta.url);
  prelude.search = String(parametersOf(setup));
  // A module that is its own address may be long.
  if (!specifier.startsWith("data:")) prelude.searchParams.set("location", specifier);
  const program = [prelude.href, specifier].map((url) => `import ${JSON.stringify(url)};`).join("");
  return `data:text/javascript,${encodeURIComponent(program)}`;
}

/**
 * A blob's address may be revoked as soon as a worker was started from it; with ours before it, its
 * module is loaded a little later. Gives the function that keeps an address.
 */
function keepBlobs(): (url: string) => void {
  const started = new Set<string>();
  const { revokeObjectURL } = URL;
  const revoke = (url: string) => {
    if (!started.delete(url)) return revokeObjectURL(url);
    Deno.unrefTimer(setTimeout(() => revokeObjectURL(url), LOAD_MS_MAX));
  };
  Object.defineProperty(URL, "revokeObjectURL", {
    value: revoke,
    configurable: true,
    writable: true,
  });
  return (url) => void (url.startsWith("blob:") && started.add(url));
}

/** Far above what a worker needs to load its module; until then the blob takes memory. Chosen. */
const LOAD_MS_MAX = 10_000;

// Taken before a cell can replace it.
const { Boolean, encodeURIComponent, setTimeout, URLSearchParams } = globalThis;

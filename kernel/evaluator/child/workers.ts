/** Workers print under the cell that starts them, and end with it when it is stopped. */

import { currentCell } from "./cells.ts";
import { holdBefore } from "./hold.ts";
import type { Possessions } from "./possessions.ts";
import { Deno, JSON, Object, Set, String, URL } from "../primordials.ts";

/**
 * Replaces `Worker`: a module of ours runs before the learner's, in the worker, and leads what is
 * printed there into our frames.
 *
 * Workers with permissions of their own are left alone, because those may forbid to read our module;
 * what they print stands under the cell that runs then.
 */
export function ownWorkers(marker: string, possessions: Possessions): void {
  const { Worker } = globalThis;
  const { terminate } = Worker.prototype;
  const keepBlob = keepBlobs();
  class OwnWorker extends Worker {
    constructor(...given: ConstructorParameters<typeof Worker>) {
      const [specifier, options] = given;
      holdBefore();
      keepBlob(String(specifier));
      super(
        isOwnable(specifier, options) ? withPrelude(String(specifier), marker) : specifier,
        options,
      );
      possessions.keep(() => terminate.call(this));
    }
  }
  Object.defineProperty(OwnWorker, "name", { value: "Worker" });
  Object.defineProperty(globalThis, "Worker", {
    value: OwnWorker,
    configurable: true,
    writable: true,
  });
}

function isOwnable(specifier: string | URL, options: WorkerOptions | undefined): boolean {
  if (options?.type !== "module" || !URL.canParse(String(specifier))) return false;
  return Object(Object(options).deno).permissions === undefined;
}

/** The address of a module that runs ours and then the given one. */
function withPrelude(specifier: string, marker: string): string {
  const prelude = new URL("./worker_prelude.ts", import.meta.url);
  prelude.searchParams.set("marker", marker);
  prelude.searchParams.set("cell", String(currentCell()));
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
const { encodeURIComponent, setTimeout } = globalThis;

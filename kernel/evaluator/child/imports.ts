/** `import()` of cells: resolved from the notebook's folder, its `node_modules` included. */

import { folderUrl } from "../folder_url.ts";
import { Deno, Error, Object, Reflect, Set, TypeError, URL } from "../primordials.ts";

/** The `import()` of some module. */
export type Importer = (
  specifier: string,
  options?: ImportCallOptions,
) => Promise<Record<string, unknown>>;

/**
 * Lets the learner's own modules run where they can be stopped. Deno runs a module in a task of the
 * event loop, which a termination ends together with the process (Deno 2.9.6); a deferred one runs
 * when it is first looked at, that is, here. One that awaits at its top level cannot be deferred.
 */
export function withStoppableModules(importer: Importer, deferredImporter: Importer): Importer {
  const unfinished = new Set<string>();
  let stopCount = 0;
  return async (specifier, options) => {
    if (!STOPPABLE.test(specifier)) return await importer(specifier, options);
    // A module that was stopped while it ran is broken for ever; under another name it is a new one.
    const isAgain = unfinished.has(specifier);
    if (isAgain) stopCount += 1;
    const name = isAgain ? withQuery(specifier, `stopped=${stopCount}`) : specifier;
    const deferred = await deferredImporter(name, options);
    unfinished.add(specifier);
    try {
      Reflect.ownKeys(deferred);
    } catch {
      // It threw: so will the import below, which all modules of the same name share.
    }
    // A termination gets here as little as into `catch`.
    unfinished.delete(specifier);
    return await importer(name, options).catch((error) => {
      if (error !== null) throw error;
      throw new Error(
        `Cannot import "${specifier}": a module that it imports was stopped while it ran; ` +
          "saving the importing file anew or restarting the kernel helps",
      );
    });
  };
}

/** Modules whose code is the learner's, or comes as it is. */
const STOPPABLE = /^(?:file|data|blob|https?):/;

function withQuery(url: string, query: string): string {
  // A query would belong to the content.
  if (/^(?:data|blob):/.test(url)) return `${url}#${query}`;
  return `${url}${url.includes("?") ? "&" : "?"}${query}`;
}

/** Adds the look into `node_modules`, which Deno does only beside a `package.json`. */
export function withNodeModules(importer: Importer): Importer {
  return async (specifier, options) => {
    try {
      return await importer(specifier, options);
    } catch (error) {
      const found = isUnmapped(error) ? await requireFromFolder(specifier) : null;
      if (found === null) throw explained(error, specifier);
      return found;
    }
  };
}

function isUnmapped(error: unknown): boolean {
  return error instanceof TypeError && error.message.includes("not in import map");
}

/** The same error in words that say what helps, where Deno's own do not. */
function explained(error: unknown, specifier: string): unknown {
  if (!(error instanceof Error)) return error;
  const { message } = error;
  const [, unmapped] = /Import "([^"]*)" not a dependency and not in import map/.exec(message) ??
    [];
  if (unmapped !== undefined) {
    return new TypeError(
      `Cannot import "${unmapped}": neither the import map of deno.json nor node_modules has it; ` +
        `"npm:${unmapped}" fetches a package of that name`,
    );
  }
  if (!NOT_FETCHED.test(message)) return error;
  const [, name = specifier] = /for package "([^"]+)"/.exec(message) ?? [];
  const cause = new TypeError(message);
  // Its frames are those of the error around it.
  cause.stack = `TypeError: ${message}`;
  return new TypeError(
    `Cannot fetch "${name}": the network does not answer, and it is not on this machine yet`,
    { cause },
  );
}

// What Deno says of a package or module whose server it does not reach (2.9.6).
const NOT_FETCHED = /manifest for '[^']+' failed to load|error sending request for url/;

/** The package as a module, or null when the folder has none of that name. */
async function requireFromFolder(specifier: string): Promise<Record<string, unknown> | null> {
  // Loaded only here: its loading would slow down every start.
  const { createRequire } = await import("node:module");
  const require = createRequire(new URL("cell.js", folderUrl(Deno.cwd())));
  try {
    require.resolve(specifier);
  } catch {
    // Not there either: the caller reports the first error.
    return null;
  }
  const loaded: unknown = require(specifier);
  const names = typeof loaded === "object" || typeof loaded === "function" ? loaded : null;
  if (Object.prototype.toString.call(loaded) === "[object Module]") return { ...names };
  return { default: loaded, ...names };
}

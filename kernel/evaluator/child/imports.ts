/** `import()` of cells: resolved from the notebook's folder, its `node_modules` included. */

import { createRequire } from "node:module";
import { folderUrl } from "../folder_url.ts";

/** The `import()` of some module. */
export type Importer = (
  specifier: string,
  options?: ImportCallOptions,
) => Promise<Record<string, unknown>>;

/** Adds the look into `node_modules`, which Deno does only beside a `package.json`. */
export function withNodeModules(importer: Importer): Importer {
  return async (specifier, options) => {
    try {
      return await importer(specifier, options);
    } catch (error) {
      const found = isUnmapped(error) ? findInNodeModules(specifier) : null;
      if (found === null) throw error;
      return importer(found, options);
    }
  };
}

function isUnmapped(error: unknown): boolean {
  return error instanceof TypeError && error.message.includes("not in import map");
}

function findInNodeModules(specifier: string): string | null {
  try {
    const path = createRequire(new URL("cell.js", folderUrl(Deno.cwd()))).resolve(specifier);
    return path.startsWith("/") ? `file://${encodeURI(path)}` : null;
  } catch {
    // Not there either: the caller reports the first error.
    return null;
  }
}

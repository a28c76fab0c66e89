/**
 * The configuration by which the language server finds modules as cells do. A file of our own in
 * place of the folder's: the server would not merge import maps, and would write a lock file.
 */

import { toFileUrl } from "@std/path";
import { folderUrl } from "./evaluator/folder_url.ts";
import { findModules } from "./evaluator/import_map.ts";

/** Our own checkout; its configuration is that of our programs. */
const CHECKOUT = decodeURIComponent(new URL("../", import.meta.url).pathname).replace(/\/$/, "");

/** Reads the folder's configuration as it is now. What is broken there is left out, as for cells. */
export async function typeConfig(cwd: string): Promise<Record<string, unknown>> {
  const { map, config, useFolderConfig } = await findModules(folderUrl(cwd));
  const folder = useFolderConfig && config !== null ? config : null;
  const { lib, types, ...options } = recordOf(folder?.compilerOptions);
  const { unstable } = folder ?? {};
  return {
    imports: map.imports,
    scopes: map.scopes,
    compilerOptions: {
      ...options,
      // Cells have no document: what browsers have would be offered and not be there. Without it
      // the server takes 170 MB less, and half the time for names (Deno 2.9.6).
      ...(lib === undefined || folder?.folder === CHECKOUT ? {} : { lib }),
      ...(types === undefined ? {} : { types: absoluteTypes(types, folder?.folder ?? cwd) }),
    },
    ...(Array.isArray(unstable) ? { unstable } : {}),
    lock: false,
    nodeModulesDir: "none",
    vendor: false,
  };
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/** Files of types are named from the folder of their configuration. */
function absoluteTypes(types: unknown, folder: string): string[] {
  const base = `${toFileUrl(folder)}/`;
  return (Array.isArray(types) ? types : []).map(String)
    .map((name) => /^\.{0,2}\//.test(name) ? new URL(name, base).href : name);
}

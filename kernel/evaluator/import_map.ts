/** The import map of cells: the folder's names first, ours for what it does not name. */

import { JSX_DEFAULT, type JsxSettings, readJsxSettings } from "./jsx.ts";

/** Names to addresses, and the same for the modules below some address. */
export interface ImportMap {
  readonly imports: Record<string, string>;
  readonly scopes: Record<string, Record<string, string>>;
}

/** What a folder's own configuration says; the values are what stands there, of whatever type. */
export interface FolderConfig {
  readonly folder: string;
  readonly permissions: unknown;
  readonly compilerOptions?: unknown;
  readonly unstable?: unknown;
}

/** How the child finds modules. */
export interface ModuleSetup {
  readonly map: ImportMap;
  /** Whether Deno may read the folder's own configuration for the rest (JSX, unstable features). */
  readonly useFolderConfig: boolean;
  /** How JSX of cells becomes calls. */
  readonly jsx: JsxSettings;
  /** The folder of the nearest configuration, if there is one, and what is of use in it. */
  readonly config: FolderConfig | null;
  /** What the learner should know about the folder's configuration, or null. */
  readonly warning: string | null;
}

/** Our own checkout; its configuration names what cells can import anywhere. */
const CHECKOUT = new URL("../../", import.meta.url);

/**
 * Rooms whose modules keep our versions whatever the folder's map says. Not the whole checkout:
 * notebooks may lie in it.
 */
const OUR_ROOMS = ["kernel/", "probes/", "notebooks/workbook/", "notebooks/data/"];

const CONFIG_NAMES = ["deno.json", "deno.jsonc"];

/** Levels looked through upwards; a loop of links would never end. Chosen, far above real depths. */
const LEVELS_MAX = 64;

/**
 * Merges our import map with that of the nearest configuration at or above the folder. Files are
 * read synchronously: a start waits for them, and has nothing else to do meanwhile.
 */
export async function findModules(folder: URL): Promise<ModuleSetup> {
  const ours = readOurMap();
  const plain = { map: merge(ours, EMPTY), useFolderConfig: false, jsx: JSX_DEFAULT };
  const found = await findConfig(folder);
  if (found.kind === "none") {
    return { ...plain, config: null, warning: null };
  }
  const place = folderPath(found.url);
  if (found.kind === "broken") {
    const config = { folder: place, permissions: undefined };
    return { ...plain, config, warning: found.warning };
  }
  const { url, config: content } = found;
  const { permissions, compilerOptions, unstable } = content;
  const config = { folder: place, permissions, compilerOptions, unstable };
  try {
    const map = merge(ours, await readMap(content, url));
    const jsx = readJsxSettings(compilerOptions);
    return { map, useFolderConfig: true, jsx, config, warning: null };
  } catch (error) {
    const warning = `Cannot use the import map of ${decodeURIComponent(url.pathname)}: ${
      messageOf(error)
    }`;
    return { ...plain, config, warning };
  }
}

/** The folder that a file lies in, without a slash at its end. */
function folderPath(file: URL): string {
  return decodeURIComponent(new URL(".", file).pathname).replace(/(?<=.)\/$/, "");
}

const EMPTY: ImportMap = { imports: {}, scopes: {} };

function readOurMap(): Record<string, string> {
  const url = new URL("deno.json", CHECKOUT);
  const config: unknown = JSON.parse(Deno.readTextFileSync(url));
  return absolute(namesOf(isRecord(config) ? config["imports"] : {}, "imports"), url);
}

function merge(ours: Record<string, string>, folder: ImportMap): ImportMap {
  const scoped = OUR_ROOMS.map((room) => [new URL(room, CHECKOUT).href, ours]);
  return {
    imports: { ...ours, ...folder.imports },
    scopes: { ...folder.scopes, ...Object.fromEntries(scoped) },
  };
}

type FoundConfig =
  | { kind: "none" }
  | { kind: "broken"; url: URL; warning: string }
  | { kind: "found"; url: URL; config: Record<string, unknown> };

async function findConfig(folder: URL): Promise<FoundConfig> {
  let level = folder;
  for (let depth = 0; depth < LEVELS_MAX; depth += 1) {
    for (const name of CONFIG_NAMES) {
      const url = new URL(name, level);
      const text = readIfPresent(url);
      if (text !== null) return await parseConfig(url, text);
    }
    const above = new URL("../", level);
    if (above.href === level.href) break;
    level = above;
  }
  return { kind: "none" };
}

function readIfPresent(url: URL): string | null {
  try {
    return Deno.readTextFileSync(url);
  } catch {
    // Missing, or not ours to read: the search goes on above.
    return null;
  }
}

async function parseConfig(url: URL, text: string): Promise<FoundConfig> {
  try {
    const config = await parseJson(text);
    if (isRecord(config)) return { kind: "found", url, config };
    return {
      kind: "broken",
      url,
      warning: `Cannot use ${decodeURIComponent(url.pathname)}: it holds no object`,
    };
  } catch (error) {
    return {
      kind: "broken",
      url,
      warning: `Cannot read ${decodeURIComponent(url.pathname)}: ${messageOf(error)}`,
    };
  }
}

async function readMap(config: Record<string, unknown>, base: URL): Promise<ImportMap> {
  const { importMap, imports, scopes } = config;
  if (imports === undefined && scopes === undefined && typeof importMap === "string") {
    const url = new URL(importMap, base);
    const parsed = await parseJson(Deno.readTextFileSync(url));
    if (!isRecord(parsed)) throw new TypeError("it holds no object");
    return mapOf(parsed["imports"], parsed["scopes"], url);
  }
  return mapOf(imports, scopes, base);
}

function mapOf(imports: unknown, scopes: unknown, base: URL): ImportMap {
  return {
    imports: absolute(namesOf(imports, "imports"), base),
    scopes: Object.fromEntries(
      Object.entries(recordOf(scopes, "scopes")).map(([prefix, names]) => [
        absoluteAddress(prefix, base),
        absolute(namesOf(names, `scopes["${prefix}"]`), base),
      ]),
    ),
  };
}

/** A field that holds names and addresses; the error tells which of them is none. */
function namesOf(value: unknown, field: string): Record<string, string> {
  const names: Record<string, string> = {};
  for (const [name, address] of Object.entries(recordOf(value, field))) {
    if (typeof address !== "string") throw new TypeError(`"${field}" has no text for "${name}"`);
    names[name] = address;
  }
  return names;
}

function recordOf(value: unknown, field: string): Record<string, unknown> {
  if (value === undefined) return {};
  if (isRecord(value)) return value;
  throw new TypeError(`"${field}" is no object`);
}

function absolute(imports: Record<string, string>, base: URL): Record<string, string> {
  const names: Record<string, string> = {};
  for (const [name, address] of Object.entries(imports)) {
    const key = /^\.{0,2}\//.test(name) ? new URL(name, base).href : name;
    names[key] = absoluteAddress(address, base);
    // As Deno expands its own configuration: a package's name also stands for what is below it.
    const [, scheme, rest] = /^(npm|jsr):\/?(.+)$/.exec(address) ?? [];
    if (rest !== undefined && !key.endsWith("/")) names[`${key}/`] ??= `${scheme}:/${rest}/`;
  }
  return names;
}

function absoluteAddress(address: string, base: URL): string {
  return /^\.{0,2}\//.test(address) ? new URL(address, base).href : address;
}

async function parseJson(text: string): Promise<unknown> {
  try {
    return JSON.parse(text);
  } catch {
    // Comments and trailing commas are allowed; the parser for them is loaded only then.
    const { parse } = await import("@std/jsonc");
    return parse(text);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

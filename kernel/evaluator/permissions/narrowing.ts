/**
 * What the `permissions` of a folder's configuration take away from the default ones. Deno's own
 * reading of that key is experimental and wants a flag, so it is read here, and only ever narrows.
 */

import type { Grants } from "./grants.ts";

/** Narrower grants, and what the learner should know. */
export interface Narrowed {
  readonly grants: Grants;
  /** Kinds of which something was taken away. */
  readonly narrowed: readonly Kind[];
  readonly remark: string | null;
}

/** What a configuration can speak of. */
export type Kind = typeof KINDS[number];

const KINDS = ["read", "write", "run", "net", "env", "sys", "ffi", "import"] as const;

/** One kind as it is wanted: everything, or a list, without what is denied. */
interface Wish {
  readonly allow: "all" | readonly string[];
  readonly deny: "all" | readonly string[];
}

/** Narrows by the `permissions` of the configuration in a folder; those named `default` count. */
export function narrow(
  grants: Grants,
  { permissions, folder }: { permissions: unknown; folder: string },
): Narrowed {
  if (permissions === undefined) return { grants, narrowed: [], remark: null };
  const chosen = isRecord(permissions) ? permissions["default"] : null;
  if (chosen === undefined) return { grants, narrowed: [], remark: null };
  if (!isRecord(chosen)) return broken(grants, `"permissions" has no object "default"`);
  const unknown = Object.keys(chosen).find((name) => name !== "all" && !isKind(name));
  if (unknown !== undefined) return broken(grants, `"permissions" names "${unknown}"`);
  let result = grants;
  const narrowed: Kind[] = [];
  const refused: string[] = [];
  for (const kind of KINDS) {
    const given = chosen[kind] ?? (chosen["all"] === false ? false : undefined);
    if (given === undefined) continue;
    const wish = readWish(given);
    if (wish === null) return broken(grants, `"permissions" has no list for "${kind}"`);
    const step = NARROWERS[kind](result, { wish, folder });
    if (JSON.stringify(step.grants) !== JSON.stringify(result)) narrowed.push(kind);
    result = step.grants;
    refused.push(...step.refused.map((entry) => `${kind} ${entry}`.trimEnd()));
  }
  if (chosen["all"] === true) refused.unshift("all");
  return { grants: result, narrowed, remark: remarkOf(refused) };
}

/** A configuration that was meant to take something away must not be passed over in silence. */
function broken(grants: Grants, what: string): Narrowed {
  return {
    grants,
    narrowed: [],
    remark: `Cannot use the permissions of deno.json: ${what}. Cells have the default permissions`,
  };
}

function remarkOf(refused: readonly string[]): string | null {
  if (refused.length === 0) return null;
  return `Not granted by deno.json: ${
    refused.join(", ")
  }. A notebook's configuration can only take permissions away; ` +
    'the kernel "TypeScript (Probebook, all permissions)" has all of them';
}

type Narrower = (
  grants: Grants,
  options: { wish: Wish; folder: string },
) => { grants: Grants; refused: readonly string[] };

const NARROWERS: Readonly<Record<Kind, Narrower>> = {
  read: (grants, { wish, folder }) => {
    const { kept, refused } = keepPaths(grants.read, { wish: wish.allow, folder });
    const denyRead = [...grants.denyRead, ...deniedPaths(wish, folder)];
    return { grants: { ...grants, read: deniesAll(wish) ? [] : kept, denyRead }, refused };
  },
  write: (grants, { wish, folder }) => {
    const { kept, refused } = keepPaths(grants.write, { wish: wish.allow, folder });
    const denyWrite = [...grants.denyWrite, ...deniedPaths(wish, folder)];
    return { grants: { ...grants, write: deniesAll(wish) ? [] : kept, denyWrite }, refused };
  },
  run: (grants, { wish, folder }) => {
    const isMeant = (program: string, entry: string) =>
      entry.includes("/")
        ? program === absolute(entry, folder)
        : program.slice(program.lastIndexOf("/") + 1) === entry;
    const { kept, refused } = keep(grants.run, { wish, isMeant });
    return { grants: { ...grants, run: kept }, refused };
  },
  net: (grants, { wish }) => {
    const isMeant = (host: string, entry: string) =>
      host === entry || host.replace(/:\d+$/, "") === entry;
    const { kept, refused } = keep(grants.net, { wish, isMeant });
    return { grants: { ...grants, net: kept }, refused };
  },
  env: (grants, { wish }) => ({
    grants: {
      ...grants,
      env: deniesAll(wish) ? [] : wish.allow === "all" ? grants.env : wish.allow,
      denyEnv: [...grants.denyEnv, ...(wish.deny === "all" ? [] : wish.deny)],
    },
    // A name that cells are not given stays denied; a wildcard means those that they are given.
    refused: wish.allow === "all"
      ? []
      : wish.allow.filter((name) => !name.endsWith("*") && grants.denyEnv.includes(name)),
  }),
  sys: (grants, { wish }) => {
    const allowed = wish.allow === "all" ? grants.sys : wish.allow;
    if (deniesAll(wish)) return { grants: { ...grants, sys: [] }, refused: [] };
    const sys = allowed === "all"
      ? allowed
      : allowed.filter((name) => wish.deny === "all" || !wish.deny.includes(name));
    return { grants: { ...grants, sys }, refused: [] };
  },
  ffi: (grants, { wish }) => ({
    grants,
    refused: wish.allow === "all" ? [""] : wish.allow,
  }),
  // Which hosts Deno trusts by itself is not known here, so that a list could only widen: no host then.
  import: (grants, { wish }) => ({
    grants: {
      ...grants,
      denyImport: deniesAll(wish) || wish.allow !== "all" || wish.deny === "all"
        ? "all"
        : wish.deny,
    },
    refused: wish.allow === "all" ? [] : wish.allow,
  }),
};

function deniesAll({ allow, deny }: Wish): boolean {
  return deny === "all" || (allow !== "all" && allow.length === 0);
}

/** What stays of a list, and what the wish names besides. */
function keep(
  granted: readonly string[],
  { wish, isMeant }: { wish: Wish; isMeant: (granted: string, entry: string) => boolean },
): { kept: string[]; refused: string[] } {
  const { allow, deny } = wish;
  if (deny === "all") return { kept: [], refused: [] };
  const isDenied = (entry: string) => deny.some((denied) => isMeant(entry, denied));
  if (allow === "all") return { kept: granted.filter((entry) => !isDenied(entry)), refused: [] };
  return {
    kept: granted.filter((one) => allow.some((entry) => isMeant(one, entry)) && !isDenied(one)),
    refused: allow.filter((entry) => !granted.some((one) => isMeant(one, entry))),
  };
}

/** A wished path counts as far as it lies in what is granted. */
function keepPaths(
  granted: readonly string[],
  { wish, folder }: { wish: Wish["allow"]; folder: string },
): { kept: readonly string[]; refused: readonly string[] } {
  if (wish === "all") return { kept: granted, refused: [] };
  const wished = wish.map((entry) => ({ entry, path: absolute(entry, folder) }));
  const inside = wished.filter(({ path }) => granted.some((one) => lies(path, one)));
  const kept = [
    ...inside.map(({ path }) => path),
    // The wish reaches farther: what was granted of it stays.
    ...granted.filter((one) => wished.some(({ path }) => path !== one && lies(one, path))),
  ];
  const refused = wished.filter((one) => !inside.includes(one)).map(({ entry }) => entry);
  return { kept: [...new Set(kept)], refused };
}

function deniedPaths({ deny }: Wish, folder: string): string[] {
  return deny === "all" ? [] : deny.map((entry) => absolute(entry, folder));
}

/** Whether a path is a folder or lies in it. */
function lies(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}

/** A path as Deno takes it: relative ones start at the configuration. */
function absolute(entry: string, folder: string): string {
  const parts: string[] = [];
  for (const part of (entry.startsWith("/") ? entry : `${folder}/${entry}`).split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return `/${parts.join("/")}`;
}

function readWish(value: unknown): Wish | null {
  if (typeof value === "boolean" || Array.isArray(value)) {
    const allow = readList(value);
    return allow === null ? null : { allow, deny: [] };
  }
  if (!isRecord(value)) return null;
  const allow = readList(value["allow"] ?? true);
  const deny = readList(value["deny"] ?? false);
  const ignored = readList(value["ignore"] ?? false);
  if (allow === null || deny === null || ignored === null) return null;
  return { allow, deny: deny === "all" || ignored === "all" ? "all" : [...deny, ...ignored] };
}

function readList(value: unknown): Wish["allow"] | null {
  if (typeof value === "boolean") return value ? "all" : [];
  if (!Array.isArray(value)) return null;
  return value.every((entry) => typeof entry === "string") ? value : null;
}

function isKind(name: string): name is Kind {
  return KINDS.some((kind) => kind === name);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

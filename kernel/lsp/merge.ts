/** Names from several sources as one list: what types say, the notebook, the running program. */

import type { Name } from "./completion.ts";
import type { TypedName } from "./type_service.ts";

/** What is known of names at one place; null means that nobody has answered. */
export interface KnownNames {
  readonly typed: readonly TypedName[] | null;
  /** Names that the cell itself declares. */
  readonly declared: readonly Name[];
  /** Names that earlier cells declare, by their texts. */
  readonly notebook: readonly Name[];
  readonly live: readonly Name[];
  readonly keywords: readonly Name[];
}

/** Members that types know, then those that only the value has. */
export function mergeMembers(
  typed: readonly TypedName[] | null,
  live: readonly Name[],
): readonly Name[] {
  if (typed === null || typed.length === 0) return live;
  return uniqueNames([...knownBetter(typed, live), ...live.filter(({ name }) => !PLAIN.has(name))]);
}

/** What every object has and hardly anybody wants: offered where nothing else is known. */
const PLAIN: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/** Names where an expression may stand: near ones first, then everybody's. */
export function mergeNames({ typed, declared, notebook, live, keywords }: KnownNames): Name[] {
  if (typed === null || typed.length === 0) {
    return uniqueNames([...declared, ...notebook, ...live, ...keywords]);
  }
  // Keys of an object, names of an import, words in a class: nothing else fits there.
  if (!typed.some(({ isGlobal, type }) => isGlobal && type !== "keyword")) {
    return uniqueNames(typed);
  }
  const there = new Set(live.map(({ name }) => name));
  const isThere = ({ name, isType, type }: TypedName) =>
    isType || type === "keyword" || there.size === 0 || there.has(name);
  const isFitting = ({ type }: TypedName) => type !== "keyword" || keywords.length > 0;
  const fitting = typed.filter(isFitting);
  return uniqueNames([
    ...knownBetter(fitting.filter(({ isGlobal }) => !isGlobal), live),
    ...declared,
    ...notebook,
    ...live,
    // The libraries also name what browsers have; what is not there at run time is left out.
    ...fitting.filter((name) => name.isGlobal && isThere(name)),
  ]);
}

/** Of a name that was imported types tell no kind; the value has one. */
function knownBetter(typed: readonly TypedName[], live: readonly Name[]): Name[] {
  const kinds = new Map(live.map(({ name, type }) => [name, type]));
  return typed.map(({ name, type }) => ({
    name,
    type: type === "instance" ? kinds.get(name) ?? type : type,
  }));
}

/** Each name once, at its first place. */
export function uniqueNames(names: readonly Name[]): Name[] {
  const found = new Map<string, Name>();
  for (const { name, type } of names) if (!found.has(name)) found.set(name, { name, type });
  return [...found.values()];
}

/** The TypeScript type of a value that came as JSON, in words that a hover can show. */

import { Array, JSON, Map, Object, Set } from "../../primordials.ts";

/** What has been seen of the values at one place. */
interface Shape {
  /** Of `null`, `string`, `number` and `boolean`. */
  readonly plain: Set<string>;
  /** Of all elements of all arrays; null where there was no array. */
  element: Shape | null;
  /** Of the objects; null where there was none. */
  members: Members | null;
}

interface Members {
  objectCount: number;
  readonly byKey: Map<string, { readonly shape: Shape; count: number }>;
  /** Of all values, once there are too many keys for names; null before. */
  values: Shape | null;
}

/** More keys are no names but data: `Record<string, …>`. Chosen: the longest row one still reads. */
const KEYS_MAX = 40;

/** Levels that are told apart; deeper ones are `unknown`. Chosen. */
const DEPTH_MAX = 8;

/** A longer type is told less deeply: it is checked, and shown, as a whole. Chosen. */
const TYPE_LENGTH_MAX = 4000;

/** Every element counts: a type that leaves out the one `null` would be wrong. */
export function typeOfValue(value: unknown): string {
  const shape = emptyShape();
  see(shape, value, 0);
  for (let depth = DEPTH_MAX; depth > 1; depth -= 1) {
    const type = typeText(shape, depth);
    if (type.length <= TYPE_LENGTH_MAX) return type;
  }
  return typeText(shape, 1);
}

function emptyShape(): Shape {
  return { plain: new Set(), element: null, members: null };
}

function see(shape: Shape, value: unknown, depth: number): void {
  if (value === null) shape.plain.add("null");
  else if (typeof value !== "object") shape.plain.add(typeof value);
  else if (Array.isArray(value)) {
    shape.element ??= emptyShape();
    if (depth < DEPTH_MAX) { for (const element of value) see(shape.element, element, depth + 1); }
  } else seeObject(shape.members ??= noMembers(), value, depth);
}

function noMembers(): Members {
  return { objectCount: 0, byKey: new Map(), values: null };
}

function seeObject(members: Members, value: object, depth: number): void {
  members.objectCount += 1;
  if (depth >= DEPTH_MAX) return;
  for (const [key, part] of Object.entries(value)) {
    if (members.values === null && !members.byKey.has(key) && members.byKey.size >= KEYS_MAX) {
      members.values = emptyShape();
      for (const { shape } of members.byKey.values()) merge(members.values, shape);
    }
    if (members.values !== null) {
      see(members.values, part, depth + 1);
      continue;
    }
    const known = members.byKey.get(key) ?? { shape: emptyShape(), count: 0 };
    known.count += 1;
    members.byKey.set(key, known);
    see(known.shape, part, depth + 1);
  }
}

function merge(into: Shape, from: Shape): void {
  for (const plain of from.plain) into.plain.add(plain);
  if (from.element !== null) merge(into.element ??= emptyShape(), from.element);
  if (from.members === null) return;
  const members = into.members ??= noMembers();
  members.objectCount += from.members.objectCount;
  for (const [key, { shape, count }] of from.members.byKey) {
    const known = members.byKey.get(key) ?? { shape: emptyShape(), count: 0 };
    known.count += count;
    members.byKey.set(key, known);
    merge(known.shape, shape);
  }
  if (from.members.values !== null) merge(members.values ??= emptyShape(), from.members.values);
}

function typeText(shape: Shape, depth: number): string {
  return partsOf(shape, depth).join(" | ");
}

/** The members of its union. */
function partsOf({ plain, element, members }: Shape, depth: number): string[] {
  const parts = ["boolean", "number", "string"].filter((name) => plain.has(name));
  if (element !== null) parts.push(arrayText(element, depth));
  if (members !== null) parts.push(objectText(members, depth));
  if (plain.has("null")) parts.push("null");
  return parts.length === 0 ? ["unknown"] : parts;
}

function arrayText(element: Shape, depth: number): string {
  const parts = depth <= 1 ? ["unknown"] : partsOf(element, depth - 1);
  const type = parts.join(" | ");
  return parts.length > 1 ? `(${type})[]` : `${type}[]`;
}

function objectText({ objectCount, byKey, values }: Members, depth: number): string {
  if (depth <= 1) return "Record<string, unknown>";
  if (values !== null) {
    const all = emptyShape();
    merge(all, values);
    for (const { shape } of byKey.values()) merge(all, shape);
    return `Record<string, ${typeText(all, depth - 1)}>`;
  }
  if (byKey.size === 0) return "Record<string, unknown>";
  const fields = [...byKey].map(([key, { shape, count }]) => {
    const name = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key) ? key : JSON.stringify(key);
    return `${name}${count < objectCount ? "?" : ""}: ${typeText(shape, depth - 1)}`;
  });
  return `{ ${fields.join("; ")} }`;
}

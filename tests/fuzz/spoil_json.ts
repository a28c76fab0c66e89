/** JSON with a few things wrong: other types, missing and strange names, extremes, deep nesting. */

import type { Draw } from "./draw.ts";

/** A value of JSON. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** An object of JSON. */
export type JsonObject = Record<string, Json>;

/**
 * Deeper than recursive code with a usual stack survives. It stands for itself until the text is
 * made, because that is recursive too.
 */
const DEPTH = 10_000;
const DEEP = "deep, deep, deep";
// A number as a name: V8 writes such objects by its slower, recursive way.
const DEEP_TEXT = '[{"0":'.repeat(DEPTH) + "0" + "}]".repeat(DEPTH);

const STRANGE: readonly (() => Json)[] = [
  () => null,
  () => true,
  () => 0,
  () => -1,
  () => 0.5,
  () => 1e308,
  () => Number.MAX_SAFE_INTEGER,
  () => -Number.MAX_SAFE_INTEGER,
  () => "",
  () => "\0",
  () => "\ud800",
  () => "\u{1f600}'\"`\\\n\r\u2028",
  () => "__proto__",
  () => "*?".repeat(50),
  () => "x".repeat(10_000),
  () => [],
  () => [null, [], {}],
  () => ({}),
  () => Object.fromEntries([["__proto__", { polluted: true }], ["constructor", 1], ["", 2]]),
  () => Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`n${index}`, index])),
];

/** How often a strange value is a deep one, which costs milliseconds. Chosen. */
const DEEP_SHARE = 0.01;

const NAMES: readonly string[] = ["__proto__", "", "toString", "code", "subshell_id"];

/** The text of an object. */
export function jsonText(value: JsonObject): string {
  return JSON.stringify(value).replaceAll(`"${DEEP}"`, DEEP_TEXT);
}

/** Spoils an object in some places; the input is left alone. */
export function spoilObject(value: JsonObject, draw: Draw): JsonObject {
  let spoilt = structuredClone(value);
  for (let share = 0.5; draw.spoils(share); share = 0.4) spoilt = spoilMember(spoilt, draw);
  return spoilt;
}

/** By entries throughout, so that `__proto__` is a name like any other. */
function spoilMember(value: JsonObject, draw: Draw): JsonObject {
  const entries = Object.entries(value);
  const at = draw.int(entries.length + 1);
  const found = entries[at];
  if (found === undefined) {
    return Object.fromEntries([...entries, [draw.pick(NAMES), strange(draw)]]);
  }
  const [name, member] = found;
  if (isObject(member) && draw.chance(0.5)) {
    entries[at] = [name, spoilMember(member, draw)];
    return Object.fromEntries(entries);
  }
  switch (draw.int(4)) {
    case 0:
      return Object.fromEntries(entries.toSpliced(at, 1));
    case 1:
      return Object.fromEntries(entries.with(at, [draw.pick(NAMES), member]));
    default:
      return Object.fromEntries(entries.with(at, [name, strange(draw)]));
  }
}

function strange(draw: Draw): Json {
  return draw.chance(DEEP_SHARE) ? DEEP : draw.pick(STRANGE)();
}

function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

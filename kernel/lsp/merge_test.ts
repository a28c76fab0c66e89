/** Names from several sources as one list. */

import { assertEquals } from "@std/assert";
import type { Name } from "./completion.ts";
import { mergeMembers, mergeNames } from "./merge.ts";
import type { TypedName } from "./type_service.ts";

/** Typed names: `*` marks a global, `!` a type, `:keyword` and the like another type. */
function typed(text: string): TypedName[] {
  return text.split(" ").filter((word) => word !== "").map((word) => {
    const [, name = "", marks = "", type = "instance"] = /^([^*!:]+)([*!]*):?(.*)$/.exec(word) ??
      [];
    return {
      name,
      type: (type === "" ? "instance" : type) as Name["type"],
      isGlobal: marks.includes("*"),
      isType: marks.includes("!"),
    };
  });
}

function live(text: string): Name[] {
  return typed(text).map(({ name, type }) => ({ name, type }));
}

function shown(names: readonly Name[]): string {
  return names.map(({ name, type }) => type === "instance" ? name : `${name}:${type}`).join(" ");
}

const MEMBERS: [name: string, typed: string | null, live: string, expected: string][] = [
  ["both know once, the typed order first", "b a", "a c", "b a c"],
  ["no answer from types", null, "a toString", "a toString"],
  ["types know nothing", "", "a toString", "a toString"],
  ["what every object has", "a", "constructor a __proto__ own", "a own"],
  ["the value's kind for an import", "a b:class", "a:function b:function", "a:function b:class"],
];

for (const [name, types, values, expected] of MEMBERS) {
  Deno.test(`mergeMembers() with ${name}`, () => {
    assertEquals(shown(mergeMembers(types === null ? null : typed(types), live(values))), expected);
  });
}

const NAMES: [name: string, typed: string | null, live: string, expected: string][] = [
  ["no answer from types", null, "v", "own old v for:keyword"],
  [
    "near names, the cell, the notebook, the program, the rest",
    "near fetch* if*:keyword",
    "v fetch",
    "near own old v fetch if:keyword",
  ],
  ["globals that are not there at run time", "fetch* document*", "fetch", "own old fetch"],
  [
    "types, which are never there at run time",
    "Partial*! fetch*",
    "fetch",
    "own old fetch Partial",
  ],
  ["a program that does not answer", "fetch* document*", "", "own old fetch document"],
  ["keys of an object: nothing else", "left right", "v", "left right"],
  [
    "words in a class: nothing else",
    "static*:keyword get*:keyword",
    "v",
    "static:keyword get:keyword",
  ],
];

for (const [name, types, values, expected] of NAMES) {
  Deno.test(`mergeNames() with ${name}`, () => {
    const merged = mergeNames({
      typed: types === null ? null : typed(types),
      declared: live("own"),
      notebook: live("old own"),
      live: live(values),
      keywords: live("for:keyword"),
    });
    assertEquals(shown(merged), expected);
  });
}

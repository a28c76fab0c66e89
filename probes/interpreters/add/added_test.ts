/** Tests of what is on record of added CPythons, in folders made up for it. */
import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import { type FakeFolder, fakePrograms } from "../../../tests/support/fake_programs.ts";
import { findCandidates } from "../candidates.ts";
import { LAYOUT, listAdded, pythonsFolder } from "./added.ts";

const PROGRAM = "usr/bin/python3.15";

/** A cache with one folder of that name, and what its record says. */
function cacheWith(name: string, changes: Readonly<Record<string, unknown>> = {}): FakeFolder {
  const folder = fakePrograms({ [`probebook/pythons/${name}/${PROGRAM}`]: "" });
  const place = folder.at(`probebook/pythons/${name}`);
  const record = { layout: LAYOUT, from: "debian", version: "3.15.2", program: PROGRAM, bytes: 7 };
  Deno.writeTextFileSync(
    join(place, "added.json"),
    JSON.stringify({ ...record, madeFor: place, ...changes }),
  );
  return folder;
}

const FOLDERS: [name: string, environment: Record<string, string>, expected: string | null][] = [
  ["XDG_CACHE_HOME", { XDG_CACHE_HOME: "/c", HOME: "/h" }, "/c/probebook/pythons"],
  ["a relative XDG_CACHE_HOME", { XDG_CACHE_HOME: "c", HOME: "/h" }, "/h/.cache/probebook/pythons"],
  ["HOME alone", { HOME: "/h" }, "/h/.cache/probebook/pythons"],
  ["neither", {}, null],
];

for (const [name, environment, expected] of FOLDERS) {
  Deno.test(`pythonsFolder() goes by ${name}`, () => {
    assertEquals(pythonsFolder(environment), expected);
  });
}

Deno.test("listAdded() reads the record of what was added", () => {
  using folder = cacheWith("debian-3.15");
  assertEquals(listAdded({ XDG_CACHE_HOME: folder.path }), [{
    name: "debian-3.15",
    from: "debian",
    version: "3.15.2",
    program: folder.at(`probebook/pythons/debian-3.15/${PROGRAM}`),
    bytes: 7,
  }]);
});

const ABSENT: [name: string, folder: string, changes: Record<string, unknown>][] = [
  ["is being made", ".making-debian-3.15", {}],
  ["was moved", "debian-3.15", { madeFor: "/elsewhere/debian-3.15" }],
  ["has another layout", "debian-3.15", { layout: 0 }],
  ["has a record of something else", "debian-3.15", { version: 3 }],
];

for (const [name, place, changes] of ABSENT) {
  Deno.test(`listAdded() passes over a folder that ${name}`, () => {
    using folder = cacheWith(place, changes);
    assertEquals(listAdded({ XDG_CACHE_HOME: folder.path }), []);
  });
}

Deno.test("findCandidates() finds what was added, and not where only named ones count", () => {
  using folder = cacheWith("debian-3.15");
  const environment = { XDG_CACHE_HOME: folder.path, PATH: "", HOME: folder.at("none") };
  const inside = (more: Record<string, string>) =>
    findCandidates({ environment: { ...environment, ...more }, os: "linux" })
      .filter(({ path }) => path.startsWith(folder.path))
      .map(({ path }) => path);
  assertEquals(inside({}), [folder.at(`probebook/pythons/debian-3.15/${PROGRAM}`)]);
  assertEquals(inside({ PROBEBOOK_PYTHONS_ONLY: "1" }), []);
});

/** Tests of finding the interpreter that somebody typed. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import {
  fakeFacts,
  type FakeFolder,
  fakePrograms,
  printing,
} from "../../tests/support/fake_programs.ts";
import { type FindOptions, findPythons, type FoundPython } from "./find.ts";

function listed(folder: FakeFolder): FindOptions {
  return {
    base: folder.path,
    secondsMax: 20,
    environment: { PROBEBOOK_PYTHONS: folder.at("listed"), PROBEBOOK_PYTHONS_ONLY: "1" },
  };
}

/** One word an entry: the name, or what was wrong. */
function words(found: readonly FoundPython[]): string[] {
  return found.map((entry) => entry.kind === "found" ? entry.interpreter.name : entry.kind);
}

const PROGRAMS = {
  "listed/a/bin/python3": printing(fakeFacts("3.12.1")),
  "listed/b/bin/python3": printing(fakeFacts("3.14.1")),
  "other/python": printing(fakeFacts("3.14.1", { prefix: "/elsewhere" })),
  "third/python": printing(fakeFacts("3.14.1", { prefix: "/third" })),
  "shim": "echo 'pyenv: python3.13: command not found' >&2; exit 127",
  "pypy": printing(fakeFacts("3.11.9", { implementation: "pypy" })),
};

const CASES: [name: string, texts: string[], expected: string[]][] = [
  ["names", ["py3.14.1", "py3.12.1"], ["py3.14.1", "py3.12.1"]],
  ["one name twice", ["py3.12.1", "py3.12.1"], ["py3.12.1", "py3.12.1"]],
  ["a name that nobody has", ["py3.13", "py3.12.1"], ["unknown", "py3.12.1"]],
  ["a relative path", ["other/python"], ["py3.14.1"]],
  ["the path of a listed one, beside a name", ["./listed/b/bin/python3", "py3.12.1"], [
    "py3.14.1",
    "py3.12.1",
  ]],
  ["two builds of one version", ["other/python", "third/python"], [
    "py3.14.1-other",
    "py3.14.1-other-2",
  ]],
  ["one path twice", ["other/python", "./other/python"], ["py3.14.1", "py3.14.1"]],
  ["a shim", ["./shim"], ["rejected"]],
  ["another implementation", ["./pypy"], ["rejected"]],
  ["a file that is not there", ["./missing"], ["rejected"]],
  ["a folder", ["./other"], ["rejected"]],
];

for (const [name, texts, expected] of CASES) {
  Deno.test(`findPythons() finds ${name}`, async () => {
    using folder = fakePrograms(PROGRAMS);
    assertEquals(words(await findPythons(texts, listed(folder))), expected);
  });
}

Deno.test("findPythons() gives the reason of a rejection and the names there are", async () => {
  using folder = fakePrograms(PROGRAMS);
  const [shim, unknown] = await findPythons(["./shim", "py4"], listed(folder));
  assertStringIncludes(shim?.kind === "rejected" ? shim.reason : "", "command not found");
  assertEquals(unknown?.kind === "unknown" ? unknown.known : [], ["py3.12.1", "py3.14.1"]);
});

Deno.test("findPythons() keeps another build apart from the listed one of the same version", async () => {
  using folder = fakePrograms(PROGRAMS);
  const found = words(await findPythons(["py3.14.1", "other/python"], listed(folder)));
  assertEquals(found[0], "py3.14.1");
  assertEquals(new Set(found).size, 2);
});

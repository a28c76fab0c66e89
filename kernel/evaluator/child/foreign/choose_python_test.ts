import { assertEquals } from "@std/assert";
import { choosePython, type FoundPython, isVersion, readPythons } from "./choose_python.ts";

function python(name: string, changes: Partial<FoundPython> = {}): FoundPython {
  const [, version = ""] = /^py([\w.]*\d)/.exec(name) ?? [];
  const letters = name.slice(2 + version.length);
  return {
    name,
    executable: `/p/${name}`,
    version,
    freeThreaded: letters.includes("t"),
    debug: letters.includes("d"),
    isFinal: !/[a-z]/.test(version),
    ...changes,
  };
}

/** As `arms({ all: true })` gives them: the main one, then from the newest on. */
const PYTHONS = [
  "py3.14.3",
  "py3.15.0rc1",
  "py3.14.3t",
  "py3.14.3d",
  "py3.14.0",
  "py3.13.0t",
  "py3.13.0",
  "py3.9.18",
].map((name) => python(name));

const CASES: [wanted: string | null, name: string | null][] = [
  [null, "py3.14.3"],
  ["python", "py3.14.3"],
  ["python3", "py3.14.3"],
  ["3", "py3.14.3"],
  ["3.14", "py3.14.3"],
  ["3.14.0", "py3.14.0"],
  ["python3.13", "py3.13.0"],
  ["py3.13", "py3.13.0"],
  ["3.14t", "py3.14.3t"],
  ["3t", "py3.14.3t"],
  ["3.14d", "py3.14.3d"],
  ["3.14td", null],
  ["py3.13.0t", "py3.13.0t"],
  ["/p/py3.9.18", "py3.9.18"],
  ["3.15", "py3.15.0rc1"],
  ["3.15.0rc1", "py3.15.0rc1"],
  ["3.15.0rc2", null],
  [">=3.13", "py3.14.3"],
  [">3.14", "py3.15.0rc1"],
  ["<3.14", "py3.13.0"],
  ["<=3.13t", "py3.13.0t"],
  ["==3.9", "py3.9.18"],
  ["3.1", null],
  ["2", null],
  ["main.py", null],
  ["", null],
];

for (const [wanted, name] of CASES) {
  Deno.test(`choosePython() takes ${JSON.stringify(wanted)} for ${name}`, () => {
    assertEquals(choosePython(wanted, PYTHONS)?.name ?? null, name);
    assertEquals(choosePython(wanted, []), null);
  });
}

Deno.test("isVersion() tells what can be fetched", () => {
  assertEquals(["3.14t", ">=3.13", "py3.9", "fast", ""].map(isVersion), [
    true,
    true,
    true,
    false,
    false,
  ]);
});

Deno.test("readPythons() leaves out what is none", () => {
  const [good] = PYTHONS;
  assertEquals(readPythons([good, null, 1, { ...good, debug: "no" }]), [good]);
  assertEquals(readPythons("py3.14"), []);
});

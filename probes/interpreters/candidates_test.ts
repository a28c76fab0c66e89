/** Tests of the search for candidates, in trees made up for it. */
import { assertEquals } from "@std/assert";
import { basename, relative } from "@std/path";
import { type FakeFolder, fakePrograms } from "../../tests/support/fake_programs.ts";
import { findCandidates } from "./candidates.ts";
import type { SearchOptions } from "./places.ts";

/** What was found below the folder: `path` for a candidate, `path: rejection` for others. */
function found(folder: FakeFolder, environment: Record<string, string>, os = "linux"): string[] {
  const options: SearchOptions = {
    environment: Object.fromEntries(
      Object.entries(environment).map((
        [name, value],
      ) => [name, value.replaceAll("@", folder.path)]),
    ),
    os,
  };
  return findCandidates(options)
    .filter((entry) => entry.path.startsWith(folder.path))
    .map((entry) => {
      const path = relative(folder.path, entry.path);
      return entry.kind === "candidate" ? path : `${path}: ${entry.rejection}`;
    });
}

const ONLY = { PROBEBOOK_PYTHONS_ONLY: "1" };

Deno.test("findCandidates() takes programs by their name and leaves their relatives", () => {
  using folder = fakePrograms({
    "bin/python3.14": "",
    "bin/python3.14t": "",
    "bin/python3.13d": "",
    "bin/python": "",
    "bin/python3-config": "",
    "bin/python3.11-gdb.py": "",
    "bin/python2": "",
    "bin/ipython3": "",
    "bin/pythonw": "",
  });
  assertEquals(found(folder, { PATH: "@/bin", HOME: "@/none" }), [
    "bin/python",
    "bin/python3.13d",
    "bin/python3.14",
    "bin/python3.14t",
  ]);
});

Deno.test("findCandidates() counts links and hard links once", () => {
  using folder = fakePrograms({ "bin/python3.14": "" });
  Deno.symlinkSync("python3.14", folder.at("bin/python3"));
  Deno.linkSync(folder.at("bin/python3.14"), folder.at("bin/python3.14t"));
  Deno.mkdirSync(folder.at("venv"));
  Deno.symlinkSync("../bin/python3.14", folder.at("venv/python"));
  const entries = findCandidates({
    environment: { PATH: `${folder.path}/venv:${folder.path}/bin`, HOME: folder.at("none") },
    os: "linux",
  }).filter((entry) => entry.path.startsWith(folder.path));
  assertEquals(entries.map((entry) => entry.kind === "candidate" ? basename(entry.realPath) : ""), [
    "python3.14",
  ]);
});

Deno.test("findCandidates() passes over shims and finds the versions behind them", () => {
  using folder = fakePrograms({
    "pyenv/shims/python3": "exit 127",
    "pyenv/versions/3.13.0/bin/python3.13": "",
    "asdf/shims/python3": "exit 127",
    "asdf/installs/python/3.12.1/bin/python3.12": "",
  });
  assertEquals(found(folder, { PATH: "@/pyenv/shims:@/asdf/shims", HOME: "@/none" }), [
    "pyenv/versions/3.13.0/bin/python3.13",
    "asdf/installs/python/3.12.1/bin/python3.12",
    "pyenv/shims/python3: shim",
    "asdf/shims/python3: shim",
  ]);
});

Deno.test("findCandidates() sees through a shim that is a link to its manager", () => {
  using folder = fakePrograms({ "opt/mise": "", "bin/.keep": "" });
  Deno.symlinkSync("../opt/mise", folder.at("bin/python3"));
  assertEquals(found(folder, { PATH: "@/bin", HOME: "@/none" }), ["bin/python3: shim"]);
});

const MANAGERS: [name: string, file: string, environment: Record<string, string>][] = [
  ["pyenv in its usual place", "home/.pyenv/versions/3.11.7/bin/python3.11", {}],
  ["pyenv elsewhere", "pe/versions/3.11.7/bin/python3.11", { PYENV_ROOT: "@/pe" }],
  ["uv in its usual place", "home/.local/share/uv/python/cpython-3.14.6-linux/bin/python3.14", {}],
  ["uv below XDG_DATA_HOME", "data/uv/python/cpython-3.14.6/bin/python3.14", {
    XDG_DATA_HOME: "@/data",
  }],
  ["uv elsewhere", "uv/cpython-3.14.6/bin/python3.14", { UV_PYTHON_INSTALL_DIR: "@/uv" }],
  ["asdf", "home/.asdf/installs/python/3.12.1/bin/python3", {}],
  ["mise", "home/.local/share/mise/installs/python/3.12.1/bin/python3", {}],
];

for (const [name, file, environment] of MANAGERS) {
  Deno.test(`findCandidates() looks into ${name}`, () => {
    using folder = fakePrograms({ [file]: "" });
    assertEquals(found(folder, { HOME: "@/home", ...environment }), [file]);
    assertEquals(found(folder, { HOME: "@/home", ...environment, ...ONLY }), []);
  });
}

Deno.test("findCandidates() searches a named folder three levels deep", () => {
  using folder = fakePrograms({
    "python3": "",
    "bin/python3.8": "",
    "a/bin/python3.9": "",
    "a/b/bin/python3.10": "",
    "a/b/c/bin/python3.11": "",
    "shims/bin/python3.12": "",
    "a/lib/python3.13": "",
  });
  assertEquals(found(folder, { PROBEBOOK_PYTHONS: "@", ...ONLY }), [
    "python3",
    "bin/python3.8",
    "a/bin/python3.9",
    "a/b/bin/python3.10",
  ]);
});

Deno.test("findCandidates() takes a named program whatever its name, and says when it is missing", () => {
  using folder = fakePrograms({ "snake": "", "shims/python3": "" });
  const named = "@/snake:@/shims/python3:@/absent::@/empty/../nowhere";
  assertEquals(found(folder, { PROBEBOOK_PYTHONS: named, ...ONLY }), [
    "snake",
    "shims/python3",
    "absent: not_found",
    "nowhere: not_found",
  ]);
});

Deno.test("findCandidates() finds nothing without variables to go by, and does not look around itself", () => {
  const entries = findCandidates({
    environment: { ...ONLY, PATH: "bin:.:", HOME: "" },
    os: "linux",
  });
  assertEquals(entries, []);
});

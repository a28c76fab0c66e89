/** Tests of names and families. */
import { assertEquals } from "@std/assert";
import { fakeFacts } from "../../tests/support/fake_programs.ts";
import { type Facts, readAnswer } from "./ask.ts";
import { describeInterpreter, nameInterpreters, type UnnamedInterpreter } from "./describe.ts";

function facts(version: string, changes: Partial<Facts> = {}): Facts {
  const answer = readAnswer([fakeFacts(version, changes)]);
  if (answer.kind !== "facts") throw new TypeError(answer.reason);
  return answer.facts;
}

function described(
  version: string,
  changes: Partial<Facts> = {},
  executable = `/x/${version}`,
): UnnamedInterpreter {
  return describeInterpreter(facts(version, changes), { executable, source: "PATH" });
}

const FAMILIES: [name: string, changes: Partial<Facts>, executable: string, expected: string][] = [
  [
    "Debian's",
    { debian: true, banner: "3.14.10 (main) [GCC 16.2.0]" },
    "/usr/bin/python3.14",
    "debian, GCC 16",
  ],
  ["pyenv's", {}, "/h/.pyenv/versions/3.14.10/bin/python3.14", "pyenv, GCC 12"],
  [
    "pyenv's with optimisation",
    { pgo: true },
    "/h/.pyenv/versions/3/bin/python3",
    "pyenv, GCC 12, PGO",
  ],
  [
    "conda's",
    { banner: "3.14.1 | packaged by conda-forge | [GCC 14.1.0]" },
    "/c/bin/python",
    "conda, GCC 14",
  ],
  ["a conda folder", { conda: true }, "/h/.pyenv/versions/mini/bin/python", "conda, GCC 12"],
  [
    "uv's",
    { banner: "3.14.6 (main) [Clang 22.1.0 ]", pgo: true },
    "/h/.local/share/uv/python/cpython-3.14.6-linux-x86_64-gnu/bin/python3.14",
    "standalone, Clang 22, PGO",
  ],
  ["Homebrew's", {}, "/opt/homebrew/Cellar/python@3.14/3.14.1/bin/python3.14", "homebrew, GCC 12"],
  [
    "python.org's",
    {},
    "/Library/Frameworks/PythonT.framework/Versions/3.14/bin/python3.14t",
    "python.org, GCC 12",
  ],
  ["a shared", { shared: true }, "/h/.pyenv/versions/3.14.1/bin/python3", "pyenv, GCC 12, shared"],
  [
    "a fully optimised",
    { pgo: true, lto: true },
    "/usr/bin/python3.14",
    "distribution, GCC 12, PGO+LTO",
  ],
  ["a build that says no", { pgo: false, lto: false }, "/usr/local/bin/python3", "other, GCC 12"],
  ["a debug", { debug: true }, "/usr/local/bin/python3", "other, GCC 12, debug"],
  ["a 32-bit", { bits: 32 }, "/usr/local/bin/python3", "other, GCC 12, 32-bit"],
  ["asdf's", {}, "/h/.asdf/installs/python/3.12.1/bin/python3.12", "pyenv, GCC 12"],
  [
    "mise's",
    { standalone: true },
    "/h/.local/share/mise/installs/python/3.12.1/bin/python3.12",
    "standalone, GCC 12",
  ],
  [
    "Linuxbrew's",
    {},
    "/home/linuxbrew/.linuxbrew/Cellar/python@3.14/3.14.1/bin/python3.14",
    "homebrew, GCC 12",
  ],
  [
    "Apple's",
    { banner: "3.9.6 (default) [Clang 17.0.0 (clang-1700.0.13.3)]" },
    "/Library/Developer/CommandLineTools/Library/Frameworks/Python3.framework/Versions/3.9/bin/python3.9",
    "xcode, Clang 17",
  ],
  [
    "MacPorts'",
    {},
    "/opt/local/Library/Frameworks/Python.framework/Versions/3.14/bin/python3.14",
    "macports, GCC 12",
  ],
  ["Nix's", {}, "/nix/store/abc-python3-3.14.1/bin/python3.14", "nix, GCC 12"],
  ["an unknown", { banner: "3.14.10" }, "/opt/python", "other, unknown compiler"],
];

for (const [name, changes, executable, expected] of FAMILIES) {
  Deno.test(`describeInterpreter() recognises ${name} build`, () => {
    assertEquals(described("3.14.10", changes, executable).build.family, expected);
  });
}

const LOCKS: [freeThreaded: boolean, gilEnabled: boolean, expected: string][] = [
  [false, true, "always"],
  [true, true, "on"],
  [true, false, "off"],
];

for (const [freeThreaded, gilEnabled, expected] of LOCKS) {
  Deno.test(`describeInterpreter() says that the lock is ${expected}`, () => {
    assertEquals(described("3.14.1", { freeThreaded, gilEnabled }).gil, expected);
  });
}

Deno.test("describeInterpreter() never puts one version of two vendors into one family", () => {
  const debian = described("3.13.5", { debian: true });
  const plain = described("3.13.5", { shared: true, pgo: false }, "/opt/x/bin/python3");
  assertEquals(debian.build.family === plain.build.family, false);
});

Deno.test("describeInterpreter() keeps what is not on record apart from no", () => {
  const builds = [null, false, true].map((pgo) => described("3.14.1", { pgo, lto: pgo }).build);
  assertEquals(builds.map(({ pgo, lto }) => [pgo, lto]), [
    [null, null],
    [false, false],
    [true, true],
  ]);
});

Deno.test("nameInterpreters() sorts by version, as numbers", () => {
  const names = nameInterpreters(
    ["3.10.2", "3.9.18", "3.10.11"].map((version) => described(version)),
  );
  assertEquals(names.map(({ name }) => name), ["py3.9.18", "py3.10.2", "py3.10.11"]);
});

Deno.test("nameInterpreters() gives every interpreter a name of its own", () => {
  const named = nameInterpreters([
    described("3.14.1", {}, "/h/.pyenv/versions/3.14.1/bin/python3.14"),
    described("3.14.1", {}, "/h/.pyenv/versions/mine/bin/python3.14"),
    described("3.14.1", { debian: true }, "/usr/bin/python3.14"),
    described("3.14.1", { freeThreaded: true }, "/t"),
    described("3.14.1", { debug: true }, "/d"),
    described("3.13.5+", {}, "/plus"),
  ]);
  assertEquals(named.map(({ name, executable }) => `${name} ${executable}`), [
    "py3.13.5 /plus",
    "py3.14.1d /d",
    "py3.14.1-pyenv /h/.pyenv/versions/3.14.1/bin/python3.14",
    "py3.14.1-pyenv-2 /h/.pyenv/versions/mine/bin/python3.14",
    "py3.14.1-debian /usr/bin/python3.14",
    "py3.14.1t /t",
  ]);
});

/** Tests of the search for candidates, in trees made up for it. */
import { assertEquals } from "@std/assert";
import { basename, relative } from "@std/path";
import { type FakeFolder, fakePrograms } from "../../tests/support/fake_programs.ts";
import { testUnless } from "../../tests/support/skip.ts";
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
    root: folder.at("machine"),
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

type Manager = [
  name: string,
  file: string,
  environment?: Record<string, string>,
  os?: "linux" | "darwin",
];

const FRAMEWORKS = "machine/Library/Frameworks";

const MANAGERS: Manager[] = [
  ["pyenv in its usual place", "home/.pyenv/versions/3.11.7/bin/python3.11"],
  ["pyenv elsewhere", "pe/versions/3.11.7/bin/python3.11", { PYENV_ROOT: "@/pe" }],
  ["pyenv's free-threaded", "home/.pyenv/versions/3.14.1t/bin/python3.14t"],
  ["uv in its usual place", "home/.local/share/uv/python/cpython-3.14.6-linux/bin/python3.14"],
  ["uv below XDG_DATA_HOME", "data/uv/python/cpython-3.14.6/bin/python3.14", {
    XDG_DATA_HOME: "@/data",
  }],
  ["uv elsewhere", "uv/cpython-3.14.6/bin/python3.14", { UV_PYTHON_INSTALL_DIR: "@/uv" }],
  [
    "uv's free-threaded",
    "home/.local/share/uv/python/cpython-3.14.10+freethreaded-linux-x86_64-gnu/bin/python3.14t",
  ],
  ["asdf", "home/.asdf/installs/python/3.12.1/bin/python3"],
  ["asdf elsewhere", "as/installs/python/3.12.1/bin/python3", { ASDF_DATA_DIR: "@/as" }],
  ["mise", "home/.local/share/mise/installs/python/3.12.1/bin/python3"],
  ["mise elsewhere", "mi/installs/python/3.12.1/bin/python3", { MISE_DATA_DIR: "@/mi" }],
  ["a base of conda", "home/miniconda3/bin/python3.13"],
  ["an environment beside the base", "home/miniforge3/envs/data/bin/python3.13"],
  ["an environment in .conda", "home/.conda/envs/data/bin/python3.13"],
  ["conda for all users", "machine/opt/anaconda3/envs/data/bin/python3.13"],
  ["conda in a container", "machine/opt/conda/bin/python3.13"],
  ["conda elsewhere", "co/envs/data/bin/python3.13", { CONDA_EXE: "@/co/bin/conda" }],
  ["the active environment", "co/bin/python3.13", { CONDA_PREFIX: "@/co" }],
  ["mamba", "ma/envs/data/bin/python3.13", { MAMBA_ROOT_PREFIX: "@/ma" }],
  ["pixi", "home/.pixi/envs/python/bin/python3.13"],
  ["pixi elsewhere", "pi/envs/python/bin/python3.13", { PIXI_HOME: "@/pi" }],
  ["Homebrew on Linux", "machine/home/linuxbrew/.linuxbrew/opt/python@3.14/bin/python3.14"],
  ["optional software", "machine/opt/python3.14/bin/python3.14"],
  ["manylinux", "machine/opt/python/cp314-cp314t/bin/python3.14"],
  ["the distribution", "machine/usr/bin/python3.14"],
  ["Fedora's free-threaded", "machine/usr/bin/python3.14t"],
  ["Ubuntu's free-threaded", "machine/usr/bin/python3.14-nogil"],
  ["Debian's debug build", "machine/usr/bin/python3.14-dbg"],
  ["a local installation", "machine/usr/local/bin/python3.14"],
  ["Nix, by PATH", "nix/profile/bin/python3.14", { PATH: "@/nix/profile/bin" }],
  ["Homebrew", "machine/opt/homebrew/opt/python@3.14/bin/python3.14", {}, "darwin"],
  ["Homebrew on Intel", "machine/usr/local/opt/python@3.13/bin/python3.13", {}, "darwin"],
  [
    "Homebrew's free-threaded",
    "machine/opt/homebrew/opt/python-freethreading/bin/python3.14t",
    {},
    "darwin",
  ],
  [
    "conda from Homebrew",
    "machine/opt/homebrew/Caskroom/miniconda/base/bin/python3.13",
    {},
    "darwin",
  ],
  [
    "an environment of it",
    "machine/opt/homebrew/Caskroom/miniforge/base/envs/a/bin/python3.13",
    {},
    "darwin",
  ],
  ["python.org", `${FRAMEWORKS}/Python.framework/Versions/3.14/bin/python3.14`, {}, "darwin"],
  [
    "python.org's free-threaded",
    `${FRAMEWORKS}/PythonT.framework/Versions/3.14/bin/python3.14t`,
    {},
    "darwin",
  ],
  ["MacPorts", "machine/opt/local/bin/python3.14", {}, "darwin"],
  [
    "Apple's behind its stub",
    "machine/Library/Developer/CommandLineTools/Library/Frameworks/Python3.framework/Versions/3.9/bin/python3",
    {},
    "darwin",
  ],
];

for (const [name, file, environment = {}, os] of MANAGERS) {
  Deno.test(`findCandidates() looks into ${name}`, () => {
    using folder = fakePrograms({ [file]: "" });
    assertEquals(found(folder, { HOME: "@/home", ...environment }, os), [file]);
    assertEquals(found(folder, { HOME: "@/home", ...environment, ...ONLY }, os), []);
  });
}

Deno.test("findCandidates() looks into every prefix that conda has on its list", () => {
  using folder = fakePrograms({ "work/project/env/bin/python3.13": "", "bin/python3.12": "" });
  Deno.mkdirSync(folder.at("home/.conda"), { recursive: true });
  const lines = [folder.at("work/project/env"), "", "relative/env", folder.at("gone"), ""];
  Deno.writeTextFileSync(folder.at("home/.conda/environments.txt"), lines.join("\n"));
  assertEquals(found(folder, { HOME: "@/home" }), ["work/project/env/bin/python3.13"]);
});

Deno.test("findCandidates() counts a virtual environment and a version's link to it as what is behind", () => {
  using folder = fakePrograms({ "home/.pyenv/versions/3.13.0/bin/python3.13": "" });
  Deno.mkdirSync(folder.at("venv/bin"), { recursive: true });
  Deno.symlinkSync(
    folder.at("home/.pyenv/versions/3.13.0/bin/python3.13"),
    folder.at("venv/bin/python"),
  );
  Deno.symlinkSync(folder.at("venv"), folder.at("home/.pyenv/versions/work"));
  assertEquals(found(folder, { HOME: "@/home", PATH: "@/venv/bin" }), [
    "home/.pyenv/versions/3.13.0/bin/python3.13",
  ]);
});

type BadPlace = [
  name: string,
  prepare: (folder: FakeFolder) => void,
  /** What is said where PATH leads there, and where PROBEBOOK_PYTHONS names it. */
  expected: { onPath: string[]; named: string[] },
];

const BAD_PLACES: BadPlace[] = [
  [
    "an empty file, as a store's stub is",
    (folder) => Deno.writeTextFileSync(folder.at("bin/python3"), "", { mode: 0o755 }),
    { onPath: ["bin/python3: stub"], named: ["bin/python3: stub"] },
  ],
  [
    "links in a circle",
    (folder) => {
      Deno.symlinkSync("python", folder.at("bin/python3"));
      Deno.symlinkSync("python3", folder.at("bin/python"));
    },
    {
      onPath: ["bin/python: not_found", "bin/python3: not_found"],
      named: ["bin/python3: not_found"],
    },
  ],
  [
    "a link to nothing",
    (folder) => Deno.symlinkSync("../gone/python3.9", folder.at("bin/python3")),
    { onPath: ["bin/python3: not_found"], named: ["bin/python3: not_found"] },
  ],
  [
    "a link to a manager",
    (folder) => {
      Deno.writeTextFileSync(folder.at("bin/pyenv"), "#!/bin/sh\n", { mode: 0o755 });
      Deno.symlinkSync("pyenv", folder.at("bin/python3"));
    },
    { onPath: ["bin/python3: shim"], named: ["bin/python3"] },
  ],
  [
    "a folder of that name",
    (folder) => Deno.mkdirSync(folder.at("bin/python3")),
    { onPath: [], named: [] },
  ],
  [
    "GraalPy, which is asked",
    (folder) => {
      Deno.writeTextFileSync(folder.at("bin/graalpy"), "#!/bin/sh\n", { mode: 0o755 });
      Deno.symlinkSync("graalpy", folder.at("bin/python3"));
    },
    { onPath: ["bin/python3"], named: ["bin/python3"] },
  ],
];

for (const [name, prepare, { onPath, named }] of BAD_PLACES) {
  Deno.test(`findCandidates() meets ${name}`, () => {
    using folder = fakePrograms({ "bin/.keep": "" });
    prepare(folder);
    assertEquals(found(folder, { HOME: "@/home", PATH: "@/bin" }), onPath);
    assertEquals(found(folder, { PROBEBOOK_PYTHONS: "@/bin/python3", ...ONLY }), named);
  });
}

Deno.test("findCandidates() does not start the stub of macOS unless it is named", () => {
  using folder = fakePrograms({ "machine/usr/bin/python3": "", "bin/.keep": "" });
  Deno.symlinkSync(folder.at("machine/usr/bin/python3"), folder.at("bin/python3"));
  const environment = { HOME: "@/home", PATH: "@/bin" };
  assertEquals(found(folder, environment, "darwin"), [
    "bin/python3: stub",
    "machine/usr/bin/python3: stub",
  ]);
  assertEquals(found(folder, environment), ["bin/python3"]);
  const named = { PROBEBOOK_PYTHONS: "@/machine/usr/bin/python3", ...ONLY };
  assertEquals(found(folder, named, "darwin"), ["machine/usr/bin/python3"]);
});

Deno.test("findCandidates() does not start aliases of Windows' store", () => {
  using folder = fakePrograms({ "Microsoft/WindowsApps/python3": "" });
  assertEquals(found(folder, { HOME: "@/home", PATH: "@/Microsoft/WindowsApps" }), [
    "Microsoft/WindowsApps/python3: stub",
  ]);
});

Deno.test("findCandidates() follows folders that lead in a circle no deeper than others", () => {
  using folder = fakePrograms({ "a/bin/python3.13": "" });
  Deno.symlinkSync("..", folder.at("a/again"));
  Deno.symlinkSync("self", folder.at("self"));
  assertEquals(found(folder, { PROBEBOOK_PYTHONS: "@", ...ONLY }), ["a/bin/python3.13"]);
});

testUnless(Deno.uid() === 0 ? "root may read every folder" : null, {
  name: "findCandidates() says which folders may not be read",
  fn() {
    using folder = fakePrograms({ "secret/bin/python3": "", "bin/python3": "" });
    Deno.chmodSync(folder.at("secret/bin"), 0);
    try {
      const environment = { HOME: "@/home", PATH: "@/secret/bin:@/bin" };
      assertEquals(found(folder, environment), ["secret/bin: unreadable", "bin/python3"]);
      const named = { PROBEBOOK_PYTHONS: "@/secret/bin/python3:@/secret/bin", ...ONLY };
      assertEquals(found(folder, named), [
        "secret/bin/python3: unreadable",
        "secret/bin: unreadable",
      ]);
    } finally {
      Deno.chmodSync(folder.at("secret/bin"), 0o755);
    }
  },
});

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

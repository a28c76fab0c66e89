/** Tests of what candidates answer. */
import { assertEquals, assertMatch } from "@std/assert";
import { fakeFacts, fakePrograms, printing } from "../../tests/support/fake_programs.ts";
import { askCandidate, readAnswer } from "./ask.ts";

/** What `facts.py` prints where it is not run by CPython. */
const OTHER = {
  pypy: '{"event":"other","implementation":"pypy","version":"3.11.13"}',
  graalpy: '{"event":"other","implementation":"graalpy","version":"3.12.8"}',
};

const ANSWERS: [name: string, lines: string[], expected: string][] = [
  ["facts", [fakeFacts("3.14.10")], "facts 3.14.10"],
  ["a pre-release", [fakeFacts("3.15.0rc1", { releaseLevel: "candidate" })], "facts 3.15.0rc1"],
  ["the oldest that is used", [fakeFacts("3.8.0")], "facts 3.8.0"],
  ["one that is too old", [fakeFacts("3.7.16")], "too_old"],
  ["Python 2", [fakeFacts("2.7.18")], "too_old"],
  ["another implementation that answers as CPython does", [
    fakeFacts("3.11.9", { implementation: "pypy" }),
  ], "not_cpython"],
  ["PyPy", [OTHER.pypy], "not_cpython"],
  ["GraalPy", [OTHER.graalpy], "not_cpython"],
  ["nothing", [], "noise"],
  ["a greeting", ["Python 3.14.10"], "noise"],
  ["facts after a greeting", ["hello", fakeFacts("3.14.10")], "noise"],
  ["facts and more", [fakeFacts("3.14.10"), "bye"], "noise"],
  ["facts of a wrong type", [fakeFacts("3.14.10", { jit: true })], "noise"],
  ["half the facts", [fakeFacts("3.14.10").slice(0, 100)], "noise"],
];

for (const [name, lines, expected] of ANSWERS) {
  Deno.test(`readAnswer() reads ${name}`, () => {
    const answer = readAnswer(lines);
    const summary = answer.kind === "facts" ? `facts ${answer.facts.version}` : answer.rejection;
    assertEquals(summary, expected);
  });
}

const PROGRAMS: [name: string, body: string, expected: string][] = [
  ["an interpreter", printing(fakeFacts("3.13.1")), "facts"],
  ["a shim", "echo 'pyenv: python3.13: command not found' >&2; exit 127", "crashed"],
  ["a program that crashes", "kill -ABRT $$", "crashed"],
  ["a program that hangs", "sleep 600", "timed_out"],
  ["a program that hangs behind a fork", "(sleep 600) & wait", "timed_out"],
  ["a program that chatters", "yes", "noise"],
  [
    "an interpreter that leaves a process behind",
    `sleep 600 &\n${printing(fakeFacts("3.13.1"))}`,
    "facts",
  ],
];

for (const [name, body, expected] of PROGRAMS) {
  Deno.test(`askCandidate() asks ${name}`, async () => {
    using folder = fakePrograms({ python3: body });
    // Whatever does not hang has the full time, so that a busy machine changes no outcome.
    const secondsMax = expected === "timed_out" ? 0.3 : 30;
    const { answer } = await askCandidate({ realPath: folder.at("python3") }, { secondsMax });
    assertEquals(answer.kind === "facts" ? "facts" : answer.rejection, expected);
  });
}

const MOVED = `Could not find platform independent libraries <prefix>
Fatal Python error: init_fs_encoding: failed to get the Python codec of the filesystem encoding
Python runtime state: core initialized
ModuleNotFoundError: No module named 'encodings'

Current thread 0x00007f (most recent call first):
  <no Python frame>`;

const COMPLAINTS: [name: string, errors: string, expected: string][] = [
  [
    "a moved prefix",
    MOVED,
    "incomplete: it does not find its standard library; it may have been moved",
  ],
  [
    "a module that is not there",
    "Traceback (most recent call last):\n  import json\nModuleNotFoundError: No module named 'json'",
    'incomplete: it lacks "json" of the standard library',
  ],
  [
    "one that Python 2 misses",
    "ImportError: No module named sysconfig",
    'incomplete: it lacks "sysconfig" of the standard library',
  ],
  [
    "Linux without its library",
    "python3: error while loading shared libraries: libpython3.12.so.1.0: cannot open shared object file",
    'incomplete: its library "libpython3.12.so.1.0" is not where it was',
  ],
  [
    "macOS without its library",
    "dyld[7]: Library not loaded: /opt/homebrew/opt/python@3.11/Python\n  Referenced from: /x",
    'incomplete: its library "/opt/homebrew/opt/python@3.11/Python" is not where it was',
  ],
  [
    "a shim",
    "pyenv: python3.13: command not found",
    'crashed: it ended with exit code 3: "pyenv: python3.13: command not found"',
  ],
  ["nothing", "", "crashed: it ended with exit code 3"],
];

for (const [name, errors, expected] of COMPLAINTS) {
  Deno.test(`askCandidate() understands the complaint of ${name}`, async () => {
    using folder = fakePrograms({ python3: `cat >&2 <<'END'\n${errors}\nEND\nexit 3` });
    const { answer, line } = await askCandidate({ realPath: folder.at("python3") });
    assertEquals(
      answer.kind === "facts" ? "facts" : `${answer.rejection}: ${answer.reason}`,
      expected,
    );
    assertEquals(line, null);
  });
}

Deno.test("askCandidate() starts a candidate in a clean environment, without its site", async () => {
  const told = fakeFacts("3.13.1");
  using folder = fakePrograms({
    python3: `env > "$0.environment"; echo "$@" > "$0.arguments"\n${printing(told)}`,
  });
  Deno.env.set("PYTHONSTARTUP", "/nonexistent");
  try {
    const { line } = await askCandidate({ realPath: folder.at("python3") });
    assertEquals(line, told);
  } finally {
    Deno.env.delete("PYTHONSTARTUP");
  }
  const variables = Deno.readTextFileSync(folder.at("python3.environment")).split("\n");
  // A shell adds its own.
  const names = variables.map((text) => text.split("=")[0] ?? "").filter((name) => name !== "");
  assertEquals(names.filter((name) => !["PWD", "OLDPWD", "SHLVL", "_"].includes(name)).sort(), [
    "LC_ALL",
    "PATH",
  ]);
  assertMatch(Deno.readTextFileSync(folder.at("python3.arguments")), /^-s -S \S+facts\.py\n$/);
});

Deno.test("askCandidate() cannot start a file that is no program", async () => {
  using folder = fakePrograms({ python3: "" });
  Deno.chmodSync(folder.at("python3"), 0o644);
  const { answer } = await askCandidate({ realPath: folder.at("python3") });
  assertEquals(answer.kind === "facts" ? "facts" : answer.rejection, "cannot_start");
});

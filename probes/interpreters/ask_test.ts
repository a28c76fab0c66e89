/** Tests of what candidates answer. */
import { assertEquals } from "@std/assert";
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

Deno.test("askCandidate() cannot start a file that is no program", async () => {
  using folder = fakePrograms({ python3: "" });
  Deno.chmodSync(folder.at("python3"), 0o644);
  const { answer } = await askCandidate({ realPath: folder.at("python3") });
  assertEquals(answer.kind === "facts" ? "facts" : answer.rejection, "cannot_start");
});

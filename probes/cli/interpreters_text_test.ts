/** Tests of what `deno task interpreters` prints for people. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { fakeInterpreter } from "../../tests/support/fake_interpreters.ts";
import type { Interpreter, RejectedCandidate } from "../interpreters/mod.ts";
import { interpretersText, partsText } from "./interpreters_text.ts";

/** As long as names, builds and answers get where two builds of one version are found. */
function longest(): Interpreter[] {
  return Array.from({ length: 15 }, (_, index) => {
    const name = `py3.${index}.18-pyenv`;
    const fake = fakeInterpreter(name);
    const build = {
      vendor: "standalone",
      compiler: "Clang 22.1.0",
      pgo: index % 2 === 0 ? true : null,
      lto: null,
      shared: true,
      family: "pyenv, Clang 22, PGO+LTO, shared",
    } as const;
    return { ...fake, build, minor: index, collector: "free-threaded", remoteAttach: "off" };
  });
}

function rejected(path: string, rejection: RejectedCandidate["rejection"]): RejectedCandidate {
  const reason = `a reason for ${rejection}, which is a sentence of some words`;
  return { kind: "rejected", path, source: "PATH", rejection, reason };
}

Deno.test("interpretersText() keeps to 100 columns", () => {
  const long = rejected(`/home/somebody/${"folder/".repeat(8)}bin/python3`, "duplicate");
  for (const line of interpretersText(longest(), [long]).split("\n")) {
    assert(line.length <= 100, `${line.length} columns: ${line}`);
  }
});

Deno.test("interpretersText() says of every part whether it can be shown, or what to do", () => {
  const text = interpretersText(longest(), []);
  for (
    const word of ["no; uv python install 3.14t", "all 15", "3 Garbage collection", "not recorded"]
  ) {
    assertStringIncludes(text, word);
  }
});

Deno.test("interpretersText() tells all shims of a folder in one line", () => {
  const shims = ["python", "python3", "python3.13"].map((name) =>
    rejected(`/m/shims/${name}`, "shim")
  );
  const [, notUsed = ""] = interpretersText(longest(), [...shims, rejected("/x/python3", "stub")])
    .split("Not used:\n");
  assertEquals(notUsed.split("\n").map((line) => line.slice(0, 30)), [
    "  /m/shims/ (3 programs): a re",
    "  /x/python3: a reason for stu",
  ]);
});

Deno.test("partsText() names two and counts more", () => {
  const [base] = longest();
  if (base === undefined) throw new TypeError("Cannot test without an interpreter");
  const free = ["a", "b", "c"].map((name): Interpreter => ({ ...base, name, freeThreaded: true }));
  const here = (pythons: Interpreter[]) =>
    partsText(pythons).split("\n").find((line) => line.includes("without the lock"))?.split("  ")
      .at(-1)?.trim();
  assertEquals(here([...free.slice(0, 2), base]), "a, b");
  assertEquals(here([...free, base]), "3 of 4, newest c");
  assertEquals(here(free), "all 3");
  assertEquals(here([]), "no; uv python install 3.14t");
});

Deno.test("interpretersText() says what to install where there is nothing", () => {
  const text = interpretersText([], [rejected("/x/python3", "stub")]);
  assertStringIncludes(text, "No CPython was found");
  assertStringIncludes(text, "/x/python3");
});

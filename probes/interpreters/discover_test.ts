/** Tests of discovery as a whole, with programs that play interpreters and with those of this machine. */
import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { demandWithin } from "../../tests/support/elapsed.ts";
import {
  fakeFacts,
  type FakeFolder,
  fakePrograms,
  printing,
} from "../../tests/support/fake_programs.ts";
import { DISPLAY } from "../show/display.ts";
import { discoverInterpreters, inspectCandidates } from "./discover.ts";

function only(folder: FakeFolder) {
  return { environment: { PROBEBOOK_PYTHONS: folder.path, PROBEBOOK_PYTHONS_ONLY: "1" } };
}

Deno.test("discoverInterpreters() lists what answered and keeps why the rest is not used", async () => {
  using folder = fakePrograms({
    "a/bin/python3": printing(fakeFacts("3.14.1")),
    "b/bin/python3": printing(fakeFacts("3.9.1")),
    "c/bin/python3": "exit 127",
    "d/bin/python3": "sleep 600",
    "e/bin/python3": printing("hello"),
    "f/bin/python3": printing(fakeFacts("3.6.1")),
    "g/bin/python3": printing(fakeFacts("3.11.1", { implementation: "pypy" })),
  });
  const found = await discoverInterpreters({ ...only(folder), secondsMax: 2 });
  assertEquals(found.map((python) => python.name), ["py3.9.1", "py3.14.1"]);
  assertEquals(found.rejected.map((entry) => entry.rejection).sort(), [
    "crashed",
    "noise",
    "not_cpython",
    "timed_out",
    "too_old",
  ]);
});

Deno.test("discoverInterpreters() asks those that hang side by side", async () => {
  const names = Array.from(
    { length: 6 },
    (_, index) => [`v${index}/bin/python3`, `sleep 600 # ${index}`],
  );
  using folder = fakePrograms(Object.fromEntries(names));
  const startedMs = performance.now();
  const found = await discoverInterpreters({ ...only(folder), secondsMax: 1 });
  assertEquals(found.rejected.length, 6);
  demandWithin(4000, {
    what: "asking six that hang for 1 s each",
    elapsedMs: performance.now() - startedMs,
  });
});

Deno.test("discoverInterpreters() passes over a program that vanishes during the search", async () => {
  // As many as are asked at once: the last waits for one of them to end, and each of them removes it first.
  const first = Array.from({ length: navigator.hardwareConcurrency + 1 }, (_, index) => index + 8);
  const scripts = first.map((minor): [path: string, body: string] => [
    `a${minor}/bin/python3`,
    `rm -f "$(dirname "$0")/../../z/bin/python3"\n${printing(fakeFacts(`3.${minor}.1`))}`,
  ]);
  using folder = fakePrograms({ ...Object.fromEntries(scripts), "z/bin/python3": "exit 1" });
  const found = await discoverInterpreters({ ...only(folder), secondsMax: 30 });
  assertEquals(found.length, first.length);
  assertEquals(found.rejected.map(({ path, rejection }) => [path, rejection]), [
    [folder.at("z/bin/python3"), "not_found"],
  ]);
});

Deno.test("inspectCandidates() counts a wrapper and what it starts once", async () => {
  using folder = fakePrograms({});
  const direct = folder.at("z/bin/python3.13");
  Deno.mkdirSync(folder.at("z/bin"), { recursive: true });
  const body = printing(fakeFacts("3.13.1", { executable: direct }));
  Deno.writeTextFileSync(direct, `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  Deno.mkdirSync(folder.at("a/bin"), { recursive: true });
  Deno.writeTextFileSync(folder.at("a/bin/python3"), `#!/bin/sh\nexec ${direct} "$@"\n`, {
    mode: 0o755,
  });
  const inspected = await inspectCandidates(only(folder));
  const summary = inspected.map((entry) =>
    entry.kind === "accepted" ? entry.interpreter.executable : `${entry.path}: ${entry.rejection}`
  );
  assertEquals(summary, [direct, `${folder.at("a/bin/python3")}: duplicate`]);
});

Deno.test("inspectCandidates() starts what is behind a wrapper that stands alone", async () => {
  using folder = fakePrograms({ "hidden/program": "" });
  const direct = folder.at("hidden/program");
  const body = printing(fakeFacts("3.13.2", { executable: direct }));
  Deno.writeTextFileSync(direct, `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  Deno.mkdirSync(folder.at("a/bin"), { recursive: true });
  Deno.writeTextFileSync(folder.at("a/bin/python3"), `#!/bin/sh\nexec ${direct} "$@"\n`, {
    mode: 0o755,
  });
  const [entry] = await inspectCandidates(only(folder));
  assertEquals(
    entry?.kind === "accepted" ? entry.interpreter.executable : entry?.rejection,
    direct,
  );
});

Deno.test("discoverInterpreters() knows a free-threaded build under a plain name, and counts it once", async () => {
  const facts = fakeFacts("3.14.1", {
    freeThreaded: true,
    gilEnabled: false,
    collector: "free-threaded",
    prefix: "/t",
  });
  using folder = fakePrograms({
    "t/bin/python3.14": printing(facts),
    "t/bin/python3.14t": printing(facts),
    "p/bin/python3.14": printing(fakeFacts("3.14.1")),
  });
  const found = await discoverInterpreters(only(folder));
  assertEquals(found.map(({ name, gil, collector }) => [name, gil, collector]), [
    ["py3.14.1", "always", "generational"],
    ["py3.14.1t", "off", "free-threaded"],
  ]);
  assertEquals(found.rejected.map(({ rejection }) => rejection), ["duplicate"]);
});

Deno.test("discoverInterpreters() keeps builds of one prefix apart that only differ in kind", async () => {
  using folder = fakePrograms({
    "bin/python3.14": printing(fakeFacts("3.14.1", { prefix: "/p" })),
    "bin/python3.14t": printing(fakeFacts("3.14.1", { prefix: "/p", freeThreaded: true })),
    "bin/python3.14d": printing(fakeFacts("3.14.1", { prefix: "/p", debug: true })),
    "32/bin/python3": printing(fakeFacts("3.14.1", { prefix: "/32", bits: 32 })),
  });
  const found = await discoverInterpreters(only(folder));
  const kinds = found.map(({ name, bits, build }) => `${name} ${bits} ${build.family}`);
  assertEquals(kinds, [
    "py3.14.1-other 32 other, GCC 12, 32-bit",
    "py3.14.1-other-2 64 other, GCC 12",
    "py3.14.1d 64 other, GCC 12, debug",
    "py3.14.1t 64 other, GCC 12",
  ]);
});

Deno.test("discoverInterpreters() does not wait again for one that hangs", async () => {
  using folder = fakePrograms({
    "a/bin/python3": `echo x >> "$0.asked"; exec sleep 600`,
    "b/bin/python3": printing(fakeFacts("3.14.1")),
  });
  for (const _ of [1, 2]) {
    const found = await discoverInterpreters({ ...only(folder), secondsMax: 0.5 });
    assertEquals(found.rejected.map(({ rejection, reason }) => [rejection, reason]), [
      ["timed_out", "it did not answer within 0.5 s"],
    ]);
  }
  assertEquals(Deno.readTextFileSync(folder.at("a/bin/python3.asked")), "x\n");
  // Whoever allows more time wants it to be tried.
  await discoverInterpreters({ ...only(folder), secondsMax: 0.6 });
  assertEquals(Deno.readTextFileSync(folder.at("a/bin/python3.asked")), "x\nx\n");
});

Deno.test("discoverInterpreters() asks no more at a time than there are processors, and one", async () => {
  const count = 3 * (navigator.hardwareConcurrency + 1);
  // Each notes how many are at work beside it.
  const body = (index: number) =>
    `cd "$(dirname "$0")/../.."; mkdir running.${index}; ls -d running.* | wc -l >> counts; sleep 0.1; ` +
    `rmdir running.${index}\n${printing(fakeFacts(`3.${index + 8}.1`))}`;
  const scripts = Array.from(
    { length: count },
    (_, index) => [`p${index}/bin/python3`, body(index)],
  );
  using folder = fakePrograms(Object.fromEntries(scripts));
  const found = await discoverInterpreters({ ...only(folder), secondsMax: 60 });
  assertEquals(found.length, count);
  const counts = Deno.readTextFileSync(folder.at("counts")).trim().split("\n").map(Number);
  assert(Math.max(...counts) <= navigator.hardwareConcurrency + 1, `${counts}`);
});

Deno.test("discoverInterpreters() says what to install where there is nothing", async () => {
  using folder = fakePrograms({});
  const found = await discoverInterpreters(only(folder));
  assertEquals(found.length, 0);
  assertStringIncludes((await found[DISPLAY]())["text/html"] ?? "", "uv python install");
});

Deno.test("discoverInterpreters() asks a program again only when it has changed", async () => {
  using folder = fakePrograms({
    "bin/python3": `echo x >> "$(dirname "$0")/asked"\n${printing(fakeFacts("3.14.1"))}`,
  });
  await discoverInterpreters(only(folder));
  await discoverInterpreters(only(folder));
  assertEquals(Deno.readTextFileSync(folder.at("bin/asked")), "x\n");
});

Deno.test("discoverInterpreters() describes the CPythons of this machine", async () => {
  const found = await discoverInterpreters();
  // Without one there is nothing to look at, and the tests above have said so.
  for (const python of found) {
    assertMatch(python.name, /^py3\.\d+\.\d+/);
    assert(python.executable.startsWith("/"));
    assert(python.minor >= 8 && python.collector !== "unknown");
    assert(!python.executable.includes("/shims/"));
  }
  assertEquals(new Set(found.map((python) => python.name)).size, found.length);
  assertEquals(new Set(found.map((python) => python.executable)).size, found.length);
});

/** Tests of what is kept beside the timings: asked once, read again, absent in records of before. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { DatabaseSync } from "node:sqlite";
import { fakeInterpreter, fakeProbe } from "../../tests/support/fake_interpreters.ts";
import {
  answering,
  FAKE_BUILD,
  fakeFacts,
  type FakeFolder,
  fakePrograms,
} from "../../tests/support/fake_programs.ts";
import { fakePlan, QUESTION, stateAfter, storeFolder } from "../../tests/support/fake_sessions.ts";
import { onlyIn, runOutside } from "../../tests/support/probe_cli.ts";
import type { MeasurePlan } from "../measure/plan.ts";
import { gatherMetadata } from "./metadata.ts";
import { openRecorder } from "./recorder.ts";
import { MIGRATIONS } from "./schema.ts";
import { openSession, sessions } from "./sessions.ts";

/** Two arms of one program, which writes down what it is asked. */
function countingPlan(): { plan: MeasurePlan; folder: FakeFolder; asked(): string[] } {
  const body = answering(fakeFacts("3.14.0"), fakeProbe(5_000_000));
  const folder = fakePrograms({ a: `for last; do :; done\necho "$last" >> "$0.log"\n${body}` });
  const plan = fakePlan();
  const python = fakeInterpreter("a", folder);
  return {
    plan: { ...plan, arms: plan.arms.map((arm) => ({ ...arm, python })) },
    folder,
    asked: () =>
      Deno.readTextFileSync(folder.at("a.log")).trim().split("\n").map((path) =>
        path.slice(path.lastIndexOf("/") + 1)
      ),
  };
}

Deno.test("gatherMetadata() asks a program once, for all arms and for later sessions", async () => {
  using store = storeFolder();
  const { plan, folder, asked } = countingPlan();
  using _ = folder;
  using recorder = await openRecorder(plan, QUESTION, { path: store.path });
  await recorder.look(new AbortController().signal);
  assertEquals(asked().toSorted(), ["machine.py", "program.py"]);
  using database = new DatabaseSync(store.path);
  const again = await gatherMetadata(plan, { database });
  assertEquals(asked().filter((script) => script === "program.py").length, 1);
  assertEquals(again.programs.map(({ arm, banner }) => [arm, banner]), [
    ["a", FAKE_BUILD.banner],
    ["b", FAKE_BUILD.banner],
  ]);
});

Deno.test("gatherMetadata() asks a program again that was installed anew", async () => {
  using store = storeFolder();
  const { plan, folder, asked } = countingPlan();
  using _ = folder;
  using recorder = await openRecorder(plan, QUESTION, { path: store.path });
  await recorder.look(new AbortController().signal);
  using database = new DatabaseSync(store.path);
  const before = await gatherMetadata(plan, { database });
  Deno.writeTextFileSync(folder.at("a"), "# longer\n", { append: true });
  const after = await gatherMetadata(plan, { database });
  assertEquals(asked().filter((script) => script === "program.py").length, 2);
  assert(after.programs[0]?.sha256 !== before.programs[0]?.sha256);
});

Deno.test("openSession() gives machine, programs and a moment after each round", async () => {
  using store = storeFolder();
  const { plan, folder } = countingPlan();
  using _ = folder;
  {
    using recorder = await openRecorder(plan, QUESTION, { path: store.path });
    await recorder.look(new AbortController().signal);
    for (let runCount = 0; runCount <= 9; runCount++) recorder.record(stateAfter(plan, runCount));
    recorder.record(stateAfter(plan, 9, { kind: "stopped" }));
  }
  const [entry] = await sessions({ path: store.path });
  const { metadata, measurement } = await openSession(entry?.id ?? "", { path: store.path });
  // Four whole rounds, and the end in the middle of the fifth.
  assertEquals(metadata?.moments.map(({ rounds }) => rounds), [1, 2, 3, 4, 4]);
  assertEquals(metadata?.programs.map(({ arm, cflags }) => [arm, cflags]), [
    ["a", FAKE_BUILD.cflags],
    ["b", FAKE_BUILD.cflags],
  ]);
  assertEquals(metadata?.machine.kind, "unavailable");
  assertEquals(metadata?.script?.length, 64);
  assertEquals(measurement.metadata, metadata);
});

Deno.test("openSession() opens a record of before, which has no metadata", async () => {
  using store = storeFolder();
  const plan = fakePlan();
  {
    using recorder = await openRecorder(plan, QUESTION, { path: store.path });
    recorder.record(stateAfter(plan, 12, { kind: "complete" }));
  }
  // Back to the tables of the first version.
  {
    using database = new DatabaseSync(store.path);
    database.exec(`DROP TABLE moments; DROP TABLE programs; DROP TABLE examinations;
      ALTER TABLE sessions DROP COLUMN metadata; ALTER TABLE sessions DROP COLUMN pauses;
      ALTER TABLE sessions DROP COLUMN refusals; PRAGMA user_version = 1`);
  }
  const [entry] = await sessions({ path: store.path });
  const { metadata, comparison } = await openSession(entry?.id ?? "", { path: store.path });
  assertEquals([metadata, comparison?.verdict], [null, "slower"]);
  using database = new DatabaseSync(store.path);
  const version = database.prepare("PRAGMA user_version").get();
  assertEquals({ ...version }, { user_version: MIGRATIONS.length });
});

Deno.test("probe sessions and probe export tell on what a session was measured", async () => {
  using store = storeFolder();
  using folder = fakePrograms({
    "a/bin/python3": answering(fakeFacts("3.14.0", { prefix: "/a" }), fakeProbe(5_000_000)),
  });
  const environment = { ...onlyIn(folder).environment, PROBEBOOK_STORE: store.path };
  const python = folder.at("a/bin/python3");
  const run = async (...args: string[]) => (await runOutside(["probe", ...args], environment)).out;
  await run("compare", "tight_loop", "--base", python, "--test", python, "--rounds", "2");
  const [entry] = await sessions({ path: store.path });
  const text = await run("sessions", entry?.id ?? "");
  assertStringIncludes(text, "Rounds with a reading");
  assertStringIncludes(text, "--enable-optimizations");
  assertStringIncludes(text, "not available: the process that asked ended with exit code 3");
  const { metadata } = JSON.parse(await run("sessions", entry?.id ?? "", "--json"));
  assertEquals(metadata.moments.length, 2);
  const [head = ""] = (await run("export", "latest")).split("\n");
  assertEquals(JSON.parse(head).metadata.programs[0].banner, FAKE_BUILD.banner);
});

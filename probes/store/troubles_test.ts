/** Tests of records that are full, locked, damaged or newer, as they are met in files and by whole programs. */
import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { DatabaseSync } from "node:sqlite";
import { fakeProbe } from "../../tests/support/fake_interpreters.ts";
import { answering, fakeFacts, fakePrograms } from "../../tests/support/fake_programs.ts";
import { fakePlan, QUESTION, stateAfter, storeFolder } from "../../tests/support/fake_sessions.ts";
import { onlyIn } from "../../tests/support/probe_cli.ts";
import { testUnless } from "../../tests/support/skip.ts";
import { resumeSession } from "../compare/resume.ts";
import { openRecorder } from "./recorder.ts";
import { MIGRATIONS } from "./schema.ts";
import { openSession, sessions } from "./sessions.ts";

/** Records a measurement. */
async function recordOne(path: string, kind: "complete" | "stopped" = "complete") {
  const plan = fakePlan();
  using recorder = await openRecorder(plan, QUESTION, {
    path,
    environment: { get: () => undefined },
  });
  // Which programs it measured is needed by whoever resumes it.
  if (kind === "stopped") await recorder.look(new AbortController().signal);
  for (let runCount = 0; runCount < 10; runCount++) recorder.record(stateAfter(plan, runCount));
  return recorder.record(stateAfter(plan, kind === "complete" ? 12 : 10, { kind }));
}

/** Changes bytes of a record's file from one place to another. */
function spoil(path: string, from: number): void {
  const bytes = Deno.readFileSync(path);
  Deno.writeFileSync(path, bytes.fill(0xa5, from));
}

const DAMAGED = "the record is damaged; move store.sqlite to another place";
const LOCKED = "another program has locked the record; close it and run this again";

/** What was done to the file, what listing says (null: it works), and what a measurement says of the record. */
const TROUBLES: readonly {
  readonly name: string;
  readonly spoil: (path: string) => Disposable | void;
  readonly listing: string | null;
  readonly recording: string | null;
}[] = [
  {
    name: "half a file",
    spoil: (path) => Deno.truncateSync(path, Math.floor(Deno.statSync(path).size / 2)),
    listing: DAMAGED,
    recording: "store_set_aside",
  },
  {
    name: "a file of a hundred bytes",
    spoil: (path) => Deno.truncateSync(path, 100),
    listing: DAMAGED,
    recording: "store_set_aside",
  },
  {
    name: "an empty file",
    spoil: (path) => Deno.truncateSync(path, 0),
    listing: null,
    recording: null,
  },
  {
    name: "a file whose tables are spoiled",
    spoil: (path) => spoil(path, 2 * 4096),
    listing: DAMAGED,
    recording: "not_recorded",
  },
  {
    name: "a log that is none",
    spoil: (path) => Deno.writeTextFileSync(`${path}-wal`, "no log ".repeat(1000)),
    listing: null,
    recording: null,
  },
  {
    name: "a program that keeps the whole file",
    spoil(path) {
      const other = new DatabaseSync(path);
      other.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; DELETE FROM programs");
      return { [Symbol.dispose]: () => other.close() };
    },
    listing: LOCKED,
    recording: "not_recorded",
  },
  {
    name: "a newer version",
    spoil(path) {
      using other = new DatabaseSync(path);
      other.exec(`PRAGMA user_version = ${MIGRATIONS.length + 1}`);
    },
    listing: "the record comes from a newer version of Probebook; update this one",
    recording: "not_recorded",
  },
];

for (const { name, spoil, listing, recording } of TROUBLES) {
  Deno.test(`the record says what to do and stops no measurement: ${name}`, async () => {
    using store = storeFolder();
    const { path } = store;
    await recordOne(path);
    using _ = spoil(path) ?? null;
    if (listing === null) await sessions({ path });
    else {
      await assertRejects(() => sessions({ path }), Error, `Cannot list sessions: ${listing}`);
      await assertRejects(
        async () => await resumeSession("latest", { path }),
        Error,
        `Cannot resume session "latest": ${listing}`,
      );
    }
    const state = await recordOne(path);
    assertEquals(state.runs.length, 12);
    assertEquals(state.notes?.map(({ kind }) => kind), recording === null ? [] : [recording]);
  });
}

Deno.test("openSession() says that the part of the record that it needs is damaged", async () => {
  using store = storeFolder();
  const { path } = store;
  await recordOne(path);
  const [entry] = await sessions({ path });
  // The raw runs are written last, the list of sessions is in front.
  spoil(path, Deno.statSync(path).size - 2 * 4096);
  await assertRejects(() => openSession(entry?.id ?? "", { path }), Error, DAMAGED);
});

Deno.test("resumeSession() says that another program writes just now, and leaves the session", async () => {
  using store = storeFolder();
  const { path } = store;
  await recordOne(path, "stopped");
  const [entry] = await sessions({ path });
  {
    // Readers are not kept out by somebody who writes.
    using other = new DatabaseSync(path);
    other.exec("BEGIN IMMEDIATE");
    await assertRejects(
      async () => await resumeSession(entry?.id ?? "", { path }),
      Error,
      `Cannot resume session "${entry?.id}": ${LOCKED}`,
    );
    other.exec("ROLLBACK");
  }
  assertEquals((await sessions({ path }))[0]?.standing, "stopped");
});

Deno.test("openRecorder() measures on where an older record is locked and cannot be brought up to date", async () => {
  using store = storeFolder();
  const { path } = store;
  Deno.mkdirSync(`${store.folder}/.probebook`);
  using other = new DatabaseSync(path);
  const [first = ""] = MIGRATIONS;
  other.exec(`${first}; PRAGMA user_version = 1; PRAGMA journal_mode = WAL; BEGIN IMMEDIATE`);
  const state = await recordOne(path);
  assertEquals(state.notes?.map(({ kind }) => kind), ["not_recorded"]);
  assertStringIncludes(state.notes?.[0]?.text ?? "", LOCKED);
  other.exec("ROLLBACK");
  assertEquals((await recordOne(path)).notes, []);
});

/** A disk of our own, in a name space where mounting is allowed. */
function mountFault(): string | null {
  if (Deno.build.os !== "linux") return "no name spaces";
  try {
    const folder = Deno.makeTempDirSync({ prefix: "probebook_disk_" });
    const { success } = new Deno.Command("unshare", {
      args: ["-rm", "mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder],
      stdout: "null",
      stderr: "null",
    }).outputSync();
    Deno.removeSync(folder);
    return success ? null : "no right to mount a disk";
  } catch {
    return "no unshare";
  }
}

testUnless(mountFault(), {
  name: "the command line measures on a disk that gets full, and says so",
  async fn() {
    using store = storeFolder();
    using folder = fakePrograms({
      "a/bin/python3": answering(fakeFacts("3.14.0"), fakeProbe(5_000_000)),
    });
    const python = folder.at("a/bin/python3");
    const main = new URL("../main.ts", import.meta.url).pathname;
    const compare = ["probe", "compare", "tight_loop", "--base", python, "--test", python];
    // Room for the tables and a few of the processes.
    const mount = `mount -t tmpfs -o size=150k tmpfs "$DISK" && exec "$@"`;
    const { code, stdout } = await new Deno.Command("unshare", {
      args: ["-rm", "sh", "-c", mount, "sh", Deno.execPath(), "run", "-A", "--no-check", main]
        .concat(compare, ["--rounds", "40", "--json"]),
      env: {
        ...onlyIn(folder).environment,
        DISK: store.folder,
        PROBEBOOK_STORE: store.path,
      },
      stderr: "null",
    }).output();
    assertEquals(code, 0);
    const { rounds, flags } = JSON.parse(new TextDecoder().decode(stdout));
    assertEquals(rounds, 40);
    const said = flags.filter(({ kind }: { kind: string }) => kind === "not_recorded");
    assertEquals(said.length, 1);
    assertStringIncludes(said[0].text, "the disk or the record is full; make room");
  },
});

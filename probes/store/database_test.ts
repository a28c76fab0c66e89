/** Tests of opening the record's file where nothing may be written. */
import { assertEquals } from "@std/assert";
import { fakePlan, QUESTION, stateAfter, storeFolder } from "../../tests/support/fake_sessions.ts";
import { openWriteProtected } from "./database.ts";
import { openRecorder } from "./recorder.ts";

async function recordOne(path: string): Promise<void> {
  const plan = fakePlan();
  using recorder = await openRecorder(plan, QUESTION, {
    path,
    environment: { get: () => undefined },
  });
  recorder.record(stateAfter(plan, 12, { kind: "complete" }));
}

Deno.test("openWriteProtected() reads a record and puts no file beside it", async () => {
  using store = storeFolder();
  await recordOne(store.path);
  const before = [...Deno.readDirSync(store.folder)].map(({ name }) => name);
  const opened = openWriteProtected(store.path);
  assertEquals(opened?.database.prepare("SELECT count(*) AS count FROM sessions").get(), {
    __proto__: null,
    count: 1,
  });
  assertEquals([...Deno.readDirSync(store.folder)].map(({ name }) => name), before);
  opened?.database.close();
});

Deno.test("openWriteProtected() gives no part of a record whose log is left", async () => {
  using store = storeFolder();
  await recordOne(store.path);
  Deno.writeTextFileSync(`${store.path}-wal`, "rows that are not in the file yet");
  assertEquals(openWriteProtected(store.path), null);
});

Deno.test("openWriteProtected() leaves what is no record of this version to others", async () => {
  using store = storeFolder();
  await recordOne(store.path);
  Deno.writeTextFileSync(`${store.folder}/empty.sqlite`, "");
  assertEquals(openWriteProtected(`${store.folder}/empty.sqlite`), null);
  assertEquals(openWriteProtected(`${store.folder}/missing.sqlite`), null);
  Deno.writeTextFileSync(store.path, "no database ".repeat(1000));
  assertEquals(openWriteProtected(store.path), null);
});

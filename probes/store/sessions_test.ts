/** Tests of finding and opening sessions. */
import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { DatabaseSync } from "node:sqlite";
import { DISPLAY } from "../show/display.ts";
import { openRecorder } from "./recorder.ts";
import { openSession, sessions } from "./sessions.ts";
import { fakePlan, QUESTION, stateAfter, storeFolder } from "../../tests/support/fake_sessions.ts";

async function recordOne(path: string, second: number): Promise<void> {
  const plan = fakePlan();
  const now = () => new Date(Date.UTC(2026, 10, 21, 14, 0, second));
  using recorder = await openRecorder(plan, { ...QUESTION, compared: null }, { path, now });
  recorder.record(stateAfter(plan, 12, { kind: "complete" }));
}

Deno.test("sessions() lists the newest first and as many as asked for", async () => {
  using store = storeFolder();
  for (const second of [1, 2, 3]) await recordOne(store.path, second);
  const list = await sessions({ path: store.path, count: 2 });
  assertEquals(list.map((entry) => entry.startedAt.slice(17, 19)), ["03", "02"]);
  assertEquals(list[0]?.kind, "measure");
  assertEquals(list[0]?.id.slice(0, 15), "20261121-140003");
  assertStringIncludes((await list[DISPLAY]())["text/plain"] ?? "", "complete");
});

Deno.test("sessions() is empty where nothing was recorded, and makes no file", async () => {
  using store = storeFolder();
  const list = await sessions({ path: store.path });
  assertEquals([...list], []);
  assertEquals([...Deno.readDirSync(store.folder)], []);
  assertStringIncludes((await list[DISPLAY]())["text/plain"] ?? "", "Nothing is recorded yet");
});

Deno.test("openSession() gives a plain measurement without a verdict", async () => {
  using store = storeFolder();
  await recordOne(store.path, 1);
  const [entry] = await sessions({ path: store.path });
  const session = await openSession(entry?.id ?? "", { path: store.path });
  assertEquals(session.comparison, null);
  assertEquals(session.measurement.arms.map((arm) => arm.processes.length), [6, 6]);
  assertStringIncludes((await session[DISPLAY]())["text/plain"] ?? "", "Tight loop");
});

Deno.test("openSession() opens the latest, and says so where there is none", async () => {
  using store = storeFolder();
  const { path } = store;
  await assertRejects(() => openSession("latest", { path }), RangeError, "nothing is recorded yet");
  for (const second of [1, 2]) await recordOne(path, second);
  const [entry] = await sessions({ path });
  assertEquals((await openSession("latest", { path })).id, entry?.id);
});

Deno.test("openSession() asks for an id where a list had none", async () => {
  const [none] = [] as string[];
  await assertRejects(
    () => openSession(none as string),
    TypeError,
    "its id is undefined, one of sessions() is needed",
  );
});

Deno.test("openSession() says that there is no such session", async () => {
  using store = storeFolder();
  await recordOne(store.path, 1);
  await assertRejects(
    () => openSession("nobody", { path: store.path }),
    RangeError,
    'Cannot open session "nobody": the record has no session of that id, sessions() lists them',
  );
});

const UNREADABLE: [name: string, statement: string, message: string][] = [
  ["a newer record", "PRAGMA user_version = 99", "comes from a newer version of Probebook"],
  ["a plan that is none", "UPDATE sessions SET plan = '{}'", "holds something else"],
  ["a run that is none", "UPDATE runs SET body = '{'", "holds something else"],
  ["an unknown probe", "UPDATE sessions SET plan = replace(plan, 'tight_loop', 'gone')", "gone"],
];

for (const [name, statement, message] of UNREADABLE) {
  Deno.test(`openSession() names ${name}`, async () => {
    using store = storeFolder();
    await recordOne(store.path, 1);
    const [entry] = await sessions({ path: store.path });
    {
      using database = new DatabaseSync(store.path);
      database.exec(statement);
    }
    await assertRejects(() => openSession(entry?.id ?? "", { path: store.path }), Error, message);
  });
}

Deno.test("sessions() refuses options that nobody knows", async () => {
  await assertRejects(() => sessions({ cuont: 3 } as never), TypeError, 'the nearest is "count"');
  await assertRejects(() => sessions({ count: 0 }), RangeError, '"count" is 0');
});

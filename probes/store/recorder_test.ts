/** Tests of writing measurements and of what happens when that does not work. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { DatabaseSync } from "node:sqlite";
import type { MeasurementState } from "../measure/result.ts";
import { openRecorder, type RecorderOptions } from "./recorder.ts";
import { MIGRATIONS } from "./schema.ts";
import { openSession, sessions } from "./sessions.ts";
import { fakePlan, QUESTION, stateAfter, storeFolder } from "../../tests/support/fake_sessions.ts";

/** No switch is set. */
const environment = { get: () => undefined };

/** Records a measurement of twelve processes and gives its last state. */
async function recordWhole(
  path: string,
  options: RecorderOptions & { readonly between?: (runCount: number) => void } = {},
): Promise<MeasurementState> {
  const plan = fakePlan();
  using recorder = await openRecorder(plan, QUESTION, { path, environment, ...options });
  for (let runCount = 0; runCount < 12; runCount++) {
    recorder.record(stateAfter(plan, runCount));
    options.between?.(runCount);
  }
  return recorder.record(stateAfter(plan, 12, { kind: "complete" }));
}

Deno.test("openRecorder() writes a measurement that opens with the same verdict", async () => {
  using store = storeFolder();
  const recorded = await recordWhole(store.path);
  assertEquals(recorded.notes, []);
  const list = await sessions({ path: store.path });
  assertEquals(list.map(({ standing, runs, arms }) => ({ standing, runs, arms })), [
    { standing: "complete", runs: 12, arms: ["a", "b"] },
  ]);
  const { comparison, measurement } = await openSession(list[0]?.id ?? "", { path: store.path });
  assertEquals(measurement.runs, recorded.runs);
  assertEquals(measurement.calibration, recorded.calibration);
  assertEquals(measurement.rounds, recorded.rounds);
  assertEquals(comparison?.verdict, "slower");
});

Deno.test("openRecorder() writes each process as it comes, so that a cut-off session is found", async () => {
  using store = storeFolder();
  const plan = fakePlan();
  const recorder = await openRecorder(plan, QUESTION, { path: store.path, environment });
  for (let runCount = 0; runCount <= 7; runCount++) recorder.record(stateAfter(plan, runCount));
  // As a killed program leaves it: nobody closes, and the process is gone.
  using other = new DatabaseSync(store.path);
  const gone = new Deno.Command("true", { stdout: "null", stderr: "null" }).spawn();
  await gone.status;
  other.prepare("UPDATE sessions SET pid = ?").run(gone.pid);
  const [entry] = await sessions({ path: store.path });
  assertEquals([entry?.standing, entry?.runs], ["cut_off", 7]);
  const session = await openSession(entry?.id ?? "", { path: store.path });
  assertEquals(session.measurement.runs.length, 7);
  assertEquals(session.measurement.ending, { kind: "stopped" });
  assertEquals(session.comparison?.confidence, 0.99);
  assert(session.comparison?.flags.some((flag) => flag.kind === "cut_off"));
  recorder[Symbol.dispose]();
});

Deno.test("openRecorder() leaves no session of a measurement without a process", async () => {
  using store = storeFolder();
  const plan = fakePlan();
  using recorder = await openRecorder(plan, QUESTION, { path: store.path, environment });
  recorder.record({ ...stateAfter(plan, 0, { kind: "stopped" }), calibration: null });
  assertEquals([...await sessions({ path: store.path })], []);
});

Deno.test("openRecorder() does nothing where nothing is recorded", async () => {
  const plan = fakePlan();
  using recorder = await openRecorder(plan, QUESTION, { path: null });
  const state = stateAfter(plan, 1);
  assertEquals(recorder.record(state), state);
  assertEquals(recorder.answer(), null);
});

Deno.test("openRecorder() keeps two measurements that run at once apart", async () => {
  using store = storeFolder();
  const [first, second] = [fakePlan(), fakePlan()];
  using one = await openRecorder(first, QUESTION, { path: store.path, environment });
  using two = await openRecorder(second, QUESTION, { path: store.path, environment });
  for (let runCount = 0; runCount < 12; runCount++) {
    one.record(stateAfter(first, runCount));
    two.record(stateAfter(second, runCount));
  }
  one.record(stateAfter(first, 12, { kind: "complete" }));
  two.record(stateAfter(second, 8, { kind: "stopped" }));
  const list = await sessions({ path: store.path });
  assertEquals(list.map(({ runs, standing }) => [runs, standing]).sort(), [
    [11, "stopped"],
    [12, "complete"],
  ]);
});

Deno.test("openRecorder() writes later what another program's lock kept back", async () => {
  using store = storeFolder();
  await recordWhole(store.path);
  using other = new DatabaseSync(store.path);
  const state = await recordWhole(store.path, {
    between: (runCount) => {
      if (runCount === 3) other.exec("BEGIN IMMEDIATE");
      if (runCount === 5) other.exec("COMMIT");
    },
  });
  assertEquals(state.notes, []);
  const list = await sessions({ path: store.path });
  assertEquals(list.map(({ runs }) => runs), [12, 12]);
});

/** What is done to a record before or while it is written, and the flag that says so. */
const TROUBLES: readonly {
  readonly name: string;
  readonly says: string;
  readonly prepare: (path: string) => Promise<Disposable | void>;
  readonly options?: RecorderOptions;
}[] = [
  {
    name: "a lock that nobody opens",
    says: "locked the record; close it",
    async prepare(path) {
      await recordWhole(path);
      const other = new DatabaseSync(path);
      other.exec("BEGIN IMMEDIATE");
      return { [Symbol.dispose]: () => other.close() };
    },
  },
  {
    name: "a newer version",
    says: "comes from a newer version of Probebook; update",
    async prepare(path) {
      await recordWhole(path);
      using other = new DatabaseSync(path);
      other.exec(`PRAGMA user_version = ${MIGRATIONS.length + 1}`);
    },
  },
  {
    name: "a folder in the file's place",
    says: "the record cannot be written (unable to open database file)",
    prepare: (path) => Deno.mkdir(path, { recursive: true }),
  },
  {
    name: "a file in the folder's place",
    says: "cannot be written",
    prepare: (path) => Deno.writeTextFile(path.replace(/\/store\.sqlite$/, ""), "x"),
  },
  {
    name: "a full disk",
    says: "is full; make room",
    // Room for the tables and not much more.
    options: { bytesMax: 13 * 4096 },
    prepare: () => Promise.resolve(),
  },
];

for (const { name, says, prepare, options = {} } of TROUBLES) {
  Deno.test(`openRecorder() measures on and says so in one flag: ${name}`, async () => {
    using store = storeFolder();
    using _ = await prepare(store.path) ?? null;
    const state = await recordWhole(store.path, options);
    assertEquals(state.runs.length, 12);
    assertEquals(state.notes?.map((flag) => flag.kind), ["not_recorded"]);
    assertStringIncludes(state.notes?.[0]?.text ?? "", says);
  });
}

Deno.test("openRecorder() sets a damaged record aside and begins a new one", async () => {
  using store = storeFolder();
  await recordWhole(store.path);
  Deno.writeTextFileSync(store.path, "no database ".repeat(1000));
  const state = await recordWhole(store.path, { now: () => new Date("2026-11-21T10:00:00Z") });
  assertEquals(state.notes?.map((flag) => flag.kind), ["store_set_aside"]);
  assertStringIncludes(
    state.notes?.[0]?.text ?? "",
    "kept beside the new one as store.sqlite.broken-",
  );
  assertStringIncludes(
    Deno.readTextFileSync(`${store.path}.broken-2026-11-21T10-00-00.000Z`),
    "no database",
  );
  assertEquals((await sessions({ path: store.path })).map(({ runs }) => runs), [12]);
});

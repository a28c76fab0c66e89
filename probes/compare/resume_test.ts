/** Tests of going on with sessions: after a kill, after a stop, and what stands in the way. */
import {
  assert,
  assertEquals,
  assertRejects,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { DatabaseSync } from "node:sqlite";
import { fakeProbe } from "../../tests/support/fake_interpreters.ts";
import { answering, fakeFacts, fakePrograms } from "../../tests/support/fake_programs.ts";
import { fakePlan, stateAfter, storeFolder } from "../../tests/support/fake_sessions.ts";
import { onlyIn, runOutside } from "../../tests/support/probe_cli.ts";
import { nextRound } from "../measure/proceed.ts";
import { resumeSession } from "./resume.ts";
import { openSession, sessions } from "../store/mod.ts";

/** The process at which the program that started it is killed: two calibrate, four make two rounds, the next is half of the third. */
const KILLED_AT = 8;

/** A record with a session that was really killed in the middle of its third round of nine. */
async function killedSession(args: readonly string[] = ["--rounds", "9"]) {
  const store = storeFolder();
  const body = `echo >> "$0.count"\n[ $(wc -l < "$0.count") -ne ${KILLED_AT} ] || kill -9 $PPID\n` +
    fakeProbe(5_000_000);
  const folder = fakePrograms({ "a/bin/python3": answering(fakeFacts("3.14.0"), body) });
  const python = folder.at("a/bin/python3");
  const environment = { ...onlyIn(folder).environment, PROBEBOOK_STORE: store.path };
  const command = ["probe", "compare", "tight_loop", "--base", python, "--test", python];
  const { code } = await runOutside([...command, ...args], environment);
  assertEquals(code, 137);
  const [entry] = await sessions({ path: store.path });
  return {
    id: entry?.id ?? "",
    path: store.path,
    python,
    environment,
    processCount: () => Deno.readTextFileSync(`${python}.count`).length,
    [Symbol.dispose]() {
      folder[Symbol.dispose]();
      store[Symbol.dispose]();
    },
  };
}

Deno.test("resumeSession() measures the rounds that a killed program left, in the same session", async () => {
  using killed = await killedSession();
  const { id, path } = killed;
  const before = await openSession(id, { path });
  assertEquals([before.standing, before.measurement.runs.length], ["cut_off", 5]);
  const { comparison, measurement, ending } = await resumeSession(id, { path });
  assertEquals([ending.kind, comparison?.rounds, comparison?.verdict], ["complete", 9, "same"]);
  // No calibration again: the third round as a whole, and six more.
  assertEquals(killed.processCount(), KILLED_AT + 14);
  assertEquals(measurement.calibration, before.measurement.calibration);
  assertEquals(measurement.rounds, before.measurement.rounds);
  const counted = measurement.runs.filter((run) => run.ending.kind === "completed");
  assertEquals(
    counted.map(({ round, arm, hashSeed }) => ({ round, arm, hashSeed })),
    measurement.rounds.flatMap(({ round, order, hashSeed }) =>
      order.map((arm) => ({ round, arm, hashSeed }))
    ),
  );
  // What was measured of the round that was cut in two is kept, and does not count.
  const cut = measurement.runs.filter((run) => run.ending.kind === "stopped");
  assertEquals(cut.map(({ round, slices }) => [round, slices.length > 0]), [[2, true]]);
  const after = await openSession(id, { path });
  assertEquals((await sessions({ path })).length, 1);
  assertEquals([after.standing, after.runs], ["complete", 19]);
  assertEquals(after.comparison?.sentence, comparison?.sentence);
  assertEquals(after.measurement.pauses, measurement.pauses);
  assertEquals(measurement.pauses.map(({ round }) => round), [2]);
});

Deno.test("the record answers with a session that was resumed, and says so", async () => {
  using killed = await killedSession();
  const { id, path, python, environment } = killed;
  await resumeSession(id, { path });
  const before = killed.processCount();
  const command = ["probe", "compare", "tight_loop", "--base", python, "--test", python];
  const { out } = await runOutside([...command, "--rounds", "9", "--json"], environment);
  const { rounds, confidence, flags } = JSON.parse(out);
  assertEquals([rounds, confidence, killed.processCount()], [9, 0.99, before]);
  const kinds = flags.map(({ kind }: { kind: string }) => kind);
  assert(kinds.includes("from_store") && kinds.includes("resumed"), `${kinds}`);
});

Deno.test("resumeSession() keeps the interval of a stop, because who resumes may have seen the result", async () => {
  using killed = await killedSession(["--budget", "30s"]);
  const { comparison } = await resumeSession("latest", { path: killed.path });
  assertEquals([comparison?.confidence, comparison?.look], [0.99, null]);
  const flag = comparison?.flags.find(({ kind }) => kind === "resumed");
  assertStringIncludes(flag?.text ?? "", "with round 3");
  assertStringIncludes(flag?.text ?? "", "measure anew for a narrower one");
});

Deno.test("resumeSession() can be stopped and resumed again; each pause is kept", async () => {
  using killed = await killedSession();
  const { id, path } = killed;
  const running = resumeSession(id, { path });
  for await (const { comparison } of running) if (comparison?.rounds === 4) break;
  const stopped = await running;
  assertEquals(stopped.ending.kind, "stopped");
  assertEquals((await openSession(id, { path })).standing, "stopped");
  const { comparison, measurement } = await resumeSession(id, { path });
  assertEquals([comparison?.rounds, measurement.ending.kind], [9, "complete"]);
  assertEquals(measurement.pauses.length, 2);
  assert(measurement.seconds >= stopped.measurement.seconds);
});

Deno.test("probe resume goes on with the latest session and prints it as JSON", async () => {
  using killed = await killedSession();
  const { code, out } = await runOutside(
    ["probe", "resume", "latest", "--json"],
    killed.environment,
  );
  assertEquals(code, 0);
  const { session, rounds, verdict, flags } = JSON.parse(out);
  assertEquals([session, rounds, verdict], [killed.id, 9, "same"]);
  assert(flags.some(({ kind }: { kind: string }) => kind === "resumed"));
  const again = await runOutside(["probe", "resume", killed.id], killed.environment);
  assertEquals(again.code, 1);
  assertStringIncludes(again.err, `Cannot resume session "${killed.id}": it is complete`);
  const none = await runOutside(["probe", "resume", "latest"], killed.environment);
  assertEquals(none.code, 2);
  assertStringIncludes(none.err, "none of the record was cut off or stopped");
});

/** What happens between the kill and the attempt, and what is said. */
const REFUSED: [name: string, change: string | ((python: string) => void), said: string][] = [
  [
    "another machine of the same kind",
    "UPDATE sessions SET machine = 'x'",
    "this is another machine of the same kind",
  ],
  [
    "another machine",
    "UPDATE sessions SET machine = 'x', machine_text = 'linux 1.0 x64, 1 x Abacus, 1 GB'",
    "the machine is another one, it was linux 1.0 x64, 1 x Abacus, 1 GB and is ",
  ],
  [
    "another version of the program",
    (python) => replaceIn(python, "3.14.0 (main", "3.14.1 (main"),
    'was "3.14.0 (main, Jan 1 2026, 00:00:00) [GCC 12.2.0]" and is "3.14.1 (main',
  ],
  [
    "another file",
    (python) => replaceIn(python, "#!/bin/sh", "#!/bin/sh\n# new"),
    "is another file (",
  ],
  ["no program", (python) => Deno.removeSync(python), "is not there any more ("],
  [
    "another probe",
    `UPDATE sessions SET metadata = json_set(metadata, '$.script', 'old')`,
    "the probe tight_loop has changed",
  ],
  ["a record of before", "UPDATE sessions SET metadata = NULL", "an earlier version recorded it"],
  [
    "no round",
    `UPDATE sessions SET state = json_set(state, '$.calibration', NULL)`,
    "it ended before its first round, measure again",
  ],
  ["a program that still runs", `UPDATE sessions SET pid = ${Deno.pid}`, "it still runs"],
  [
    "the end of its time",
    `UPDATE sessions SET ending = '{"kind":"budget"}'`,
    "give a larger budget",
  ],
  [
    "its end",
    `UPDATE sessions SET ending = '{"kind":"complete"}'`,
    "it is complete",
  ],
];

Deno.test("resumeSession() refuses, says why and leaves the session as it is", async (test) => {
  using killed = await killedSession();
  const { id, path, python } = killed;
  const program = Deno.readTextFileSync(python);
  const record = `${path}.kept`;
  {
    using database = new DatabaseSync(path);
    database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  }
  Deno.copyFileSync(path, record);
  for (const [name, change, said] of REFUSED) {
    await test.step(name, async () => {
      Deno.copyFileSync(record, path);
      Deno.writeTextFileSync(python, program, { mode: 0o755 });
      if (typeof change === "function") change(python);
      else {
        using database = new DatabaseSync(path);
        database.exec(change);
        database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
      }
      const before = killed.processCount();
      const error = await assertRejects(async () => await resumeSession(id, { path }), TypeError);
      assertStringIncludes(error.message, `Cannot resume session "${id}": `);
      assertStringIncludes(error.message, said);
      assertEquals(killed.processCount(), before);
      using database = new DatabaseSync(path);
      const row = database.prepare("SELECT pauses FROM sessions").get();
      assertEquals({ ...row }, { pauses: null });
    });
  }
});

Deno.test("resumeSession() lets one of two go on that resume at once", async () => {
  using killed = await killedSession();
  const { id, path } = killed;
  const both = await Promise.allSettled([1, 2].map(async () => await resumeSession(id, { path })));
  assertEquals(both.map(({ status }) => status).toSorted(), ["fulfilled", "rejected"]);
  assertEquals((await openSession(id, { path })).comparison?.rounds, 9);
});

Deno.test("resumeSession() names an unknown session and wrong options", async () => {
  using store = storeFolder();
  const { path } = store;
  await assertRejects(
    async () => await resumeSession("nobody", { path }),
    RangeError,
    "has no session of that id",
  );
  assertThrows(
    () => resumeSession("x", { pth: path } as never),
    TypeError,
    'the nearest is "path"',
  );
});

const NEXT: [name: string, runCount: number, givenUp: string[], stopped: number[], next: number][] =
  [
    ["nothing was measured", 0, [], [], 0],
    ["a round was cut in two", 3, [], [], 1],
    ["a round was whole", 4, [], [], 2],
    ["the last process was stopped", 4, [], [3], 1],
    ["everything was measured", 12, [], [], 6],
  ];

for (const [name, runCount, givenUp, stopped, next] of NEXT) {
  Deno.test(`nextRound() is ${next} where ${name}`, () => {
    const { rounds, runs } = stateAfter(fakePlan(), runCount);
    const marked = runs.map((run, index) =>
      stopped.includes(index) ? { ...run, ending: { kind: "stopped" as const } } : run
    );
    assertEquals(nextRound({ rounds, runs: marked, givenUp }), next);
  });
}

Deno.test("nextRound() waits for no arm that was given up", () => {
  const { rounds, runs } = stateAfter(fakePlan(), 12);
  const own = runs.filter(({ arm, round }) => arm === "a" && round < 3);
  assertEquals(nextRound({ rounds, runs: own, givenUp: ["b"] }), 3);
});

function replaceIn(path: string, from: string, to: string): void {
  Deno.writeTextFileSync(path, Deno.readTextFileSync(path).replaceAll(from, to), { mode: 0o755 });
}

Deno.test("resumeSession() asks for an id where a list had none", () => {
  const [none] = [] as string[];
  assertThrows(
    () => resumeSession(none as string),
    TypeError,
    "its id is undefined, one of sessions() is needed",
  );
});

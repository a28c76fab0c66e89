/** Tests of answers from the record. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { DatabaseSync } from "node:sqlite";
import { fakePlan, QUESTION, stateAfter, storeFolder } from "../../tests/support/fake_sessions.ts";
import { fakeProbe } from "../../tests/support/fake_interpreters.ts";
import { answering, fakeFacts, fakePrograms } from "../../tests/support/fake_programs.ts";
import { onlyIn, runOutside } from "../../tests/support/probe_cli.ts";
import type { Arm } from "../measure/arm.ts";
import type { MeasurePlan } from "../measure/plan.ts";
import type { MeasurementState } from "../measure/result.ts";
import type { Question } from "./question.ts";
import { openRecorder } from "./recorder.ts";

/** Records what another process would have: its sessions have not been seen by this one. */
async function recordElsewhere(
  path: string,
  { plan = fakePlan(), changes = {} }: {
    readonly plan?: MeasurePlan;
    readonly changes?: Partial<MeasurementState>;
  } = {},
): Promise<void> {
  {
    using recorder = await openRecorder(plan, QUESTION, { path });
    recorder.record({ ...stateAfter(plan, 12, { kind: "complete" }), ...changes });
  }
  using database = new DatabaseSync(path);
  database.exec(
    "PRAGMA foreign_keys = OFF; UPDATE runs SET session = 'x' || session WHERE session NOT LIKE " +
      "'x%'; UPDATE sessions SET id = 'x' || id WHERE id NOT LIKE 'x%'",
  );
}

async function ask(
  path: string,
  { plan = fakePlan(), question = {}, variables = {} }: {
    readonly plan?: MeasurePlan;
    readonly question?: Partial<Question>;
    readonly variables?: Readonly<Record<string, string>>;
  } = {},
): Promise<MeasurementState | null> {
  const environment = { get: (name: string) => variables[name] };
  using recorder = await openRecorder(plan, { ...QUESTION, ...question }, { path, environment });
  return recorder.answer();
}

Deno.test("answer() gives an earlier measurement with its date and how to measure anew", async () => {
  using store = storeFolder();
  await recordElsewhere(store.path);
  const answer = await ask(store.path);
  assertEquals([answer?.runs.length, answer?.ending.kind], [12, "complete"]);
  assertEquals(answer?.notes?.map((flag) => flag.kind), ["from_store"]);
  assertStringIncludes(answer?.notes?.[0]?.text ?? "", "give fresh: true (--fresh)");
});

Deno.test("answer() gives a session once: who asks again wants another measurement", async () => {
  using store = storeFolder();
  await recordElsewhere(store.path);
  await recordElsewhere(store.path);
  const answers = [await ask(store.path), await ask(store.path), await ask(store.path)];
  assertEquals(answers.map((answer) => answer !== null), [true, true, false]);
});

Deno.test("answer() never gives what this process has measured itself", async () => {
  using store = storeFolder();
  const plan = fakePlan();
  using recorder = await openRecorder(plan, QUESTION, { path: store.path });
  recorder.record(stateAfter(plan, 12, { kind: "complete" }));
  assertEquals(await ask(store.path), null);
});

Deno.test("answer() is not written into the record again", async () => {
  using store = storeFolder();
  await recordElsewhere(store.path);
  const plan = fakePlan();
  using recorder = await openRecorder(plan, QUESTION, {
    path: store.path,
    environment: { get: () => undefined },
  });
  const answer = recorder.answer();
  const recorded = answer === null ? null : recorder.record(answer);
  assertEquals(recorded?.notes?.map((flag) => flag.kind), ["from_store"]);
  using database = new DatabaseSync(store.path);
  assertEquals(database.prepare("SELECT id FROM sessions").all().length, 1);
});

/** A plan whose second arm is changed. */
function withSecond(change: (arm: Arm) => Partial<Arm>): MeasurePlan {
  const plan = fakePlan();
  return {
    ...plan,
    arms: plan.arms.map((arm, index) => index === 1 ? { ...arm, ...change(arm) } : arm),
  };
}

/** What makes it another question. */
const OTHERS: [name: string, asked: Parameters<typeof ask>[1]][] = [
  ["a fresh one is wanted", { question: { isFresh: true } }],
  ["the budget is the shortest", { variables: { PROBEBOOK_BUDGET: "smoke" } }],
  ["a grader runs it", { variables: { NBGRADER_EXECUTION: "validate" } }],
  ["points are given", { variables: { PROBEBOOK_GRADED: "1" } }],
  ["another value is compared", { question: { compared: { value: "x", minEffect: 0.01 } } }],
  ["another effect counts", { question: { compared: { value: "call", minEffect: 0.02 } } }],
  ["nothing is compared", { question: { compared: null } }],
  ["the seed is given", { question: { isSeedGiven: true } }],
  ["a parameter differs", {
    plan: withSecond(() => ({ params: { n: 7 } })),
  }],
  ["a variable differs", {
    plan: withSecond(() => ({ env: { PYTHON_JIT: "1" } })),
  }],
  ["a flag differs", { plan: withSecond(() => ({ flags: ["-O"] })) }],
  ["the arms are the other way round", { plan: fakePlan({ arms: fakePlan().arms.toReversed() }) }],
  ["the program says something else of itself", {
    plan: withSecond(({ python }) => ({ python: { ...python, jit: "on" } })),
  }],
  ["the program is another file", {
    plan: withSecond(({ python }) => ({ python: { ...python, executable: "/bin/sh" } })),
  }],
  ["the program is gone", {
    plan: withSecond(({ python }) => ({ python: { ...python, executable: "/nonexistent" } })),
  }],
  ["the number of rounds differs", { plan: fakePlan({ rounds: fakePlan().rounds.slice(1) }) }],
  ["the timings of a process differ", { plan: fakePlan({ sliceCount: 7 }) }],
];

for (const [name, asked] of OTHERS) {
  Deno.test(`answer() is none where ${name}`, async () => {
    using store = storeFolder();
    await recordElsewhere(store.path);
    assertEquals(await ask(store.path, asked), null);
    // The same record answers the question that it was asked.
    assert(await ask(store.path) !== null);
  });
}

/** What is no whole answer. */
const PARTIAL: [name: string, changes: Partial<MeasurementState>][] = [
  ["was stopped", { ending: { kind: "stopped" } }],
  ["still runs", { ending: { kind: "running" } }],
  ["had no time for an interval", {
    ending: { kind: "budget" },
    runs: stateAfter(fakePlan(), 10).runs,
  }],
  ["gave an arm up", { givenUp: ["b"] }],
  ["failed at first", { earlyFailures: stateAfter(fakePlan(), 1).runs }],
  ["has no process of an arm", { runs: [] }],
];

for (const [name, changes] of PARTIAL) {
  Deno.test(`answer() is none where the earlier measurement ${name}`, async () => {
    using store = storeFolder();
    await recordElsewhere(store.path, { changes });
    assertEquals(await ask(store.path), null);
  });
}

Deno.test("answer() gives the newest measurement, also where its time was over and an older one is complete", async () => {
  using store = storeFolder();
  await recordElsewhere(store.path);
  await recordElsewhere(store.path, { changes: { ending: { kind: "budget" } } });
  assertEquals((await ask(store.path))?.ending.kind, "budget");
});

Deno.test("answer() is none where what was recorded makes no sense", async () => {
  using store = storeFolder();
  await recordElsewhere(store.path);
  {
    using database = new DatabaseSync(store.path);
    database.exec("UPDATE runs SET body = '[]'");
  }
  assertEquals(await ask(store.path), null);
});

Deno.test("the command line answers from the record, says so, and measures anew when asked", async () => {
  using store = storeFolder();
  using folder = fakePrograms({
    "a/bin/python3": answering(fakeFacts("3.14.0", { prefix: "/a" }), fakeProbe(5_000_000)),
  });
  const { environment } = onlyIn(folder);
  const python = folder.at("a/bin/python3");
  const compare = async (...more: string[]) => {
    const args = ["probe", "compare", "tight_loop", "--base", python, "--test", python];
    const options = ["--rounds", "2", "--json", ...more];
    const { out } = await runOutside([...args, ...options], {
      ...environment,
      PROBEBOOK_STORE: store.path,
    });
    const { flags, rounds } = JSON.parse(out) as { flags: { kind: string }[]; rounds: number };
    return { rounds, isFromStore: flags.some((flag) => flag.kind === "from_store") };
  };
  assertEquals(await compare(), { rounds: 2, isFromStore: false });
  assertEquals(await compare(), { rounds: 2, isFromStore: true });
  assertEquals(await compare("--fresh"), { rounds: 2, isFromStore: false });
});

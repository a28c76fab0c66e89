/** Tests of what the doctor's finding does to later comparisons. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { DatabaseSync } from "node:sqlite";
import { fakeInterpreter, fakeProbe } from "../../tests/support/fake_interpreters.ts";
import { answering, fakeFacts, fakePrograms } from "../../tests/support/fake_programs.ts";
import { fakePlan, QUESTION, stateAfter, storeFolder } from "../../tests/support/fake_sessions.ts";
import { onlyIn, runOutside } from "../../tests/support/probe_cli.ts";
import { compareWithin } from "../compare/compare.ts";
import { summarize } from "../measure/result.ts";
import { keepExamination, readRefusals } from "./examinations.ts";
import { thisMachine } from "./machine.ts";
import { openRecorder } from "./recorder.ts";
import { openSession, sessions } from "./sessions.ts";

const NOON = new Date("2026-11-21T12:00:00Z");

/** Examinations that follow each other: hours before noon, and the interval. */
type Findings = readonly (readonly [hoursBefore: number, low: number, high: number])[];

async function refusedAtNoon(findings: Findings, change: (path: string) => void = () => {}) {
  using store = storeFolder();
  const { arms } = fakePlan();
  const [{ python } = { python: fakeInterpreter("a") }] = arms;
  for (const [hoursBefore, low, high] of findings) {
    const now = new Date(NOON.getTime() - hoursBefore * 3_600_000);
    await keepExamination({ python, low, high }, { path: store.path, now });
  }
  change(store.path);
  using recorder = await openRecorder(fakePlan(), QUESTION, { path: store.path, now: () => NOON });
  return recorder.record(stateAfter(fakePlan(), 1)).refusals?.map(({ python }) => python) ?? [];
}

const CASES: [name: string, findings: Findings, refused: string[]][] = [
  ["no examination", [], []],
  ["an interval around 1", [[1, 0.99, 1.01]], []],
  ["one that excludes 1 from above", [[1, 1.002, 1.01]], ["a"]],
  ["one that excludes 1 from below", [[1, 0.98, 0.999]], ["a"]],
  ["one that ends at 1", [[1, 1, 1.01]], []],
  ["a later one that found nothing", [[2, 1.02, 1.05], [1, 0.99, 1.01]], []],
  ["a later one that found it again", [[2, 0.99, 1.01], [1, 1.02, 1.05]], ["a"]],
  ["one that is a day old", [[25, 1.02, 1.05]], []],
  ["one that is not yet a day old", [[23, 1.02, 1.05]], ["a"]],
];

for (const [name, findings, refused] of CASES) {
  Deno.test(`readRefusals() gives [${refused}] after ${name}`, async () => {
    // Both arms of the plan are the same program: it is named once.
    assertEquals(await refusedAtNoon(findings), refused);
  });
}

Deno.test("readRefusals() gives none of another machine or another program", async () => {
  for (const column of ["machine", "program"]) {
    const refused = await refusedAtNoon([[1, 1.02, 1.05]], (path) => {
      using database = new DatabaseSync(path);
      database.exec(`UPDATE examinations SET ${column} = 'another'`);
    });
    assertEquals(refused, [], column);
  }
});

Deno.test("readRefusals() gives none where the record cannot be read", async () => {
  using database = new DatabaseSync(":memory:");
  const { key } = await thisMachine();
  const given = { arms: fakePlan().arms, machine: key, now: NOON };
  assertEquals(await readRefusals(database, given), []);
});

Deno.test("keepExamination() keeps nothing where nothing is recorded, and of a program that is gone", async () => {
  using store = storeFolder();
  const python = fakeInterpreter("gone");
  await keepExamination({ python, low: 1.1, high: 1.2 }, { path: store.path });
  await keepExamination({ python, low: 1.1, high: 1.2 }, { path: null });
  assertEquals([...Deno.readDirSync(store.folder)], []);
});

Deno.test("compareWithin() has no verdict after a refusal, and its flag says what to do", () => {
  const plan = fakePlan();
  const state = stateAfter(plan, 12, { kind: "complete" });
  assertEquals(compareWithin(summarize(state)).verdict, "slower");
  const executable = plan.arms[0]?.python.executable ?? "";
  const refusals = [{ python: "a", executable, examinedAt: "2026-11-21T12:00:00Z" }];
  const limited = compareWithin(summarize({ ...state, refusals }));
  assertEquals([limited.verdict, limited.needMore], ["unclear", null]);
  // The numbers stay: they are what was measured.
  assertEquals(limited.ratio, compareWithin(summarize(state)).ratio);
  assertStringIncludes(limited.sentence, "unclear (no verdicts, see doctor): 1.0999x [");
  const [flag] = limited.flags;
  assertEquals(flag?.kind, "differs_from_itself");
  assertStringIncludes(flag?.text ?? "", "run doctor() (deno task doctor) again");
  const others = [{ python: "c", executable: "/another", examinedAt: "2026-11-21T12:00:00Z" }];
  assertEquals(compareWithin(summarize({ ...state, refusals: others })).verdict, "slower");
});

Deno.test("openSession() has no verdict of what was measured after a refusal, and it never answers", async () => {
  using store = storeFolder();
  const plan = fakePlan();
  const [{ python } = { python: fakeInterpreter("a") }] = plan.arms;
  await keepExamination({ python, low: 1.02, high: 1.05 }, { path: store.path });
  {
    using recorder = await openRecorder(plan, QUESTION, { path: store.path });
    recorder.record(stateAfter(plan, 12, { kind: "complete" }));
  }
  await keepExamination({ python, low: 0.99, high: 1.01 }, { path: store.path });
  const [entry] = await sessions({ path: store.path });
  const { comparison } = await openSession(entry?.id ?? "", { path: store.path });
  assertEquals(comparison?.verdict, "unclear");
  {
    using database = new DatabaseSync(store.path);
    // As if another process had measured it.
    database.exec(
      "PRAGMA foreign_keys = OFF; UPDATE runs SET session = 'x'; UPDATE sessions SET id = 'x'",
    );
  }
  using recorder = await openRecorder(plan, QUESTION, { path: store.path });
  assertEquals(recorder.answer(), null);
});

Deno.test("the command line refuses verdicts after doctor did, and gives them after a better examination", async () => {
  using store = storeFolder();
  const body = fakeProbe(5_000_000);
  using folder = fakePrograms({ "a/bin/python3": answering(fakeFacts("3.14.0"), body) });
  const environment = { ...onlyIn(folder).environment, PROBEBOOK_STORE: store.path };
  const python = folder.at("a/bin/python3");
  const verdict = async () => {
    const args = ["probe", "compare", "tight_loop", "--base", python, "--test", python];
    const { out } = await runOutside([...args, "--rounds", "8", "--fresh", "--json"], environment);
    const { verdict, flags } = JSON.parse(out) as { verdict: string; flags: { kind: string }[] };
    return [verdict, flags.some(({ kind }) => kind === "differs_from_itself")];
  };
  const examine = async () => {
    const args = ["doctor", "--python", python, "--seconds", "1", "--json"];
    return (await runOutside(args, environment)).code;
  };
  assertEquals(await verdict(), ["same", false]);
  assertEquals(await examine(), 0);
  assertEquals(await verdict(), ["same", false]);
  {
    using database = new DatabaseSync(store.path);
    database.exec("UPDATE examinations SET low = 1.02, high = 1.05");
  }
  assertEquals(await verdict(), ["unclear", true]);
  // The doctor itself is not limited by what it found before.
  assertEquals(await examine(), 0);
  assertEquals(await verdict(), ["same", false]);
});

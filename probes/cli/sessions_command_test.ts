/** Tests of the command that shows the record. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { fakePlan, QUESTION, stateAfter, storeFolder } from "../../tests/support/fake_sessions.ts";
import { runOutside } from "../../tests/support/probe_cli.ts";
import { openRecorder } from "../store/mod.ts";

Deno.test("probe sessions lists the record and shows a session of it", async () => {
  using store = storeFolder();
  const plan = fakePlan();
  {
    using recorder = await openRecorder(plan, QUESTION, { path: store.path });
    recorder.record(stateAfter(plan, 12, { kind: "complete" }));
  }
  const run = (...more: string[]) =>
    runOutside(["probe", "sessions", ...more], { PROBEBOOK_STORE: store.path });
  const [entry] = JSON.parse((await run("--json")).out) as { id: string; runs: number }[];
  assertEquals(entry?.runs, 12);
  assertStringIncludes((await run()).out, entry?.id ?? "none");
  assertStringIncludes((await run(entry?.id ?? "")).out, "slower");
  const { verdict, session, metadata } = JSON.parse(
    (await run(entry?.id ?? "", "--json")).out,
  ) as { verdict: string; session: string; metadata: unknown };
  assertEquals([verdict, session, metadata], ["slower", entry?.id, null]);
});

const ENDS: [name: string, args: string[], file: string | null, code: number, message: string][] = [
  ["an unknown id", ["nobody"], null, 2, "has no session of that id"],
  ["a word too many", ["a", "b"], null, 2, '"b" belongs to no option'],
  ["a file that is no record", [], "no database ".repeat(500), 1, "the record is damaged"],
];

for (const [name, args, file, code, message] of ENDS) {
  Deno.test(`probe sessions answers ${name} clearly`, async () => {
    using store = storeFolder();
    const path = `${store.folder}/store.sqlite`;
    if (file !== null) Deno.writeTextFileSync(path, file);
    const outcome = await runOutside(["probe", "sessions", ...args], { PROBEBOOK_STORE: path });
    assertEquals(outcome.code, code);
    assertStringIncludes(outcome.err, message);
  });
}

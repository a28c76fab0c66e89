/**
 * What cells of the kernel measure with the permissions that they have by default: they find what the command finds,
 * every probe measures, Stop leaves nobody behind, and a program that they may not run costs nothing else.
 */
import { assert, assertEquals, assertMatch } from "@std/assert";
import {
  endingText,
  type Fixture,
  startFixture,
} from "../../kernel/evaluator/evaluator_fixture.ts";
import { PROBES } from "../../probes/catalog/catalog.ts";
import { discoverInterpreters } from "../../probes/mod.ts";
import { fakeFacts, fakePrograms, printing } from "../support/fake_programs.ts";
import { runOutside } from "../support/probe_cli.ts";
import { assertGone, pidWritten } from "../support/processes.ts";
import { testUnless } from "../support/skip.ts";

const pythons = await discoverInterpreters();
const missing = pythons.length === 0 ? "no CPython" : null;

/** What a cell writes down, which is written in its notebook's folder. */
async function answerOf(fixture: Fixture, code: string, answer: string): Promise<unknown> {
  const write = `Deno.writeTextFileSync("answer.json", JSON.stringify(${answer}))`;
  assertEquals(await fixture.ending(`${code}\n${write}`), "nothing");
  return JSON.parse(await Deno.readTextFile(`${fixture.folder}/answer.json`));
}

Deno.test("discoverInterpreters() in a cell finds what the command finds", async () => {
  // As `lab` does: CPythons may have come and gone since.
  await runOutside(["interpreters", "--allowed"]);
  await using fixture = await startFixture({ permissions: "default" });
  const code = 'import { discoverInterpreters } from "probes";';
  const answer = "(await discoverInterpreters()).map(({ name, executable }) => [name, executable])";
  const found = pythons.map(({ name, executable }) => [name, executable]);
  assertEquals(await answerOf(fixture, code, answer), found);
});

Deno.test("discoverInterpreters() in a cell says of a new CPython how it is allowed", async () => {
  using folder = fakePrograms({ "bin/python3": printing(fakeFacts("3.14.1")) });
  await using fixture = await startFixture({ permissions: "default" });
  const code = `import { discoverInterpreters } from "probes";
const list = await discoverInterpreters({
  environment: { PROBEBOOK_PYTHONS: ${JSON.stringify(folder.path)}, PROBEBOOK_PYTHONS_ONLY: "1" },
});`;
  const answer =
    "[...list, ...list.rejected].map(({ rejection, reason }) => `${rejection}: ${reason}`).join()";
  const said = await answerOf(fixture, code, answer);
  assertMatch(
    `${said}`,
    /^not_allowed: (?!.*not_allowed).*"deno task interpreters".* restart the kernel$/,
  );
});

testUnless(missing, {
  name: "every probe of the catalogue measures in a cell, or says why it cannot",
  async fn() {
    await using fixture = await startFixture({ permissions: "default" });
    const code = `import { arms, measure } from "probes";
const [python] = await arms({ pythons: [${JSON.stringify(pythons.at(-1))}] });
const endings = {};
for (const name of ${JSON.stringify(Object.keys(PROBES))}) {
  const { ending, runs, metadata } = await measure(name, { arms: [python], budget: "smoke", rounds: 1 });
  const bad = runs.filter(({ ending }) => !["completed", "unavailable"].includes(ending.kind));
  const load = metadata?.moments.every(({ load }) => load.loadAverage !== null);
  endings[name] = [ending.kind, ...bad.map(({ ending }) => ending), load === false ? "no load" : ""].join(" ").trim();
}`;
    const endings = Object.entries(Object(await answerOf(fixture, code, "endings")));
    assertEquals(endings.length, Object.keys(PROBES).length);
    const others = endings.filter(([, ending]) => !/^(?:complete|unavailable)$/.test(`${ending}`));
    assertEquals(others, []);
    assert(endings.filter(([, ending]) => ending === "complete").length > 30);
  },
});

testUnless(missing, {
  name: "Stop ends a learner's program and what it started outside of its group",
  async fn() {
    await using fixture = await startFixture({ permissions: "default" });
    const pidFile = `${fixture.folder}/pid`;
    const program = `import os, subprocess, time
child = subprocess.Popen(["sleep", "600"], start_new_session=True)
open(${JSON.stringify(pidFile)}, "w").write("%d\\n" % child.pid)
time.sleep(600)`;
    const cell = fixture.run(`import { runLearnerScript } from "probes";
const run = await runLearnerScript({ python: ${JSON.stringify(pythons.at(-1))}, source: ${
      JSON.stringify(program)
    } });`);
    const pid = await pidWritten(pidFile);
    await fixture.port.interrupt();
    assertEquals(endingText(await cell), "interrupted");
    await assertGone(pid);
    const after = `(await runLearnerScript({ python: ${
      JSON.stringify(pythons.at(-1))
    }, source: "print(6 * 7)" })).stdout`;
    assertEquals(await fixture.ending(after), 'text/plain: "42"');
  },
});

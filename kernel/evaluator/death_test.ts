/** A process that dies is replaced and the learner told; nothing of ours outlives its owner. */

import { assert, assertEquals, assertMatch, assertNotMatch } from "@std/assert";
import { assertGone } from "../../tests/support/processes.ts";
import { ofKind, startFixture } from "./evaluator_fixture.ts";

const DEATHS: [name: string, code: string, reason: string][] = [
  ["Deno.exit", "Deno.exit(3)", "exit"],
  ["process.exit", "import process from 'node:process'; process.exit(4)", "exit"],
  ["process.exit in a module", "import './leave.ts'", "exit"],
  ["process.abort", "import process from 'node:process'; process.abort()", "crash"],
  [
    "a killed process",
    "import process from 'node:process'; process.kill(process.pid, 'SIGKILL'); await new Promise(() => {})",
    "crash",
  ],
  [
    "no more memory",
    "const all: unknown[] = []; for (;;) all.push(new Array(1000).fill({}))",
    "out_of_memory",
  ],
];

Deno.test("evaluate() survives the process", async (test) => {
  await using fixture = await startFixture({
    heapMib: 64,
    files: { "leave.ts": "import process from 'node:process'; process.exit(6)" },
  });
  for (const [name, code, reason] of DEATHS) {
    await test.step(`with ${name}`, async () => {
      await fixture.run("let lost = 1");
      const evaluation = await fixture.run(code);
      assertEquals(evaluation.kind === "died" ? evaluation.reason : evaluation.kind, reason);
      // deno-lint-ignore no-control-regex -- colour codes
      assertNotMatch(String(Reflect.get(evaluation, "message")), /\x1b|chrome:|ebugger|<unknown>/);
      assertEquals(await fixture.ending("typeof lost"), 'text/plain: "undefined"');
    });
  }
  await test.step("that exits between cells, and says so once", async () => {
    // Late enough for the cell to have ended, also on a busy machine; else it is the cell that dies.
    await fixture.run("setTimeout(() => Deno.exit(5), 300); 0", { cellId: "leaver" });
    const event = ofKind(await fixture.event(({ kind }) => kind === "restarted"), "restarted");
    assertEquals([event.cellId, event.reason], ["leaver", "exit"]);
    assertMatch(event.message, /exit code 5/);
    assertEquals(await fixture.ending("1"), "text/plain: 1");
    assertEquals(fixture.events.filter(({ kind }) => kind === "restarted").length, 1);
  });
  await test.step("whose output before the end is kept", async () => {
    const seen = fixture.events.length;
    await fixture.run("console.log('last words'); Deno.exit(0)");
    assertEquals(ofKind(fixture.events[seen], "stream").text, "last words\n");
  });
});

Deno.test("dispose ends a busy process and its subprocesses within 2 s", async () => {
  const fixture = await startFixture();
  const code = "import process from 'node:process';" +
    "const p = new Deno.Command('sleep', { args: ['60'] }).spawn();" +
    "console.log(`${process.pid} ${p.pid}`); while (true) {}";
  const evaluation = fixture.run(code);
  const event = ofKind(await fixture.event(({ kind }) => kind === "stream"), "stream");
  const begun = performance.now();
  await fixture[Symbol.asyncDispose]();
  assert(performance.now() - begun < 2000);
  const ending = await evaluation;
  assertEquals(ending.kind === "died" ? ending.reason : ending.kind, "shutdown");
  for (const pid of event.text.trim().split(" ")) await assertGone(pid);
});

Deno.test("a busy process and what it started do not outlive a killed kernel", async () => {
  const owner = new Deno.Command(Deno.execPath(), {
    args: ["run", "--allow-all", new URL("evaluator_owner.ts", import.meta.url).pathname],
    stdin: "null",
    stdout: "piped",
  }).spawn();
  const reader = owner.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const { value = "" } = await reader.read();
  owner.kill("SIGKILL");
  await owner.status;
  await reader.cancel();
  const pids = value.trim().split(" ");
  assertEquals(pids.length, 3);
  for (const pid of pids) await assertGone(pid);
});

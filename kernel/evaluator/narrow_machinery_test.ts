/**
 * What the kernel itself does in the process of cells works there under the default permissions
 * too: stopping, late output, long messages, workers, input, starting anew. A selection; the other
 * tests of this room run with all permissions, and start programs that are no CPythons.
 */

import { assertEquals, assertMatch } from "@std/assert";
import { assertGone } from "../../tests/support/processes.ts";
import { startFixture, streamText } from "./evaluator_fixture.ts";

const NARROW = { permissions: "default" } as const;

/** Python that says it runs and then does not end by itself. */
const PYTHON = "['-c', 'import os, time; print(\"pid\", os.getpid(), flush=True); time.sleep(60)']";

const BUSY: [name: string, code: string][] = [
  ["a loop", "console.log('pid 0'); for (;;);"],
  ["an endless wait", "console.log('pid 0'); await new Promise(() => {})"],
  [
    "an awaited CPython",
    `await new Deno.Command('python3', { args: ${PYTHON}, stdout: 'inherit' }).output()`,
  ],
  [
    "a CPython that blocks",
    `new Deno.Command('python3', { args: ${PYTHON}, stdout: 'inherit' }).outputSync()`,
  ],
  [
    "a CPython of Node",
    `(await import('node:child_process')).spawnSync('python3', ${PYTHON}, { stdio: 'inherit' })`,
  ],
  [
    "a worker",
    "new Worker('data:text/javascript,console.log(`pid 0`); for (;;);', { type: 'module' }); await new Promise(() => {})",
  ],
];

Deno.test("under the default permissions interrupt() ... and keeps variables", async (t) => {
  await using fixture = await startFixture(NARROW);
  await fixture.run("let kept = 7");
  for (const [name, code] of BUSY) {
    await t.step(`stops ${name}`, async () => {
      const cellId = `busy ${name}`;
      const ending = fixture.ending(code, { cellId });
      await fixture.event((event) =>
        event.kind === "stream" && event.cellId === cellId && event.text.startsWith("pid")
      );
      assertEquals((await fixture.port.interrupt()).kind, "stopped");
      assertEquals(await ending, "interrupted");
      const [, pid] = /pid (\d+)/.exec(streamText(fixture.events, "stdout", cellId)) ?? [];
      if (pid !== "0") await assertGone(String(pid));
      assertEquals(await fixture.ending("kept"), "text/plain: 7");
    });
  }
});

const LATE: [name: string, code: string, needsLinux: boolean][] = [
  ["a timer", "setTimeout(() => console.log('LATE'), 50); 0", false],
  [
    "a CPython",
    "new Deno.Command('python3', { args: ['-c', 'import time; time.sleep(0.1); print(\"LATE\")'] }).spawn(); 0",
    true,
  ],
  [
    "a CPython of Node",
    "import cp from 'node:child_process';" +
    "cp.spawn('python3', ['-c', 'import time; time.sleep(0.1); print(\"LATE\")'], { stdio: 'inherit' }); 0",
    true,
  ],
  [
    "a worker",
    "new Worker('data:text/javascript,setTimeout(() => console.log(`LATE`), 50)', { type: 'module' }); 0",
    false,
  ],
  [
    "a worker of Node",
    "import { Worker as Thread } from 'node:worker_threads';" +
    "new Thread('setTimeout(() => console.log(`LATE`), 50)', { eval: true }); 0",
    false,
  ],
];

for (const [name, code, needsLinux] of LATE) {
  const ignore = needsLinux && Deno.build.os !== "linux";
  const why = ignore ? " (needs Linux: elsewhere subprocesses share the kernel's pipe)" : "";
  Deno.test(`under the default permissions late output of ${name} is under its cell${why}`, {
    ignore,
  }, async () => {
    await using fixture = await startFixture(NARROW);
    await fixture.run(code, { cellId: "own" });
    const next = fixture.run("await new Promise(() => {})", { cellId: "other" });
    const event = await fixture.event((event) => JSON.stringify(event).includes("LATE"));
    assertEquals(event.cellId, "own");
    await fixture.port.interrupt();
    await next;
  });
}

Deno.test("under the default permissions long displays come in order with what is printed", async () => {
  await using fixture = await startFixture(NARROW);
  await fixture.run(
    "for (let n = 0; n < 5; n += 1) { console.log(n); await Deno.jupyter.display({ 'text/plain': String(n).repeat(300_000) }, { raw: true }) }",
  );
  const seen = fixture.events.map((event) =>
    event.kind === "stream" ? event.text.trim() : event.kind === "message" ? "shown" : event.kind
  );
  assertEquals(seen, [0, 1, 2, 3, 4].flatMap((n) => [String(n), "shown"]));
});

Deno.test("under the default permissions a cell that closes its pipes goes on printing", {
  ignore: Deno.build.os !== "linux",
}, async () => {
  await using fixture = await startFixture(NARROW);
  await fixture.run(
    "import fs from 'node:fs'; for (const fd of [1, 2]) { try { fs.closeSync(fd) } catch {} } console.log('there')",
  );
  assertEquals(await fixture.ending("console.error('too'); 5"), "text/plain: 5");
  assertEquals(streamText(fixture.events, "stdout"), "there\n");
});

Deno.test("under the default permissions a process that ends is replaced by one with the same", async () => {
  await using fixture = await startFixture(NARROW);
  assertEquals(await fixture.ending("Deno.exit(1)"), "died: exit");
  assertEquals(await fixture.ending("Deno.kill(Deno.pid, 'SIGKILL')"), "died: crash");
  assertMatch(await fixture.ending("Deno.readTextFileSync('/etc/passwd')"), /^NotCapable: Cannot/);
  assertEquals(await fixture.ending("1 + 1"), "text/plain: 2");
});

Deno.test("under the default permissions paths with commas, spaces and signs are the notebook's", async () => {
  const folder = await Deno.realPath(await Deno.makeTempDir({ prefix: "a, b# 'ü" }));
  const { startEvaluator } = await import("./evaluator.ts");
  const port = startEvaluator({ cwd: folder, ...NARROW, onOutput: () => {} });
  const ending = await port.evaluate({
    cellId: "a",
    name: "cell 1",
    allowStdin: false,
    code: "Deno.writeTextFileSync('x', 'y'); Deno.readTextFileSync(Deno.cwd() + '/x')",
  });
  await port[Symbol.asyncDispose]();
  await Deno.remove(folder, { recursive: true });
  assertEquals(ending.kind === "value" ? ending.bundle?.data : ending, { "text/plain": '"y"' });
});

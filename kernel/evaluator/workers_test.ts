/** Workers of Node, and what workers start: whose output it is, and that a Stop ends it. */

import { assertEquals, assertMatch } from "@std/assert";
import { startFixture, streamText } from "./evaluator_fixture.ts";

const IMPORT = "import { Worker as Thread } from 'node:worker_threads';";
const NEVER = "await new Promise(() => {})";

const STARTED: [name: string, worker: string][] = [
  [
    "given as code",
    "new Thread(`const { parentPort } = require('node:worker_threads'); parentPort.postMessage(1);" +
    "setInterval(() => parentPort.postMessage(1), 1)`, { eval: true })",
  ],
  [
    "given as code that is busy",
    "new Thread(`require('node:worker_threads').parentPort.postMessage(1); for (;;);`, { eval: true })",
  ],
  ["of a file", "new Thread('./ticks.mjs')"],
  [
    "of require()",
    "new (require('node:worker_threads').Worker)(`setInterval(() => " +
    "require('node:worker_threads').parentPort.postMessage(1), 1)`, { eval: true })",
  ],
];

for (const [name, worker] of STARTED) {
  Deno.test(`interrupt() ends a worker of Node ${name} that the stopped cell has started`, async () => {
    await using fixture = await startFixture({
      files: {
        "ticks.mjs":
          "import { parentPort } from 'node:worker_threads'; setInterval(() => parentPort.postMessage(1), 1)",
      },
    });
    await fixture.run(
      "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" +
        "import 'node:worker_threads'; var exited = Promise.withResolvers(); 0",
    );
    const ending = fixture.ending(
      `${IMPORT} Deno.chdir(import.meta.dirname); const thread = ${worker}; thread.on('exit', exited.resolve); ` +
        `thread.once('message', () => console.log('started')); ${NEVER}`,
    );
    await fixture.event(({ kind }) => kind === "stream");
    await fixture.port.interrupt();
    assertEquals(await ending, "interrupted");
    assertEquals(await fixture.ending("await exited.promise"), "text/plain: 1");
  });
}

Deno.test("a worker of Node that a cell has left running outlives the Stop of another", async () => {
  await using fixture = await startFixture();
  await fixture.run(
    `${IMPORT} const thread = new Thread("require('node:worker_threads').parentPort.on('message', ` +
      `() => console.log('LATE'))", { eval: true }); 0`,
    { cellId: "own" },
  );
  const ending = fixture.ending(`console.log('started'); ${NEVER}`);
  await fixture.event(({ kind }) => kind === "stream");
  await fixture.port.interrupt();
  assertEquals(await ending, "interrupted");
  await fixture.run("thread.postMessage(1)", { cellId: "other" });
  const late = await fixture.event((event) => JSON.stringify(event).includes("LATE"));
  assertEquals(late.cellId, "own");
  await fixture.run("await thread.terminate()");
});

Deno.test("a worker of Node given as code keeps its lines, its data and its own require()", async () => {
  await using fixture = await startFixture();
  const code = "const require = process.getBuiltinModule('module').createRequire('/');\\n" +
    "const { parentPort, workerData } = require('node:worker_threads');\\n" +
    "parentPort.postMessage([workerData, Object.keys(globalThis).filter((n) => n.includes('probe'))]);\\n" +
    "throw new Error('broken')";
  const ending = await fixture.ending(
    `${IMPORT} const thread = new Thread("${code}", { eval: true, workerData: 7 });` +
      "const told = new Promise((resolve) => thread.on('message', resolve));" +
      "const failed = new Promise((resolve) => thread.on('error', (error) => resolve(error.message)));" +
      "JSON.stringify([await told, await failed, thread instanceof Thread, Thread.name])",
  );
  assertEquals(ending, `text/plain: '[[7,[]],"broken",true,"Worker"]'`);
  // Deno puts four lines before it.
  assertMatch(streamText(fixture.events, "stderr"), /:8:7\n/);
});

const NESTED: [name: string, code: string, isLinux: boolean][] = [
  ["a subprocess", "new Deno.Command('sh', { args: ['-c', 'echo LATE'] }).spawn()", true],
  [
    "a worker",
    "new Worker('data:text/javascript,console.log(`LATE`)', { type: 'module' })",
    false,
  ],
];

for (const [name, code, isLinux] of NESTED) {
  for (const [kind, starts] of [["worker", false], ["worker of Node", true]] as const) {
    const ignore = isLinux && Deno.build.os !== "linux";
    const title = `late output of ${name} of a ${kind} is under the cell of the worker` +
      (ignore ? " (needs Linux: elsewhere subprocesses share the kernel's pipe)" : "");
    Deno.test(title, { ignore }, async () => {
      await using fixture = await startFixture();
      const source = JSON.stringify(code);
      const worker = starts
        ? `new Thread("require('node:worker_threads').parentPort.on('message', () => eval(" + ${
          JSON.stringify(source)
        } + "))", { eval: true })`
        : `new Worker("data:text/javascript," + encodeURIComponent("onmessage = () => { " + ${source} + " }"), { type: "module" })`;
      await fixture.run(`${IMPORT} const worker = ${worker}; 0`, { cellId: "own" });
      const next = fixture.run(`worker.postMessage(1); ${NEVER}`, { cellId: "other" });
      const event = await fixture.event((event) => JSON.stringify(event).includes("LATE"));
      assertEquals(event.cellId, "own");
      await fixture.port.interrupt();
      assertEquals((await next).kind, "interrupted");
      await fixture.run("worker.terminate(); 0");
    });
  }
}

Deno.test("the pipes of a worker's subprocesses are closed when nobody writes into them any more", {
  ignore: Deno.build.os !== "linux",
}, async () => {
  await using fixture = await startFixture();
  // More in turn than are read at once: each has to be counted out again.
  await fixture.run(
    "const worker = new Worker('data:text/javascript,' + encodeURIComponent(`onmessage = () => {" +
      "new Deno.Command('echo', { args: ['x'], stdout: 'inherit' }).outputSync(); postMessage(1) }`), { type: 'module' }); 0",
    { cellId: "own" },
  );
  const code =
    "await new Promise((resolve) => { worker.onmessage = resolve; worker.postMessage(1) });" +
    "await new Promise((resolve) => setTimeout(resolve, 5))";
  for (let run = 0; run < 20; run += 1) await fixture.run(code);
  await fixture.run("worker.terminate(); 0");
  await fixture.event(() => streamText(fixture.events, "stdout", "own") === "x\n".repeat(20));
});

Deno.test("a subprocess's fourth descriptor is inherited as its own number, and no stream", {
  ignore: Deno.build.os !== "linux",
}, async () => {
  await using fixture = await startFixture();
  const ending = await fixture.ending(
    "import cp from 'node:child_process'; const { status } = cp.spawnSync('sh', " +
      "['-c', 'test /proc/self/fd/3 -ef /proc/self/fd/2 && exit 9; exit 0'], " +
      "{ stdio: ['ignore', 'inherit', 'inherit', 'inherit'] }); status",
  );
  assertEquals(ending, "text/plain: 0");
});

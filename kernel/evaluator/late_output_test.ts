/** Output that comes after its cell has ended belongs to it, whichever cell runs then. */

import { assertEquals, assertLess } from "@std/assert";
import { startFixture, streamText } from "./evaluator_fixture.ts";

/** Each ends at once; `print()` is called back when the next cell says `go()`, or soon after. */
const CALLBACKS: [name: string, code: string][] = [
  ["a timer", "signal.then(() => setTimeout(print, 1))"],
  ["a promise", "signal.then(print)"],
  ["an asynchronous function", "(async () => { await signal; await null; print() })()"],
  [
    "a socket of Node",
    "import net from 'node:net'; const server = net.createServer((c) => c.on('data', print)).listen(0, " +
    "() => signal.then(() => net.connect(server.address().port).write('x')))",
  ],
  [
    "a socket of Deno",
    "const listener = Deno.listen({ port: 0 }); signal.then(() => Deno.connect({ port: listener.addr.port }));" +
    "listener.accept().then(print)",
  ],
  [
    "a server",
    "const server = Deno.serve({ port: 0, onListen() {} }, () => { print(); return new Response() });" +
    "signal.then(() => fetch(`http://127.0.0.1:${server.addr.port}`)).then((r) => r.text())",
  ],
  [
    "a server with options",
    "const server = Deno.serve({ port: 0, onListen() {}, handler: () => { print(); return new Response() } });" +
    "signal.then(() => fetch(`http://127.0.0.1:${server.addr.port}`)).then((r) => r.text())",
  ],
  [
    "an error of a server",
    "const server = Deno.serve({ port: 0, onListen() {} }, (request) => { throw new Error('LATE ' + request.url) });" +
    "signal.then(() => fetch(`http://127.0.0.1:${server.addr.port}`)).then((r) => r.text())",
  ],
  [
    "a listener of events",
    "const target = new EventTarget(); target.addEventListener('x', print);" +
    "signal.then(() => target.dispatchEvent(new Event('x')))",
  ],
  [
    "an emitter of events",
    "import { EventEmitter } from 'node:events'; const emitter = new EventEmitter();" +
    "emitter.once('x', print); signal.then(() => emitter.emit('x'))",
  ],
  [
    "a message port",
    "const pair = new MessageChannel(); pair.port1.onmessage = print; signal.then(() => pair.port2.postMessage(1))",
  ],
  [
    "a worker's message",
    "const worker = new Worker('data:text/javascript,onmessage = () => postMessage(1)', { type: 'module' });" +
    "worker.onmessage = print; signal.then(() => worker.postMessage(1))",
  ],
  ["a file", "import fs from 'node:fs'; signal.then(() => fs.readFile('/dev/null', print))"],
  [
    "the output of a subprocess",
    "import cp from 'node:child_process'; const child = cp.spawn('cat'); child.stdout.on('data', print);" +
    "signal.then(() => child.stdin.end('x'))",
  ],
  [
    "the end of a subprocess",
    "const child = new Deno.Command('cat', { stdin: 'piped', stdout: 'null' }).spawn();" +
    "child.status.then(print); signal.then(() => child.stdin.close())",
  ],
  [
    "the console of a worker",
    "const worker = new Worker('data:text/javascript,onmessage = () => console.log(`LATE`)', { type: 'module' });" +
    "signal.then(() => worker.postMessage(1))",
  ],
  ["a file descriptor", "import fs from 'node:fs'; signal.then(() => fs.writeSync(1, 'LATE'))"],
  [
    "a file descriptor, asynchronously",
    "import fs from 'node:fs'; signal.then(() => fs.write(2, 'LATE', () => {}))",
  ],
  ["a time limit", "AbortSignal.timeout(50).onabort = print"],
  [
    "a signal",
    "Deno.addSignalListener('SIGUSR2', print); signal.then(() => Deno.kill(Deno.pid, 'SIGUSR2'))",
  ],
  ["a display", "signal.then(() => Deno.jupyter.display({ 'text/plain': 'LATE' }, { raw: true }))"],
  ["a rejection", "signal.then(() => { throw new Error('LATE') })"],
  ["an error of a timer", "signal.then(() => setTimeout(() => { throw new Error('LATE') }, 1))"],
];

/** Each prints by itself when it is told to, or soon after. */
const SUBPROCESSES: [name: string, code: string][] = [
  ["Deno.Command", `subprocess = new Deno.Command('sh', { ...WAITS, stdin: 'piped' }).spawn()`],
  [
    "Deno.Command with an awaited output",
    `subprocess = new Deno.Command('sh', { ...WAITS, stdin: 'piped', stdout: 'piped', stderr: 'inherit' }).spawn();` +
    "void subprocess.output()",
  ],
  ["Deno.spawn()", `subprocess = Deno.spawn('sh', WAITS.args, { stdin: 'piped' })`],
  [
    "node:child_process",
    "import cp from 'node:child_process'; subprocess = cp.spawn('sh', WAITS.args, " +
    "{ stdio: ['pipe', 'inherit', process.stderr] })",
  ],
].map(([name = "", code = ""]) => [
  `a subprocess of ${name}`,
  "const WAITS = { args: ['-c', 'read go; echo LATE >&2'] }; let subprocess; " + code +
  "; signal.then(() => subprocess.stdin.end?.('x') ?? subprocess.stdin.close())",
]);

/** Only there can the kernel open the pipes that the child makes. */
const hasCellPipes = Deno.build.os === "linux";

const CASES = [
  ...CALLBACKS.map(([name, code]) => ({ name, code, ignore: false })),
  ...SUBPROCESSES.map(([name, code]) => ({ name, code, ignore: !hasCellPipes })),
];

for (const { name, code, ignore } of CASES) {
  const title = `late output of ${name} is under the cell that started it` +
    (ignore ? " (needs Linux: elsewhere subprocesses share the kernel's pipe)" : "");
  Deno.test(title, { ignore }, async () => {
    await using fixture = await startFixture();
    await fixture.run("let go = () => {}; const signal = new Promise<void>((r) => go = () => r())");
    await fixture.run(`const print = () => console.log('LATE'); ${code}; 0`, { cellId: "own" });
    const next = fixture.run("go(); await new Promise(() => {})", { cellId: "other" });
    const event = await fixture.event((event) => JSON.stringify(event).includes("LATE"));
    assertEquals(event.cellId, "own");
    await fixture.port.interrupt();
    assertEquals((await next).kind, "interrupted");
  });
}

Deno.test("late output into a kept Deno.stdout.writable is under the cell that wrote it", async () => {
  await using fixture = await startFixture();
  await fixture.run(
    "let go = () => {}; const writer = Deno.stdout.writable.getWriter(); const text = new TextEncoder();" +
      "const signal = new Promise<void>((resolve) => go = resolve);" +
      "signal.then(() => writer.write(text.encode('LATE'))); 0",
    { cellId: "own" },
  );
  // The late piece waits in the stream behind this cell's own.
  await fixture.run(
    "go(); const writes = [1, 2, 3].map((n) => writer.write(text.encode(`${n}`)));" +
      "await Promise.all(writes); await writer.write(text.encode('4'))",
    { cellId: "other" },
  );
  assertEquals(streamText(fixture.events, "stdout", "own"), "LATE");
  assertEquals(streamText(fixture.events, "stdout", "other"), "1234");
});

Deno.test("late output of a collected value is under the cell that registered it", async () => {
  await using fixture = await startFixture();
  await fixture.run(
    "let isGone = false; const registry = new FinalizationRegistry((name) => {" +
      "isGone = true; console.log(name) }); registry.register({}, 'LATE'); 0",
    { cellId: "own" },
  );
  const code =
    "while (!isGone) { new Uint8Array(5e7).fill(1); await new Promise((r) => setTimeout(r)) }";
  await fixture.run(code, { cellId: "other" });
  assertEquals(streamText(fixture.events, "stdout", "own"), "LATE\n");
});

Deno.test("a server's handler is given the request, and its own handler of errors is asked", async () => {
  await using fixture = await startFixture();
  const ending = await fixture.ending(
    "const server = Deno.serve({ port: 0, onListen() {}, onError: (error) => new Response(error.message) }, " +
      "(request) => { throw new Error(new URL(request.url).pathname) });" +
      "const text = await (await fetch(`http://127.0.0.1:${server.addr.port}/path`)).text();" +
      "await server.shutdown(); text",
  );
  assertEquals(ending, 'text/plain: "/path"');
});

Deno.test("what a subprocess prints is shown while its cell is busy", async () => {
  await using fixture = await startFixture();
  const busy = fixture.run(
    "new Deno.Command('echo', { args: ['shown'], stdout: 'inherit' }).spawn(); for (;;);",
  );
  await fixture.event((event) => event.kind === "stream" && event.text === "shown\n");
  await fixture.port.interrupt();
  assertEquals((await busy).kind, "interrupted");
});

Deno.test("the pipes of cells are closed when nobody writes into them any more", async () => {
  await using fixture = await startFixture();
  const code = "new Deno.Command('echo', { args: ['x'], stdout: 'inherit' }).outputSync();" +
    "[...Deno.readDirSync('/dev/fd')].length";
  const counts: number[] = [];
  for (let run = 0; run < 40; run += 1) {
    const ending = await fixture.run(code);
    counts.push(Number(ending.kind === "value" ? ending.bundle?.data["text/plain"] : NaN));
  }
  assertEquals(streamText(fixture.events, "stdout"), "x\n".repeat(40));
  // A pair of pipes are six descriptors, and a few pairs may be on their way out.
  const growth = (counts.at(-1) ?? NaN) - (counts[2] ?? NaN);
  assertLess(growth, 30, `descriptors by cell: ${counts}`);
});

/** What a worker says of itself, and how it must be as without us. */
const WORKER = {
  "own.ts": "console.log('o'); postMessage([import.meta.url, self.name, self.location.href]);" +
    "onmessage = ({ data }) => { throw new Error(data) }",
};

Deno.test("a worker keeps its name, its addresses, its errors and its end", async () => {
  await using fixture = await startFixture({ files: WORKER });
  const ending = await fixture.ending(
    "const url = import.meta.resolve('./own.ts'); const worker = new Worker(url, { type: 'module', name: 'n' });" +
      "const told = await new Promise((resolve) => worker.onmessage = (event) => resolve(event.data));" +
      "const failed = new Promise((resolve) => worker.onerror = (event) => {" +
      "event.preventDefault(); resolve([event.message, event.filename === url]) });" +
      "worker.postMessage('broken'); const error = await failed; worker.terminate();" +
      "JSON.stringify([told[0] === url, told[1], told[2] === url, worker instanceof Worker, error])",
  );
  assertEquals(
    ending,
    `text/plain: '[true,"n",true,true,["Uncaught Error: broken",true]]'`,
  );
});

Deno.test("a worker starts from a blob whose address is revoked at once", async () => {
  await using fixture = await startFixture();
  const ending = await fixture.ending(
    "const url = URL.createObjectURL(new Blob(['postMessage(7)'], { type: 'text/javascript' }));" +
      "const worker = new Worker(url, { type: 'module' }); URL.revokeObjectURL(url);" +
      "await new Promise((resolve) => worker.onmessage = (event) => resolve(event.data))",
  );
  assertEquals(ending, "text/plain: 7");
});

Deno.test("late output of the subprocesses of 60 cells is under the cells that started them", {
  ignore: !hasCellPipes,
}, async () => {
  await using fixture = await startFixture();
  const count = 60;
  await fixture.run("var subprocesses = []; 0");
  const endings = Array.from({ length: count }, (_, index) =>
    fixture.run(
      `subprocesses.push(new Deno.Command('sh', { args: ['-c', 'read go; echo ${index}; echo ${index} >&2'], ` +
        "stdin: 'piped', stdout: 'inherit', stderr: 'inherit' }).spawn()); 0",
      { cellId: `own ${index}` },
    ));
  await Promise.all(endings);
  await fixture.run(
    "await Promise.all(subprocesses.map((s) => s.stdin.close().then(() => s.status))); 0",
    { cellId: "other" },
  );
  const length = (name: "stdout" | "stderr") => streamText(fixture.events, name).split("\n").length;
  await fixture.event(() => length("stdout") > count && length("stderr") > count);
  for (let index = 0; index < count; index += 1) {
    for (const name of ["stdout", "stderr"] as const) {
      assertEquals(streamText(fixture.events, name, `own ${index}`), `${index}\n`);
    }
  }
});

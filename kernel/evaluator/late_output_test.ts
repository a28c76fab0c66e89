/** Output that comes after its cell has ended belongs to it, whichever cell runs then. */

import { assertEquals } from "@std/assert";
import { startFixture } from "./evaluator_fixture.ts";

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
  ["a time limit", "AbortSignal.timeout(50).onabort = print"],
  [
    "a signal",
    "Deno.addSignalListener('SIGUSR2', print); signal.then(() => Deno.kill(Deno.pid, 'SIGUSR2'))",
  ],
  ["a display", "signal.then(() => Deno.jupyter.display({ 'text/plain': 'LATE' }, { raw: true }))"],
  ["a rejection", "signal.then(() => { throw new Error('LATE') })"],
  ["an error of a timer", "signal.then(() => setTimeout(() => { throw new Error('LATE') }, 1))"],
];

for (const [name, code] of CALLBACKS) {
  Deno.test(`late output of ${name} is under the cell that started it`, async () => {
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

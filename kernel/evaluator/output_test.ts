/** Everything that prints arrives, in order, whole, and under the cell that printed it. */

import { assert, assertEquals, assertMatch } from "@std/assert";
import { ofKind, startFixture, streamText } from "./evaluator_fixture.ts";

const TABLE = `┌───────┬───┐
│ (idx) │ a │
├───────┼───┤
│     0 │ 1 │
└───────┴───┘
`;

const WRITERS: [name: string, code: string, stdout: string, stderr: string][] = [
  ["console.log", "console.log('a %d', 1, { b: 2 })", "a 1 { b: 2 }\n", ""],
  ["console.error and warn", "console.error('e'); console.warn('w')", "", "e\nw\n"],
  [
    "console.group",
    "console.group('g'); console.log('in'); console.groupEnd(); console.log('out')",
    "g\n  in\nout\n",
    "",
  ],
  ["console.assert", "console.assert(false, 'no')", "", "Assertion failed: no\n"],
  ["Deno.stdout.writeSync", "Deno.stdout.writeSync(new TextEncoder().encode('w'))", "w", ""],
  ["Deno.stderr.write", "await Deno.stderr.write(new TextEncoder().encode('w'))", "", "w"],
  [
    "Deno.stdout.writable",
    "await new Blob(['piped']).stream().pipeTo(Deno.stdout.writable)",
    "piped",
    "",
  ],
  [
    "Deno.stdout.writable once more",
    "await new Blob(['again']).stream().pipeTo(Deno.stdout.writable)",
    "again",
    "",
  ],
  [
    "node:process",
    "import process from 'node:process'; process.stdout.write('o'); process.stderr.write('e')",
    "o",
    "e",
  ],
  [
    "named exports of node:process",
    "import { stdout, stderr } from 'node:process'; stdout.write('o'); stderr.write('e')",
    "o",
    "e",
  ],
  ["the global process", "process.stdout.write('o'); process.stderr.write('e')", "o", "e"],
  ["closed Deno streams", "Deno.stdout.close(); Deno.stderr.close(); console.log('o')", "o\n", ""],
  ["a disposed Deno stream", "{ using out = Deno.stdout; } console.log('o')", "o\n", ""],
  ["ended Node streams", "process.stdout.end('o'); process.stderr.destroy('x')", "o", ""],
  [
    "Node streams that were ended",
    "process.stdout.write('o'); process.stderr.write('e')",
    "o",
    "e",
  ],
  [
    "file descriptors",
    "import fs from 'node:fs'; fs.writeSync(1, 'one'); fs.writeSync(2, 'two')",
    "one",
    "two",
  ],
  [
    "Deno's note of a download, without its colours",
    String.raw`Deno.writeTextFileSync('/dev/stderr', '\x1b[0m\x1b[32mDownload\x1b[0m npm:a\n')`,
    "",
    "Download npm:a\n",
  ],
  [
    "a subprocess",
    "await new Deno.Command('sh', { args: ['-c', 'echo o; echo e >&2'], stdin: 'null', " +
    "stdout: 'inherit', stderr: 'inherit' }).output(); 0",
    "o\n",
    "e\n",
  ],
  ["console.table", "console.table([{ a: 1 }])", TABLE, ""],
  ["console.count", "console.count('k'); console.count('k')", "k: 1\nk: 2\n", ""],
  ["node:console", "import c from 'node:console'; c.log('o'); c.error('e')", "o\n", "e\n"],
  [
    "a console made of the streams",
    "import { Console } from 'node:console'; new Console(process.stdout, process.stderr).error('e')",
    "",
    "e\n",
  ],
  ["Deno.stdout.write", "await Deno.stdout.write(new TextEncoder().encode('w'))", "w", ""],
  ["Deno.stderr.writeSync", "Deno.stderr.writeSync(new TextEncoder().encode('w'))", "", "w"],
  [
    "Deno.stderr.writable",
    "await new Blob(['piped']).stream().pipeTo(Deno.stderr.writable)",
    "",
    "piped",
  ],
  [
    "node:process in another encoding, as bytes and with a callback",
    "process.stdout.write('4f4b', 'hex'); process.stdout.write(new Uint8Array([33]));" +
    "await new Promise((done) => process.stdout.write('.', done))",
    "OK!.",
    "",
  ],
  [
    "a Node stream that is piped",
    "import { Readable } from 'node:stream'; import { pipeline } from 'node:stream/promises';" +
    "await pipeline(Readable.from(['p', 'q']), process.stdout)",
    "pq",
    "",
  ],
  [
    "file descriptors, asynchronously",
    "import fs from 'node:fs'; await new Promise((done) => fs.write(1, 'one', done));" +
    "await new Promise((done) => fs.createWriteStream('', { fd: 2, autoClose: false }).end('two', done))",
    "one",
    "two",
  ],
  [
    "the files of the streams",
    "Deno.writeTextFileSync('/dev/stdout', 'o'); await Deno.writeTextFile('/dev/fd/2', 'e')",
    "o",
    "e",
  ],
  [
    "a synchronous subprocess and its own",
    "new Deno.Command('sh', { args: ['-c', 'sh -c \"echo o\"; echo e >&2'], stdout: 'inherit', " +
    "stderr: 'inherit' }).outputSync(); 0",
    "o\n",
    "e\n",
  ],
  [
    "a subprocess of node:child_process",
    "import cp from 'node:child_process'; cp.spawnSync('sh', ['-c', 'echo o; echo e >&2'], { stdio: 'inherit' }); 0",
    "o\n",
    "e\n",
  ],
  [
    "a worker of node:worker_threads",
    "import { Worker as Thread } from 'node:worker_threads';" +
    "await new Promise((done) => new Thread('console.log(1)', { eval: true }).on('exit', done))",
    "1\n",
    "",
  ],
  [
    "all ways in turn",
    "console.log(1); new Deno.Command('echo', { args: ['2'], stdout: 'inherit' }).outputSync();" +
    "console.log(3); (await import('node:fs')).writeSync(1, '4\\n'); process.stdout.write('5\\n');" +
    "Deno.stdout.writeSync(new TextEncoder().encode('6\\n')); console.log(7)",
    "1\n2\n3\n4\n5\n6\n7\n",
    "",
  ],
  [
    "a progress bar",
    "for (const done of [0, 50, 100]) { Deno.stdout.writeSync(new TextEncoder().encode(`\\r${done} %`));" +
    "await new Promise((r) => setTimeout(r, 15)) } console.log()",
    "\r0 %\r50 %\r100 %\n",
    "",
  ],
  [
    "control characters and colours",
    "console.log('\\x00\\x1b[31mred\\x1b[0m\\x1e\\b')",
    "\x00\x1b[31mred\x1b[0m\x1e\b\n",
    "",
  ],
  [
    "UTF-8 byte by byte between other output",
    "for (const byte of new TextEncoder().encode('€')) { Deno.stdout.writeSync(new Uint8Array([byte]));" +
    "console.error('x'); await new Promise((r) => setTimeout(r, 15)) }",
    "€",
    "x\nx\nx\n",
  ],
  [
    "UTF-8 of a subprocess that stops within a character",
    String
      .raw`await new Deno.Command('sh', { args: ['-c', 'printf "\\303"; sleep 0.05; printf "\\251"'], ` +
    "stdout: 'inherit' }).output(); 0",
    "é",
    "",
  ],
  [
    "UTF-8 byte by byte",
    "for (const byte of new TextEncoder().encode('é€😀')) Deno.stdout.writeSync(new Uint8Array([byte]))",
    "é€😀",
    "",
  ],
  ["half a character", "Deno.stdout.writeSync(new Uint8Array([0xe2, 0x82]))", "\ufffd", ""],
  ["a long line", "console.log('€'.repeat(100_000))", `${"€".repeat(100_000)}\n`, ""],
];

Deno.test("output", async (test) => {
  await using fixture = await startFixture({
    files: {
      "worker.ts": "console.log('o'); console.error('e'); " +
        "onmessage = ({ data }) => { throw new Error(data) }; postMessage(0)",
    },
  });
  for (const [name, code, stdout, stderr] of WRITERS) {
    await test.step(`of ${name} is there when the cell has ended`, async () => {
      const seen = fixture.events.length;
      await fixture.run(code);
      const events = fixture.events.slice(seen);
      assertEquals(streamText(events, "stdout"), stdout);
      assertEquals(streamText(events, "stderr"), stderr);
    });
  }
  await test.step("of a worker and its errors arrives without colours", async () => {
    const seen = fixture.events.length;
    await fixture.run(
      "const worker = new Worker(import.meta.resolve('./worker.ts'), { type: 'module' }); " +
        "await new Promise((resolve) => worker.onmessage = resolve); worker.postMessage('broken')",
    );
    await fixture.event((event) => event.kind === "stream" && event.text.includes("broken"));
    const events = fixture.events.slice(seen);
    assertEquals(streamText(events, "stdout"), "o\n");
    assertMatch(streamText(events, "stderr"), /^e\nerror: Uncaught .* Error: broken\n/);
    assertEquals(await fixture.ending("1"), "text/plain: 1");
    assertEquals(events.filter(({ kind }) => kind !== "stream"), []);
  });
  await test.step("of 10,000 lines travels in few events", async () => {
    const seen = fixture.events.length;
    await fixture.run("for (let i = 0; i < 10_000; i++) console.log(`line ${i}`)");
    const events = fixture.events.slice(seen);
    assertEquals(streamText(events, "stdout").split("\n").length, 10_001);
    assert(events.length < 100, `${events.length} events`);
  });
  await test.step("keeps the order of streams and displays", async () => {
    const seen = fixture.events.length;
    await fixture.run(
      "console.log(1); console.error(2); " +
        "await Deno.jupyter.display({ 'text/plain': '3' }, { raw: true }); console.log(4)",
    );
    const order = fixture.events.slice(seen).map((event) =>
      event.kind === "stream" ? event.text.trim() : event.kind
    );
    assertEquals(order, ["1", "2", "message", "4"]);
  });
  await test.step("carries buffers and 10 MB whole", async () => {
    const code = "await Deno.jupyter.broadcast('comm_msg', { text: 'x'.repeat(1e7) }, " +
      "{ metadata: { m: 1 }, buffers: [new Uint8Array([1, 2]), new Uint8Array(9000).fill(7)] })";
    const seen = fixture.events.length;
    await fixture.run(code);
    const event = ofKind(fixture.events[seen], "message");
    assertEquals(String(event.content["text"]).length, 1e7);
    assertEquals(event.metadata, { m: 1 });
    assertEquals(event.buffers.map(({ length }) => length), [2, 9000]);
    assertEquals(event.buffers[1]?.at(-1), 7);
  });
  await test.step("cannot be faked by printing what looks like a frame", async () => {
    const seen = fixture.events.length;
    await fixture.run("import fs from 'node:fs'; fs.writeSync(1, '\\x1e'.repeat(40))");
    assertEquals(streamText(fixture.events.slice(seen), "stdout"), "\x1e".repeat(40));
  });
  await test.step("after the end belongs to the cell that started it", async () => {
    await fixture.run("setTimeout(() => console.log('late'), 30); 0", { cellId: "early" });
    await fixture.run("await new Promise((resolve) => setTimeout(resolve, 60))");
    assertEquals(streamText(fixture.events, "stdout", "early"), "late\n");
  });
  await test.step("of a late error names its cell", async () => {
    await fixture.run("setTimeout(() => { throw new TypeError('tick') }, 0); 0", {
      cellId: "thrower",
      name: "cell 77",
    });
    const event = ofKind(
      await fixture.event(({ kind }) => kind === "late_error"),
      "late_error",
    );
    assertEquals([event.cellId, event.name, event.message], ["thrower", "TypeError", "tick"]);
    assert(event.traceback.join("\n").includes("cell 77:1:26"), event.traceback.join("\n"));
  });
  await test.step("of a floating rejection arrives and the kernel lives on", async () => {
    await fixture.run("Promise.reject(new Error('floating')); 0");
    await fixture.event((event) => event.kind === "late_error" && event.message === "floating");
    assertEquals(await fixture.ending("1"), "text/plain: 1");
  });
  await test.step("of an error that a cell's own listener takes stays away", async () => {
    await fixture.run(
      "addEventListener('unhandledrejection', (event) => {" +
        "if (event.reason === 'mine') { event.preventDefault(); console.log('taken'); } });" +
        "Promise.reject('mine'); setTimeout(() => Promise.reject(new Error('not mine')), 10); 0",
    );
    await fixture.event((event) => event.kind === "late_error" && event.message === "not mine");
    const mine = fixture.events.filter((event) =>
      event.kind === "late_error" && event.message.includes("mine")
    );
    assertEquals(mine.length, 1);
    assert(streamText(fixture.events, "stdout").includes("taken\n"));
  });
  await test.step("asks for input and takes the answer", async () => {
    const ending = fixture.ending("prompt('name?')", { allowStdin: true });
    const event = await fixture.event(({ kind }) => kind === "input_request");
    assertEquals(ofKind(event, "input_request").prompt, "name?");
    fixture.port.answerInput("Ada");
    assertEquals(await ending, 'text/plain: "Ada"');
  });
  await test.step("goes on when a cell has closed the file descriptors", async () => {
    await fixture.run("import fs from 'node:fs'; fs.closeSync(1); fs.closeSync(2)");
    const seen = fixture.events.length;
    assertEquals(await fixture.ending("console.log('o'); console.error('e'); 1"), "text/plain: 1");
    assertEquals(streamText(fixture.events.slice(seen), "stdout"), "o\n");
    assertEquals(streamText(fixture.events.slice(seen), "stderr"), "e\n");
  });
  await test.step("asks for nothing when input is not allowed", async () => {
    assertEquals(await fixture.ending("prompt('name?')"), "text/plain: null");
  });
});

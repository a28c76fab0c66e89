/** Everything that prints arrives, in order, whole, and under the cell that printed it. */

import { assert, assertEquals, assertMatch } from "@std/assert";
import { ofKind, startFixture, streamText } from "./evaluator_fixture.ts";

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
    String.raw`import fs from 'node:fs'; fs.writeSync(2, '\x1b[0m\x1b[32mDownload\x1b[0m npm:a\n')`,
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

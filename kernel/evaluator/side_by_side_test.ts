/** Cells of several lanes and callbacks of comms: one runs while the others wait. */

import { assert, assertEquals, assertMatch } from "@std/assert";
import { endingText, type Fixture, ofKind, startFixture, streamText } from "./evaluator_fixture.ts";
import type { CommDelivery, Evaluation } from "./port.ts";

const BESIDE = { lane: "beside", cellId: "beside", name: "beside" };

/** A front end's message on the comm `c`, of the target `t`. */
function delivery(type: CommDelivery["type"], extra: Partial<CommDelivery> = {}): CommDelivery {
  const targetName = type === "comm_open" ? "t" : "";
  const address = { cellId: `d ${type}`, commId: "c", targetName };
  return { type, ...address, data: {}, metadata: {}, buffers: [], ...extra };
}

/** Messages that cells sent, as `cell type comm data`. */
function sent({ events }: Fixture): string[] {
  return events.flatMap((event) =>
    event.kind === "message"
      ? [
        `${event.cellId}: ${event.messageType} ${event.content["comm_id"]} ${
          JSON.stringify(event.content["data"])
        }`,
      ]
      : []
  );
}

Deno.test("evaluate() runs a cell of another lane while one waits", async () => {
  await using fixture = await startFixture();
  await fixture.run("let go = () => {}; let seen = 0");
  const waiting = fixture.run("await new Promise<void>((done) => go = done); seen");
  await fixture.run("console.log('beside'); seen = 7; go(); 'done'", BESIDE);
  assertEquals(endingText(await waiting), "text/plain: 7");
  assertEquals(streamText(fixture.events, "stdout", "beside"), "beside\n");
});

Deno.test("evaluate() lets a busy cell keep its outputs when one of another lane comes", async () => {
  await using fixture = await startFixture();
  const busy = fixture.run(
    "const end = Date.now() + 400; let lines = 0;" +
      "while (Date.now() < end) { console.log('x'.repeat(50)); lines++; }" +
      "setTimeout(() => console.log('late'), 20); lines",
    { cellId: "busy" },
  );
  await fixture.event((event) => event.kind === "stream");
  const code = "console.log('a'); await 1; console.log('b'); throw new Error('mine')";
  const beside = await Promise.all(
    [1, 2, 3].map((index) =>
      fixture.run(code, { lane: `${index}`, cellId: `b${index}`, name: "beside" })
    ),
  );
  const ending = await busy;
  await fixture.event((event) => event.kind === "stream" && event.text.endsWith("late\n"));
  const lines = streamText(fixture.events, "stdout", "busy").trim().split("\n");
  assertEquals(endingText(ending), `text/plain: ${lines.length - 1}`);
  assert(lines.slice(0, -1).every((line) => line === "x".repeat(50)));
  for (const [index, evaluation] of beside.entries()) {
    assertEquals(endingText(evaluation), "Error: mine");
    assertEquals(streamText(fixture.events, "stdout", `b${index + 1}`), "a\nb\n");
  }
});

Deno.test("evaluate() disposes of what each of two cells uses with that cell", async () => {
  await using fixture = await startFixture();
  await fixture.run(
    "let go = () => {}; const thing = (name: string) => " +
      "({ [Symbol.dispose]() { console.log('end of', name); } })",
  );
  const waiting = fixture.run("using a = thing('a'); await new Promise<void>((r) => go = r)", {
    cellId: "a",
  });
  const failed = await fixture.run("using b = thing('b'); throw new Error('b')", BESIDE);
  assertEquals(endingText(failed), "Error: b");
  assertEquals(streamText(fixture.events, "stdout"), "end of b\n");
  await fixture.run("go()", BESIDE);
  await waiting;
  assertEquals(streamText(fixture.events, "stdout", "a"), "end of a\n");
});

const STOPPED: [name: string, main: string, beside: string, begins?: false][] = [
  ["both wait", "await new Promise(() => {})", "await new Promise(() => {})"],
  ["the other lane's is busy", "await new Promise(() => {})", "for (;;);"],
  ["one keeps the other from its beginning", "for (;;) await null", "1", false],
];

for (const [name, main, beside, begins = true] of STOPPED) {
  Deno.test(`interrupt() stops the cells of all lanes when ${name}`, async () => {
    await using fixture = await startFixture();
    await fixture.run("let kept = 13");
    const first = fixture.run(`console.log("first"); ${main}`);
    await fixture.event((event) => event.kind === "stream" && event.text === "first\n");
    const second = fixture.run(`console.log("second"); ${beside}`, BESIDE);
    if (begins) {
      await fixture.event((event) => event.kind === "stream" && event.text === "second\n");
    }
    // A turn, so that it has been taken on; before that it is no cell that a Stop could mean.
    await new Promise((resolve) => setTimeout(resolve, 0));
    const outcome = await fixture.port.interrupt();
    assertEquals(outcome.kind, "stopped");
    assertEquals([await first, await second].map(endingText), ["interrupted", "interrupted"]);
    assertEquals(await fixture.ending("kept"), "text/plain: 13");
  });
}

Deno.test("evaluate() tells all cells that the process died", async () => {
  await using fixture = await startFixture();
  const waiting = fixture.run("console.log('on'); await new Promise(() => {})");
  await fixture.event((event) => event.kind === "stream");
  const leaving = await fixture.run("Deno.exit(3)", BESIDE);
  assertEquals([await waiting, leaving].map(endingText), ["died: exit", "died: exit"]);
  assertEquals(await fixture.ending("1"), "text/plain: 1");
});

const ECHO = "Deno.jupyter.comms.registerTarget('t', (comm, data) => {" +
  " console.log('opened', JSON.stringify(data));" +
  " comm.onMessage((data, { buffers, metadata }) => { console.log('got');" +
  "   comm.send({ back: data, metadata, bytes: buffers.map((b) => [...b]) }); });" +
  " comm.onClose((data) => console.log('closed', JSON.stringify(data))); });";

Deno.test("deliver() hands opening, message and close to what a cell registered", async () => {
  await using fixture = await startFixture();
  await fixture.run(ECHO);
  const target = ofKind(fixture.events.find(({ kind }) => kind === "comm_target"), "comm_target");
  assertEquals([target.name, target.isRegistered], ["t", true]);
  const endings: Evaluation[] = [
    await fixture.port.deliver(delivery("comm_open", { data: { n: 1 } })),
    await fixture.port.deliver(
      delivery("comm_msg", { data: { q: "ä" }, metadata: { m: 1 }, buffers: ["AAH/"] }),
    ),
    await fixture.port.deliver(delivery("comm_close", { data: { bye: 1 } })),
    await fixture.port.deliver(delivery("comm_msg", { data: { after: "the end" } })),
  ];
  assertEquals(endings.map(endingText), ["nothing", "nothing", "nothing", "nothing"]);
  assertEquals(streamText(fixture.events, "stdout", "d comm_open"), 'opened {"n":1}\n');
  assertEquals(streamText(fixture.events, "stdout", "d comm_close"), 'closed {"bye":1}\n');
  assertEquals(sent(fixture), [
    'd comm_msg: comm_msg c {"back":{"q":"ä"},"metadata":{"m":1},"bytes":[[0,1,255]]}',
  ]);
});

Deno.test("deliver() reaches a cell that waits for it", async () => {
  await using fixture = await startFixture();
  const waiting = fixture.run(
    "const comm = Deno.jupyter.comms.open('t', { commId: 'c' });" +
      "await new Promise((done) => comm.onMessage((data) => done(data)))",
  );
  await fixture.event(({ kind }) => kind === "message");
  await fixture.port.deliver(delivery("comm_msg", { data: { value: 5 } }));
  assertEquals(endingText(await waiting), "text/plain: { value: 5 }");
});

Deno.test("deliver() finds a comm that a cell opened by broadcast", async () => {
  await using fixture = await startFixture();
  await fixture.run(
    "await Deno.jupyter.broadcast('comm_open', { comm_id: 'c', target_name: 'w', data: {} });" +
      "Deno.jupyter.comms.get('c').onMessage((data) => console.log(data.x))",
  );
  await fixture.port.deliver(delivery("comm_msg", { data: { x: 9 } }));
  assertEquals(streamText(fixture.events, "stdout", "d comm_msg"), "9\n");
});

Deno.test("deliver() closes a comm whose opening fails, and says why", async () => {
  await using fixture = await startFixture();
  await fixture.run("Deno.jupyter.comms.registerTarget('t', () => { throw new Error('not you') })");
  const failed = await fixture.port.deliver(delivery("comm_open"));
  assertEquals(endingText(failed), "Error: not you");
  assertEquals(sent(fixture), ["d comm_open: comm_close c {}"]);
  const unknown = await fixture.port.deliver(delivery("comm_open", { targetName: "gone" }));
  assertMatch(endingText(unknown), /No target "gone" is registered/);
});

Deno.test("interrupt() stops a callback of a comm", async (test) => {
  for (const body of ["for (;;);", "return new Promise(() => {});"]) {
    await test.step(body, async () => {
      await using fixture = await startFixture();
      await fixture.run(
        `let kept = 1; Deno.jupyter.comms.registerTarget('t', () => { console.log('in'); ${body} })`,
      );
      const callback = fixture.port.deliver(delivery("comm_open"));
      await fixture.event(({ kind }) => kind === "stream");
      await fixture.port.interrupt();
      assertEquals(endingText(await callback), "interrupted");
      assertEquals(await fixture.ending("kept"), "text/plain: 1");
    });
  }
});

Deno.test("deliver() leaves what a cell's subprocess prints to that cell", async () => {
  await using fixture = await startFixture();
  await fixture.run(
    "let go = () => {};" +
      "Deno.jupyter.comms.registerTarget('t', () => { console.log('callback'); go(); })",
  );
  const cell = fixture.run(
    "const shell = new Deno.Command('sh', " +
      "{ args: ['-c', 'echo one; read line; echo two'], stdin: 'piped', stdout: 'inherit' }).spawn();" +
      "await new Promise((done) => go = done); await shell.stdin.close(); await shell.status; 0",
    { cellId: "process" },
  );
  await fixture.event((event) => event.kind === "stream" && event.text.startsWith("one"));
  await fixture.port.deliver(delivery("comm_open"));
  assertEquals(endingText(await cell), "text/plain: 0");
  assertEquals(streamText(fixture.events, "stdout", "process"), "one\ntwo\n");
  assertEquals(streamText(fixture.events, "stdout", "d comm_open"), "callback\n");
});

const MISUSE: [name: string, code: string, expected: RegExp][] = [
  ["a handler that is none", "Deno.jupyter.comms.registerTarget('t', 5)", /it is number/],
  [
    "the same id twice",
    "const open = () => Deno.jupyter.comms.open('t', { commId: 'twice' }); open(); open()",
    /Cannot open the comm "twice": it is open/,
  ],
  [
    "a message on a closed comm",
    "const shut = Deno.jupyter.comms.open('t', { commId: 'shut' }); shut.close(); shut.send({})",
    /Cannot send on the comm "shut": it is closed/,
  ],
];

Deno.test("Deno.jupyter.comms refuses", async (test) => {
  await using fixture = await startFixture();
  for (const [name, code, expected] of MISUSE) {
    await test.step(name, async () => assertMatch(await fixture.ending(code), expected));
  }
});

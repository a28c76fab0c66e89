/** Comms as a front end sees them: opened, listed, answered, closed, also while a cell waits. */

import { assert, assertEquals } from "@std/assert";
import type { CommDelivery, OutputEvent } from "../evaluator/port.ts";
import { createCommBook } from "./comm_book.ts";
import { bench, VALUE } from "./session_fixture.ts";

const target = (name: string, isRegistered = true): OutputEvent => ({
  kind: "comm_target",
  cellId: "c1",
  name,
  isRegistered,
});

const sent = (messageType: string, content: Record<string, unknown>): OutputEvent => ({
  kind: "message",
  cellId: "c1",
  messageType,
  content,
  metadata: {},
  buffers: [],
});

const opening = (id: string, name = "t") => ({ comm_id: id, target_name: name, data: { n: 1 } });

Deno.test("createSession() hands a front end's comm messages to cells and lists the comm", async () => {
  const delivered: CommDelivery[] = [];
  const kernel = bench(() => Promise.resolve(VALUE), (delivery) => {
    delivered.push(delivery);
    return Promise.resolve(VALUE);
  });
  await kernel.session.emit(target("t"));
  const open = kernel.ask("comm_open", opening("a"));
  await kernel.idle(kernel.ask("comm_msg", { comm_id: "a", data: { x: 2 } }));
  const info = kernel.ask("comm_info_request", {});
  await kernel.idle(info);
  await kernel.idle(kernel.ask("comm_close", { comm_id: "a", data: {} }));
  const after = kernel.ask("comm_info_request", {});
  await kernel.idle(after);
  assertEquals(delivered.map(({ type, data }) => [type, data]), [
    ["comm_open", { n: 1 }],
    ["comm_msg", { x: 2 }],
    ["comm_close", {}],
  ]);
  assertEquals(kernel.transcript(open), ["iopub status busy", "iopub status idle"]);
  const comms = [info, after].map((id) =>
    kernel.sent.find(({ channel, message }) =>
      channel === "shell" && message.parentHeader["msg_id"] === id
    )?.message.content["comms"]
  );
  assertEquals(comms, [{ a: { target_name: "t" } }, {}]);
});

const NOBODY: [name: string, type: string, content: Record<string, unknown>, closes: number][] = [
  ["an opening for no target", "comm_open", opening("a", "none"), 1],
  ["an opening without a target", "comm_open", { comm_id: "a" }, 1],
  ["a message on no comm", "comm_msg", { comm_id: "a", data: {} }, 0],
  ["the close of no comm", "comm_close", { comm_id: "a" }, 0],
  ["a name of objects", "comm_msg", { comm_id: "__proto__", data: {} }, 0],
  ["a target of another name", "comm_open", opening("a", "constructor"), 1],
];

for (const [name, type, content, closes] of NOBODY) {
  Deno.test(`createSession() delivers nothing for ${name}`, async () => {
    let deliveredCount = 0;
    const kernel = bench(() => Promise.resolve(VALUE), () => {
      deliveredCount += 1;
      return Promise.resolve(VALUE);
    });
    const id = kernel.ask(type, content);
    await kernel.idle(id);
    assertEquals(deliveredCount, 0);
    const closed = kernel.transcript(id).filter((line) => line.includes("comm_close"));
    assertEquals(closed.length, closes);
  });
}

Deno.test("createSession() hands a comm message over while a cell waits for it, before the queue", async () => {
  let release = () => {};
  const kernel = bench(
    () => new Promise((resolve) => release = () => resolve(VALUE)),
    () => Promise.resolve(VALUE),
  );
  await kernel.session.emit(sent("comm_open", opening("a")));
  const cell = kernel.ask("execute_request", { code: "await slider" });
  kernel.ask("execute_request", { code: "behind it" });
  const message = kernel.ask("comm_msg", { comm_id: "a", data: {} });
  await kernel.idle(message);
  assert(!kernel.transcript(cell).includes("iopub status idle"));
  release();
  await kernel.idle(cell);
});

Deno.test("createSession() hands a comm message over at once while a cell runs for long", async () => {
  let deliveredCount = 0;
  const kernel = bench(() => new Promise(() => {}), () => {
    deliveredCount += 1;
    return Promise.resolve(VALUE);
  });
  await kernel.session.emit(sent("comm_open", opening("a")));
  kernel.ask("execute_request", { code: "await slider" });
  const moved = { comm_id: "a", data: {} };
  await kernel.idle(kernel.ask("comm_msg", moved));
  assertEquals(deliveredCount, 1);
  kernel.ask("comm_msg", moved);
  assertEquals(deliveredCount, 2);
});

Deno.test("createSession() keeps the order of short cells and a comm message behind them", async () => {
  const order: string[] = [];
  const kernel = bench(
    ({ code }) => {
      order.push(code);
      return Promise.resolve(VALUE);
    },
    () => {
      order.push("message");
      return Promise.resolve(VALUE);
    },
  );
  await kernel.session.emit(sent("comm_open", opening("a")));
  for (const code of ["1", "2", "3"]) kernel.ask("execute_request", { code });
  await kernel.idle(kernel.ask("comm_msg", { comm_id: "a", data: {} }));
  assertEquals(order, ["1", "2", "3", "message"]);
});

Deno.test("createSession() runs cells while a callback of a comm goes on", async () => {
  const kernel = bench(() => Promise.resolve(VALUE), () => new Promise(() => {}));
  await kernel.session.emit(target("t"));
  const open = kernel.ask("comm_open", opening("a"));
  await kernel.idle(kernel.ask("execute_request", { code: "1" }));
  assertEquals(kernel.transcript(open), ["iopub status busy"]);
});

Deno.test("createSession() shows under the message how its callback failed", async () => {
  const traceback = ["Error: no", "    at cell 1:1:1"];
  const kernel = bench(
    () => Promise.resolve(VALUE),
    () => Promise.resolve({ kind: "thrown", name: "Error", message: "no", traceback }),
  );
  await kernel.session.emit(target("t"));
  const open = kernel.ask("comm_open", opening("a"));
  await kernel.idle(open);
  assertEquals(kernel.transcript(open)[1], "iopub stream Error: no\n    at cell 1:1:1");
});

Deno.test("createSession() closes all comms when the cells' process is gone", async () => {
  const kernel = bench(() => Promise.resolve({ kind: "died", reason: "exit", message: "gone" }));
  await kernel.session.emit(target("t"));
  await kernel.session.emit(sent("comm_open", opening("a")));
  const cell = kernel.ask("execute_request", { code: "Deno.exit()" });
  await kernel.idle(cell);
  assert(kernel.transcript(cell).includes("iopub comm_close"));
  const open = kernel.ask("comm_open", opening("b"));
  await kernel.idle(open);
  assert(kernel.transcript(open).includes("iopub comm_close"));
});

Deno.test("createCommBook() lists the comms of one target or of all", () => {
  const book = createCommBook();
  book.open("1", "a");
  book.open("__proto__", "b");
  assertEquals(Object.keys(book.list(null)), ["1", "__proto__"]);
  assertEquals(book.list("b"), Object.fromEntries([["__proto__", { target_name: "b" }]]));
  assertEquals(book.clear(), ["1", "__proto__"]);
  assertEquals(book.list(null), {});
});

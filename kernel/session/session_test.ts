import { assertEquals } from "@std/assert";
import type { OutputEvent } from "../evaluator/port.ts";
import { bench, VALUE } from "./session_fixture.ts";

const stream = (cellId: string, text: string): OutputEvent => ({
  kind: "stream",
  cellId,
  name: "stdout",
  text,
});

Deno.test("createSession() frames a cell by busy and idle and keeps its outputs inside", async () => {
  const kernel = bench(async (request, emit) => {
    await emit(stream(request.cellId, "hello"));
    return {
      kind: "value",
      bundle: { data: { "text/plain": "2" }, metadata: {} },
      expressions: {},
    };
  });
  const id = kernel.ask("execute_request", { code: "1 + 1" });
  await kernel.idle(id);
  assertEquals(kernel.transcript(id), [
    "iopub status busy",
    "iopub execute_input 1",
    "iopub stream hello",
    "iopub execute_result 1",
    "shell execute_reply ok",
    "iopub status idle",
  ]);
});

Deno.test("createSession() tells the evaluator which cell of the notebook it runs", async () => {
  const known: (string | undefined)[] = [];
  const kernel = bench(({ notebookCellId }) => {
    known.push(notebookCellId);
    return Promise.resolve(VALUE);
  });
  for (const metadata of [{ cellId: "a1" }, {}, { cellId: 3 }]) {
    await kernel.idle(kernel.ask("execute_request", { code: "1" }, "shell", { metadata }));
  }
  assertEquals(known, ["a1", undefined, undefined]);
});

Deno.test("createSession() aborts the cells queued behind an error and runs the one sent after it", async () => {
  const kernel = bench((request) =>
    Promise.resolve(
      request.code === "bad"
        ? { kind: "thrown", name: "TypeError", message: "no", traceback: [] }
        : VALUE,
    )
  );
  const [bad, queued] = ["bad", "good"].map((code) => kernel.ask("execute_request", { code }));
  await kernel.idle(queued ?? "");
  const later = kernel.ask("execute_request", { code: "good" });
  await kernel.idle(later);
  assertEquals(kernel.transcript(bad ?? "").slice(2), [
    "iopub error TypeError",
    "shell execute_reply error",
    "iopub status idle",
  ]);
  assertEquals(kernel.transcript(queued ?? ""), [
    "iopub status busy",
    "shell execute_reply aborted",
    "iopub status idle",
  ]);
  assertEquals(kernel.transcript(later)[1], "iopub execute_input 2");
});

Deno.test("createSession() runs the queued cells when stop_on_error is false", async () => {
  const kernel = bench(() =>
    Promise.resolve({ kind: "thrown", name: "TypeError", message: "no", traceback: [] })
  );
  kernel.ask("execute_request", { code: "bad", stop_on_error: false });
  const queued = kernel.ask("execute_request", { code: "bad", stop_on_error: false });
  await kernel.idle(queued);
  assertEquals(kernel.transcript(queued)[1], "iopub execute_input 2");
});

const UNCOUNTED: [name: string, content: Record<string, unknown>, inputs: number][] = [
  ["silent", { code: "1", silent: true }, 0],
  ["store_history=false", { code: "1", store_history: false }, 1],
];

for (const [name, content, inputs] of UNCOUNTED) {
  Deno.test(`createSession() leaves the counter alone for ${name}`, async () => {
    const kernel = bench(() => Promise.resolve(VALUE));
    const quiet = kernel.ask("execute_request", content);
    await kernel.idle(quiet);
    const counted = kernel.ask("execute_request", { code: "1" });
    await kernel.idle(counted);
    const shown = kernel.transcript(quiet).filter((line) => line.includes("execute_input"));
    assertEquals(shown.length, inputs);
    assertEquals(kernel.transcript(counted)[1], "iopub execute_input 1");
  });
}

Deno.test("createSession() answers on control while a cell runs, and Stop drops what waits", async () => {
  const kernel = bench(() => new Promise(() => {}));
  const running = kernel.ask("execute_request", { code: "for (;;);" });
  const waiting = kernel.ask("execute_request", { code: "1" });
  await kernel.idle(kernel.ask("kernel_info_request", {}, "control"));
  await kernel.idle(kernel.ask("interrupt_request", {}, "control"));
  await kernel.idle(waiting);
  assertEquals(kernel.interruptedCount(), 1);
  assertEquals(kernel.transcript(running).slice(2, 4), [
    "iopub error Interrupted",
    "shell execute_reply error",
  ]);
  assertEquals(kernel.transcript(waiting)[1], "shell execute_reply aborted");
});

Deno.test("createSession() answers a completion while a cell runs", async () => {
  const kernel = bench(() => new Promise(() => {}));
  kernel.ask("execute_request", { code: "await forever" });
  const completion = kernel.ask("complete_request", { code: "x", cursor_pos: 1 });
  await kernel.idle(completion);
  assertEquals(kernel.transcript(completion)[1], "shell complete_reply ok");
});

Deno.test("createSession() puts late output under the cell that caused it", async () => {
  const cellIds: string[] = [];
  const kernel = bench((request) => {
    cellIds.push(request.cellId);
    return Promise.resolve(VALUE);
  });
  const first = kernel.ask("execute_request", { code: "setTimeout" });
  const second = kernel.ask("execute_request", { code: "1" });
  await kernel.idle(second);
  await kernel.session.emit(stream(cellIds[0] ?? "", "late"));
  assertEquals(kernel.transcript(first).at(-1), "iopub stream late");
});

Deno.test("createSession() ends after the idle of a shutdown, also from the shell channel", async () => {
  const kernel = bench(() => new Promise(() => {}));
  kernel.ask("execute_request", { code: "for (;;);" });
  const shutdown = kernel.ask("shutdown_request", { restart: true });
  await kernel.idle(shutdown);
  await Promise.resolve();
  assertEquals(kernel.transcript(shutdown), [
    "iopub status busy",
    "iopub shutdown_reply ok",
    "shell shutdown_reply ok",
    "iopub status idle",
  ]);
  assertEquals(kernel.shutdowns, [true]);
});

const ODD: [name: string, type: string, content: Record<string, unknown>, reply: string | null][] =
  [
    ["an unknown request", "teleport_request", {}, "teleport_reply error"],
    ["an unknown message", "teleport", {}, null],
    ["a request without its code", "execute_request", {}, "execute_reply error"],
    [
      "a code that is no text",
      "complete_request",
      { code: 1, cursor_pos: 0 },
      "complete_reply error",
    ],
    ["a negative cursor", "inspect_request", { code: "", cursor_pos: -1 }, "inspect_reply error"],
    ["a debugger's command", "debug_request", { seq: 1, command: "initialize" }, "debug_reply"],
    ["a comm for nobody", "comm_open", { comm_id: "1", target_name: "none" }, null],
    ["a question about comms", "comm_info_request", { target_name: null }, "comm_info_reply ok"],
    [
      "a question about history",
      "history_request",
      { hist_access_type: "tail", n: 3 },
      "history_reply ok",
    ],
    [
      "a question about the end",
      "is_complete_request",
      { code: "{" },
      "is_complete_reply incomplete",
    ],
  ];

for (const [name, type, content, reply] of ODD) {
  Deno.test(`createSession() answers ${name} and lives on`, async () => {
    const kernel = bench(() => Promise.resolve(VALUE));
    const id = kernel.ask(type, content);
    await kernel.idle(id);
    const replies = kernel.transcript(id).filter((line) => line.startsWith("shell"));
    assertEquals(replies, reply === null ? [] : [`shell ${reply}`]);
    const alive = kernel.ask("kernel_info_request");
    await kernel.idle(alive);
    assertEquals(kernel.transcript(alive)[1], "shell kernel_info_reply ok");
  });
}

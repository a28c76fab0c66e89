/** Subshells: made, listed, ended; their cells beside those of the main shell. */

import { assert, assertEquals } from "@std/assert";
import { SUBSHELLS_MAX } from "./shells.ts";
import { type Bench, bench, VALUE } from "./session_fixture.ts";

/** The content of the reply to a request that was just sent. */
async function replyTo(kernel: Bench, id: string): Promise<Record<string, unknown>> {
  await kernel.idle(id);
  const reply = kernel.sent.find(({ channel, message }) =>
    channel !== "iopub" && message.parentHeader["msg_id"] === id
  );
  return reply?.message.content ?? {};
}

async function create(kernel: Bench): Promise<string> {
  const reply = await replyTo(kernel, kernel.ask("create_subshell_request", {}, "control"));
  return String(reply["subshell_id"]);
}

Deno.test("createSession() makes, lists and ends subshells", async () => {
  const kernel = bench(() => Promise.resolve(VALUE));
  const list = () => replyTo(kernel, kernel.ask("list_subshell_request", {}, "control"));
  const end = (id: string) =>
    replyTo(kernel, kernel.ask("delete_subshell_request", { subshell_id: id }, "control"));
  assertEquals(await list(), { status: "ok", subshell_id: [] });
  const ids = [await create(kernel), await create(kernel)];
  assertEquals(await list(), { status: "ok", subshell_id: ids });
  assertEquals(await end(ids[0] ?? ""), { status: "ok" });
  assertEquals((await end(ids[0] ?? ""))["status"], "error");
  assertEquals((await end("no such"))["status"], "error");
  assertEquals(await list(), { status: "ok", subshell_id: ids.slice(1) });
});

Deno.test("createSession() runs a subshell's cell while the main shell's waits", async () => {
  const kernel = bench(({ code }) =>
    code === "wait" ? new Promise(() => {}) : Promise.resolve(VALUE)
  );
  const subshellId = await create(kernel);
  const main = kernel.ask("execute_request", { code: "wait" });
  kernel.ask("execute_request", { code: "behind it" });
  const beside = kernel.ask("execute_request", { code: "1" }, "shell", { subshellId });
  await kernel.idle(beside);
  assertEquals(kernel.transcript(beside).slice(1, 3), [
    "iopub execute_input 2",
    "shell execute_reply ok",
  ]);
  assert(!kernel.transcript(main).includes("iopub status idle"));
});

Deno.test("createSession() lets an error drop only what waits in its own shell", async () => {
  let fail = () => {};
  const kernel = bench(({ code }) =>
    code === "bad"
      ? new Promise((resolve) => {
        fail = () => resolve({ kind: "thrown", name: "Error", message: "", traceback: [] });
      })
      : Promise.resolve(VALUE)
  );
  const subshellId = await create(kernel);
  kernel.ask("execute_request", { code: "bad" }, "shell", { subshellId });
  const dropped = kernel.ask("execute_request", { code: "1" }, "shell", { subshellId });
  const kept = kernel.ask("execute_request", { code: "1" });
  await kernel.idle(kept);
  fail();
  await kernel.idle(dropped);
  assertEquals(kernel.transcript(dropped)[1], "shell execute_reply aborted");
  assert(kernel.transcript(kept).includes("shell execute_reply ok"));
});

Deno.test("createSession() answers what waits in a subshell that is ended", async () => {
  const kernel = bench(() => new Promise(() => {}));
  const subshellId = await create(kernel);
  const running = kernel.ask("execute_request", { code: "wait" }, "shell", { subshellId });
  const waiting = kernel.ask("execute_request", { code: "1" }, "shell", { subshellId });
  await kernel.idle(kernel.ask("kernel_info_request", {}, "control"));
  await kernel.idle(kernel.ask("delete_subshell_request", { subshell_id: subshellId }, "control"));
  await kernel.idle(kernel.ask("interrupt_request", {}, "control"));
  await kernel.idle(waiting);
  assert(kernel.transcript(running).includes("iopub error Interrupted"));
  assertEquals(kernel.transcript(waiting)[1], "shell execute_reply aborted");
});

const UNKNOWN: [name: string, subshellId: unknown][] = [
  ["of a name that is not known", "nobody"],
  ["that is no text", 5],
];

for (const [name, subshellId] of UNKNOWN) {
  Deno.test(`createSession() refuses a request for a subshell ${name}`, async () => {
    const kernel = bench(() => Promise.resolve(VALUE));
    const extra = { subshellId: subshellId as string };
    const id = kernel.ask("execute_request", { code: "1" }, "shell", extra);
    await kernel.idle(id);
    assertEquals(kernel.transcript(id)[1], "shell execute_reply error");
  });
}

Deno.test("createSession() makes no more subshells than it can serve", async () => {
  const kernel = bench(() => Promise.resolve(VALUE));
  for (let count = 0; count < SUBSHELLS_MAX; count += 1) await create(kernel);
  const reply = await replyTo(kernel, kernel.ask("create_subshell_request", {}, "control"));
  assertEquals(reply["status"], "error");
});

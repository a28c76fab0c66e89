/** What of one turn goes out together, in which order, and when more may be sent. */
import { assertEquals, assertThrows } from "@std/assert";
import { createDispatch } from "./dispatch.ts";
import type { Channel, Outgoing } from "./messaging/mod.ts";
import { loadScheduler } from "./zmtp/mod.ts";

// Without it turns end among their own promises, as in a kernel that has just started.
loadScheduler();

function outgoing(channel: Channel, type: string, content: Record<string, unknown> = {}): Outgoing {
  const header = {
    ...{ msg_id: type, msg_type: type, session: "s", username: "", date: "", version: "5.5" },
  };
  const message = { header, parentHeader: {}, metadata: {}, content, buffers: [] };
  return { channel, identities: [], message };
}

function recorder() {
  const sent: string[] = [];
  const taken = Promise.withResolvers<void>();
  const dispatch = createDispatch(({ channel, written }) => {
    sent.push(`${channel} ${JSON.parse(String(written.parts[0] ?? "{}")).msg_id}`);
    return taken.promise;
  });
  return { sent, taken, dispatch };
}

const nextTurn = () => new Promise((resolve) => setTimeout(resolve, 0));

Deno.test("createDispatch() sends what one turn brings when it is over, replies first", async () => {
  const { sent, dispatch } = recorder();
  // From here on within a turn's promises, as the kernel is when something comes from a socket.
  await nextTurn();
  void dispatch.send(outgoing("iopub", "result"));
  void dispatch.send(outgoing("shell", "reply"));
  await Promise.resolve();
  void dispatch.send(outgoing("iopub", "idle"));
  assertEquals(sent, []);
  await nextTurn();
  assertEquals(sent, ["shell reply", "iopub result", "iopub idle"]);
});

Deno.test("createDispatch() lets the next message wait for peers that have not taken the last", async () => {
  const { dispatch, taken } = recorder();
  await dispatch.send(outgoing("iopub", "first"));
  await nextTurn();
  let isFree = false;
  const free = dispatch.send(outgoing("iopub", "second")).then(() => isFree = true);
  await nextTurn();
  assertEquals(isFree, false);
  taken.resolve();
  await free;
});

Deno.test("createDispatch() sends at once what a single turn heaps up, and what flush() asks for", () => {
  const { sent, dispatch } = recorder();
  for (let index = 0; index < 300; index += 1) void dispatch.send(outgoing("iopub", `${index}`));
  assertEquals(sent.length, 256);
  dispatch.flush();
  assertEquals(sent.at(-1), "iopub 299");
});

Deno.test("createDispatch() refuses what JSON cannot write, and sends the rest", async () => {
  const { sent, dispatch } = recorder();
  const circular: Record<string, unknown> = {};
  circular["self"] = circular;
  void dispatch.send(outgoing("iopub", "before"));
  assertThrows(() => dispatch.send(outgoing("shell", "reply", circular)), TypeError);
  await nextTurn();
  assertEquals(sent, ["iopub before"]);
});

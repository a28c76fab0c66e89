/** Subscribers that read nothing, late or no more: cells go on and a good subscriber misses nothing. */

import { assert, assertEquals } from "@std/assert";
import { createSigner, decodeWire } from "../../kernel/messaging/mod.ts";
import { connectSubscriber } from "../../kernel/zmtp/mod.ts";
import { commandFrame, nextOf, opening, RawPeer } from "../../kernel/zmtp/test_peer.ts";
import { concat } from "./concat.ts";
import { startKernelProcess } from "./kernel_process.ts";
import { KEY } from "./signed.ts";

/** Lines of the cell: 20 MB, far above what the system keeps for each deaf peer. */
const LINES = 200_000;
const LINE = "x".repeat(99);

/** Peers of each kind. */
const PEERS = 5;

/** Above this, the kernel keeps whole copies of the flood; each deaf peer may have some of it kept. */
const GROWTH_MIB_MAX = 400;

Deno.test("kernel prints for a good subscriber beside deaf and vanishing ones", async () => {
  await using kernel = await startKernelProcess();
  await kernel.ask("shell", "kernel_info_request");
  const before = await kernel.rssMib();
  const subscription = concat([...opening("SUB"), commandFrame("SUBSCRIBE")]);
  const peers = await Promise.all(Array.from({ length: 2 * PEERS }, async () => {
    const peer = await RawPeer.connect(kernel.endpoints.iopub);
    await peer.send(subscription);
    return peer;
  }));
  await using good = await connectSubscriber(kernel.endpoints.iopub, [new Uint8Array()]);
  // The welcome says that the subscription counts.
  await nextOf(good.messages);
  const heard = hear(good.messages, () => peers.splice(0, 1).forEach((peer) => peer.close()));
  const { status } = await kernel.ask("shell", "execute_request", {
    code: `for (let line = 0; line < ${LINES}; line++) console.log("${LINE}");\nconsole.log("END")`,
  });
  assertEquals([status, await heard], ["ok", LINES * (LINE.length + 1)]);
  assert(peers.length < 2 * PEERS, "Nobody vanished");
  const grownMib = await kernel.rssMib() - before;
  assert(grownMib < GROWTH_MIB_MAX, `The kernel grew by ${grownMib} MiB`);
  const last = await kernel.ask("shell", "execute_request", { code: "1" });
  assertEquals(last["status"], "ok");
  for (const peer of peers) peer.close();
});

/** Characters printed until the end is told; calls back for each of the first few messages. */
async function hear(messages: AsyncIterable<Uint8Array[]>, onSome: () => void): Promise<number> {
  const signer = createSigner(KEY);
  let characters = 0;
  let count = 0;
  for await (const frames of messages) {
    const decoded = decodeWire(frames, signer);
    if (decoded.kind === "rejected") continue;
    const { text } = decoded.message.content;
    if (typeof text !== "string") continue;
    if (count++ < PEERS) onSome();
    characters += text.length;
    if (text.endsWith("END\n")) return characters - "END\n".length;
  }
  return characters;
}

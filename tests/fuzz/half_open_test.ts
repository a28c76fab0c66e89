/** Peers that begin something and do not go on: they cost little, and a good client gets in. */

import { assert, assertEquals } from "@std/assert";
import { encodeGreeting } from "../../kernel/zmtp/greeting.ts";
import { fromHex, opening, RawPeer } from "../../kernel/zmtp/test_peer.ts";
import { connectDealer } from "../../kernel/zmtp/mod.ts";
import { concat } from "./concat.ts";
import { startKernelProcess } from "./kernel_process.ts";

/** The header of a frame of just under 64 MiB, the longest that is let in. */
const HUGE_FRAME = fromHex("02 00 00 00 00 03 ff ff ff");

const BEGINNINGS: [name: string, bytes: Uint8Array][] = [
  ["nothing", new Uint8Array()],
  ["half a greeting", encodeGreeting().subarray(0, 20)],
  ["no READY", encodeGreeting()],
  ["a READY and no more", concat(opening("DEALER"))],
  ["the length of 64 MiB", concat([...opening("DEALER"), HUGE_FRAME])],
  ["the first bytes of 64 MiB", concat([...opening("DEALER"), HUGE_FRAME, new Uint8Array(70_000)])],
];

/** On each of three sockets. */
const PEERS = 80;

/** Less than two of the promised frames. */
const GROWTH_MIB_MAX = 120;

for (const [name, bytes] of BEGINNINGS) {
  Deno.test(`kernel serves others beside ${3 * PEERS} peers that send ${name}`, async () => {
    await using kernel = await startKernelProcess();
    await kernel.ask("shell", "execute_request", { code: "1" });
    const before = await kernel.rssMib();
    const { shell, control, stdin } = kernel.endpoints;
    const peers: RawPeer[] = [];
    for (const endpoint of [shell, control, stdin].flatMap((one) => Array(PEERS).fill(one))) {
      const peer = await RawPeer.connect(endpoint);
      peers.push(peer);
      await peer.send(bytes);
    }
    const { status } = await kernel.ask("shell", "execute_request", { code: "1" });
    assertEquals([status, await kernel.beats()], ["ok", true]);
    // A client that comes now gets in as well.
    await (await connectDealer(shell))[Symbol.asyncDispose]();
    const grownMib = await kernel.rssMib() - before;
    assert(grownMib < GROWTH_MIB_MAX, `The kernel grew by ${grownMib} MiB`);
    for (const peer of peers) peer.close();
  });
}

/** Crowds of strangers: who keeps a place, who loses it, and how much memory all of them get. */

import { assertEquals } from "@std/assert";
import { connectDealer } from "./client.ts";
import type { PeerEnding } from "./connection.ts";
import { bindRouter, type RouterSocket } from "./router.ts";
import type { BindOptions } from "./server.ts";
import {
  ANY_PORT,
  bytesOf,
  fromHex,
  nextOf,
  opening,
  RawPeer,
  soon,
  textsOf,
} from "./test_peer.ts";

Deno.test("bindRouter() closes the peer above the limit of peers when all others are trusted", async () => {
  const { options, ending } = hearing({ peersMax: 1 });
  await using router = await bindRouter(ANY_PORT, options);
  await using _first = await trustedPeer(router);
  await using second = await RawPeer.connect(router.endpoint);
  await second.untilClosed();
  const expected: PeerEnding = { kind: "refused", reason: "the socket has too many peers" };
  assertEquals(await soon(ending, "ending"), expected);
});

Deno.test("bindRouter() lets in a good peer while idle ones hold all places, and closes the oldest", async () => {
  const { options, ending } = hearing({ peersMax: 3 });
  await using router = await bindRouter(ANY_PORT, options);
  const idlers: RawPeer[] = [];
  for (let count = 0; count < 3; count++) idlers.push(await idlePeer(router));
  await using good = await connectDealer(router.endpoint);
  await good.send([bytesOf("in")]);
  assertEquals(textsOf((await nextOf(router.messages)).frames), ["in"]);
  const expected: PeerEnding = { kind: "refused", reason: "the socket has too many peers" };
  assertEquals(await soon(ending, "ending"), expected);
  await idlers[0]?.untilClosed();
  for (const idler of idlers) idler.close();
});

Deno.test("bindRouter() never closes a trusted peer for strangers", async () => {
  let closedCount = 0;
  const enough = Promise.withResolvers<void>();
  await using router = await bindRouter(ANY_PORT, {
    peersMax: 3,
    onPeerEnd: () => ++closedCount === 8 && enough.resolve(),
  });
  await using good = await trustedPeer(router);
  const idlers: RawPeer[] = [];
  for (let count = 0; count < 10; count++) idlers.push(await idlePeer(router));
  await soon(enough.promise, "end of eight strangers");
  await good.send(fromHex("00 01 62"));
  assertEquals(textsOf((await nextOf(router.messages)).frames), ["b"]);
  for (const idler of idlers) idler.close();
});

Deno.test("bindRouter() bounds the memory of all strangers together, and of no trusted peer", async () => {
  const { options, ending } = hearing({ strangerBytesMax: 200_000 });
  await using router = await bindRouter(ANY_PORT, options);
  await using good = await trustedPeer(router, async (peer) => {
    // Most of a message, which is then finished.
    await peer.send(fromHex("02 00 00 00 00 00 1e 84 80"), new Uint8Array(1_900_000));
  });
  const half = [fromHex("02 00 00 00 00 00 09 27 c0"), new Uint8Array(100_000)];
  await using first = await RawPeer.connect(router.endpoint);
  await first.send(...opening("DEALER"), ...half);
  await using second = await RawPeer.connect(router.endpoint);
  await second.send(...opening("DEALER"), ...half);
  const expected: PeerEnding = {
    kind: "refused",
    reason: "unknown peers take too much memory",
  };
  assertEquals(await soon(ending, "ending"), expected);
  await good.send(new Uint8Array(100_000));
  assertEquals((await nextOf(router.messages)).frames[0]?.length, 2_000_000);
});

/** A peer whose first message was found to be signed; `begin` is what it sends next. */
async function trustedPeer(
  router: RouterSocket,
  begin: (peer: RawPeer) => Promise<void> = () => Promise.resolve(),
): Promise<RawPeer> {
  const peer = await RawPeer.connect(router.endpoint);
  await peer.send(...opening("DEALER"), fromHex("00 01 61"));
  router.trust((await nextOf(router.messages)).routingId);
  await begin(peer);
  return peer;
}

/** A stranger whose handshake is done and who then says nothing. */
async function idlePeer(router: RouterSocket): Promise<RawPeer> {
  const peer = await RawPeer.connect(router.endpoint);
  await peer.send(...opening("DEALER"));
  return peer;
}

/** Options that hear of the first ending. */
function hearing(options: BindOptions): { options: BindOptions; ending: Promise<PeerEnding> } {
  const { promise, resolve } = Promise.withResolvers<PeerEnding>();
  return { options: { ...options, onPeerEnd: resolve }, ending: promise };
}

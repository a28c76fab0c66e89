/** CurveZMQ: the handshake with a right peer, and every step spoilt. */

import { assert, assertEquals } from "@std/assert";
import { encodeProperties } from "./command.ts";
import type { PeerEnding } from "./connection.ts";
import {
  type CurveHandshake,
  type CurveServer,
  KEY_BYTES,
  loadCurve,
  publicKeyOf,
} from "./curve.ts";
import { concat, CurvePeer } from "./curve_peer.ts";
import { encodeFrame } from "./frame.ts";
import { encodeGreeting } from "./greeting.ts";
import { bindRouter } from "./router.ts";
import { ANY_PORT, bytesOf, nextOf, opening, RawPeer, soon, textsOf } from "./test_peer.ts";

const PROPERTIES = encodeProperties("DEALER", bytesOf("me"));
const PLAIN = { body: bytesOf("hello"), hasMore: false, isCommand: false };

/** Both sides before their first word. */
async function sides(): Promise<
  { server: CurveServer; handshake: CurveHandshake; peer: CurvePeer }
> {
  const secretKey = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  const server = await loadCurve(secretKey);
  const peer = new CurvePeer(await publicKeyOf(secretKey));
  return { server, handshake: server.begin(), peer };
}

/** Both sides behind READY. */
async function connected() {
  const { handshake, peer } = await sides();
  const welcome = present(handshake.welcome(peer.hello()));
  const properties = handshake.accept(peer.initiate(welcome, PROPERTIES));
  const ready = handshake.ready(encodeProperties("ROUTER"));
  return { cipher: handshake.cipher(), peer, properties, ready };
}

Deno.test("CurveHandshake agrees with a peer that knows the key", async () => {
  const { cipher, peer, properties, ready } = await connected();
  assertEquals(properties, PROPERTIES);
  assertEquals(peer.ready(ready), encodeProperties("ROUTER"));
  for (const flags of [{ hasMore: false, isCommand: false }, { hasMore: true, isCommand: false }]) {
    const frame = { ...PLAIN, ...flags };
    assertEquals(cipher.open(peer.seal(frame, flags.hasMore ? 9 : 7)), frame);
    const opened = peer.open(cipher.seal(frame));
    assertEquals(opened, concat(Uint8Array.of(flags.hasMore ? 1 : 0), PLAIN.body));
  }
});

/** What a step gave; the test fails when it refused. */
function present(bytes: Uint8Array | null): Uint8Array {
  if (bytes === null) throw new Error("Cannot go on: the step was refused");
  return bytes;
}

/** The bytes with one of them changed. */
function changed(bytes: Uint8Array, at: number): Uint8Array {
  const copy = bytes.slice();
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

const SPOILT_HELLOS: [name: string, spoil: (hello: Uint8Array) => Uint8Array][] = [
  ["nothing", () => new Uint8Array()],
  ["one that is too short", (hello) => hello.subarray(0, 199)],
  ["one that is too long", (hello) => concat(hello, Uint8Array.of(0))],
  ["another command", (hello) => changed(hello, 1)],
  ["another version", (hello) => changed(hello, 6)],
  ["another key than was boxed", (hello) => changed(hello, 80)],
  ["another nonce", (hello) => changed(hello, 119)],
  ["a box that was changed", (hello) => changed(hello, 199)],
  ["zeros", (hello) => concat(hello.subarray(0, 8), new Uint8Array(192))],
];

for (const [name, spoil] of SPOILT_HELLOS) {
  Deno.test(`CurveHandshake.welcome() refuses ${name}`, async () => {
    const { handshake, peer } = await sides();
    assertEquals(handshake.welcome(spoil(peer.hello())), null);
  });
}

const SPOILT_INITIATES: [name: string, spoil: (initiate: Uint8Array) => Uint8Array][] = [
  ["nothing", () => new Uint8Array()],
  ["one that is cut in its nonce", (initiate) => initiate.subarray(0, 110)],
  ["one that is cut in its box", (initiate) => initiate.subarray(0, 200)],
  ["another cookie", (initiate) => changed(initiate, 9)],
  ["another nonce", (initiate) => changed(initiate, 112)],
  ["a box that was changed", (initiate) => changed(initiate, 113)],
  ["another command", (initiate) => changed(initiate, 1)],
];

for (const [name, spoil] of SPOILT_INITIATES) {
  Deno.test(`CurveHandshake.accept() refuses ${name}`, async () => {
    const { handshake, peer } = await sides();
    const welcome = present(handshake.welcome(peer.hello()));
    assertEquals(handshake.accept(spoil(peer.initiate(welcome, PROPERTIES))), null);
  });
}

Deno.test("CurveHandshake.accept() refuses what belongs to another connection", async () => {
  const { server, handshake, peer } = await sides();
  const welcome = present(handshake.welcome(peer.hello()));
  const initiate = peer.initiate(welcome, PROPERTIES);
  const other = server.begin();
  assert(other.welcome(peer.hello()) !== null);
  assertEquals(other.accept(initiate), null);
});

const SPOILT_MESSAGES: [name: string, spoil: (message: Uint8Array) => Uint8Array][] = [
  ["nothing", () => new Uint8Array()],
  ["a name alone", (message) => message.subarray(0, 8)],
  ["one that is cut", (message) => message.subarray(0, -1)],
  ["another name", (message) => changed(message, 3)],
  ["another number", (message) => changed(message, 15)],
  ["a box that was changed", (message) => changed(message, 20)],
  ["plain bytes", () => bytesOf("hello in the open, long enough for a box")],
];

for (const [name, spoil] of SPOILT_MESSAGES) {
  Deno.test(`Cipher.open() refuses ${name}`, async () => {
    const { cipher, peer } = await connected();
    assertEquals(cipher.open(spoil(peer.seal(PLAIN, 5))), null);
  });
}

Deno.test("Cipher.open() takes no message a second time, and none from before", async () => {
  const { cipher, peer } = await connected();
  const message = peer.seal(PLAIN, 5);
  assert(cipher.open(message) !== null);
  assertEquals([cipher.open(message), cipher.open(peer.seal(PLAIN, 4))], [null, null]);
});

/** Reads one frame with a short or long header. */
async function readFrame(peer: RawPeer): Promise<Uint8Array> {
  const [flags = 0] = await peer.receive(1);
  const length = await peer.receive((flags & 2) === 0 ? 1 : 8);
  return await peer.receive(length.reduce((sum, byte) => sum * 256 + byte, 0));
}

const command = (body: Uint8Array) => encodeFrame(body, { isCommand: true });

Deno.test("bindRouter() talks in boxes to a peer with the key", async () => {
  const { server, peer } = await sides();
  await using router = await bindRouter(ANY_PORT, { curve: server });
  await using raw = await RawPeer.connect(router.endpoint);
  await raw.send(encodeGreeting("CURVE", false));
  const greeting = await raw.receive(64);
  assertEquals([new TextDecoder().decode(greeting.slice(12, 17)), greeting[32]], ["CURVE", 1]);
  await raw.send(command(peer.hello()));
  await raw.send(command(peer.initiate(await readFrame(raw), PROPERTIES)));
  assert(peer.ready(await readFrame(raw)) !== null);
  await raw.send(encodeFrame(peer.seal({ ...PLAIN, hasMore: true }, 3)));
  await raw.send(encodeFrame(peer.seal(PLAIN, 4)));
  const { routingId, frames } = await nextOf(router.messages);
  assertEquals(textsOf([routingId, ...frames]), ["me", "hello", "hello"]);
  await router.send(routingId, [bytesOf("back")]);
  const answer = await readFrame(raw);
  assertEquals(peer.open(answer), concat(Uint8Array.of(0), bytesOf("back")));
  assert(!new TextDecoder().decode(answer).includes("back"));
});

const REFUSED: [name: string, say: (raw: RawPeer, peer: CurvePeer) => Promise<void>][] = [
  ["a peer without encryption", (raw) => raw.send(...opening("DEALER"))],
  ["a second server", (raw) => raw.send(encodeGreeting("CURVE", true))],
  [
    "a peer with another key",
    (raw) =>
      raw.send(
        encodeGreeting("CURVE", false),
        command(new CurvePeer(new Uint8Array(KEY_BYTES).fill(9)).hello()),
      ),
  ],
  [
    "a socket that does not fit",
    async (raw, peer) => {
      await raw.send(encodeGreeting("CURVE", false), command(peer.hello()));
      await raw.receive(64);
      await raw.send(command(peer.initiate(await readFrame(raw), encodeProperties("SUB"))));
    },
  ],
];

for (const [name, say] of REFUSED) {
  Deno.test(`bindRouter() with keys refuses ${name}`, async () => {
    const { server, peer } = await sides();
    const ended = Promise.withResolvers<PeerEnding>();
    await using router = await bindRouter(ANY_PORT, {
      curve: server,
      onPeerEnd: ended.resolve,
    });
    await using raw = await RawPeer.connect(router.endpoint);
    await say(raw, peer);
    assertEquals((await soon(ended.promise, "end of the peer")).kind, "refused");
  });
}

Deno.test("bindRouter() with keys drops a peer that goes on in the open", async () => {
  const { server, peer } = await sides();
  const ended = Promise.withResolvers<PeerEnding>();
  await using router = await bindRouter(ANY_PORT, { curve: server, onPeerEnd: ended.resolve });
  await using raw = await RawPeer.connect(router.endpoint);
  await raw.send(encodeGreeting("CURVE", false), command(peer.hello()));
  await raw.receive(64);
  await raw.send(command(peer.initiate(await readFrame(raw), PROPERTIES)));
  await raw.send(encodeFrame(bytesOf("in the open")));
  assertEquals((await soon(ended.promise, "end of the peer")).kind, "broken");
});

/** Hostile and broken peers: each loses its own connection, and nobody else notices. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { connectDealer, connectRequester, connectSubscriber } from "./client.ts";
import type { SocketType } from "./command.ts";
import type { PeerEnding } from "./connection.ts";
import type { Endpoint } from "./endpoint.ts";
import { encodeGreeting } from "./greeting.ts";
import { bindPublisher } from "./publisher.ts";
import { bindReplier } from "./replier.ts";
import { bindRouter, type RouterSocket } from "./router.ts";
import type { BindOptions } from "./server.ts";
import {
  ANY_PORT,
  bytesOf,
  commandFrame,
  fromHex,
  opening,
  RawPeer,
  soon,
  textsOf,
} from "./test_peer.ts";

type Ending = `${PeerEnding["kind"]}: ${string}` | "left";

interface Attack {
  readonly name: string;
  readonly bytes: readonly Uint8Array[];
  /** Whether the peer ends its side after the bytes; else the socket must act by itself. */
  readonly leaves?: true;
  readonly expected: Ending;
}

const SIGNATURE = "ff 00 00 00 00 00 00 00 01 7f";
const PLAIN = `${SIGNATURE} 03 01 50 4c 41 49 4e ${"00".repeat(15 + 32)}`;
const CURVE = `${SIGNATURE} 03 01 43 55 52 56 45 ${"00".repeat(15 + 32)}`;
const DEALER = opening("DEALER", "evil");

const ATTACKS: readonly Attack[] = [
  {
    name: "leaves at once",
    bytes: [],
    leaves: true,
    expected: "refused: left during its greeting",
  },
  {
    name: "speaks HTTP",
    bytes: [bytesOf("GET / HTTP/1.1\r\n\r\n")],
    expected: "refused: no signature",
  },
  { name: "sends zeros", bytes: [new Uint8Array(100_000)], expected: "refused: no signature" },
  {
    name: "sends 0xff only",
    bytes: [new Uint8Array(64).fill(0xff)],
    expected: "refused: mechanism",
  },
  {
    name: "speaks ZMTP 1.0",
    bytes: [fromHex("01 00 03 00 61 62")],
    expected: "refused: no signature",
  },
  {
    name: "speaks ZMTP 2.0",
    bytes: [fromHex(`${SIGNATURE} 01`)],
    expected: "refused: ZMTP 2, not 3",
  },
  { name: "wants PLAIN", bytes: [fromHex(PLAIN)], expected: 'refused: "PLAIN", not "NULL"' },
  { name: "wants CURVE", bytes: [fromHex(CURVE)], expected: 'refused: "CURVE", not "NULL"' },
  {
    name: "leaves in its greeting",
    bytes: [encodeGreeting().subarray(0, 30)],
    leaves: true,
    expected: "refused: left during its greeting",
  },
  {
    name: "leaves before READY",
    bytes: [encodeGreeting()],
    leaves: true,
    expected: "refused: left before READY",
  },
  {
    name: "sends a message before READY",
    bytes: [encodeGreeting(), fromHex("00 01 61")],
    expected: "refused: a message came before READY",
  },
  {
    name: "sends a PING before READY",
    bytes: [encodeGreeting(), commandFrame("PING", fromHex("00 00"))],
    expected: "refused: command ping came before READY",
  },
  {
    name: "claims a huge frame before READY",
    bytes: [encodeGreeting(), fromHex("02 00 00 00 00 03 ff ff ff")],
    expected: "refused: above the limit of 65536",
  },
  {
    name: "sends a cut READY",
    bytes: [encodeGreeting(), commandFrame("READY", fromHex("0b 53 6f"))],
    expected: "refused: metadata is cut short",
  },
  {
    name: "has no socket type",
    bytes: [encodeGreeting(), commandFrame("READY")],
    expected: 'refused: a socket of type ""',
  },
  { name: "is a PULL", bytes: opening("PULL" as SocketType), expected: 'refused: type "PULL"' },
  {
    name: "sends ERROR",
    bytes: [encodeGreeting(), commandFrame("ERROR", fromHex("02 6e 6f"))],
    expected: 'refused: says "no"',
  },
  {
    name: "has an identity of 256 bytes",
    bytes: opening("DEALER", "x".repeat(256)),
    expected: "refused: identity is too long",
  },
  {
    name: "poses as a made-up id",
    bytes: opening("DEALER", "\0\0\0\0\x01"),
    expected: "refused: zero byte",
  },
  {
    name: "says READY twice",
    bytes: [...DEALER, commandFrame("READY")],
    expected: "broken: second READY",
  },
  {
    name: "sets a reserved flag",
    bytes: [...DEALER, fromHex("10 00")],
    expected: "broken: reserved flags",
  },
  {
    name: "sends a command with MORE",
    bytes: [...DEALER, fromHex("05 00")],
    expected: "broken: flag MORE",
  },
  {
    name: "sends a nameless command",
    bytes: [...DEALER, fromHex("04 00")],
    expected: "broken: no name",
  },
  {
    name: "claims the largest length",
    bytes: [...DEALER, fromHex("02 ff ff ff ff ff ff ff ff")],
    expected: "broken: above the limit",
  },
  {
    name: "claims more than a message may hold",
    bytes: [
      ...DEALER,
      fromHex("03 00 00 00 00 00 01 00 00"),
      new Uint8Array(65_536),
      fromHex("02 00 00 00 00 00 10 00 00"),
    ],
    expected: "broken: above the limit of 983040",
  },
  {
    name: "sends frames without end",
    bytes: [...DEALER, fromHex("01 00".repeat(20_000))],
    expected: "broken: too many frames",
  },
  {
    name: "leaves in a header",
    bytes: [...DEALER, fromHex("02 00 00")],
    leaves: true,
    expected: "broken: middle of a message",
  },
  {
    name: "leaves in a body",
    bytes: [...DEALER, fromHex("00 05 61")],
    leaves: true,
    expected: "broken: middle of a message",
  },
  {
    name: "leaves between frames",
    bytes: [...DEALER, fromHex("01 01 61")],
    leaves: true,
    expected: "broken: middle of a message",
  },
  {
    name: "leaves after a message",
    bytes: [...DEALER, fromHex("00 01 61")],
    leaves: true,
    expected: "left",
  },
];

for (const { name, bytes, leaves, expected } of ATTACKS) {
  Deno.test(`bindRouter() closes a peer that ${name}, and no other`, async () => {
    const ending = Promise.withResolvers<PeerEnding>();
    // The first to end is the attacker; the message limit is small to be reached quickly.
    const options = { onPeerEnd: ending.resolve, messageBytesMax: 1_048_576 };
    await using router = await bindRouter(ANY_PORT, options);
    const echo = echoAll(router);
    await using good = await connectDealer(router.endpoint, { identity: bytesOf("good") });
    await using attacker = await RawPeer.connect(router.endpoint);
    await attacker.send(...bytes);
    if (leaves) await attacker.endWriting();
    await attacker.untilClosed();
    const { kind, ...rest } = await soon(ending.promise, "ending");
    const [expectedKind = "", expectedReason = ""] = expected.split(": ");
    assertEquals(kind, expectedKind);
    assertStringIncludes("reason" in rest ? rest.reason : "", expectedReason);
    await good.send([bytesOf("still here")]);
    const answer = await soon(good.messages[Symbol.asyncIterator]().next(), "answer");
    assertEquals(textsOf(answer.value ?? []), ["still here"]);
    await router[Symbol.asyncDispose]();
    await echo;
  });
}

Deno.test("bindRouter() closes a peer that does not finish its handshake in time", async () => {
  const { options, ending } = hearing({ handshakeMsMax: 20 });
  await using router = await bindRouter(ANY_PORT, options);
  await using peer = await RawPeer.connect(router.endpoint);
  await peer.send(encodeGreeting().subarray(0, 5));
  await peer.untilClosed();
  const expected = { kind: "refused", reason: "no handshake within 20 ms" };
  assertEquals(await soon(ending, "ending"), expected as PeerEnding);
});

Deno.test("bindRouter() lets in a good peer while idlers hold all places of the handshake", async () => {
  await using router = await bindRouter(ANY_PORT, { halfOpenMax: 3 });
  const idlers: RawPeer[] = [];
  for (let count = 0; count < 10; count++) idlers.push(await RawPeer.connect(router.endpoint));
  await using good = await connectDealer(router.endpoint);
  await good.send([bytesOf("in")]);
  const { value } = await soon(router.messages[Symbol.asyncIterator]().next(), "message");
  assertEquals(textsOf(value?.frames ?? []), ["in"]);
  for (const idler of idlers) idler.close();
});

Deno.test("bindRouter() survives a peer that asks for answers and reads none", async () => {
  await using router = await bindRouter(ANY_PORT, {
    slowAfterMs: 10,
    backlogBytesMax: 1_000_000,
    lingerMsMax: 10,
  });
  const echo = echoAll(router);
  await using deaf = await RawPeer.connect(router.endpoint);
  const message = [fromHex("02 00 00 00 00 00 01 86 a0"), new Uint8Array(100_000)];
  await deaf.send(...opening("DEALER"));
  for (let count = 0; count < 200; count++) await deaf.send(...message);
  await using good = await connectDealer(router.endpoint);
  await good.send([bytesOf("me too")]);
  const { value } = await soon(good.messages[Symbol.asyncIterator]().next(), "answer");
  assertEquals(textsOf(value ?? []), ["me too"]);
  deaf.close();
  await router[Symbol.asyncDispose]();
  await echo;
});

Deno.test("bindPublisher() closes a peer with more topics than allowed, and no other", async () => {
  for (const isCommand of [true, false]) {
    const { options, ending } = hearing({});
    const subscribed = Promise.withResolvers<void>();
    const onSubscribe = (topic: Uint8Array) => topic.length === 0 && subscribed.resolve();
    await using publisher = await bindPublisher(ANY_PORT, {
      ...options,
      onSubscribe: (topic) => void onSubscribe(topic),
    });
    await using good = await connectSubscriber(publisher.endpoint, [bytesOf("")]);
    await using greedy = await RawPeer.connect(publisher.endpoint);
    await greedy.send(...opening("SUB"));
    for (let index = 0; index < 1_001; index++) {
      const topic = bytesOf(String(10_000 + index));
      await greedy.send(
        isCommand ? commandFrame("SUBSCRIBE", topic) : Uint8Array.of(0, 6, 1, ...topic),
      );
    }
    await greedy.untilClosed();
    const expected: PeerEnding = { kind: "broken", reason: "the peer has too many subscriptions" };
    assertEquals(await soon(ending, "ending"), expected);
    await soon(subscribed.promise, "subscription");
    await publisher.publish([bytesOf("on")]);
    const { value } = await soon(good.messages[Symbol.asyncIterator]().next(), "message");
    assertEquals(textsOf(value ?? []), ["on"]);
  }
});

Deno.test("bindPublisher() keeps no welcomes for a peer that subscribes on and on and reads none", async () => {
  const subscribed = Promise.withResolvers<void>();
  await using publisher = await bindPublisher(ANY_PORT, {
    welcome: (topic) => [topic, new Uint8Array(1_000)],
    onSubscribe: (topic) => void (topic.length > 0 && subscribed.resolve()),
    lingerMsMax: 10_000,
  });
  await using deaf = await RawPeer.connect(publisher.endpoint);
  await deaf.send(...opening("SUB"));
  for (let round = 0; round < 50; round++) {
    await deaf.send(...Array(1_000).fill(commandFrame("SUBSCRIBE")));
  }
  await deaf.send(commandFrame("SUBSCRIBE", bytesOf("last")));
  await soon(subscribed.promise, "last subscription");
  const disposed = publisher[Symbol.asyncDispose]();
  const { length } = await deaf.untilClosed();
  await soon(disposed, "end");
  // 50 MB were asked for; what the system's buffers hold is not ours to bound.
  assert(length < 25_000_000, `${length} bytes were kept`);
});

Deno.test("bindReplier() echoes on while another peer sends garbage", async () => {
  await using replier = await bindReplier(ANY_PORT);
  await using garbage = await RawPeer.connect(replier.endpoint);
  await using requester = await connectRequester(replier.endpoint);
  await garbage.send(...opening("REQ"), new Uint8Array(10_000).fill(0xee));
  await garbage.untilClosed();
  for (const text of ["ping", "", "ping"]) {
    const answer = await soon(requester.request([bytesOf(text)]), "echo");
    assertEquals(textsOf(answer ?? []), [text]);
  }
});

Deno.test("All sockets live through seeded random bytes, before and after the handshake", async () => {
  await using router = await bindRouter(ANY_PORT);
  await using publisher = await bindPublisher(ANY_PORT);
  await using replier = await bindReplier(ANY_PORT);
  const echo = echoAll(router);
  const targets: [Endpoint, SocketType][] = [
    [router.endpoint, "DEALER"],
    [publisher.endpoint, "SUB"],
    [replier.endpoint, "REQ"],
  ];
  const random = seeded(20_261_121);
  for (let round = 0; round < 20; round++) {
    for (const [endpoint, socketType] of targets) {
      await using peer = await RawPeer.connect(endpoint);
      if (round % 2 === 0) await peer.send(...opening(socketType));
      // Small values are valid flags and lengths, so the noise gets some way into the protocol.
      await peer.send(Uint8Array.from({ length: 500 }, () => random() % (round < 10 ? 8 : 256)));
      await peer.endWriting();
      await peer.untilClosed();
    }
  }
  await using requester = await connectRequester(replier.endpoint);
  assertEquals(textsOf(await soon(requester.request([bytesOf("ping")]), "echo") ?? []), ["ping"]);
  await using dealer = await connectDealer(router.endpoint);
  await dealer.send([bytesOf("hello")]);
  const { value } = await soon(dealer.messages[Symbol.asyncIterator]().next(), "answer");
  assertEquals(textsOf(value ?? []), ["hello"]);
  await router[Symbol.asyncDispose]();
  await echo;
});

/** Options that hear of the first ending. */
function hearing(options: BindOptions): { options: BindOptions; ending: Promise<PeerEnding> } {
  const { promise, resolve } = Promise.withResolvers<PeerEnding>();
  return { options: { ...options, onPeerEnd: resolve }, ending: promise };
}

/** Numerical Recipes' linear congruential generator: the same noise in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 16;
  };
}

async function echoAll(router: RouterSocket): Promise<void> {
  for await (const { routingId, frames } of router.messages) await router.send(routingId, frames);
}

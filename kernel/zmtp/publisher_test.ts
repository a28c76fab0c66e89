/** Tests of publishing: who gets what, and who waits for whom. */
import { assert, assertEquals } from "@std/assert";
import { connectSubscriber } from "./client.ts";
import { BODY_BYTES_MAX } from "./frame.ts";
import { FrameReader } from "./frame_reader.ts";
import { bindPublisher, type PublisherOptions, type PublisherSocket } from "./publisher.ts";
import {
  ANY_PORT,
  bytesOf,
  commandFrame,
  fromHex,
  nextOf,
  opening,
  RawPeer,
  soon,
  textsOf,
} from "./test_peer.ts";

Deno.test("PublisherSocket.publish() reaches those who subscribed to the beginning", async () => {
  const { publisher, subscribed } = await bindCounting(2);
  await using _publisher = publisher;
  await using all = await connectSubscriber(publisher.endpoint, [bytesOf("")]);
  await using some = await connectSubscriber(publisher.endpoint, [bytesOf("ab")]);
  await soon(subscribed, "subscriptions");
  await publisher.publish([bytesOf("xyz")]);
  await publisher.publish([bytesOf("abc"), bytesOf("body")]);
  assertEquals(textsOf(await nextOf(all.messages)), ["xyz"]);
  assertEquals(textsOf(await nextOf(all.messages)), ["abc", "body"]);
  assertEquals(textsOf(await nextOf(some.messages)), ["abc", "body"]);
});

Deno.test("PublisherSocket.publish() without subscribers resolves", async () => {
  await using publisher = await bindPublisher(ANY_PORT);
  await publisher.publish([bytesOf("nobody hears")]);
});

Deno.test("bindPublisher() tells of a subscription, and what it publishes then arrives first", async () => {
  const topics: string[] = [];
  const sockets: PublisherSocket[] = [];
  const onSubscribe = (topic: Uint8Array) => {
    topics.push(...textsOf([topic]));
    void sockets[0]?.publish([bytesOf("iopub welcome")]);
  };
  await using publisher = await bindPublisher(ANY_PORT, { onSubscribe });
  sockets.push(publisher);
  await using subscriber = await connectSubscriber(publisher.endpoint, [bytesOf("iopub")]);
  assertEquals(textsOf(await nextOf(subscriber.messages)), ["iopub welcome"]);
  assertEquals(topics, ["iopub"]);
});

Deno.test("bindPublisher() welcomes each new subscriber, and nobody else", async () => {
  const welcome = (topic: Uint8Array) =>
    topic.length === 0 ? null : [topic, bytesOf(`welcome to ${textsOf([topic])}`)];
  await using publisher = await bindPublisher(ANY_PORT, { welcome });
  await using first = await connectSubscriber(publisher.endpoint, [bytesOf("a")]);
  assertEquals(textsOf(await nextOf(first.messages)), ["a", "welcome to a"]);
  await using second = await connectSubscriber(publisher.endpoint, [bytesOf(""), bytesOf("ab")]);
  assertEquals(textsOf(await nextOf(second.messages)), ["ab", "welcome to ab"]);
  await publisher.publish([bytesOf("abc")]);
  assertEquals(textsOf(await nextOf(second.messages)), ["abc"]);
  assertEquals(textsOf(await nextOf(first.messages)), ["abc"]);
});

// A topic "ab" in the two ways that libzmq 4.3.5 sends it: to a peer of 3.1 and to one of 3.0.
const FORMS: [name: string, subscribe: string, cancel: string][] = [
  ["a command", "04 0c 09 53 55 42 53 43 52 49 42 45 61 62", "04 09 06 43 41 4e 43 45 4c 61 62"],
  ["a message", "00 03 01 61 62", "00 03 00 61 62"],
];

for (const [name, subscribe, cancel] of FORMS) {
  Deno.test(`bindPublisher() takes a subscription and its cancel as ${name}`, async () => {
    const { publisher, subscribed } = await bindCounting(2);
    await using _publisher = publisher;
    await using peer = await RawPeer.connect(publisher.endpoint);
    await peer.send(...opening("SUB"), fromHex(subscribe));
    // A second topic tells that the cancel has been read.
    await peer.send(fromHex(cancel), commandFrame("SUBSCRIBE", bytesOf("z")));
    await soon(subscribed, "subscriptions");
    await publisher.publish([bytesOf("abc")]);
    await publisher.publish([bytesOf("z")]);
    // Greeting 64 and READY of an XPUB 28.
    await peer.receive(64 + 28);
    assertEquals(await peer.receive(3), fromHex("00 01 7a"));
  });
}

Deno.test("bindPublisher() ignores what is no subscription", async () => {
  const { publisher, subscribed } = await bindCounting(1);
  await using _publisher = publisher;
  await using peer = await RawPeer.connect(publisher.endpoint);
  const noise = fromHex("00 00 00 01 05 01 01 01 00 01 01 04 04 03 46 4f 4f");
  await peer.send(...opening("SUB"), noise, fromHex("00 01 01"));
  await soon(subscribed, "subscription");
});

Deno.test("PublisherSocket.publish() loses nothing for a subscriber that reads late", async () => {
  const { publisher, subscribed } = await bindCounting(1, { slowAfterMs: 10 });
  await using _publisher = publisher;
  await using subscriber = await connectSubscriber(publisher.endpoint, [bytesOf("")], {
    receive: { itemsMax: 1 },
  });
  await soon(subscribed, "subscription");
  // 20 MB: above what the system buffers hold, below the backlog at which messages are dropped.
  for (let index = 0; index < 2_000; index++) {
    await publisher.publish([bytesOf(`${index}`), new Uint8Array(10_000)]);
  }
  for (let index = 0; index < 2_000; index++) {
    assertEquals(textsOf((await nextOf(subscriber.messages)).slice(0, 1)), [`${index}`]);
  }
});

Deno.test("PublisherSocket.publish() drops whole messages, and only for a peer that takes none", async () => {
  const { publisher, subscribed } = await bindCounting(2, {
    slowAfterMs: 10,
    backlogBytesMax: 1_000_000,
  });
  await using _publisher = publisher;
  await using deaf = await RawPeer.connect(publisher.endpoint);
  await deaf.send(...opening("SUB"), commandFrame("SUBSCRIBE"));
  await using good = await connectSubscriber(publisher.endpoint, [bytesOf("")]);
  await soon(subscribed, "subscriptions");
  // 30 MB, so the deaf peer's share does not fit into the system's buffers and its backlog. In
  // step with the good one, or a loaded machine could make that one slow too.
  for (let index = 0; index < 300; index++) {
    await publisher.publish([bytesOf(`${index}`), new Uint8Array(100_000)]);
    assertEquals(textsOf((await nextOf(good.messages)).slice(0, 1)), [`${index}`]);
  }
  const disposed = publisher[Symbol.asyncDispose]();
  const topics = await topicsIn(await deaf.untilClosed());
  await soon(disposed, "end");
  // What it missed is missing at the end, and in one piece.
  assert(topics.length > 0 && topics.length < 300);
  assertEquals(topics, topics.map((_, index) => `${index}`));
});

Deno.test("PublisherSocket delivers on dispose what was published before", async () => {
  const { publisher, subscribed } = await bindCounting(1);
  await using subscriber = await connectSubscriber(publisher.endpoint, [bytesOf("")]);
  await soon(subscribed, "subscription");
  for (let index = 0; index < 1_000; index++) void publisher.publish([new Uint8Array(3_000)]);
  void publisher.publish([bytesOf("last")]);
  const disposed = publisher[Symbol.asyncDispose]();
  for (let index = 0; index < 1_000; index++) await nextOf(subscriber.messages);
  assertEquals(textsOf(await nextOf(subscriber.messages)), ["last"]);
  await soon(disposed, "end");
});

/** The topics of a stream of whole messages, each with a body of 100,000 bytes. */
async function topicsIn(stream: Uint8Array): Promise<string[]> {
  const rest = new Blob([stream.slice(64)]).stream().getReader({ mode: "byob" });
  const reader = new FrameReader({
    read: async (target) => {
      const { value } = await rest.read(new Uint8Array(target.length));
      if (value === undefined || value.length === 0) return null;
      target.set(value);
      return value.length;
    },
  });
  reader.bodyBytesMax = BODY_BYTES_MAX;
  const frames: Uint8Array[] = [];
  do {
    for (let frame = reader.take(); frame !== undefined; frame = reader.take()) {
      if (frame.kind === "invalid") throw new Error(frame.reason);
      if (!frame.isCommand) frames.push(frame.body);
    }
  } while (await reader.fill());
  assertEquals(reader.isInsideFrame, false);
  assert(frames.every((body, index) => index % 2 === 0 || body.length === 100_000));
  return textsOf(frames.filter((_, index) => index % 2 === 0));
}

/** A publisher, and a promise for its `count`th subscription. */
async function bindCounting(count: number, options: PublisherOptions = {}) {
  const { promise: subscribed, resolve } = Promise.withResolvers<void>();
  let missing = count;
  const onSubscribe = () => {
    if (--missing === 0) resolve();
  };
  return { publisher: await bindPublisher(ANY_PORT, { ...options, onSubscribe }), subscribed };
}

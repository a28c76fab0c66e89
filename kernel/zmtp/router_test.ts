/** Tests of ROUTER and DEALER, in one process and against recorded bytes of libzmq. */
import { assertEquals, assertRejects, assertStrictEquals } from "@std/assert";
import { join } from "@std/path";
import { connectDealer, connectRequester } from "./client.ts";
import { bindRouter, type RouterOptions, type RouterSocket } from "./router.ts";
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

Deno.test("bindRouter() answers a DEALER by its identity", async () => {
  await using router = await bindRouter(ANY_PORT);
  await using dealer = await connectDealer(router.endpoint, { identity: bytesOf("me") });
  await dealer.send([bytesOf("a"), bytesOf(""), bytesOf("b")]);
  const { routingId, frames } = await nextOf(router.messages);
  assertEquals(textsOf([routingId, ...frames]), ["me", "a", "", "b"]);
  await router.send(bytesOf("me"), [bytesOf("answer")]);
  assertEquals(textsOf(await nextOf(dealer.messages)), ["answer"]);
});

Deno.test("bindRouter() makes up an id for a peer without one", async () => {
  await using router = await bindRouter(ANY_PORT);
  await using requester = await connectRequester(router.endpoint);
  const answer = requester.request([bytesOf("question")]);
  const { routingId, frames } = await nextOf(router.messages);
  assertEquals(routingId.length, 5);
  assertEquals(textsOf(frames), ["", "question"]);
  await router.send(routingId.slice(), [bytesOf(""), bytesOf("answer")]);
  assertEquals(textsOf(await soon(answer, "answer") ?? []), ["answer"]);
});

Deno.test("bindRouter() works over ipc and removes its file", async () => {
  const folder = await Deno.makeTempDir();
  const path = join(folder, "shell");
  {
    await using router = await bindRouter({ transport: "ipc", path });
    await using dealer = await connectDealer(router.endpoint);
    await dealer.send([bytesOf("over ipc")]);
    const { frames } = await nextOf(router.messages);
    assertEquals(textsOf(frames), ["over ipc"]);
  }
  // Fails when anything is left in it.
  await Deno.remove(folder);
});

Deno.test("bindRouter() carries 5,000 pipelined messages in order, and one of 10 MB", async () => {
  await using router = await bindRouter(ANY_PORT);
  const echo = echoAll(router);
  {
    await using dealer = await connectDealer(router.endpoint);
    const sending = (async () => {
      for (let index = 0; index < 5_000; index++) await dealer.send([bytesOf(`${index}`)]);
      await dealer.send([new Uint8Array(10_000_000).fill(7), bytesOf("end")]);
    })();
    for (let index = 0; index < 5_000; index++) {
      assertEquals(textsOf(await nextOf(dealer.messages)), [`${index}`]);
    }
    const [body, end] = await nextOf(dealer.messages);
    assertEquals([body?.length, body?.[9_999_999], end?.length], [10_000_000, 7, 3]);
    await sending;
  }
  await router[Symbol.asyncDispose]();
  await echo;
});

Deno.test("RouterSocket.send() to a peer that is gone or never was does nothing", async () => {
  const gone = Promise.withResolvers<unknown>();
  await using router = await bindRouter(ANY_PORT, { onPeerEnd: gone.resolve });
  const dealer = await connectDealer(router.endpoint, { identity: bytesOf("me") });
  await dealer.send([bytesOf("hello")]);
  const { routingId } = await nextOf(router.messages);
  await dealer[Symbol.asyncDispose]();
  assertEquals(await soon(gone.promise, "end"), { kind: "left" });
  await router.send(routingId, [bytesOf("late")]);
  await router.send(bytesOf("nobody"), [bytesOf("lost")]);
});

Deno.test("RouterSocket.send() refuses a message without frames", async () => {
  await using router = await bindRouter(ANY_PORT);
  await assertRejects(() => router.send(bytesOf("x"), []), RangeError, "it has no frames");
});

Deno.test("RouterSocket.send() answers the one that asked when two have the same identity", async () => {
  await using router = await bindRouter(ANY_PORT);
  const identity = bytesOf("twin");
  await using first = await connectDealer(router.endpoint, { identity });
  await using second = await connectDealer(router.endpoint, { identity });
  await second.send([bytesOf("2")]);
  const fromSecond = await nextOf(router.messages);
  await first.send([bytesOf("1")]);
  const fromFirst = await nextOf(router.messages);
  await router.send(fromFirst.routingId, [bytesOf("to first")]);
  await router.send(fromSecond.routingId, [bytesOf("to second")]);
  assertEquals(textsOf(await nextOf(first.messages)), ["to first"]);
  assertEquals(textsOf(await nextOf(second.messages)), ["to second"]);
});

Deno.test("RouterSocket.send() by equal bytes means the newest with that identity", async () => {
  await using router = await bindRouter(ANY_PORT);
  const identity = bytesOf("twin");
  await using first = await connectDealer(router.endpoint, { identity });
  await first.send([bytesOf("1")]);
  await nextOf(router.messages);
  await using second = await connectDealer(router.endpoint, { identity });
  await second.send([bytesOf("2")]);
  await nextOf(router.messages);
  await router.send(bytesOf("twin"), [bytesOf("hello")]);
  assertEquals(textsOf(await nextOf(second.messages)), ["hello"]);
});

Deno.test("RouterSocket.send() reaches a client that came back for its answer", async () => {
  const gone = Promise.withResolvers<unknown>();
  await using router = await bindRouter(ANY_PORT, { onPeerEnd: gone.resolve });
  const identity = bytesOf("me");
  const before = await connectDealer(router.endpoint, { identity });
  await before.send([bytesOf("question")]);
  const question = await nextOf(router.messages);
  await before[Symbol.asyncDispose]();
  await soon(gone.promise, "end");
  await using after = await connectDealer(router.endpoint, { identity });
  await after.send([bytesOf("I am back")]);
  await nextOf(router.messages);
  await router.send(question.routingId, [bytesOf("answer")]);
  assertEquals(textsOf(await nextOf(after.messages)), ["answer"]);
});

Deno.test("RouterSocket.messages carries one id object for all messages of a connection", async () => {
  await using router = await bindRouter(ANY_PORT);
  await using dealer = await connectDealer(router.endpoint);
  await dealer.send([bytesOf("1")]);
  await dealer.send([bytesOf("2")]);
  const first = await nextOf(router.messages);
  const second = await nextOf(router.messages);
  assertStrictEquals(first.routingId, second.routingId);
});

Deno.test("RouterSocket holds back a peer whose messages nobody reads, and loses none", async () => {
  const limits: RouterOptions = { receive: { itemsMax: 2 } };
  await using router = await bindRouter(ANY_PORT, limits);
  await using dealer = await connectDealer(router.endpoint, { slowAfterMs: 5 });
  // Far more than both systems' buffers hold, so the last send waits for the first receive.
  let sentCount = 0;
  while (sentCount < 40) {
    await dealer.send([new Uint8Array(1_000_000)]);
    sentCount++;
  }
  for (let index = 0; index < 40; index++) {
    assertEquals((await nextOf(router.messages)).frames[0]?.length, 1_000_000);
  }
});

Deno.test("RouterSocket delivers on dispose what was sent before", async () => {
  const router = await bindRouter(ANY_PORT);
  await using dealer = await connectDealer(router.endpoint);
  await dealer.send([bytesOf("shutdown")]);
  const { routingId } = await nextOf(router.messages);
  // Unread bytes at the router would make a plain close discard the answer.
  await dealer.send([new Uint8Array(300_000)]);
  void router.send(routingId, [new Uint8Array(5_000_000)]);
  void router.send(routingId, [bytesOf("goodbye")]);
  const disposed = router[Symbol.asyncDispose]();
  assertEquals((await nextOf(dealer.messages))[0]?.length, 5_000_000);
  assertEquals(textsOf(await nextOf(dealer.messages)), ["goodbye"]);
  await soon(disposed, "end");
});

Deno.test("RouterSocket waits no longer than its linger for a peer that does not read", async () => {
  const router = await bindRouter(ANY_PORT, { lingerMsMax: 20 });
  await using peer = await RawPeer.connect(router.endpoint);
  await peer.send(...opening("DEALER", "deaf"), fromHex("00 01 78"));
  const { routingId } = await nextOf(router.messages);
  void router.send(routingId, [new Uint8Array(30_000_000)]);
  await soon(router[Symbol.asyncDispose](), "end");
});

Deno.test("RouterSocket.messages ends on dispose, twice is harmless", async () => {
  const router = await bindRouter(ANY_PORT);
  const messages = Array.fromAsync(router.messages);
  await router[Symbol.asyncDispose]();
  await router[Symbol.asyncDispose]();
  assertEquals(await soon(messages, "end"), []);
});

// libzmq 4.3.5 DEALER with the identity "me" sending ["a", "", "xyz"], recorded on a plain socket.
const LIBZMQ_GREETING = `ff 00 00 00 00 00 00 00 03 7f 03 01 4e 55 4c 4c ${"00".repeat(48)}`;
const LIBZMQ_READY =
  "04 2b 05 52 45 41 44 59 0b 53 6f 63 6b 65 74 2d 54 79 70 65 00 00 00 06 44 45 41 4c 45 52 " +
  "08 49 64 65 6e 74 69 74 79 00 00 00 02 6d 65";
const LIBZMQ_MESSAGE = "01 01 61 01 00 00 03 78 79 7a";

for (const pieceBytes of [1, 1_000]) {
  Deno.test(`bindRouter() understands libzmq's bytes in pieces of ${pieceBytes}`, async () => {
    await using router = await bindRouter(ANY_PORT);
    await using peer = await RawPeer.connect(router.endpoint);
    const stream = fromHex(LIBZMQ_GREETING + LIBZMQ_READY + LIBZMQ_MESSAGE);
    for (let at = 0; at < stream.length; at += pieceBytes) {
      await peer.send(stream.subarray(at, at + pieceBytes));
    }
    const { routingId, frames } = await nextOf(router.messages);
    assertEquals(textsOf([routingId, ...frames]), ["me", "a", "", "xyz"]);
    await router.send(routingId, [bytesOf("ok")]);
    // Greeting 64, READY with socket type ROUTER and an empty identity 45, the message 4.
    const [greeting, ready, message] = [
      await peer.receive(64),
      await peer.receive(43),
      await peer.receive(4),
    ];
    assertEquals(
      greeting,
      fromHex(`ff 00 00 00 00 00 00 00 00 7f 03 01 4e 55 4c 4c ${"00".repeat(48)}`),
    );
    assertEquals(
      ready,
      fromHex(
        "04 29 05 52 45 41 44 59 0b 53 6f 63 6b 65 74 2d 54 79 70 65 00 00 00 06 52 4f 55 54 45 52 " +
          "08 49 64 65 6e 74 69 74 79 00 00 00 00",
      ),
    );
    assertEquals(message, fromHex("00 02 6f 6b"));
  });
}

Deno.test("bindRouter() answers libzmq's PING, also between the frames of a message", async () => {
  await using router = await bindRouter(ANY_PORT);
  await using peer = await RawPeer.connect(router.endpoint);
  const ping = "04 07 04 50 49 4e 47 00 0a";
  const pingWithContext = "04 09 04 50 49 4e 47 00 0a 68 69";
  await peer.send(
    fromHex(`${LIBZMQ_GREETING} ${LIBZMQ_READY} ${ping} 01 01 61 ${pingWithContext} 00 01 62`),
  );
  const { frames } = await nextOf(router.messages);
  assertEquals(textsOf(frames), ["a", "b"]);
  await peer.receive(64 + 43);
  assertEquals(await peer.receive(7), fromHex("04 05 04 50 4f 4e 47"));
  assertEquals(await peer.receive(9), fromHex("04 07 04 50 4f 4e 47 68 69"));
});

async function echoAll(router: RouterSocket): Promise<void> {
  for await (const { routingId, frames } of router.messages) await router.send(routingId, frames);
}

/** The sockets against real libzmq, through pyzmq: both sides, tcp and ipc. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { fromFileUrl, join } from "@std/path";
import { testUnless } from "../../tests/support/skip.ts";
import { KEY_BYTES, loadCurve, publicKeyOf } from "./curve.ts";
import { connectDealer, connectRequester, connectSubscriber } from "./client.ts";
import { type Endpoint, formatEndpoint } from "./endpoint.ts";
import { bindPublisher } from "./publisher.ts";
import { bindReplier } from "./replier.ts";
import { bindRouter, type RouterSocket } from "./router.ts";
import { encodeZ85 } from "./z85.ts";
import { ANY_PORT, bytesOf, nextOf, soon, textsOf } from "./test_peer.ts";

const LARGE_BYTES = 10_000_000;
const PIPELINED_COUNT = 5_000;

const peer = findPeer();

for (const transport of ["tcp", "ipc"] as const) {
  interop(
    `bindRouter() echoes for libzmq's DEALER over ${transport}`,
    transport,
    async (endpoint) => {
      await using router = await bindRouter(endpoint);
      const echo = echoAll(router);
      await runPeer("dealer", router.endpoint);
      await router[Symbol.asyncDispose]();
      await echo;
    },
  );

  interop(
    `bindReplier() echoes for libzmq's REQ over ${transport}`,
    transport,
    async (endpoint) => {
      await using replier = await bindReplier(endpoint);
      await runPeer("req", replier.endpoint);
    },
  );

  interop(`bindPublisher() reaches libzmq's SUB over ${transport}`, transport, async (endpoint) => {
    const subscribed = Promise.withResolvers<Uint8Array>();
    await using publisher = await bindPublisher(endpoint, { onSubscribe: subscribed.resolve });
    const ended = runPeer("sub", publisher.endpoint);
    const topic = await soon(subscribed.promise, "subscription");
    assertEquals(textsOf([topic]), ["for you"]);
    for (let index = 0; index < PIPELINED_COUNT; index++) {
      await publisher.publish([bytesOf("for others"), bytesOf("no")]);
      await publisher.publish([topic, bytesOf(`${index}`)]);
    }
    await publisher.publish([topic, largeBody()]);
    await ended;
  });

  interop(
    `connectDealer() talks to libzmq's ROUTER over ${transport}`,
    transport,
    async (endpoint) => {
      await using server = await startPeer("serve_router", endpoint);
      await using dealer = await connectDealer(server.endpoint, { identity: bytesOf("ours") });
      const sending = (async () => {
        for (let index = 0; index < PIPELINED_COUNT; index++) {
          await dealer.send([bytesOf(`${index}`)]);
        }
        await dealer.send([largeBody(), bytesOf("stop")]);
      })();
      for (let index = 0; index < PIPELINED_COUNT; index++) {
        assertEquals(textsOf(await nextOf(dealer.messages)), [`${index}`]);
      }
      const [body, end] = await nextOf(dealer.messages);
      assertEquals([body?.length, textsOf(end === undefined ? [] : [end])], [LARGE_BYTES, [
        "stop",
      ]]);
      await sending;
      await server.ended;
    },
  );

  interop(
    `connectRequester() talks to libzmq's REP over ${transport}`,
    transport,
    async (endpoint) => {
      await using server = await startPeer("serve_rep", endpoint);
      await using requester = await connectRequester(server.endpoint);
      for (const text of ["ping", "", "ping", "stop"]) {
        const answer = await soon(requester.request([bytesOf(text)]), "answer");
        assertEquals(textsOf(answer ?? []), [text]);
      }
      await server.ended;
    },
  );

  interop(
    `connectSubscriber() hears libzmq's XPUB over ${transport}`,
    transport,
    async (endpoint) => {
      await using server = await startPeer("serve_xpub", endpoint);
      await using subscriber = await connectSubscriber(server.endpoint, [bytesOf("for you")]);
      for (let index = 0; index < PIPELINED_COUNT; index++) {
        assertEquals(textsOf(await nextOf(subscriber.messages)), ["for you", `${index}`]);
      }
      const [, body] = await nextOf(subscriber.messages);
      assertEquals(body?.length, LARGE_BYTES);
      await server.ended;
    },
  );
}

interop("bindRouter() answers libzmq's heartbeats", "tcp", async (endpoint) => {
  await using router = await bindRouter(endpoint);
  const echo = echoAll(router);
  await runPeer("heartbeat", router.endpoint);
  await router[Symbol.asyncDispose]();
  await echo;
});

for (const transport of ["tcp", "ipc"] as const) {
  interop(
    `RouterSocket delivers to libzmq on dispose over ${transport}`,
    transport,
    async (endpoint) => {
      const router = await bindRouter(endpoint);
      const ended = runPeer("farewell", router.endpoint);
      const { routingId } = await nextOf(router.messages);
      void router.send(routingId, [largeBody(), bytesOf("reply")]);
      void router.send(routingId, [bytesOf("goodbye")]);
      await router[Symbol.asyncDispose]();
      await ended;
    },
  );
}

/** Keys that every one of these tests makes anew. */
async function encryption() {
  const secretKey = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  return { curve: await loadCurve(secretKey), serverKey: encodeZ85(await publicKeyOf(secretKey)) };
}

for (const scenario of ["dealer", "heartbeat"]) {
  interop(`bindRouter() serves libzmq's ${scenario} with encryption`, "tcp", async (endpoint) => {
    const { curve, serverKey } = await encryption();
    await using router = await bindRouter(endpoint, { curve });
    const echo = echoAll(router);
    await runPeer(scenario, router.endpoint, serverKey);
    await router[Symbol.asyncDispose]();
    await echo;
  });
}

interop("bindReplier() echoes for libzmq's REQ with encryption", "ipc", async (endpoint) => {
  const { curve, serverKey } = await encryption();
  await using replier = await bindReplier(endpoint, { curve });
  await runPeer("req", replier.endpoint, serverKey);
});

interop("bindPublisher() reaches libzmq's SUB with encryption", "tcp", async (endpoint) => {
  const { curve, serverKey } = await encryption();
  const subscribed = Promise.withResolvers<Uint8Array>();
  const onSubscribe = subscribed.resolve;
  await using publisher = await bindPublisher(endpoint, { curve, onSubscribe });
  const ended = runPeer("sub", publisher.endpoint, serverKey);
  const topic = await soon(subscribed.promise, "subscription");
  for (let index = 0; index < PIPELINED_COUNT; index++) {
    await publisher.publish([topic, bytesOf(`${index}`)]);
  }
  await publisher.publish([topic, largeBody()]);
  await ended;
});

/** A test with an endpoint of its own, left out on a machine without pyzmq. */
function interop(
  name: string,
  transport: Endpoint["transport"],
  run: (endpoint: Endpoint) => Promise<void>,
): void {
  testUnless(peer.missing, {
    name,
    fn: async () => {
      const folder = await Deno.makeTempDir();
      try {
        await run(transport === "tcp" ? ANY_PORT : { transport, path: join(folder, "socket") });
      } finally {
        await Deno.remove(folder, { recursive: true });
      }
    },
  });
}

/** Runs a connecting peer to its end; its own assertions decide. */
async function runPeer(scenario: string, endpoint: Endpoint, serverKey?: string): Promise<void> {
  const key = serverKey === undefined ? [] : [serverKey];
  const { stdout, stderr } = await peer.command(scenario, formatEndpoint(endpoint), ...key)
    .output();
  const decoder = new TextDecoder();
  assertEquals(decoder.decode(stdout), "ok\n", decoder.decode(stderr));
}

/** Starts a binding peer; its first line says where. */
async function startPeer(scenario: string, wanted: Endpoint) {
  const address = wanted.transport === "tcp" ? "tcp://127.0.0.1:*" : formatEndpoint(wanted);
  const child = peer.command(scenario, address).spawn();
  const lines = child.stdout.pipeThrough(new TextDecoderStream())[Symbol.asyncIterator]();
  const first: string = (await soon(lines.next(), "address")).value ?? "";
  const port = Number(first.trim().split(":").at(-1));
  const endpoint: Endpoint = wanted.transport === "tcp" ? { ...wanted, port } : wanted;
  const ended = (async () => {
    let rest = "";
    for (let line = await lines.next(); !line.done; line = await lines.next()) rest += line.value;
    const complaint = await new Response(child.stderr).text();
    await child.status;
    assertStringIncludes(rest, "ok", complaint);
  })();
  return {
    endpoint,
    ended,
    async [Symbol.asyncDispose]() {
      try {
        child.kill();
      } catch {
        // It has ended by itself, as it should.
      }
      await child.status;
    },
  };
}

/** The interpreter that the gate prepares, or the one that is named, if it has pyzmq. */
function findPeer() {
  const prepared = fromFileUrl(new URL("../../.lab/test-python/bin/python", import.meta.url));
  const python = Deno.env.get("PROBEBOOK_TEST_PYTHON") ?? prepared;
  const script = fromFileUrl(new URL("./interop_peer.py", import.meta.url));
  const command = (...args: string[]) =>
    new Deno.Command(python, {
      args: ["-u", script, ...args],
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    });
  return { command, missing: whatIsMissing(python) };
}

function whatIsMissing(python: string): string | null {
  try {
    const { success } = new Deno.Command(python, { args: ["-c", "import zmq"] }).outputSync();
    return success ? null : `${python} has no pyzmq`;
  } catch {
    // The interpreter itself is not there.
    return Deno.env.get("PROBEBOOK_TEST_PYTHON_MISSING") ?? "no Python for the tests is set up";
  }
}

function largeBody(): Uint8Array {
  return Uint8Array.from({ length: LARGE_BYTES }, (_, index) => index % 250);
}

async function echoAll(router: RouterSocket): Promise<void> {
  for await (const { routingId, frames } of router.messages) await router.send(routingId, frames);
}

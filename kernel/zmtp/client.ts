/** The connecting sides: DEALER, REQ and SUB, one connection each, without reconnecting. */

import { encodeCommand, type SocketType } from "./command.ts";
import { Connection, type ConnectionOptions, type PeerEnding } from "./connection.ts";
import { connectEndpoint, type Endpoint, formatEndpoint } from "./endpoint.ts";
import type { PeerFacts, Role } from "./handshake.ts";
import { ReceiveQueue, type ReceiveQueueOptions } from "./receive_queue.ts";
import { requireFrames } from "./socket.ts";

/** As for the bound sockets. */
const LINGER_MS_MAX = 1_000;

/** What a connecting socket may be told. */
export interface ConnectOptions extends ConnectionOptions {
  readonly lingerMsMax?: number;
  readonly receive?: ReceiveQueueOptions;
}

/** What a DEALER may be told besides. */
export interface DealerOptions extends ConnectOptions {
  /** How a ROUTER calls this peer; it makes up a name when there is none. */
  readonly identity?: Uint8Array;
}

/** A connected SUB. */
export interface SubscriberSocket extends AsyncDisposable {
  /** Ends with the connection. */
  readonly messages: AsyncIterable<Uint8Array[]>;
  /** Why the connection ended, once it has. */
  readonly ended: Promise<PeerEnding>;
}

/** A connected DEALER. */
export interface DealerSocket extends SubscriberSocket {
  /** Resolves when the peer is close behind; after the end of the connection it does nothing. */
  send(frames: readonly Uint8Array[]): Promise<void>;
}

/** A connected REQ. */
export interface RequesterSocket extends AsyncDisposable {
  /** Sends, and gives the answer; null when the connection ended before it. One at a time. */
  request(frames: readonly Uint8Array[]): Promise<Uint8Array[] | null>;
}

/** Connects a DEALER; rejects with a worded error when nobody listens or the peer is refused. */
export async function connectDealer(
  endpoint: Endpoint,
  options: DealerOptions = {},
): Promise<DealerSocket> {
  const { identity } = options;
  const role: Role = {
    socketType: "DEALER",
    accepts: ["ROUTER", "REP", "DEALER"],
    ...(identity === undefined ? {} : { identity }),
  };
  const { connection, ...socket } = await connect(endpoint, role, options);
  return {
    ...socket,
    // deno-lint-ignore require-await -- a wrong call rejects like any other failure.
    send: async (frames) => {
      requireFrames(frames);
      if (connection.writer.sendMessage(frames)) return connection.writer.drained();
    },
  };
}

/** Connects a SUB with its topics; an empty topic means everything. */
export async function connectSubscriber(
  endpoint: Endpoint,
  topics: readonly Uint8Array[],
  options: ConnectOptions = {},
): Promise<SubscriberSocket> {
  const accepts: SocketType[] = ["PUB", "XPUB"];
  const { connection, peer, ...socket } = await connect(
    endpoint,
    { socketType: "SUB", accepts },
    options,
  );
  for (const topic of topics) {
    // Peers of version 3.0 know no SUBSCRIBE command.
    if (peer.minor > 0) connection.writer.sendCommand(encodeCommand("SUBSCRIBE", topic));
    else connection.writer.sendMessage([Uint8Array.of(1, ...topic)]);
  }
  return socket;
}

/** Connects a REQ. */
export async function connectRequester(
  endpoint: Endpoint,
  options: ConnectOptions = {},
): Promise<RequesterSocket> {
  const accepts: SocketType[] = ["REP", "ROUTER"];
  const { connection, messages, ...socket } = await connect(
    endpoint,
    { socketType: "REQ", accepts },
    options,
  );
  const answers = messages[Symbol.asyncIterator]();
  return {
    request: async (frames) => {
      requireFrames(frames);
      // ZMTP 3.1, 3.2.1: an empty frame stands between the envelope and the request.
      connection.writer.sendMessage([new Uint8Array(), ...frames]);
      const answer = await answers.next();
      return answer.done ? null : answer.value.slice(1);
    },
    [Symbol.asyncDispose]: socket[Symbol.asyncDispose],
  };
}

interface Connected extends SubscriberSocket {
  readonly connection: Connection;
  readonly peer: PeerFacts;
}

async function connect(
  endpoint: Endpoint,
  role: Role,
  options: ConnectOptions,
): Promise<Connected> {
  const queue = new ReceiveQueue<Uint8Array[]>(options.receive);
  const connection = new Connection(await connectEndpoint(endpoint), role, options);
  const ready = Promise.withResolvers<PeerFacts>();
  const ended = connection.run({
    onReady: (_connection, peer) => ready.resolve(peer),
    onMessage: (frames, bytes) => queue.push(frames, bytes),
  }).finally(() => queue.close());
  const first = await Promise.race([ready.promise, ended]);
  if ("kind" in first) throw new Error(unusable(endpoint, first));
  return {
    connection,
    peer: first,
    messages: queue,
    ended,
    [Symbol.asyncDispose]: async () => {
      queue.close();
      await connection.finish(options.lingerMsMax ?? LINGER_MS_MAX);
    },
  };
}

function unusable(endpoint: Endpoint, ending: PeerEnding): string {
  const reason = "reason" in ending ? ending.reason : "the peer left";
  return `Cannot connect to ${formatEndpoint(endpoint)}: ${reason}`;
}

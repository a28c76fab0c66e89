/** ROUTER: messages from many peers, each with the id to which an answer goes. */

import type { SocketType } from "./command.ts";
import { latin1 } from "./command.ts";
import type { Connection, PeerHandlers } from "./connection.ts";
import type { Endpoint } from "./endpoint.ts";
import { ReceiveQueue, type ReceiveQueueOptions } from "./receive_queue.ts";
import { type BindOptions, curveOf, Server, type Service } from "./server.ts";
import { requireFrames } from "./socket.ts";

/** A message and where it came from. */
export interface RoutedMessage {
  /** The same object for all messages of one connection; answering with it reaches that very one. */
  readonly routingId: Uint8Array;
  readonly frames: Uint8Array[];
}

/** What a router may be told. */
export interface RouterOptions extends BindOptions {
  readonly receive?: ReceiveQueueOptions;
}

/** A bound ROUTER. */
export interface RouterSocket extends AsyncDisposable {
  readonly endpoint: Endpoint;
  /** Ends when the socket is disposed of. While nobody reads it, peers are held back. */
  readonly messages: AsyncIterable<RoutedMessage>;
  /**
   * Sends to the peer with this id, whole or not at all; a peer that is gone gets nothing. The
   * frames must not change afterwards. Resolves when the peer is close behind, or slow, or gone.
   */
  send(routingId: Uint8Array, frames: readonly Uint8Array[]): Promise<void>;
  /** Takes the peer with this id for an honest one: no stranger takes its place any more. */
  trust(routingId: Uint8Array): void;
}

const ACCEPTED: readonly SocketType[] = ["DEALER", "REQ", "ROUTER"];

/** Binds a ROUTER. */
export async function bindRouter(
  endpoint: Endpoint,
  options: RouterOptions = {},
): Promise<RouterSocket> {
  const routes = new Routes();
  const queue = new ReceiveQueue<RoutedMessage>(options.receive);
  const service: Service = {
    role: { socketType: "ROUTER", accepts: ACCEPTED, ...curveOf(options) },
    handlersFor: () => routedHandlers(routes, queue),
    onGone: (connection) => routes.remove(connection),
  };
  const server = await Server.open(endpoint, service, options);
  return {
    endpoint: server.endpoint,
    messages: queue,
    // deno-lint-ignore require-await -- a wrong call rejects like any other failure.
    send: async (routingId, frames) => {
      requireFrames(frames);
      const writer = routes.find(routingId)?.writer;
      if (writer?.sendMessage(frames) === true) return writer.drained();
    },
    trust: (routingId) => routes.find(routingId)?.prove(),
    [Symbol.asyncDispose]: async () => {
      queue.close();
      await server[Symbol.asyncDispose]();
    },
  };
}

function routedHandlers(routes: Routes, queue: ReceiveQueue<RoutedMessage>): PeerHandlers {
  let routingId = new Uint8Array();
  return {
    onReady: (connection, { identity }) => {
      routingId = routes.add(connection, identity);
    },
    onMessage: (frames, bytes) => queue.push({ routingId, frames }, bytes),
  };
}

/**
 * Who has which id. Two living peers may have the same one: a client that reconnects before its
 * old connection is seen to be gone, or a copy of it. libzmq ignores the second or drops the first;
 * here both are heard, an answer goes to the connection that asked, and an id made from bytes
 * means the newest.
 */
class Routes {
  readonly #byId = new Map<string, Connection[]>();
  readonly #byObject = new WeakMap<Uint8Array, Connection>();
  readonly #keys = new Map<Connection, string>();
  #madeCount = 0;

  add(connection: Connection, identity: Uint8Array): Uint8Array<ArrayBuffer> {
    const routingId = identity.length > 0 ? identity.slice() : this.#makeId();
    const key = latin1(routingId);
    this.#byId.set(key, [...this.#byId.get(key) ?? [], connection]);
    this.#byObject.set(routingId, connection);
    this.#keys.set(connection, key);
    return routingId;
  }

  remove(connection: Connection): void {
    const key = this.#keys.get(connection);
    if (key === undefined) return;
    this.#keys.delete(connection);
    const rest = this.#byId.get(key)?.filter((other) => other !== connection) ?? [];
    if (rest.length > 0) this.#byId.set(key, rest);
    else this.#byId.delete(key);
  }

  find(routingId: Uint8Array): Connection | undefined {
    const asker = this.#byObject.get(routingId);
    if (asker?.isReady) return asker;
    return this.#byId.get(latin1(routingId))?.findLast((connection) => connection.isReady);
  }

  // As libzmq makes them: a zero byte, which no peer may begin with, and a counter.
  #makeId(): Uint8Array<ArrayBuffer> {
    const id = new Uint8Array(5);
    new DataView(id.buffer).setUint32(1, ++this.#madeCount);
    return id;
  }
}

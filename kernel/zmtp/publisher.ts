/** XPUB: messages to all peers that subscribed to their beginning. */

import type { SocketType } from "./command.ts";
import type { Connection, PeerHandlers } from "./connection.ts";
import type { Endpoint } from "./endpoint.ts";
import { COMMAND_BYTES_MAX } from "./frame.ts";
import { type BindOptions, curveOf, Server, type Service } from "./server.ts";
import { requireFrames } from "./socket.ts";
import { Subscriptions } from "./subscriptions.ts";

/** What a publisher may be told. */
export interface PublisherOptions extends BindOptions {
  /** Hears each subscription once it counts: what is published from here on reaches that peer. */
  readonly onSubscribe?: (topic: Uint8Array) => void;
  /** What the new subscriber alone is sent, before anything else on that topic; null for nothing. */
  readonly welcome?: (topic: Uint8Array) => readonly Uint8Array[] | null;
}

/** A bound XPUB. */
export interface PublisherSocket extends AsyncDisposable {
  readonly endpoint: Endpoint;
  /**
   * Sends to all subscribers, to each the whole message or nothing of it. The frames must not
   * change afterwards. Resolves when all of them are close behind, except those that take nothing:
   * nobody waits for a slow peer, and only that one loses messages when its backlog is full.
   * A producer that does not await runs into the same limit.
   */
  publish(frames: readonly Uint8Array[]): Promise<void>;
}

// ZMTP 3.1, 3.1: both kinds of subscriber; ours says XPUB, which Jupyter's welcome message needs.
const ACCEPTED: readonly SocketType[] = ["SUB", "XSUB"];

/** Binds a publisher. */
export async function bindPublisher(
  endpoint: Endpoint,
  options: PublisherOptions = {},
): Promise<PublisherSocket> {
  const subscribers = new Map<Connection, Subscriptions>();
  const service: Service = {
    role: { socketType: "XPUB", accepts: ACCEPTED, ...curveOf(options) },
    handlersFor: (connection) => subscriberHandlers(connection, { subscribers, options }),
    onGone: (connection) => subscribers.delete(connection),
  };
  // A subscriber has nothing to say but topics.
  const limits = { messageBytesMax: COMMAND_BYTES_MAX, ...options };
  const server = await Server.open(endpoint, service, limits);
  return {
    endpoint: server.endpoint,
    publish: (frames) => publishTo(subscribers, frames),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

async function publishTo(
  subscribers: ReadonlyMap<Connection, Subscriptions>,
  frames: readonly Uint8Array[],
): Promise<void> {
  requireFrames(frames);
  const topic = frames[0] ?? new Uint8Array();
  const waits: Promise<void>[] = [];
  for (const [{ writer }, subscriptions] of subscribers) {
    if (!subscriptions.match(topic) || !writer.sendMessage(frames)) continue;
    const drained = writer.drained();
    if (drained !== undefined) waits.push(drained);
  }
  if (waits.length > 0) await Promise.all(waits);
}

interface SubscriberContext {
  readonly subscribers: Map<Connection, Subscriptions>;
  readonly options: PublisherOptions;
}

function subscriberHandlers(
  connection: Connection,
  { subscribers, options }: SubscriberContext,
): PeerHandlers {
  const subscriptions = new Subscriptions();
  const onSubscription = (topic: Uint8Array, isWanted: boolean): boolean => {
    if (!isWanted) {
      subscriptions.cancel(topic);
      return true;
    }
    if (!subscriptions.add(topic)) return false;
    connection.prove();
    // A peer that does not read its welcomes gets no more of them.
    const welcome = connection.writer.isDrained ? options.welcome?.(topic) ?? null : null;
    if (welcome !== null) connection.writer.sendMessage(welcome);
    options.onSubscribe?.(topic);
    return true;
  };
  return {
    onReady: () => {
      subscribers.set(connection, subscriptions);
    },
    onSubscription,
    onMessage: (frames) => {
      // ZMTP 3.0 peers subscribe by a message; anything else on this socket means nothing.
      const [first] = frames;
      const isSubscription = frames.length === 1 && (first?.[0] === 0 || first?.[0] === 1);
      if (first !== undefined && isSubscription) {
        const isAllowed = onSubscription(first.subarray(1), first[0] === 1);
        if (!isAllowed) connection.close({ kind: "broken", reason: Subscriptions.TOO_MANY });
      }
      return undefined;
    },
  };
}

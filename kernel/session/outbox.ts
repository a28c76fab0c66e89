/** The one way out of a session: every reply and everything on iopub passes here, in order. */

import {
  type Channel,
  type Header,
  type Incoming,
  type Outgoing,
  PROTOCOL_VERSION,
} from "../messaging/mod.ts";

/** A published message beside its type and content. */
export interface PublishOptions {
  /** The content as JSON, in place of the given one, if it is there already. */
  readonly contentBytes?: Uint8Array | null;
  readonly metadata?: Record<string, unknown>;
  readonly buffers?: readonly Uint8Array[];
}

/**
 * Writes messages. The order of calls is the order on the wire of each channel; the returned
 * promise settles when the peers have taken the message, so that a producer can wait for them.
 */
export interface Outbox {
  reply(request: Incoming, type: string, content: Record<string, unknown>): Promise<void>;
  publish(
    parent: Header | null,
    type: string,
    content: Record<string, unknown>,
    options?: PublishOptions,
  ): Promise<void>;
  status(parent: Header | null, state: "starting" | "busy" | "idle"): Promise<void>;
  /** Asks, and gives the id of the question. */
  askInput(request: Incoming, prompt: string, password: boolean): string;
  /** What a new subscriber is told, for the publisher to send to that one alone. */
  welcome(subscription: string): Outgoing;
}

/** What an outbox needs: where messages go, and what makes them unique. */
export interface OutboxOptions {
  readonly send: (outgoing: Outgoing) => Promise<void>;
  readonly sessionId: string;
  readonly now: () => Date;
}

const encoder = new TextEncoder();

/** Makes the outbox of one session. */
export function createOutbox({ send, sessionId, now }: OutboxOptions): Outbox {
  let messageCount = 0;

  function compose(
    channel: Channel,
    address: { identities: readonly Uint8Array[]; parent: Header | null },
    body: { type: string; content: Record<string, unknown> } & PublishOptions,
  ): Outgoing {
    const header = {
      // The session id is random, so a counter is enough to be unique beyond this process.
      msg_id: `${sessionId}_${messageCount++}`,
      msg_type: body.type,
      session: sessionId,
      username: "kernel",
      date: now().toISOString(),
      version: PROTOCOL_VERSION,
    };
    return {
      channel,
      identities: address.identities,
      message: {
        header,
        parentHeader: address.parent ?? {},
        metadata: body.metadata ?? {},
        content: body.content,
        contentBytes: body.contentBytes ?? null,
        buffers: body.buffers ?? [],
      },
    };
  }

  const post = (...parts: Parameters<typeof compose>): Promise<void> => send(compose(...parts));

  const outbox: Outbox = {
    reply: (request, type, content) =>
      post(
        request.channel,
        { identities: request.identities, parent: request.message.header },
        { type, content },
      ),
    publish: (parent, type, content, options = {}) =>
      post(
        "iopub",
        { identities: [encoder.encode(`kernel.${sessionId}.${type}`)], parent },
        { type, content, ...options },
      ),
    status: (parent, state) => outbox.publish(parent, "status", { execution_state: state }),
    askInput(request, prompt, password) {
      const question = compose(
        "stdin",
        { identities: request.identities, parent: request.message.header },
        { type: "input_request", content: { prompt, password } },
      );
      void send(question);
      return question.message.header.msg_id;
    },
    welcome: (subscription) =>
      compose(
        "iopub",
        // As ipykernel 7 sends it: without a topic frame for those that want everything.
        { identities: subscription === "" ? [] : [encoder.encode(subscription)], parent: null },
        { type: "iopub_welcome", content: { subscription } },
      ),
  };
  return outbox;
}

/** One peer: handshake, messages in, messages out, and an end that concerns nobody else. */

import type { Cipher } from "./cipher.ts";
import { decodeCommand, encodeCommand } from "./command.ts";
import { settlesWithin } from "./deadline.ts";
import type { ByteStream } from "./endpoint.ts";
import { MESSAGE_BYTES_MAX, MESSAGE_FRAMES_MAX } from "./frame.ts";
import { type Frame, FrameReader } from "./frame_reader.ts";
import { FrameWriter } from "./frame_writer.ts";
import { type PeerFacts, type Role, shakeHands } from "./handshake.ts";

/** Local peers need a few milliseconds; the rest is for a machine that has just woken up. */
const HANDSHAKE_MS_MAX = 10_000;

/** After our last byte, how long a peer is read from so that it may close first. */
const CLOSE_WAIT_MS_MAX = 250;

/** How a connection ended. */
export type PeerEnding =
  /** The peer left between two messages. */
  | { kind: "left" }
  /** It never became a peer. */
  | { kind: "refused"; reason: string }
  /** It broke the protocol, or the stream broke. */
  | { kind: "broken"; reason: string }
  /** This side closed it. */
  | { kind: "closed" };

/** What is done with what a peer sends. A returned promise holds back that peer until it settles. */
export interface PeerHandlers {
  onReady(connection: Connection, peer: PeerFacts): void;
  onMessage(frames: Uint8Array[], bytes: number): Promise<void> | undefined;
  /** Gives false when the peer has more subscriptions than allowed. */
  onSubscription?(topic: Uint8Array, isWanted: boolean): boolean;
}

/** Limits that tests and small sockets set lower. */
export interface ConnectionOptions {
  readonly handshakeMsMax?: number;
  readonly messageBytesMax?: number;
  readonly backlogBytesMax?: number;
  readonly slowAfterMs?: number;
  /** Called when a message that has not come whole takes more memory. */
  readonly onGrowth?: () => void;
}

/** A connection that `run()` carries from greeting to end. */
export class Connection {
  readonly writer: FrameWriter;
  readonly #reader: FrameReader;
  readonly #stream: ByteStream;
  readonly #role: Role;
  readonly #handshakeMsMax: number;
  readonly #messageBytesMax: number;
  readonly #onGrowth: () => void;
  readonly #ended = Promise.withResolvers<void>();
  #cipher: Cipher | null = null;
  #isReady = false;
  #isProven = false;
  /** Frames of the message that is on its way. */
  #frameBytes = 0;
  #ending: PeerEnding | undefined;

  constructor(stream: ByteStream, role: Role, options: ConnectionOptions = {}) {
    this.#stream = stream;
    this.#role = role;
    this.#handshakeMsMax = options.handshakeMsMax ?? HANDSHAKE_MS_MAX;
    this.#messageBytesMax = options.messageBytesMax ?? MESSAGE_BYTES_MAX;
    this.#onGrowth = options.onGrowth ?? (() => {});
    this.#reader = new FrameReader(stream);
    this.writer = new FrameWriter(stream, {
      ...options,
      onBroken: (error) => this.close({ kind: "broken", reason: messageOf(error) }),
    });
  }

  /** Whether the handshake is done and the connection still stands. */
  get isReady(): boolean {
    return this.#isReady && this.#ending === undefined;
  }

  /** Whether the peer has shown that it is one of those that the socket is for. */
  get isProven(): boolean {
    return this.#isProven;
  }

  /** Takes the peer for one of those: it is never closed to make room for others. */
  prove(): void {
    this.#isProven = true;
    this.#reader.isTrusted = true;
  }

  /** Memory that the peer takes for a message that has not come whole. */
  get heldBytes(): number {
    return this.#frameBytes + this.#reader.heldBytes;
  }

  /** Serves the peer until it ends; never rejects. */
  async run(handlers: PeerHandlers): Promise<PeerEnding> {
    try {
      const refusal = await this.#open(handlers);
      this.close(refusal ?? await this.#receive(handlers));
    } catch (error) {
      this.close({ kind: "broken", reason: messageOf(error) });
    }
    this.#ended.resolve();
    return this.#ending ?? { kind: "closed" };
  }

  /** Ends at once; what is not written yet is lost. The first ending counts. */
  close(ending: PeerEnding = { kind: "closed" }): void {
    if (this.#ending !== undefined) return;
    this.#ending = ending;
    this.writer.close();
    this.#stream.close();
  }

  /**
   * Ends after what was sent is written. Closing a stream with unread bytes makes the system
   * discard what it has not delivered yet, so the peer is read from until it closes too.
   */
  async finish(lingerMsMax: number): Promise<void> {
    if (this.isReady && await settlesWithin(this.writer.flushed(), lingerMsMax) && this.isReady) {
      try {
        await this.#stream.closeWrite();
        await settlesWithin(this.#ended.promise, Math.min(CLOSE_WAIT_MS_MAX, lingerMsMax));
      } catch {
        // The peer was faster and is gone; it has what it wanted.
      }
    }
    this.close();
    await this.#ended.promise;
  }

  async #open(handlers: PeerHandlers): Promise<PeerEnding | undefined> {
    const timer = setTimeout(() => {
      this.close({ kind: "refused", reason: `no handshake within ${this.#handshakeMsMax} ms` });
    }, this.#handshakeMsMax);
    try {
      const stream = { reader: this.#reader, writer: this.writer };
      const handshake = await shakeHands(stream, this.#role);
      if (handshake.kind === "refused") return handshake;
      this.#cipher = this.writer.cipher = handshake.cipher;
      this.#isReady = true;
      handlers.onReady(this, handshake.peer);
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }

  async #receive(handlers: PeerHandlers): Promise<PeerEnding> {
    const reader = this.#reader;
    let frames: Uint8Array[] = [];
    reader.bodyBytesMax = this.#messageBytesMax;
    while (this.#ending === undefined) {
      const frame = this.#opened(reader.take());
      if (frame === undefined) {
        if (await reader.fill()) {
          if (this.heldBytes > 0) this.#onGrowth();
          continue;
        }
        if (frames.length === 0 && !reader.isInsideFrame) return { kind: "left" };
        return broken("the peer left in the middle of a message");
      }
      if (frame.kind === "invalid") return broken(frame.reason);
      if (frame.isCommand) {
        // Also between the frames of a message: libzmq's heartbeat timer does not wait for its end.
        const reason = this.#obey(frame.body, handlers);
        if (reason !== undefined) return broken(reason);
        continue;
      }
      frames.push(frame.body);
      this.#frameBytes += frame.body.length;
      if (frames.length > MESSAGE_FRAMES_MAX) return broken("a message has too many frames");
      // What the message may still hold bounds its next frame, before memory is given to it.
      reader.bodyBytesMax = this.#messageBytesMax - (frame.hasMore ? this.#frameBytes : 0);
      if (frame.hasMore) continue;
      const pressure = handlers.onMessage(frames, this.#frameBytes);
      frames = [];
      this.#frameBytes = 0;
      if (pressure !== undefined) await pressure;
    }
    return this.#ending;
  }

  /** The frame that is meant, where frames travel inside others. */
  #opened(frame: Frame | undefined): Frame | undefined {
    if (this.#cipher === null || frame?.kind !== "frame") return frame;
    const opened = this.#cipher.open(frame.body);
    return opened === null
      ? { kind: "invalid", reason: "a frame is not encrypted as agreed" }
      : { kind: "frame", ...opened };
  }

  /** Acts on a command; gives the reason when the connection must end. */
  #obey(body: Uint8Array, handlers: PeerHandlers): string | undefined {
    const command = decodeCommand(body);
    switch (command.kind) {
      case "ping":
        // A peer that does not read its answers gets no more of them.
        if (this.writer.isDrained) this.writer.sendCommand(encodeCommand("PONG", command.context));
        return undefined;
      case "subscribe":
      case "cancel": {
        const isWanted = command.kind === "subscribe";
        const isAllowed = handlers.onSubscription?.(command.topic, isWanted) ?? true;
        return isAllowed ? undefined : "the peer has too many subscriptions";
      }
      case "ready":
        return "a second READY came";
      case "error":
        return `the peer says "${command.reason}"`;
      case "invalid":
        return command.reason;
      case "other":
        return undefined;
    }
  }
}

function broken(reason: string): PeerEnding {
  return { kind: "broken", reason };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

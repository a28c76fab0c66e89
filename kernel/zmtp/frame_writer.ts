/** Puts messages on a byte stream: small frames together, long bodies uncopied, whole or not at all. */

import { afterTurn } from "./after_turn.ts";
import type { Cipher } from "./cipher.ts";
import { encodeFrameHeader, HEADER_BYTES_MAX } from "./frame.ts";

/** Small frames are gathered into writes of up to this size; larger ones gained nothing. */
const CHUNK_BYTES = 64 * 1024;

/** Bodies above this are written from where they are; below it copying is cheaper than a write. */
const COPY_BYTES_MAX = 8 * 1024;

/** `drained()` waits above this backlog: a few full writes, so that the stream never runs dry. */
const DRAIN_BYTES = 4 * CHUNK_BYTES;

/**
 * Backlog above which messages for this peer are dropped. It holds what a busy Jupyter server
 * leaves unread for a while; only a peer that nobody waits for any more gets there.
 */
export const BACKLOG_BYTES_MAX = 64 * 1024 * 1024;

/** How long others wait for a peer that takes nothing; chosen, a learner hardly notices it. */
export const SLOW_AFTER_MS = 250;

/** Less than this in that time is no progress, or a peer could hold up all by a byte at a time. */
const PROGRESS_BYTES_MIN = 4 * 1024;

/** The part of a connection that is written. */
export interface ByteSink {
  write(bytes: Uint8Array): Promise<number>;
}

/** Limits for tests, and who to tell when the stream breaks. */
export interface FrameWriterOptions {
  readonly backlogBytesMax?: number;
  readonly slowAfterMs?: number;
  readonly onBroken?: (error: unknown) => void;
}

/** Bytes on their way out; `reusable` is the whole buffer when it is ours and not a caller's. */
interface Chunk {
  readonly bytes: Uint8Array;
  readonly reusable?: Uint8Array<ArrayBuffer>;
}

interface Waiting {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
}

/** The sending side of one connection. Nothing here throws or rejects. */
export class FrameWriter {
  /** Set when the handshake has agreed on it: every frame from then on travels inside another. */
  cipher: Cipher | null = null;
  readonly #sink: ByteSink;
  readonly #backlogBytesMax: number;
  readonly #slowAfterMs: number;
  readonly #onBroken: (error: unknown) => void;
  #sealed: Chunk[] = [];
  #tail = new Uint8Array(CHUNK_BYTES);
  #tailUsed = 0;
  #spare: Uint8Array<ArrayBuffer> | undefined;
  #backlogBytes = 0;
  #progressBytes = 0;
  #isWriting = false;
  #isSlow = false;
  #isClosed = false;
  #drain: Waiting | undefined;
  #flush: Waiting | undefined;
  #slowTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(sink: ByteSink, options: FrameWriterOptions = {}) {
    this.#sink = sink;
    this.#backlogBytesMax = options.backlogBytesMax ?? BACKLOG_BYTES_MAX;
    this.#slowAfterMs = options.slowAfterMs ?? SLOW_AFTER_MS;
    this.#onBroken = options.onBroken ?? (() => {});
  }

  /** Whether the peer is close behind, so that more may be sent without a wait. */
  get isDrained(): boolean {
    return this.#backlogBytes <= DRAIN_BYTES;
  }

  /** Whether the peer stopped taking bytes, so that nobody waits for it. */
  get isSlow(): boolean {
    return this.#isSlow;
  }

  /** Accepts a whole message, or none of it: false when the peer is gone or too far behind. */
  sendMessage(frames: readonly Uint8Array[]): boolean {
    if (this.#isClosed || this.#backlogBytes > this.#backlogBytesMax) return false;
    const lastIndex = frames.length - 1;
    for (let index = 0; index <= lastIndex; index++) {
      const body = frames[index];
      if (body !== undefined) this.#append(body, index < lastIndex, false);
    }
    this.#start();
    return true;
  }

  /** Accepts one command frame, under the same condition. */
  sendCommand(body: Uint8Array): boolean {
    if (this.#isClosed || this.#backlogBytes > this.#backlogBytesMax) return false;
    this.#append(body, false, true);
    this.#start();
    return true;
  }

  /** Bytes outside any frame: the greeting. */
  sendBytes(bytes: Uint8Array): void {
    if (this.#isClosed) return;
    this.#copy(bytes);
    this.#start();
  }

  /**
   * What a polite producer awaits before its next message: nothing while the backlog is short,
   * else until it is short again, or the peer turned out slow or gone.
   */
  drained(): Promise<void> | undefined {
    if (this.#backlogBytes <= DRAIN_BYTES || this.#isSlow || this.#isClosed) return undefined;
    this.#drain ??= Promise.withResolvers<void>();
    if (this.#slowTimer === undefined) this.#watch();
    return this.#drain.promise;
  }

  /** Resolves when all that was accepted has been written, or the stream is closed. */
  flushed(): Promise<void> {
    if (this.#backlogBytes === 0 || this.#isClosed) return Promise.resolve();
    this.#flush ??= Promise.withResolvers<void>();
    return this.#flush.promise;
  }

  /** Forgets the backlog and releases everybody who waits. */
  close(): void {
    this.#isClosed = true;
    this.#sealed = [];
    this.#tailUsed = 0;
    this.#backlogBytes = 0;
    this.#release();
  }

  #append(body: Uint8Array, hasMore: boolean, isCommand: boolean): void {
    if (this.cipher === null) return this.#appendFrame(body, hasMore, isCommand);
    this.#appendFrame(this.cipher.seal({ body, hasMore, isCommand }), false, false);
  }

  #appendFrame(body: Uint8Array, hasMore: boolean, isCommand: boolean): void {
    if (CHUNK_BYTES - this.#tailUsed < HEADER_BYTES_MAX) this.#seal();
    const bodyAt = encodeFrameHeader(this.#tail, body.length, {
      start: this.#tailUsed,
      hasMore,
      isCommand,
    });
    this.#backlogBytes += bodyAt - this.#tailUsed;
    this.#tailUsed = bodyAt;
    if (body.length <= COPY_BYTES_MAX) {
      this.#copy(body);
      return;
    }
    this.#seal();
    this.#sealed.push({ bytes: body });
    this.#backlogBytes += body.length;
  }

  #copy(bytes: Uint8Array): void {
    if (CHUNK_BYTES - this.#tailUsed < bytes.length) this.#seal();
    this.#tail.set(bytes, this.#tailUsed);
    this.#tailUsed += bytes.length;
    this.#backlogBytes += bytes.length;
  }

  #seal(): void {
    if (this.#tailUsed === 0) return;
    const tail = this.#tail;
    this.#sealed.push({ bytes: tail.subarray(0, this.#tailUsed), reusable: tail });
    this.#tail = this.#spare ?? new Uint8Array(CHUNK_BYTES);
    this.#spare = undefined;
    this.#tailUsed = 0;
  }

  /**
   * Begins when the current turn and all its promises are done, so that what is sent meanwhile
   * shares a write: a write wakes the peer, and costs more than all else that a message needs.
   */
  #start(): void {
    if (this.#isWriting) return;
    this.#isWriting = true;
    afterTurn(() => void this.#writeAll());
  }

  async #writeAll(): Promise<void> {
    try {
      while (!this.#isClosed) {
        if (this.#sealed.length === 0) this.#seal();
        const batch = this.#sealed;
        if (batch.length === 0) break;
        this.#sealed = [];
        for (const chunk of batch) await this.#writeChunk(chunk);
      }
    } catch (error) {
      this.close();
      this.#onBroken(error);
    } finally {
      this.#isWriting = false;
    }
  }

  async #writeChunk({ bytes, reusable }: Chunk): Promise<void> {
    let written = 0;
    while (written < bytes.length && !this.#isClosed) {
      const count = await this.#sink.write(written === 0 ? bytes : bytes.subarray(written));
      // A close during the write has already set the backlog to zero.
      if (this.#isClosed) return;
      written += count;
      this.#progressBytes += count;
      this.#backlogBytes -= count;
      if (this.#backlogBytes <= DRAIN_BYTES) this.#release();
    }
    this.#spare = reusable ?? this.#spare;
  }

  #release(): void {
    this.#isSlow = false;
    if (this.#slowTimer !== undefined) clearTimeout(this.#slowTimer);
    this.#slowTimer = undefined;
    this.#drain?.resolve();
    this.#drain = undefined;
    if (this.#backlogBytes > 0) return;
    this.#flush?.resolve();
    this.#flush = undefined;
  }

  /** Looks once per period whether the peer took anything; if not, lets go those who wait. */
  #watch(): void {
    this.#progressBytes = 0;
    this.#slowTimer = setTimeout(() => {
      if (this.#progressBytes >= PROGRESS_BYTES_MIN) return this.#watch();
      this.#slowTimer = undefined;
      this.#isSlow = true;
      this.#drain?.resolve();
      this.#drain = undefined;
    }, this.#slowAfterMs);
  }
}

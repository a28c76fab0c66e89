/** Takes frames from a byte stream, without a wait for each of them. */

import { BODY_BYTES_MAX, COMMAND_BYTES_MAX, decodeFrameHeader } from "./frame.ts";

/** One read takes up to this much: the size of a coalesced write on the other side. */
const BUFFER_BYTES = 64 * 1024;

/**
 * Memory given to a long body before any of it has come. A claimed length costs a peer nine
 * bytes, so the rest is allocated only when this much has really arrived. A 10 MB message, the
 * largest in everyday use, fits without the second copy (10 instead of 12 ms for its echo).
 */
const FIRST_ALLOCATION_BYTES = 16 * 1024 * 1024;

/**
 * The same for a peer that has proven nothing. Hundreds of them that each claim a long body, and are closed
 * for it, would leave 16 MiB each until the next garbage collection: 683 MiB were seen.
 */
const STRANGER_ALLOCATION_BYTES = 2 * BUFFER_BYTES;

/** By how much a body's memory grows when it is full. */
const GROWTH_FACTOR = 4;

/** The part of a connection that is read. */
export interface ByteSource {
  read(target: Uint8Array): Promise<number | null>;
}

/** A whole frame, or why the stream has no more of them. */
export type Frame =
  | { kind: "frame"; isCommand: boolean; hasMore: boolean; body: Uint8Array }
  | { kind: "invalid"; reason: string };

interface LongFrame {
  readonly isCommand: boolean;
  readonly hasMore: boolean;
  readonly bodyBytes: number;
  body: Uint8Array;
  filled: number;
}

/** Buffered frames of one connection. `take()` until it gives nothing, then `fill()`. */
export class FrameReader {
  /** Longest body accepted next; commands only until the handshake is done. */
  bodyBytesMax = COMMAND_BYTES_MAX;
  /** Whether the peer has proven that it may send; long bodies of others get memory as they come. */
  isTrusted = false;
  readonly #source: ByteSource;
  readonly #buffer = new Uint8Array(BUFFER_BYTES);
  #start = 0;
  #end = 0;
  #long: LongFrame | undefined;

  constructor(source: ByteSource) {
    this.#source = source;
  }

  /** Whether the stream stands in the middle of a frame. */
  get isInsideFrame(): boolean {
    return this.#long !== undefined || this.#end > this.#start;
  }

  /** Memory given to a frame that has not come whole, besides the buffer that every peer has. */
  get heldBytes(): number {
    return this.#long?.body.length ?? 0;
  }

  /** The bytes that have come and are not taken yet: how a greeting is read. */
  peek(): Uint8Array {
    return this.#buffer.subarray(this.#start, this.#end);
  }

  /** Steps over bytes seen by `peek()`. */
  skip(bytes: number): void {
    this.#start += bytes;
  }

  /** The next frame if it is whole. Its body is a copy that nobody else holds. */
  take(): Frame | undefined {
    if (this.#long !== undefined) return this.#takeLong(this.#long);
    const buffer = this.#buffer;
    const limit = Math.min(this.bodyBytesMax, BODY_BYTES_MAX);
    const header = decodeFrameHeader(buffer, {
      start: this.#start,
      end: this.#end,
      bodyBytesMax: limit,
    });
    if (header.kind === "need") return undefined;
    if (header.kind === "invalid") return header;
    const { isCommand, hasMore, headerBytes, bodyBytes } = header;
    const bodyStart = this.#start + headerBytes;
    const bodyEnd = bodyStart + bodyBytes;
    if (bodyEnd <= this.#end) {
      this.#start = bodyEnd;
      return { kind: "frame", isCommand, hasMore, body: buffer.slice(bodyStart, bodyEnd) };
    }
    if (headerBytes + bodyBytes <= BUFFER_BYTES) return undefined;
    this.#beginLong({ isCommand, hasMore, bodyBytes }, bodyStart);
    return undefined;
  }

  /** Waits for more bytes; false when the peer has ended the stream. */
  async fill(): Promise<boolean> {
    const long = this.#long;
    if (long !== undefined) {
      if (long.filled === long.body.length) growBody(long);
      const count = await this.#source.read(long.body.subarray(long.filled));
      long.filled += count ?? 0;
      return count !== null;
    }
    if (this.#start === this.#end) {
      this.#start = this.#end = 0;
    } else if (this.#start > 0) {
      this.#buffer.copyWithin(0, this.#start, this.#end);
      this.#end -= this.#start;
      this.#start = 0;
    }
    const count = await this.#source.read(this.#buffer.subarray(this.#end));
    this.#end += count ?? 0;
    return count !== null;
  }

  /** A body that does not fit the buffer is read straight into its own memory. */
  #beginLong(frame: Omit<LongFrame, "body" | "filled">, bodyStart: number): void {
    const firstBytes = this.isTrusted ? FIRST_ALLOCATION_BYTES : STRANGER_ALLOCATION_BYTES;
    const body = new Uint8Array(Math.min(frame.bodyBytes, firstBytes));
    body.set(this.#buffer.subarray(bodyStart, this.#end));
    this.#long = { ...frame, body, filled: this.#end - bodyStart };
    this.#start = this.#end = 0;
  }

  #takeLong(long: LongFrame): Frame | undefined {
    if (long.filled < long.bodyBytes) return undefined;
    this.#long = undefined;
    return { kind: "frame", isCommand: long.isCommand, hasMore: long.hasMore, body: long.body };
  }
}

function growBody(long: LongFrame): void {
  const body = new Uint8Array(Math.min(long.bodyBytes, GROWTH_FACTOR * long.body.length));
  body.set(long.body);
  long.body = body;
}

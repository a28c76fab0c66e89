/** A peer made of plain bytes, and small helpers, for the tests of this room. */

import { encodeCommand, encodeReady, type SocketType } from "./command.ts";
import { settlesWithin } from "./deadline.ts";
import { connectEndpoint, type Endpoint } from "./endpoint.ts";
import { encodeFrame } from "./frame.ts";
import { encodeGreeting } from "./greeting.ts";

/** Every tcp test listens here; the system gives a free port. */
export const ANY_PORT: Endpoint = { transport: "tcp", hostname: "127.0.0.1", port: 0 };

/** No wait in a test is longer; on a loaded machine the usual one takes milliseconds. */
const DEADLINE_MS = 10_000;

/** The text as UTF-8. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

/** `"05 ff"` as bytes. */
export function fromHex(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.fromHex(hex.replaceAll(/\s/g, ""));
}

/** Bytes as `"05 ff"`. */
export function toHex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
}

/** Frames as text, for comparing. */
export function textsOf(frames: readonly Uint8Array[]): string[] {
  return frames.map((frame) => new TextDecoder().decode(frame));
}

/** What `promise` gives, or a failed test when there is none or it takes too long. */
export async function soon<Value>(
  promise: PromiseLike<Value> | undefined,
  what: string,
): Promise<Value> {
  if (promise === undefined || !await settlesWithin(promise, DEADLINE_MS)) {
    throw new Error(`Cannot go on: no ${what} came`);
  }
  return await promise;
}

/** One message of an iterable, or a failed test. */
export async function nextOf<Item>(messages: AsyncIterable<Item>): Promise<Item> {
  const result = await soon(messages[Symbol.asyncIterator]().next(), "message");
  if (result.done) throw new Error("Cannot go on: the messages have ended");
  return result.value;
}

/** Greeting and READY of a well-behaved peer. */
export function opening(socketType: SocketType, identity?: string): Uint8Array[] {
  const id = identity === undefined ? undefined : bytesOf(identity);
  return [encodeGreeting(), encodeFrame(encodeReady(socketType, id), { isCommand: true })];
}

/** One command as it goes on the wire. */
export function commandFrame(name: string, data?: Uint8Array): Uint8Array {
  return encodeFrame(encodeCommand(name, data), { isCommand: true });
}

/** A connection that sends exactly the bytes it is given. */
export class RawPeer implements AsyncDisposable {
  readonly #stream: Deno.TcpConn | Deno.UnixConn;
  #isClosed = false;

  private constructor(stream: Deno.TcpConn | Deno.UnixConn) {
    this.#stream = stream;
  }

  static async connect(endpoint: Endpoint): Promise<RawPeer> {
    return new RawPeer(await connectEndpoint(endpoint));
  }

  /** Writes all; a peer that has closed already is no failure here. */
  async send(...parts: Uint8Array[]): Promise<void> {
    try {
      for (const part of parts) {
        let written = 0;
        while (written < part.length) written += await this.#stream.write(part.subarray(written));
      }
    } catch {
      // The socket under test refuses early; what counts is how it ends.
    }
  }

  /** Exactly `count` bytes. */
  async receive(count: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(count);
    let filled = 0;
    while (filled < count) {
      const read = await soon(this.#stream.read(bytes.subarray(filled)), "bytes");
      if (read === null) throw new Error(`Cannot go on: the stream ended after ${filled} bytes`);
      filled += read;
    }
    return bytes;
  }

  /** All bytes until the other side closes, in whichever way. */
  async untilClosed(): Promise<Uint8Array> {
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    try {
      while (true) {
        const buffer = new Uint8Array(64 * 1024);
        const count = await soon(this.#stream.read(buffer), "end");
        if (count === null) break;
        chunks.push(buffer.subarray(0, count));
      }
    } catch (error) {
      if (!(error instanceof Deno.errors.ConnectionReset)) throw error;
    }
    return new Uint8Array(await new Blob(chunks).arrayBuffer());
  }

  async endWriting(): Promise<void> {
    await this.#stream.closeWrite();
  }

  close(): void {
    if (!this.#isClosed) this.#stream.close();
    this.#isClosed = true;
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.close();
    return Promise.resolve();
  }
}

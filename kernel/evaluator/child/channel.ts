/** The child's only way out: text, messages and end marks as frames on its two pipes. */

import {
  type ChildMessage,
  FRAME_BYTES_MAX,
  FRAME_TYPE,
  HEADER_BYTES,
  MARKER_BYTES,
} from "../wire.ts";

/** Writes frames; every call has reached the pipe when it returns. */
export interface Channel {
  text(stream: "stdout" | "stderr", cell: number, text: string): void;
  bytes(stream: "stdout" | "stderr", cell: number, bytes: Uint8Array): void;
  message(cell: number, message: ChildMessage, buffers?: readonly Uint8Array[]): void;
  /** Marks the end of a cell on both pipes. */
  end(cell: number): void;
}

/** Wait between attempts when a subprocess has made our pipe non-blocking; chosen. */
const RETRY_MS = 1;

const PAYLOAD_BYTES_MAX = FRAME_BYTES_MAX - HEADER_BYTES;

/** Makes the channel. It must be made before anything replaces the writers of `Deno.stdout`. */
export function createChannel(marker: Uint8Array): Channel {
  const writeStdout = Deno.stdout.writeSync.bind(Deno.stdout);
  const writeStderr = Deno.stderr.writeSync.bind(Deno.stderr);
  const encoder = new TextEncoder();
  const frame = new Uint8Array(FRAME_BYTES_MAX);
  const view = new DataView(frame.buffer);
  const payload = frame.subarray(HEADER_BYTES);
  frame.set(marker);

  function send(type: number, cell: number, payloadBytes: number): void {
    frame[MARKER_BYTES] = type;
    view.setUint32(MARKER_BYTES + 1, cell);
    view.setUint16(MARKER_BYTES + 5, payloadBytes);
    writeAll(writeStdout, frame.subarray(0, HEADER_BYTES + payloadBytes));
  }

  function sendBytes(bytes: Uint8Array, cell: number, types: { part: number; last: number }): void {
    let offset = 0;
    do {
      const piece = bytes.subarray(offset, offset + PAYLOAD_BYTES_MAX);
      payload.set(piece);
      offset += piece.length;
      send(offset < bytes.length ? types.part : types.last, cell, piece.length);
    } while (offset < bytes.length);
  }

  return {
    text(stream, cell, text) {
      let rest = text;
      while (rest.length > 0) {
        const { read, written } = encoder.encodeInto(rest, payload);
        send(FRAME_TYPE[stream], cell, written);
        rest = read === rest.length ? "" : rest.substring(read);
      }
    },
    bytes(stream, cell, bytes) {
      const type = FRAME_TYPE[stream];
      if (bytes.length > 0) sendBytes(bytes, cell, { part: type, last: type });
    },
    message(cell, message, buffers = []) {
      sendBytes(packMessage(encoder.encode(JSON.stringify(message)), buffers), cell, {
        part: FRAME_TYPE.part,
        last: FRAME_TYPE.message,
      });
    },
    end(cell) {
      send(FRAME_TYPE.end, cell, 0);
      writeAll(writeStderr, frame.subarray(0, HEADER_BYTES));
    },
  };
}

function packMessage(json: Uint8Array, buffers: readonly Uint8Array[]): Uint8Array {
  const packed = new Uint8Array(
    buffers.reduce((bytes, buffer) => bytes + buffer.length, 4 + json.length),
  );
  new DataView(packed.buffer).setUint32(0, json.length);
  packed.set(json, 4);
  let offset = 4 + json.length;
  for (const buffer of buffers) {
    packed.set(buffer, offset);
    offset += buffer.length;
  }
  return packed;
}

const sleeper = new Int32Array(new SharedArrayBuffer(4));

function writeAll(write: (bytes: Uint8Array) => number, bytes: Uint8Array): void {
  let offset = 0;
  while (offset < bytes.length) {
    try {
      offset += write(offset === 0 ? bytes : bytes.subarray(offset));
    } catch (error) {
      // A subprocess that inherited the pipe may have made it non-blocking (Node.js does).
      if (!(error instanceof Deno.errors.WouldBlock)) throw error;
      Atomics.wait(sleeper, 0, 0, RETRY_MS);
    }
  }
}

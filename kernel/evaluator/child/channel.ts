/** The child's only way out: text, messages and end marks as frames on its two pipes. */

import {
  type ChildMessage,
  FRAME_BYTES_MAX,
  FRAME_TYPE,
  HEADER_BYTES,
  MARKER_BYTES,
  ORDER_BYTES,
  PLACE_BYTES,
  TRAILER_BYTES,
} from "../wire.ts";
import type { CLibrary } from "./c_library.ts";
import { holdBefore } from "./hold.ts";
import { escapedPieces, type JsonPiece, piecesOf } from "./long_json.ts";
import { openChildSpool } from "./spool.ts";
import { Atomics, Deno, JSON, Uint8Array } from "../primordials.ts";

/** Writes frames; every call has reached the pipe when it returns. */
export interface Channel {
  text(stream: "stdout" | "stderr", cell: number, text: string): void;
  bytes(stream: "stdout" | "stderr", cell: number, bytes: Uint8Array): void;
  message(cell: number, message: ChildMessage, buffers?: readonly Uint8Array[]): void;
  /** Marks the end of a cell on both pipes, behind a last message, which is given as JSON. */
  end(cell: number, last?: string): void;
  /** Marks the end of a cell on a pipe of its own. */
  endPipe(cell: number, write: PipeWriter): void;
  /** Marks a place in the order of a cell's output, in a pipe of its own or in the usual one. */
  order(cell: number, number: number, write?: PipeWriter): void;
  /** Has every text and message of a cell announced before it is written. */
  beforeOutput(hear: (cell: number) => void): void;
}

/** Writes into one pipe and says how many of the bytes. */
export type PipeWriter = (bytes: Uint8Array) => number;

/** Wait between attempts when a subprocess has made our pipe non-blocking; chosen. */
const RETRY_MS = 1;

/** Shorter messages are as fast in frames. Chosen: what a pipe of Linux holds. */
const SPOOLED_LENGTH_MIN = 64 * 1024;

/** Makes the channel. It must be made before anything replaces the writers of `Deno.stdout`. */
export function createChannel(
  marker: Uint8Array,
  { spoolPath = null, library = null }: {
    spoolPath?: string | null;
    library?: CLibrary | null;
  } = {},
): Channel {
  const spool = openChildSpool(spoolPath);
  const writeStdout = pipeWriter("stdout", library);
  const writeStderr = pipeWriter("stderr", library);
  const encoder = new TextEncoder();
  const frame = new Uint8Array(FRAME_BYTES_MAX);
  const view = new DataView(frame.buffer);
  const payload = frame.subarray(HEADER_BYTES);
  frame.set(marker);
  const endFrame = new Uint8Array(HEADER_BYTES);

  let beforeOutput: (cell: number) => void = () => {};

  function putHeader(type: number, cell: number, payloadBytes: number): void {
    frame[MARKER_BYTES] = type;
    view.setUint32(MARKER_BYTES + 1, cell);
    view.setUint16(MARKER_BYTES + 5, payloadBytes);
  }

  function send(type: number, cell: number, payloadBytes: number, write = writeStdout): void {
    putHeader(type, cell, payloadBytes);
    writeAll(write, frame.subarray(0, HEADER_BYTES + payloadBytes));
  }

  function sendBytes(type: number, cell: number, bytes: Uint8Array): void {
    for (let offset = 0; offset < bytes.length; offset += payload.length) {
      const piece = bytes.subarray(offset, offset + payload.length);
      payload.set(piece);
      send(type, cell, piece.length);
    }
  }

  /** Ends a message with the length of its JSON; by then it is known without a second copy. */
  function sendTrailer(cell: number, payloadBytes: number, jsonBytes: number): void {
    view.setUint32(HEADER_BYTES + payloadBytes, jsonBytes);
    send(FRAME_TYPE.message, cell, payloadBytes + TRAILER_BYTES);
  }

  /** A short message and the end of its cell as one write, which takes as long as a short cell. */
  function sendWithEnd(cell: number, json: string): boolean {
    const room = payload.length - TRAILER_BYTES - HEADER_BYTES;
    const { read, written } = encoder.encodeInto(json, payload.subarray(0, room));
    if (read < json.length) return false;
    view.setUint32(HEADER_BYTES + written, written);
    putHeader(FRAME_TYPE.message, cell, written + TRAILER_BYTES);
    const messageBytes = HEADER_BYTES + written + TRAILER_BYTES;
    frame.set(endFrame, messageBytes);
    writeAll(writeStdout, frame.subarray(0, messageBytes + HEADER_BYTES));
    return true;
  }

  /** Whether it went past the pipe, which only says where it lies. */
  function sendSpooled(
    cell: number,
    pieces: readonly JsonPiece[],
    buffers: readonly Uint8Array[],
  ): boolean {
    const place = spool?.put((writer) => {
      for (const piece of pieces) {
        if (piece.kind === "json") writer.text(piece.json);
        else for (const json of escapedPieces(piece.text)) writer.text(json);
      }
      const jsonBytes = writer.flush();
      for (const buffer of buffers) writer.bytes(buffer);
      const trailer = new Uint8Array(TRAILER_BYTES);
      new DataView(trailer.buffer).setUint32(0, jsonBytes);
      writer.bytes(trailer);
    }) ?? null;
    if (place === null) return false;
    view.setUint32(HEADER_BYTES, place.offset);
    view.setUint32(HEADER_BYTES + 4, place.bytes);
    view.setUint32(HEADER_BYTES + 8, place.number);
    send(FRAME_TYPE.spooled, cell, PLACE_BYTES);
    return true;
  }

  function sendMessage(cell: number, json: string, buffers: readonly Uint8Array[] = []): void {
    const length = buffers.reduce((sum, buffer) => sum + buffer.length, json.length);
    if (length >= SPOOLED_LENGTH_MIN && sendSpooled(cell, [{ kind: "json", json }], buffers)) {
      return;
    }
    let rest = json;
    let jsonBytes = 0;
    for (;;) {
      const { read, written } = encoder.encodeInto(rest, payload);
      rest = rest.substring(read);
      jsonBytes += written;
      if (rest === "" && buffers.length === 0 && written + TRAILER_BYTES <= payload.length) {
        return sendTrailer(cell, written, jsonBytes);
      }
      send(FRAME_TYPE.part, cell, written);
      if (rest === "") break;
    }
    for (const buffer of buffers) sendBytes(FRAME_TYPE.part, cell, buffer);
    sendTrailer(cell, 0, jsonBytes);
  }

  return {
    beforeOutput: (hear) => void (beforeOutput = hear),
    text(stream, cell, text) {
      holdBefore();
      beforeOutput(cell);
      let rest = text;
      while (rest.length > 0) {
        const { read, written } = encoder.encodeInto(rest, payload);
        send(FRAME_TYPE[stream], cell, written);
        rest = read === rest.length ? "" : rest.substring(read);
      }
    },
    bytes(stream, cell, bytes) {
      holdBefore();
      beforeOutput(cell);
      sendBytes(FRAME_TYPE[stream], cell, bytes);
    },
    message(cell, message, buffers = []) {
      beforeOutput(cell);
      const pieces = spool === null ? null : piecesOf(message);
      if (pieces !== null && sendSpooled(cell, pieces, buffers)) return;
      sendMessage(cell, JSON.stringify(message), buffers);
    },
    end(cell, last) {
      putHeader(FRAME_TYPE.end, cell, 0);
      endFrame.set(frame.subarray(0, HEADER_BYTES));
      // First, because it says nothing else: the parent is awake when the other comes.
      writeAll(writeStderr, endFrame);
      if (last !== undefined) {
        if (sendWithEnd(cell, last)) return;
        sendMessage(cell, last);
      }
      writeAll(writeStdout, endFrame);
    },
    endPipe: (cell, write) => send(FRAME_TYPE.end, cell, 0, write),
    order(cell, number, write) {
      view.setUint32(HEADER_BYTES, number);
      send(FRAME_TYPE.order, cell, ORDER_BYTES, write);
    },
  };
}

/** Writes through a descriptor of its own, because a cell may close the usual one. */
function pipeWriter(name: "stdout" | "stderr", library: CLibrary | null): PipeWriter {
  const descriptor = name === "stdout" ? 1 : 2;
  try {
    const pipe = library === null
      ? Deno.openSync(`/dev/fd/${descriptor}`, { write: true })
      : openCopy(descriptor, library);
    return (bytes) => pipe.writeSync(bytes);
  } catch {
    // Without that folder or the permission for it, only cells that close the pipe are cut off.
    return Deno[name].writeSync.bind(Deno[name]);
  }
}

/** Who may not do everything can open only the pipes behind the usual three descriptors. */
function openCopy(descriptor: number, library: CLibrary): Deno.FsFile {
  const copy = library.copy(descriptor);
  try {
    return Deno.openSync(`/proc/self/fd/${copy}`, { write: true });
  } finally {
    library.close(copy);
  }
}

const sleeper = new Int32Array(new SharedArrayBuffer(4));

function writeAll(write: PipeWriter, bytes: Uint8Array): void {
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

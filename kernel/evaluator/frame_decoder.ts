/** Finds the child's frames among the raw bytes of its subprocesses. */

import { FRAME_BYTES_MAX, HEADER_BYTES, MARKER_BYTES } from "./wire.ts";

/** A piece of a pipe's content. The bytes belong to the taker. */
export type PipeItem =
  | { kind: "raw"; bytes: Uint8Array }
  | { kind: "frame"; type: number; cell: number; payload: Uint8Array };

/** Takes chunks as they come and gives what is complete. */
export interface FrameDecoder {
  push(chunk: Uint8Array): PipeItem[];
}

/** Makes a decoder for one pipe. */
export function createFrameDecoder(marker: Uint8Array): FrameDecoder {
  let rest = new Uint8Array(0);
  return {
    push(chunk) {
      const bytes = rest.length === 0 ? chunk : joined(rest, chunk);
      const items: PipeItem[] = [];
      let offset = 0;
      while (offset < bytes.length) {
        const start = findMarker(bytes, marker, offset);
        if (start > offset) items.push({ kind: "raw", bytes: bytes.subarray(offset, start) });
        offset = start;
        const frame = readFrame(bytes, offset);
        if (frame === null) break;
        offset += HEADER_BYTES + frame.payload.length;
        items.push(frame);
      }
      // Copied: the pieces given out and the rest must not share memory with the next chunk.
      rest = bytes.slice(offset);
      return items;
    },
  };
}

/** Where the marker, or a beginning of it at the very end, stands; the length when nowhere. */
function findMarker(bytes: Uint8Array, marker: Uint8Array, from: number): number {
  const [first] = marker;
  if (first === undefined) return bytes.length;
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) {
    const end = Math.min(MARKER_BYTES, bytes.length - at);
    let matched = 1;
    while (matched < end && bytes[at + matched] === marker[matched]) matched += 1;
    if (matched === end) return at;
  }
  return bytes.length;
}

function readFrame(bytes: Uint8Array, offset: number): PipeItem & { kind: "frame" } | null {
  if (bytes.length < offset + HEADER_BYTES) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset + MARKER_BYTES);
  const payloadBytes = Math.min(view.getUint16(5), FRAME_BYTES_MAX);
  const start = offset + HEADER_BYTES;
  if (bytes.length < start + payloadBytes) return null;
  return {
    kind: "frame",
    type: view.getUint8(0),
    cell: view.getUint32(1),
    payload: bytes.subarray(start, start + payloadBytes),
  };
}

function joined(left: Uint8Array, right: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(left.length + right.length);
  bytes.set(left);
  bytes.set(right, left.length);
  return bytes;
}

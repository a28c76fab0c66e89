/** Frames of ZMTP 3.x: the flag byte, the length, and the limits that a peer has to keep. */

/**
 * Longest frame body accepted from a peer.
 *
 * A 200-dot chart is about 18 kB of SVG, so this leaves room for thousands of charts in one
 * message; a larger length field is a broken or hostile peer.
 */
export const BODY_BYTES_MAX = 64 * 1024 * 1024;

/** All bodies of one message together; chosen as two bodies of the longest kind. */
export const MESSAGE_BYTES_MAX = 2 * BODY_BYTES_MAX;

/**
 * Frames in one message. A Jupyter message has seven and one more for each binary buffer; empty
 * frames cost a peer two bytes and us an object, so the byte limit alone would not hold them.
 */
export const MESSAGE_FRAMES_MAX = 16_384;

/** Longest command body. READY with a full identity is under 400 bytes; a topic may be longer. */
export const COMMAND_BYTES_MAX = 64 * 1024;

/** Header of a frame whose body has more than 255 bytes: flags and eight bytes of length. */
export const HEADER_BYTES_MAX = 9;

// ZMTP 3.1, 2.3 Framing: the three flags in use, everything above is reserved and zero.
const FLAG_MORE = 0x01;
const FLAG_LONG = 0x02;
const FLAG_COMMAND = 0x04;
const FLAGS_RESERVED = 0xf8;

/** The start of a frame, or why there is none yet. */
export type FrameHeader =
  | {
    kind: "frame";
    isCommand: boolean;
    hasMore: boolean;
    headerBytes: number;
    bodyBytes: number;
  }
  | { kind: "need"; bytes: number }
  | { kind: "invalid"; reason: string };

/** Where in the buffer to look and what to accept. */
export interface FrameHeaderOptions {
  readonly start?: number;
  readonly end?: number;
  readonly bodyBytesMax?: number;
}

/** Reads the header of the frame that begins at `start`. */
export function decodeFrameHeader(
  bytes: Uint8Array,
  { start = 0, end = bytes.length, bodyBytesMax = BODY_BYTES_MAX }: FrameHeaderOptions = {},
): FrameHeader {
  const flags = bytes[start];
  if (flags === undefined || start >= end) return { kind: "need", bytes: 2 };
  if ((flags & FLAGS_RESERVED) !== 0) return invalid(`reserved flags are set (${flags})`);
  const isCommand = (flags & FLAG_COMMAND) !== 0;
  const hasMore = (flags & FLAG_MORE) !== 0;
  if (isCommand && hasMore) return invalid("a command has the flag MORE");
  const headerBytes = (flags & FLAG_LONG) !== 0 ? HEADER_BYTES_MAX : 2;
  if (end - start < headerBytes) return { kind: "need", bytes: headerBytes - (end - start) };
  const bodyBytes = headerBytes === 2 ? bytes[start + 1] ?? 0 : longLength(bytes, start + 1);
  const limit = isCommand ? Math.min(COMMAND_BYTES_MAX, bodyBytesMax) : bodyBytesMax;
  if (bodyBytes > limit) {
    return invalid(`a body of ${bodyBytes} bytes is above the limit of ${limit}`);
  }
  return { kind: "frame", isCommand, hasMore, headerBytes, bodyBytes };
}

/** What a header says besides the length. */
export interface FrameFlags {
  readonly isCommand?: boolean;
  readonly hasMore?: boolean;
}

/** Writes a header for a body of `bodyBytes` at `start` and returns where the body begins. */
export function encodeFrameHeader(
  target: Uint8Array,
  bodyBytes: number,
  { start = 0, isCommand = false, hasMore = false }: FrameFlags & { readonly start?: number } = {},
): number {
  const flags = (isCommand ? FLAG_COMMAND : 0) | (hasMore ? FLAG_MORE : 0);
  if (bodyBytes <= 0xff) {
    target[start] = flags;
    target[start + 1] = bodyBytes;
    return start + 2;
  }
  target[start] = flags | FLAG_LONG;
  let rest = bodyBytes;
  for (let index = start + 8; index > start; index--) {
    target[index] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return start + HEADER_BYTES_MAX;
}

/** One whole frame; for the few bytes of a handshake, not for messages. */
export function encodeFrame(body: Uint8Array, flags: FrameFlags = {}): Uint8Array {
  const header = new Uint8Array(HEADER_BYTES_MAX);
  const headerBytes = encodeFrameHeader(header, body.length, flags);
  const frame = new Uint8Array(headerBytes + body.length);
  frame.set(header.subarray(0, headerBytes));
  frame.set(body, headerBytes);
  return frame;
}

// Floating point keeps 53 bits, and anything near that is far above every limit.
function longLength(bytes: Uint8Array, start: number): number {
  let length = 0;
  for (let index = start; index < start + 8; index++) length = length * 256 + (bytes[index] ?? 0);
  return length;
}

function invalid(reason: string): FrameHeader {
  return { kind: "invalid", reason };
}

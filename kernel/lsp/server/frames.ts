/** Messages of the Language Server Protocol as bytes: a header that gives the length, then JSON. */

/** Longest body that is accepted. Chosen: 500 kB is a long completion; a larger field is broken. */
const BODY_BYTES_MAX = 64 * 1024 * 1024;

/** Longest header. Chosen: it has one or two lines. */
const HEADER_BYTES_MAX = 4096;

/** What came with one more piece of bytes; nothing can be read behind what is no message. */
export type Decoded =
  | { kind: "messages"; messages: unknown[] }
  | { kind: "garbage"; reason: string };

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Writes one message. */
export function encodeFrame(message: unknown): Uint8Array<ArrayBuffer> {
  const body = encoder.encode(JSON.stringify(message));
  const header = encoder.encode(`Content-Length: ${body.length}\r\n\r\n`);
  const frame = new Uint8Array(header.length + body.length);
  frame.set(header);
  frame.set(body, header.length);
  return frame;
}

/** Makes what reads messages from pieces of any size. */
export function createFrameDecoder(): (piece: Uint8Array) => Decoded {
  let rest: Uint8Array = new Uint8Array(0);
  /** Bytes that the next message needs in all; a long one is not looked at before it is there. */
  let neededBytes = 0;
  return (piece) => {
    rest = joined(rest, piece);
    const messages: unknown[] = [];
    while (rest.length > 0 && rest.length >= neededBytes) {
      const frame = readFrame(rest);
      if (frame.kind === "garbage") return frame;
      neededBytes = frame.endBytes;
      if (frame.kind === "part") break;
      messages.push(frame.message);
      rest = rest.subarray(frame.endBytes);
      neededBytes = 0;
    }
    return { kind: "messages", messages };
  };
}

type Frame =
  | { kind: "message"; message: unknown; endBytes: number }
  | { kind: "part"; endBytes: number }
  | { kind: "garbage"; reason: string };

function readFrame(bytes: Uint8Array): Frame {
  const headerBytes = headerEnd(bytes);
  if (headerBytes === null) {
    return bytes.length > HEADER_BYTES_MAX
      ? { kind: "garbage", reason: "it wrote something that is no message" }
      : { kind: "part", endBytes: 0 };
  }
  const header = decoder.decode(bytes.subarray(0, headerBytes));
  const [, length] = /^content-length: *(\d+) *\r$/im.exec(header) ?? [];
  const bodyBytes = Number(length);
  if (length === undefined || bodyBytes > BODY_BYTES_MAX) {
    return { kind: "garbage", reason: "it wrote a message without a length" };
  }
  const endBytes = headerBytes + bodyBytes;
  if (bytes.length < endBytes) return { kind: "part", endBytes };
  try {
    const message: unknown = JSON.parse(decoder.decode(bytes.subarray(headerBytes, endBytes)));
    return { kind: "message", message, endBytes };
  } catch {
    return { kind: "garbage", reason: "it wrote a message that is no JSON" };
  }
}

function headerEnd(bytes: Uint8Array): number | null {
  const last = Math.min(bytes.length, HEADER_BYTES_MAX) - 3;
  for (let at = 0; at < last; at++) {
    const isEnd = bytes[at] === 13 && bytes[at + 1] === 10 && bytes[at + 2] === 13 &&
      bytes[at + 3] === 10;
    if (isEnd) return at + 4;
  }
  return null;
}

function joined(left: Uint8Array, right: Uint8Array): Uint8Array {
  if (left.length === 0) return right;
  const both = new Uint8Array(left.length + right.length);
  both.set(left);
  both.set(right, left.length);
  return both;
}

/** Messages as frames: `identities… <IDS|MSG> signature header parent metadata content buffers…`. */

import type { Header, Message } from "./message.ts";
import { isRecord } from "./record.ts";
import type { Signer } from "./signature.ts";

/** What a list of frames turned out to be. */
export type DecodedWire =
  /** The signature is empty when signing is off. */
  | { kind: "message"; identities: Uint8Array[]; message: Message; signature: string }
  | { kind: "rejected"; reason: string };

const DELIMITER = new TextEncoder().encode("<IDS|MSG>");
const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true });

/** Routing frames before the delimiter; libzmq adds one a hop, so more than a few is garbage. */
const IDENTITIES_MAX = 16;

/**
 * Longest header: each reply and output carries it back, and a usual one has 200 bytes. No nesting
 * within this length is too deep to be written again (Deno 2.9.6: 3,300 objects pass, 7,000 do not).
 */
const HEADER_BYTES_MAX = 8 * 1024;

/** A message whose four dictionaries are text already. */
export interface WrittenMessage {
  readonly parts: readonly (string | Uint8Array)[];
  readonly buffers: readonly Uint8Array[];
}

/** Writes a message's dictionaries; throws when JSON has no form for what they hold. */
export function writeMessage(
  { header, parentHeader, metadata, content, contentBytes, buffers }: Message,
): WrittenMessage {
  return {
    parts: [
      ...[header, parentHeader, metadata].map((part) => JSON.stringify(part)),
      contentBytes ?? JSON.stringify(content),
    ],
    buffers,
  };
}

/** Turns a written message into frames, signed. */
export function encodeWire(
  identities: readonly Uint8Array[],
  { parts, buffers }: WrittenMessage,
  signer: Signer,
): Uint8Array[] {
  const encoded = encodeParts(parts);
  const signature = encoder.encode(signer.sign(encoded));
  return [...identities, DELIMITER, signature, ...encoded, ...buffers];
}

function encodeParts(parts: readonly (string | Uint8Array)[]): Uint8Array[] {
  const last = parts.at(-1);
  if (!(last instanceof Uint8Array)) return encodeTexts(parts.map(String));
  return [...encodeTexts(parts.slice(0, -1).map(String)), last];
}

/** One call for all of them where each character is a byte: a third of the time. */
function encodeTexts(texts: readonly string[]): Uint8Array[] {
  const length = texts.reduce((sum, part) => sum + part.length, 0);
  const bytes = length <= JOINED_LENGTH_MAX ? encoder.encode(texts.join("")) : null;
  if (bytes?.length !== length) return texts.map((part) => encoder.encode(part));
  let offset = 0;
  return texts.map(({ length }) => bytes.subarray(offset, offset += length));
}

/** Longer messages are not worth a second attempt. Chosen. */
const JOINED_LENGTH_MAX = 16_384;

/** Reads frames of an unknown peer; nothing it sends makes this throw. */
export function decodeWire(frames: readonly Uint8Array[], signer: Signer): DecodedWire {
  const delimiterIndex = frames.findIndex(isDelimiter);
  if (delimiterIndex === -1) return rejected("the delimiter <IDS|MSG> is missing");
  if (delimiterIndex > IDENTITIES_MAX) return rejected("there are too many routing frames");
  const [signature, ...rest] = frames.slice(delimiterIndex + 1);
  const parts = rest.slice(0, 4);
  if (signature === undefined || parts.length < 4) return rejected("frames are missing");
  if (!signer.verify(parts, signature)) return rejected("the signature is wrong");
  if ((parts[0]?.length ?? 0) > HEADER_BYTES_MAX) return rejected("the header is too long");
  const message = readParts(parts, rest.slice(4));
  if (typeof message === "string") return rejected(message);
  const identities = frames.slice(0, delimiterIndex);
  return {
    kind: "message",
    identities,
    message,
    signature: signer.isOff ? "" : decoder.decode(signature),
  };
}

function readParts(parts: readonly Uint8Array[], buffers: Uint8Array[]): Message | string {
  try {
    const [headerPart, parentPart, metadata, content] = parts.map(parseJson);
    const header = readHeader(headerPart);
    if (header === null) return "the header is not whole";
    if (!isRecord(parentPart) || !isRecord(metadata) || !isRecord(content)) {
      return "a part is not a dictionary";
    }
    // Mostly empty. What is no whole header names nothing.
    return { header, parentHeader: readHeader(parentPart) ?? {}, metadata, content, buffers };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * Read by hand: a schema takes 50 to 100 microseconds in a kernel that has just been woken by a cell,
 * and this 5 (Deno 2.9.6, 2 busy cores, November 2026).
 */
function readHeader(value: unknown): Header | null {
  if (!isRecord(value)) return null;
  const { msg_id, msg_type, session, username, date, version } = value;
  if (typeof msg_id !== "string" || typeof msg_type !== "string") return null;
  if (typeof session !== "string") return null;
  const fields = { username: text(username), date: text(date), version: text(version) };
  return { ...value, msg_id, msg_type, session, ...fields };
}

/** Clients of other languages leave these out or send null or numbers; nothing here depends on them. */
function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function parseJson(bytes: Uint8Array): unknown {
  return JSON.parse(decoder.decode(bytes));
}

function isDelimiter(frame: Uint8Array): boolean {
  return frame.length === DELIMITER.length && DELIMITER.every((byte, at) => frame[at] === byte);
}

function rejected(reason: string): DecodedWire {
  return { kind: "rejected", reason };
}

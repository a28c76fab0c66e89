/** Messages as frames, signed rightly, wrongly or not at all; and an own opinion on which count. */

import { createHmac } from "node:crypto";
import { concat } from "./concat.ts";
import type { Draw } from "./draw.ts";
import { headerFor, REQUESTS } from "./requests.ts";
import { spoilBytes } from "./spoil_bytes.ts";
import { type JsonObject, jsonText, spoilObject } from "./spoil_json.ts";

/** The key that subject and fuzzer share. */
export const KEY = "0b9c1d9e-fuzzed-key";

const encoder = new TextEncoder();
const DELIMITER = encoder.encode("<IDS|MSG>");

/** Signature, header, parent, metadata, content. */
type Signed = readonly Uint8Array[];

/** How many things may be wrong with a message besides its contents. */
const FORGERIES = [
  "none",
  "other key",
  "unsigned",
  "no signature frame",
  "changed after signing",
  "exchanged parts",
  "upper case",
  "signature of nothing",
  "frames cut off",
  "no delimiter",
  "two delimiters",
] as const;

/** Frames of a message with something wrong, more often than not. */
export function drawMessage(draw: Draw, types = REQUESTS): Uint8Array[] {
  // First, so that it is what is left of a failing case when all else is taken away.
  const how = draw.spoils(0.4) ? draw.int(FORGERIES.length) : 0;
  const [type, content] = draw.pick(types);
  const dictionaries: JsonObject[] = [headerFor(type, draw), {}, {}, content];
  const parts = dictionaries.map((part) => {
    const json = encoder.encode(jsonText(spoilObject(part, draw)));
    return draw.spoils(0.03) ? spoilBytes(json, draw) : json;
  });
  const buffers = draw.chance(0.1) ? [draw.bytes(draw.int(20))] : [];
  return forged(parts, { how: FORGERIES[how] ?? "none", draw, buffers });
}

/** Frames that count: rightly signed, nothing spoilt. */
export function signedMessage(dictionaries: readonly JsonObject[]): Uint8Array[] {
  const parts = dictionaries.map((part) => encoder.encode(jsonText(part)));
  return [DELIMITER, signatureOf(parts, KEY), ...parts];
}

/** The same with a key that is not the subject's. */
export function wronglySigned(dictionaries: readonly JsonObject[]): Uint8Array[] {
  const parts = dictionaries.map((part) => encoder.encode(jsonText(part)));
  return [DELIMITER, signatureOf(parts, `${KEY}?`), ...parts];
}

function forged(
  parts: Uint8Array[],
  { how, draw, buffers }: {
    how: typeof FORGERIES[number];
    draw: Draw;
    buffers: readonly Uint8Array[];
  },
): Uint8Array[] {
  const right = signatureOf(parts, KEY);
  const whole: Signed = [right, ...parts];
  switch (how) {
    case "none":
      return [DELIMITER, ...whole, ...buffers];
    case "other key":
      return [DELIMITER, signatureOf(parts, `${KEY}?`), ...parts];
    case "unsigned":
      return [DELIMITER, new Uint8Array(), ...parts];
    case "no signature frame":
      return [DELIMITER, ...parts];
    case "changed after signing":
      return [DELIMITER, right, ...parts.map((part) => spoilBytes(part, draw))];
    case "exchanged parts":
      return [DELIMITER, right, ...parts.toReversed()];
    case "upper case":
      return [DELIMITER, encoder.encode(new TextDecoder().decode(right).toUpperCase()), ...parts];
    case "signature of nothing":
      return [DELIMITER, signatureOf([], KEY), ...parts];
    case "frames cut off":
      return [DELIMITER, ...whole].slice(0, draw.int(6));
    case "no delimiter":
      return [...whole];
    case "two delimiters":
      return [DELIMITER, DELIMITER, ...whole];
  }
}

function signatureOf(parts: readonly Uint8Array[], key: string): Uint8Array {
  return encoder.encode(createHmac("sha256", key).update(concat(parts)).digest("hex"));
}

/** What a message asks for, if it is one that counts. */
export interface Counted {
  readonly messageId: string;
  readonly type: string;
  readonly signature: string;
}

/** Longer headers are refused: every answer would carry them back. */
const HEADER_BYTES_MAX = 8 * 1024;

/**
 * Reads a message as the specification has it, without the code under test: null when it is not
 * signed by the key, or not four objects with the header's fields.
 */
export function countedMessage(frames: readonly Uint8Array[]): Counted | null {
  const texts = frames.map((frame) => new TextDecoder("latin1").decode(frame));
  const at = texts.indexOf("<IDS|MSG>");
  const parts = frames.slice(at + 2, at + 6);
  const signature = texts[at + 1] ?? "";
  if (at < 0 || parts.length < 4 || (parts[0]?.length ?? 0) > HEADER_BYTES_MAX) return null;
  if (signature !== new TextDecoder().decode(signatureOf(parts, KEY))) return null;
  try {
    const [header, ...others] = parts.map(readJson);
    if (!isObject(header) || !others.every(isObject)) return null;
    const { msg_id: messageId, msg_type: type, session } = header;
    if (typeof messageId !== "string" || typeof type !== "string" || typeof session !== "string") {
      return null;
    }
    return { messageId, type, signature };
  } catch {
    // Not UTF-8, or not JSON.
    return null;
  }
}

function readJson(bytes: Uint8Array): unknown {
  return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

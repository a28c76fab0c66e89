/** HMAC signatures of messages (Jupyter messaging 5.5, The wire protocol). */

import { Sha256 } from "./sha256.ts";

/** Signs and checks the four dictionaries of a message. */
export interface Signer {
  /** Whether signatures mean nothing, whatever clients send in their place. */
  readonly isOff: boolean;
  /** The signature as lower-case hexadecimal digits; empty when signing is off. */
  sign(parts: readonly Uint8Array[]): string;
  verify(parts: readonly Uint8Array[], signature: Uint8Array): boolean;
  /** Loads what signs faster: 20 ms that the kernel's start does not wait. */
  accelerate(): void;
}

const SCHEMES: Readonly<Record<string, Scheme>> = {
  "hmac-sha256": { algorithm: "sha256", blockBytes: 64 },
  "hmac-sha512": { algorithm: "sha512", blockBytes: 128 },
};

interface Scheme {
  readonly algorithm: string;
  /** FIPS 180-4, figure 1. */
  readonly blockBytes: number;
}

/** RFC 2104, 2: what the key is combined with, inside and outside. */
const INNER_BYTE = 0x36;
const OUTER_BYTE = 0x5c;

/** A longer message takes our own hash longer than loading the other. Chosen. */
const OWN_BYTES_MAX = 256 * 1024;

const encoder = new TextEncoder();

/** Schemes that a connection file may name. */
export function isKnownScheme(scheme: string): boolean {
  return Object.hasOwn(SCHEMES, scheme);
}

/**
 * Makes a signer from a connection file's key. An empty key turns authentication off, as the
 * specification has it.
 */
export function createSigner(key: string, scheme = "hmac-sha256"): Signer {
  if (key === "") {
    return { isOff: true, sign: () => "", verify: () => true, accelerate: () => {} };
  }
  const known = Object.hasOwn(SCHEMES, scheme) ? SCHEMES[scheme] : undefined;
  if (known === undefined) {
    throw new RangeError(`Cannot sign messages: unknown signature scheme "${scheme}"`);
  }
  // There is none of our own for the other algorithm, which hardly anybody asks for.
  let isFast = known.algorithm !== "sha256";
  let mac = createMac(key, isFast ? nodeHash(known) : OWN_HASH);
  const accelerate = () => {
    if (!isFast) mac = createMac(key, nodeHash(known));
    isFast = true;
  };
  const sign = (parts: readonly Uint8Array[]): string => {
    if (parts.some(({ length }) => length > OWN_BYTES_MAX)) accelerate();
    return mac(parts).toHex();
  };
  return {
    isOff: false,
    sign,
    verify: (parts, signature) => isEqual(encoder.encode(sign(parts)), signature),
    accelerate,
  };
}

/** Looks at all bytes whatever they are, so that the time it takes tells nothing of them. */
function isEqual(left: Uint8Array, right: Uint8Array): boolean {
  let difference = left.length ^ right.length;
  for (let index = 0; index < left.length; index += 1) {
    difference |= (left[index] ?? 0) ^ (right[index] ?? 0);
  }
  return difference === 0;
}

/** A hash that has taken some bytes. */
interface Hash {
  update(bytes: Uint8Array): Hash;
  copy(): Hash;
  digest(): Uint8Array;
}

interface HashKind extends Pick<Scheme, "blockBytes"> {
  create(): Hash;
}

const OWN_HASH: HashKind = { blockBytes: 64, create: () => new Sha256() };

function nodeHash({ algorithm, blockBytes }: Scheme): HashKind {
  const { createHash } = process.getBuiltinModule("node:crypto");
  return { blockBytes, create: () => createHash(algorithm) };
}

/**
 * HMAC (RFC 2104) by hashes. They are synchronous: a WebCrypto signature costs a turn of the event
 * loop a message. And they can be copied when they have taken the key: Node's `createHmac()` takes
 * it anew for each message, in 55 instead of 14 microseconds (Deno 2.9.6, November 2026).
 */
function createMac(
  key: string,
  { create, blockBytes }: HashKind,
): (parts: readonly Uint8Array[]) => Uint8Array {
  const keyBytes = encoder.encode(key);
  const block = new Uint8Array(blockBytes);
  block.set(keyBytes.length > blockBytes ? create().update(keyBytes).digest() : keyBytes);
  const inner = create().update(block.map((byte) => byte ^ INNER_BYTE));
  const outer = create().update(block.map((byte) => byte ^ OUTER_BYTE));
  return (parts) => {
    const hash = inner.copy();
    for (const part of parts) hash.update(part);
    return outer.copy().update(hash.digest()).digest();
  };
}

/**
 * CurveZMQ (ZeroMQ RFC 26), the server's side: HELLO, WELCOME, INITIATE, READY, then boxes.
 *
 * Whoever knows the server's public key may connect, as in ipykernel: the key stands in the
 * connection file, and the messages inside are signed besides.
 */

import type Nacl from "tweetnacl";
import type { Cipher, PlainFrame } from "./cipher.ts";
import { latin1 } from "./command.ts";

/** Length of every key. */
export const KEY_BYTES = 32;

/** Makes the handshakes of one bound socket. */
export interface CurveServer {
  begin(): CurveHandshake;
}

/** One peer's handshake. Each step gives null for what cannot be right. */
export interface CurveHandshake {
  /** The WELCOME that answers a HELLO. */
  welcome(hello: Uint8Array): Uint8Array | null;
  /** The peer's properties from its INITIATE, as the body of a READY has them. */
  accept(initiate: Uint8Array): Uint8Array | null;
  /** READY with our own properties. */
  ready(properties: Uint8Array): Uint8Array;
  /** The frames behind READY. */
  cipher(): Cipher;
}

// RFC 26, 5: commands are their name with its length, then fields at fixed places.
const HELLO_BYTES = 200;
const HELLO = { version: 6, key: 80, nonce: 112, box: 120 };
const INITIATE = { cookie: 9, nonce: 105, box: 113 };
const COOKIE_BYTES = 96;
const VOUCH_BYTES = 96;
const LONG_NONCE_BYTES = 16;
const MESSAGE_NAME = "\x07MESSAGE";
const MESSAGE_BOX = 16;
const FLAG_MORE = 0x01;
const FLAG_COMMAND = 0x02;

/**
 * Loads what is needed and takes the server's key. Only kernels whose connection file has keys do:
 * the package costs a start some milliseconds.
 */
export async function loadCurve(secretKey: Uint8Array): Promise<CurveServer> {
  const { default: nacl } = await import("tweetnacl");
  const { publicKey } = nacl.box.keyPair.fromSecretKey(secretKey);
  return { begin: () => new Handshake(nacl, { publicKey, secretKey }) };
}

/** The public key of a secret one, to see whether two belong together. */
export async function publicKeyOf(secretKey: Uint8Array): Promise<Uint8Array> {
  const { default: nacl } = await import("tweetnacl");
  return nacl.box.keyPair.fromSecretKey(secretKey).publicKey;
}

class Handshake implements CurveHandshake {
  readonly #nacl: typeof Nacl;
  readonly #server: Nacl.BoxKeyPair;
  readonly #ours: Nacl.BoxKeyPair;
  readonly #cookie: Uint8Array;
  #peerKey: Uint8Array = new Uint8Array(KEY_BYTES);
  #shared: Uint8Array = new Uint8Array(KEY_BYTES);
  #peerNonce = 0n;
  #nonce = 0n;

  constructor(nacl: typeof Nacl, server: Nacl.BoxKeyPair) {
    this.#nacl = nacl;
    this.#server = server;
    // A pair for this connection alone: who learns the server's key later can still read nothing.
    this.#ours = nacl.box.keyPair();
    // The connection keeps its state, so the cookie only has to come back as it is.
    this.#cookie = nacl.randomBytes(COOKIE_BYTES);
  }

  welcome(hello: Uint8Array): Uint8Array | null {
    if (hello.length !== HELLO_BYTES || !startsWith(hello, "\x05HELLO")) return null;
    // Version 1.0, the only one there is.
    if (hello[HELLO.version] !== 1 || hello[HELLO.version + 1] !== 0) return null;
    this.#peerKey = hello.slice(HELLO.key, HELLO.key + KEY_BYTES);
    const nonce = joined("CurveZMQHELLO---", hello.subarray(HELLO.nonce, HELLO.box));
    const proof = this.#nacl.box.open(
      hello.subarray(HELLO.box),
      nonce,
      this.#peerKey,
      this.#server.secretKey,
    );
    if (proof === null) return null;
    const longNonce = this.#nacl.randomBytes(LONG_NONCE_BYTES);
    const box = this.#nacl.box(
      joined(this.#ours.publicKey, this.#cookie),
      joined("WELCOME-", longNonce),
      this.#peerKey,
      this.#server.secretKey,
    );
    return joined("\x07WELCOME", longNonce, box);
  }

  accept(initiate: Uint8Array): Uint8Array | null {
    const cookie = initiate.subarray(INITIATE.cookie, INITIATE.nonce);
    if (!startsWith(initiate, "\x08INITIATE") || !isSame(cookie, this.#cookie)) return null;
    this.#shared = this.#nacl.box.before(this.#peerKey, this.#ours.secretKey);
    const shortNonce = initiate.subarray(INITIATE.nonce, INITIATE.box);
    if (shortNonce.length < INITIATE.box - INITIATE.nonce) return null;
    const nonce = joined("CurveZMQINITIATE", shortNonce);
    const opened = this.#nacl.box.open.after(initiate.subarray(INITIATE.box), nonce, this.#shared);
    if (opened === null || opened.length < KEY_BYTES + VOUCH_BYTES) return null;
    const vouch = opened.subarray(KEY_BYTES, KEY_BYTES + VOUCH_BYTES);
    if (!this.#isVouchedFor(opened.subarray(0, KEY_BYTES), vouch)) return null;
    this.#peerNonce = readNonce(shortNonce);
    return opened.slice(KEY_BYTES + VOUCH_BYTES);
  }

  ready(properties: Uint8Array): Uint8Array {
    const shortNonce = writeNonce(++this.#nonce);
    const nonce = joined("CurveZMQREADY---", shortNonce);
    return joined("\x05READY", shortNonce, this.#nacl.box.after(properties, nonce, this.#shared));
  }

  cipher(): Cipher {
    return { seal: (frame) => this.#seal(frame), open: (body) => this.#open(body) };
  }

  /** Whether the holder of the peer's lasting key means this very connection. */
  #isVouchedFor(lastingKey: Uint8Array, vouch: Uint8Array): boolean {
    const nonce = joined("VOUCH---", vouch.subarray(0, LONG_NONCE_BYTES));
    const box = vouch.subarray(LONG_NONCE_BYTES);
    const opened = this.#nacl.box.open(box, nonce, lastingKey, this.#ours.secretKey);
    return opened !== null && isSame(opened, joined(this.#peerKey, this.#server.publicKey));
  }

  #seal({ isCommand, hasMore, body }: PlainFrame): Uint8Array {
    const shortNonce = writeNonce(++this.#nonce);
    const plain = new Uint8Array(1 + body.length);
    plain[0] = (hasMore ? FLAG_MORE : 0) | (isCommand ? FLAG_COMMAND : 0);
    plain.set(body, 1);
    const nonce = joined("CurveZMQMESSAGES", shortNonce);
    return joined(MESSAGE_NAME, shortNonce, this.#nacl.box.after(plain, nonce, this.#shared));
  }

  #open(message: Uint8Array): PlainFrame | null {
    if (message.length < MESSAGE_BOX || !startsWith(message, MESSAGE_NAME)) return null;
    const shortNonce = message.subarray(MESSAGE_NAME.length, MESSAGE_BOX);
    const number = readNonce(shortNonce);
    // Numbers that only grow: no recorded frame is taken a second time.
    if (number <= this.#peerNonce) return null;
    const nonce = joined("CurveZMQMESSAGEC", shortNonce);
    const plain = this.#nacl.box.open.after(message.subarray(MESSAGE_BOX), nonce, this.#shared);
    const flags = plain?.[0];
    if (plain === null || flags === undefined || flags > (FLAG_MORE | FLAG_COMMAND)) return null;
    this.#peerNonce = number;
    return {
      isCommand: (flags & FLAG_COMMAND) !== 0,
      hasMore: (flags & FLAG_MORE) !== 0,
      body: plain.subarray(1),
    };
  }
}

function startsWith(bytes: Uint8Array, name: string): boolean {
  return latin1(bytes.subarray(0, name.length)) === name;
}

/** In a time that does not tell where two differ. */
function isSame(one: Uint8Array, other: Uint8Array): boolean {
  let difference = one.length ^ other.length;
  for (const [index, byte] of one.entries()) difference |= byte ^ (other[index] ?? 0);
  return difference === 0;
}

function readNonce(bytes: Uint8Array): bigint {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getBigUint64(0);
}

function writeNonce(number: bigint): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, number);
  return bytes;
}

/** Bytes and names, one behind the other. */
function joined(...parts: (Uint8Array | string)[]): Uint8Array {
  const bytes = parts.map((part) => typeof part === "string" ? encoder.encode(part) : part);
  const whole = new Uint8Array(bytes.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of bytes) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const encoder = new TextEncoder();

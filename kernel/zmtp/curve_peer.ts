/** For tests: the client's side of CurveZMQ, step by step, so that each step can be spoilt. */

import nacl from "tweetnacl";
import type { PlainFrame } from "./cipher.ts";
import { bytesOf } from "./test_peer.ts";

/** Bytes one behind the other. */
export function concat(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

function counted(number: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(number));
  return bytes;
}

/** A client that knows the server's key. */
export class CurvePeer {
  readonly #lasting = nacl.box.keyPair();
  readonly #own = nacl.box.keyPair();
  readonly #serverKey: Uint8Array;
  #shared: Uint8Array = new Uint8Array();

  constructor(serverKey: Uint8Array) {
    this.#serverKey = serverKey;
  }

  hello(): Uint8Array<ArrayBuffer> {
    const nonce = counted(1);
    const box = nacl.box(
      new Uint8Array(64),
      concat(bytesOf("CurveZMQHELLO---"), nonce),
      this.#serverKey,
      this.#own.secretKey,
    );
    const start = concat(bytesOf("\x05HELLO"), Uint8Array.of(1, 0), new Uint8Array(72));
    return concat(start, this.#own.publicKey, nonce, box);
  }

  /** INITIATE, with the properties of a READY. */
  initiate(welcome: Uint8Array, properties: Uint8Array): Uint8Array<ArrayBuffer> {
    const opened = nacl.box.open(
      welcome.subarray(24),
      concat(bytesOf("WELCOME-"), welcome.subarray(8, 24)),
      this.#serverKey,
      this.#own.secretKey,
    );
    if (opened === null) throw new Error("Cannot go on: the WELCOME is not for this peer");
    const transient = opened.subarray(0, 32);
    this.#shared = nacl.box.before(transient, this.#own.secretKey);
    const vouchNonce = nacl.randomBytes(16);
    const vouch = nacl.box(
      concat(this.#own.publicKey, this.#serverKey),
      concat(bytesOf("VOUCH---"), vouchNonce),
      transient,
      this.#lasting.secretKey,
    );
    const nonce = counted(2);
    const box = nacl.box.after(
      concat(this.#lasting.publicKey, vouchNonce, vouch, properties),
      concat(bytesOf("CurveZMQINITIATE"), nonce),
      this.#shared,
    );
    return concat(bytesOf("\x08INITIATE"), opened.subarray(32), nonce, box);
  }

  /** The properties in a READY; null when it is not for this peer. */
  ready(command: Uint8Array): Uint8Array | null {
    const nonce = concat(bytesOf("CurveZMQREADY---"), command.subarray(6, 14));
    return nacl.box.open.after(command.subarray(14), nonce, this.#shared);
  }

  /** MESSAGE with a number of the caller's choice. */
  seal({ body, hasMore, isCommand }: PlainFrame, number: number): Uint8Array<ArrayBuffer> {
    const nonce = counted(number);
    const flags = Uint8Array.of((hasMore ? 1 : 0) | (isCommand ? 2 : 0));
    const box = nacl.box.after(
      concat(flags, body),
      concat(bytesOf("CurveZMQMESSAGEC"), nonce),
      this.#shared,
    );
    return concat(bytesOf("\x07MESSAGE"), nonce, box);
  }

  /** The flags and body in a MESSAGE; null when it is not for this peer. */
  open(message: Uint8Array): Uint8Array | null {
    const nonce = concat(bytesOf("CurveZMQMESSAGES"), message.subarray(8, 16));
    return nacl.box.open.after(message.subarray(16), nonce, this.#shared);
  }
}

/** HMAC signatures of messages (Jupyter messaging 5.5, The wire protocol). */

import { Buffer } from "node:buffer";
import { createHmac, timingSafeEqual } from "node:crypto";

/** Signs and checks the four dictionaries of a message. */
export interface Signer {
  /** The signature as lower-case hexadecimal digits; empty when signing is off. */
  sign(parts: readonly Uint8Array[]): string;
  verify(parts: readonly Uint8Array[], signature: Uint8Array): boolean;
}

const SCHEMES: Readonly<Record<string, string>> = {
  "hmac-sha256": "sha256",
  "hmac-sha512": "sha512",
};

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
  if (key === "") return { sign: () => "", verify: () => true };
  const algorithm = SCHEMES[scheme];
  if (algorithm === undefined) {
    throw new RangeError(`Cannot sign messages: unknown signature scheme "${scheme}"`);
  }
  const sign = (parts: readonly Uint8Array[]): string => {
    // node:crypto is synchronous: a WebCrypto signature costs a turn of the event loop a message.
    const hmac = createHmac(algorithm, key);
    for (const part of parts) hmac.update(part);
    return hmac.digest("hex");
  };
  return {
    sign,
    verify(parts, signature) {
      const expected = encoder.encode(sign(parts));
      // Wrapped without a copy: timingSafeEqual wants equal lengths and throws otherwise.
      return expected.length === signature.length &&
        timingSafeEqual(Buffer.from(expected), Buffer.from(signature));
    },
  };
}

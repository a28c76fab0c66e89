/** The 64 bytes that open a ZMTP 3.x connection, before any frame. */

/** ZMTP 3.1, 2.2 Greeting: signature 10, version 2, mechanism 20, as-server 1, filler 31. */
export const GREETING_BYTES = 64;

const SIGNATURE_BYTES = 10;
const MECHANISM_START = 12;
const MECHANISM_BYTES = 20;
const AS_SERVER_AT = 32;
// 3.1, so that a subscriber sends SUBSCRIBE as a command; 3.0 peers send it as a message.
const VERSION_MAJOR = 3;
const VERSION_MINOR = 1;

/** How peers prove who they are: not at all, or by keys, with all frames encrypted. */
export type Mechanism = "NULL" | "CURVE";

/** What a peer's greeting says, as far as it has come. */
export type Greeting =
  | { kind: "greeting"; major: number; minor: number }
  | { kind: "need"; bytes: number }
  | { kind: "invalid"; reason: string };

/** Our own greeting. Only the side that has the keys is a server, which with NULL nobody is. */
export function encodeGreeting(
  mechanism: Mechanism = "NULL",
  isServer = mechanism === "CURVE",
): Uint8Array {
  const greeting = new Uint8Array(GREETING_BYTES);
  greeting[0] = 0xff;
  greeting[9] = 0x7f;
  greeting[10] = VERSION_MAJOR;
  greeting[11] = VERSION_MINOR;
  greeting.set(new TextEncoder().encode(mechanism), MECHANISM_START);
  greeting[AS_SERVER_AT] = isServer ? 1 : 0;
  return greeting;
}

/**
 * Reads a greeting from the bytes that are there so far. A peer that cannot be ours is refused at
 * its first wrong byte: older peers send less than 64 bytes and would be waited for in vain.
 */
export function decodeGreeting(bytes: Uint8Array, wanted: Mechanism = "NULL"): Greeting {
  if (bytes.length > 0 && bytes[0] !== 0xff) return invalid("the greeting has no signature");
  // The eight bytes between are padding; libzmq puts a ZMTP 1.0 length there.
  if (bytes.length >= SIGNATURE_BYTES && ((bytes[9] ?? 0) & 0x01) === 0) {
    return invalid("the greeting has no signature");
  }
  const major = bytes[10];
  if (major !== undefined && major < VERSION_MAJOR) {
    return invalid(`the peer speaks ZMTP ${major === 0 ? 1 : 2}, not 3`);
  }
  if (bytes.length < GREETING_BYTES) return { kind: "need", bytes: GREETING_BYTES - bytes.length };
  const mechanism = mechanismName(bytes);
  if (mechanism !== wanted) return invalid(`the mechanism is "${mechanism}", not "${wanted}"`);
  if (wanted === "CURVE" && bytes[AS_SERVER_AT] !== 0) return invalid("both sides are servers");
  return { kind: "greeting", major: major ?? 0, minor: bytes[11] ?? 0 };
}

function mechanismName(bytes: Uint8Array): string {
  const field = bytes.subarray(MECHANISM_START, MECHANISM_START + MECHANISM_BYTES);
  let name = "";
  for (const [index, byte] of field.entries()) {
    // After its first zero byte the field must be all zero, or "NULL" could carry a tail.
    if (byte === 0) return field.subarray(index).every((rest) => rest === 0) ? name : `${name}?`;
    name += byte > 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "?";
  }
  return name;
}

function invalid(reason: string): Greeting {
  return { kind: "invalid", reason };
}

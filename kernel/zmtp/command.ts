/** Commands of ZMTP 3.x: a name and data in a frame of their own, and the metadata of READY. */

/** ZMTP 3.1, 3.1 Socket types: the ones that appear here. */
export type SocketType = "DEALER" | "ROUTER" | "REQ" | "REP" | "PUB" | "XPUB" | "SUB" | "XSUB";

/** ZMTP 3.1, 2.6 Heartbeating: a PING may carry this much for its PONG to repeat. */
const PING_CONTEXT_BYTES_MAX = 16;
const PING_TTL_BYTES = 2;

/** One command from a peer. Only those that are acted upon have a kind of their own. */
export type Command =
  | { kind: "ready"; properties: ReadonlyMap<string, Uint8Array> }
  | { kind: "ping"; context: Uint8Array }
  | { kind: "subscribe"; topic: Uint8Array }
  | { kind: "cancel"; topic: Uint8Array }
  | { kind: "error"; reason: string }
  | { kind: "other"; name: string }
  | { kind: "invalid"; reason: string };

/** Reads the body of a command frame. */
export function decodeCommand(body: Uint8Array): Command {
  const nameBytes = body[0] ?? 0;
  if (nameBytes === 0 || body.length < 1 + nameBytes) return invalid("a command has no name");
  const name = latin1(body.subarray(1, 1 + nameBytes));
  const data = body.subarray(1 + nameBytes);
  switch (name) {
    case "READY":
      return decodeProperties(data);
    case "PING":
      return pingFrom(data);
    case "SUBSCRIBE":
      return { kind: "subscribe", topic: data };
    case "CANCEL":
      return { kind: "cancel", topic: data };
    case "ERROR":
      return { kind: "error", reason: latin1(data.subarray(1, 1 + (data[0] ?? 0))) };
    default:
      return { kind: "other", name };
  }
}

/** The body of a command frame. */
export function encodeCommand(name: string, data: Uint8Array = new Uint8Array()): Uint8Array {
  const body = new Uint8Array(1 + name.length + data.length);
  body[0] = name.length;
  new TextEncoder().encodeInto(name, body.subarray(1));
  body.set(data, 1 + name.length);
  return body;
}

/** READY with our socket type and, for those that a ROUTER answers, our identity. */
export function encodeReady(socketType: SocketType, identity?: Uint8Array): Uint8Array {
  return encodeCommand("READY", encodeProperties(socketType, identity));
}

/** What READY says, for mechanisms that encrypt it. */
export function encodeProperties(socketType: SocketType, identity?: Uint8Array): Uint8Array {
  const type = property("Socket-Type", new TextEncoder().encode(socketType));
  // libzmq sends Identity, empty or not, for exactly these three types.
  const isRouted = socketType === "DEALER" || socketType === "ROUTER" || socketType === "REQ";
  const id = isRouted ? property("Identity", identity ?? new Uint8Array()) : new Uint8Array();
  const data = new Uint8Array(type.length + id.length);
  data.set(type);
  data.set(id, type.length);
  return data;
}

/** ERROR, the polite form of a refusal. The reason is cut to what its length byte can say. */
export function encodeError(reason: string): Uint8Array {
  const text = new TextEncoder().encode(reason).subarray(0, 0xff);
  const data = new Uint8Array(1 + text.length);
  data[0] = text.length;
  data.set(text, 1);
  return encodeCommand("ERROR", data);
}

/** Reads what READY says. */
export function decodeProperties(data: Uint8Array): Command {
  // ZMTP 3.1, 2.5: names are compared without case, so they are kept in lower case.
  const properties = new Map<string, Uint8Array>();
  let at = 0;
  while (at < data.length) {
    const nameBytes = data[at] ?? 0;
    const valueAt = at + 1 + nameBytes + 4;
    if (nameBytes === 0 || valueAt > data.length) return invalid("the metadata is cut short");
    const view = new DataView(data.buffer, data.byteOffset + valueAt - 4, 4);
    const valueBytes = view.getUint32(0);
    if (valueBytes > data.length - valueAt) return invalid("the metadata is cut short");
    const name = latin1(data.subarray(at + 1, at + 1 + nameBytes)).toLowerCase();
    properties.set(name, data.slice(valueAt, valueAt + valueBytes));
    at = valueAt + valueBytes;
  }
  return { kind: "ready", properties };
}

function pingFrom(data: Uint8Array): Command {
  if (data.length < PING_TTL_BYTES) return invalid("a PING has no time to live");
  if (data.length > PING_TTL_BYTES + PING_CONTEXT_BYTES_MAX) {
    return invalid("the context of a PING is too long");
  }
  return { kind: "ping", context: data.subarray(PING_TTL_BYTES) };
}

function property(name: string, value: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(1 + name.length + 4 + value.length);
  bytes[0] = name.length;
  new TextEncoder().encodeInto(name, bytes.subarray(1));
  new DataView(bytes.buffer).setUint32(1 + name.length, value.length);
  bytes.set(value, 1 + name.length + 4);
  return bytes;
}

/** Bytes as characters one to one: for names in reasons and for keys of maps. */
export function latin1(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

function invalid(reason: string): Command {
  return { kind: "invalid", reason };
}

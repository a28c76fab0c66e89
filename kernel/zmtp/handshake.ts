/** The handshakes: greetings, then with NULL READY from both sides, with CURVE four commands. */

import type { Cipher } from "./cipher.ts";
import {
  type Command,
  decodeCommand,
  decodeProperties,
  encodeError,
  encodeProperties,
  encodeReady,
  latin1,
  type SocketType,
} from "./command.ts";
import type { CurveServer } from "./curve.ts";
import type { Frame, FrameReader } from "./frame_reader.ts";
import type { FrameWriter } from "./frame_writer.ts";
import { decodeGreeting, encodeGreeting, GREETING_BYTES } from "./greeting.ts";

/** ZMTP 3.1, 3.3: an identity has at most this many bytes. */
const IDENTITY_BYTES_MAX = 255;

/** What this side is and whom it talks to. */
export interface Role {
  readonly socketType: SocketType;
  readonly accepts: readonly SocketType[];
  readonly identity?: Uint8Array;
  /** Takes only peers that know our public key, and encrypts all that is said. */
  readonly curve?: CurveServer;
}

/** What the peer said of itself. An empty identity asks for one to be made. */
export interface PeerFacts {
  readonly socketType: string;
  readonly identity: Uint8Array;
  readonly minor: number;
}

/** How a handshake went. */
export type Handshake =
  | { kind: "ready"; peer: PeerFacts; cipher: Cipher | null }
  | { kind: "refused"; reason: string };

/** Both ends of one byte stream. */
export interface FrameStream {
  readonly reader: FrameReader;
  readonly writer: FrameWriter;
}

/** Shakes hands. Rejects only when the stream itself does. */
export async function shakeHands(stream: FrameStream, role: Role): Promise<Handshake> {
  const { reader, writer } = stream;
  const mechanism = role.curve === undefined ? "NULL" : "CURVE";
  writer.sendBytes(encodeGreeting(mechanism));
  let greeting = decodeGreeting(reader.peek(), mechanism);
  while (greeting.kind === "need") {
    if (!await reader.fill()) return refused("the peer left during its greeting");
    greeting = decodeGreeting(reader.peek().subarray(0, GREETING_BYTES), mechanism);
  }
  if (greeting.kind === "invalid") return refused(greeting.reason);
  reader.skip(GREETING_BYTES);
  const outcome = role.curve === undefined
    ? await shakeOpenly(stream, role)
    : await shakeByKeys(stream, role, role.curve);
  return outcome.kind === "ready"
    ? { ...outcome, peer: { ...outcome.peer, minor: greeting.minor } }
    : outcome;
}

async function shakeOpenly({ reader, writer }: FrameStream, role: Role): Promise<Handshake> {
  writer.sendCommand(encodeReady(role.socketType, role.identity));
  const body = await nextCommand(reader);
  if (typeof body === "string") return refused(body);
  const command = decodeCommand(body);
  const outcome = judge(command, role);
  if (outcome.kind === "refused" && command.kind === "ready") {
    writer.sendCommand(encodeError(outcome.reason));
    await writer.flushed();
  }
  return outcome;
}

/** CurveZMQ. A peer without the right key is not told what was wrong: it would only help to guess. */
async function shakeByKeys(
  { reader, writer }: FrameStream,
  role: Role,
  curve: CurveServer,
): Promise<Handshake> {
  const handshake = curve.begin();
  const hello = await nextCommand(reader);
  if (typeof hello === "string") return refused(hello);
  const welcome = handshake.welcome(hello);
  if (welcome === null) return refused("its HELLO does not fit our key");
  writer.sendCommand(welcome);
  const initiate = await nextCommand(reader);
  if (typeof initiate === "string") return refused(initiate);
  const properties = handshake.accept(initiate);
  if (properties === null) return refused("its INITIATE does not fit our key");
  const outcome = judge(decodeProperties(properties), role);
  if (outcome.kind === "refused") {
    writer.sendCommand(encodeError(outcome.reason));
    await writer.flushed();
    return outcome;
  }
  writer.sendCommand(handshake.ready(encodeProperties(role.socketType, role.identity)));
  return { ...outcome, cipher: handshake.cipher() };
}

/** The body of the next command, or why there is none. */
async function nextCommand(reader: FrameReader): Promise<Uint8Array | string> {
  let frame: Frame | undefined;
  while ((frame = reader.take()) === undefined) {
    if (!await reader.fill()) return "the peer left before READY";
  }
  if (frame.kind === "invalid") return frame.reason;
  return frame.isCommand ? frame.body : "a message came before READY";
}

function judge(command: Command, role: Role): Handshake {
  if (command.kind === "invalid") return refused(command.reason);
  if (command.kind === "error") return refused(`the peer says "${command.reason}"`);
  if (command.kind !== "ready") return refused(`a command ${command.kind} came before READY`);
  const socketType = latin1(command.properties.get("socket-type") ?? new Uint8Array());
  if (!role.accepts.some((accepted) => accepted === socketType)) {
    return refused(`a socket of type "${socketType}" cannot talk to ${role.socketType}`);
  }
  const identity = command.properties.get("identity") ?? new Uint8Array();
  if (identity.length > IDENTITY_BYTES_MAX) return refused("the identity is too long");
  // A leading zero marks the ones that a ROUTER makes up; taking it from a peer would let it pose
  // as another.
  if (identity[0] === 0) return refused("the identity begins with a zero byte");
  return { kind: "ready", peer: { socketType, identity, minor: 0 }, cipher: null };
}

function refused(reason: string): Handshake {
  return { kind: "refused", reason };
}

/** The NULL handshake: greetings, then READY from both sides. */

import {
  type Command,
  decodeCommand,
  encodeError,
  encodeReady,
  latin1,
  type SocketType,
} from "./command.ts";
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
}

/** What the peer said of itself. An empty identity asks for one to be made. */
export interface PeerFacts {
  readonly socketType: string;
  readonly identity: Uint8Array;
  readonly minor: number;
}

/** How a handshake went. */
export type Handshake =
  | { kind: "ready"; peer: PeerFacts }
  | { kind: "refused"; reason: string };

/** Both ends of one byte stream. */
export interface FrameStream {
  readonly reader: FrameReader;
  readonly writer: FrameWriter;
}

/** Shakes hands. Rejects only when the stream itself does. */
export async function shakeHands({ reader, writer }: FrameStream, role: Role): Promise<Handshake> {
  writer.sendBytes(encodeGreeting());
  let greeting = decodeGreeting(reader.peek());
  while (greeting.kind === "need") {
    if (!await reader.fill()) return refused("the peer left during its greeting");
    greeting = decodeGreeting(reader.peek().subarray(0, GREETING_BYTES));
  }
  if (greeting.kind === "invalid") return refused(greeting.reason);
  reader.skip(GREETING_BYTES);
  writer.sendCommand(encodeReady(role.socketType, role.identity));
  const command = await firstCommand(reader);
  const outcome = judge(command, role, greeting.minor);
  if (outcome.kind === "refused" && command.kind === "ready") {
    writer.sendCommand(encodeError(outcome.reason));
    await writer.flushed();
  }
  return outcome;
}

async function firstCommand(reader: FrameReader): Promise<Command> {
  let frame: Frame | undefined;
  while ((frame = reader.take()) === undefined) {
    if (!await reader.fill()) return { kind: "invalid", reason: "the peer left before READY" };
  }
  if (frame.kind === "invalid") return frame;
  if (!frame.isCommand) return { kind: "invalid", reason: "a message came before READY" };
  return decodeCommand(frame.body);
}

function judge(command: Command, role: Role, minor: number): Handshake {
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
  return { kind: "ready", peer: { socketType, identity, minor } };
}

function refused(reason: string): Handshake {
  return { kind: "refused", reason };
}

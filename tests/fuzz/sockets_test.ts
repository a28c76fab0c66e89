/** A kernel's five sockets under broken and hostile peers, with a good client beside them. */

import { encodeCommand, encodeReady, type SocketType } from "../../kernel/zmtp/command.ts";
import { encodeFrame } from "../../kernel/zmtp/frame.ts";
import { encodeGreeting } from "../../kernel/zmtp/greeting.ts";
import { RawPeer } from "../../kernel/zmtp/test_peer.ts";
import { concat } from "./concat.ts";
import type { Draw } from "./draw.ts";
import {
  type KernelProcess,
  type SocketName,
  SOCKETS,
  startKernelProcess,
} from "./kernel_process.ts";
import { headerFor, REQUESTS } from "./requests.ts";
import { drawSoup } from "./soup.ts";
import { countedMessage, drawMessage, wronglySigned } from "./signed.ts";
import { spoilBytes } from "./spoil_bytes.ts";
import type { JsonObject } from "./spoil_json.ts";
import { runTrial, type Subject } from "./trial.ts";

/** One peer from its first byte to its last. */
interface Peer {
  readonly socket: SocketName;
  readonly bytes: Uint8Array;
  /** Whether it stays without a word, or ends its side. */
  readonly stays: boolean;
}

/** Frames and commands of one peer, about. */
const FRAMES_PER_PEER = 8;

const TYPES: Readonly<Record<SocketName, SocketType>> = {
  shell: "DEALER",
  control: "DEALER",
  stdin: "DEALER",
  iopub: "SUB",
  hb: "REQ",
};

Deno.test("kernel serves a good client beside peers that send anything", () =>
  runTrial<Peer>({
    name: "peers of the five sockets",
    perMillion: 350_000,
    framesPerCase: FRAMES_PER_PEER,
    growthMibMax: 150,
    make: drawPeer,
    show: ({ socket, bytes, stays }) => `${socket} ${bytes.toHex()}${stays ? " (stays)" : ""}`,
    open: openSockets,
  }));

/** What the client may ask of a kernel that it goes on to use. */
const HARMLESS = REQUESTS.filter(([type]) => type !== "shutdown_request");

Deno.test("kernel answers every signed request of a client, whatever it contains", () =>
  runTrial<Uint8Array[]>({
    name: "signed requests with spoilt contents, with cells that run",
    perMillion: 50_000,
    framesPerCase: 1,
    growthMibMax: 150,
    make: (draw) => drawMessage(draw, HARMLESS),
    show: (frames) => frames.map((frame) => new TextDecoder().decode(frame)).join("\n  "),
    open: openClient,
  }));

/** Requests that read code and do not run it, so that no code can go on for ever. */
const READERS = ["is_complete_request", "complete_request", "inspect_request"];

Deno.test("kernel answers questions about code that nobody wrote", () =>
  runTrial<JsonObject>({
    name: "questions about code of random pieces",
    perMillion: 10_000,
    framesPerCase: 1,
    growthMibMax: 150,
    make(draw) {
      const code = drawSoup(draw);
      return { type: draw.pick(READERS), code, cursor_pos: draw.int(code.length + 2) };
    },
    show: (content) => JSON.stringify(content),
    open: openReader,
  }));

function drawPeer(draw: Draw): Peer {
  const socket = draw.pick(SOCKETS);
  const opening = [
    encodeGreeting(),
    encodeFrame(encodeReady(TYPES[socket], draw.bytes(draw.int(3) * 4)), { isCommand: true }),
  ];
  const first = draw.chance(0.1)
    ? []
    : draw.spoils(0.2)
    ? opening.map((part) => spoilBytes(part, draw))
    : opening;
  const count = draw.int(6);
  const items = Array.from({ length: count }, () => drawItem(socket, draw));
  return {
    socket,
    bytes: concat([...first, ...items.map((item) => spoilBytes(item, draw))]),
    stays: draw.chance(0.05),
  };
}

/** A few frames that belong to this socket. */
function drawItem(socket: SocketName, draw: Draw): Uint8Array {
  switch (draw.int(6)) {
    case 0:
      return command("PING", concat([new Uint8Array(2), draw.bytes(draw.int(20))]));
    case 1:
      return command(draw.pick(["SUBSCRIBE", "CANCEL"]), draw.bytes(draw.int(3)));
    case 2:
      return command(draw.pick(["READY", "ERROR", "HELLO", ""]), draw.bytes(draw.int(30)));
    default:
      return concat(
        framesOf(socket, draw).map((frame, index, all) =>
          encodeFrame(frame, { hasMore: index < all.length - 1 })
        ),
      );
  }
}

function command(name: string, data: Uint8Array): Uint8Array {
  return encodeFrame(encodeCommand(name, data), { isCommand: true });
}

function framesOf(socket: SocketName, draw: Draw): Uint8Array[] {
  if (socket === "hb") return [new Uint8Array(), draw.bytes(draw.int(300))];
  if (socket === "iopub") return [Uint8Array.of(draw.int(2), ...draw.bytes(draw.int(3)))];
  const type = draw.pick(["execute_request", "shutdown_request", "interrupt_request"]);
  // By a key that is not the kernel's: however these bytes are spoilt, they must not count.
  return wronglySigned([headerFor(type, draw), {}, {}, { code: "globalThis.obeyed = true" }]);
}

/** Peers that stay open at the same time. */
const STAYING_MAX = 50;

async function openSockets(): Promise<Subject<Peer>> {
  const kernel = await startKernelProcess();
  const staying: RawPeer[] = [];
  return {
    async take({ socket, bytes, stays }) {
      const peer = await RawPeer.connect(kernel.endpoints[socket]);
      await peer.send(bytes);
      if (stays) {
        staying.push(peer);
        if (staying.length > STAYING_MAX) staying.shift()?.close();
        return null;
      }
      try {
        await peer.endWriting();
        await peer.untilClosed();
      } catch (error) {
        // The kernel was faster and has closed the connection.
        if (!(error instanceof Deno.errors.NotConnected)) throw error;
      } finally {
        peer.close();
      }
      return null;
    },
    checkUp: () => checkUp(kernel),
    memoryMib: kernel.rssMib,
    async [Symbol.asyncDispose]() {
      for (const peer of staying) peer.close();
      await kernel[Symbol.asyncDispose]();
    },
  };
}

async function checkUp(kernel: KernelProcess): Promise<string | null> {
  if (!await kernel.beats()) return "The heartbeat has stopped";
  await kernel.ask("control", "kernel_info_request");
  const { status, user_expressions: told } = await kernel.ask("shell", "execute_request", {
    code: "globalThis.alive = (globalThis.alive ?? 0) + 1",
    user_expressions: { obeyed: "typeof globalThis.obeyed" },
  });
  if (status !== "ok") return `A good cell ended with ${JSON.stringify(status)}`;
  if (!JSON.stringify(told).includes("undefined")) return "A message with a wrong signature ran";
  const complaints = kernel.complaints();
  return complaints === "" ? null : `The kernel complains: ${complaints}`;
}

async function openClient(): Promise<Subject<Uint8Array[]>> {
  const kernel = await startKernelProcess();
  const seen = new Set<string>();
  return {
    async take(frames) {
      const counted = countedMessage(frames);
      if (counted === null || seen.has(counted.signature)) return null;
      seen.add(counted.signature);
      const { messageId, type } = counted;
      // An answer to a question that nobody asked has no effect that could be awaited.
      if (type === "input_reply") return null;
      const hasReply = type.endsWith("_request");
      await kernel.exchange("shell", { frames, messageId, hasReply });
      return null;
    },
    checkUp: () => checkUp(kernel),
    memoryMib: kernel.rssMib,
    [Symbol.asyncDispose]: () => kernel[Symbol.asyncDispose](),
  };
}

async function openReader(): Promise<Subject<JsonObject>> {
  const kernel = await startKernelProcess();
  return {
    async take({ type, ...content }) {
      const { status } = await kernel.ask("shell", String(type), content);
      return typeof status === "string" && status !== "error" ? null : `It is answered ${status}`;
    },
    checkUp: () => checkUp(kernel),
    memoryMib: kernel.rssMib,
    [Symbol.asyncDispose]: () => kernel[Symbol.asyncDispose](),
  };
}

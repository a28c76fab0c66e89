/** What the process of the cells sends, spoilt: its two pipes, and the inspector's connection. */

import { openCdp } from "../../kernel/evaluator/cdp.ts";
import { openChildSpool } from "../../kernel/evaluator/child/spool.ts";
import { createOutputCollector } from "../../kernel/evaluator/output.ts";
import type { OutputEvent } from "../../kernel/evaluator/port.ts";
import { openSpool } from "../../kernel/evaluator/spool.ts";
import {
  FRAME_TYPE,
  HEADER_BYTES,
  MARKER_BYTES,
  PLACE_BYTES,
  TRAILER_BYTES,
} from "../../kernel/evaluator/wire.ts";
import { concat } from "./concat.ts";
import type { Draw } from "./draw.ts";
import { usedMib } from "./memory.ts";
import { spoilBytes } from "./spoil_bytes.ts";
import { type JsonObject, jsonText, spoilObject } from "./spoil_json.ts";
import { runTrial, type Subject } from "./trial.ts";

/** A pipe's bytes, as they happen to be cut. */
type Chunks = readonly Uint8Array[];

const MARKER = new Uint8Array(MARKER_BYTES).map((_, index) => index === 0 ? 0x1e : 200 + index);

const FRAMES_PER_PIPE = 8;

/** What a cell's process says besides text. */
const MESSAGES: readonly JsonObject[] = [
  {
    kind: "message",
    messageType: "display_data",
    content: { data: { "text/plain": "1" }, metadata: {} },
    metadata: {},
    bufferBytes: [2, 3],
  },
  { kind: "result", bundle: { data: { "text/plain": "2" }, metadata: {} } },
  { kind: "result", bundle: null },
  { kind: "late_error", report: { name: "Error", message: "late", stack: null } },
  { kind: "input_request", prompt: "name?", password: false },
  { kind: "comm_target", name: "chart", isRegistered: true },
  { kind: "exit", code: 3 },
];

Deno.test("output collector lives through spoilt pipes, and the other pipe is read", () =>
  runTrial<Chunks>({
    name: "pipes of the cells' process",
    perMillion: 190_000,
    framesPerCase: FRAMES_PER_PIPE,
    growthMibMax: 200,
    make: drawPipe,
    show: (chunks) => chunks.map((chunk) => chunk.toHex()).join("\n"),
    open: () => Promise.resolve(openCollector()),
  }));

function drawPipe(draw: Draw): Chunks {
  const frames = Array.from({ length: FRAMES_PER_PIPE }, () => drawFrame(draw));
  const bytes = concat(frames.map((frame) => draw.chance(0.3) ? spoilBytes(frame, draw) : frame));
  const cut = draw.int(bytes.length + 1);
  return draw.chance(0.5) ? [bytes] : [bytes.slice(0, cut), bytes.slice(cut)];
}

function drawFrame(draw: Draw): Uint8Array {
  const cell = draw.chance(0.9) ? draw.int(4) : draw.int(2 ** 32);
  if (draw.chance(0.2)) return draw.bytes(draw.int(50));
  const type = draw.pick([...Object.values(FRAME_TYPE), FRAME_TYPE.message, draw.int(256)]);
  if (type === FRAME_TYPE.spooled && draw.chance(0.8)) {
    return frame(placeBytes(draw), { type, cell });
  }
  const isMessage = type === FRAME_TYPE.message || type === FRAME_TYPE.part;
  return frame(isMessage ? messageBytes(draw) : draw.bytes(draw.int(200)), { type, cell });
}

/** What lies in the spool. Places in it are drawn, so most begin or end in the middle. */
const SPOOLED = MESSAGES.map((message) => JSON.stringify(message)).join("\0\0\0\x10");

function placeBytes(draw: Draw): Uint8Array {
  const bytes = new Uint8Array(PLACE_BYTES);
  const view = new DataView(bytes.buffer);
  const max = draw.chance(0.8) ? SPOOLED.length : 2 ** 32;
  view.setUint32(0, draw.int(max));
  view.setUint32(4, draw.int(max));
  view.setUint32(8, draw.int(3));
  return bytes;
}

function messageBytes(draw: Draw): Uint8Array {
  const json = new TextEncoder().encode(jsonText(spoilObject(draw.pick(MESSAGES), draw)));
  const trailer = new Uint8Array(TRAILER_BYTES);
  new DataView(trailer.buffer).setUint32(0, json.length);
  return concat([json, draw.bytes(5), trailer]);
}

function frame(payload: Uint8Array, { type, cell }: { type: number; cell: number }): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES + payload.length);
  bytes.set(MARKER);
  const view = new DataView(bytes.buffer, MARKER_BYTES);
  view.setUint8(0, type);
  view.setUint32(1, cell);
  view.setUint16(5, payload.length);
  bytes.set(payload, HEADER_BYTES);
  return bytes;
}

/** The text by which the good pipe is known, and the cell under which it comes. */
const GOOD = { text: "good\n", cell: 70_000 };

function openCollector(): Subject<Chunks> {
  const spool = openSpool();
  openChildSpool(spool?.path ?? null)?.put((writer) => writer.text(SPOOLED));
  const take = async (chunks: Chunks): Promise<string | null> => {
    const events: OutputEvent[] = [];
    const collector = createOutputCollector(MARKER, {
      cellIdOf: (cell) => `c${cell}`,
      currentCellId: () => "c1",
      onOutput: (event) => void events.push(event),
      onResult() {},
      onEnd() {},
      onExit() {},
      onDeclare() {},
      openPair: () => null,
      takeSpooled: (place) => spool?.take(place) ?? null,
      describeLateError: (report) => ({ ...report, traceback: [] }),
    });
    const good = frame(new TextEncoder().encode(GOOD.text), {
      type: FRAME_TYPE.stderr,
      cell: GOOD.cell,
    });
    await Promise.all([
      collector.readStdout(pipeOf(chunks)),
      collector.readStderr(pipeOf([good]), (bytes) => bytes),
    ]);
    const isThere = events.some((event) =>
      event.kind === "stream" && event.cellId === `c${GOOD.cell}` && event.text === GOOD.text
    );
    return isThere ? null : "The other pipe's text is missing";
  };
  return {
    take,
    checkUp: () => take([]),
    memoryMib: usedMib,
    [Symbol.asyncDispose]: () => Promise.resolve(spool?.close()),
  };
}

/** A stream of bytes, as pipes are. Each chunk is copied, because the reader takes its memory. */
function pipeOf(chunks: Chunks): ReadableStream<Uint8Array> {
  return new ReadableStream({
    type: "bytes",
    start(controller) {
      for (const chunk of chunks) if (chunk.length > 0) controller.enqueue(chunk.slice());
      controller.close();
    },
  });
}

Deno.test("openCdp() settles every call, whatever the inspector answers", () =>
  runTrial<Uint8Array>({
    name: "answers of the inspector",
    perMillion: 10_000,
    framesPerCase: 4,
    growthMibMax: 150,
    make: drawAnswers,
    show: (bytes) => bytes.toHex(),
    open: () => Promise.resolve(openInspector()),
  }));

/** What the inspector says when the connection is opened; the key is not checked by us. */
const UPGRADE = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n";

const ANSWERS: readonly JsonObject[] = [
  { id: 1, result: { result: { type: "number", value: 2, description: "2" } } },
  { id: 2, error: { code: -32000, message: "refused" } },
  { id: 1, result: { result: { type: "undefined" } } },
  { method: "Debugger.paused", params: { callFrames: [] } },
  {
    id: 1,
    result: {
      result: { type: "object", subtype: "error" },
      exceptionDetails: { lineNumber: 0, columnNumber: 1, stackTrace: { callFrames: [] } },
    },
  },
];

function drawAnswers(draw: Draw): Uint8Array {
  const upgrade = new TextEncoder().encode(UPGRADE);
  const frames = Array.from(
    { length: 3 },
    () => textFrame(jsonText(spoilObject(draw.pick(ANSWERS), draw))),
  );
  return concat([
    draw.spoils(0.1) ? spoilBytes(upgrade, draw) : upgrade,
    ...frames.map((bytes) => draw.spoils(0.4) ? spoilBytes(bytes, draw) : bytes),
  ]);
}

/** RFC 6455, 5.2: a final text frame without a mask. */
function textFrame(text: string): Uint8Array {
  const body = new TextEncoder().encode(text);
  if (body.length < 126) return concat([Uint8Array.of(0x81, body.length), body]);
  const header = new Uint8Array(10);
  header.set([0x81, 127]);
  new DataView(header.buffer).setBigUint64(2, BigInt(body.length));
  return concat([header, body]);
}

/** An inspector that takes one connection after the other, says its bytes and leaves. */
function openInspector(): Subject<Uint8Array> {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const url = new URL(`ws://127.0.0.1:${listener.addr.port}/session`);

  async function speak(bytes: Uint8Array): Promise<void> {
    using connection = await listener.accept();
    await connection.read(new Uint8Array(4096));
    try {
      for (let sent = 0; sent < bytes.length;) sent += await connection.write(bytes.subarray(sent));
    } catch {
      // The client has had enough and left.
    }
  }

  async function take(bytes: Uint8Array): Promise<string | null> {
    const speaking = speak(bytes);
    try {
      const cdp = await openCdp(url);
      await Promise.all([
        cdp.call("Runtime.evaluate", { expression: "1" }),
        cdp.query("Runtime.globalLexicalScopeNames", {}),
        cdp.closed,
      ]);
    } catch (error) {
      // Refused before it was open: in words of ours, and only then.
      if (!(error instanceof Error) || !error.message.startsWith("Cannot open")) throw error;
    }
    await speaking;
    return null;
  }

  return {
    take,
    checkUp: () => take(new TextEncoder().encode(UPGRADE)),
    memoryMib: usedMib,
    [Symbol.asyncDispose]() {
      listener.close();
      return Promise.resolve();
    },
  };
}

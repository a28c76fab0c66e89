/** Turns what the child's two pipes carry into output events under the right cells, in order. */

import { z } from "zod";
import { createFrameDecoder, type PipeItem } from "./frame_decoder.ts";
import { createOutputOrder, type OutputOrder, type Party } from "./output_order.ts";
import type { OutputEvent } from "./port.ts";
import { isThrownReport } from "./report.ts";
import type { ThrownReport } from "./runtime_contract.ts";
import type { SpoolPlace } from "./spool.ts";
import { createTextJoiner, joinBytes, type TextJoiner } from "./text_joiner.ts";
import { type ChildMessage, FRAME_TYPE, ORDER_BYTES, PLACE_BYTES, TRAILER_BYTES } from "./wire.ts";

/** What the collector tells besides output. */
export interface CollectorListener {
  /** The name of a cell number; numbers are the child's, ids the session's. */
  cellIdOf(cell: number): string;
  /** The cell that raw bytes of subprocesses belong to. */
  currentCellId(): string;
  onOutput(event: OutputEvent): void | Promise<void>;
  onResult(cell: number, bundle: (ChildMessage & { kind: "result" })["bundle"]): void;
  /** The cell's end mark came out of both pipes, and all output before it was taken. */
  onEnd(cell: number): void;
  onExit(code: number): void;
  /** A cell has made a name that no text declares. */
  onDeclare(name: string, type: string): void;
  /** Opens pipes of the child's, for what subprocesses of one cell print; null when it cannot. */
  openPair(ends: { stdout: number; stderr: number }): PipePair | null;
  /** The bytes of a message that lies in the spool; null when they are not there. */
  takeSpooled(place: SpoolPlace): Uint8Array | null;
  describeLateError(report: ThrownReport): { name: string; message: string; traceback: string[] };
}

/** What the subprocesses of one cell print. */
export interface PipePair {
  readonly stdout: ReadableStream<Uint8Array>;
  readonly stderr: ReadableStream<Uint8Array>;
  /** Called when both have ended. */
  onEnd(): void;
}

/** Sees bytes that are not framed and says which of them are output. */
export type RawFilter = (bytes: Uint8Array) => Uint8Array;

/** Reads pipes, which have to be streams of bytes, until they end. */
export interface OutputCollector {
  readStdout(pipe: ReadableStream<Uint8Array>): Promise<void>;
  /** Reads stderr; `filterRaw` sees the raw bytes and says which are to be shown. */
  readStderr(pipe: ReadableStream<Uint8Array>, filterRaw: RawFilter): Promise<void>;
  /** Resolves when the pairs that are open now have ended. */
  readPairs(): Promise<void>;
}

/** Longest message put together from frames; far above a 10 MB display. Chosen. */
const MESSAGE_BYTES_MAX = 512 * 1024 * 1024;

const PIPE_COUNT = 2;

/** What one read takes at most: as much as a pipe of Linux holds. */
const READ_BYTES = 64 * 1024;

const record = z.record(z.string(), z.unknown());

const childMessage: z.ZodType<ChildMessage> = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("message"),
    messageType: z.string(),
    content: record,
    metadata: record,
    bufferBytes: z.array(z.int().nonnegative()),
  }),
  z.object({
    kind: z.literal("result"),
    bundle: z.object({ data: record, metadata: record }).nullable(),
  }),
  z.object({ kind: z.literal("late_error"), report: z.custom<ThrownReport>(isThrownReport) }),
  z.object({ kind: z.literal("input_request"), prompt: z.string(), password: z.boolean() }),
  z.object({ kind: z.literal("comm_target"), name: z.string(), isRegistered: z.boolean() }),
  z.object({
    kind: z.literal("pipes"),
    stdout: z.int().nonnegative(),
    stderr: z.int().nonnegative(),
    endsWithCell: z.boolean(),
  }),
  z.object({ kind: z.literal("declared"), name: z.string(), type: z.string() }),
  z.object({ kind: z.literal("exit"), code: z.int() }),
]);

/** Makes the collector of one child process. */
export function createOutputCollector(
  marker: Uint8Array,
  listener: CollectorListener,
): OutputCollector {
  const seenEnds = new Map<number, number>();
  /** Of cells whose subprocesses have pipes of their own, until both have ended. */
  const orders = new Map<number, OutputOrder>();
  const pairs = new Set<Promise<void>>();
  let parts: Uint8Array[] = [];
  let partBytes = 0;

  async function take(item: PipeItem, { texts, raw, cell, party }: Pipe): Promise<void> {
    if (item.kind === "raw") {
      const owner = cell === null ? listener.currentCellId() : listener.cellIdOf(cell);
      return texts.add(owner, raw, item.bytes);
    }
    const cellId = listener.cellIdOf(item.cell);
    switch (item.type) {
      case FRAME_TYPE.stdout:
        return texts.add(cellId, "stdout", item.payload);
      case FRAME_TYPE.stderr:
        return texts.add(cellId, "stderr", item.payload);
      case FRAME_TYPE.part:
      case FRAME_TYPE.message:
        partBytes += item.payload.length;
        if (partBytes <= MESSAGE_BYTES_MAX) parts.push(item.payload);
        if (item.type !== FRAME_TYPE.message) return;
        await texts.flush();
        return finishMessage(item.cell);
      case FRAME_TYPE.spooled:
        await texts.flush();
        return takeSpooled(item.cell, item.payload);
      case FRAME_TYPE.end:
        await texts.flush(cellId);
        if (party !== null) orders.get(item.cell)?.leave(party);
        return countEnd(item.cell);
      case FRAME_TYPE.order:
        await texts.flush();
        if (party === null) return;
        return orders.get(item.cell)?.reach(party, placeOf(item.payload));
    }
  }

  function readPair(
    cell: number,
    { endsWithCell, ...ends }: ChildMessage & { kind: "pipes" },
  ): void {
    const pair = listener.openPair(ends);
    if (pair === null) return;
    if (endsWithCell) {
      orders.set(cell, createOutputOrder());
      // Its ends are awaited too.
      seenEnds.set(cell, (seenEnds.get(cell) ?? 0) - PIPE_COUNT);
    }
    const readOne = async (party: "stdout" | "stderr") => {
      const isCut = await read(pair[party], { raw: party, cell, party });
      orders.get(cell)?.leave(party);
      if (endsWithCell && isCut) countEnd(cell);
    };
    const reading = Promise.allSettled([readOne("stdout"), readOne("stderr")]).then(() => {
      orders.delete(cell);
      pairs.delete(reading);
      pair.onEnd();
    });
    pairs.add(reading);
  }

  async function finishMessage(cell: number): Promise<void> {
    const bytes = partBytes <= MESSAGE_BYTES_MAX ? joinBytes(parts, partBytes) : null;
    parts = [];
    partBytes = 0;
    await takeMessage(cell, bytes);
  }

  function takeSpooled(cell: number, payload: Uint8Array): void | Promise<void> {
    if (payload.length < PLACE_BYTES) return;
    const view = new DataView(payload.buffer, payload.byteOffset);
    const place = {
      offset: view.getUint32(0),
      bytes: view.getUint32(4),
      number: view.getUint32(8),
    };
    return takeMessage(cell, listener.takeSpooled(place));
  }

  async function takeMessage(cell: number, bytes: Uint8Array | null): Promise<void> {
    const message = bytes === null ? null : unpackMessage(bytes);
    if (message !== null) await passOn(cell, message);
  }

  function passOn(
    cell: number,
    { message, contentBytes, buffers }: UnpackedMessage,
  ): void | Promise<void> {
    const cellId = listener.cellIdOf(cell);
    switch (message.kind) {
      case "message": {
        const { messageType, content, metadata } = message;
        return deliver(listener, {
          kind: "message",
          cellId,
          messageType,
          content,
          contentBytes,
          metadata,
          buffers,
        });
      }
      case "late_error":
        return deliver(listener, {
          kind: "late_error",
          cellId,
          ...listener.describeLateError(message.report),
        });
      case "input_request":
        // Not awaited: its promise may settle only with the answer, and output must go on.
        void deliver(listener, { ...message, cellId });
        return;
      case "comm_target":
        return deliver(listener, { ...message, cellId });
      case "result":
        return listener.onResult(cell, message.bundle);
      case "pipes":
        return readPair(cell, message);
      case "declared":
        return listener.onDeclare(message.name, message.type);
      case "exit":
        return listener.onExit(message.code);
    }
  }

  function countEnd(cell: number): void {
    const count = (seenEnds.get(cell) ?? 0) + 1;
    if (count < PIPE_COUNT) seenEnds.set(cell, count);
    else {
      seenEnds.delete(cell);
      listener.onEnd(cell);
    }
  }

  /** Reads a pipe to its end; says whether that came before the end of its cell was marked. */
  async function read(
    stream: ReadableStream<Uint8Array>,
    { filter = (bytes) => bytes, ...which }: Omit<Pipe, "texts"> & { filter?: RawFilter },
  ): Promise<boolean> {
    // One joiner a pipe: all are read side by side.
    const pipe: Pipe = { ...which, texts: createTextJoiner((event) => deliver(listener, event)) };
    let isCut = true;
    const decoder = createFrameDecoder(marker);
    // One memory for all reads: the stream's own way clears 64 KiB for each, however little comes.
    const reader = stream.getReader({ mode: "byob" });
    let next = reader.read(new Uint8Array(READ_BYTES));
    for (;;) {
      const waited = await pipe.texts.waitFor(next);
      if (waited.kind === "late") {
        await pipe.texts.flush();
        continue;
      }
      const { value, done } = waited.value;
      if (done) break;
      const chunk = value.slice();
      next = reader.read(new Uint8Array(value.buffer));
      for (const item of decoder.push(chunk)) {
        if (item.kind === "frame" && item.type === FRAME_TYPE.end) isCut = false;
        await take(item.kind === "raw" ? { ...item, bytes: filter(item.bytes) } : item, pipe);
      }
    }
    await pipe.texts.flush();
    return isCut;
  }

  return {
    async readStdout(pipe) {
      await read(pipe, { raw: "stdout", cell: null, party: "main" });
      for (const order of orders.values()) order.leave("main");
    },
    async readStderr(pipe, filter) {
      await read(pipe, { raw: "stderr", cell: null, party: null, filter });
    },
    readPairs: async () => void await Promise.all(pairs),
  };
}

/** One of the pipes: what its raw bytes are, and the text that was read and not passed on. */
interface Pipe {
  readonly raw: "stdout" | "stderr";
  /** The cell that its raw bytes belong to; null for the one that runs. */
  readonly cell: number | null;
  /** Null for the one that has no order with the others. */
  readonly party: Party | null;
  readonly texts: TextJoiner;
}

function placeOf(payload: Uint8Array): number {
  return payload.length < ORDER_BYTES
    ? 0
    : new DataView(payload.buffer, payload.byteOffset).getUint32(0);
}

async function deliver(listener: CollectorListener, event: OutputEvent): Promise<void> {
  try {
    await listener.onOutput(event);
  } catch {
    // The taker lost one event and knows it; the cell and its other output go on.
  }
}

interface UnpackedMessage {
  readonly message: ChildMessage;
  /** The content as JSON, where that was not read. */
  readonly contentBytes: Uint8Array | null;
  readonly buffers: Uint8Array[];
}

function unpackMessage(bytes: Uint8Array): UnpackedMessage | null {
  try {
    const trailerOffset = bytes.length - TRAILER_BYTES;
    const jsonBytes = new DataView(bytes.buffer, bytes.byteOffset).getUint32(trailerOffset);
    const { message, contentBytes } = readLongDisplay(bytes.subarray(0, jsonBytes)) ??
      { message: readMessage(bytes.subarray(0, jsonBytes)), contentBytes: null };
    let offset = jsonBytes;
    const buffers = (message.kind === "message" ? message.bufferBytes : []).map((length) =>
      bytes.slice(offset, offset += length)
    );
    return { message, contentBytes, buffers };
  } catch {
    // Only a subprocess that tore a frame apart can cause this: the message is lost, no other.
    return null;
  }
}

function readMessage(json: Uint8Array): ChildMessage {
  const value: unknown = JSON.parse(new TextDecoder().decode(json));
  return readUsualResult(value) ?? childMessage.parse(value);
}

/** Shorter contents are read and written as fast as they are found. Chosen. */
const CONTENT_BYTES_MIN = 64 * 1024;

/** What stands before the content of a display is shorter, but for strange metadata. */
const ENVELOPE_BYTES_MAX = 4096;

const CONTENT_KEY = ',"content":';

/**
 * A display whose long content is not looked into: the child writes it behind all else. Null for all
 * other messages.
 */
function readLongDisplay(
  json: Uint8Array,
): { message: ChildMessage; contentBytes: Uint8Array } | null {
  // The file that it lay in may have been emptied by a cell; JSON has no zeros.
  if (json.length < CONTENT_BYTES_MIN || json.includes(0)) return null;
  const start = new TextDecoder().decode(json.subarray(0, ENVELOPE_BYTES_MAX));
  for (let at = -1; (at = start.indexOf(CONTENT_KEY, at + 1)) !== -1;) {
    const envelope = start.slice(0, at);
    const read = childMessage.safeParse(parseObject(`${envelope}${CONTENT_KEY}{}}`));
    if (!read.success || read.data.kind !== "message") continue;
    // Of the others somebody wants to know what they say.
    if (!/^(?:update_)?display_data$/.test(read.data.messageType)) return null;
    const offset = new TextEncoder().encode(envelope + CONTENT_KEY).length;
    return { message: read.data, contentBytes: json.subarray(offset, -1) };
  }
  return null;
}

/** Where it is none, the key belongs to something else. */
function parseObject(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

/**
 * A cell's result, or null when it takes the schema to read it. By hand: the schema takes 50
 * microseconds where nothing of it lies in the processor's caches (Deno 2.9.6, November 2026).
 */
function readUsualResult(value: unknown): ChildMessage | null {
  if (!isRecord(value) || value["kind"] !== "result" || !isRecord(value["bundle"])) return null;
  const { data, metadata } = value["bundle"];
  if (!isRecord(data) || !isRecord(metadata)) return null;
  return { kind: "result", bundle: { data, metadata } };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Text of a pipe on its way to events: joined, and cut only between characters. */

import { type Waited, within } from "./deadline.ts";
import type { OutputEvent } from "./port.ts";

/**
 * Joins neighbouring text of one stream and cell, so that lines which were printed together travel
 * together; keeps UTF-8 whole that was cut by writes.
 */
export interface TextJoiner {
  add(cellId: string, name: "stdout" | "stderr", bytes: Uint8Array): Promise<void>;
  /** Passes on what was joined; with a cell also the character that it left unfinished. */
  flush(endOfCell?: string): Promise<void>;
  /** Waits for a promise; late when joined text must not wait any longer. */
  waitFor<T>(promise: Promise<T>): Promise<Waited<T>>;
}

/** How long text waits for more of it: nobody sees the delay, and 10,000 lines need few messages. */
const JOIN_MS = 10;

/** Text of one event; chosen so that memory stays bounded and events stay few. */
const JOINED_BYTES_MAX = 512 * 1024;

/** Decoders of cells that print after their end; only the latest have unfinished characters. */
const DECODERS_MAX = 64;

/** Makes the joiner of one pipe. */
export function createTextJoiner(deliver: (event: OutputEvent) => Promise<void>): TextJoiner {
  const decoders = new Map<string, TextDecoder>();
  let pieces: Uint8Array[] = [];
  let bytes = 0;
  let since = 0;
  let key = "";
  let target: { cellId: string; name: "stdout" | "stderr" } | null = null;

  async function flush(endOfCell?: string): Promise<void> {
    if (target !== null && bytes > 0) {
      const text = decoderOf(decoders, key).decode(joinBytes(pieces, bytes), { stream: true });
      pieces = [];
      bytes = 0;
      if (text !== "") await deliver({ kind: "stream", ...target, text });
    }
    if (endOfCell === undefined) return;
    for (const name of ["stdout", "stderr"] as const) {
      const text = decoders.get(`${name} ${endOfCell}`)?.decode() ?? "";
      decoders.delete(`${name} ${endOfCell}`);
      if (text !== "") {
        await deliver({ kind: "stream", cellId: endOfCell, name, text });
      }
    }
  }

  return {
    flush,
    async add(cellId, name, piece) {
      const nextKey = `${name} ${cellId}`;
      if (nextKey !== key || bytes > JOINED_BYTES_MAX) await flush();
      key = nextKey;
      target = { cellId, name };
      if (bytes === 0) since = performance.now();
      pieces.push(piece);
      bytes += piece.length;
    },
    async waitFor(promise) {
      return bytes === 0
        ? { kind: "settled", value: await promise }
        : await within(Math.max(0, since + JOIN_MS - performance.now()), promise);
    },
  };
}

function decoderOf(decoders: Map<string, TextDecoder>, key: string): TextDecoder {
  const decoder = decoders.get(key) ?? new TextDecoder();
  decoders.set(key, decoder);
  const [oldest] = decoders.keys();
  if (decoders.size > DECODERS_MAX && oldest !== undefined) decoders.delete(oldest);
  return decoder;
}

/** The pieces as one. */
export function joinBytes(pieces: readonly Uint8Array[], byteCount: number): Uint8Array {
  const [only] = pieces;
  if (pieces.length === 1 && only !== undefined) return only;
  const joined = new Uint8Array(byteCount);
  let offset = 0;
  for (const piece of pieces) {
    joined.set(piece, offset);
    offset += piece.length;
  }
  return joined;
}

/** The child's side of `../spool.ts`: writes long messages into the file that the parent reads. */

import { SPOOL_BYTES_MAX, SPOOL_HEADER_BYTES } from "../wire.ts";
import type { SpoolPlace } from "../spool.ts";
import { Deno, Uint8Array } from "../primordials.ts";

/** Takes the pieces of one message, one after the other. */
export interface SpoolWriter {
  text(text: string): void;
  bytes(bytes: Uint8Array): void;
  /** The bytes of the message so far. */
  flush(): number;
}

/** The file, as long as there is one. */
export interface ChildSpool {
  /** Writes a message; null when it does not fit, and has to go through the pipe. */
  put(write: (writer: SpoolWriter) => void): SpoolPlace | null;
}

/** Written at once: larger ones are not faster, and leave the processor's cache. Measured. */
const BLOCK_BYTES = 256 * 1024;

/** Opens the parent's file and takes its name away; null without one. */
export function openChildSpool(path: string | null): ChildSpool | null {
  if (path === null) return null;
  try {
    const file = Deno.openSync(path, { read: true, write: true });
    Deno.removeSync(path);
    return createSpool(file);
  } catch {
    // All goes through the pipe.
    return null;
  }
}

function createSpool(file: Deno.FsFile): ChildSpool {
  let end = SPOOL_HEADER_BYTES;
  let lastNumber = 0;
  let putCount = 0;

  function lastTaken(): number {
    const header = new Uint8Array(SPOOL_HEADER_BYTES);
    file.seekSync(0, START);
    file.readSync(header);
    return new DataView(header.buffer).getUint32(0);
  }

  return {
    put(write) {
      const count = ++putCount;
      try {
        const offset = lastTaken() === lastNumber ? SPOOL_HEADER_BYTES : end;
        file.seekSync(offset, START);
        const writer = createWriter(file, SPOOL_BYTES_MAX - offset);
        write(writer);
        const bytes = writer.flush();
        // What runs inside busy code may have put something between two of our blocks.
        if (count !== putCount) return null;
        // Both before the parent hears of it: a Stop may come between.
        end = offset + bytes;
        lastNumber += 1;
        return { offset, bytes, number: lastNumber };
      } catch {
        // No room in the file or on the disk. Nobody has heard of what was written.
        return null;
      }
    },
  };
}

/** Made when it is needed: most children never show anything long. */
let block: Uint8Array<ArrayBuffer> | null = null;

function createWriter(
  file: Deno.FsFile,
  bytesMax: number,
): SpoolWriter {
  const pending = block ??= new Uint8Array(BLOCK_BYTES);
  let filled = 0;
  let bytes = 0;

  function flush(): number {
    bytes += filled;
    if (bytes > bytesMax) throw new RangeError("Cannot spool the message: it is too long");
    for (let written = 0; written < filled;) {
      written += file.writeSync(pending.subarray(written, filled));
    }
    filled = 0;
    return bytes;
  }

  return {
    flush,
    text(text) {
      for (let rest = text; rest !== "";) {
        const { read, written } = encoder.encodeInto(rest, pending.subarray(filled));
        filled += written;
        rest = rest.substring(read);
        if (rest !== "") flush();
      }
    },
    bytes(whole) {
      for (let offset = 0; offset < whole.length;) {
        const piece = whole.subarray(offset, offset + pending.length - filled);
        pending.set(piece, filled);
        filled += piece.length;
        offset += piece.length;
        if (filled === pending.length) flush();
      }
    },
  };
}

// Taken before a cell can replace them.
const { DataView, RangeError, TextEncoder } = globalThis;
const START = Deno.SeekMode.Start;
const encoder = new TextEncoder();

/**
 * Long messages of a child on their way past its pipe, whose frames are short: a file without a
 * name that both have open. Frames name places in it, so order stays theirs, and the parent reads
 * nothing but this file, whatever a frame says. Its places are used again: memory that the system
 * has at hand takes a tenth of the time of fresh memory.
 */

import { SPOOL_BYTES_MAX, SPOOL_HEADER_BYTES } from "./wire.ts";

/** Where a message lies. */
export interface SpoolPlace {
  readonly offset: number;
  readonly bytes: number;
  /** The message's number; that of the last one taken stands at the file's beginning. */
  readonly number: number;
}

/** The parent's side. */
export interface Spool {
  /** Where the child finds it; the child takes the name away. */
  readonly path: string;
  /** Reads a message and gives its place free; null when nothing so long lies there. */
  take(place: SpoolPlace): Uint8Array | null;
  close(): void;
}

/** Makes one; null where no file can be made, and all goes through the pipe. */
export function openSpool(): Spool | null {
  try {
    const path = Deno.makeTempFileSync({ prefix: "probebook-" });
    const file = Deno.openSync(path, { read: true, write: true });
    return {
      path,
      take: (place) => take(file, place),
      close() {
        file.close();
        removeName(path);
      },
    };
  } catch {
    // No room or no permission: slower, and nothing else.
    return null;
  }
}

function take(file: Deno.FsFile, { offset, bytes, number }: SpoolPlace): Uint8Array | null {
  if (offset < SPOOL_HEADER_BYTES || offset + bytes > SPOOL_BYTES_MAX) return null;
  try {
    // Asked first: a length that is not true must not cost memory.
    if (file.statSync().size < offset + bytes) return null;
    const message = new Uint8Array(bytes);
    file.seekSync(offset, Deno.SeekMode.Start);
    for (let filled = 0; filled < bytes;) {
      const count = file.readSync(message.subarray(filled));
      if (count === null) return null;
      filled += count;
    }
    const header = new Uint8Array(SPOOL_HEADER_BYTES);
    new DataView(header.buffer).setUint32(0, number);
    file.seekSync(0, Deno.SeekMode.Start);
    file.writeSync(header);
    return message;
  } catch {
    // The message is lost, no other: the child goes on behind it, and then through the pipe.
    return null;
  }
}

/** For a child that ended before it had opened its file. */
function removeName(path: string): void {
  try {
    Deno.removeSync(path);
  } catch {
    // The child has done it.
  }
}

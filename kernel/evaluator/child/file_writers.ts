/** `node:fs` on the file descriptors 1 and 2: what is written there is output of the cell that writes. */

import { currentCell } from "./cells.ts";
import type { Channel } from "./channel.ts";
import {
  ArrayBuffer,
  Number,
  Object,
  queueMicrotask,
  Reflect,
  Uint8Array,
} from "../primordials.ts";

type Writer = (...given: unknown[]) => unknown;

/** Replacements for functions of `node:fs`, by name. */
export function ownFileWriters(
  channel: Channel,
  module: Record<string, unknown>,
): Record<string, unknown> {
  const original = (name: string): Writer => (...given) =>
    Reflect.apply(Object(module[name]), module, given);
  const take = (fd: unknown, bytes: Uint8Array): number => {
    channel.bytes(fd === 1 ? "stdout" : "stderr", currentCell(), bytes);
    return bytes.length;
  };
  return {
    writeSync(fd: unknown, data: unknown, ...rest: unknown[]) {
      const bytes = isOurs(fd) ? bytesOf(data, rest) : null;
      return bytes === null ? original("writeSync")(fd, data, ...rest) : take(fd, bytes);
    },
    write(fd: unknown, data: unknown, ...rest: unknown[]) {
      const done = rest.at(-1);
      const bytes = isOurs(fd) && typeof done === "function"
        ? bytesOf(data, rest.slice(0, -1))
        : null;
      if (bytes === null || typeof done !== "function") {
        return original("write")(fd, data, ...rest);
      }
      const written = take(fd, bytes);
      queueMicrotask(() => done(null, written, data));
    },
    writeFileSync(file: unknown, data: unknown, options: unknown) {
      const encoding = typeof options === "string" ? options : Object(options).encoding;
      const bytes = isOurs(file) ? bytesOf(data, [null, encoding]) : null;
      if (bytes === null) return original("writeFileSync")(file, data, options);
      take(file, bytes);
    },
  };
}

function isOurs(fd: unknown): boolean {
  return fd === 1 || fd === 2;
}

/** The bytes that such a call means; null for what only the original can judge. */
function bytesOf(data: unknown, rest: readonly unknown[]): Uint8Array | null {
  if (typeof data === "string") {
    const [, encoding] = rest;
    return typeof encoding === "string" && !Buffer.isEncoding(encoding)
      ? null
      : Buffer.from(data, typeof encoding === "string" ? encoding as BufferEncoding : "utf8");
  }
  if (!ArrayBuffer.isView(data)) return null;
  const [first, second] = rest;
  const { offset = 0, length } = typeof first === "object" && first !== null
    ? Object(first)
    : { offset: first ?? 0, length: second };
  const start = Number(offset);
  const end = start + Number(length ?? data.byteLength - start);
  if (!(start >= 0 && start <= end && end <= data.byteLength)) return null;
  return new Uint8Array(data.buffer, data.byteOffset + start, end - start);
}

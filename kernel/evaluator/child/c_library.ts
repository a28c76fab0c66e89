/** The part of the C library of Linux that Deno does not offer. */

import { Deno } from "../primordials.ts";

/** Descriptors as the system knows them. */
export interface CLibrary {
  /** The reading and the writing end of a new pipe. */
  pipe(): [reader: number, descriptor: number];
  /** Another descriptor of the same file. */
  copy(descriptor: number): number;
  close(descriptor: number): void;
}

/** `O_CLOEXEC` of Linux: only those whom it is given to inherit an end. */
const CLOSE_ON_EXEC = 0o2000000;

/** Loads it; throws where it is not there or may not be loaded. */
export function openCLibrary(path = "libc.so.6"): CLibrary {
  const { symbols: { pipe2, dup, close } } = dlopen(path, {
    pipe2: { parameters: ["buffer", "i32"], result: "i32" },
    dup: { parameters: ["i32"], result: "i32" },
    close: { parameters: ["i32"], result: "i32" },
  });
  return {
    pipe() {
      const ends = new Int32Array(2);
      const [reader, descriptor] = pipe2(ends, CLOSE_ON_EXEC) === 0 ? ends : [];
      if (reader === undefined || descriptor === undefined) throw new RangeError("No descriptors");
      return [reader, descriptor];
    },
    copy: (descriptor) => dup(descriptor),
    close: (descriptor) => void close(descriptor),
  };
}

/**
 * Loads it while that is still allowed, and gives the permission up: cells do not have it. Null
 * where there is none.
 */
export function takeCLibrary(path: string | null): CLibrary | null {
  if (path === null) return null;
  try {
    return openCLibrary(path);
  } catch {
    // Another C library than the kernel's own: subprocesses print under the cell that runs.
    return null;
  } finally {
    Deno.permissions.revokeSync({ name: "ffi" });
  }
}

// Taken before a cell can replace them.
const { dlopen } = Deno;
const { Int32Array, RangeError } = globalThis;

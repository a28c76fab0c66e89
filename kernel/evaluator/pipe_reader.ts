/**
 * Reads many pipes with one thread. Deno reads a file with a thread for blocking calls, and of these
 * it has 32 (Deno 2.9.6): a few dozen subprocesses that live on would take them all.
 *
 * Only on Linux, whose C library it calls.
 */

/** Opens pipes for reading; null when the C library is not there or may not be called. */
export function openPipeReader(): PipeReader | null {
  try {
    return createPipeReader();
  } catch {
    return null;
  }
}

/** Reads pipes. */
export interface PipeReader {
  /** Throws when there is no such pipe. */
  open(path: string): ReadableStream<Uint8Array<ArrayBuffer>>;
}

/** `O_RDONLY`, `O_NONBLOCK` and `O_CLOEXEC` of Linux. */
const OPEN_FLAGS = 0o2004000;

/** `POLLIN` of Linux; an end and an error are always told. */
const POLL_IN = 1;

/** A `struct pollfd`: the descriptor (4 bytes), what is asked (2), what is so (2). */
const POLL_BYTES = 8;

/** What a reader without memory of its own gets at once: as much as a pipe of Linux holds. */
const READ_BYTES = 64 * 1024;

const LIBRARY = {
  open: { parameters: ["buffer", "i32"], result: "i32" },
  read: { parameters: ["i32", "buffer", "usize"], result: "isize" },
  write: { parameters: ["i32", "buffer", "usize"], result: "isize" },
  close: { parameters: ["i32"], result: "i32" },
  pipe2: { parameters: ["buffer", "i32"], result: "i32" },
  poll: { parameters: ["buffer", "usize", "i32"], result: "i32", nonblocking: true },
} as const satisfies Deno.ForeignLibraryInterface;

function createPipeReader(): PipeReader {
  const { symbols: library } = Deno.dlopen("libc.so.6", LIBRARY);
  /** Descriptors that somebody waits for, and who. */
  const waiting = new Map<number, () => void>();
  const byte = new Uint8Array(1);
  let isPolling = false;

  /** Ends a poll, because there is one more to wait for. */
  const ends = new Int32Array(2);
  if (library.pipe2(ends, OPEN_FLAGS) !== 0) {
    throw new RangeError("Cannot open a pipe: no descriptors");
  }
  const [wakeReader = -1, wakeWriter = -1] = ends;

  async function poll(): Promise<void> {
    isPolling = true;
    while (waiting.size > 0) {
      const descriptors = [wakeReader, ...waiting.keys()];
      const asked = new DataView(new ArrayBuffer(descriptors.length * POLL_BYTES));
      descriptors.forEach((descriptor, index) => {
        asked.setInt32(index * POLL_BYTES, descriptor, true);
        asked.setInt16(index * POLL_BYTES + 4, POLL_IN, true);
      });
      await library.poll(asked.buffer, BigInt(descriptors.length), -1);
      for (const [index, descriptor] of descriptors.entries()) {
        if (asked.getInt16(index * POLL_BYTES + 6, true) === 0) continue;
        if (descriptor === wakeReader) library.read(wakeReader, byte, 1n);
        const tell = waiting.get(descriptor);
        waiting.delete(descriptor);
        tell?.();
      }
    }
    isPolling = false;
  }

  function readable(descriptor: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    waiting.set(descriptor, resolve);
    if (isPolling) library.write(wakeWriter, byte, 1n);
    else void poll();
    return promise;
  }

  return {
    open(path) {
      const descriptor = library.open(new TextEncoder().encode(`${path}\0`), OPEN_FLAGS);
      if (descriptor < 0) throw new Deno.errors.NotFound(`Cannot open ${path}: no such pipe`);
      return new ReadableStream({
        type: "bytes",
        autoAllocateChunkSize: READ_BYTES,
        async pull(controller) {
          const request = controller.byobRequest;
          const view = request?.view;
          if (!(view instanceof Uint8Array) || request === null) return;
          let count = -1n;
          // Below zero: another reader of the same pipe was faster.
          while (count < 0n) {
            await readable(descriptor);
            count = BigInt(library.read(descriptor, view, BigInt(view.length)));
          }
          if (count === 0n) {
            library.close(descriptor);
            controller.close();
          }
          request.respond(Number(count));
        },
        cancel: () => void library.close(descriptor),
      });
    },
  };
}

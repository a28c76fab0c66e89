/**
 * Pipes of their own for what the subprocesses of a cell print, because nothing in the bytes of a
 * shared one tells whose they are: a process may go on printing when its cell has ended.
 *
 * Only on Linux: there the parent can open the other ends, `/proc/PID/fd/N`. Elsewhere, and beyond
 * the limit, subprocesses inherit this process's own pipes and print under the cell that runs.
 */

import { currentCell, isRunning } from "./cells.ts";
import { type CLibrary, openCLibrary } from "./c_library.ts";
import type { Channel, PipeWriter } from "./channel.ts";
import { Atomics, Deno, Map } from "../primordials.ts";

/** Where a subprocess shall write. */
export interface Descriptors {
  readonly stdout: number;
  readonly stderr: number;
}

/** The pipes of all cells. */
export interface CellPipes {
  /** Starts a subprocess of the cell that runs now; null stands for the pipes of this process. */
  start<T>(start: (descriptors: Descriptors | null) => T): T;
  /** What is printed from now on comes behind what the cell's subprocesses have printed. */
  keepOrder(cell: number): void;
  /** The cell ends: says so in its pipes. */
  end(cell: number): void;
  /** The parent has opened these ends. */
  taken(...readers: number[]): void;
  /** Nobody writes into one of the pairs any more. */
  gone(): void;
  /** Where the pairs of this process are counted; null when the parent cannot open any. */
  readonly countAddress: bigint | null;
}

interface Pipe {
  readonly reader: number;
  readonly descriptor: number;
  readonly write: PipeWriter;
  close(): void;
}

interface Pair {
  readonly stdout: Pipe;
  readonly stderr: Pipe;
}

/**
 * Pairs that are read at once: cells that ended while their subprocesses live on. Each takes two
 * descriptors of the parent. Chosen: far more than anybody leaves running.
 */
const PAIRS_MAX = 100;

/**
 * Between two marks of the order, so that 10,000 lines beside a subprocess do not cost as many.
 * No process starts or ends within this time.
 */
const ORDER_MS = 1;

/** Where the pairs of this process are counted. */
export type PairCount = Int32Array<ArrayBuffer | SharedArrayBuffer>;

/** The count of the main thread; its memory lives as long as the process. */
export function newPairCount(): PairCount {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}

/** The main thread's count as seen by a worker, which is told nothing but the address. */
export function pairCountAt(address: bigint): PairCount | null {
  const pointer = UnsafePointer.create(address);
  if (pointer === null) return null;
  const { BYTES_PER_ELEMENT } = Int32Array;
  return new Int32Array(UnsafePointerView.getArrayBuffer(pointer, BYTES_PER_ELEMENT));
}

/**
 * Makes the pipes; a null count says that the parent cannot open the other ends. With a library
 * that is given no other can be loaded, by workers neither.
 */
export function createCellPipes(
  channel: Channel,
  pairCount: PairCount | null,
  given: CLibrary | null = null,
): CellPipes {
  const pairs = new Map<number, Pair>();
  let library: CLibrary | null = given;
  let canOpen = true;
  let orderedAt = 0;
  let orderCount = 0;

  function openPair(cell: number): Pair | null {
    if (pairCount === null || !canOpen || Atomics.load(pairCount, 0) >= PAIRS_MAX) return null;
    try {
      library ??= openCLibrary();
      const pair = { stdout: openPipe(library), stderr: openPipe(library) };
      // Workers open some at the same time: the limit may be passed by as many as there are.
      Atomics.add(pairCount, 0, 1);
      const endsWithCell = isRunning(cell);
      // Kept before it is told: a Stop may come between, and the end must then be written.
      if (endsWithCell) pairs.set(cell, pair);
      const readers = { stdout: pair.stdout.reader, stderr: pair.stderr.reader };
      channel.message(cell, { kind: "pipes", ...readers, endsWithCell });
      return pair;
    } catch {
      // No such library here, or no free descriptors: as where there are no such pipes.
      canOpen = false;
      return null;
    }
  }

  const order = (cell: number, { stdout, stderr }: Pair) => {
    orderCount += 1;
    // First into the pair: whoever finds the mark in our own pipe will find it there.
    channel.order(cell, orderCount, stdout.write);
    channel.order(cell, orderCount, stderr.write);
    channel.order(cell, orderCount);
    orderedAt = performance.now();
  };

  return {
    start(start) {
      const cell = currentCell();
      const kept = pairs.get(cell);
      const pair = kept ?? openPair(cell);
      if (pair === null) return start(null);
      const isKept = pairs.has(cell);
      if (isKept) order(cell, pair);
      try {
        return start({ stdout: pair.stdout.descriptor, stderr: pair.stderr.descriptor });
      } finally {
        if (!isKept) closePair(pair);
      }
    },
    keepOrder(cell) {
      const pair = pairs.size === 0 ? undefined : pairs.get(cell);
      if (pair !== undefined && performance.now() - orderedAt > ORDER_MS) order(cell, pair);
    },
    end(cell) {
      const pair = pairs.get(cell);
      if (pair === undefined) return;
      channel.endPipe(cell, pair.stdout.write);
      channel.endPipe(cell, pair.stderr.write);
      pairs.delete(cell);
      closePair(pair);
    },
    taken(...readers) {
      // A worker may have made them.
      library ??= openCLibrary();
      for (const reader of readers) library.close(reader);
    },
    gone: () => void (pairCount !== null && Atomics.sub(pairCount, 0, 1)),
    countAddress: pairCount === null || given !== null
      ? null
      : UnsafePointer.value(UnsafePointer.of(pairCount)),
  };
}

function closePair({ stdout, stderr }: Pair): void {
  stdout.close();
  stderr.close();
}

function openPipe(library: CLibrary): Pipe {
  const [reader, descriptor] = library.pipe();
  // Opened anew: a subprocess that makes its own non-blocking does not change ours.
  const file = openSync(`/proc/self/fd/${descriptor}`, { write: true });
  return {
    reader,
    descriptor,
    write: (bytes) => file.writeSync(bytes),
    close() {
      file.close();
      library.close(descriptor);
    },
  };
}

// Taken before a cell can replace them.
const { openSync, UnsafePointer, UnsafePointerView } = Deno;
const { performance, Int32Array, SharedArrayBuffer } = globalThis;

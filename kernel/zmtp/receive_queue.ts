/** Messages between the connections that bring them and the one who handles them. */

/** libzmq's default high-water mark, which Jupyter's clients leave as it is. */
const ITEMS_MAX = 1_000;

/** Bytes that may wait besides; one message above it is still taken when nothing else waits. */
const BYTES_MAX = 64 * 1024 * 1024;

/** Limits for tests. */
export interface ReceiveQueueOptions {
  readonly itemsMax?: number;
  readonly bytesMax?: number;
}

interface Entry<Item> {
  readonly item: Item;
  readonly bytes: number;
}

/** A bounded queue that is read as an async iterable and holds back those who fill it. */
export class ReceiveQueue<Item> implements AsyncIterable<Item> {
  readonly #itemsMax: number;
  readonly #bytesMax: number;
  #incoming: Entry<Item>[] = [];
  #outgoing: Entry<Item>[] = [];
  #bytes = 0;
  #isClosed = false;
  #readers: ((result: IteratorResult<Item>) => void)[] = [];
  #room: { promise: Promise<void>; resolve: () => void } | undefined;

  constructor({ itemsMax = ITEMS_MAX, bytesMax = BYTES_MAX }: ReceiveQueueOptions = {}) {
    this.#itemsMax = itemsMax;
    this.#bytesMax = bytesMax;
  }

  /** Takes an item, and gives a promise for room when the next one should wait. */
  push(item: Item, bytes: number): Promise<void> | undefined {
    if (this.#isClosed) return undefined;
    const reader = this.#readers.shift();
    if (reader !== undefined) {
      reader({ done: false, value: item });
      return undefined;
    }
    this.#incoming.push({ item, bytes });
    this.#bytes += bytes;
    return this.#isFull() ? this.#waitForRoom() : undefined;
  }

  /** Ends the iteration: what waits is still given out, what comes later is not taken. */
  close(): void {
    this.#isClosed = true;
    for (const reader of this.#readers.splice(0)) reader({ done: true, value: undefined });
    this.#room?.resolve();
  }

  /** One iterator or several: each item goes to one of them. */
  [Symbol.asyncIterator](): AsyncIterator<Item> {
    return { next: () => this.#next() };
  }

  #next(): Promise<IteratorResult<Item>> {
    const entry = this.#shift();
    if (entry !== undefined) return Promise.resolve({ done: false, value: entry.item });
    if (this.#isClosed) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve) => this.#readers.push(resolve));
  }

  // Two stacks: shifting a long array costs its length, popping a reversed one does not.
  #shift(): Entry<Item> | undefined {
    if (this.#outgoing.length === 0) {
      this.#outgoing = this.#incoming.reverse();
      this.#incoming = [];
    }
    const entry = this.#outgoing.pop();
    if (entry === undefined) return undefined;
    this.#bytes -= entry.bytes;
    if (this.#room !== undefined && !this.#isFull()) {
      this.#room.resolve();
      this.#room = undefined;
    }
    return entry;
  }

  #isFull(): boolean {
    const count = this.#incoming.length + this.#outgoing.length;
    return count >= this.#itemsMax || (count > 0 && this.#bytes >= this.#bytesMax);
  }

  async #waitForRoom(): Promise<void> {
    // Those released together may overshoot by one item each; the next of each waits again.
    this.#room ??= Promise.withResolvers<void>();
    await this.#room.promise;
  }
}

/** Requests of the shell channel, waiting for their turn. */

import type { ClientRequest, Incoming } from "../messaging/mod.ts";

/** A request in the queue; `aborted` means that it is answered, but not run. */
export interface Waiting {
  readonly incoming: Incoming;
  readonly request: ClientRequest;
  aborted: boolean;
}

/** First in, first out, with one reader. */
export interface RequestQueue {
  push(incoming: Incoming, request: ClientRequest): void;
  /** The next request, or null once the queue is closed. */
  next(): Promise<Waiting | null>;
  /** Takes the first waiting request that matches out of its place, or null. */
  take(matches: (request: ClientRequest) => boolean): Waiting | null;
  /** Whether the request waits. */
  has(request: ClientRequest): boolean;
  /** Marks all waiting cells as not to be run. */
  abortCells(): void;
  /** Takes no more: `next()` gives what waits and then null. */
  end(): void;
  /** The same at once: what waits is dropped. */
  close(): void;
}

/** Makes an empty queue. It has no bound: only clients with the key fill it, and none of their cells may be lost. */
export function createRequestQueue(): RequestQueue {
  // A head index instead of shift(): 5,000 cells queued at once must not cost a copy each.
  let waiting: Waiting[] = [];
  let headIndex = 0;
  let isEnding = false;
  let isClosed = false;
  let wake: (() => void) | null = null;

  function shift(): Waiting | undefined {
    const first = waiting[headIndex];
    if (first === undefined) return undefined;
    headIndex += 1;
    if (headIndex === waiting.length) {
      waiting = [];
      headIndex = 0;
    }
    return first;
  }

  return {
    push(incoming, request) {
      waiting.push({ incoming, request, aborted: false });
      wake?.();
    },
    async next() {
      while (!isClosed) {
        const first = shift();
        if (first !== undefined) return first;
        if (isEnding) return null;
        await new Promise<void>((resolve) => wake = resolve);
        wake = null;
      }
      return null;
    },
    take(matches) {
      const index = waiting.findIndex((entry, at) => at >= headIndex && matches(entry.request));
      return index === -1 ? null : waiting.splice(index, 1)[0] ?? null;
    },
    has: (request) =>
      !isClosed && waiting.some((entry, at) => at >= headIndex && entry.request === request),
    abortCells() {
      for (const entry of waiting.slice(headIndex)) {
        if (entry.request.type === "execute_request") entry.aborted = true;
      }
    },
    end() {
      isEnding = true;
      wake?.();
    },
    close() {
      isClosed = true;
      wake?.();
    },
  };
}

/** Questions to a language server and its answers: JSON-RPC over a pair of byte streams. */

import { z } from "zod";
import { createFrameDecoder, encodeFrame } from "./frames.ts";

/** What came of a question. */
export type Answer =
  | { kind: "result"; value: unknown }
  | { kind: "failed"; reason: string }
  /** Not within its time, or nobody waits for it any more. */
  | { kind: "late" }
  | { kind: "closed" };

/** How long a question is worth waiting for. */
export interface AskOptions {
  readonly deadlineMs: number;
  /** How long no answer at all means that the server hangs. */
  readonly hangMs: number;
  /** Gives the question up. */
  readonly signal?: AbortSignal;
}

/** A server's two streams. */
export interface ByteStreams {
  readonly input: WritableStream<Uint8Array<ArrayBuffer>>;
  readonly output: ReadableStream<Uint8Array<ArrayBuffer>>;
}

/** A connection to one server. No method throws. */
export interface Connection {
  ask(method: string, params: unknown, options: AskOptions): Promise<Answer>;
  tell(method: string, params?: unknown): void;
  /** Settles with the reason when nothing can be asked any more. */
  readonly closed: Promise<string>;
  close(reason: string): void;
}

/** What the server may write: an answer, a question to us, a notification. */
const message = z.object({
  id: z.union([z.number(), z.string(), z.null()]).optional(),
  method: z.string().optional(),
  params: z.unknown().optional(),
  result: z.unknown().optional(),
  error: z.object({ message: z.string() }).optional(),
});

/** Bytes that wait to be read by the server; a server that reads nothing hangs. Chosen. */
const UNREAD_BYTES_MAX = 32 * 1024 * 1024;

/** Connects; `answer` is asked what the server asks of its client. */
export function connect(
  { input, output }: ByteStreams,
  answer: (method: string, params: unknown) => unknown,
): Connection {
  const closed = Promise.withResolvers<string>();
  const waiting = new Map<number, (answer: Answer) => void>();
  const writer = input.getWriter();
  let isClosed = false;
  let askedCount = 0;
  let unreadBytes = 0;

  function close(reason: string): void {
    if (isClosed) return;
    isClosed = true;
    closed.resolve(reason);
    for (const settle of [...waiting.values()]) settle({ kind: "closed" });
    waiting.clear();
    // Either end may have gone before us.
    writer.close().catch(() => {});
  }

  function send(content: Record<string, unknown>): void {
    if (isClosed) return;
    const frame = encodeFrame({ jsonrpc: "2.0", ...content });
    unreadBytes += frame.length;
    if (unreadBytes > UNREAD_BYTES_MAX) return close("it reads nothing");
    writer.write(frame).then(() => {
      unreadBytes -= frame.length;
    }, () => close("it ended"));
  }

  function take(unread: unknown): void {
    const parsed = message.safeParse(unread);
    if (!parsed.success) return close("it wrote something that is no message");
    const { id, method, params, result, error } = parsed.data;
    if (method !== undefined) {
      if (id !== undefined) send({ id, result: answer(method, params) ?? null });
      return;
    }
    // An answer to what nobody asked, or came too late, is no fault.
    const settle = typeof id === "number" ? waiting.get(id) : undefined;
    settle?.(
      error === undefined
        ? { kind: "result", value: result }
        : { kind: "failed", reason: error.message },
    );
  }

  async function read(): Promise<void> {
    const decode = createFrameDecoder();
    try {
      for await (const piece of output) {
        const decoded = decode(piece);
        if (decoded.kind === "garbage") return close(decoded.reason);
        decoded.messages.forEach(take);
      }
      close("it ended");
    } catch {
      close("it ended");
    }
  }

  void read();
  return {
    ask(method, params, { deadlineMs, hangMs, signal }) {
      if (isClosed) return Promise.resolve({ kind: "closed" });
      if (signal?.aborted) return Promise.resolve({ kind: "late" });
      const { promise, resolve } = Promise.withResolvers<Answer>();
      const id = ++askedCount;
      const giveUp = () => {
        send({ method: "$/cancelRequest", params: { id } });
        resolve({ kind: "late" });
      };
      // Not cancelled: what the server has found out by then makes the next question a quick one.
      const deadline = setTimeout(() => resolve({ kind: "late" }), deadlineMs);
      // A question that was given up is still owed an answer, if only that it was cancelled.
      const hang = setTimeout(() => close("it did not answer"), Math.max(hangMs, deadlineMs));
      signal?.addEventListener("abort", giveUp, { once: true });
      waiting.set(id, (answer) => {
        clearTimeout(deadline);
        clearTimeout(hang);
        signal?.removeEventListener("abort", giveUp);
        waiting.delete(id);
        resolve(answer);
      });
      send({ id, method, params });
      return promise;
    },
    tell: (method, params) => send({ method, ...(params === undefined ? {} : { params }) }),
    closed: closed.promise,
    close,
  };
}

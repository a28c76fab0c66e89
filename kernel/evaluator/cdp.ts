/** Calls to the V8 inspector of one process, with their answers checked. */

import { z } from "zod";
import { within } from "./deadline.ts";
import { TERMINATED_NAME } from "./runtime_contract.ts";
import { openTextSocket } from "./websocket.ts";

/** A value in the child: given whole when it is primitive, else by its id. */
export interface RemoteValue {
  readonly type: string;
  readonly subtype?: string | undefined;
  readonly className?: string | undefined;
  readonly value?: unknown;
  readonly unserializableValue?: string | undefined;
  readonly description?: string | undefined;
  readonly objectId?: string | undefined;
}

/** A frame of a stack. Line and column count from 0. */
export interface CallFrame {
  readonly functionName: string;
  readonly url: string;
  readonly lineNumber: number;
  readonly columnNumber: number;
}

/** What was thrown, and where as far as V8 says. */
export interface ThrownDetails {
  readonly lineNumber: number;
  readonly columnNumber: number;
  readonly exception?: RemoteValue | undefined;
  readonly stackTrace?: { readonly callFrames: readonly CallFrame[] } | undefined;
}

/** The outcome of running code in the child. */
export type CallOutcome =
  | { kind: "value"; value: RemoteValue }
  | { kind: "thrown"; details: ThrownDetails }
  /** The inspector refused or dropped the call, or the process has gone. */
  | { kind: "failed"; message: string };

/** An open inspector session. */
export interface Cdp {
  /** Runs code that evaluates to a value. */
  call(method: string, parameters: Record<string, unknown>): Promise<CallOutcome>;
  /** Sends a command whose result is of no interest; resolves when it was answered. */
  command(method: string, parameters?: Record<string, unknown>): Promise<void>;
  /** Sends a command and returns what it says, unchecked; null when it failed. */
  query(method: string, parameters: Record<string, unknown>): Promise<unknown>;
  /**
   * Ends what runs; false when that was not answered in time. Nothing else is sent meanwhile: code run
   * from within busy code would take the termination upon itself.
   */
  terminate(timeMs: number): Promise<boolean>;
  /** Resolves when the connection has ended. */
  readonly closed: Promise<void>;
  close(): void;
}

const remoteValue = z.object({
  type: z.string(),
  subtype: z.string().optional(),
  className: z.string().optional(),
  value: z.unknown().optional(),
  unserializableValue: z.string().optional(),
  description: z.string().optional(),
  objectId: z.string().optional(),
});

const callResult = z.object({
  result: remoteValue,
  exceptionDetails: z.object({
    lineNumber: z.int(),
    columnNumber: z.int(),
    exception: remoteValue.optional(),
    stackTrace: z.object({
      callFrames: z.array(z.object({
        functionName: z.string(),
        url: z.string(),
        lineNumber: z.int(),
        columnNumber: z.int(),
      })),
    }).optional(),
  }).optional(),
});

const answer = z.object({
  id: z.int(),
  result: z.unknown().optional(),
  error: z.object({ message: z.string() }).optional(),
});

type Answer = { kind: "result"; result: unknown } | { kind: "failed"; message: string };

/** Refused until the code has come to its pause: the first attempt suffices mostly, 251 was the most in 39. Chosen. */
const PAUSED_ATTEMPTS = 1000;

/** A question in between would be asked in the pause, and be what is stepped through. Chosen. */
const DEBUGGER_MS = 1500;

/** Connects to the inspector at its websocket address. */
export async function openCdp(url: URL): Promise<Cdp> {
  const socket = await openTextSocket(url);
  const waiting = new Map<number, (answer: Answer) => void>();
  let lastId = 0;
  let isOpen = true;
  let terminating: Promise<unknown> | null = null;
  /** The one that the debugger is about: two at once would resume one another's pause. */
  let debugging: Promise<void> | null = null;

  const closed = socket.receive((text) => {
    const message = answer.safeParse(JSON.parse(text));
    // Events carry no id; none is asked for.
    if (!message.success) return waiting.size > 0;
    const { id, result, error } = message.data;
    waiting.get(id)?.(
      error === undefined ? { kind: "result", result } : { kind: "failed", message: error.message },
    );
    waiting.delete(id);
    return waiting.size > 0;
  }).then(() => {
    isOpen = false;
    for (const settle of waiting.values()) settle(GONE);
    waiting.clear();
  });

  async function send(method: string, params: Record<string, unknown>): Promise<Answer> {
    while (terminating !== null) await terminating;
    return await sendNow(method, params);
  }

  function sendNow(method: string, params: Record<string, unknown>): Promise<Answer> {
    if (!isOpen) return Promise.resolve(GONE);
    const id = ++lastId;
    return new Promise((resolve) => {
      waiting.set(id, resolve);
      socket.send(JSON.stringify({ id, method, params }));
    });
  }

  async function terminateNow(): Promise<void> {
    const terminated = sendNow("Runtime.terminateExecution", {});
    // No code runs for these.
    void sendNow("Runtime.addBinding", { name: TERMINATED_NAME });
    void sendNow("Runtime.removeBinding", { name: TERMINATED_NAME });
    const { kind } = await terminated;
    if (kind !== "failed" || !isOpen) return;
    debugging ??= endByDebugger().finally(() => debugging = null);
    await debugging;
  }

  /**
   * V8 refuses a termination while an earlier one is open. One that hit our own question inside the
   * busy code stays open as long as that is busy, and so does one that was lost in a call of Deno's
   * which makes a text of a value. The debugger has a way of its own.
   */
  async function endByDebugger(): Promise<void> {
    await sendNow("Debugger.enable", {});
    await sendNow("Debugger.pause", {});
    // It may have paused in such a call, where the end would be lost once more: behind the next step it is in code.
    if (await whenPaused("Debugger.stepInto", {})) {
      await whenPaused("Debugger.resume", { terminateOnResume: true });
    }
    await sendNow("Debugger.disable", {});
  }

  /** Whether it was done: code that has ended meanwhile never pauses. */
  async function whenPaused(method: string, params: Record<string, unknown>): Promise<boolean> {
    for (let attempt = 0; attempt < PAUSED_ATTEMPTS && isOpen; attempt += 1) {
      const { kind } = await sendNow(method, params);
      if (kind === "result") return true;
    }
    return false;
  }

  return {
    closed,
    close: socket.close,
    async call(method, parameters) {
      const reply = await send(method, parameters);
      if (reply.kind === "failed") return reply;
      const parsed = callResult.safeParse(reply.result);
      if (!parsed.success) return { kind: "failed", message: z.prettifyError(parsed.error) };
      const { result, exceptionDetails } = parsed.data;
      return exceptionDetails === undefined
        ? { kind: "value", value: result }
        : { kind: "thrown", details: exceptionDetails };
    },
    async command(method, parameters = {}) {
      await send(method, parameters);
    },
    async terminate(timeMs) {
      const waited = within(timeMs, terminateNow()).then(async (outcome) =>
        outcome.kind === "late" && debugging !== null
          ? await within(DEBUGGER_MS, debugging)
          : outcome
      );
      terminating = waited;
      const isAnswered = (await waited).kind === "settled";
      terminating = null;
      return isAnswered && isOpen;
    },
    async query(method, parameters) {
      const reply = await send(method, parameters);
      return reply.kind === "result" ? reply.result : null;
    },
  };
}

const GONE: Answer = { kind: "failed", message: "The process has gone" };

/** For tests: a session whose evaluator is scripted, and everything it sends. */

import type {
  Evaluation,
  EvaluationRequest,
  EvaluatorPort,
  OutputEvent,
} from "../evaluator/port.ts";
import type { Channel, Header, Incoming, Outgoing } from "../messaging/mod.ts";
import { createSession, type Session } from "./session.ts";

/** What a scripted evaluator does for one cell. */
export type Script = (
  request: EvaluationRequest,
  emit: (event: OutputEvent) => Promise<void>,
) => Promise<Evaluation>;

/** What a request carries besides its content. */
export interface AskExtra {
  readonly subshellId?: string;
  readonly parentHeader?: Header;
  readonly metadata?: Record<string, unknown>;
}

/** A session with a scripted evaluator, and what it sent. */
export interface Bench {
  readonly session: Session;
  readonly sent: Outgoing[];
  readonly interruptedCount: () => number;
  readonly shutdowns: boolean[];
  /** What the cells were answered when they asked. */
  readonly answers: string[];
  ask(
    type: string,
    content?: Record<string, unknown>,
    channel?: Incoming["channel"],
    extra?: AskExtra,
  ): string;
  /** Resolves when the request's idle was published. */
  idle(messageId: string): Promise<void>;
  /** `channel type detail` of everything that was sent for a request. */
  transcript(messageId: string): string[];
}

/** A cell that ran and shows nothing. */
export const VALUE: Evaluation = { kind: "value", bundle: null, expressions: {} };

/** Starts a session whose cells do what `script` says. */
export function bench(
  script: Script,
  deliver: EvaluatorPort["deliver"] = () => Promise.resolve(VALUE),
): Bench {
  const answers: string[] = [];
  const sent: Outgoing[] = [];
  const idleWaiters = new Map<string, () => void>();
  const shutdowns: boolean[] = [];
  let interrupted = 0;
  let messageCount = 0;
  let release: (() => void) | null = null;
  const evaluator: EvaluatorPort = {
    evaluate: (request) => {
      const stopped = new Promise<Evaluation>((resolve) => {
        release = () => resolve({ kind: "interrupted", traceback: [] });
      });
      return Promise.race([script(request, (event) => session.emit(event)), stopped]);
    },
    interrupt: () => {
      interrupted += 1;
      release?.();
      return Promise.resolve({ kind: "idle" });
    },
    deliver,
    answerInput: (text) => void answers.push(text),
    completeness: () => ({ status: "incomplete", indent: "  " }),
    live: {
      names: () => Promise.resolve([]),
      members: () => Promise.resolve([]),
      describe: () => Promise.resolve(null),
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
  const session = createSession({
    evaluator,
    help: {
      complete: (code, cursor) =>
        Promise.resolve({
          matches: [code],
          cursorStartCodepoints: 0,
          cursorEndCodepoints: cursor,
          metadata: {},
        }),
      inspect: () => Promise.resolve({ kind: "none" }),
      forget: () => {},
    },
    identity: { version: "1", denoVersion: "2", typescriptVersion: "3" },
    sessionId: "kernel",
    send: (outgoing) => {
      sent.push(outgoing);
      const parentId = outgoing.message.parentHeader["msg_id"];
      const isIdle = outgoing.message.content["execution_state"] === "idle";
      if (isIdle && typeof parentId === "string") idleWaiters.get(parentId)?.();
      return Promise.resolve();
    },
    onShutdown: (restart) => shutdowns.push(restart),
    now: () => new Date(0),
  });
  const idles = new Map<string, Promise<void>>();
  return {
    session,
    sent,
    shutdowns,
    interruptedCount: () => interrupted,
    answers,
    ask(
      type,
      content = {},
      channel = "shell",
      { subshellId, parentHeader = {}, metadata = {} } = {},
    ) {
      const id = `m${messageCount++}`;
      idles.set(id, new Promise((resolve) => idleWaiters.set(id, resolve)));
      const header: Header = {
        msg_id: id,
        msg_type: type,
        session: "client",
        username: "",
        date: "",
        version: "5.5",
        ...(subshellId === undefined ? {} : { subshell_id: subshellId }),
      };
      session.submit({
        channel,
        identities: [new Uint8Array([7])],
        message: { header, parentHeader, metadata, content, buffers: [] },
      });
      return id;
    },
    idle: (id) => idles.get(id) ?? Promise.reject(new Error(`No request "${id}"`)),
    transcript: (id) =>
      sent.filter(({ message }) => message.parentHeader["msg_id"] === id).map(summary),
  };
}

function summary({ channel, message }: { channel: Channel; message: Outgoing["message"] }): string {
  const { content, header } = message;
  const detail = content["execution_state"] ?? content["text"] ?? content["status"] ??
    content["ename"] ?? content["execution_count"] ?? "";
  return `${channel} ${header.msg_type} ${String(detail)}`.trim();
}

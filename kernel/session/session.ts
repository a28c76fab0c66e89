/** One session: messages of clients in, replies and outputs out, in the order the protocol asks for. */

import type { EvaluatorPort, OutputEvent } from "../evaluator/port.ts";
import type { Help } from "../lsp/mod.ts";
import {
  type ClientRequest,
  type Incoming,
  type Outgoing,
  parseRequest,
} from "../messaging/mod.ts";
import {
  complete,
  historyAnswer,
  inspect,
  isComplete,
  kernelInfo,
  type ReplyContent,
} from "./answers.ts";
import { createCellBook } from "./cells.ts";
import type { Identity, SessionContext } from "./context.ts";
import { answerAborted, executeCell } from "./execute.ts";
import { createHistory } from "./history.ts";
import { createOutbox } from "./outbox.ts";
import { publishOutput } from "./output.ts";
import { createRequestQueue, type Waiting } from "./queue.ts";

/** What a session is made of; the clock and the id are passed in so that tests can hold them. */
export interface SessionOptions {
  readonly evaluator: EvaluatorPort;
  readonly help: Help;
  readonly identity: Identity;
  readonly sessionId: string;
  /** Takes every message in order; the promise settles when the peers have taken it. */
  readonly send: (outgoing: Outgoing) => Promise<void>;
  /** Called after `shutdown_request` was answered. */
  readonly onShutdown: (restart: boolean) => void;
  readonly now?: () => Date;
}

/** A running session. */
export interface Session {
  /** Takes one message of a client, from any channel. */
  submit(incoming: Incoming): void;
  /** Passes on what a cell emits; the promise holds the cell back while subscribers are slow. */
  emit(event: OutputEvent): Promise<void>;
  /** Stops the running cell and drops the waiting ones. */
  interrupt(): Promise<void>;
  /** Ends the session: nothing that waits is run any more. */
  close(): void;
}

/**
 * How long a question that does not change anything waits for the cells before it. After that it
 * is answered while they run, so that Tab works during a long cell.
 */
const PATIENCE_MS = 150;

/** Starts a session. */
export function createSession(options: SessionOptions): Session {
  const context: SessionContext = {
    evaluator: options.evaluator,
    help: options.help,
    identity: options.identity,
    outbox: createOutbox({
      send: options.send,
      sessionId: options.sessionId,
      now: options.now ?? (() => new Date()),
    }),
    cells: createCellBook(),
    history: createHistory(),
    queue: createRequestQueue(),
    executionCount: 0,
    running: null,
    ending: null,
    onShutdown: options.onShutdown,
  };
  void context.outbox.status(null, "starting");
  void serveShell(context);
  return {
    submit: (incoming) => route(context, incoming),
    emit: (event) => publishOutput(context, event),
    interrupt: () => interrupt(context),
    close: () => context.queue.close(),
  };
}

function route(context: SessionContext, incoming: Incoming): void {
  const parsed = parseRequest(incoming.message);
  if (parsed.kind !== "request") {
    const reason = parsed.kind === "invalid" ? parsed.reason : "the message type is not known";
    void bracketed(context, incoming, () => refuse(context, incoming, reason));
    return;
  }
  const { request } = parsed;
  if (request.type === "input_reply") {
    context.evaluator.answerInput(request.value);
  } else if (incoming.channel === "shell" && !isUrgent(request)) {
    context.queue.push(incoming, request);
    if (isQuestion(request)) setTimeout(() => answerOvertaking(context, request), PATIENCE_MS);
  } else {
    void bracketed(context, incoming, () => answer(context, incoming, request));
  }
}

async function serveShell(context: SessionContext): Promise<void> {
  for (;;) {
    const waiting = await context.queue.next();
    if (waiting === null) return;
    await serve(context, waiting);
  }
}

function serve(context: SessionContext, waiting: Waiting): Promise<void> {
  const { incoming, request, aborted } = waiting;
  return bracketed(
    context,
    incoming,
    () => aborted ? answerAborted(context, incoming) : answer(context, incoming, request),
  );
}

/** Answers a question out of its place if cells still keep it waiting. */
function answerOvertaking(context: SessionContext, request: ClientRequest): void {
  if (context.running === null) return;
  const waiting = context.queue.take((candidate) => candidate === request);
  if (waiting !== null) void serve(context, waiting);
}

/** What must not wait for a cell, whichever channel an old client sends it on. */
function isUrgent(request: ClientRequest): boolean {
  return request.type === "shutdown_request" || request.type === "interrupt_request";
}

function isQuestion(request: ClientRequest): boolean {
  return request.type === "complete_request" || request.type === "inspect_request" ||
    request.type === "is_complete_request";
}

/** Every request is framed by busy and idle, whatever happens in between. */
async function bracketed(
  context: SessionContext,
  incoming: Incoming,
  work: () => void | Promise<void>,
): Promise<void> {
  const parent = incoming.message.header;
  void context.outbox.status(parent, "busy");
  try {
    await work();
  } catch (error) {
    // A programmer's mistake: the client still gets its reply, with what is needed to report it.
    refuse(context, incoming, error instanceof Error ? error.stack ?? error.message : `${error}`);
  }
  // Awaited, so that the next cell does not run ahead of subscribers that are slow.
  await context.outbox.status(parent, "idle");
  if (context.ending !== null) context.onShutdown(context.ending.restart);
}

function answer(
  context: SessionContext,
  incoming: Incoming,
  request: ClientRequest,
): void | Promise<void> {
  const reply = (content: ReplyContent) => {
    const type = incoming.message.header.msg_type.replace(/_request$/, "_reply");
    void context.outbox.reply(incoming, type, content);
  };
  switch (request.type) {
    case "execute_request":
      return executeCell(context, incoming, request);
    case "kernel_info_request":
      return reply(kernelInfo(context));
    case "complete_request":
      return complete(context, request).then(reply);
    case "inspect_request":
      return inspect(context, request).then(reply);
    case "is_complete_request":
      return reply(isComplete(context, request));
    case "history_request":
      return reply(historyAnswer(context, request));
    case "comm_info_request":
      return reply({ status: "ok", comms: {} });
    case "comm_open":
      // No target is registered in this kernel, and the specification asks for a close then.
      void context.outbox.publish(incoming.message.header, "comm_close", {
        comm_id: request.comm_id,
        data: {},
      });
      return;
    case "comm_msg":
    case "comm_close":
    case "input_reply":
      return;
    case "interrupt_request":
      reply({ status: "ok" });
      return interrupt(context);
    case "shutdown_request":
      return shutDown(context, incoming, request.restart);
    case "debug_request":
      return reply({
        type: "response",
        request_seq: request.seq,
        success: false,
        command: request.command,
        message: "This kernel has no debugger",
      });
  }
}

/** Answers now; the end itself comes after this request's idle, so that nothing is cut off. */
function shutDown(context: SessionContext, incoming: Incoming, restart: boolean): void {
  context.queue.abortCells();
  const content = { status: "ok", restart };
  void context.outbox.publish(incoming.message.header, "shutdown_reply", content);
  void context.outbox.reply(incoming, "shutdown_reply", content);
  context.ending = { restart };
}

async function interrupt(context: SessionContext): Promise<void> {
  context.queue.abortCells();
  await context.evaluator.interrupt();
}

/** Answers a request that cannot be carried out, in the form of its own reply. */
function refuse(context: SessionContext, incoming: Incoming, reason: string): void {
  const type = incoming.message.header.msg_type;
  // Only requests are owed a reply; the others (comm messages, input_reply) have no form for it.
  if (!type.endsWith("_request")) return;
  const evalue = `Cannot answer ${type}: ${reason}`;
  void context.outbox.reply(incoming, type.replace(/_request$/, "_reply"), {
    status: "error",
    ename: "RequestError",
    evalue,
    traceback: [evalue],
    ...(type === "execute_request" ? { execution_count: context.executionCount } : {}),
  });
}

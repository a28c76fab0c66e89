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
import { createCommBook } from "./comm_book.ts";
import { type CommRequest, isCommRequest, isExpected, takeCommMessage } from "./comms.ts";
import type { Identity, SessionContext } from "./context.ts";
import { answerAborted, executeCell } from "./execute.ts";
import { createHistory } from "./history.ts";
import { createHistoryFile, type HistoryFileOptions } from "./history_file.ts";
import { createOutbox } from "./outbox.ts";
import { publishOutput } from "./output.ts";
import type { Waiting } from "./queue.ts";
import { createShells, type Shell } from "./shells.ts";
import { createSubshell, deleteSubshell, listSubshells, unknownSubshell } from "./subshells.ts";

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
  /** Keeps what cells were over sessions; without it this session alone is known. */
  readonly history?: HistoryFileOptions;
}

/** A running session. */
export interface Session {
  /** Takes one message of a client, from any channel. */
  submit(incoming: Incoming): void;
  /** Passes on what a cell emits; the promise holds the cell back while subscribers are slow. */
  emit(event: OutputEvent): Promise<void>;
  /** What a new subscriber of iopub is to be told, before anything else reaches it. */
  welcome(subscription: string): Outgoing;
  /** Stops the running cell and drops the waiting ones. */
  interrupt(): Promise<void>;
  /** Ends the session: nothing that waits is run any more. */
  close(): Promise<void>;
}

/**
 * How long a question that does not change anything waits for the cells before it. After that it
 * is answered while they run, so that Tab works during a long cell. A part of the 200 ms within
 * which help must come.
 */
const QUESTION_PATIENCE_MS = 50;

/** How long a shell's next request waits for the callback of a comm. Chosen. */
const CALLBACK_PATIENCE_MS = 150;

/** How long a cell is not disturbed by comms: most have ended by then, and nobody sees the delay. */
const YOUTH_MS = 40;

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
    history: createHistory(
      options.history === undefined ? null : createHistoryFile(options.history),
    ),
    shells: createShells(),
    comms: createCommBook(),
    executionCount: 0,
    askers: new Set(),
    asked: null,
    ending: null,
    onShutdown: options.onShutdown,
  };
  void context.outbox.status(null, "starting");
  void serveShell(context, context.shells.main);
  return {
    submit: (incoming) => route(context, incoming),
    emit: (event) => publishOutput(context, event),
    welcome: (subscription) => context.outbox.welcome(subscription),
    interrupt: () => interrupt(context),
    close() {
      for (const { queue } of context.shells.all()) queue.close();
      return context.history.close();
    },
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
  if (request.type === "input_reply") return answerInput(context, incoming, request.value);
  const shell = context.shells.of(incoming.message.header);
  if (shell === null) {
    const reason = unknownSubshell(incoming.message.header["subshell_id"]);
    void bracketed(context, incoming, () => refuse(context, incoming, reason));
  } else if (incoming.channel === "shell" && !isUrgent(request)) {
    shell.queue.push(incoming, request);
    if (isQuestion(request)) {
      setTimeout(() => overtake(context, shell, request), QUESTION_PATIENCE_MS);
    } else if (isCommRequest(request)) deliverBeside(context, shell, request);
  } else {
    void bracketed(context, incoming, () => answer(context, shell, { incoming, request }));
  }
}

/**
 * Passes an answer on to the cell that waits for it. One that names another question comes too
 * late: its cell was stopped. Clients that name none (`jupyter_client`) are believed.
 */
function answerInput(context: SessionContext, { message }: Incoming, value: string): void {
  const { asked } = context;
  const questionId = message.parentHeader["msg_id"] ?? asked?.messageId;
  if (asked === null || questionId !== asked.messageId) return;
  context.asked = null;
  context.evaluator.answerInput(value);
}

async function serveShell(context: SessionContext, shell: Shell): Promise<void> {
  for (;;) {
    const waiting = await shell.queue.next();
    if (waiting === null) return;
    const served = serve(context, shell, waiting);
    // A callback of a comm may go on for ever; cells are not to wait for that.
    await (isCommRequest(waiting.request) ? atMost(CALLBACK_PATIENCE_MS, served) : served);
  }
}

function serve(context: SessionContext, shell: Shell, waiting: Waiting): Promise<void> {
  const { incoming, aborted } = waiting;
  return bracketed(
    context,
    incoming,
    () => aborted ? answerAborted(context, incoming) : answer(context, shell, waiting),
  );
}

async function atMost(timeMs: number, work: Promise<void>): Promise<void> {
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(late.resolve, timeMs);
  await Promise.race([work, late.promise]);
  clearTimeout(timer);
}

/**
 * Delivers a comm's message while a cell runs that may wait for it, unless that has just begun: a
 * short cell shall end first, as the order of the messages says.
 */
function deliverBeside(context: SessionContext, shell: Shell, request: CommRequest): void {
  const { runningSinceMs: since, queue } = shell;
  const waitMs = since === null ? YOUTH_MS : since + YOUTH_MS - performance.now();
  if (waitMs <= 0) return overtake(context, shell, request);
  setTimeout(() => {
    if (queue.has(request)) deliverBeside(context, shell, request);
  }, waitMs);
}

/** Answers out of its place what cells still keep waiting, and what one of them may wait for. */
function overtake(context: SessionContext, shell: Shell, request: ClientRequest): void {
  if (shell.runningSinceMs === null) return;
  if (isCommRequest(request) && !isExpected(context, request)) return;
  const waiting = shell.queue.take((candidate) => candidate === request);
  if (waiting !== null) void serve(context, shell, waiting);
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
  shell: Shell,
  { incoming, request }: Pick<Waiting, "incoming" | "request">,
): void | Promise<void> {
  const reply = (content: ReplyContent) => {
    const type = incoming.message.header.msg_type.replace(/_request$/, "_reply");
    void context.outbox.reply(incoming, type, content);
  };
  switch (request.type) {
    case "execute_request":
      return executeCell(context, { incoming, request, shell });
    case "kernel_info_request":
      return reply(kernelInfo(context));
    case "complete_request":
      return complete(context, request).then(reply);
    case "inspect_request":
      return inspect(context, request).then(reply);
    case "is_complete_request":
      return reply(isComplete(context, request));
    case "history_request":
      return historyAnswer(context, request).then(reply);
    case "comm_info_request":
      return reply({ status: "ok", comms: context.comms.list(request.target_name) });
    case "comm_open":
    case "comm_msg":
    case "comm_close":
      return takeCommMessage(context, incoming, request);
    case "create_subshell_request":
      return reply(createSubshell(context, (created) => void serveShell(context, created)));
    case "delete_subshell_request":
      return reply(deleteSubshell(context, request.subshell_id));
    case "list_subshell_request":
      return reply(listSubshells(context));
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
  abortAll(context);
  const content = { status: "ok", restart };
  void context.outbox.publish(incoming.message.header, "shutdown_reply", content);
  void context.outbox.reply(incoming, "shutdown_reply", content);
  context.ending = { restart };
}

async function interrupt(context: SessionContext): Promise<void> {
  abortAll(context);
  await context.evaluator.interrupt();
}

function abortAll({ shells }: SessionContext): void {
  for (const { queue } of shells.all()) queue.abortCells();
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

/** A kernel inside this process, for runners that have a notebook and no Jupyter server. */

import { assembleKernel, kernelIdentity } from "./assemble.ts";
import type { PermissionChoice } from "./evaluator/mod.ts";
import { memoryLimits } from "./memory_limits.ts";
import { type Header, type Message, type Outgoing, PROTOCOL_VERSION } from "./messaging/mod.ts";
import { languageInfo } from "./session/mod.ts";

/** One iopub message of a cell. */
export interface CellMessage {
  readonly messageType: string;
  readonly content: Record<string, unknown>;
  readonly metadata: Record<string, unknown>;
  readonly buffers: readonly Uint8Array[];
}

/** How one cell ended. */
export interface CellOutcome {
  readonly status: "ok" | "error" | "aborted";
  readonly executionCount: number;
  readonly error?: { ename: string; evalue: string; traceback: string[] };
}

/** How a cell is run. */
export interface ExecuteOptions {
  /** Called for every iopub message of the cell in order, also after the cell ended. */
  readonly onMessage: (message: CellMessage) => void;
  readonly storeHistory?: boolean;
}

/** Where and with how much memory cells run. */
export interface OpenKernelOptions {
  readonly cwd: string;
  /** Heap limit of the cells' process in MiB; that of the kernel's command line when absent. */
  readonly heapMib?: number;
  /** Limit of all the memory of that process in MiB; likewise. */
  readonly processMib?: number;
  /** What cells may do; the default permissions when absent. */
  readonly permissions?: PermissionChoice;
}

/** A kernel that takes code and gives messages, without sockets. */
export interface InProcessKernel extends AsyncDisposable {
  readonly languageInfo: Record<string, unknown>;
  execute(code: string, options: ExecuteOptions): Promise<CellOutcome>;
  /** Stops the running cell; variables are kept. */
  interrupt(): Promise<void>;
}

/** A cell whose outcome is awaited: it ends with its reply and its idle, whichever comes last. */
interface Pending {
  readonly onMessage: (message: CellMessage) => void;
  readonly settle: (outcome: CellOutcome) => void;
  outcome: CellOutcome | null;
  isIdle: boolean;
}

/**
 * Starts a kernel whose cells run in the folder `cwd`.
 *
 * @example
 * ```ts
 * import { openKernel } from "./mod.ts";
 *
 * await using kernel = await openKernel({ cwd: Deno.cwd() });
 * const outcome = await kernel.execute("1 + 1", { onMessage: () => {} });
 * if (outcome.status !== "ok") throw new Error("1 + 1 failed");
 * ```
 */
export function openKernel(
  { cwd, heapMib, processMib, permissions }: OpenKernelOptions,
): Promise<InProcessKernel> {
  const pending = new Map<string, Pending>();
  const clientSession = crypto.randomUUID();
  let requestCount = 0;
  const usual = memoryLimits();
  const kernel = assembleKernel({
    cwd,
    limits: {
      heapMib: heapMib ?? usual.heapMib,
      processMib: processMib ?? usual.processMib,
    },
    ...(permissions === undefined ? {} : { permissions }),
    send: (outgoing) => {
      deliver(outgoing, pending);
      return Promise.resolve();
    },
    onShutdown: () => {},
  });
  return Promise.resolve({
    languageInfo: languageInfo(kernelIdentity()),
    execute(code, { onMessage, storeHistory = true }) {
      const { promise, resolve } = Promise.withResolvers<CellOutcome>();
      const header = requestHeader(clientSession, requestCount++);
      pending.set(header.msg_id, { onMessage, settle: resolve, outcome: null, isIdle: false });
      kernel.session.submit({
        channel: "shell",
        identities: [],
        message: {
          header,
          parentHeader: {},
          metadata: {},
          content: { code, store_history: storeHistory, allow_stdin: false, stop_on_error: false },
          buffers: [],
        },
      });
      return promise;
    },
    interrupt: () => kernel.session.interrupt(),
    [Symbol.asyncDispose]: () => kernel[Symbol.asyncDispose](),
  });
}

function requestHeader(session: string, index: number): Header {
  return {
    msg_id: `${session}_${index}`,
    msg_type: "execute_request",
    session,
    username: "runner",
    date: new Date().toISOString(),
    version: PROTOCOL_VERSION,
  };
}

function deliver({ channel, message }: Outgoing, pending: ReadonlyMap<string, Pending>): void {
  const parentId = message.parentHeader["msg_id"];
  const cell = typeof parentId === "string" ? pending.get(parentId) : undefined;
  if (cell === undefined) return;
  if (channel === "shell") {
    cell.outcome = outcomeOf(message.content);
  } else if (channel === "iopub") {
    const { header, metadata, buffers } = message;
    const content = contentOf(message);
    if (header.msg_type === "status") cell.isIdle ||= content["execution_state"] === "idle";
    else cell.onMessage({ messageType: header.msg_type, content, metadata, buffers });
  }
  // The entry stays: a timer of this cell may still print.
  if (cell.outcome !== null && cell.isIdle) cell.settle(cell.outcome);
}

/** A long content comes as the evaluator has written it. */
function contentOf({ content, contentBytes = null }: Message): Record<string, unknown> {
  return contentBytes === null ? content : JSON.parse(new TextDecoder().decode(contentBytes));
}

/** Reads our own `execute_reply`; its fields are those that `session/execute.ts` writes. */
function outcomeOf(content: Record<string, unknown>): CellOutcome {
  const { status, execution_count: count, ename, evalue, traceback } = content;
  const executionCount = typeof count === "number" ? count : 0;
  if (status === "ok" || status === "aborted") return { status, executionCount };
  return {
    status: "error",
    executionCount,
    error: {
      ename: String(ename),
      evalue: String(evalue),
      traceback: Array.isArray(traceback) ? traceback.map(String) : [],
    },
  };
}

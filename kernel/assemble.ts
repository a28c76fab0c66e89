/** A whole kernel without its way in and out: evaluator, help and session wired together. */

import type { EvaluatorOptions, EvaluatorPort, PermissionChoice } from "./evaluator/mod.ts";
import { startEvaluator } from "./evaluator/mod.ts";
import type { HeadStart } from "./evaluator/spawn.ts";
import { heapLimitMib } from "./heap_limit.ts";
import { createHelp } from "./lsp/mod.ts";
import type { Outgoing } from "./messaging/mod.ts";
import { withPointers } from "./missing_name.ts";
import {
  createSession,
  type HistoryFileOptions,
  type Identity,
  type Session,
} from "./session/mod.ts";

/** What a kernel needs from whoever carries its messages. */
export interface KernelOptions {
  /** The notebook's folder. */
  readonly cwd: string;
  readonly send: (outgoing: Outgoing) => Promise<void>;
  readonly onShutdown: (restart: boolean) => void;
  readonly heapMib?: number;
  /** What cells may do; everything when absent. */
  readonly permissions?: PermissionChoice;
  /** The first process for cells, if it was spawned already. */
  readonly headStart?: HeadStart | null;
  /** Where cells are kept over sessions; nowhere when absent. */
  readonly history?: HistoryFileOptions;
  /** The notebook's path as the server that starts the kernel says it. */
  readonly notebook?: string;
}

/** A kernel that runs; disposing it ends its evaluator and all its child processes. */
export interface Kernel extends AsyncDisposable {
  readonly session: Session;
  readonly evaluator: EvaluatorPort;
}

/** Version of this kernel, as `kernel_info_reply` gives it. Equal to deno.json's by a test. */
export const KERNEL_VERSION = "0.1.0";

/** Who we are, asked of the runtime. */
export function kernelIdentity(): Identity {
  return {
    version: KERNEL_VERSION,
    denoVersion: Deno.version.deno,
    typescriptVersion: Deno.version.typescript,
  };
}

/** Starts the evaluator and the session around it; both are ready for messages at once. */
export function assembleKernel(
  {
    cwd,
    send,
    onShutdown,
    heapMib = heapLimitMib(),
    permissions = "all",
    headStart = null,
    history,
    notebook,
  }: KernelOptions,
): Kernel {
  const options: EvaluatorOptions = {
    cwd,
    // The session exists before the first event: a child process cannot answer in this same turn.
    onOutput: (event) => session.emit(event),
    heapMib,
    permissions,
    headStart,
  };
  const evaluator = startEvaluator(options);
  const session = createSession({
    evaluator: withPointers(evaluator, { cwd, session: notebook ?? null }),
    help: createHelp(evaluator.live),
    identity: kernelIdentity(),
    sessionId: crypto.randomUUID(),
    send,
    onShutdown,
    ...(history === undefined ? {} : { history }),
  });
  return {
    session,
    evaluator,
    async [Symbol.asyncDispose]() {
      await session.close();
      await evaluator[Symbol.asyncDispose]();
    },
  };
}

/** A whole kernel without its way in and out: evaluator, help and session wired together. */

import type {
  EvaluatorOptions,
  EvaluatorPort,
  MemoryLimits,
  PermissionChoice,
} from "./evaluator/mod.ts";
import { startEvaluator } from "./evaluator/mod.ts";
import type { HeadStart } from "./evaluator/spawn.ts";
import { memoryLimits } from "./memory_limits.ts";
import { createHelp, createNotebookTypes, type NotebookTypes } from "./lsp/mod.ts";
import type { Outgoing } from "./messaging/mod.ts";
import { withPointers } from "./missing_name.ts";
import {
  createSession,
  type HistoryFileOptions,
  type Identity,
  type Session,
} from "./session/mod.ts";
import { isGradedRun, withTypeChecks } from "./type_checks/mod.ts";

/** What a kernel needs from whoever carries its messages. */
export interface KernelOptions {
  /** The notebook's folder. */
  readonly cwd: string;
  readonly send: (outgoing: Outgoing) => Promise<void>;
  readonly onShutdown: (restart: boolean) => void;
  readonly limits?: MemoryLimits;
  /** What cells may do; the default permissions when absent. */
  readonly permissions?: PermissionChoice;
  /** The first process for cells, if it was spawned already. */
  readonly headStart?: HeadStart | null;
  /** Where cells are kept over sessions; nowhere when absent. */
  readonly history?: HistoryFileOptions;
  /** The notebook's path as the server that starts the kernel says it. */
  readonly notebook?: string;
  /** Whether a person is there to read warnings: then cells that ran are checked once nothing runs. */
  readonly isAttended?: boolean;
}

/** A kernel that runs; disposing it ends its evaluator and all its child processes. */
export interface Kernel extends AsyncDisposable {
  readonly session: Session;
  readonly evaluator: EvaluatorPort;
  readonly types: NotebookTypes;
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
    limits = memoryLimits(),
    permissions = "default",
    headStart = null,
    history,
    notebook,
    isAttended = false,
  }: KernelOptions,
): Kernel {
  const options: EvaluatorOptions = {
    cwd,
    // The session exists before the first event: a child process cannot answer in this same turn.
    onOutput: (event) => session.emit(event),
    onDeclare: (name, type) => types.declare(name, type),
    ...limits,
    permissions,
    headStart,
  };
  const evaluator = startEvaluator(options);
  const types = openTypes(cwd);
  const checked = withTypeChecks(withPointers(evaluator, { cwd, session: notebook ?? null }), {
    types,
    isGraded: isGradedRun(Deno.env),
    isWarning: isAttended,
    emit: (event) => session.emit(event),
  });
  const session = createSession({
    evaluator: checked,
    help: createHelp(evaluator.live, { directory: cwd, types }),
    identity: kernelIdentity(),
    sessionId: crypto.randomUUID(),
    send,
    onShutdown,
    ...(history === undefined ? {} : { history }),
  });
  return {
    session,
    evaluator,
    types,
    async [Symbol.asyncDispose]() {
      await session.close();
      await Promise.all([checked[Symbol.asyncDispose](), types[Symbol.asyncDispose]()]);
    },
  };
}

/** The types of the notebook's cells; the language server behind them starts when it is needed. */
function openTypes(cwd: string): NotebookTypes {
  return createNotebookTypes({
    cwd,
    isOn: Deno.env.get("PROBEBOOK_LANGUAGE_SERVER") !== "off",
    async config() {
      // Computed, so that a kernel's start does not load it.
      const specifier = "./type_config.ts";
      const { typeConfig }: typeof import("./type_config.ts") = await import(specifier);
      return await typeConfig(cwd);
    },
    globals: new URL("./evaluator/cell_globals.ts", import.meta.url).href,
    say: (remark) => void Deno.stderr.write(new TextEncoder().encode(`${remark}\n`)),
  });
}

/** What the handlers of a session share: its collaborators and its few pieces of state. */

import type { EvaluatorPort } from "../evaluator/port.ts";
import type { Help } from "../lsp/mod.ts";
import type { CellBook } from "./cells.ts";
import type { History } from "./history.ts";
import type { Outbox } from "./outbox.ts";
import type { CommBook } from "./comm_book.ts";
import type { Shells } from "./shells.ts";

/** Who we say we are in `kernel_info_reply`. */
export interface Identity {
  readonly version: string;
  readonly denoVersion: string;
  readonly typescriptVersion: string;
}

/** A question on its way to a person. */
export interface AskedInput {
  readonly cellId: string;
  /** The id of our `input_request`. */
  readonly messageId: string;
}

/** Shared by all handlers of one session. */
export interface SessionContext {
  readonly evaluator: EvaluatorPort;
  readonly help: Help;
  readonly identity: Identity;
  readonly outbox: Outbox;
  readonly cells: CellBook;
  readonly history: History;
  readonly shells: Shells;
  readonly comms: CommBook;
  /** Cells counted so far: the number of the latest stored cell. */
  executionCount: number;
  /** Cells that run and may ask for input. */
  readonly askers: Set<string>;
  asked: AskedInput | null;
  /** Set once a shutdown was answered. */
  ending: { readonly restart: boolean } | null;
  /** Called after the idle of an answered shutdown. */
  readonly onShutdown: (restart: boolean) => void;
}

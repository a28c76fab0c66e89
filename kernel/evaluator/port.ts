/** What other rooms may know of the evaluator: its events, its endings and its methods. */

import type { MemoryLimits } from "./memory_watch.ts";
import type { PermissionChoice } from "./permissions/mod.ts";
import type { HeadStart } from "./spawn.ts";

/** One representation per MIME type, as Jupyter's display messages carry it. */
export interface MimeBundle {
  readonly data: Record<string, unknown>;
  readonly metadata: Record<string, unknown>;
}

/** One cell to run. */
export interface EvaluationRequest {
  /** Unique for the life of the evaluator; every output of the cell, however late, carries it. */
  readonly cellId: string;
  readonly code: string;
  /** How tracebacks name the cell, for example `cell 3`. */
  readonly name: string;
  /** Whether `prompt()` and friends may ask the front end; without it they answer null at once. */
  readonly allowStdin: boolean;
  /** Cells of one lane run one after the other; while one waits, those of other lanes may run. */
  readonly lane?: string;
  /** The notebook's own id of the cell, the same when it is run again; absent where clients send none. */
  readonly notebookCellId?: string;
  /** Expressions to render after the cell ended well, by the name under which to answer. */
  readonly userExpressions?: Readonly<Record<string, string>>;
}

/** A front end's message on a comm. The callbacks that take it run like a cell of their own. */
export interface CommDelivery {
  readonly type: "comm_open" | "comm_msg" | "comm_close";
  /** As in `EvaluationRequest`: output of the callbacks carries it. */
  readonly cellId: string;
  readonly commId: string;
  /** Empty but for `comm_open`. */
  readonly targetName: string;
  readonly data: Record<string, unknown>;
  readonly metadata: Record<string, unknown>;
  /** In base64. */
  readonly buffers: readonly string[];
}

/** The outcome of one user expression. */
export type ExpressionOutcome =
  | { kind: "value"; bundle: MimeBundle }
  | { kind: "thrown"; name: string; message: string; traceback: string[] };

/** How one cell ended. Every ending is a value; none is an exception. */
export type Evaluation =
  /** It ran; `bundle` shows the value of its last expression, null when there is nothing to show. */
  | {
    kind: "value";
    bundle: MimeBundle | null;
    expressions: Record<string, ExpressionOutcome>;
  }
  /** It threw, or could not be compiled. `traceback` is plain text, one line per item. */
  | { kind: "thrown"; name: string; message: string; traceback: string[] }
  /** It was stopped by `interrupt()`; variables are kept. */
  | { kind: "interrupted"; traceback: string[] }
  /** The process that ran it is gone and a new one has taken over: variables are lost. */
  | { kind: "died"; reason: DeathReason; message: string };

/** Why an evaluator process ended. */
export type DeathReason = "exit" | "out_of_memory" | "crash" | "unresponsive" | "shutdown";

/** What `interrupt()` achieved. */
export type InterruptOutcome =
  | { kind: "idle" }
  | { kind: "stopped"; afterMs: number }
  | { kind: "restarted"; afterMs: number };

/** What leaves a cell while it runs, or later. Events arrive in the order the cell produced them. */
export type OutputEvent =
  | { kind: "stream"; cellId: string; name: "stdout" | "stderr"; text: string }
  /** A message for iopub in the wire's spelling: display_data, update_display_data, clear_output, … */
  | {
    kind: "message";
    cellId: string;
    messageType: string;
    content: Record<string, unknown>;
    /** A long content as JSON, in place of `content`: reading and writing it again would take long. */
    contentBytes?: Uint8Array | null;
    metadata: Record<string, unknown>;
    buffers: Uint8Array[];
  }
  /** An error nobody waited for: a rejected promise, a throwing timer. */
  | { kind: "late_error"; cellId: string; name: string; message: string; traceback: string[] }
  /** The cell asks for a line of text; `answerInput()` gives it. */
  | { kind: "input_request"; cellId: string; prompt: string; password: boolean }
  /** Cells have begun, or ceased, to take comms that a front end opens for a target. */
  | { kind: "comm_target"; cellId: string; name: string; isRegistered: boolean }
  /** The process died between cells and was replaced; `cellId` is the last cell that ran. */
  | { kind: "restarted"; cellId: string; reason: DeathReason; message: string };

/** A name that can be offered while typing, seen in the running program. */
export interface LiveName {
  readonly name: string;
  readonly type: "function" | "class" | "instance" | "property" | "keyword" | "module";
}

/** Questions about live values, answered without side effects and also while a cell runs. */
export interface LivePort {
  /** Names bound at the top level of cells, then globals. Empty when no answer came in time. */
  names(): Promise<LiveName[]>;
  /** Members of the value of a side-effect free expression; empty when it has none. */
  members(expression: string): Promise<LiveName[]>;
  /** A short text on the value (type, signature, preview), or null. */
  describe(expression: string): Promise<string | null>;
}

/** Whether more lines are wanted before a cell can run. */
export type Completeness =
  | { status: "complete" }
  | { status: "incomplete"; indent: string }
  | { status: "invalid" }
  | { status: "unknown" };

/** One evaluator: a replaceable process with the variables of all cells. No method rejects. */
export interface EvaluatorPort extends AsyncDisposable {
  /** Runs a cell; every output has been passed to `onOutput` before this resolves. */
  evaluate(request: EvaluationRequest): Promise<Evaluation>;
  /** Hands a message to the callbacks of cells, beside what runs, and gives how they ended. */
  deliver(delivery: CommDelivery): Promise<Evaluation>;
  /** Stops all that runs, variables kept if at all possible; resolves when the evaluator is free again. */
  interrupt(): Promise<InterruptOutcome>;
  answerInput(text: string): void;
  completeness(code: string): Completeness;
  readonly live: LivePort;
}

/** What an evaluator needs from its surroundings. */
export interface EvaluatorOptions extends MemoryLimits {
  /** The notebook's folder: cells run there, relative imports start there. */
  readonly cwd: string;
  /** Takes every output in order; a returned promise holds back the cell until it settles. */
  readonly onOutput: (event: OutputEvent) => void | Promise<void>;
  /** Told the TypeScript type of a name that no text declares: what a Python script hands over. */
  readonly onDeclare?: (name: string, type: string) => void;
  /** What cells may do; everything when absent. */
  readonly permissions?: PermissionChoice;
  /** The first child if it was spawned already, with the same folder, limit and permissions. */
  readonly headStart?: HeadStart | null;
  /** Told what each Stop does and how processes end, for those who look for a mistake of ours. */
  readonly onTrace?: (text: string) => void;
}

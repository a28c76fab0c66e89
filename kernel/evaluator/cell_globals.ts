/**
 * What cells have beside what Deno declares: comms, and prompts for secrets. For editors and for the
 * check of notebooks; the cells' process imports the types, so that the two stay the same.
 */

/** What may go beside the data of a message. */
export interface CommExtras {
  /** The message's own metadata. */
  readonly metadata?: Record<string, unknown>;
  /** Bytes that travel as they are. */
  readonly buffers?: readonly (ArrayBuffer | ArrayBufferView)[];
}

/** What came beside the data of a message. */
export interface ReceivedExtras {
  /** The message's own metadata. */
  readonly metadata: Record<string, unknown>;
  /** Bytes that travelled as they are. */
  readonly buffers: readonly Uint8Array[];
}

/** The data of a message: what JSON can say. */
export type CommData = Record<string, unknown>;

/** Takes a message. What it prints stands under the message; while a promise of its is pending, Stop ends it. */
export type CommHandler = (data: CommData, extras: ReceivedExtras) => unknown;

/** Takes a comm that a front end has opened. */
export type CommOpenHandler = (comm: Comm, data: CommData, extras: ReceivedExtras) => unknown;

/** How a comm is opened. */
export interface CommOpenOptions extends CommExtras {
  /** Its name on the wire; a new one when left out. */
  readonly commId?: string;
  /** What the front end gets together with the opening. */
  readonly data?: CommData;
}

/** One conversation between cells and something in the front end, such as a widget. */
export interface Comm extends Disposable {
  /** Its name on the wire. */
  readonly id: string;
  /** What it was opened to. */
  readonly target: string;
  /** Whether neither side has closed it. */
  readonly isOpen: boolean;
  /** Throws when the comm is closed. */
  send(data: CommData, extras?: CommExtras): void;
  /** Called for every message of the front end. */
  onMessage(handler: CommHandler): void;
  /** Called when the front end closes the comm. */
  onClose(handler: CommHandler): void;
  /** Does nothing when it is closed already. */
  close(data?: CommData, extras?: CommExtras): void;
}

/**
 * Conversations with front ends, as widgets have them.
 *
 * @example A slider's model, and what is called when it moves
 * ```ts ignore
 * const slider = Deno.jupyter.comms.open("jupyter.widget", {
 *   data: { state: { _model_name: "IntSliderModel", value: 3 }, buffer_paths: [] },
 *   metadata: { version: "2.1.0" },
 * });
 * slider.onMessage((data) => console.log("moved to", data));
 * slider.send({ method: "update", state: { value: 4 }, buffer_paths: [] });
 * Deno.jupyter.comms.get(slider.id) === slider;
 * ```
 */
export interface Comms {
  /** From now on front ends may open comms to the target; of two registrations the later one counts. */
  registerTarget(name: string, onOpen: CommOpenHandler): void;
  /** Front ends can open no more comms to the target; those that are open stay. */
  unregisterTarget(name: string): void;
  /** Opens a comm to a target of the front end. */
  open(target: string, options?: CommOpenOptions): Comm;
  /** An open comm, also one that `Deno.jupyter.broadcast` has opened. */
  get(id: string): Comm | null;
}

/** How `prompt()` asks. */
export interface PromptOptions {
  /** Hides what is typed. */
  readonly password?: boolean;
}

declare global {
  /** Asks the front end; the default value when nothing was typed, null when it cannot be asked. */
  function prompt(message?: string, defaultValue?: string, options?: PromptOptions): string | null;

  namespace Deno {
    namespace jupyter {
      /** Conversations with front ends, as widgets have them. */
      const comms: Comms;
    }
  }
}

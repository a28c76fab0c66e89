/** `Deno.jupyter.comms`: conversations between cells and what a front end has of them. */

import type { CommDelivery } from "../port.ts";
import {
  ArrayBuffer,
  Error,
  JSON,
  Map,
  Object,
  Promise,
  Set,
  String,
  Symbol,
  TypeError,
  Uint8Array,
} from "../primordials.ts";

/** What may go beside the data of a message. */
export interface Extras {
  readonly metadata?: Record<string, unknown>;
  readonly buffers?: readonly (ArrayBuffer | ArrayBufferView)[];
}

/** What came beside the data of a message. */
interface ReceivedExtras {
  readonly metadata: Record<string, unknown>;
  readonly buffers: readonly Uint8Array[];
}

type Data = Record<string, unknown>;
type MessageHandler = (data: Data, extras: ReceivedExtras) => unknown;

/** One conversation, as cells hold it. */
interface Comm {
  readonly id: string;
  readonly target: string;
  readonly isOpen: boolean;
  send(data: Data, extras?: Extras): void;
  onMessage(handler: MessageHandler): void;
  onClose(handler: MessageHandler): void;
  close(data?: Data, extras?: Extras): void;
  [Symbol.dispose](): void;
}

type OpenHandler = (comm: Comm, data: Data, extras: ReceivedExtras) => unknown;

/** Writes a message for iopub. */
export type Broadcast = (type: string, content: Record<string, unknown>, extras: Extras) => void;

/** The comms of all cells. */
export interface Comms {
  /** What cells see. */
  readonly api: object;
  /** Told of each message that a cell sends, so that a comm opened by hand can be found too. */
  onSent(messageType: string, content: Record<string, unknown>): void;
  /** Hands a front end's message, a `CommDelivery` as JSON, to whom it concerns. */
  deliver(json: string): Promise<void>;
}

interface OpenComm {
  readonly comm: Comm;
  readonly messageHandlers: Set<MessageHandler>;
  readonly closeHandlers: Set<MessageHandler>;
}

/** Makes the comms; `onTarget` hears which targets front ends may open from now on. */
export function createComms(
  broadcast: Broadcast,
  onTarget: (name: string, isRegistered: boolean) => void,
): Comms {
  const targets = new Map<string, OpenHandler>();
  const open = new Map<string, OpenComm>();

  function add(id: string, target: string): OpenComm {
    const messageHandlers = new Set<MessageHandler>();
    const closeHandlers = new Set<MessageHandler>();
    const close = (data: Data = {}, extras: Extras = {}) => {
      if (open.has(id)) broadcast("comm_close", { comm_id: id, data }, extras);
    };
    const comm: Comm = Object.freeze({
      id,
      target,
      get isOpen() {
        return open.get(id)?.comm === comm;
      },
      send(data: Data, extras: Extras = {}) {
        if (!comm.isOpen) throw new Error(`Cannot send on the comm "${id}": it is closed`);
        broadcast("comm_msg", { comm_id: id, data }, extras);
      },
      onMessage: (handler: MessageHandler) => void messageHandlers.add(checked(handler)),
      onClose: (handler: MessageHandler) => void closeHandlers.add(checked(handler)),
      close,
      [Symbol.dispose]: () => close(),
    });
    const entry = { comm, messageHandlers, closeHandlers };
    open.set(id, entry);
    return entry;
  }

  const api = Object.freeze({
    registerTarget(name: string, onOpen: OpenHandler): void {
      targets.set(String(name), checked(onOpen));
      onTarget(String(name), true);
    },
    unregisterTarget(name: string): void {
      if (targets.delete(String(name))) onTarget(String(name), false);
    },
    open(
      target: string,
      { commId = crypto.randomUUID(), data = {}, ...extras }: OpenOptions = {},
    ): Comm {
      if (open.has(commId)) throw new Error(`Cannot open the comm "${commId}": it is open`);
      const { comm } = add(commId, String(target));
      broadcast("comm_open", { comm_id: commId, target_name: comm.target, data }, extras);
      return comm;
    },
    get: (id: string): Comm | null => open.get(id)?.comm ?? null,
  });

  async function accept({ commId, targetName, data }: CommDelivery, extras: ReceivedExtras) {
    const handler = targets.get(targetName);
    const { comm } = add(commId, targetName);
    try {
      if (handler === undefined) throw new TypeError(`No target "${targetName}" is registered`);
      await handler(comm, data, extras);
    } catch (error) {
      // The front end would wait for answers of a comm that nobody listens to.
      comm.close();
      throw error;
    }
  }

  return {
    api,
    onSent(messageType, { comm_id: id, target_name: target }) {
      if (typeof id !== "string") return;
      if (messageType === "comm_open" && !open.has(id)) add(id, String(target));
      else if (messageType === "comm_close") open.delete(id);
    },
    async deliver(json) {
      // Our own parent has checked it.
      const delivery: CommDelivery = JSON.parse(json);
      const { metadata, buffers } = delivery;
      const extras = { metadata, buffers: buffers.map((text) => Uint8Array.fromBase64(text)) };
      if (delivery.type === "comm_open") return await accept(delivery, extras);
      const entry = open.get(delivery.commId);
      if (entry === undefined) return;
      const isClose = delivery.type === "comm_close";
      if (isClose) open.delete(delivery.commId);
      const handlers = isClose ? entry.closeHandlers : entry.messageHandlers;
      await Promise.all([...handlers].map((handler) => handler(delivery.data, extras)));
    },
  };
}

interface OpenOptions extends Extras {
  readonly commId?: string;
  readonly data?: Data;
}

/** Bytes of a buffer, whatever its kind. */
export function bytesOf(buffer: ArrayBuffer | ArrayBufferView): Uint8Array {
  return ArrayBuffer.isView(buffer)
    ? new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength)
    : new Uint8Array(buffer);
}

function checked<Handler>(handler: Handler): Handler {
  if (typeof handler === "function") return handler;
  throw new TypeError(`Cannot register the handler: it is ${typeof handler}, not a function`);
}

// Taken before a cell can replace it.
const { crypto } = globalThis;

/** `Deno.jupyter.comms`: conversations between cells and what a front end has of them. */

import type {
  Comm,
  CommData,
  CommExtras,
  CommHandler,
  CommOpenHandler,
  CommOpenOptions,
  Comms as CommApi,
  ReceivedExtras,
} from "../cell_globals.ts";
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

/** Writes a message for iopub. */
export type Broadcast = (
  type: string,
  content: Record<string, unknown>,
  extras: CommExtras,
) => void;

/** The comms of all cells. */
export interface Comms {
  /** What cells see. */
  readonly api: CommApi;
  /** Told of each message that a cell sends, so that a comm opened by hand can be found too. */
  onSent(messageType: string, content: Record<string, unknown>): void;
  /** Hands a front end's message, a `CommDelivery` as JSON, to whom it concerns. */
  deliver(json: string): Promise<void>;
}

interface OpenComm {
  readonly comm: Comm;
  readonly messageHandlers: Set<CommHandler>;
  readonly closeHandlers: Set<CommHandler>;
}

/** Makes the comms; `onTarget` hears which targets front ends may open from now on. */
export function createComms(
  broadcast: Broadcast,
  onTarget: (name: string, isRegistered: boolean) => void,
): Comms {
  const targets = new Map<string, CommOpenHandler>();
  const open = new Map<string, OpenComm>();

  function add(id: string, target: string): OpenComm {
    const messageHandlers = new Set<CommHandler>();
    const closeHandlers = new Set<CommHandler>();
    const close = (data: CommData = {}, extras: CommExtras = {}) => {
      if (open.has(id)) broadcast("comm_close", { comm_id: id, data }, extras);
    };
    const comm: Comm = Object.freeze({
      id,
      target,
      get isOpen() {
        return open.get(id)?.comm === comm;
      },
      send(data: CommData, extras: CommExtras = {}) {
        if (!comm.isOpen) throw new Error(`Cannot send on the comm "${id}": it is closed`);
        broadcast("comm_msg", { comm_id: id, data }, extras);
      },
      onMessage: (handler: CommHandler) => void messageHandlers.add(checked(handler)),
      onClose: (handler: CommHandler) => void closeHandlers.add(checked(handler)),
      close,
      [Symbol.dispose]: () => close(),
    });
    const entry = { comm, messageHandlers, closeHandlers };
    open.set(id, entry);
    return entry;
  }

  const api: CommApi = Object.freeze({
    registerTarget(name: string, onOpen: CommOpenHandler): void {
      targets.set(String(name), checked(onOpen));
      onTarget(String(name), true);
    },
    unregisterTarget(name: string): void {
      if (targets.delete(String(name))) onTarget(String(name), false);
    },
    open(
      target: string,
      { commId = crypto.randomUUID(), data = {}, ...extras }: CommOpenOptions = {},
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

/** Comms for tests of widgets: a front end that keeps what it is sent and can speak. */

import type { WidgetComm, WidgetComms } from "../../notebooks/workbook/widgets/comm_port.ts";

/** What a cell has sent. */
export interface SentMessage {
  readonly type: "open" | "message" | "close";
  readonly commId: string;
  readonly target: string;
  readonly data: Record<string, unknown>;
}

/** The front end of a test. */
export interface FakeFrontEnd {
  readonly comms: WidgetComms;
  readonly sent: readonly SentMessage[];
  /** What a cell sends next. */
  next(): Promise<SentMessage>;
  /** Speaks on a comm that a cell has opened. */
  say(commId: string, data: Record<string, unknown>): Promise<void>;
  /** Opens a comm to a target that a cell has registered, and speaks there. */
  ask(target: string, data: Record<string, unknown>): Promise<void>;
  /** The comm of the only model whose name ends so. */
  commOf(modelName: string): string;
}

type Handlers = Set<(data: Record<string, unknown>) => unknown>;

/** Makes a front end. */
export function fakeFrontEnd(): FakeFrontEnd {
  const sent: SentMessage[] = [];
  let awaited = Promise.withResolvers<SentMessage>();
  const send = (message: SentMessage): void => {
    sent.push(message);
    awaited.resolve(message);
    awaited = Promise.withResolvers();
  };
  const handlers = new Map<string, Handlers>();
  const targets = new Map<string, (comm: WidgetComm) => unknown>();

  function makeComm(commId: string, target: string): WidgetComm {
    const messageHandlers: Handlers = new Set();
    handlers.set(commId, messageHandlers);
    return {
      send: (data) => send({ type: "message", commId, target, data }),
      onMessage: (handler) => void messageHandlers.add(handler),
      onClose: () => {},
      close: () => send({ type: "close", commId, target, data: {} }),
    };
  }

  async function say(commId: string, data: Record<string, unknown>): Promise<void> {
    await Promise.all([...handlers.get(commId) ?? []].map((handler) => handler(data)));
  }

  return {
    sent,
    next: () => awaited.promise,
    say,
    comms: {
      open(target, { commId, data }) {
        send({ type: "open", commId, target, data });
        return makeComm(commId, target);
      },
      registerTarget: (name, onOpen) => void targets.set(name, onOpen),
    },
    async ask(target, data) {
      const commId = crypto.randomUUID();
      targets.get(target)?.(makeComm(commId, target));
      await say(commId, data);
    },
    commOf(modelName) {
      const opened = sent.filter(({ type, data }) =>
        type === "open" && JSON.stringify(data).includes(`"_model_name":"${modelName}"`)
      );
      const [only] = opened;
      if (only === undefined || opened.length > 1) {
        throw new RangeError(`Cannot name the comm of ${modelName}: ${opened.length} were opened`);
      }
      return only.commId;
    },
  };
}

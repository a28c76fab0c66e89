/** The part of the kernel's comms that widgets use; the kernel's own declaration is `Deno.jupyter.comms`. */

/** One conversation with the front end. */
export interface WidgetComm {
  send(data: Record<string, unknown>): void;
  onMessage(handler: (data: Record<string, unknown>) => unknown): void;
  onClose(handler: () => unknown): void;
  close(): void;
}

/** How a conversation is opened. */
export interface WidgetCommOptions {
  readonly commId: string;
  readonly data: Record<string, unknown>;
  readonly metadata: Record<string, unknown>;
}

/** All conversations. */
export interface WidgetComms {
  open(target: string, options: WidgetCommOptions): WidgetComm;
  registerTarget(name: string, onOpen: (comm: WidgetComm) => unknown): void;
}

/** The kernel's comms; null outside of a kernel, and in one that has none. */
export function findComms(): WidgetComms | null {
  try {
    // As an object of any kind: where the front end's interface is declared, it has its own type.
    const namespace: object = Deno;
    const kernel: { comms?: Partial<WidgetComms> } | undefined = Reflect.get(namespace, "jupyter");
    const comms = kernel?.comms;
    return typeof comms?.open === "function" && typeof comms.registerTarget === "function"
      ? comms as WidgetComms
      : null;
  } catch {
    // Outside of a kernel the accessor throws, which is the answer.
    return null;
  }
}

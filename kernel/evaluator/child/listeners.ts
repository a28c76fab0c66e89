/** What listens for connections ends with the cell that started it when that is stopped. */

import { holdBefore } from "./hold.ts";
import type { Possessions } from "./possessions.ts";
import { Deno, Object, Reflect, Set } from "../primordials.ts";

/** The functions of Deno that give a listener; the last one only where it is switched on. */
const LISTENING = ["listen", "listenTls", "listenDatagram"];

/** Ends what `Deno.listen()` and its kind have started. */
export function ownListeners(possessions: Possessions): void {
  for (const name of LISTENING) {
    const listen: unknown = Reflect.get(Deno, name);
    if (typeof listen !== "function") continue;
    const owned = (...given: unknown[]): unknown => {
      holdBefore();
      const listener: { close(): void } = Reflect.apply(listen, Deno, given);
      const { close } = listener;
      possessions.keep(() => close.call(listener));
      return listener;
    };
    Object.defineProperty(Deno, name, { value: owned, configurable: true, writable: true });
  }
}

/** Whether a module's servers listen by a method of a class of Node. */
export function hasNodeServers(specifier: string): boolean {
  return /^(node:)?(net|tls|http|https|http2)$/.test(specifier);
}

const ownedPrototypes = new Set<object>();

/**
 * Ends what servers of these modules have started. The method is changed where it stands, so that
 * it is the same for modules which import a server unchanged.
 */
export function ownNodeServers(
  possessions: Possessions,
  modules: readonly Record<string, unknown>[],
): void {
  for (const module of modules) {
    // Each class of a module may listen by a method of its own that does not call the inherited one.
    for (
      let at = Object(module["Server"]).prototype;
      isObject(at);
      at = Object.getPrototypeOf(at)
    ) {
      if (ownedPrototypes.has(at) || !Object.hasOwn(at, "listen")) continue;
      ownedPrototypes.add(at);
      ownListen(possessions, at);
    }
  }
}

/** The part of a server of Node that ends it. */
interface NodeServer {
  close(): unknown;
  closeAllConnections?(): unknown;
}

function ownListen(possessions: Possessions, prototype: object): void {
  const listen: unknown = Reflect.get(prototype, "listen");
  if (typeof listen !== "function") return;
  const owned = function (this: NodeServer, ...given: unknown[]): unknown {
    holdBefore();
    possessions.keep(() => endServer(this));
    return Reflect.apply(listen, this, given);
  };
  const descriptor = Object.getOwnPropertyDescriptor(prototype, "listen");
  Object.defineProperty(prototype, "listen", { ...descriptor, value: owned });
}

/** One that still looks for the address of its host does not listen yet, and goes on. */
function endServer(server: NodeServer): void {
  server.close();
  server.closeAllConnections?.();
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

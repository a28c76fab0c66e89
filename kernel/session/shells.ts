/** The main shell and its subshells: in each, requests are served one after the other. */

import type { Header } from "../messaging/mod.ts";
import { createRequestQueue, type RequestQueue } from "./queue.ts";

/** A line of requests. While a cell of one waits for something, cells of others run. */
export interface Shell {
  /** Null for the main shell. */
  readonly id: string | null;
  readonly queue: RequestQueue;
  /** When the cell of it that runs has begun, by `performance.now()`; null while none runs. */
  runningSinceMs: number | null;
}

/** All shells of a session. */
export interface Shells {
  readonly main: Shell;
  /** The one that a message is meant for; null when there is none of that name. */
  of(header: Header): Shell | null;
  /** A new one, or null when there are too many. */
  create(): Shell | null;
  /** Takes one away: what waits in it must still be answered. Null when there is none. */
  remove(id: string): Shell | null;
  ids(): string[];
  all(): Shell[];
}

/** Subshells of one kernel: a front end has one for each console and each kind of comm. Chosen. */
export const SUBSHELLS_MAX = 64;

/** Makes the main shell. */
export function createShells(): Shells {
  const main: Shell = { id: null, queue: createRequestQueue(), runningSinceMs: null };
  const subshells = new Map<string, Shell>();
  return {
    main,
    of(header) {
      const { subshell_id: id } = header;
      // Clients send null, or nothing, for the main shell.
      if (id === undefined || id === null) return main;
      return typeof id === "string" ? subshells.get(id) ?? null : null;
    },
    create() {
      if (subshells.size >= SUBSHELLS_MAX) return null;
      const id = crypto.randomUUID();
      const shell: Shell = { id, queue: createRequestQueue(), runningSinceMs: null };
      subshells.set(id, shell);
      return shell;
    },
    remove(id) {
      const shell = subshells.get(id) ?? null;
      subshells.delete(id);
      return shell;
    },
    ids: () => [...subshells.keys()],
    all: () => [main, ...subshells.values()],
  };
}

/**
 * The types of one notebook, for the kernel: cheap to make, and nothing is loaded or started before
 * somebody asks.
 */

import type { Engine, EngineOptions } from "./server/engine.ts";
import type { KnownCell, TypeHelp, TypeService } from "./type_service.ts";

/** How types are found. */
export interface NotebookTypesOptions extends EngineOptions {
  /** Whether there may be a language server at all. */
  readonly isOn?: boolean;
}

/** Help and checks from the types of one notebook. */
export interface NotebookTypes extends TypeService, TypeHelp {
  /** The process of the language server, while there is one. */
  readonly serverPid: number | null;
}

/** Cells that are remembered before anybody asks. Chosen: more than a notebook's cells run. */
const EARLY_MAX = 4000;

/** How long faults are waited for by whoever names no deadline: the server's first start included. */
const DIAGNOSE_MS = 30_000;

/** Makes the types of a notebook of which no cell has run. */
export function createNotebookTypes(
  { isOn = true, ...options }: NotebookTypesOptions,
): NotebookTypes {
  // Reading a cell's names takes time that the next cell should not wait for.
  const early: KnownCell[] = [];
  let loading: Promise<Engine | null> | null = null;
  let engine: Engine | null = null;
  let isEnded = false;

  function ran(cell: KnownCell): void {
    if (!isOn) return;
    early.push(cell);
    if (early.length > EARLY_MAX) early.shift();
  }

  function flush(loaded: Engine): Engine {
    for (const cell of early.splice(0)) loaded.model.ran(cell);
    return loaded;
  }

  /** Null where the language server is off, or the checkout has gone. */
  function load(): Promise<Engine | null> {
    if (!isOn || isEnded) return Promise.resolve(null);
    return loading ??= loadEngine().then(({ createEngine }) => {
      engine = createEngine(options);
      return engine;
    }).catch(() => null);
  }

  /** The engine for help while typing, which does not wait for one. */
  function ready(): Engine | null {
    if (engine === null) void load().then((loaded) => isEnded ? undefined : loaded?.warm());
    return engine === null ? null : flush(engine);
  }

  return {
    ran,
    declare: (name, type) =>
      ran({ key: `declare ${name}`, name, code: `export declare let ${name}: ${type};` }),
    async diagnose(cell, { deadlineMs = DIAGNOSE_MS } = {}) {
      const loaded = await load();
      if (loaded === null || isEnded) {
        return { kind: "unavailable", reason: "the language server is off" };
      }
      return await flush(loaded).diagnose(cell, deadlineMs);
    },
    complete: (question) => ready()?.complete(question) ?? Promise.resolve(null),
    hover: (question) => ready()?.hover(question) ?? Promise.resolve(null),
    signature: (question) => ready()?.signature(question) ?? Promise.resolve(null),
    names: () => engine === null ? [] : flush(engine).model.names(),
    makerOf: (name) => engine === null ? null : flush(engine).model.makerOf(name),
    packages: () => engine?.packages ?? [],
    forget() {
      early.length = 0;
      engine?.model.forget();
    },
    get serverPid() {
      return engine?.pid ?? null;
    },
    async [Symbol.asyncDispose]() {
      isEnded = true;
      await (await loading)?.[Symbol.asyncDispose]();
    },
  };
}

function loadEngine(): Promise<typeof import("./server/engine.ts")> {
  // Computed, so that a kernel's start does not load what it may never need.
  const specifier = "./server/engine.ts";
  return import(specifier);
}

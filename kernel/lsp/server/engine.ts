/**
 * The language server behind a notebook: started when first needed, started again once when it
 * fails, and told what cells have made before each question.
 */

import { CODE_LENGTH_MAX, createNotebookModel, type NotebookModel } from "../notebook/model.ts";
import { positionOfUtf16 } from "../position.ts";
import type { Diagnosis, KnownCell, TypedName, TypedText, TypeQuestion } from "../type_service.ts";
import type { Answer } from "./connection.ts";
import { createDocuments, type Documents } from "./documents.ts";
import { readCompletion, readFaults, readHover, readSignature } from "./items.ts";
import { folderUri, type RunningServer, startServer } from "./process.ts";

/** What an engine needs from its surroundings. */
export interface EngineOptions {
  /** The notebook's folder. */
  readonly cwd: string;
  /** The configuration for the server; asked at each start. */
  readonly config: () => Promise<Record<string, unknown>>;
  /** A module that declares what cells have beside what Deno declares. */
  readonly globals?: string;
  /** The server's program, when it is not `deno lsp`. */
  readonly command?: readonly string[];
  /** Told once when there will be no more help from types. */
  readonly say?: (remark: string) => void;
  readonly patience?: Patience;
}

/** How long a server is waited for, in ms. */
export interface Patience {
  /** Pause before the second start. */
  readonly backOffMs: number;
  /** No answer for so long means that the server hangs. */
  readonly hangMs: number;
  /** The same for the first question, before which all libraries are read. */
  readonly firstHangMs: number;
}

/** Answers from types, and the server that gives them. */
export interface Engine extends AsyncDisposable {
  readonly model: NotebookModel;
  /** Packages that the folder's names stand for, as they are imported without those names. */
  readonly packages: readonly string[];
  /** The server's process, while there is one. */
  readonly pid: number | null;
  /** Starts the server if there is none. */
  warm(): void;
  complete(question: TypeQuestion): Promise<readonly TypedName[] | null>;
  hover(question: TypeQuestion): Promise<TypedText | null>;
  signature(question: TypeQuestion): Promise<TypedText | null>;
  diagnose(cell: KnownCell, deadlineMs: number): Promise<Diagnosis>;
}

/** A server that answers, and what it was told. */
interface Live {
  readonly server: RunningServer;
  readonly documents: Documents;
  isWarm: boolean;
}

/** A question, and in which text it is put. */
interface Asking {
  readonly question: TypeQuestion;
  /** One text a purpose: they are asked about side by side. */
  readonly document: "typing" | "asking" | "checking";
  /** The cell of the notebook that it is, if that is known. */
  readonly key?: string;
  readonly signal?: AbortSignal;
}

/** Starts altogether: one more after the first failure. */
const STARTS_MAX = 2;

/**
 * Chosen. The pause: a machine out of memory has settled. A hang: a check of a large cell takes
 * seconds, and questions behind it wait. The first answer took 1 s on a quiet machine of two cores
 * and 7 s on a busy one.
 */
const PATIENCE: Patience = { backOffMs: 2000, hangMs: 20_000, firstHangMs: 60_000 };

/** Makes the engine; nothing is started yet. */
export function createEngine(options: EngineOptions): Engine {
  const { cwd, globals, say = () => {}, patience = PATIENCE } = options;
  const model = createNotebookModel(
    globals === undefined ? {} : { head: `import type {} from ${JSON.stringify(globals)};` },
  );
  const folder = folderUri(cwd);
  const ending = new AbortController();
  let current: Promise<Live | null> | null = null;
  let live: Live | null = null;
  let startCount = 0;
  let offReason: string | null = null;
  let checking: Promise<unknown> = Promise.resolve();
  let packages: readonly string[] = [];
  /** Until the failed server's process has ended. */
  let clearing: PromiseLike<void> = Promise.resolve();
  const typing = new Map<string, AbortController>();

  function serverNow(): Promise<Live | null> {
    if (offReason !== null || ending.signal.aborted) return Promise.resolve(null);
    return current ??= begin();
  }

  async function begin(): Promise<Live | null> {
    if (startCount > 0) await pause(patience.backOffMs, ending.signal);
    await clearing;
    if (ending.signal.aborted) return null;
    startCount += 1;
    const server = await options.config().then((config) => {
      packages = packagesOf(config["imports"]);
      return startServer({ ...options, config });
    }).catch((error) => `${error}`);
    if (typeof server === "string") return failed(server);
    if (ending.signal.aborted) {
      await server[Symbol.asyncDispose]();
      return null;
    }
    const documents = createDocuments(server.connection, folder);
    const begun: Live = { server, documents, isWarm: false };
    live = begun;
    void server.connection.closed.then((reason) => {
      if (live !== begun) return;
      live = null;
      clearing = server[Symbol.asyncDispose]();
      failed(reason);
    });
    void warmUp(begun);
    return begun;
  }

  function failed(reason: string): null {
    current = null;
    if (startCount >= STARTS_MAX && offReason === null && !ending.signal.aborted) {
      offReason = `the language server failed twice (${reason})`;
      say(`Help from types is off: ${offReason}`);
    }
    return null;
  }

  /** Asks for nothing in particular, so that libraries are read before somebody waits for them. */
  async function warmUp(begun: Live): Promise<void> {
    const question = { code: "", offsetUtf16: 0, deadlineMs: patience.firstHangMs };
    await Promise.all([
      put(begun, "textDocument/completion", { question, document: "typing" }),
      put(begun, "textDocument/hover", { question, document: "asking" }),
    ]);
    await begun.server.clear();
  }

  /** Brings the server up to date and asks it. */
  async function put(
    begun: Live,
    method: string,
    asking: Asking,
  ): Promise<{ answer: Answer; headLines: number }> {
    const { document, key, signal, question: { code, offsetUtf16, deadlineMs } } = asking;
    // The compiler counts a lone carriage return as a line end, the protocol's servers do not.
    const text = code.replace(/\r(?!\n)/g, "\n");
    const asked = model.moduleFor(text, { name: document, ...(key === undefined ? {} : { key }) });
    begun.documents.update([...model.modules(), asked]);
    const { line, character } = positionOfUtf16(text, offsetUtf16);
    const answer = await begun.server.connection.ask(method, {
      textDocument: { uri: folder + asked.fileName },
      ...(method === "textDocument/diagnostic" ? {} : {
        position: { line: line + asked.headLines, character },
        context: { triggerKind: 1, isRetrigger: false },
      }),
    }, {
      deadlineMs,
      hangMs: begun.isWarm ? patience.hangMs : patience.firstHangMs,
      ...(signal === undefined ? {} : { signal }),
    });
    begun.isWarm ||= answer.kind === "result";
    return { answer, headLines: asked.headLines };
  }

  /** Asks for help while typing; a later question of the same kind takes its place. */
  async function help<T>(
    method: string,
    question: TypeQuestion,
    { document, read }: Pick<Asking, "document"> & { read: (value: unknown) => T | null },
  ): Promise<T | null> {
    if (question.code.length > CODE_LENGTH_MAX) return null;
    if (live === null || !live.isWarm) {
      void serverNow();
      return null;
    }
    typing.get(method)?.abort();
    const latest = new AbortController();
    typing.set(method, latest);
    const { signal } = latest;
    const { answer } = await put(live, method, { question, document, signal });
    return answer.kind === "result" ? read(answer.value) : null;
  }

  async function diagnoseNow(cell: KnownCell, endMs: number): Promise<Diagnosis> {
    const begun = await soon(serverNow(), endMs - performance.now());
    if (begun === null) {
      return { kind: "unavailable", reason: offReason ?? "the compiler did not answer in time" };
    }
    const deadlineMs = Math.max(0, endMs - performance.now());
    const { answer, headLines } = await put(begun, "textDocument/diagnostic", {
      question: { code: cell.code, offsetUtf16: 0, deadlineMs },
      document: "checking",
      key: cell.key,
    });
    switch (answer.kind) {
      case "result": {
        const faults = readFaults(answer.value, { code: cell.code, headLines });
        return faults === null
          ? { kind: "unavailable", reason: "the compiler gave an answer that cannot be read" }
          : { kind: "faults", faults };
      }
      case "late":
        return { kind: "unavailable", reason: "the compiler did not answer in time" };
      case "closed":
        return { kind: "unavailable", reason: "the compiler ended" };
      case "failed":
        return { kind: "unavailable", reason: answer.reason };
    }
  }

  return {
    model,
    get packages() {
      return packages;
    },
    get pid() {
      return live?.server.pid ?? null;
    },
    warm: () => void serverNow(),
    complete: (question) =>
      help("textDocument/completion", question, { document: "typing", read: readCompletion }),
    hover: (question) =>
      help("textDocument/hover", question, { document: "asking", read: readHover }),
    signature: (question) =>
      help("textDocument/signatureHelp", question, { document: "asking", read: readSignature }),
    diagnose(cell, deadlineMs) {
      if (cell.code.length > CODE_LENGTH_MAX) {
        const reason = `the cell is longer than ${CODE_LENGTH_MAX} characters`;
        return Promise.resolve({ kind: "unavailable", reason });
      }
      const endMs = performance.now() + deadlineMs;
      // One after the other: all of them are the same document.
      const diagnosed = checking.then(() => diagnoseNow(cell, endMs));
      checking = diagnosed;
      return diagnosed;
    },
    async [Symbol.asyncDispose]() {
      ending.abort();
      const last = live;
      live = null;
      await current;
      await last?.server[Symbol.asyncDispose]();
      await clearing;
    },
  };
}

/** Addresses of packages in an import map; those of whole folders are left out. */
function packagesOf(imports: unknown): string[] {
  const addresses: unknown[] = Object.values(Object(imports));
  return addresses.filter((address) => typeof address === "string")
    .filter((address) => /^(?:npm|jsr):.*[^/]$/.test(address)).sort();
}

/** The value if it comes in time, else null. */
async function soon<T>(value: Promise<T>, timeMs: number): Promise<T | null> {
  const late = Promise.withResolvers<null>();
  const timer = setTimeout(() => late.resolve(null), Math.max(0, timeMs));
  const first = await Promise.race([value, late.promise]);
  clearTimeout(timer);
  return first;
}

function pause(timeMs: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, timeMs);
  signal.addEventListener("abort", () => {
    clearTimeout(timer);
    resolve();
  }, { once: true });
  return promise;
}

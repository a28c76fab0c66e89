/** The process of a language server, from its start to its end. */

import { connect, type Connection } from "./connection.ts";

/** What a server is started with. */
export interface ServerOptions {
  /** The notebook's folder. */
  readonly cwd: string;
  /** The program; `deno lsp` of this very Deno when absent. */
  readonly command?: readonly string[];
  /** What the server is to take for the folder's configuration. */
  readonly config: Record<string, unknown>;
}

/** A server that has said who it is. */
export interface RunningServer extends AsyncDisposable {
  readonly pid: number;
  readonly connection: Connection;
  /** Removes what the server has read by now: nothing is left when this process is killed. */
  clear(): Promise<void>;
}

/** How long a start may take. Seen: 10 to 90 ms; the rest is for a machine that is busy. */
const START_MS = 20_000;

/**
 * Where the server finds a network: nowhere. It would fetch a package for every half-typed name;
 * cells fetch what they import when they run.
 */
const NO_NETWORK = "http://127.0.0.1:9";

/** Starts a server; the answer is why not when there is none. */
export async function startServer(
  { cwd, command = [Deno.execPath(), "lsp", "--quiet"], config }: ServerOptions,
): Promise<RunningServer | string> {
  await using ending = new AsyncDisposableStack();
  let folder: string;
  let child: Deno.ChildProcess;
  const clear = () => Deno.remove(folder, { recursive: true }).catch(() => {});
  try {
    folder = await Deno.makeTempDir({ prefix: "probebook-types-" });
    ending.defer(clear);
    await Deno.writeTextFile(`${folder}/deno.json`, JSON.stringify(config));
    child = spawn(command, cwd);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const settings = settingsOf(`${folder}/deno.json`);
  const connection = connect(
    { input: child.stdin, output: child.stdout },
    (method, params) => answerServer(method, params, settings),
  );
  ending.defer(() => end(child, connection));
  const answer = await connection.ask("initialize", initialization(cwd, settings), {
    deadlineMs: START_MS,
    hangMs: START_MS,
  });
  if (answer.kind !== "result") {
    return answer.kind === "failed" ? answer.reason : "it did not start";
  }
  connection.tell("initialized", {});
  const owned = ending.move();
  return { pid: child.pid, connection, clear, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

function spawn([program = "", ...args]: readonly string[], cwd: string): Deno.ChildProcess {
  return new Deno.Command(program, {
    args,
    cwd,
    env: {
      NO_COLOR: "1",
      DENO_NO_UPDATE_CHECK: "1",
      HTTP_PROXY: NO_NETWORK,
      HTTPS_PROXY: NO_NETWORK,
      http_proxy: NO_NETWORK,
      https_proxy: NO_NETWORK,
      NO_PROXY: "",
      no_proxy: "",
    },
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
    // A group of its own: a Ctrl-C in a console that shows the kernel is not for the server.
    detached: true,
  }).spawn();
}

/** Ends the server, which keeps nothing. When this process is killed, the end of its input does. */
async function end(child: Deno.ChildProcess, connection: Connection): Promise<void> {
  connection.close("it ended");
  try {
    child.kill("SIGKILL");
  } catch {
    // It has ended.
  }
  await child.status;
}

interface Settings {
  readonly deno: Record<string, unknown>;
  readonly typescript: Record<string, unknown>;
}

function settingsOf(configPath: string): Settings {
  const suggest = { autoImports: false, completeFunctionCalls: false };
  return {
    deno: {
      enable: true,
      config: configPath,
      lint: false,
      cacheOnSave: false,
      codeLens: { implementations: false, references: false, test: false },
      // Files of the folder that no cell imports are not read.
      documentPreloadLimit: 0,
      suggest: { names: true, paths: true, imports: { autoDiscover: false, hosts: {} } },
    },
    typescript: { suggest, inlayHints: {} },
  };
}

function initialization(cwd: string, settings: Settings): Record<string, unknown> {
  const uri = folderUri(cwd);
  const markdown = ["markdown", "plaintext"];
  return {
    // The server ends with this process also when its input stays open.
    processId: Deno.pid,
    rootUri: uri,
    workspaceFolders: [{ uri, name: "notebook" }],
    initializationOptions: settings.deno,
    capabilities: {
      workspace: { configuration: true, workspaceFolders: true },
      textDocument: {
        diagnostic: {},
        hover: { contentFormat: markdown },
        completion: {
          completionItem: {
            snippetSupport: false,
            documentationFormat: markdown,
            deprecatedSupport: true,
            tagSupport: { valueSet: [1] },
          },
        },
        signatureHelp: {
          signatureInformation: {
            documentationFormat: markdown,
            activeParameterSupport: true,
            parameterInformation: { labelOffsetSupport: true },
          },
        },
      },
    },
  };
}

/** The URI of the folder, with a slash at its end. */
export function folderUri(cwd: string): string {
  const path = cwd.split("/").map(encodeURIComponent).join("/");
  return `file://${path.replace(/\/*$/, "")}/`;
}

function answerServer(method: string, params: unknown, settings: Settings): unknown {
  if (method !== "workspace/configuration") return null;
  return itemsOf(params).map((section) =>
    section === "deno" ? settings.deno : section === "typescript" ? settings.typescript : {}
  );
}

/** The sections that the server asks for; anything else than a list of them has none. */
function itemsOf(params: unknown): string[] {
  if (typeof params !== "object" || params === null || !("items" in params)) return [];
  if (!Array.isArray(params.items)) return [];
  return params.items.map((item: unknown) =>
    typeof item === "object" && item !== null && "section" in item ? String(item.section) : ""
  );
}

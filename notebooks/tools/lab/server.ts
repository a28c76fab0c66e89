/** JupyterLab as a child process: started, awaited until it answers, ended with its kernels. */

import { join } from "node:path";
import type { LabHost } from "./host.ts";
import { type Problem, problem } from "./problem.ts";

/** What to start. */
export interface ServerOptions {
  readonly python: string;
  /** Folder that JupyterLab shows. */
  readonly workingCopy: string;
  readonly port: number | null;
}

/** A JupyterLab that answers. */
export interface RunningServer {
  readonly kind: "running";
  readonly port: number;
  readonly token: string;
  /** Settles when the server has ended, with its exit code. */
  readonly ended: Promise<number>;
  /** Asks it to end with its kernels; a second call ends it the hard way. */
  stop(): void;
  readonly logPath: string;
}

/** What Jupyter writes into `jpserver-PID.json` when it listens. */
interface ServerInfo {
  readonly port: number;
  readonly token: string;
}

/** On the slowest machine tried the first start took 6 s, compiling Python; this is far beyond. */
const START_TIMEOUT_MS = 90_000;

/** How often a starting server is looked at; it offers no event. */
const POLL_MS = 40;

/** How long kernels are given to end themselves before the server is killed. */
const STOP_TIMEOUT_MS = 10_000;

/** How long the last words of a server that ended are waited for. */
const LOG_TAIL_MS = 300;

/** Variables by which a learner's own Jupyter is configured: they are not meant for this one. */
const REMOVED_VARIABLES = [
  ...["JUPYTER_PATH", "JUPYTER_CONFIG_PATH", "JUPYTER_TOKEN", "JUPYTER_TOKEN_FILE"],
  ...["JUPYTER_PORT", "JUPYTER_PORT_RETRIES", "JUPYTERLAB_SETTINGS_DIR"],
  ...["JUPYTERLAB_WORKSPACES_DIR", "PYTHONHOME", "PYTHONPATH"],
];

/** Starts JupyterLab and waits until it answers. */
export async function startServer(
  host: LabHost,
  options: ServerOptions,
): Promise<RunningServer | Problem> {
  const { port } = options;
  if (port !== null && !isFree(port)) return portTaken(port);
  const folders = jupyterFolders(host.checkout);
  for (const folder of Object.values(folders)) await Deno.mkdir(folder, { recursive: true });
  await writeOverrides(host.checkout);
  const logPath = join(host.checkout, ".lab", "jupyter", "server.log");
  const child = new Deno.Command(options.python, {
    args: serverArgs(host, options),
    cwd: options.workingCopy,
    clearEnv: true,
    env: serverEnv(folders),
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
    // Ctrl-C in the terminal reaches this program alone, which then ends the server in order.
    detached: true,
  }).spawn();
  const logging = keepLog(child, logPath);
  const ended = child.status.then(async ({ code }) => {
    // Kernels share the pipe: one that outlives a killed server must not keep us waiting.
    const patience = Promise.withResolvers<void>();
    const timer = setTimeout(patience.resolve, LOG_TAIL_MS);
    await Promise.race([logging.finished, patience.promise]);
    clearTimeout(timer);
    await logging.close();
    return code;
  });
  const infoPath = join(folders.JUPYTER_RUNTIME_DIR, `jpserver-${child.pid}.json`);
  const server = { ended, stop: createStop(child, ended), logPath };
  const info = await waitUntilReady(infoPath, ended);
  if (info !== null) return { kind: "running", ...info, ...server };
  server.stop();
  const code = await ended;
  if (port !== null && !isFree(port)) return portTaken(port);
  return problem(
    `Cannot start JupyterLab: it ended with exit code ${code}\n${await logTail(logPath)}`,
    `read ${logPath}; to set up again: deno task clean && deno task lab`,
  );
}

/** The address of a notebook in a running JupyterLab. */
export function notebookUrl({ port, token }: ServerInfo, notebook: string | null): string {
  const tree = notebook === null
    ? ""
    : `/tree/${notebook.split("/").map(encodeURIComponent).join("/")}`;
  return `http://localhost:${port}/lab${tree}?token=${token}`;
}

function serverArgs(host: LabHost, { workingCopy, port }: ServerOptions): string[] {
  return [
    ...["-I", "-m", "jupyterlab"],
    `--config=${join(host.checkout, "notebooks", "tools", "lab", "jupyter_server_config.py")}`,
    `--ServerApp.root_dir=${workingCopy}`,
    ...(port === null ? [] : [`--ServerApp.port=${port}`, "--ServerApp.port_retries=0"]),
    ...(host.isRoot ? ["--allow-root"] : []),
  ];
}

/** Everything that Jupyter would otherwise keep in the learner's home. */
function jupyterFolders(checkout: string) {
  const jupyter = join(checkout, ".lab", "jupyter");
  return {
    JUPYTER_CONFIG_DIR: join(jupyter, "config"),
    JUPYTER_DATA_DIR: join(jupyter, "data"),
    JUPYTER_RUNTIME_DIR: join(jupyter, "runtime"),
    IPYTHONDIR: join(jupyter, "ipython"),
  };
}

function serverEnv(folders: Record<string, string>): Record<string, string> {
  const env = Deno.env.toObject();
  for (const name of REMOVED_VARIABLES) delete env[name];
  return { ...env, ...folders };
}

/** Settings that only JupyterLab's front end reads; a learner's own settings go before them. */
async function writeOverrides(checkout: string): Promise<void> {
  const folder = join(checkout, ".lab", "python", "share", "jupyter", "lab", "settings");
  await Deno.mkdir(folder, { recursive: true });
  const overrides = {
    "@jupyterlab/apputils-extension:notification": { fetchNews: "false", checkForUpdates: false },
    "@jupyterlab/extensionmanager-extension:plugin": { enabled: false },
  };
  await Deno.writeTextFile(
    join(folder, "overrides.json"),
    `${JSON.stringify(overrides, null, 2)}\n`,
  );
}

function isFree(port: number): boolean {
  try {
    Deno.listen({ hostname: "127.0.0.1", port }).close();
    return true;
  } catch {
    // Taken, or below 1024 and not ours to take: JupyterLab could not listen either.
    return false;
  }
}

function portTaken(port: number): Problem {
  return port < 1024
    ? problem(
      `Cannot use port ${port}: it is in use or reserved to the system`,
      "choose a port above 1023 with --port N, or leave --port out",
    )
    : problem(
      `Cannot use port ${port}: another program listens there`,
      "choose another with --port N, or leave --port out and the next free one is taken",
    );
}

/** Null when the server ended, or was not ready in time. */
async function waitUntilReady(path: string, ended: Promise<number>): Promise<ServerInfo | null> {
  let isOver = false;
  void ended.then(() => isOver = true);
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!isOver && Date.now() < deadline) {
    const info = await readServerInfo(path);
    if (info !== null && await answers(info)) return info;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  return null;
}

async function readServerInfo(path: string): Promise<ServerInfo | null> {
  try {
    const value: unknown = JSON.parse(await Deno.readTextFile(path));
    if (typeof value !== "object" || value === null) return null;
    const { port, token } = value as Record<string, unknown>;
    return typeof port === "number" && typeof token === "string" ? { port, token } : null;
  } catch {
    // Not written yet, or only half of it.
    return null;
  }
}

async function answers({ port, token }: ServerInfo): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/lab?token=${token}`, {
      signal: AbortSignal.timeout(START_TIMEOUT_MS),
    });
    await response.body?.cancel();
    return response.ok;
  } catch {
    // It listens a moment after it has written where.
    return false;
  }
}

function createStop(child: Deno.ChildProcess, ended: Promise<number>): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const send = (signal: Deno.Signal) => {
    try {
      child.kill(signal);
    } catch {
      // It has ended by itself meanwhile.
    }
  };
  void ended.then(() => {
    if (timer !== null) clearTimeout(timer);
  });
  return () => {
    if (timer !== null) return send("SIGKILL");
    timer = setTimeout(() => send("SIGKILL"), STOP_TIMEOUT_MS);
    send("SIGTERM");
  };
}

/** Copies the server's output into a file, until it ends or is closed. */
function keepLog(
  child: Deno.ChildProcess,
  path: string,
): { finished: Promise<void>; close(): Promise<void> } {
  const log = Deno.openSync(path, { write: true, create: true, truncate: true });
  const readers = [child.stdout, child.stderr].map((stream) => stream.getReader());
  const finished = Promise.all(readers.map(async (reader) => {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      log.writeSync(part.value);
    }
  })).then(() => {});
  return {
    finished,
    async close() {
      await Promise.all(readers.map((reader) => reader.cancel()));
      await finished;
      log.close();
    },
  };
}

async function logTail(path: string): Promise<string> {
  const text = await Deno.readTextFile(path).catch(() => "");
  return text.trimEnd().split("\n").slice(-8).map((line) => `  ${line}`).join("\n");
}

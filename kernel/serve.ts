/** A kernel on five sockets, from its connection file to its end. */

import { assembleKernel, type Kernel, type KernelOptions } from "./assemble.ts";
import { createDispatch, type Letter } from "./dispatch.ts";
import type { PermissionChoice } from "./evaluator/mod.ts";
import type { HeadStart } from "./evaluator/spawn.ts";
import { historyPath } from "./history_path.ts";
import {
  type ConnectionFile,
  createReplayGuard,
  createSigner,
  decodeWire,
  encodeWire,
  type Incoming,
  type Outgoing,
  parseConnectionFile,
  type ReplayGuard,
  type Signer,
  writeMessage,
} from "./messaging/mod.ts";
import {
  bindPublisher,
  bindReplier,
  bindRouter,
  type CurveServer,
  decodeZ85,
  encodeZ85,
  type Endpoint,
  type HeldPorts,
  loadCurve,
  loadScheduler,
  publicKeyOf,
  type PublisherSocket,
  type RouterSocket,
} from "./zmtp/mod.ts";

/** How often the kernel looks whether the server that started it still lives. */
const PARENT_CHECK_MS = 1000;

/**
 * When to load what makes messages cheaper. Chosen: by then the first questions of a front end are
 * answered and a first cell has run; loading it earlier would make those wait 20 ms longer.
 */
const SETTLED_MS = 500;

/** The sockets that carry messages, and the heartbeat. */
interface Sockets extends AsyncDisposable {
  readonly routers: Readonly<Record<Incoming["channel"], RouterSocket>>;
  readonly iopub: PublisherSocket;
}

/**
 * Serves one kernel until it is shut down; the answer is the exit code. Errors before the sockets
 * stand are written to standard error, where the server that started the kernel shows them.
 */
export async function serve(
  connectionFilePath: string,
  { headStart, held, permissions }: {
    headStart: HeadStart | null;
    held: HeldPorts;
    permissions: PermissionChoice;
  },
): Promise<number> {
  const connection = await readConnectionFile(connectionFilePath);
  if (typeof connection === "string") return fail(connection);
  const signer = createSigner(connection.key, connection.signature_scheme);
  const ending = Promise.withResolvers<void>();
  // Started before the sockets: the child process comes up while they are bound.
  const outgoing = createGate();
  await using kernel = assembleKernel({
    cwd: Deno.cwd(),
    headStart,
    permissions,
    send: (message) => outgoing.send(message),
    onShutdown: () => ending.resolve(),
    isAttended: true,
    ...historyOptions(),
    ...notebookOption(),
  });
  let sockets: Sockets;
  try {
    const curve = await curveOf(connection);
    sockets = await bindSockets(connection, {
      curve,
      held,
      welcome: (topic) => welcome(kernel, topic, signer),
    });
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  } finally {
    held.close();
  }
  await using bound = sockets;
  const dispatch = createDispatch((letter) => sendOn(bound, letter, signer));
  outgoing.open(dispatch.send);
  const guard = createReplayGuard();
  for (const channel of ["shell", "control", "stdin"] as const) {
    const { [channel]: router, stdin } = bound.routers;
    void receive(router, { channel, stdin, signer, guard, kernel });
  }
  const settling = setTimeout(() => {
    signer.accelerate();
    loadScheduler();
  }, SETTLED_MS);
  const stopWatching = watchSurroundings(kernel, () => ending.resolve());
  await ending.promise;
  dispatch.flush();
  clearTimeout(settling);
  stopWatching();
  return 0;
}

/** Jupyter's server names the notebook here; other programs that start kernels do not. */
function notebookOption(): Pick<KernelOptions, "notebook"> {
  const notebook = Deno.env.get("JPY_SESSION_NAME");
  return notebook === undefined ? {} : { notebook };
}

function historyOptions(): Pick<KernelOptions, "history"> {
  const path = historyPath({ os: Deno.build.os, env: (name) => Deno.env.get(name) });
  return path === null ? {} : { history: { path, say: (remark) => void fail(remark) } };
}

async function readConnectionFile(path: string): Promise<ConnectionFile | string> {
  let text: string;
  try {
    text = await Deno.readTextFile(path);
  } catch (error) {
    return `Cannot read the connection file "${path}": ${
      error instanceof Error ? error.message : String(error)
    }`;
  }
  const parsed = parseConnectionFile(text);
  return parsed.kind === "connection"
    ? parsed.connection
    : `Cannot use the connection file "${path}": ${parsed.reason}`;
}

/** Tells a new subscriber that it will miss nothing from here on (enhancement proposal 65). */
function welcome(kernel: Kernel, topic: Uint8Array, signer: Signer): Uint8Array[] | null {
  let subscription: string;
  try {
    subscription = new TextDecoder("utf-8", { fatal: true }).decode(topic);
  } catch {
    // No client that reads our messages has such a topic, and JSON could not name it.
    return null;
  }
  const { identities, message } = kernel.session.welcome(subscription);
  return encodeWire(identities, writeMessage(message), signer);
}

/** The keys of the connection file, in the spelling of jupyter_client 8.9; null without them. */
async function curveOf(
  { curve_publickey: open, curve_secretkey: secret }: ConnectionFile,
): Promise<CurveServer | null> {
  if (open === undefined || secret === undefined) return null;
  const secretKey = decodeZ85(secret);
  if (secretKey === null) throw new TypeError("Cannot encrypt: curve_secretkey is not Z85");
  if (encodeZ85(await publicKeyOf(secretKey)) !== open) {
    throw new RangeError("Cannot encrypt: curve_publickey is not the key of curve_secretkey");
  }
  return await loadCurve(secretKey);
}

async function bindSockets(
  connection: ConnectionFile,
  { curve, held, welcome }: {
    curve: CurveServer | null;
    held: HeldPorts;
    welcome: (topic: Uint8Array) => Uint8Array[] | null;
  },
): Promise<Sockets> {
  const options = curve === null ? { held } : { curve, held };
  const at = (port: number): Endpoint =>
    connection.transport === "tcp"
      ? { transport: "tcp", hostname: connection.ip, port }
      : { transport: "ipc", path: `${connection.ip}-${port}` };
  await using opened = new AsyncDisposableStack();
  const [shell, control, stdin, iopub, heartbeat] = await Promise.all([
    bindRouter(at(connection.shell_port), options),
    bindRouter(at(connection.control_port), options),
    bindRouter(at(connection.stdin_port), options),
    bindPublisher(at(connection.iopub_port), { ...options, welcome }),
    bindReplier(at(connection.hb_port), options),
  ]);
  for (const socket of [heartbeat, stdin, control, iopub, shell]) opened.use(socket);
  const all = opened.move();
  return {
    routers: { shell, control, stdin },
    iopub,
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}

function sendOn(sockets: Sockets, letter: Letter, signer: Signer): Promise<void> {
  const frames = encodeWire(letter.identities, letter.written, signer);
  if (letter.channel === "iopub") return sockets.iopub.publish(frames);
  const [routingId, ...rest] = frames;
  if (routingId === undefined) return Promise.resolve();
  return sockets.routers[letter.channel].send(routingId, rest);
}

async function receive(
  router: RouterSocket,
  { channel, stdin, signer, guard, kernel }: {
    channel: Incoming["channel"];
    stdin: RouterSocket;
    signer: Signer;
    guard: ReplayGuard;
    kernel: Kernel;
  },
): Promise<void> {
  for await (const { routingId, frames } of router.messages) {
    const decoded = decodeWire(frames, signer);
    // A rejected message is dropped without a word: an answer would serve only whoever forged it.
    if (decoded.kind === "rejected" || !guard.isNew(decoded.signature)) continue;
    router.trust(routingId);
    // The same client has the same name there, where it says nothing until it is asked. A name that
    // begins with zero was made by this router, and means another peer in the next one.
    if (routingId[0] !== 0) stdin.trust(routingId);
    const identities = [routingId, ...decoded.identities];
    kernel.session.submit({ channel, identities, message: decoded.message });
  }
}

/** Holds messages back until there is somewhere to send them. */
function createGate(): {
  send(outgoing: Outgoing): Promise<void>;
  open(target: (outgoing: Outgoing) => Promise<void>): void;
} {
  let target: ((outgoing: Outgoing) => Promise<void>) | null = null;
  const early: Outgoing[] = [];
  return {
    send(outgoing) {
      if (target !== null) return target(outgoing);
      early.push(outgoing);
      return Promise.resolve();
    },
    open(opened) {
      target = opened;
      for (const outgoing of early.splice(0)) void opened(outgoing);
    },
  };
}

/** Ends with the server, and takes signals of front ends that do not send messages. */
function watchSurroundings(kernel: Kernel, end: () => void): () => void {
  const parentPid = Deno.ppid;
  if (isParentGone(parentPid)) end();
  const parentTimer = setInterval(() => {
    // The system gives an orphan another parent.
    if (Deno.ppid !== parentPid) end();
  }, PARENT_CHECK_MS);
  // A mistake of ours in one request must not end a kernel that holds a learner's variables.
  const onMistake = (event: PromiseRejectionEvent) => {
    event.preventDefault();
    const { reason } = event;
    fail(`Kernel: ${reason instanceof Error ? reason.stack ?? reason.message : reason}`);
  };
  globalThis.addEventListener("unhandledrejection", onMistake);
  const onInterrupt = () => void kernel.session.interrupt();
  Deno.addSignalListener("SIGINT", onInterrupt);
  Deno.addSignalListener("SIGTERM", end);
  return () => {
    clearInterval(parentTimer);
    globalThis.removeEventListener("unhandledrejection", onMistake);
    Deno.removeSignalListener("SIGINT", onInterrupt);
    Deno.removeSignalListener("SIGTERM", end);
  };
}

/** Whether the server died before this kernel could see who its parent was. */
function isParentGone(parentPid: number): boolean {
  // jupyter_client names itself here; something between it and us makes the two differ as well.
  const server = Number(Deno.env.get("JPY_PARENT_PID") ?? parentPid);
  if (!Number.isInteger(server) || server <= 0 || server === parentPid) return false;
  try {
    // Does nothing to a running process; Deno has no signal 0.
    Deno.kill(server, "SIGCONT");
    return false;
  } catch (error) {
    return error instanceof Deno.errors.NotFound;
  }
}

function fail(reason: string): number {
  try {
    Deno.stderr.writeSync(new TextEncoder().encode(`${reason}\n`));
  } catch {
    // The log is full or its reader gone: nobody can be told, and cells must not suffer from that.
  }
  return 1;
}

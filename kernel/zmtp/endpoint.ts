/** Where sockets meet: tcp addresses and ipc paths, listened at and dialled. */

import { type HeldPorts, listenTcp } from "./held_ports.ts";

/** An address of a socket. The path of ipc is a file that the listener makes and removes. */
export type Endpoint =
  | { transport: "tcp"; hostname: string; port: number }
  | { transport: "ipc"; path: string };

/** One connection, either transport. */
export type ByteStream = Deno.TcpConn | Deno.UnixConn;

/** An endpoint that is listened at. */
export interface BoundEndpoint {
  /** With the real port when 0 was asked for. */
  readonly endpoint: Endpoint;
  accept(): Promise<ByteStream>;
  close(): void;
}

/** The usual written form. */
export function formatEndpoint(endpoint: Endpoint): string {
  if (endpoint.transport === "ipc") return `ipc://${endpoint.path}`;
  const { hostname, port } = endpoint;
  return `tcp://${hostname.includes(":") ? `[${hostname}]` : hostname}:${port}`;
}

/**
 * Listens. What stands in the way is thrown as the class of `Deno.errors` that it was, worded for
 * the reader: `Cannot bind tcp://127.0.0.1:5555: the port is in use`. A port that is held is taken over.
 */
export async function bindEndpoint(endpoint: Endpoint, held?: HeldPorts): Promise<BoundEndpoint> {
  try {
    return endpoint.transport === "tcp" ? bindTcp(endpoint, held) : await bindIpc(endpoint.path);
  } catch (error) {
    throw worded("bind", endpoint, error);
  }
}

/** Dials once; nobody there is thrown as `Cannot connect to …: nobody listens there`. */
export async function connectEndpoint(endpoint: Endpoint): Promise<ByteStream> {
  try {
    if (endpoint.transport === "ipc") {
      return await Deno.connect({ transport: "unix", path: endpoint.path });
    }
    return withoutDelay(await Deno.connect(endpoint));
  } catch (error) {
    throw worded("connect to", endpoint, error);
  }
}

function bindTcp(
  { hostname, port }: Endpoint & { transport: "tcp" },
  held: HeldPorts | undefined,
): BoundEndpoint {
  const listener = held?.take(hostname, port) ?? listenTcp(hostname, port);
  return {
    endpoint: { transport: "tcp", hostname, port: listener.addr.port },
    accept: async () => withoutDelay(await listener.accept()),
    close: () => listener.close(),
  };
}

/** Otherwise a second small write waits for the peer's delayed acknowledgement, 40 ms. */
function withoutDelay(stream: Deno.TcpConn): Deno.TcpConn {
  try {
    stream.setNoDelay(true);
  } catch {
    // The peer has reset the connection already, which the first read will tell.
  }
  return stream;
}

async function bindIpc(path: string): Promise<BoundEndpoint> {
  let listener: Deno.UnixListener;
  try {
    listener = Deno.listen({ transport: "unix", path });
  } catch (error) {
    if (!(error instanceof Deno.errors.AddrInUse) || !await isStale(path)) throw error;
    await Deno.remove(path);
    listener = Deno.listen({ transport: "unix", path });
  }
  return {
    endpoint: { transport: "ipc", path },
    accept: () => listener.accept(),
    // Deno removes the file with it.
    close: () => listener.close(),
  };
}

/** A socket file without a listener; another kind of file is somebody's and stays. */
async function isStale(path: string): Promise<boolean> {
  if (!(await Deno.lstat(path)).isSocket) return false;
  try {
    (await Deno.connect({ transport: "unix", path })).close();
    return false;
  } catch (error) {
    return error instanceof Deno.errors.ConnectionRefused;
  }
}

function worded(action: string, endpoint: Endpoint, cause: unknown): Error {
  const message = `Cannot ${action} ${formatEndpoint(endpoint)}: ${presentState(endpoint, cause)}`;
  for (const ErrorClass of WORDED_CLASSES) {
    if (cause instanceof ErrorClass) return new ErrorClass(message, { cause });
  }
  return new Error(message, { cause });
}

const WORDED_CLASSES = [
  Deno.errors.AddrInUse,
  Deno.errors.AddrNotAvailable,
  Deno.errors.ConnectionRefused,
  Deno.errors.NotCapable,
  Deno.errors.NotFound,
  Deno.errors.PermissionDenied,
] as const;

function presentState({ transport }: Endpoint, cause: unknown): string {
  const isIpc = transport === "ipc";
  if (cause instanceof Deno.errors.AddrInUse) {
    return isIpc ? "the path is in use" : "the port is in use";
  }
  if (cause instanceof Deno.errors.AddrNotAvailable) return "this machine has no such address";
  if (cause instanceof Deno.errors.ConnectionRefused) return "nobody listens there";
  if (cause instanceof Deno.errors.PermissionDenied) return "permission is denied";
  if (cause instanceof Deno.errors.NotFound) {
    return isIpc ? "there is no such folder or file" : "the host name is unknown";
  }
  return cause instanceof Error ? cause.message : String(cause);
}

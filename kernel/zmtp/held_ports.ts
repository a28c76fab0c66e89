/**
 * Ports that are listened at before the rest of the kernel is loaded. A client that connects meanwhile
 * waits in the system's queue; refused, libzmq would try again only 100 ms later.
 */

/** Listeners that wait for the sockets they belong to. */
export interface HeldPorts {
  /** Hands a listener over; null when that port is not held. */
  take(hostname: string, port: number): Deno.TcpListener | null;
  /** Gives up those that nobody has taken. */
  close(): void;
}

/** The ports of a connection file. */
const PORT_FIELDS = ["shell_port", "control_port", "stdin_port", "iopub_port", "hb_port"] as const;

/**
 * Listens at the tcp ports that the text of a connection file names. What is wrong with the text or
 * with a port is left to those who read it and bind it later: they have the words for it.
 */
export function holdPorts(connectionFileText: string): HeldPorts {
  const listeners = new Map<string, Deno.TcpListener>();
  for (const { hostname, port } of tcpPortsOf(connectionFileText)) {
    try {
      listeners.set(keyOf(hostname, port), listenTcp(hostname, port));
    } catch {
      // The port is in use or the address is not ours: binding it says so.
    }
  }
  return {
    take(hostname, port) {
      const key = keyOf(hostname, port);
      const listener = listeners.get(key) ?? null;
      listeners.delete(key);
      return listener;
    },
    close() {
      for (const listener of listeners.values()) listener.close();
      listeners.clear();
    },
  };
}

/** Listens at a tcp port. Connection files may say "*", which is libzmq's word for every interface. */
export function listenTcp(hostname: string, port: number): Deno.TcpListener {
  return Deno.listen({ hostname: hostname === "*" ? "0.0.0.0" : hostname, port });
}

// By hand, although a schema reads the same file later: loading zod is what the client must not wait for.
function tcpPortsOf(text: string): { hostname: string; port: number }[] {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    return [];
  }
  if (typeof file !== "object" || file === null) return [];
  const fields = new Map(Object.entries(file));
  const hostname: unknown = fields.get("ip");
  if (typeof hostname !== "string" || (fields.get("transport") ?? "tcp") !== "tcp") return [];
  return PORT_FIELDS.flatMap((name) => {
    const port: unknown = fields.get(name);
    const isPort = typeof port === "number" && Number.isInteger(port) && port > 0 && port < 65536;
    return isPort ? [{ hostname, port }] : [];
  });
}

function keyOf(hostname: string, port: number): string {
  return `${hostname} ${port}`;
}

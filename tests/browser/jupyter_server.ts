/** A server of Jupyter in a process of its own, for tests in a browser. */

/** How it is started. */
export interface ServerCommand {
  /** What it is called in a failure: "the lab". */
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** The token that it was given, where it does not print it. */
  readonly token?: string;
  /** Longest until it says where it is. */
  readonly startLimitMs: number;
}

/** A server that runs; it and all that it started end with `await using`. */
export interface JupyterServer extends AsyncDisposable {
  /** Its address with the token. */
  readonly url: string;
  /** Everything that it starts is below this process. */
  readonly pid: number;
}

/** Starts a server and waits until it prints an address with a token. */
export async function startServer(command: ServerCommand): Promise<JupyterServer> {
  const { program, args, cwd, env } = command;
  const child = new Deno.Command(program, {
    args: [...args],
    cwd,
    env: { ...env },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
    detached: true,
  }).spawn();
  const end = async () => {
    endGroup(child.pid, "SIGTERM");
    const timer = setTimeout(() => endGroup(child.pid, "SIGKILL"), 10_000);
    await child.status;
    clearTimeout(timer);
  };
  try {
    const url = await findUrl([child.stdout, child.stderr], command);
    return { url, pid: child.pid, [Symbol.asyncDispose]: end };
  } catch (error) {
    await end();
    throw error;
  }
}

/** A port that was free a moment ago; what takes it in between makes the start fail visibly. */
export function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

/** Reads until an address with a token is printed, and goes on reading so that no pipe fills up. */
async function findUrl(
  streams: ReadableStream<Uint8Array>[],
  { name, token, startLimitMs }: ServerCommand,
): Promise<string> {
  let printed = "";
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const drained = streams.map(async (stream) => {
    const decoder = new TextDecoder();
    for await (const chunk of stream) {
      printed += decoder.decode(chunk, { stream: true });
      const [, address, shown] = printed.match(/(http:\/\/\S+[?&]token=)(\w+|\.{3})/) ?? [];
      if (address !== undefined) resolve(address + (token ?? shown));
    }
  });
  const fail = (state: string) => reject(new Error(`Cannot start ${name}: ${state}\n${printed}`));
  void Promise.all(drained).then(() => fail("it ended"));
  const timer = setTimeout(() => fail("no address was printed in time"), startLimitMs);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
  }
}

function endGroup(groupId: number, signal: Deno.Signal): void {
  try {
    Deno.kill(-groupId, signal);
  } catch {
    // It has ended already, which is what was wanted.
  }
}

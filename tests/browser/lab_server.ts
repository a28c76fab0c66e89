/** A JupyterLab as a learner gets it: `deno task lab` on a temporary working copy. */
import { fromFileUrl, join } from "@std/path";
import { readIfThere } from "../support/read_if_there.ts";

const ROOT = fromFileUrl(new URL("../../", import.meta.url));

/** Where this checkout's JupyterLab keeps the theme: what tests choose must not stay. */
const THEME_SETTINGS = join(
  ROOT,
  ".lab/jupyter/config/lab/user-settings/@jupyterlab/apputils-extension/themes.jupyterlab-settings",
);

/** The first set-up downloads JupyterLab: 60 s here (November 2026), on a slow line more. */
const START_LIMIT_MS = 4 * 60_000;

/** A running JupyterLab; it and its working copy go with `await using`. */
export interface LabServer extends AsyncDisposable {
  /** Its address with the token, as printed. */
  readonly url: string;
  /** The folder it shows. */
  readonly folder: string;
  /** Process id of the command: everything that it starts is below it. */
  readonly pid: number;
}

/** Starts JupyterLab through our own command line and waits until it says where it is. */
export async function startLab(
  { env = {} }: { env?: Readonly<Record<string, string>> } = {},
): Promise<LabServer> {
  const folder = await Deno.makeTempDir({ prefix: "probebook-lab-" });
  const theme = await readIfThere(THEME_SETTINGS);
  const child = new Deno.Command(Deno.execPath(), {
    args: ["task", "lab", "--no-browser", "--port", String(freePort()), "--dir", folder],
    cwd: ROOT,
    env,
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
    await Deno.remove(folder, { recursive: true });
    await restore(THEME_SETTINGS, theme);
  };
  try {
    const url = await findUrl([child.stdout, child.stderr]);
    return { url, folder, pid: child.pid, [Symbol.asyncDispose]: end };
  } catch (error) {
    await end();
    throw error;
  }
}

/** A port that was free a moment ago; what takes it in between makes the start fail visibly. */
function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

/** Reads until an address with a token is printed, and goes on reading so that no pipe fills up. */
async function findUrl(streams: ReadableStream<Uint8Array>[]): Promise<string> {
  let printed = "";
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const drained = streams.map(async (stream) => {
    const decoder = new TextDecoder();
    for await (const chunk of stream) {
      printed += decoder.decode(chunk, { stream: true });
      const url = printed.match(/http:\/\/\S+[?&]token=\w+/)?.[0];
      if (url !== undefined) resolve(url);
    }
  });
  const fail = (state: string) => reject(new Error(`Cannot start the lab: ${state}\n${printed}`));
  void Promise.all(drained).then(() => fail("it ended"));
  const timer = setTimeout(() => fail("no address was printed in time"), START_LIMIT_MS);
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

async function restore(path: string, text: string | null): Promise<void> {
  if (text !== null) return await Deno.writeTextFile(path, text);
  if (await readIfThere(path) !== null) await Deno.remove(path);
}

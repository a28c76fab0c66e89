/** A JupyterLab as a learner gets it: `deno task lab` on a temporary working copy. */
import { fromFileUrl, join } from "@std/path";
import { readIfThere } from "../support/read_if_there.ts";
import { freePort, type JupyterServer, startServer } from "./jupyter_server.ts";

const ROOT = fromFileUrl(new URL("../../", import.meta.url));

/** Where this checkout's JupyterLab keeps the theme: what tests choose must not stay. */
const THEME_SETTINGS = join(
  ROOT,
  ".lab/jupyter/config/lab/user-settings/@jupyterlab/apputils-extension/themes.jupyterlab-settings",
);

/** The first set-up downloads JupyterLab: 60 s here (November 2026), on a slow line more. */
const START_LIMIT_MS = 4 * 60_000;

/** A running JupyterLab; it and its working copy go with `await using`. */
export interface LabServer extends JupyterServer {
  /** The folder it shows. */
  readonly folder: string;
}

/** Starts JupyterLab through our own command line and waits until it says where it is. */
export async function startLab(
  { env = {} }: { env?: Readonly<Record<string, string>> } = {},
): Promise<LabServer> {
  const folder = await Deno.makeTempDir({ prefix: "probebook-lab-" });
  const theme = await readIfThere(THEME_SETTINGS);
  const tidy = async () => {
    await Deno.remove(folder, { recursive: true });
    await restore(THEME_SETTINGS, theme);
  };
  try {
    const server = await startServer({
      name: "the lab",
      program: Deno.execPath(),
      args: ["task", "lab", "--no-browser", "--port", String(freePort()), "--dir", folder],
      cwd: ROOT,
      env,
      startLimitMs: START_LIMIT_MS,
    });
    return {
      url: server.url,
      pid: server.pid,
      folder,
      async [Symbol.asyncDispose]() {
        await server[Symbol.asyncDispose]();
        await tidy();
      },
    };
  } catch (error) {
    await tidy();
    throw error;
  }
}

async function restore(path: string, text: string | null): Promise<void> {
  if (text !== null) return await Deno.writeTextFile(path, text);
  if (await readIfThere(path) !== null) await Deno.remove(path);
}

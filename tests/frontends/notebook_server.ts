/** Notebook 7 on a temporary folder, with the installed kernel. */
import { freePort, type JupyterServer, startServer } from "../browser/jupyter_server.ts";
import { installKernel } from "./installed_kernel.ts";

/** It starts within 3 s (November 2026); on a slow machine under load ten times that. */
const START_LIMIT_MS = 60_000;

/** Parts of the server that Notebook 7 does not need. */
const OTHER_EXTENSIONS = [
  ...["assignment_list", "course_list", "formgrader", "validate_assignment"].map((name) =>
    `nbgrader.server_extensions.${name}`
  ),
  "jupyterlab_jupytext",
  "nbdime",
  "jupyter_lsp",
];

/** A running Notebook 7; it, the kernel and the folder go with `await using`. */
export interface NotebookServer extends JupyterServer {
  /** The folder it shows. */
  readonly folder: string;
}

/** Starts it with a Python that has it. */
export async function startNotebookServer(python: string): Promise<NotebookServer> {
  const kernel = await installKernel();
  const token = crypto.randomUUID().replaceAll("-", "");
  try {
    const server = await startServer({
      name: "Notebook 7",
      program: python,
      args: ["-m", "notebook", "--no-browser", ...serverOptions(kernel.folder, token)],
      token,
      cwd: kernel.folder,
      env: kernel.env,
      startLimitMs: START_LIMIT_MS,
    });
    return {
      url: server.url,
      pid: server.pid,
      folder: kernel.folder,
      async [Symbol.asyncDispose]() {
        await server[Symbol.asyncDispose]();
        await kernel[Symbol.asyncDispose]();
      },
    };
  } catch (error) {
    await kernel[Symbol.asyncDispose]();
    throw error;
  }
}

function serverOptions(folder: string, token: string): string[] {
  const options = {
    "ServerApp.ip": "127.0.0.1",
    "ServerApp.port": freePort(),
    "ServerApp.root_dir": folder,
    // Tests run as root in containers, where the server refuses to start by itself.
    "ServerApp.allow_root": "True",
    // Other packages of the tests bring these along; they take a second to load.
    "ServerApp.jpserver_extensions": JSON.stringify(
      Object.fromEntries(OTHER_EXTENSIONS.map((name) => [name, false])),
    ).replaceAll("false", "False"),
    "IdentityProvider.token": token,
  };
  return Object.entries(options).map(([name, value]) => `--${name}=${value}`);
}

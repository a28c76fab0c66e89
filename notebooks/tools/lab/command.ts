/** The story of `deno task lab`. */

import { join, relative, resolve } from "node:path";
import { listCPythons } from "./cpythons.ts";
import { type LabHost, runProgram } from "./host.ts";
import { LAB_USAGE, type LabOptions, parseLabOptions } from "./options.ts";
import { fileProblem, type Problem, problem } from "./problem.ts";
import { notebookUrl, type RunningServer, startServer } from "./server.ts";
import { ensureLab } from "./setup.ts";
import { type CopyEvent, notebooksBelow, refreshWorkingCopy } from "./working_copy.ts";

const EXIT_USAGE = 2;

/** What a shell reports of a program ended by Ctrl-C: 128 and the signal's number. */
const EXIT_INTERRUPTED = 130;

/** Debian's and a hand-built Python; Homebrew's on Apple machines; the macOS installer's. */
const PYTHON_FOLDERS = [
  "/usr/local/bin",
  "/opt/homebrew/bin",
  "/usr/bin",
  "/Library/Frameworks/Python.framework/Versions/*/bin",
];

const STOP_SIGNALS: Deno.Signal[] = ["SIGINT", "SIGTERM", "SIGHUP"];

/** Sets up JupyterLab, opens it and stays until it ends; the answer is the exit code. */
export async function labCommand(args: string[]): Promise<number> {
  const interruption = new AbortController();
  const host = openLabHost(interruption.signal);
  const parsed = parseLabOptions(args);
  if (parsed.kind === "help") host.write(LAB_USAGE);
  if (parsed.kind === "wrong") host.write(`${parsed.reason}\n${LAB_USAGE}`);
  if (parsed.kind !== "options") return parsed.kind === "help" ? 0 : EXIT_USAGE;
  const interrupt = () => interruption.abort();
  for (const signal of STOP_SIGNALS) Deno.addSignalListener(signal, interrupt);
  try {
    return await lab(parsed.options, { host, interrupted: interruption.signal });
  } finally {
    for (const signal of STOP_SIGNALS) Deno.removeSignalListener(signal, interrupt);
  }
}

/** The real machine; programs that it runs end when `interrupted` does. */
export function openLabHost(interrupted: AbortSignal): LabHost {
  const checkout = decodeURIComponent(new URL("../../../", import.meta.url).pathname);
  return {
    os: Deno.build.os,
    isRoot: Deno.uid() === 0,
    checkout: checkout.replace(/\/$/, ""),
    env: (name) => Deno.env.get(name),
    pythonFolders: PYTHON_FOLDERS,
    write: (text) => void Deno.stdout.writeSync(new TextEncoder().encode(text)),
    run: (program, options) => runProgram(program, { signal: interrupted, ...options }),
  };
}

async function lab(
  options: LabOptions,
  { host, interrupted }: { host: LabHost; interrupted: AbortSignal },
): Promise<number> {
  const workingCopy = resolve(options.dir ?? join(host.checkout, ".work"));
  const misplaced = checkPlace(workingCopy, host.checkout);
  if (misplaced !== null) return report(misplaced, host);
  const ready = await ensureLab(host);
  if (interrupted.aborted) return reportInterruption(host);
  if (ready.kind === "problem") return report(ready, host);
  const notebook = await prepareWorkingCopy(workingCopy, { host, wanted: options.notebook });
  if (typeof notebook === "object" && notebook !== null) return report(notebook, host);
  const listing = listCPythons(host);
  if (host.isRoot) host.write("Running as root: JupyterLab is started with --allow-root\n");
  const server = await startServer(host, {
    python: ready.python,
    workingCopy,
    port: options.port,
  });
  if (server.kind === "problem") {
    return interrupted.aborted ? reportInterruption(host) : report(server, host);
  }
  // Before a kernel can start: it reads the list.
  await listing;
  const url = notebookUrl(server, notebook);
  host.write(`JupyterLab is ready (Ctrl-C ends it and its kernels):\n${url}\n`);
  if (options.openBrowser) await openBrowser(url, { host, python: ready.python });
  return await stayUntilEnd(server, { host, interrupted });
}

/** The working copy is the learner's place: not our tracked files, and nothing that `clean` removes. */
function checkPlace(workingCopy: string, checkout: string): Problem | null {
  const inside = relative(checkout, workingCopy);
  const [first] = inside.split("/");
  const isOurs = inside === "" || ["kernel", "notebooks", "probes", "tests", ".lab", ".git"]
    .includes(first ?? "");
  return isOurs
    ? problem(
      `Cannot keep the working copy in "${workingCopy}": the project's own files are there`,
      "choose another folder with --dir DIR",
    )
    : null;
}

/** Brings the notebooks and picks the one to open; null when there is none at all. */
async function prepareWorkingCopy(
  workingCopy: string,
  { host, wanted }: { host: LabHost; wanted: string },
): Promise<string | null | Problem> {
  let names: string[];
  try {
    const events = await refreshWorkingCopy(join(host.checkout, "notebooks"), workingCopy);
    reportCopies(events, { host, workingCopy });
    names = await notebooksBelow(workingCopy);
  } catch (error) {
    return fileProblem(`keep the working copy in "${workingCopy}"`, error);
  }
  const path = relative(workingCopy, resolve(workingCopy, wanted));
  const match = names.find((name) => name === path || name === `${path}.ipynb`);
  if (match !== undefined || names.length === 0) return match ?? null;
  return problem(
    `Cannot open notebook "${wanted}": it is not in ${workingCopy}`,
    `choose one with --notebook FILE:\n${names.map((name) => `  ${name}`).join("\n")}`,
  );
}

function reportCopies(
  events: CopyEvent[],
  { host, workingCopy }: { host: LabHost; workingCopy: string },
): void {
  const copied = events.filter(({ kind }) => kind === "copied").length;
  if (copied > 0) {
    host.write(`Copied ${copied} notebook${copied === 1 ? "" : "s"} to ${workingCopy}\n`);
  }
  for (const event of events) {
    switch (event.kind) {
      case "copied":
        break;
      case "updated":
        host.write(`Updated ${event.path}: you had not changed it\n`);
        break;
      case "offered":
        host.write(
          `A new version of ${event.path} lies beside yours: ${event.beside}; yours is as it was\n`,
        );
        break;
      case "record_lost":
        host.write(
          "The record of copied notebooks cannot be read: every notebook counts as changed by you\n",
        );
    }
  }
}

async function stayUntilEnd(
  server: RunningServer,
  { host, interrupted }: { host: LabHost; interrupted: AbortSignal },
): Promise<number> {
  let isAsked = false;
  const stop = () => {
    if (!isAsked) host.write("\nEnding JupyterLab and its kernels\n");
    isAsked = true;
    server.stop();
  };
  // A second Ctrl-C does not wait for the kernels.
  for (const signal of STOP_SIGNALS) Deno.addSignalListener(signal, stop);
  if (interrupted.aborted) stop();
  const code = await server.ended;
  for (const signal of STOP_SIGNALS) Deno.removeSignalListener(signal, stop);
  if (isAsked || code === 0) return 0;
  return report(
    problem(
      `Cannot keep JupyterLab running: it ended with exit code ${code}`,
      `read ${server.logPath} and start again: deno task lab`,
    ),
    host,
  );
}

/** Python knows the ways to open a browser on each system; without a screen it would open one in the terminal. */
async function openBrowser(
  url: string,
  { host, python }: { host: LabHost; python: string },
): Promise<void> {
  const hasScreen = host.os === "darwin" ||
    ["DISPLAY", "WAYLAND_DISPLAY", "BROWSER", "WSL_DISTRO_NAME"].some((name) => host.env(name));
  if (!hasScreen) return host.write("No screen found: open the URL in a browser yourself\n");
  const outcome = await host.run(python, {
    args: ["-I", "-m", "webbrowser", "-t", url],
    timeoutMs: 10_000,
  });
  if (outcome.kind !== "ended" || outcome.code !== 0) {
    host.write("No browser could be opened: open the URL yourself\n");
  }
}

function report({ what, remedy }: Problem, host: LabHost): number {
  host.write(`${what}\nRemedy: ${remedy}\n`);
  return 1;
}

function reportInterruption(host: LabHost): number {
  host.write("\nInterrupted; the next start continues here: deno task lab\n");
  return EXIT_INTERRUPTED;
}

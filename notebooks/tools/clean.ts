/** `deno task clean`: removes what the project made for itself, never what a learner made. */

import { join } from "node:path";
import { sizeOf } from "./folder_size.ts";

/** What the command works on; tests hand in their own. */
export interface CleanHost {
  readonly checkout: string;
  readonly write: (text: string) => void;
  /** Whether the process lives and the port is listened on: numbers alone are used again. */
  readonly isServing: (server: { pid: number; port: number }) => Promise<boolean>;
}

const USAGE = "Usage: deno task clean\n";

/** Folders of the checkout that hold nothing that could not be made again. */
const REMOVED = [".lab", ".cache"];

const KEPT_HINT = `Kept: .work/ (your notebooks, answers and measurements) and .probebook/ folders.
To remove the rest by hand:
  rm -r .work                   your working copy, for good
  deno clean                    Deno's own cache, for all projects
  rm -r ~/.npm/_npx             programs that npx keeps
`;

/** Removes `.lab/` and caches; the answer is the exit code. */
export async function cleanCommand(args: string[], host = openCleanHost()): Promise<number> {
  if (args.length > 0) {
    host.write(
      args[0] === "--help" ? USAGE : `Cannot understand "${args[0]}": no option\n${USAGE}`,
    );
    return args[0] === "--help" ? 0 : 2;
  }
  const pid = await runningServer(host);
  if (pid !== null) {
    host.write(
      `Cannot remove .lab/: JupyterLab is running from it, process ${pid}\n` +
        `Remedy: end it first (Ctrl-C in its terminal, or kill ${pid})\n`,
    );
    return 1;
  }
  const broken = await kernelsElsewhere(host.checkout);
  for (const name of REMOVED) {
    const outcome = await removeFolder(join(host.checkout, name));
    if (outcome.kind === "removed") host.write(`Removed ${name}/ (${megabytes(outcome.bytes)})\n`);
    if (outcome.kind === "absent") host.write(`${name}/ is not there\n`);
    if (outcome.kind === "failed") {
      host.write(`Cannot remove ${name}/: ${outcome.reason}\nRemedy: remove it by hand\n`);
      return 1;
    }
  }
  host.write(KEPT_HINT);
  for (const path of broken) {
    host.write(`This kernel needed .lab/ and no longer starts: rm -r ${path}\n`);
  }
  return 0;
}

function openCleanHost(): CleanHost {
  const checkout = decodeURIComponent(new URL("../../", import.meta.url).pathname);
  return {
    checkout: checkout.replace(/\/$/, ""),
    write: (text) => void Deno.stdout.writeSync(new TextEncoder().encode(text)),
    isServing,
  };
}

async function isServing({ pid, port }: { pid: number; port: number }): Promise<boolean> {
  try {
    // This signal does nothing to a running process but tell whether it is there.
    Deno.kill(pid, "SIGCONT");
    (await Deno.connect({ hostname: "127.0.0.1", port })).close();
    return true;
  } catch {
    // Gone, or somebody else's.
    return false;
  }
}

/** The process of a JupyterLab that was started from here and still runs. */
async function runningServer({ checkout, isServing }: CleanHost): Promise<number | null> {
  const runtime = join(checkout, ".lab", "jupyter", "runtime");
  for (const name of await namesIn(runtime)) {
    const [, pid] = /^jpserver-(\d+)\.json$/.exec(name) ?? [];
    if (pid === undefined) continue;
    const text = await Deno.readTextFile(join(runtime, name)).catch(() => "");
    const [, port] = /"port": (\d+)/.exec(text) ?? [];
    if (port === undefined) continue;
    if (await isServing({ pid: Number(pid), port: Number(port) })) return Number(pid);
  }
  return null;
}

/** Kernels that `deno task kernel install` has put outside of `.lab/` and that are still there. */
async function kernelsElsewhere(checkout: string): Promise<string[]> {
  const register = join(checkout, ".lab", "installed-kernels.txt");
  const text = await Deno.readTextFile(register).catch(() => "");
  const there: string[] = [];
  for (const path of text.split("\n")) {
    if (path === "") continue;
    if (await Deno.stat(join(path, "kernel.json")).then(() => true, () => false)) there.push(path);
  }
  return there;
}

type Removal =
  | { kind: "removed"; bytes: number }
  | { kind: "absent" }
  | { kind: "failed"; reason: string };

async function removeFolder(path: string): Promise<Removal> {
  try {
    const { isSymlink } = await Deno.lstat(path);
    const bytes = isSymlink ? 0 : await sizeOf(path);
    await Deno.remove(path, { recursive: true });
    return { kind: "removed", bytes };
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return { kind: "absent" };
    return { kind: "failed", reason: error instanceof Error ? error.message : String(error) };
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name);
  } catch {
    // Not there, or a file in its place: it holds nothing.
    return [];
  }
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1_000_000)} MB`;
}

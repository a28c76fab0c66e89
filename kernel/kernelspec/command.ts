/** The commands install, uninstall and list. */

import { parseArgs } from "@std/cli";
import { join, resolve } from "@std/path";
import { installKernel, isTakenByOther, listKernels, uninstallKernel } from "./installation.ts";
import { kernelFolders, locateKernels, type Machine, type Target } from "./locations.ts";
import { ensureDeno, listPythons, warmCache } from "./runtime.ts";
import {
  ALL_ENDING,
  composeKernelSpec,
  KERNEL_NAME,
  kernelName,
  type KernelPermissions,
} from "./spec.ts";

/** What the commands work on. */
export interface KernelspecHost extends Machine {
  readonly checkout: string;
  /** The Deno that runs this program. */
  readonly runningDeno: string;
  readonly write: (text: string) => void;
}

/** How the command line of the kernel is to be used. */
export const USAGE = `Usage:
  deno task kernel install   --prefix DIR | --user | --sys-prefix [--name NAME]
  deno task kernel uninstall --prefix DIR | --user | --sys-prefix [--name NAME]
  deno task kernel list
  deno task kernel run [--permissions all|default] --connection-file FILE

Two kernels are installed: NAME, whose cells may read and write the notebook's
project and run CPythons, and NAME-all, whose cells may do what you may do.
`;

/** Installed side by side. */
const BOTH: readonly KernelPermissions[] = ["default", "all"];

/** Exit code for a command line that cannot be understood. */
const EXIT_USAGE = 2;

/** File in `.lab/` with one path a line: kernels elsewhere that need this `.lab/`. */
const REGISTER = "installed-kernels.txt";

interface Order {
  readonly target: Target;
  readonly name: string;
}

/** Runs one of the commands; the answer is the exit code. */
export async function kernelspecCommand(args: string[], host: KernelspecHost): Promise<number> {
  const [command, ...rest] = args;
  if (command === "list" && rest.length === 0) return await list(host);
  if (command === "install" || command === "uninstall") {
    const order = parseOrder(rest);
    if (typeof order === "string") return refuse(order, host);
    const folder = await locateKernels(order.target, host);
    if (folder.kind === "unknown") {
      const doing = command === "install" ? "install" : "uninstall";
      return fail(`Cannot ${doing} the kernel: ${folder.reason}`, folder.remedy, host);
    }
    try {
      return command === "install"
        ? await install(folder.path, order.name, host)
        : await uninstall(folder.path, order.name, host);
    } catch (error) {
      return fail(
        `Cannot ${command} the kernel in "${folder.path}": ${describe(error)}`,
        "choose a folder that you may write: --prefix DIR or --user",
        host,
      );
    }
  }
  if (command === undefined || command === "--help" || command === "help") {
    host.write(USAGE);
    return command === undefined ? EXIT_USAGE : 0;
  }
  return refuse(`Cannot understand "${args.join(" ")}": not a command of the kernel`, host);
}

async function install(folder: string, name: string, host: KernelspecHost): Promise<number> {
  for (const own of BOTH.map((permissions) => kernelName(name, permissions))) {
    if (!await isTakenByOther(folder, own)) continue;
    return fail(
      `Cannot install the kernel: "${join(folder, own)}" belongs to another kernel`,
      "choose another name with --name NAME",
      host,
    );
  }
  const lab = join(host.checkout, ".lab");
  const denoDir = join(lab, "deno-cache");
  const deno = await ensureDeno(lab, host.runningDeno);
  if (deno.kind === "failed") {
    return fail(
      `Cannot keep a copy of Deno in "${lab}": ${deno.reason}`,
      "make the checkout writable, or clone it to a place of your own",
      host,
    );
  }
  host.write("Fetching what the kernel and its cells import\n");
  const warming = await warmCache({ deno: deno.path, checkout: host.checkout, denoDir });
  if (warming.kind === "failed") {
    const isNetwork = /sending request|dns|connect|timed out/i.test(warming.output);
    return fail(
      `Cannot fetch what the kernel imports: Deno reports an error\n${indent(warming.output)}`,
      isNetwork
        ? "connect to the network and run the command again; what was fetched is kept"
        : "restore the files that are named above, for example with git checkout",
      host,
    );
  }
  const paths = { deno: deno.path, checkout: host.checkout, denoDir };
  await listPythons(paths);
  for (const permissions of BOTH) {
    const own = kernelName(name, permissions);
    const spec = composeKernelSpec(name, paths, permissions);
    const path = await installKernel(folder, { name: own, spec });
    if (!path.startsWith(`${lab}/`)) await register(join(lab, REGISTER), path);
    host.write(`Installed kernel "${own}" in ${path}\n`);
  }
  return 0;
}

async function uninstall(folder: string, name: string, host: KernelspecHost): Promise<number> {
  // Absent where it was installed before there were two.
  const beside = await uninstallKernel(folder, kernelName(name, "all"));
  if (beside.kind === "removed") {
    host.write(`Removed kernel "${kernelName(name, "all")}" from ${beside.path}\n`);
  }
  const removal = await uninstallKernel(folder, name);
  await forget(join(host.checkout, ".lab", REGISTER), [
    join(folder, name),
    join(folder, kernelName(name, "all")),
  ]);
  switch (removal.kind) {
    case "removed":
      host.write(`Removed kernel "${name}" from ${removal.path}\n`);
      return 0;
    case "absent":
      return fail(
        `Cannot uninstall the kernel: "${removal.path}" does not exist`,
        "see where it is with: deno task kernel list",
        host,
      );
    case "foreign":
      return fail(
        `Cannot uninstall the kernel: "${removal.path}" belongs to another kernel`,
        "see which ones are ours with: deno task kernel list",
        host,
      );
  }
}

async function list(host: KernelspecHost): Promise<number> {
  const folders = await kernelFolders(host, join(host.checkout, ".lab", "python"));
  const elsewhere = await readRegister(join(host.checkout, ".lab", REGISTER));
  const kernels = await listKernels([
    ...new Set([...folders, ...elsewhere.map((path) => resolve(path, ".."))]),
  ]);
  if (kernels.length === 0) host.write("No kernel of this project is installed\n");
  for (const { name, path, missing } of kernels) {
    const state = missing.length === 0 ? "ok" : `broken: ${missing.join(", ")} missing`;
    host.write(`${name}  ${path}  ${state}\n`);
  }
  return 0;
}

function parseOrder(args: string[]): Order | string {
  const unknown: string[] = [];
  const options = parseArgs(args, {
    string: ["prefix", "name"],
    boolean: ["user", "sys-prefix"],
    unknown: (argument: string) => {
      unknown.push(argument);
      return false;
    },
  });
  if (unknown.length > 0) return `Cannot understand "${unknown[0]}": not an option`;
  const targets: Target[] = [];
  if (options.prefix !== undefined) {
    if (options.prefix === "") return `Cannot use --prefix: the folder is missing`;
    targets.push({ kind: "prefix", prefix: resolve(options.prefix) });
  }
  if (options.user) targets.push({ kind: "user" });
  if (options["sys-prefix"]) targets.push({ kind: "sys-prefix" });
  const [target, second] = targets;
  if (target === undefined) return "Cannot choose a place: none of the three options is given";
  if (second !== undefined) return "Cannot choose a place: more than one option is given";
  const name = options.name ?? KERNEL_NAME;
  // The characters that jupyter_client accepts in a kernel's name.
  if (!/^[a-z0-9._-]+$/i.test(name) || /^\.+$/.test(name)) {
    return `Cannot name the kernel "${name}": letters, digits, ".", "_" and "-" are allowed`;
  }
  if (name.endsWith(ALL_ENDING)) {
    return `Cannot name the kernel "${name}": names that end in "${ALL_ENDING}" are those of the kernels with all permissions, which are installed beside the others`;
  }
  return { target, name };
}

async function register(file: string, path: string): Promise<void> {
  const known = await readRegister(file);
  if (known.includes(path)) return;
  await Deno.writeTextFile(file, [...known, path].map((line) => `${line}\n`).join(""));
}

async function forget(file: string, paths: readonly string[]): Promise<void> {
  const known = await readRegister(file);
  const left = known.filter((path) => !paths.includes(path));
  if (left.length === known.length) return;
  await Deno.writeTextFile(file, left.map((line) => `${line}\n`).join(""));
}

async function readRegister(file: string): Promise<string[]> {
  try {
    return (await Deno.readTextFile(file)).split("\n").filter((line) => line !== "");
  } catch {
    // No register yet: nothing was installed elsewhere.
    return [];
  }
}

function refuse(reason: string, host: KernelspecHost): number {
  host.write(`${reason}\n${USAGE}`);
  return EXIT_USAGE;
}

function fail(reason: string, remedy: string, host: KernelspecHost): number {
  host.write(`${reason}\nRemedy: ${remedy}\n`);
  return 1;
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function indent(text: string): string {
  return text.split("\n").map((line) => `  ${line}`).join("\n");
}

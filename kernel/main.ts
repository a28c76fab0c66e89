/**
 * The kernel's command line: `run` is how Jupyter starts it, the others put it into a Jupyter.
 *
 * A learner waits for `run` each time a kernel starts, so its arguments are read by hand and
 * everything else is imported only by the command that needs it.
 */

import type { PermissionChoice } from "./evaluator/mod.ts";
import { takeHeadStart } from "./evaluator/spawn.ts";
import { heapLimitMib } from "./memory_limits.ts";
import { holdPorts } from "./zmtp/held_ports.ts";

const ROOT = new URL("../", import.meta.url);

if (import.meta.main) Deno.exit(await main(Deno.args));

async function main(args: string[]): Promise<number> {
  if (Deno.build.os === "windows") {
    return fail(
      "Cannot run on Windows: Linux and macOS are supported\n" +
        "Remedy: use the Windows Subsystem for Linux (WSL)\n",
      1,
    );
  }
  if (args[0] === "run") return await run(args.slice(1));
  // Computed, so that Deno does not load the module and what it imports at every kernel start.
  const specifier = "./kernelspec/mod.ts";
  const kernelspec: typeof import("./kernelspec/mod.ts") = await import(specifier);
  return await kernelspec.kernelspecCommand(args, {
    os: Deno.build.os,
    env: (name) => Deno.env.get(name),
    pythonPrefix,
    systemPrefixes: ["/usr/local", "/usr"],
    checkout: decodeURIComponent(ROOT.pathname).replace(/\/$/, ""),
    runningDeno: Deno.execPath(),
    write: (text) => void Deno.stdout.writeSync(new TextEncoder().encode(text)),
  });
}

async function run(args: string[]): Promise<number> {
  const order = orderOf(args);
  if (order === null) {
    return fail(
      "Cannot run the kernel: usage is run [--permissions all|default] --connection-file FILE\n",
      2,
    );
  }
  const { file, permissions } = order;
  // Clients connect while this process is busy with loading everything else.
  const held = holdPorts(textOf(file));
  // It comes up while this process is busy with loading everything else.
  const headStart = await takeHeadStart({ cwd: Deno.cwd(), heapMib: heapLimitMib(), permissions });
  // Computed, so that it is loaded only now.
  const specifier = "./serve.ts";
  const { serve }: typeof import("./serve.ts") = await import(specifier);
  return await serve(file, { headStart, held, permissions });
}

/** The text of a file; empty when it cannot be read, which `serve()` finds out as well and words. */
function textOf(path: string): string {
  try {
    return Deno.readTextFileSync(path);
  } catch {
    return "";
  }
}

interface Order {
  readonly file: string;
  readonly permissions: PermissionChoice;
}

/** Both options may be written with a space or with `=`. */
function orderOf(args: string[]): Order | null {
  const given = new Map<string, string>();
  for (let index = 0; index < args.length; index += 1) {
    const [, name = "", joined] = /^(--[a-z-]+)(?:=(.+))?$/s.exec(args[index] ?? "") ?? [];
    const value = joined ?? args[++index];
    if (value === undefined || given.has(name)) return null;
    given.set(name, value);
  }
  const file = given.get("--connection-file");
  const permissions = given.get("--permissions") ?? "default";
  given.delete("--connection-file");
  given.delete("--permissions");
  if (file === undefined || given.size > 0) return null;
  return permissions === "default" || permissions === "all" ? { file, permissions } : null;
}

async function pythonPrefix(): Promise<string | null> {
  try {
    const { success, stdout } = await new Deno.Command("python3", {
      args: ["-c", "import sys; print(sys.prefix)"],
      stdin: "null",
      stderr: "null",
    }).output();
    const prefix = new TextDecoder().decode(stdout).trim();
    return success && prefix !== "" ? prefix : null;
  } catch {
    // No python3 on PATH: there is no active prefix.
    return null;
  }
}

function fail(text: string, exitCode: number): number {
  Deno.stderr.writeSync(new TextEncoder().encode(text));
  return exitCode;
}

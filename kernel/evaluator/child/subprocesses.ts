/** Subprocesses that inherit where they print, led into the pipes of the cell that starts them. */

import type { CellPipes, Descriptors } from "./cell_pipes.ts";
import { holdBefore } from "./hold.ts";
import { Array, Deno, Error, Object, Reflect, String } from "../primordials.ts";

/** Replaces `Deno.Command`, and the functions that are short for it. */
export function ownCommands(pipes: CellPipes): void {
  const { Command } = Deno;
  class OwnCommand extends Command {
    readonly #given: ConstructorParameters<typeof Command>;

    constructor(...given: ConstructorParameters<typeof Command>) {
      super(...given);
      const [command, options] = given;
      this.#given = [command, { ...options }];
    }

    override spawn(): Deno.ChildProcess {
      return this.#start("inherit", (command) => command.spawn());
    }

    override output(): Promise<Deno.CommandOutput> {
      return this.#start("piped", (command) => command.output());
    }

    override outputSync(): Deno.CommandOutput {
      return this.#start("piped", (command) => command.outputSync());
    }

    #start<T>(usual: string, start: (command: Deno.Command) => T): T {
      holdBefore();
      const [name, options = {}] = this.#given;
      const { stdout = usual, stderr = usual } = options;
      if (stdout !== "inherit" && stderr !== "inherit") return start(new Command(name, options));
      return pipes.start((descriptors) => {
        const own = { ...options };
        // Deno takes numbers too, as `node:child_process` needs them, and does not say so in its types.
        if (descriptors !== null && stdout === "inherit") {
          Reflect.set(own, "stdout", descriptors.stdout);
        }
        if (descriptors !== null && stderr === "inherit") {
          Reflect.set(own, "stderr", descriptors.stderr);
        }
        return start(new Command(name, own));
      });
    }
  }
  Object.defineProperty(OwnCommand, "name", { value: "Command" });
  Object.defineProperty(Deno, "Command", {
    value: OwnCommand,
    configurable: true,
    writable: true,
  });
  const short =
    (start: (command: Deno.Command) => unknown) => (name: string, ...given: unknown[]) => {
      const [first, second] = given;
      const options = Array.isArray(first) ? { ...Object(second), args: first } : first;
      return start(new OwnCommand(name, Object(options)));
    };
  const functions = {
    spawn: short((command) => command.spawn()),
    spawnAndWait: short((command) => command.output()),
    spawnAndWaitSync: short((command) => command.outputSync()),
  };
  for (const [name, value] of Object.entries(functions)) {
    if (!(name in Deno)) continue;
    Object.defineProperty(Deno, name, { value, configurable: true, writable: true });
  }
}

/** What starts a subprocess in `node:child_process`; the last two never inherit. */
const STARTERS = ["spawn", "spawnSync", "execFileSync", "execSync", "fork", "exec", "execFile"];

/** Replacements for functions of `node:child_process`, by name. */
export function ownStarters(
  pipes: CellPipes,
  module: Record<string, unknown>,
): Record<string, unknown> {
  const owned: Record<string, unknown> = {};
  for (const name of STARTERS) {
    const original = module[name];
    if (typeof original !== "function") continue;
    const start = SYNCHRONOUS.includes(name) ? sayingRefusals(name, original) : original;
    const replacement = (...given: unknown[]) => {
      holdBefore();
      const at = given.findIndex((value, index) => index > 0 && isOptions(value));
      const options = at < 0 ? {} : Object(given[at]);
      // Only `fork()` inherits when nothing is said.
      const stdio = options.stdio ?? (name === "fork" && options.silent !== true ? FORKED : null);
      if (!inherits(stdio)) return Reflect.apply(start, module, given);
      return pipes.start((descriptors) => {
        if (descriptors === null) return Reflect.apply(start, module, given);
        const own = { ...options, stdio: ownStdio(stdio, descriptors) };
        const changed = at < 0 ? [...given, own] : given.with(at, own);
        return Reflect.apply(start, module, changed);
      });
    };
    // Among them the form that `util.promisify` looks for.
    const descriptors = Object.getOwnPropertyDescriptors(original);
    owned[name] = Object.defineProperties(replacement, descriptors);
  }
  return owned;
}

/** Those of which Deno 2.9.6 says nothing when it refuses to run the program. */
const SYNCHRONOUS = ["spawnSync", "execFileSync", "execSync"];

/**
 * Such a function that throws the refusal. What tells it from other failures: nothing is known of a
 * process, neither its number nor an error.
 */
function sayingRefusals(name: string, start: object): (...given: unknown[]) => unknown {
  const refusal = (given: readonly unknown[]) =>
    new Deno.errors.NotCapable(
      `Requires run access to "${String(given[0])}", run again with the --allow-run flag`,
    );
  return (...given) => {
    let result: unknown;
    try {
      result = Reflect.apply(Object(start), null, given);
    } catch (error) {
      if (!(error instanceof Error) || Object.keys(error).length > 0) throw error;
      if (!error.message.startsWith("Command failed: ")) throw error;
      throw refusal(given);
    }
    if (name === "spawnSync" && Object.keys(Object(result)).length === 0) throw refusal(given);
    return result;
  };
}

const FORKED = ["inherit", "inherit", "inherit", "ipc"];

function isOptions(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function inherits(stdio: unknown): boolean {
  return stdio === "inherit" || (Array.isArray(stdio) && [1, 2].some((fd) => isOurs(stdio[fd])));
}

/** Whether an entry means one of this process's own streams. */
function isOurs(entry: unknown): boolean {
  return streamOf(entry, "stdout") !== null;
}

function streamOf(entry: unknown, inherited: "stdout" | "stderr"): "stdout" | "stderr" | null {
  if (entry === "inherit") return inherited;
  const fd: unknown = isOptions(entry) ? Reflect.get(Object(entry), "fd") : entry;
  return fd === 1 ? "stdout" : fd === 2 ? "stderr" : null;
}

function ownStdio(stdio: unknown, descriptors: Descriptors): unknown[] {
  const entries: unknown[] = Array.isArray(stdio) ? [...stdio] : ["inherit", "inherit", "inherit"];
  return entries.map((entry, index) => {
    // Behind the usual three "inherit" means a descriptor of that number, and not a stream.
    if (index === 0 || (index > 2 && entry === "inherit")) return entry;
    const stream = streamOf(entry, index === 1 ? "stdout" : "stderr");
    return stream === null ? entry : descriptors[stream];
  });
}

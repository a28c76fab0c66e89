/** One command: its help, its options, what it does. Wrong usage is told in one place. */

import { type Arguments, type OptionSpec, readArguments } from "./arguments.ts";
import { UsageError } from "./probe_options.ts";
import { EXIT, OutputError, type Surroundings } from "./surroundings.ts";

/** A command of the command line. */
export interface Command {
  readonly usage: string;
  readonly options: readonly OptionSpec[];
  /** Carries it out; the number is the exit code. Throws a `UsageError`. */
  run(options: Arguments, surroundings: Surroundings): Promise<number>;
}

/** The option that every command has. */
export const HELP: OptionSpec = { name: "--help", takes: null, meaning: "print this" };

/** What every help ends with. */
export const EXIT_CODES =
  `Exit codes: 0 done, whatever the verdict; 1 nothing usable was measured; 2 wrong usage;
130 stopped by Ctrl-C, what had been measured is printed.`;

/** Reads the arguments and carries the command out. */
export async function runCommand(
  command: Command,
  args: readonly string[],
  surroundings: Surroundings,
): Promise<number> {
  const { print, note } = surroundings;
  try {
    // Somebody who asks for help gets it, whatever else stands there.
    if (args.includes("--help") || args.includes("-h")) {
      print(command.usage);
      return EXIT.done;
    }
    const read = readArguments(args, command.options);
    if (read.kind === "wrong") throw new UsageError(read.message);
    return await command.run(read.options, surroundings);
  } catch (error) {
    if (error instanceof OutputError) {
      note(error.message);
      return EXIT.nothing;
    }
    if (!(error instanceof UsageError)) throw error;
    // Ctrl-C ends the CPythons that are being asked, too: that none was found then is nobody's mistake.
    if (surroundings.signal.aborted) return EXIT.stopped;
    const [usage = ""] = command.usage.split("\n");
    note(`${error.message}\n\n${usage}\n--help after it says more`);
    return EXIT.misused;
  }
}

/** What was typed behind a task, split into names and options. */

import { parseArgs } from "@std/cli";

/** The parts of a command line; the parser is untyped, so whoever reads them gives them their types. */
export interface SplitArguments {
  /** Options by name, and names as `_`. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Options that nobody knows, as they were typed. */
  readonly unknownFlags: readonly string[];
}

/** Splits arguments; `texts` are the options with a value, `switches` those without. */
export function splitArguments(
  args: string[],
  { texts, switches }: { readonly texts: readonly string[]; readonly switches: readonly string[] },
): SplitArguments {
  const unknownFlags: string[] = [];
  const values = parseArgs(args, {
    string: ["_", ...texts],
    boolean: [...switches, "help"],
    alias: { help: "h" },
    unknown(argument: string) {
      if (argument.startsWith("-") && argument !== "-") unknownFlags.push(argument);
      return !argument.startsWith("-");
    },
  });
  return { values, unknownFlags };
}

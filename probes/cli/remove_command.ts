/** `deno task interpreters remove`: removes a CPython that `add` fetched. */

import {
  type AddedInterpreter,
  listAdded,
  megabytes,
  removeInterpreter,
} from "../interpreters/add/mod.ts";
import { discoverInterpreters } from "../interpreters/mod.ts";
import { addWorld } from "./add_command.ts";
import { allowCells } from "./allow_cells.ts";
import { optionLines, type OptionSpec } from "./arguments.ts";
import { type Command, HELP } from "./command.ts";
import { UsageError } from "./probe_options.ts";
import { EXIT, type Surroundings } from "./surroundings.ts";

const OPTIONS: readonly OptionSpec[] = [HELP];

/** `deno task interpreters remove`. */
export const REMOVE: Command = {
  options: OPTIONS,
  usage: `Usage: deno task interpreters remove NAME

Removes a CPython that "deno task interpreters add" fetched. NAME is the one that it was added under, such
as debian-3.15, or the one in the list of "deno task interpreters".

${optionLines(OPTIONS)}

Exit codes: 0 done; 1 it cannot be removed; 2 wrong usage; 130 stopped by Ctrl-C.`,
  async run(options, surroundings) {
    const [name, extra] = options.words;
    if (name === undefined || extra !== undefined) {
      throw new UsageError(`Cannot remove a CPython: one name is needed; ${known(surroundings)}`);
    }
    const outcome = await removeInterpreter(
      await addedNamed(name, surroundings),
      addWorld(surroundings),
    );
    switch (outcome.kind) {
      case "removed":
        await allowCells(surroundings);
        surroundings.print(`Removed ${outcome.added.name} (${megabytes(outcome.added.bytes)})`);
        return EXIT.done;
      case "refused":
        surroundings.note(`Cannot remove ${name}: ${outcome.reason}\nRemedy: ${outcome.remedy}`);
        return EXIT.nothing;
      case "stopped":
        return EXIT.stopped;
    }
  },
};

async function addedNamed(name: string, surroundings: Surroundings): Promise<AddedInterpreter> {
  const { environment } = surroundings;
  const added = listAdded(environment);
  const own = added.find((entry) => entry.name === name);
  if (own !== undefined) return own;
  const listed = (await discoverInterpreters({ environment })).find((other) => other.name === name);
  const behind = added.find(({ program }) => program === listed?.executable);
  if (behind !== undefined) return behind;
  const problem = listed === undefined
    ? "nothing of that name was added"
    : `${listed.executable} was not added by this command`;
  throw new UsageError(`Cannot remove "${name}": ${problem}; ${known(surroundings)}`);
}

function known({ environment }: Surroundings): string {
  const names = listAdded(environment).map(({ name }) => `"${name}"`);
  return names.length === 0 ? "nothing was added so far" : `added were ${names.join(", ")}`;
}

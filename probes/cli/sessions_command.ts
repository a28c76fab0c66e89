/** `deno task probe sessions`: what the record has, and one session of it. */

import { DISPLAY } from "../show/display.ts";
import { metadataTable } from "../machine/mod.ts";
import { openSession, sessions } from "../store/mod.ts";
import { tableBundle } from "../show/table.ts";
import { optionLines, type OptionSpec } from "./arguments.ts";
import { type Command, HELP } from "./command.ts";
import { comparisonJson } from "./comparison_json.ts";
import { UsageError } from "./probe_options.ts";
import { EXIT } from "./surroundings.ts";

const OPTIONS: readonly OptionSpec[] = [
  {
    name: "--json",
    takes: null,
    meaning:
      "print an array; with an ID the comparison, or the records of a measurement, one a line",
  },
  HELP,
];

/** `deno task probe sessions`. */
export const SESSIONS: Command = {
  options: OPTIONS,
  usage: `Usage: deno task probe sessions [ID|latest] [--json]

Lists what was measured in this project, the newest first, also what was cut off or whose notebook was
closed. With an ID it shows that session: its table or verdict, computed anew from the raw runs, then
the machine before it, how busy it was after each round, and the programs; "probe export ID" has all of
it as data.

${optionLines(OPTIONS)}

The record is .probebook/store.sqlite in the project's folder; PROBEBOOK_STORE names another file, or
"off" to record nothing.

Exit codes: 0 done, also when there is none; 1 the record cannot be read; 2 wrong usage.`,
  async run(options, { print, note }) {
    const [id, extra] = options.words;
    if (extra !== undefined) {
      throw new UsageError(`Cannot list sessions: "${extra}" belongs to no option, remove it`);
    }
    const isJson = options.has("--json");
    try {
      print(id === undefined ? await listText(isJson) : await sessionText(id, isJson));
      return EXIT.done;
    } catch (error) {
      // An id that nobody knows is the caller's mistake; the rest is about the record.
      if (error instanceof RangeError) throw new UsageError(error.message, { cause: error });
      note(error instanceof Error ? error.message : String(error));
      return EXIT.nothing;
    }
  },
};

async function listText(isJson: boolean): Promise<string> {
  const list = await sessions();
  return isJson ? JSON.stringify(list, null, 2) : (await list[DISPLAY]())["text/plain"] ?? "";
}

async function sessionText(id: string, isJson: boolean): Promise<string> {
  const session = await openSession(id);
  const { comparison, measurement, metadata } = session;
  if (!isJson) {
    const result = (await session[DISPLAY]())["text/plain"] ?? "";
    const about = metadata === null
      ? "Machine and programs: not available, an earlier version of Probebook measured this."
      : (await tableBundle(metadataTable(metadata)))["text/plain"] ?? "";
    return `${result}\n\n${about}`;
  }
  return comparison === null
    ? measurement.runs.map((run) => JSON.stringify(run)).join("\n")
    : JSON.stringify({ ...comparisonJson(comparison), session: session.id, metadata }, null, 2);
}

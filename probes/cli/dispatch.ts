/** From the first words of a command line to a command. */

import { ADD } from "./add_command.ts";
import { type Command, runCommand } from "./command.ts";
import { COMPARE } from "./compare_command.ts";
import { DOCTOR } from "./doctor_command.ts";
import { EXPORT } from "./export_command.ts";
import { FROZEN } from "./frozen_command.ts";
import { IMPORT } from "./import_command.ts";
import { INTERPRETERS } from "./interpreters_command.ts";
import { LIST } from "./list_command.ts";
import { REMOVE } from "./remove_command.ts";
import { RESUME } from "./resume_command.ts";
import { RUN } from "./run_command.ts";
import { SESSIONS } from "./sessions_command.ts";
import { STATS } from "./stats_command.ts";
import { EXIT, type Surroundings } from "./surroundings.ts";

/** The commands below `probe`. */
const PROBE_COMMANDS: Readonly<Record<string, Command>> = {
  list: LIST,
  run: RUN,
  compare: COMPARE,
  export: EXPORT,
  import: IMPORT,
  sessions: SESSIONS,
  resume: RESUME,
};

/** The commands below `interpreters`, which is one itself. */
const INTERPRETER_COMMANDS: Readonly<Record<string, Command>> = { add: ADD, remove: REMOVE };

const USAGE = `Usage: deno task interpreters [--parts] [--json] | --allowed
       deno task interpreters add VERSION... [--from uv|debian]
       deno task interpreters remove NAME
       deno task probe list [--json]
       deno task probe run NAME --python PYTHON [options]
       deno task probe compare NAME --base PYTHON --test PYTHON [options]
       deno task probe export [SOURCE] [--to FORMAT] [--out PATH]
       deno task probe import FILE... [options]
       deno task probe sessions [ID] [--json]
       deno task probe resume ID|latest [--json]
       deno task frozen [--only NAME] [--budget B] [--again]
       deno task stats [--stream] < CASE.json
       deno task doctor [--python PYTHON] [--seconds S] [--json]

--help after any of them says more. PYTHON is a path or a name of "deno task interpreters".`;

/** Carries a command line out; the number is the exit code. */
export async function dispatch(
  args: readonly string[],
  surroundings: Surroundings,
): Promise<number> {
  const [topic, ...rest] = args;
  if (topic === "interpreters") return await dispatchInterpreters(rest, surroundings);
  if (topic === "doctor") return await runCommand(DOCTOR, rest, surroundings);
  if (topic === "frozen") return await runCommand(FROZEN, rest, surroundings);
  if (topic === "stats") return await runCommand(STATS, rest, surroundings);
  if (topic !== "probe") return explain(topic, surroundings);
  const [name, ...own] = rest;
  const isKnown = name !== undefined && Object.hasOwn(PROBE_COMMANDS, name);
  const command = isKnown ? PROBE_COMMANDS[name] : undefined;
  if (command === undefined) return explain(name, surroundings);
  return await runCommand(command, own, surroundings);
}

async function dispatchInterpreters(
  args: readonly string[],
  surroundings: Surroundings,
): Promise<number> {
  const [name = "", ...own] = args;
  const command = Object.hasOwn(INTERPRETER_COMMANDS, name)
    ? INTERPRETER_COMMANDS[name]
    : undefined;
  return command === undefined
    ? await runCommand(INTERPRETERS, args, surroundings)
    : await runCommand(command, own, surroundings);
}

function explain(word: string | undefined, { print, note }: Surroundings): number {
  if (word === "--help" || word === "-h") {
    print(USAGE);
    return EXIT.done;
  }
  const known = Object.keys(PROBE_COMMANDS).map((name) => `"probe ${name}"`).join(", ");
  const problem = word === undefined ? "no command is given" : `"${word}" is no command`;
  note(
    `Cannot go on: ${problem}, there are "interpreters", "stats", "doctor", ${known}\n\n${USAGE}`,
  );
  return EXIT.misused;
}

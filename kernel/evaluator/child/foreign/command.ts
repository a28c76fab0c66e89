/** `!command`: one line for the shell, or for a program where no shell may run. */

import { splitWords } from "../../../cell_text/mod.ts";
import type { ForeignContext } from "./foreign_cell.ts";
import { homePath } from "./home_path.ts";
import { waitForProcess } from "./process.ts";
import { Deno, Error } from "../../primordials.ts";

/** Runs a command to its end. One that fails ends the cell. */
export async function runCommand(line: string, context: ForeignContext): Promise<void> {
  if (/^cd(?:\s+[^\s;&|]+)?$/.test(line)) {
    throw new Error(
      `Cannot change the folder by "!${line}": it ends with its line, Deno.chdir() lasts`,
    );
  }
  context.holdBefore();
  const ending = await waitForProcess(startCommand(line), context);
  if (ending.success) return;
  const { code, signal } = ending;
  throw new Error(
    `Cannot run "${line}": ${
      signal !== null
        ? `it was ended by ${signal}`
        : code === NOT_FOUND
        ? "there is no such program"
        : `it ended with exit code ${code}`
    }`,
  );
}

/** What a shell answers where there is no such program. */
const NOT_FOUND = 127;

/** Programs that read would wait for ever; those in Python print at once what they print. */
const SURROUNDINGS = {
  stdin: "null",
  stdout: "inherit",
  stderr: "inherit",
  env: { PYTHONUNBUFFERED: "1" },
} as const;

function startCommand(line: string): Deno.ChildProcess {
  try {
    return new Deno.Command("sh", { args: ["-c", line], ...SURROUNDINGS }).spawn();
  } catch (error) {
    if (!(error instanceof Deno.errors.NotCapable)) throw error;
    return startWithoutShell(line, error);
  }
}

/** What a shell gives a meaning. */
const SHELL_SYNTAX = /[|&;<>()$`*?[\]{}#]|^\w+=/;

/** Texts in quotes that a shell passes on as they are. */
const QUOTED = /'[^']*'|"(?:\\.|[^"\\$`])*"/g;

function startWithoutShell(line: string, refusal: Error): Deno.ChildProcess {
  const [syntax] = SHELL_SYNTAX.exec(line.replace(QUOTED, '""')) ?? [];
  if (syntax !== undefined) {
    throw new Error(
      `Cannot run "${line}": no shell may be run here, and "${syntax}" needs one`,
      { cause: refusal },
    );
  }
  const words = splitWords(line);
  if (words.kind === "invalid") throw new Error(`Cannot run "${line}": ${words.reason}`);
  const [program = "", ...args] = words.words.map(homePath);
  try {
    return new Deno.Command(program, { args, ...SURROUNDINGS }).spawn();
  } catch (error) {
    // A refusal says itself how it is lifted.
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new Error(`Cannot run "${line}": there is no such program`);
  }
}

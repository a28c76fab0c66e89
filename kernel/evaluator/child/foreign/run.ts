/**
 * Runs cells that are no TypeScript: a Python script, a file to write, commands.
 *
 * It lies in the child process and is loaded when the first such cell runs, so that neither a start
 * nor a plain cell pays for it. Which kind of cell a text is, the room `kernel/cell_text` has said.
 */

import { runCommand } from "./command.ts";
import type { ForeignContext, ForeignText } from "./foreign_cell.ts";
import { runPython } from "./python.ts";
import { writeFile } from "./written_file.ts";

/** Runs one; gives the value of a Python script that hands one over. */
export async function runForeign(text: ForeignText, context: ForeignContext): Promise<unknown> {
  switch (text.kind) {
    case "python":
      return await runPython(text, context);
    case "writefile":
      return writeFile(text, context.say);
    case "command":
      for (const { line } of text.commands) await runCommand(line, context);
  }
}

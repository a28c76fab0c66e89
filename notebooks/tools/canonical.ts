/** `deno task notebooks`: writes or checks the canonical form of our notebooks, and their types. */

import { fromFileUrl, join, relative, resolve } from "@std/path";
import { parseArgs } from "@std/cli";
import { z } from "zod";
import { writeFileAtomically } from "./atomic_file.ts";
import { canonicalNotebook, differences } from "./canonical_form.ts";
import { checkTypes, type NotebookToCheck } from "./joined.ts";
import { writeNotebook } from "./nbformat_write.ts";
import { fileProblem, readNotebookFile } from "./notebook_file.ts";
import { noteLine, printLine } from "./lines.ts";

/** What the command needs of the world; tests bring their own. */
export interface NotebooksSurroundings {
  /** The checkout. */
  readonly root: string;
  readonly print: (line: string) => void;
  readonly note: (line: string) => void;
}

const GOOD = 0;
const FAILED = 1;
const MISUSED = 2;

const USAGE = `Usage: deno task notebooks [--check] [--types] [FILE...]

Writes the canonical form of the notebooks in notebooks/: no outputs, no counts, one spelling.

  --check   write nothing; fail when a notebook is not in that form or its types are wrong
  --types   check the types of the joined cells also when writing`;

/** Runs the command; the number is the exit code. */
export async function notebooksCommand(
  args: string[],
  changes: Partial<NotebooksSurroundings> = {},
): Promise<number> {
  const surroundings = {
    root: fromFileUrl(new URL("../../", import.meta.url)).replace(/\/$/, ""),
    print: printLine,
    note: noteLine,
    ...changes,
  };
  const { root, print, note } = surroundings;
  const { options, unknownFlags } = readArguments(args);
  if (options.help || unknownFlags.length > 0) {
    const line = options.help ? "" : `Unknown option "${unknownFlags[0]}"\n\n`;
    (options.help ? print : note)(`${line}${USAGE}`);
    return options.help ? GOOD : MISUSED;
  }
  const paths = options._.length > 0
    ? options._.map((name) => resolve(name))
    : await notebooksIn(join(root, "notebooks"));
  const files = await Promise.all(paths.map((path) => readFile(path, root)));
  const problems: string[] = [];
  for (const file of files) {
    const problem = await treatFile(file, { isCheck: options.check, surroundings });
    if (problem !== null) problems.push(problem);
  }
  if (options.check || options.types) {
    const readable = files.flatMap((file) => file.kind === "notebook" ? [file] : []);
    const types = await checkTypes(readable, root);
    if (types.kind === "problems") problems.push(types.text);
  }
  for (const problem of problems) note(problem);
  if (problems.length === 0) print(`${files.length} notebook${files.length === 1 ? "" : "s"} good`);
  return problems.length === 0 ? GOOD : FAILED;
}

interface NotebooksOptions {
  readonly _: string[];
  readonly check: boolean;
  readonly types: boolean;
  readonly help: boolean;
}

const notebooksOptions: z.ZodType<NotebooksOptions> = z.object({
  _: z.array(z.string()),
  check: z.boolean(),
  types: z.boolean(),
  help: z.boolean(),
});

function readArguments(args: string[]): { options: NotebooksOptions; unknownFlags: string[] } {
  const unknownFlags: string[] = [];
  const options = notebooksOptions.parse(parseArgs(args, {
    string: ["_"],
    boolean: ["check", "types", "help"],
    alias: { help: "h" },
    unknown(argument: string) {
      if (argument.startsWith("-")) unknownFlags.push(argument);
      return !argument.startsWith("-");
    },
  }));
  return { options, unknownFlags };
}

/** All notebooks below a folder but those of hidden folders, where front ends keep their copies. */
async function notebooksIn(folder: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    if (name.startsWith(".") || name === "node_modules") continue;
    const path = join(folder, name);
    if (isDirectory) found.push(...await notebooksIn(path));
    else if (name.endsWith(".ipynb")) found.push(path);
  }
  return found.sort();
}

type NotebookFile =
  | ({ kind: "notebook"; text: string } & NotebookToCheck)
  | { kind: "refused"; message: string };

async function readFile(path: string, root: string): Promise<NotebookFile> {
  const name = relative(root, path);
  const read = await readNotebookFile(path, name);
  if (read.kind === "refused") return read;
  return { ...read, name, path, text: await Deno.readTextFile(path) };
}

async function treatFile(
  file: NotebookFile,
  { isCheck, surroundings }: { isCheck: boolean; surroundings: NotebooksSurroundings },
): Promise<string | null> {
  if (file.kind === "refused") return file.message;
  const { name, path, notebook, text } = file;
  const wanted = writeNotebook(canonicalNotebook(notebook));
  const found = differences(notebook, { found: text, wanted });
  if (found.length === 0) return null;
  const words = found.join(", ");
  if (isCheck) return `${name}: not in canonical form (${words}); run \`deno task notebooks\``;
  try {
    await writeFileAtomically(path, wanted);
    surroundings.print(`${name}: written (${words})`);
    return null;
  } catch (error) {
    return `Cannot write "${name}": ${fileProblem(error)}`;
  }
}

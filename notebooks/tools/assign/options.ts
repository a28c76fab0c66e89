/** The command line of `deno task assign`. */

import { basename, resolve } from "@std/path";
import { z } from "zod";
import { splitArguments } from "../arguments.ts";

/** One notebook to assign. */
export interface AssignFile {
  /** How messages call it: as it was typed. */
  readonly name: string;
  readonly path: string;
  /** Name of the assignment, and of the notebook in it. */
  readonly assignment: string;
}

/** A complete call. */
export interface AssignPlan {
  readonly files: readonly AssignFile[];
  /** The course's folder. */
  readonly out: string;
  /** Whether an assignment that somebody changed is written anew. */
  readonly isForced: boolean;
}

/** What the arguments ask for. */
export type AssignRequest =
  | { readonly kind: "assign"; readonly plan: AssignPlan }
  | { readonly kind: "help"; readonly text: string }
  | { readonly kind: "wrong"; readonly message: string };

const USAGE = `Usage: deno task assign NOTEBOOK... --out DIR [--force]

Writes assignments for nbgrader: without solutions, answers and outputs.

  --out DIR   folder of the course
  --force     also replace assignments that were changed since`;

/** Reads the arguments; relative names start at `base`. */
export function readAssignArguments(args: string[], base: string): AssignRequest {
  const wrong = (problem: string): AssignRequest => ({
    kind: "wrong",
    message: `${problem}\n\n${USAGE}`,
  });
  const { values, unknownFlags } = splitArguments(args, {
    texts: ["out"],
    switches: ["force"],
  });
  const parsed = parsedArguments.parse(values);
  if (parsed.help) return { kind: "help", text: USAGE };
  const [unknownFlag] = unknownFlags;
  if (unknownFlag !== undefined) return wrong(`Unknown option "${unknownFlag}"`);
  const { _: names, out = "", force } = parsed;
  if (names.length === 0) return wrong("No notebook is named");
  if (out === "") return wrong("Option --out needs the folder of the course");
  const files = [...new Set(names)].map((name) => fileOf(name, base));
  const problem = namesProblem(files);
  if (problem !== null) return { kind: "wrong", message: problem };
  return { kind: "assign", plan: { files, out: resolve(base, out), isForced: force } };
}

function fileOf(name: string, base: string): AssignFile {
  const path = resolve(base, name);
  return { name, path, assignment: basename(path).replace(/\.ipynb$/i, "") };
}

/** nbgrader puts the name into paths and patterns of its own. */
function namesProblem(files: readonly AssignFile[]): string | null {
  for (const { name, assignment } of files) {
    if (assignment.startsWith(".") || /[+*?\[\]\/\\]/.test(assignment) || assignment === "") {
      return `Cannot assign "${name}": nbgrader takes no "+", "*", "?" or brackets in the name of an ` +
        "assignment; rename the notebook";
    }
    const twin = files.find((file) => file.name !== name && file.assignment === assignment);
    if (twin !== undefined) {
      return `Cannot assign "${name}" and "${twin.name}" together: both assignments would be ` +
        `"${assignment}"; rename one of them`;
    }
  }
  return null;
}

interface ParsedArguments {
  readonly _: string[];
  readonly out?: string | undefined;
  readonly force: boolean;
  readonly help: boolean;
}

const parsedArguments: z.ZodType<ParsedArguments> = z.object({
  _: z.array(z.string()),
  out: z.string().optional(),
  force: z.boolean(),
  help: z.boolean(),
});

/** The command line of `deno task run`: what to run, where copies go, how long cells may take. */

import { basename, dirname, isAbsolute, join, relative, resolve } from "@std/path";
import { z } from "zod";
import { splitArguments } from "./arguments.ts";

/** One notebook to run. */
export interface RunFile {
  /** How messages call it: as it was typed. */
  readonly name: string;
  readonly source: string;
  readonly target: string;
}

/** A complete run. */
export interface RunPlan {
  readonly files: readonly RunFile[];
  readonly cellTimeoutMs: number;
  readonly html: boolean;
  readonly permissions: CellPermissions;
}

/** What cells may do: what the kernel lets them do by default, or what you may do. */
export type CellPermissions = "default" | "all";

/** What the arguments ask for. */
export type RunRequest =
  | { kind: "run"; plan: RunPlan }
  | { kind: "help"; text: string }
  | { kind: "wrong"; message: string };

/** Where relative names start and where copies go. */
export interface RunFolders {
  readonly base: string;
  readonly root: string;
}

/** Chosen so that a careful measurement fits and a forgotten loop does not cost an hour. */
const CELL_TIMEOUT_S = 60;

/** Timers take no more; it is 24 days. */
const CELL_TIMEOUT_S_MAX = 2 ** 31 / 1000 - 1;

const USAGE = `Usage: deno task run FILE... [--out DIR] [--html] [--timeout S] [--permissions all]

Runs notebooks without a browser and writes executed copies.

  --out DIR          folder for the copies (default: .cache/executed)
  --html             also write HTML, made by nbconvert from .lab
  --timeout S        seconds that one cell may take (default: ${CELL_TIMEOUT_S})
  --permissions all  let cells do what you may do; otherwise they read and write
                     the notebook's project and run CPythons`;

/** Reads the arguments; relative names start at `folders.base`. */
export function readRunArguments(args: string[], folders: RunFolders): RunRequest {
  const wrong = (problem: string): RunRequest => ({
    kind: "wrong",
    message: `${problem}\n\n${USAGE}`,
  });
  const { values, unknownFlags } = splitArguments(args, {
    texts: ["out", "timeout", "permissions"],
    switches: ["html"],
  });
  const parsed = parsedArguments.parse(values);
  const { out, timeout = String(CELL_TIMEOUT_S), permissions = "default" } = parsed;
  if (parsed.help) return { kind: "help", text: USAGE };
  const [unknownFlag] = unknownFlags;
  // The parser takes a negative number for a flag.
  if (unknownFlag !== undefined && !/^-[\d.]+$/.test(unknownFlag)) {
    return wrong(`Unknown option "${unknownFlag}"`);
  }
  const seconds = Number(unknownFlag ?? timeout);
  if (timeout.trim() === "" || !(seconds > 0 && seconds <= CELL_TIMEOUT_S_MAX)) {
    const given = unknownFlag ?? timeout;
    return wrong(`Option --timeout needs a number of seconds above 0, not "${given}"`);
  }
  if (permissions !== "default" && permissions !== "all") {
    return wrong(`Option --permissions needs "default" or "all", not "${permissions}"`);
  }
  const names = [...new Set(parsed._)];
  if (names.length === 0) return wrong("No notebook is named");
  if (out === "") return wrong("Option --out needs a folder");
  const files = names.map((name) => planFile(name, { out, folders }));
  const problem = targetProblem(files);
  if (problem !== null) return { kind: "wrong", message: problem };
  const cellTimeoutMs = seconds * 1000;
  return { kind: "run", plan: { files, cellTimeoutMs, html: parsed.html, permissions } };
}

/** `deno task` starts in the checkout; what was typed is meant from where the user stands. */
export function typedFrom(root: string): string {
  const started = Deno.cwd();
  const typed = Deno.env.get("INIT_CWD");
  // Set also by programs that start us elsewhere, which mean their own folder.
  return typed !== undefined && started === root && isInside(typed, root) ? typed : started;
}

function planFile(
  name: string,
  { out, folders }: { out: string | undefined; folders: RunFolders },
): RunFile {
  const source = resolve(folders.base, name);
  if (out !== undefined) {
    return { name, source, target: join(resolve(folders.base, out), basename(source)) };
  }
  const place = isInside(source, folders.root) ? relative(folders.root, source) : basename(source);
  return { name, source, target: join(folders.root, ".cache", "executed", place) };
}

/** No copy may take the place of a notebook, or of another copy. */
function targetProblem(files: readonly RunFile[]): string | null {
  const bySource = new Map(files.map((file) => [file.source, file]));
  const byTarget = new Map<string, RunFile>();
  for (const file of files) {
    const original = bySource.get(file.target);
    if (original !== undefined) {
      return `Cannot run "${file.name}": its copy would take the place of "${original.name}"; ` +
        "choose another folder with --out";
    }
    const other = byTarget.get(file.target);
    if (other !== undefined && other.source !== file.source) {
      return `Cannot run "${other.name}" and "${file.name}" together: both copies would be ` +
        `"${basename(file.target)}" in "${dirname(file.target)}"; run them one by one`;
    }
    byTarget.set(file.target, file);
  }
  return null;
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith("../") && !isAbsolute(way);
}

interface ParsedArguments {
  readonly _: string[];
  readonly out?: string | undefined;
  readonly timeout?: string | undefined;
  readonly permissions?: string | undefined;
  readonly html: boolean;
  readonly help: boolean;
}

const parsedArguments: z.ZodType<ParsedArguments> = z.object({
  _: z.array(z.string()),
  out: z.string().optional(),
  timeout: z.string().optional(),
  permissions: z.string().optional(),
  html: z.boolean(),
  help: z.boolean(),
});

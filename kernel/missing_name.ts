/**
 * Tells who runs a cell too early which cell makes the name that it lacks: by its heading, as the notebook's file has it.
 *
 * The protocol does not say which file a cell stands in. Jupyter's server names it when it starts a kernel; elsewhere it
 * is the file of the kernel's folder that holds the failing cell.
 */

import { isAbsolute, join } from "@std/path";
import { z } from "zod";
import type { Evaluation, EvaluatorPort } from "./evaluator/mod.ts";
import { declares } from "./lsp/mod.ts";

/** Where the notebook may lie. */
export interface NotebookPlace {
  /** The kernel's folder. */
  readonly cwd: string;
  /** What the server calls the session: the notebook's path; null where nobody said. */
  readonly session: string | null;
}

/** The same evaluator, whose errors about a missing name end in the cell that makes it. */
export function withPointers(evaluator: EvaluatorPort, place: NotebookPlace): EvaluatorPort {
  return {
    async evaluate(request) {
      const evaluation = await evaluator.evaluate(request);
      const name = missingName(evaluation);
      if (evaluation.kind !== "thrown" || name === null) return evaluation;
      const lines = await pointTo(name, request.code, place);
      return { ...evaluation, traceback: [...evaluation.traceback, ...lines] };
    },
    deliver: (delivery) => evaluator.deliver(delivery),
    interrupt: () => evaluator.interrupt(),
    answerInput: (text) => evaluator.answerInput(text),
    completeness: (code) => evaluator.completeness(code),
    get live() {
      return evaluator.live;
    },
    [Symbol.asyncDispose]: () => evaluator[Symbol.asyncDispose](),
  };
}

/** V8's wording of a name that nothing has made yet. */
const NOT_DEFINED = /^([\p{ID_Start}$_][\p{ID_Continue}$]*) is not defined$/u;

function missingName(evaluation: Evaluation): string | null {
  if (evaluation.kind !== "thrown" || evaluation.name !== "ReferenceError") return null;
  return NOT_DEFINED.exec(evaluation.message)?.[1] ?? null;
}

/** Lines for the learner; none where no cell of the notebook makes the name. Never rejects. */
export async function pointTo(
  name: string,
  code: string,
  { cwd, session }: NotebookPlace,
): Promise<string[]> {
  const named = session === null || !session.endsWith(".ipynb")
    ? null
    : await readCells(isAbsolute(session) ? session : join(cwd, session));
  const cells = named ?? await findNotebook(cwd, code);
  return cells === null ? [] : pointWithin(cells, name, code);
}

/** A cell with what stands above it. */
interface TitledCell {
  readonly code: string;
  /** The nearest heading; null above the first one. */
  readonly heading: string | null;
}

function pointWithin(cells: readonly TitledCell[], name: string, code: string): string[] {
  const own = cells.findIndex((cell) => isSameCode(cell.code, code));
  const at = cells.findIndex((cell, index) => index !== own && declares(cell.code, name));
  const maker = cells[at];
  if (maker === undefined) return [];
  const which = own < 0 ? "another cell" : at < own ? "an earlier cell" : "a later cell";
  const where = maker.heading === null ? "" : `, under the heading “${maker.heading}”`;
  const word = new RegExp(`(?<![\\w$])${RegExp.escape(name)}(?![\\w$])`);
  const line = maker.code.split("\n").find((text) => word.test(text)) ?? "";
  return [
    "",
    `“${name}” is made by ${which} that has not run yet${where}:`,
    `    ${line.trim()}`,
    "Run that cell first. In the menu Run, “Run All Above Selected Cell” runs all earlier ones.",
  ];
}

function isSameCode(left: string, right: string): boolean {
  return left.trim() === right.trim();
}

/** A folder with more is none of a notebook's own, and looking through it would take long. */
const NOTEBOOKS_MAX = 50;

/** The notebook of the folder that has this very cell. */
async function findNotebook(cwd: string, code: string): Promise<readonly TitledCell[] | null> {
  const names: string[] = [];
  try {
    for await (const { name, isFile } of Deno.readDir(cwd)) {
      if (isFile && name.endsWith(".ipynb")) names.push(name);
    }
  } catch {
    // A folder that cannot be read has no notebook to point into; the error itself is shown all the same.
    return null;
  }
  if (names.length > NOTEBOOKS_MAX) return null;
  for (const name of names.sort()) {
    const cells = await readCells(join(cwd, name));
    if (cells?.some((cell) => isSameCode(cell.code, code))) return cells;
  }
  return null;
}

/** Larger files hold pictures of many runs; the learner has waited for the error long enough. */
const FILE_BYTES_MAX = 32 * 1024 * 1024;

const notebook: z.ZodType<
  { cells: { cell_type: string; source: string | string[] }[] }
> = z.object({
  cells: z.array(z.object({
    cell_type: z.string(),
    source: z.union([z.string(), z.array(z.string())]),
  })),
});

async function readCells(path: string): Promise<TitledCell[] | null> {
  let data: unknown;
  try {
    if ((await Deno.stat(path)).size > FILE_BYTES_MAX) return null;
    data = JSON.parse(await Deno.readTextFile(path));
  } catch {
    // Unsaved, renamed, half written: without the file the error is shown as it is.
    return null;
  }
  const parsed = notebook.safeParse(data);
  if (!parsed.success) return null;
  const cells: TitledCell[] = [];
  let heading: string | null = null;
  for (const { cell_type: type, source } of parsed.data.cells) {
    const text = typeof source === "string" ? source : source.join("");
    if (type === "markdown") heading = lastHeading(text) ?? heading;
    else if (type === "code") cells.push({ code: text, heading });
  }
  return cells;
}

function lastHeading(markdown: string): string | null {
  return [...markdown.matchAll(/^#{1,6}\s+(.+)$/gm)].at(-1)?.[1]?.trim() ?? null;
}

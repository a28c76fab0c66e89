/**
 * Finds the cell that makes a missing name: by its heading, as the notebook's file has it.
 *
 * The protocol does not say which file a cell stands in. Jupyter's server names it when it starts a kernel; elsewhere it
 * is the file of the kernel's folder that holds the failing cell.
 */

import { isAbsolute, join } from "@std/path";
import { z } from "zod";
import { readCellText } from "./cell_text/mod.ts";
import { namesDeclaredIn } from "./lsp/mod.ts";

/** Where the notebook may lie. */
export interface NotebookPlace {
  /** The kernel's folder. */
  readonly cwd: string;
  /** What the server calls the session: the notebook's path; null where nobody said. */
  readonly session: string | null;
}

/** What is known of a cell that failed for want of a name. */
export interface FailedCell {
  /** The name. */
  readonly name: string;
  readonly code: string;
  /** Names that earlier cells have made; empty where that is not known. */
  readonly known: readonly string[];
}

/** Lines for the learner; none where no cell of the notebook makes the name. Never rejects. */
export async function pointTo(
  failed: FailedCell,
  { cwd, session }: NotebookPlace,
): Promise<string[]> {
  const named = session === null || !session.endsWith(".ipynb")
    ? null
    : await readCells(isAbsolute(session) ? session : join(cwd, session));
  const cells = named ?? await findNotebook(cwd, failed.code);
  return cells === null ? [] : pointWithin(cells, failed);
}

/** A cell with what stands above it. */
interface TitledCell {
  readonly code: string;
  /** The nearest heading; null above the first one. */
  readonly heading: string | null;
}

function pointWithin(cells: readonly TitledCell[], failed: FailedCell): string[] {
  const own = cells.findIndex((cell) => isSameCode(cell.code, failed.code));
  const makers = makersOf(cells, failed, own);
  if (!makers.some(({ name }) => name === failed.name)) return [];
  const lines = makers.flatMap(({ name, at }) => {
    const { code, heading } = cells[at] ?? { code: "", heading: null };
    const which = own < 0 ? "another cell" : at < own ? "an earlier cell" : "a later cell";
    const where = heading === null ? "" : `, under the heading “${heading}”`;
    const line = code.split("\n").find((text) => wordOf(name).test(text)) ?? "";
    return [
      `“${name}” is made by ${which} that has not run yet${where}:`,
      `    ${line.trim()}`,
    ];
  });
  const first = makers.length === 1 ? "that cell" : "these cells";
  return [
    "",
    ...lines,
    `Run ${first} first. In the menu Run, “Run All Above Selected Cell” runs all earlier ones.`,
  ];
}

/** More would be a list that nobody reads; "Run All Above" helps with any number. */
const NAMES_MAX = 5;

/** Which cells make what the failed one lacks: the name of the error, and the others that it would lack next. */
function makersOf(
  cells: readonly TitledCell[],
  { name, code, known }: FailedCell,
  own: number,
): { readonly name: string; readonly at: number }[] {
  const found = new Map<string, number>();
  const there = new Set([...known, ...namesMadeBy(code)]);
  for (const [at, cell] of cells.entries()) {
    if (at === own) continue;
    for (const made of namesMadeBy(cell.code)) {
      // Without an answer of what is there, only the name of the error is known to be missing.
      const isMissing = made === name ||
        (known.length > 0 && (own < 0 || at < own) && !there.has(made) && wordOf(made).test(code) &&
          isMadeAtTop(cell.code, made));
      if (isMissing && !found.has(made)) found.set(made, at);
    }
  }
  const all = [...found].map(([made, at]) => ({ name: made, at }));
  return all.filter((maker, index) => index < NAMES_MAX || maker.name === name);
}

/** What a cell makes for later ones; Python that is none of its value makes nothing. */
function namesMadeBy(code: string): string[] {
  const text = readCellText(code);
  switch (text.kind) {
    case "typescript":
      return namesDeclaredIn(text.code);
    case "python":
      return text.asName === null ? [] : [text.asName];
    case "writefile":
    case "command":
    case "invalid":
      return [];
  }
}

/** Whether a statement at the left edge makes it: a local of a function, or a parameter, is nobody else's. */
function isMadeAtTop(code: string, name: string): boolean {
  if (readCellText(code).kind === "python") return true;
  const statements = code.matchAll(
    /^(?:export |async )*(?:(?:const|let|var|import)\b[^;=]*|(?:function|class|enum)\b[^({]*)/gm,
  );
  return [...statements].some(([head]) => wordOf(name).test(head));
}

/** The name where it stands by itself, also behind three dots. */
function wordOf(name: string): RegExp {
  return new RegExp(`(?<![\\w$]|(?<!\\.\\.)\\.)${RegExp.escape(name)}(?![\\w$])`);
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

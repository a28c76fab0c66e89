/** The cells of a notebook as one TypeScript module, so that the compiler can check them together. */

import { join, toFileUrl } from "@std/path";
import { readCellText } from "../../kernel/mod.ts";
import { isCodeCell, type Notebook, tagsOf } from "./nbformat.ts";

/** A notebook as a module, and the way back from its lines. */
export interface JoinedNotebook {
  readonly text: string;
  /** The cell (numbered from 1 among those with code) and its line, both from 1, of a module line. */
  placeOf(line: number): { cell: number; line: number } | null;
}

/** A notebook to check; `path` is absolute, `name` is how messages call it. */
export interface NotebookToCheck {
  readonly name: string;
  readonly path: string;
  readonly notebook: Notebook;
}

/** What the compiler says of notebooks. */
export type TypeCheck =
  | { kind: "clean" }
  | { kind: "problems"; text: string };

/** `Deno.jupyter` is declared in the library of unstable interfaces only. */
const HEAD = '/// <reference lib="deno.unstable" />';

/** What the kernel gives to cells beside that. */
const CELL_GLOBALS = new URL("../../kernel/evaluator/cell_globals.ts", import.meta.url).href;

/** Cells with these tags do not end by themselves, and yet the ones after them run. */
const UNENDING_TAGS: readonly string[] = ["stop-me", "raises-exception"];

/** Statements at the top level of a formatted cell behind which the compiler sees no way on. */
const UNENDING_STATEMENTS: [statement: RegExp, replacement: string][] = [
  [/^while \(true\)/gm, "while (!!1)"],
  [/^for \(;;\)/gm, "for (;1;)"],
  [/^throw\b/gm, "if (!!1) throw"],
];

/**
 * Joins the cells in order. Imports stay where they are, for a module may have them anywhere; one
 * that stands in several cells with the same words is kept once. Relative imports start at `folder`.
 */
export function joinCells(notebook: Notebook, folder: string): JoinedNotebook {
  const lines = [HEAD];
  const places = new Map<number, { cell: number; line: number }>();
  const imports = new Set<string>();
  const cells = notebook.cells.filter(isCodeCell).filter(({ source }) => source.trim() !== "");
  cells.forEach((cell, index) => {
    const text = readCellText(cell.source);
    if (text.kind !== "typescript") {
      // What a script hands over has the type of its value, which nobody knows before it runs.
      const name = text.kind === "python" ? text.asName : null;
      if (name !== null) lines.push(`; declare var ${name}: any;`);
      return;
    }
    const isUnending = tagsOf(cell).some((tag) => UNENDING_TAGS.includes(tag));
    const once = absoluteImports(dropRepeatedImports(text.code, imports), folder);
    const source = isUnending ? withWayOn(once) : once;
    // A cell ends where its text ends; without the semicolon the next one could continue it.
    lines.push(";");
    source.split(/\r\n|[\n\r]/).forEach((line, offset) => {
      lines.push(line);
      places.set(lines.length, { cell: index + 1, line: offset + 1 });
    });
  });
  lines.push(`import type {} from ${JSON.stringify(CELL_GLOBALS)};`, "");
  return { text: lines.join("\n"), placeOf: (line) => places.get(line) ?? null };
}

/** Checks the types of several notebooks in one go, with the settings of the checkout's deno.json. */
export async function checkTypes(
  notebooks: readonly NotebookToCheck[],
  root: string,
): Promise<TypeCheck> {
  if (notebooks.length === 0) return { kind: "clean" };
  const folder = await Deno.makeTempDir({ prefix: "probebook-joined-" });
  try {
    const joined = await Promise.all(notebooks.map(async ({ path, notebook, name }, index) => {
      const module = join(folder, `notebook_${index}.ts`);
      const parts = joinCells(notebook, join(path, ".."));
      await Deno.writeTextFile(module, parts.text);
      return { name, module, parts };
    }));
    const { success, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["check", "--config", join(root, "deno.json"), ...joined.map(({ module }) => module)],
      env: { NO_COLOR: "1" },
      stdin: "null",
      stdout: "null",
      stderr: "piped",
    }).output();
    if (success) return { kind: "clean" };
    return { kind: "problems", text: inNotebookPlaces(new TextDecoder().decode(stderr), joined) };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Blanks an import that an earlier cell has word for word: cells may repeat it, modules may not. */
function dropRepeatedImports(source: string, seen: Set<string>): string {
  return source.replace(/^import\b[^;'"]*["'][^"'\n]*["'][^\S\n]*;?/gm, (statement) => {
    const key = statement.replace(/[\s;]+/g, " ").trim();
    if (seen.has(key)) return statement.replace(/[^\n]/g, " ");
    seen.add(key);
    return statement;
  });
}

/** The compiler knows that `true` is true, and gives up narrowing types in what it cannot reach. */
function withWayOn(source: string): string {
  return UNENDING_STATEMENTS.reduce(
    (text, [statement, replacement]) => text.replace(statement, replacement),
    source,
  );
}

function absoluteImports(source: string, folder: string): string {
  const base = toFileUrl(`${folder}/`);
  return source.replace(
    /(\b(?:from|import)\s*\(?\s*)(["'])(\.{1,2}\/[^"'\n]*)\2/g,
    (_, before: string, quote: string, specifier: string) =>
      `${before}${quote}${new URL(specifier, base).href}${quote}`,
  );
}

interface Joined {
  readonly name: string;
  readonly module: string;
  readonly parts: JoinedNotebook;
}

/** The compiler's report with cells in place of module lines, without what is not about types. */
function inNotebookPlaces(report: string, notebooks: readonly Joined[]): string {
  let text = report.split(/^(?:Stack backtrace|error: Type checking failed)/m)[0] ?? "";
  text = text.replace(/^Check .*\n/gm, "");
  for (const { name, module, parts } of notebooks) {
    const pattern = new RegExp(`${RegExp.escape(toFileUrl(module).href)}(?::(\\d+):(\\d+))?`, "g");
    text = text.replace(pattern, (_, line?: string, column?: string) => {
      const place = parts.placeOf(Number(line));
      return place === null ? name : `${name}, cell ${place.cell}, line ${place.line}:${column}`;
    });
  }
  return text.trim();
}

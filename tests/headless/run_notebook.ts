/** Runs a notebook of ours through `deno task run`, in a folder that is thrown away. */
import { basename, dirname, fromFileUrl, join } from "@std/path";

const TOOLS = fromFileUrl(new URL("../../notebooks/tools/main.ts", import.meta.url));

/** What a notebook is run with. */
export interface NotebookSetting {
  /** The programs of the only CPythons that it finds. */
  readonly pythons: readonly string[];
  /** The shortest measurements that exercise everything when not given. */
  readonly budget?: "smoke" | "quick";
  /** Whether a grader runs it; not when not given. */
  readonly isGraded?: boolean;
  /** Whether a graded run checks types, which takes a compiler's start; it does when not given. */
  readonly isTyped?: boolean;
}

/** How it went; its folder goes with `await using`. */
export interface ExecutedNotebook extends AsyncDisposable {
  /** The executed copy. */
  readonly path: string;
  readonly codeCellCount: number;
  readonly elapsedMs: number;
  /** Exit code, and what was said on both streams. */
  readonly code: number;
  readonly said: string;
  /** The text of every output. */
  readonly texts: readonly string[];
  /** Those of the outputs that have a picture. */
  readonly chartTexts: readonly string[];
  /** Each cell that nbgrader gives points for, with the text of its result: a grader reads it as a number. */
  readonly marks: readonly { readonly cell: string; readonly text: string | null }[];
}

/** Runs a copy of the notebook: answers and learner files lie beside one. */
export async function runNotebook(
  notebook: string,
  { pythons, budget = "smoke", isGraded = false, isTyped = true }: NotebookSetting,
): Promise<ExecutedNotebook> {
  const folder = await Deno.makeTempDir({ prefix: "probebook-headless-" });
  const end = () => Deno.remove(folder, { recursive: true });
  try {
    const name = basename(notebook);
    await Deno.copyFile(notebook, join(folder, name));
    const path = join(folder, "out", name);
    const startedMs = performance.now();
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-check", TOOLS, "run", join(folder, name), "--out", dirname(path)],
      env: {
        PROBEBOOK_BUDGET: budget,
        // An empty list would be as good as none: then all places are searched.
        PROBEBOOK_PYTHONS: pythons.length === 0 ? folder : pythons.join(":"),
        PROBEBOOK_PYTHONS_ONLY: "1",
        ...(isGraded ? { PROBEBOOK_GRADED: "1" } : {}),
        ...(isTyped ? {} : { PROBEBOOK_LANGUAGE_SERVER: "off" }),
      },
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).output();
    const elapsedMs = performance.now() - startedMs;
    const decoder = new TextDecoder();
    const said = decoder.decode(stderr) + decoder.decode(stdout);
    const cells = codeCellsOf(await Deno.readTextFile(path));
    const outputs = cells.flatMap(({ outputs = [] }) => outputs);
    return {
      path,
      codeCellCount: cells.length,
      code,
      said,
      elapsedMs,
      texts: outputs.map(textOf),
      chartTexts: outputs.filter(({ data }) => data?.["image/png"] !== undefined).map(textOf),
      marks: cells.filter(({ metadata }) => metadata.nbgrader?.grade === true).map(markOf),
      [Symbol.asyncDispose]: end,
    };
  } catch (error) {
    await end();
    throw error;
  }
}

interface Output {
  readonly output_type: string;
  readonly data?: Readonly<Record<string, readonly string[]>>;
  readonly text?: readonly string[];
}

interface Cell {
  readonly cell_type: string;
  readonly id: string;
  readonly metadata: { readonly nbgrader?: { readonly grade?: boolean } };
  readonly outputs?: readonly Output[];
}

function codeCellsOf(notebook: string): readonly Cell[] {
  const { cells }: { cells: readonly Cell[] } = JSON.parse(notebook);
  return cells.filter(({ cell_type: type }) => type === "code");
}

/** As nbgrader: the first result counts, and a cell without one has full marks. */
function markOf({ id, outputs = [] }: Cell) {
  const result = outputs.find(({ output_type: type }) => type === "execute_result");
  return { cell: id, text: result === undefined ? null : textOf(result) };
}

function textOf({ data, text }: Output): string {
  return (data?.["text/plain"] ?? text ?? []).join("");
}

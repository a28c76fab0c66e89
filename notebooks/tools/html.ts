/** Executed copies as HTML, made by the nbconvert of `.lab`. */

import { join } from "@std/path";

/** How the conversion ended. */
export type HtmlEnding =
  | { kind: "written"; paths: string[] }
  | { kind: "failed"; message: string };

/** Longest conversion: a notebook takes about a second, most of it the start. */
const CONVERSION_MS_MAX = 120_000;

/** The Python that `deno task lab` sets up. */
export function labPython(root: string): string {
  return join(root, ".lab", "python", "bin", "python");
}

/** Writes `name.html` beside each notebook `name.ipynb`. */
export async function convertToHtml(
  notebooks: readonly string[],
  python: string,
): Promise<HtmlEnding> {
  const fail = (state: string): HtmlEnding => ({
    kind: "failed",
    message: `Cannot write HTML: ${state}`,
  });
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), CONVERSION_MS_MAX);
  try {
    // As a module: the scripts beside it name the folder in which they were installed.
    const { success, stderr } = await new Deno.Command(python, {
      args: ["-m", "nbconvert", "--to", "html", "--log-level", "ERROR", ...notebooks],
      stdin: "null",
      stdout: "null",
      stderr: "piped",
      signal: controller.signal,
    }).output();
    if (controller.signal.aborted) return fail(`nbconvert took over ${CONVERSION_MS_MAX / 1000} s`);
    if (!success) return fail(nbconvertProblem(new TextDecoder().decode(stderr)));
    return { kind: "written", paths: notebooks.map((path) => path.replace(/\.ipynb$/, ".html")) };
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    return fail("there is no nbconvert yet; run `deno task lab --no-browser` once, it installs it");
  } finally {
    clearTimeout(timer);
  }
}

/** The last line of a Python traceback says what happened. */
function nbconvertProblem(stderr: string): string {
  const lines = stderr.trim().split("\n");
  const last = lines.at(-1)?.trim() ?? "";
  return last.includes("No module named nbconvert")
    ? "the Python in .lab has no nbconvert; run `deno task lab --no-browser` once, it repairs it"
    : `nbconvert says "${last === "" ? "nothing" : last}"`;
}

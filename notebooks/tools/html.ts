/** Executed copies as HTML, made by the nbconvert of `.lab`. */

import { join } from "@std/path";
import { writeFileAtomically } from "./atomic_file.ts";

/** How the conversion ended. */
export type HtmlEnding =
  | { kind: "written"; paths: string[] }
  | { kind: "failed"; message: string };

/** Longest conversion: a notebook takes about a second, most of it the start. */
const CONVERSION_MS_MAX = 120_000;

/**
 * For people with weak eyes: what nbconvert's light page paints with a contrast below 4.5 (WCAG 2.2, 1.4.3), seen with
 * nbconvert 7.17; that is prompts, numbers, operators, comments and what is no code.
 */
const DARKER = `<style>:root {
  --jp-cell-prompt-not-active-opacity: 1;
  --jp-mirror-editor-number-color: #070;
  --jp-mirror-editor-operator-color: #80c;
  --jp-mirror-editor-comment-color: #306060;
  --jp-mirror-editor-error-color: #b00;
}</style>
`;

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
    const paths = notebooks.map((path) => path.replace(/\.ipynb$/, ".html"));
    await Promise.all(paths.map(darken));
    return { kind: "written", paths };
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    return fail("there is no nbconvert yet; run `deno task lab --no-browser` once, it installs it");
  } finally {
    clearTimeout(timer);
  }
}

/** Puts our colours behind those of the page: of two that are equally good, the later one counts. */
async function darken(path: string): Promise<void> {
  const html = await Deno.readTextFile(path);
  // A function: in a text, "$&" and its like would mean something.
  await writeFileAtomically(path, html.replace("</head>", () => `${DARKER}</head>`));
}

/** The last line of a Python traceback says what happened. */
function nbconvertProblem(stderr: string): string {
  const lines = stderr.trim().split("\n");
  const last = lines.at(-1)?.trim() ?? "";
  return last.includes("No module named nbconvert")
    ? "the Python in .lab has no nbconvert; run `deno task lab --no-browser` once, it repairs it"
    : `nbconvert says "${last === "" ? "nothing" : last}"`;
}

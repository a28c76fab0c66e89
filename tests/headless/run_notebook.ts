/** Runs a notebook of ours through `deno task run`, on the smoke budget, in a folder that is thrown away. */
import { basename, fromFileUrl, join } from "@std/path";

const TOOLS = fromFileUrl(new URL("../../notebooks/tools/main.ts", import.meta.url));

/** How it went. */
export interface ExecutedNotebook {
  readonly elapsedMs: number;
  /** Exit code, and what was said on both streams. */
  readonly code: number;
  readonly said: string;
  /** The text of every output. */
  readonly texts: readonly string[];
  /** Those of the outputs that have a picture. */
  readonly chartTexts: readonly string[];
}

/** Runs the notebook with these variables on top of the environment. */
export async function runNotebook(
  notebook: URL,
  env: Readonly<Record<string, string>>,
): Promise<ExecutedNotebook> {
  const folder = await Deno.makeTempDir({ prefix: "probebook-headless-" });
  try {
    const name = basename(fromFileUrl(notebook));
    // A copy: answers and learner files lie beside a notebook.
    await Deno.copyFile(notebook, join(folder, name));
    const startedMs = performance.now();
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "-A",
        "--no-check",
        TOOLS,
        "run",
        join(folder, name),
        "--out",
        join(folder, "out"),
      ],
      env: { ...env, PROBEBOOK_BUDGET: "smoke" },
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).output();
    const elapsedMs = performance.now() - startedMs;
    const decoder = new TextDecoder();
    const said = decoder.decode(stderr) + decoder.decode(stdout);
    const outputs = outputsOf(await Deno.readTextFile(join(folder, "out", name)));
    return {
      code,
      said,
      elapsedMs,
      texts: outputs.map(textOf),
      chartTexts: outputs.filter(({ data }) => data?.["image/png"] !== undefined).map(textOf),
    };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

interface Output {
  readonly data?: Readonly<Record<string, readonly string[]>>;
  readonly text?: readonly string[];
}

function outputsOf(notebook: string): Output[] {
  const { cells }: { cells: { outputs?: Output[] }[] } = JSON.parse(notebook);
  return cells.flatMap(({ outputs = [] }) => outputs);
}

function textOf({ data, text }: Output): string {
  return (data?.["text/plain"] ?? text ?? []).join("");
}

/** Programs of Jupyter on the command line, with the installed kernel and files of their own. */
import { join } from "@std/path";
import { z } from "zod";
import { type CellText, notebookText } from "../support/notebook_text.ts";
import { findHelperPython, isMatrix } from "../support/python_driver.ts";
import { testUnless } from "../support/skip.ts";
import { installKernel } from "./installed_kernel.ts";

/** How a program ended. */
export interface ProgramRun {
  readonly code: number;
  /** Standard output. */
  readonly output: string;
  /** Standard error. */
  readonly complaint: string;
}

/** What a test of a program works with. */
export interface Programs {
  /** The Python that has them. */
  readonly python: string;
  /** Folder of the test's files, where programs run. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** Runs the Python with these arguments to its end. */
  run(...args: string[]): Promise<ProgramRun>;
  /** Writes a notebook into the folder. */
  write(name: string, cells: readonly CellText[]): Promise<void>;
  /** What stands in a notebook of the folder. */
  read(name: string): Promise<ReadCell[]>;
}

/** A cell of a notebook, as programs have written it. */
export interface ReadCell {
  readonly source: string;
  /** The text of each output: what it shows as plain text, printed, or the name of its error. */
  readonly outputs: readonly string[];
}

const helper = await findHelperPython();

/** Why a program cannot be tested here, or null. */
export async function lackOf(module: string): Promise<string | null> {
  if (helper.kind === "missing") return helper.missing;
  const { success } = await new Deno.Command(helper.python, {
    // Looked for, not loaded: some take seconds.
    args: ["-c", `import importlib.util as u; raise SystemExit(u.find_spec("${module}") is None)`],
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).output();
  return success ? null : `${helper.python} has no ${module}; tests/requirements.txt names it`;
}

/** The Python of the tests; only where `lackOf()` found nothing missing. */
export function testPython(): string {
  return helper.kind === "ready" ? helper.python : "";
}

/** A test of a program that is the Python module `module`, or is left out and says why. */
export async function testProgram(
  module: string,
  { name, use, isLong = false }: {
    name: string;
    use: (programs: Programs) => Promise<void>;
    /** Left to the whole matrix: it starts several programs that each take seconds. */
    isLong?: boolean;
  },
): Promise<void> {
  testUnless(isLong && !isMatrix() ? "part of test:all" : await lackOf(module), {
    name,
    fn: async () => {
      await using kernel = await installKernel();
      const { folder, env } = kernel;
      await use({
        python: testPython(),
        folder,
        env,
        run: (...args) => runPython(args, { folder, env }),
        write: (file, cells) => Deno.writeTextFile(join(folder, file), notebookText(cells)),
        read: (file) => readCells(join(folder, file)),
      });
    },
  });
}

async function runPython(
  args: readonly string[],
  { folder, env }: { folder: string; env: Readonly<Record<string, string>> },
): Promise<ProgramRun> {
  const { code, stdout, stderr } = await new Deno.Command(testPython(), {
    args: [...args],
    cwd: folder,
    env: { ...env },
    stdin: "null",
  }).output();
  const decoder = new TextDecoder();
  return { code, output: decoder.decode(stdout), complaint: decoder.decode(stderr) };
}

const text = z.union([z.string(), z.array(z.string()).transform((lines) => lines.join(""))]);

const notebook = z.object({
  cells: z.array(z.object({
    source: text,
    outputs: z.array(z.object({
      ename: z.string().optional(),
      text: text.optional(),
      data: z.object({ "text/plain": text.optional() }).optional(),
    })).default([]),
  })),
});

async function readCells(path: string): Promise<ReadCell[]> {
  // papermill keeps the parameters in the file, and Python writes these two as JSON does not have them.
  const json = (await Deno.readTextFile(path)).replaceAll(/: (-?Infinity|NaN)\b/g, ": null");
  const { cells } = notebook.parse(JSON.parse(json));
  return cells.map(({ source, outputs }) => ({
    source,
    outputs: outputs.map(({ ename, text, data }) => ename ?? text ?? data?.["text/plain"] ?? ""),
  }));
}

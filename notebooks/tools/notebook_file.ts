/** Notebooks on disk: from a path to a notebook, or to a sentence that says what is wrong. */

import { type Notebook, type ReadNotebook, readNotebook } from "./nbformat.ts";
import { z } from "zod";

/** Largest notebook file that is read; front ends fail long before. */
const NOTEBOOK_BYTES_MAX = 256 * 1024 * 1024;

/** Reads the notebook at `path`, which messages call `name`. */
export async function readNotebookFile(path: string, name: string): Promise<ReadNotebook> {
  const refuse = (state: string): ReadNotebook => ({
    kind: "refused",
    message: `Cannot read "${name}": ${state}`,
  });
  try {
    const { isDirectory, size } = await Deno.stat(path);
    if (isDirectory) return refuse("it is a folder; name the notebooks in it");
    if (size > NOTEBOOK_BYTES_MAX) {
      return refuse(`it has ${size} bytes, and at most ${NOTEBOOK_BYTES_MAX} are read`);
    }
    const bytes = await Deno.readFile(path);
    return readNotebook(new TextDecoder("utf-8", { fatal: true }).decode(bytes), name);
  } catch (error) {
    if (error instanceof TypeError) return refuse("it is not UTF-8 text");
    return refuse(fileProblem(error));
  }
}

/** What is wrong with a file, in the words of a sentence; what is not about files is thrown on. */
export function fileProblem(error: unknown): string {
  if (error instanceof Deno.errors.NotFound) return "there is no such file or folder";
  if (error instanceof Deno.errors.PermissionDenied) return "permission denied";
  if (error instanceof Deno.errors.NotADirectory) return "a part of its path is not a folder";
  if (error instanceof Deno.errors.AlreadyExists) return "a file is in its place";
  // What else the system reports has its own words: no space left, read-only file system.
  if (error instanceof Error && "code" in error) return error.message;
  throw error;
}

/** Whether our kernel is the one for a notebook. */
export type KernelMatch =
  | { kind: "ours" }
  /** It names another kernel for the same language. */
  | { kind: "compatible"; note: string }
  | { kind: "foreign"; message: string };

/** Looks at the kernel that a notebook names. */
export function matchKernel({ metadata }: Notebook, name: string): KernelMatch {
  const spec = kernelSpec.parse(metadata["kernelspec"]);
  const languageName = spec.language ?? languageInfo.parse(metadata["language_info"]).name;
  const language = languageName?.toLowerCase();
  if (spec.name !== undefined && /^probebook(-|$)/.test(spec.name)) return { kind: "ours" };
  if (spec.name === undefined && language === undefined) {
    return { kind: "compatible", note: `"${name}" names no kernel; it is run as TypeScript` };
  }
  const named = spec.name === undefined
    ? `the language ${languageName}`
    : `the kernel "${spec.name}"`;
  if (language === "typescript" || spec.name === "deno") {
    return { kind: "compatible", note: `"${name}" is for ${named}; it is run in this kernel` };
  }
  return {
    kind: "foreign",
    message: `Cannot run "${name}": it is for ${named}, and only TypeScript notebooks run here; ` +
      `choose the kernel "TypeScript (Probebook)" in it, or run it with ` +
      `jupyter nbconvert --to notebook --execute "${name}"`,
  };
}

interface KernelSpec {
  readonly name?: string | undefined;
  readonly language?: string | undefined;
}

const kernelSpec: z.ZodType<KernelSpec> = z.object({
  name: z.string().optional(),
  language: z.string().optional(),
}).catch({});

const languageInfo: z.ZodType<{ name?: string | undefined }> = z.object({
  name: z.string().optional(),
}).catch({});

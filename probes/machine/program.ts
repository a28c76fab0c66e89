/** What a program is: its file by a digest, and how it was built, asked of the program itself. */

import { z } from "zod";
import { askPython } from "./ask.ts";
import type { AskedPython } from "./reading.ts";

/** A CPython as a file and as a build; null is what is not available. */
export interface ProgramFacts {
  /** Its path. */
  readonly executable: string;
  /** SHA-256 of the file in hexadecimal digits. A build with a shared library has most of its code elsewhere. */
  readonly sha256: string | null;
  /** Size of the file. */
  readonly fileBytes: number | null;
  /** When the file was changed, as ISO date and time. */
  readonly changedAt: string | null;
  /** Its `sys.version`, which names the compiler and the date, also where the code is in a shared library. */
  readonly banner: string | null;
  /** What its build was configured with (`CONFIG_ARGS`). */
  readonly configArgs: string | null;
  /** What it was compiled with (`PY_CFLAGS`). */
  readonly cflags: string | null;
  /** Whether it is a debug build (`Py_DEBUG`). */
  readonly isDebug: boolean | null;
  /** When it was built, in its own words. */
  readonly buildDate: string | null;
}

/** What the program says of itself. */
type Said = Pick<ProgramFacts, "banner" | "configArgs" | "cflags" | "isDebug" | "buildDate">;

const said = {
  banner: z.string().nullable(),
  configArgs: z.string().nullable(),
  cflags: z.string().nullable(),
  isDebug: z.boolean().nullable(),
  buildDate: z.string().nullable(),
};

const answer: z.ZodType<Said> = z.object(said);

const program: z.ZodType<ProgramFacts> = z.object({
  executable: z.string(),
  sha256: z.string().nullable(),
  fileBytes: z.number().nullable(),
  changedAt: z.string().nullable(),
  ...said,
});

const UNSAID: Said = {
  banner: null,
  configArgs: null,
  cflags: null,
  isDebug: null,
  buildDate: null,
};

/** Reads recorded facts; throws where they are none. */
export function parseProgram(json: unknown): ProgramFacts {
  return program.parse(json);
}

/**
 * Looks at a program's file and asks the program how it was built. Never rejects.
 *
 * Takes 40 to 90 ms (programs of 18 kB and 6.8 MB, two shared cores, November 2026), so that whoever asks often
 * remembers the answer.
 */
export async function readProgram(
  python: AskedPython,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<ProgramFacts> {
  const script = new URL("../python/program.py", import.meta.url);
  const asked = await askPython(python, { script, signal });
  const parsed = answer.safeParse(asked.kind === "said" ? asked.json : null);
  return { ...await fileOf(python.executable), ...(parsed.success ? parsed.data : UNSAID) };
}

async function fileOf(executable: string): Promise<Omit<ProgramFacts, keyof Said>> {
  try {
    const { size, mtime } = await Deno.stat(executable);
    const digest = await crypto.subtle.digest("SHA-256", await Deno.readFile(executable));
    return {
      executable,
      sha256: new Uint8Array(digest).toHex(),
      fileBytes: size,
      changedAt: mtime?.toISOString() ?? null,
    };
  } catch {
    // A program may be executable and not readable, or gone; measuring it tells more.
    return { executable, sha256: null, fileBytes: null, changedAt: null };
  }
}

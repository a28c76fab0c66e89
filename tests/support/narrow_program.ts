/** A program that may do about what a cell may: run one CPython, read, write temporary files, and nothing besides. */

import { fromFileUrl } from "@std/path";

/** How it ended, and what it printed on both streams. */
export interface NarrowOutcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a program as `deno run` does. What it imports as "probes" and "workbook" is ours. */
export async function runNarrow(
  text: string,
  { python, folder, variables }: {
    /** The one that it may run; without links. */
    readonly python: string;
    /** Where it runs and may write. */
    readonly folder: string;
    /** The variables that it may read; all when not given. */
    readonly variables?: readonly string[];
  },
): Promise<NarrowOutcome> {
  const script = `${folder}/narrow.ts`;
  await Deno.writeTextFile(script, text);
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--quiet", "--no-prompt", "--no-check", "--no-lock"],
      `--config=${fromFileUrl(new URL("../../deno.json", import.meta.url))}`,
      ...["--allow-read", "--deny-read=/etc/passwd", "--allow-sys"],
      variables === undefined ? "--allow-env" : `--allow-env=${variables.join()}`,
      ...[`--allow-write=${folder},/tmp`, `--allow-run=${python}`],
      script,
    ],
    cwd: folder,
    env: { PROBEBOOK_STORE: "off", NO_COLOR: "1" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).output();
  const decoder = new TextDecoder();
  return { code, out: decoder.decode(stdout), err: decoder.decode(stderr) };
}

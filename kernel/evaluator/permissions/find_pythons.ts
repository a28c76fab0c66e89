/** Lists this machine's CPythons where no lab has done it: asks our own command line, once. */

import type { KnownPython } from "./known_pythons.ts";
import { readKnownPythons } from "./scene.ts";

/** Asks; the command keeps its answer. Empty when that fails, and only names on PATH can be run. */
export async function findPythons(checkout: string): Promise<readonly KnownPython[]> {
  try {
    const { stdout } = await new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--allow-all",
        "--no-prompt",
        "--no-lock",
        `--config=${checkout}/deno.json`,
        `${checkout}/probes/main.ts`,
        "interpreters",
        "--json",
      ],
      cwd: checkout,
      // What one notebook's environment adds or leaves out is no matter of the list.
      env: { PROBEBOOK_STORE: "off", PROBEBOOK_PYTHONS: "", PROBEBOOK_PYTHONS_ONLY: "" },
      stdin: "null",
      stderr: "null",
    }).output();
    // A checkout that may not be written keeps no list, and is asked again at the next start.
    return readKnownPythons(checkout) ?? readAnswer(JSON.parse(new TextDecoder().decode(stdout)));
  } catch {
    // Not a whole checkout, or no answer: said when a cell is refused to run one.
    return [];
  }
}

function readAnswer(value: unknown): KnownPython[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: unknown) => {
    const { path, prefix }: Record<string, unknown> = Object(entry);
    return typeof path === "string" && typeof prefix === "string"
      ? [{ executable: path, prefixes: [prefix] }]
      : [];
  });
}

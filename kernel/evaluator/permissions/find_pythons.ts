/** Lists this machine's CPythons where no lab has done it: asks our own command line, once. */

import { KNOWN_PYTHONS_FILE, type KnownPython } from "./known_pythons.ts";

/** Asks and keeps the answer; empty when that fails, and only names on PATH can be run. */
export async function findPythons(checkout: string): Promise<KnownPython[]> {
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
    const pythons = readAnswer(JSON.parse(new TextDecoder().decode(stdout)));
    await keep(checkout, pythons);
    return pythons;
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

async function keep(checkout: string, pythons: readonly KnownPython[]): Promise<void> {
  const path = `${checkout}/${KNOWN_PYTHONS_FILE}`;
  try {
    await Deno.mkdir(path.slice(0, path.lastIndexOf("/")), { recursive: true });
    // Moved into place: another kernel may read it at the same time.
    await Deno.writeTextFile(`${path}.${Deno.pid}`, `${JSON.stringify({ version: 1, pythons })}\n`);
    await Deno.rename(`${path}.${Deno.pid}`, path);
  } catch {
    // A checkout that may not be written: asked again at the next start.
  }
}

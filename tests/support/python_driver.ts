/** Runs the Python helpers that stand beside the tests, with the interpreter that the gate prepared. */
import { fromFileUrl, join } from "@std/path";
import { TextLineStream } from "./text_lines.ts";
import { PYTHON_MISSING_VARIABLE, PYTHON_VARIABLE } from "./test_python.ts";

const ROOT = fromFileUrl(new URL("../../", import.meta.url));

/** The interpreter for helpers, or why there is none. */
export type HelperPython =
  | { kind: "ready"; python: string; missing: null }
  | { kind: "missing"; missing: string };

/** Which Python has the packages of tests/requirements.txt. */
export async function findHelperPython(): Promise<HelperPython> {
  const named = Deno.env.get(PYTHON_VARIABLE);
  const python = named ?? join(ROOT, ".lab", "test-python", "bin", "python");
  const args = ["-c", "import zmq, jupyter_client, nbclient, jupyter_kernel_test"];
  try {
    const ended = await new Deno.Command(python, { args, stdin: "null", stderr: "null" }).output();
    if (ended.success) return { kind: "ready", python, missing: null };
    return { kind: "missing", missing: `${python} lacks packages of tests/requirements.txt` };
  } catch {
    // Not there or not executable: the reason that the gate found says more, when it ran.
    const reason = Deno.env.get(PYTHON_MISSING_VARIABLE);
    return {
      kind: "missing",
      missing: reason ?? `no Python at ${python}; deno task test makes it`,
    };
  }
}

/** A helper that runs: its output line by line, and how it ended. */
export interface HelperRun {
  readonly lines: AsyncIterable<string>;
  /** Rejects with the helper's own words when it failed. */
  readonly ended: Promise<void>;
}

/** Starts a helper; `script` is its URL, standard error is kept for the failure's message. */
export function runHelper(script: URL, { python, args, env = {} }: HelperOptions): HelperRun {
  const child = new Deno.Command(python, {
    args: [fromFileUrl(script), ...args],
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
    env: { ...env, PYTHONDONTWRITEBYTECODE: "1" },
  }).spawn();
  const complaint = new Response(child.stderr).text();
  const ended = Promise.all([child.status, complaint]).then(([status, text]) => {
    if (!status.success) {
      throw new Error(`Cannot finish ${script.pathname}: exit code ${status.code}\n${text.trim()}`);
    }
  });
  // The caller awaits it after the last line; until then a failure is not unhandled.
  ended.catch(() => {});
  const lines = child.stdout.pipeThrough(new TextDecoderStream()).pipeThrough(new TextLineStream());
  return { lines, ended };
}

/** With which interpreter and arguments a helper runs. */
export interface HelperOptions {
  readonly python: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a helper to its end and returns its lines. */
export async function helperLines(script: URL, options: HelperOptions): Promise<string[]> {
  const run = runHelper(script, options);
  const lines = await Array.fromAsync(run.lines);
  await run.ended;
  return lines;
}

/** Shows a line of a test's report; the test runner prints it with the test. */
export function say(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));
}

/** Whether the whole matrix is wanted: `deno task test:all` says so. */
export function isMatrix(): boolean {
  return Deno.env.get("PROBEBOOK_TEST_MATRIX") === "all";
}

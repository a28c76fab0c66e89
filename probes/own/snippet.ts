/** A snippet of Python in a cell: awaited, it runs and gives the value of its last line. */

import { join } from "@std/path";
import { z } from "zod";
import { arms } from "../interpreters/arms.ts";
import type { Interpreter } from "../interpreters/mod.ts";
import { checkOptions, shown } from "../measure/options.ts";
import { cleanEnvironment } from "../run/environment.ts";
import { parseJson } from "../run/event.ts";
import { type ProcessOutcome, runProcess } from "../run/process.ts";
import { DISPLAY, type Displayable, type DisplayBundle } from "../show/display.ts";
import { problemOfProcess, problemText, type PythonProblem } from "./problem.ts";
import { firstIssue, isSchema, type Schema } from "./schema.ts";
import { templateSource } from "./source.ts";
import { untilStopped } from "./stopping.ts";

/** Where and how a snippet runs. */
export interface SnippetOptions {
  /** The interpreter; the first of `arms()` when not given. */
  readonly python?: Interpreter | undefined;
  /** Longest time in seconds; 60 when not given. */
  readonly secondsMax?: number;
  /** Environment variables on top of a clean environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** How a snippet ended. */
export type SnippetResult<Value> =
  | {
    /** It gave a value. */
    kind: "value";
    /** The value of its last line. */
    value: Value;
    /** What it printed before. */
    printed: string;
  }
  | PythonProblem;

/**
 * Python source of a cell. Awaited or shown, it runs once and gives the value of its last line, or throws what went wrong;
 * `run()` gives that with its traceback.
 */
export interface Snippet<Value = unknown> extends PromiseLike<Value>, Displayable {
  /** The program, without the cell's indentation. */
  readonly source: string;
  /** The same with a value of that shape: anything else is refused, with the place that differs. */
  as<Shape>(schema: Schema<Shape>): Snippet<Shape>;
  /** The same in another interpreter, or with other limits. */
  on(options: SnippetOptions): Snippet<Value>;
  /** Runs it; what went wrong is a value, too. */
  run(): Promise<SnippetResult<Value>>;
}

/** Time for a snippet that is not measured; chosen. */
const SECONDS_MAX = 60;

/** Room for some hundred thousand numbers. */
const OUTPUT_BYTES_MAX = 16 * 1024 * 1024;

const RUNNER = new URL("../python/snippet.py", import.meta.url);

/** Lies in a folder of its own, so that nothing of ours can be imported by accident. */
const FILE_NAME = "cell.py";

/**
 * Writes Python in a cell. Awaited, it runs in a fresh process and gives the value of its last line: that of an
 * expression, else the last line that it printed, read as JSON.
 *
 * A `${value}` is written as a Python literal: whatever stands in a text, it stays a text. Backslashes are Python's.
 * It is also the source of `probe()`, which does not run it as it stands.
 *
 * ```ts
 * import { discoverInterpreters, python } from "probes";
 * import { z } from "zod";
 *
 * const [first] = await discoverInterpreters();
 * if (first !== undefined) {
 *   const things = [0, "a", [1, 2]];
 *   const sizes: number[] = await python`
 *     import sys
 *     [sys.getsizeof(thing) for thing in ${things}]
 *   `.as(z.array(z.number())).on({ python: first });
 * }
 * ```
 */
export function python(parts: TemplateStringsArray, ...values: readonly unknown[]): Snippet {
  if (!Array.isArray(parts) || !Array.isArray(parts.raw)) {
    throw new TypeError(
      `Cannot read Python: it is ${
        shown(parts)
      }, python with a text in backticks behind it is needed`,
    );
  }
  return new CellSnippet(templateSource(parts.raw, values), z.unknown(), {});
}

class CellSnippet<Value> implements Snippet<Value> {
  readonly source: string;
  readonly #schema: Schema<Value>;
  readonly #options: SnippetOptions;
  #running: Promise<SnippetResult<Value>> | null = null;

  constructor(source: string, schema: Schema<Value>, options: SnippetOptions) {
    this.source = source;
    this.#schema = schema;
    this.#options = options;
  }

  as<Shape>(schema: Schema<Shape>): Snippet<Shape> {
    if (isSchema(schema)) return new CellSnippet(this.source, schema, this.#options);
    throw new TypeError("Cannot run a snippet: as() needs a schema, such as z.number()");
  }

  on(options: SnippetOptions): Snippet<Value> {
    checkOptions("Cannot run a snippet", options, ["python", "secondsMax", "env"]);
    return new CellSnippet(this.source, this.#schema, { ...this.#options, ...options });
  }

  run(): Promise<SnippetResult<Value>> {
    this.#running ??= runSnippet(this.source, { schema: this.#schema, options: this.#options });
    return this.#running;
  }

  then<Given = Value, Failure = never>(
    onValue?: ((value: Value) => Given | PromiseLike<Given>) | null,
    onFailure?: ((reason: unknown) => Failure | PromiseLike<Failure>) | null,
  ): Promise<Given | Failure> {
    return this.run().then((result) => {
      if (result.kind === "value") return result.value;
      throw new Error(`Cannot run the snippet: ${problemText(result).replace(/\.$/, "")}`);
    }).then(onValue, onFailure);
  }

  async [DISPLAY](): Promise<DisplayBundle> {
    return { "text/plain": Deno.inspect(await this) };
  }
}

async function runSnippet<Value>(
  source: string,
  { schema, options }: { readonly schema: Schema<Value>; readonly options: SnippetOptions },
): Promise<SnippetResult<Value>> {
  const interpreter = options.python ?? (await arms())[0];
  if (interpreter === undefined) return { kind: "no_interpreter" };
  const lines: string[] = [];
  const outcome = await runSource(interpreter, {
    source,
    options,
    onLine: (line) => lines.push(line),
  });
  const problem = problemOfProcess(outcome, source);
  return problem ?? valueOf(lines, schema);
}

function valueOf<Value>(lines: readonly string[], schema: Schema<Value>): SnippetResult<Value> {
  const index = lines.findLastIndex((line) => line.trim() !== "");
  const line = lines[index];
  if (line === undefined) {
    const message = "it gave no value, its last line has to be an expression or to print JSON";
    return { kind: "no_output", message };
  }
  const data = parseJson(line);
  if (data === undefined) {
    const message = "which is no JSON, and its last line is no expression with a value";
    return { kind: "wrong_output", printed: line.slice(0, PRINTED_CHARACTERS_MAX), message };
  }
  const parsed = schema.safeParse(data);
  if (parsed.success) {
    const printed = lines.slice(0, index).join("\n").trimEnd();
    return { kind: "value", value: parsed.data, printed };
  }
  const { place, message } = firstIssue(parsed.error);
  return { kind: "wrong_schema", field: place, message };
}

/** Longest part of an output that is quoted. */
const PRINTED_CHARACTERS_MAX = 200;

async function runSource(
  { executable, major, minor }: Interpreter,
  { source, options, onLine }: {
    readonly source: string;
    readonly options: SnippetOptions;
    readonly onLine: (line: string) => void;
  },
): Promise<Pick<ProcessOutcome, "ending" | "errorTail">> {
  let cwd: string;
  try {
    cwd = await Deno.makeTempDir({ prefix: "probebook_snippet_" });
    await Deno.writeTextFile(join(cwd, FILE_NAME), source);
  } catch (error) {
    const message = `no temporary folder: ${error instanceof Error ? error.message : error}`;
    return { ending: { kind: "spawn_failed", message }, errorTail: "" };
  }
  try {
    return await untilStopped((signal) =>
      runProcess({
        executable,
        // With site-packages, unlike what is measured: a snippet may use what is installed.
        args: [...minor >= 11 || major > 3 ? ["-s", "-P"] : ["-s"], RUNNER.pathname, FILE_NAME],
        environment: cleanEnvironment(options.env),
        cwd,
        secondsMax: options.secondsMax ?? SECONDS_MAX,
        outputBytesMax: OUTPUT_BYTES_MAX,
        ownGroup: true,
        canAttend: true,
        signal,
        onLine,
      })
    );
  } finally {
    await Deno.remove(cwd, { recursive: true }).catch(() => {
      // What cannot be removed lies in the system's folder for such things, which is emptied by the system.
    });
  }
}

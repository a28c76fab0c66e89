/** What `lab` knows of the machine and does to it; tests hand in their own. */

/** How a program ended that was run to its end. */
export type RunOutcome =
  | { kind: "ended"; code: number; output: string }
  | { kind: "not_started"; reason: string }
  | { kind: "timed_out"; afterMs: number };

/** How to run a program. */
export interface RunOptions {
  readonly args: string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly timeoutMs?: number;
  /** Ends the program early. */
  readonly signal?: AbortSignal;
  /** Called with each line of its output, so that somebody sees it move. */
  readonly onLine?: (line: string) => void;
}

/** The machine as `lab` sees it. */
export interface LabHost {
  readonly os: string;
  readonly isRoot: boolean;
  /** The project's folder, absolute, without a slash at its end. */
  readonly checkout: string;
  readonly env: (name: string) => string | undefined;
  /** Folders in which systems keep Pythons, whatever PATH says; `*` stands for any folder. */
  readonly pythonFolders: readonly string[];
  readonly write: (text: string) => void;
  readonly run: (program: string, options: RunOptions) => Promise<RunOutcome>;
}

/** Runs a program to its end; standard output and error arrive as one text. */
export async function runProgram(program: string, options: RunOptions): Promise<RunOutcome> {
  const { args, env = {}, cwd, timeoutMs, signal, onLine } = options;
  const deadline = timeoutMs === undefined ? null : AbortSignal.timeout(timeoutMs);
  const endings = [deadline, signal].filter((ending) => ending !== null && ending !== undefined);
  let child: Deno.ChildProcess;
  try {
    child = new Deno.Command(program, {
      args,
      env: { ...env },
      ...(cwd === undefined ? {} : { cwd }),
      ...(endings.length === 0 ? {} : { signal: AbortSignal.any(endings) }),
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
  } catch (error) {
    return { kind: "not_started", reason: error instanceof Error ? error.message : String(error) };
  }
  const lines: string[] = [];
  const keep = (line: string) => {
    lines.push(line);
    onLine?.(line);
  };
  const reading = Promise.all([readLines(child.stdout, keep), readLines(child.stderr, keep)]);
  const { code } = await child.status;
  if (deadline?.aborted === true && timeoutMs !== undefined) {
    // A grandchild may hold the pipes open for ever; what it would still say is not wanted.
    reading.catch(() => {});
    return { kind: "timed_out", afterMs: timeoutMs };
  }
  await reading;
  return { kind: "ended", code, output: lines.join("\n") };
}

async function readLines(
  stream: ReadableStream<Uint8Array>,
  onLine: (line: string) => void,
): Promise<void> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const bytes of stream) {
    const parts = (rest + decoder.decode(bytes, { stream: true })).split(/\r?\n|\r/);
    rest = parts.pop() ?? "";
    parts.forEach(onLine);
  }
  if (rest !== "") onLine(rest);
}

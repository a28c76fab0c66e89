/** One phase of the gate: a Deno command with a time limit, run to an outcome that can be counted. */
import { join } from "@std/path";
import { countTests } from "./junit.ts";
import { readIfThere } from "./read_if_there.ts";

/** One command of the gate. */
export interface Phase {
  readonly name: string;
  /** `check` counts as one; `tests` is `deno test`, whose tests are counted. */
  readonly kind: "check" | "tests";
  /** Arguments for Deno; `deno test` gets the option for its JUnit file besides. */
  readonly args: readonly string[];
  readonly limitMs: number;
  /** Variables of its own, besides those of all phases. */
  readonly env?: Readonly<Record<string, string>>;
  /** Phases of the two lanes run side by side, when those without one have ended. */
  readonly lane?: "busy" | "waiting";
}

/** How a phase ended. */
export interface PhaseOutcome {
  readonly passed: number;
  readonly failed: number;
  /** Names of the tests that did not run, with their reasons as far as they were told. */
  readonly skipped: readonly string[];
  /** The failed tests, each with the beginning of what it said; the phase itself where none is known. */
  readonly failures: readonly string[];
  readonly elapsedMs: number;
  /** All that it printed, in order; after a time limit a line that says so. */
  readonly output: string;
}

/** What a phase needs from its surroundings. */
export interface PhaseOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Told of each process group that starts, so that an interrupted gate can end it. */
  readonly onStart?: (groupId: number) => void;
}

/**
 * How long output may still trickle in after the process has ended. A process that outlives its
 * parent keeps the pipe open for ever. Chosen; only an orphan's last words depend on it.
 */
const LAST_WORDS_MS = 1000;

/** Runs one phase; every ending, also a missed time limit, is an outcome. */
export async function runPhase(phase: Phase, options: PhaseOptions): Promise<PhaseOutcome> {
  const folder = await Deno.makeTempDir({ prefix: "probebook-gate-" });
  try {
    const junitPath = join(folder, "junit.xml");
    const [command = "", ...rest] = phase.args;
    const args = phase.kind === "tests"
      ? [command, `--junit-path=${junitPath}`, ...rest]
      : [...phase.args];
    const ended = await runGroup(args, { ...options, limitMs: phase.limitMs });
    const { output, elapsedMs } = ended;
    if (phase.kind === "check") {
      const passed = ended.exitCode === 0 ? 1 : 0;
      const failures = passed === 1 ? [] : [endOf(output)];
      return { passed, failed: 1 - passed, skipped: [], failures, elapsedMs, output };
    }
    const junit = await readIfThere(junitPath);
    const counts = countTests({ junit, output, exitCode: ended.exitCode });
    const skipped = [...counts.skipped, ...toldSkips(output)];
    const isUntold = counts.failed > counts.failures.length;
    const failures = isUntold ? [...counts.failures, endOf(output)] : counts.failures;
    return { passed: counts.passed, failed: counts.failed, skipped, failures, elapsedMs, output };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Deno's own closing words take six. */
const LAST_LINES = 10;

/** The end of what a phase printed, for a failure that no test has told. */
function endOf(output: string): string {
  return output.trimEnd().split("\n").slice(-LAST_LINES).join("\n    ");
}

interface EndedProcess {
  exitCode: number;
  output: string;
  elapsedMs: number;
}

/** Runs Deno as the leader of its own process group, so that all it started can be ended at once. */
async function runGroup(
  args: string[],
  { cwd, env, onStart, limitMs }: PhaseOptions & { limitMs: number },
): Promise<EndedProcess> {
  const startedMs = performance.now();
  const child = new Deno.Command(Deno.execPath(), {
    args,
    cwd,
    env,
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
    detached: true,
  }).spawn();
  onStart?.(child.pid);
  const transcript = new Transcript();
  const drained = Promise.all([transcript.take(child.stdout), transcript.take(child.stderr)]);
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    endGroup(child.pid);
  }, limitMs);
  const status = await child.status;
  clearTimeout(timer);
  const lastWords = setTimeout(() => transcript.close(), LAST_WORDS_MS);
  await drained;
  clearTimeout(lastWords);
  if (isLate) transcript.add(`\nStopped: not finished after ${limitMs / 1000} s\n`);
  const elapsedMs = performance.now() - startedMs;
  return { exitCode: isLate ? 124 : status.code, output: transcript.text, elapsedMs };
}

/** Ends a process group; one that is gone already is what was wanted. */
export function endGroup(groupId: number): void {
  try {
    Deno.kill(-groupId, "SIGKILL");
  } catch (error) {
    const isGone = error instanceof Deno.errors.NotFound || error instanceof TypeError;
    if (!isGone) throw error;
  }
}

/** Output of several pipes in the order of arrival. */
class Transcript {
  text = "";
  readonly #abort = new AbortController();

  add(text: string): void {
    this.text += text;
  }

  async take(stream: ReadableStream<Uint8Array>): Promise<void> {
    const reader = stream.getReader();
    const decoder = new TextDecoder();
    this.#abort.signal.addEventListener("abort", () => void reader.cancel());
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      this.add(decoder.decode(read.value, { stream: true }));
    }
  }

  close(): void {
    this.#abort.abort();
  }
}

/** Lines such as `skipped: no Chromium was found`, by which a test file says why it leaves tests out. */
function toldSkips(output: string): string[] {
  const lines = output.split("\n").map((line) => line.trim());
  return [...new Set(lines.filter((line) => /^skipp(?:ed|ing)\b[: ]/i.test(line)))];
}

/** A program in a real terminal, tmux, whose screen a test reads as a person would. */
import { join } from "@std/path";

/** Far above any answer, also where ten programs want each processor; only a failing test waits so long. */
const ANSWER_MS_MAX = 60_000;

/** A terminal that ends, with all that runs in it, by `await using`. */
export interface Terminal extends AsyncDisposable {
  /** Types a text and presses keys, named as tmux names them: `Enter`, `Tab`, `C-c`. */
  type(text: string, ...keys: string[]): Promise<void>;
  /** Waits until the whole screen, with what has left it at the top, matches. */
  waitFor(wanted: RegExp): Promise<string>;
  /** Waits until the program has ended. */
  waitForEnd(): Promise<void>;
}

/** Why there are no terminals here, or null. */
export async function lackOfTerminal(): Promise<string | null> {
  try {
    const { success } = await new Deno.Command("tmux", { args: ["-V"] }).output();
    return success ? null : "tmux does not start";
  } catch {
    // Not installed, which is the answer.
    return "no tmux";
  }
}

/** Starts a program in a terminal of its own. */
export async function openTerminal(
  command: readonly string[],
  { folder, env }: { folder: string; env: Readonly<Record<string, string>> },
): Promise<Terminal> {
  const socket = join(folder, "tmux");
  const tmux = async (...args: string[]): Promise<{ success: boolean; output: string }> => {
    const { success, stdout } = await new Deno.Command("tmux", {
      args: ["-S", socket, "-f", "/dev/null", ...args],
      cwd: folder,
      // The terminal's own words for colours, and letters beyond ASCII.
      env: { ...env, TERM: "xterm-256color", LC_ALL: "C.UTF-8", TMUX: "" },
      stdin: "null",
      stderr: "null",
    }).output();
    return { success, output: new TextDecoder().decode(stdout) };
  };
  await Deno.writeTextFile(join(folder, "printed"), "");
  // Before the program starts: what it prints at once is an event, too.
  const printed = Deno.watchFs(join(folder, "printed"));
  await tmux("new-session", "-d", "-x", "100", "-y", "50", ...command);
  await tmux("pipe-pane", `cat >> ${join(folder, "printed")}`);
  const screen = async () => (await tmux("capture-pane", "-p", "-S", "-")).output;
  return {
    async type(text, ...keys) {
      // A semicolon at its end would be the end of tmux's own command.
      if (text !== "") await tmux("send-keys", "-l", text.replace(/;$/, "\\;"));
      if (keys.length > 0) await tmux("send-keys", ...keys);
    },
    async waitFor(wanted) {
      let shown = await screen();
      const timer = setTimeout(() => printed.close(), ANSWER_MS_MAX);
      try {
        while (!wanted.test(shown)) {
          const { done } = await printed[Symbol.asyncIterator]().next();
          shown = await screen();
          if (done && !wanted.test(shown)) {
            throw new Error(`Cannot see ${wanted}: the terminal shows\n${shown}`);
          }
        }
      } finally {
        clearTimeout(timer);
      }
      return shown;
    },
    async waitForEnd() {
      const deadlineMs = performance.now() + ANSWER_MS_MAX;
      // Each look starts a program, which gives the others time.
      while ((await tmux("has-session")).success) {
        if (performance.now() > deadlineMs) throw new Error("Cannot see the program end");
      }
    },
    async [Symbol.asyncDispose]() {
      await tmux("kill-server");
      try {
        printed.close();
      } catch {
        // A wait that took too long has closed it already.
      }
    },
  };
}

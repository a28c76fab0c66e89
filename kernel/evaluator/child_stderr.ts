/** What Deno and V8 write into the child's stderr beside the output of cells. */

/** Kept of stderr to learn why a process ended. */
const LAST_WORDS_LENGTH_MAX = 8192;

/** What reads a child's stderr with us. */
export interface StderrFilter {
  /** Resolves when the program ends and waits for its debugger, that is, for us. */
  readonly exiting: Promise<void>;
  readonly inspectorUrl: Promise<URL>;
  /** Told when cells can run: an error before that is Deno's, and why the process does not come up. */
  comeUp(): void;
  /** Says which bytes are the learner's to see. */
  filter(bytes: Uint8Array): Uint8Array;
  /** The end of what was said, for `plainWords()`. */
  lastWords(): string;
}

/** Takes from stderr what Deno and V8 say to us, and keeps the end of it. */
export function createStderrFilter(): StderrFilter {
  const found = Promise.withResolvers<URL>();
  const exiting = Promise.withResolvers<void>();
  const decoder = new TextDecoder();
  let head: string | null = "";
  let words = "";
  let isLastGasp = false;
  let isUp = false;
  let isFailing = false;
  return {
    comeUp: () => void (isUp = true),
    inspectorUrl: found.promise,
    exiting: exiting.promise,
    lastWords: () => words,
    filter(bytes) {
      let text = decoder.decode(bytes, { stream: true });
      let shown = bytes;
      words = (words + text).slice(-LAST_WORDS_LENGTH_MAX);
      if (head !== null) {
        head += text;
        const [, url] = /Debugger listening on (ws:\S+)\s/.exec(head) ?? [];
        if (url !== undefined) found.resolve(new URL(url));
        // The banner has a second line; both are for people with a debugger.
        const rest = /Debugger listening on .*\n.*connect to the debugger\.?\n([^]*)/.exec(head);
        if (rest === null) return NOTHING;
        head = null;
        text = rest[1] ?? "";
        shown = encoder.encode(text);
      }
      isLastGasp ||= LAST_GASP.test(text);
      if (text.includes(EXIT_NOTE)) exiting.resolve();
      // No cell has run yet: whoever starts the process says why it did not come up.
      isFailing = !isUp && (isFailing || START_ERROR.test(text.replaceAll(SESSION_NOTE, "")));
      if (isLastGasp || isFailing) return NOTHING;
      if (DENO_NOTE.test(text)) return encoder.encode(plainWords(text).join("\n"));
      return text.includes(SESSION_NOTE)
        ? encoder.encode(text.replaceAll(SESSION_NOTE, ""))
        : shown;
    },
  };
}

const encoder = new TextEncoder();

/** What Deno prints when a debugger connects, that is, when we do. */
const SESSION_NOTE = "Debugger session started.\n";

const NOTHING = new Uint8Array(0);

/** What Deno prints when a program exits by a way that we did not replace; it then waits for us. */
const EXIT_NOTE = "Waiting for the debugger to disconnect";

/** What V8 and Deno print when the process is about to end: long, and for their developers. */
const LAST_GASP =
  /<--- Last few GCs --->|Fatal (JavaScript|process)|Waiting for the debugger to disconnect|Debugger session ended \(|Deno has panicked/;

/** How Deno begins its own notes, an error of a worker or a download: coloured, even into a pipe. */
// deno-lint-ignore no-control-regex -- these are the codes that it writes
const DENO_NOTE = /\x1b\[31merror\x1b\[0m: |\x1b\[32m(Download|Initialize)\x1b\[0m /;

// deno-lint-ignore no-control-regex -- as above; without colours where `NO_COLOR` asks for none
const START_ERROR = /^(?:\x1b\[[\d;]*m)*error(?:\x1b\[0m)?: /;

// deno-lint-ignore no-control-regex -- these are the codes to remove
const COLOUR_CODES = /\x1b\[[\d;]*m/g;

/** Lines on Deno's debugger and internals, which tell a learner nothing. */
const NOISE =
  /^Debugger (listening|session)|^Visit chrome:|Waiting for the debugger|^Stack backtrace:|^\s*\d+: <unknown>|\(ext:|worker_prelude\.ts|Uncaught null|has been terminated/;

/** Deno's advice on a refusal that ends a worker: nobody who runs cells can follow it. */
const ADVICE = /, run again with the --allow-\w+ flag$/;

/** What Deno wrote, line by line, as a learner can read it. */
export function plainWords(text: string): string[] {
  return text.replaceAll(COLOUR_CODES, "").split("\n").filter((line) => !NOISE.test(line))
    .map((line) => line.replace(ADVICE, ""));
}

/** `deno task stats`: decides timings that come as JSON, so that the statistics can be tried without measuring anything. */

import { optionLines, type OptionSpec } from "./arguments.ts";
import { type Command, HELP } from "./command.ts";
import { refuseWords } from "./probe_options.ts";
import { answerCase, type StatsAnswer, type TableAnswer } from "./stats_answer.ts";
import { readCase } from "./stats_case.ts";
import { EXIT, type Surroundings } from "./surroundings.ts";

const OPTIONS: readonly OptionSpec[] = [
  { name: "--stream", takes: null, meaning: "one case a line in, one answer a line out" },
  HELP,
];

/** `deno task stats`. */
export const STATS: Command = {
  options: OPTIONS,
  usage: `Usage: deno task stats [--stream] < CASE.json

Decides timings of two programs: faster, slower, same or unclear. Reads a case
("schema": "probe-stats-case/1") or a table of cases ("probe-stats-table/1") as JSON from standard
input and writes the answer as JSON.

${optionLines(OPTIONS)}

A wrong line of a stream is answered by {"error": ...} in its place.

Exit codes: 0 done, whatever the verdict; 2 wrong usage or a wrong case; 130 stopped by Ctrl-C.`,
  async run(options, surroundings) {
    refuseWords(options, "decide");
    try {
      return options.has("--stream") ? await stream(surroundings) : await single(surroundings);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      surroundings.note(error.message);
      return EXIT.misused;
    }
  },
};

/** Longest case, in characters: 20 times what 100,000 slices take. A longer one is a mistake, and would fill the memory. */
export const CASE_LENGTH_MAX = 64 * 1024 * 1024;

const TOO_LONG = `Cannot read the case: it is longer than ${
  CASE_LENGTH_MAX / 1024 / 1024
} MiB of text`;

async function single({ input, signal, print, note }: Surroundings): Promise<number> {
  let text = "";
  for await (const part of texts(input(), signal)) {
    text += part;
    if (text.length > CASE_LENGTH_MAX) break;
  }
  if (signal.aborted) return EXIT.stopped;
  const answer = text.length > CASE_LENGTH_MAX ? { error: TOO_LONG } : answerText(text);
  if ("error" in answer) {
    note(answer.error);
    return EXIT.misused;
  }
  print(JSON.stringify(answer));
  return EXIT.done;
}

async function stream({ input, signal, print, note }: Surroundings): Promise<number> {
  let lineNumber = 0;
  let wrongCount = 0;
  const answerLine = (line: string | null) => {
    lineNumber++;
    const answer = line === null ? { error: TOO_LONG } : answerText(line);
    if ("error" in answer) {
      wrongCount++;
      note(`Line ${lineNumber}: ${answer.error}`);
    }
    print(JSON.stringify(answer));
  };
  // Answered only when more follows: empty lines at the end are no cases.
  let emptyCount = 0;
  for await (const line of lines(texts(input(), signal))) {
    if (line?.trim() === "") {
      emptyCount++;
      continue;
    }
    for (; emptyCount > 0; emptyCount--) answerLine("");
    answerLine(line);
  }
  if (signal.aborted) return EXIT.stopped;
  return wrongCount > 0 ? EXIT.misused : EXIT.done;
}

interface WrongCase {
  readonly id?: string | number;
  readonly error: string;
}

function answerText(text: string): StatsAnswer | TableAnswer | WrongCase {
  const read = readCase(text);
  if (read.kind === "wrong") {
    return { ...(read.id === null ? {} : { id: read.id }), error: read.message };
  }
  try {
    return answerCase(read);
  } catch (error) {
    // A case is somebody else's data: whatever it does to us, the lines after it are still answered.
    return { error: `Cannot decide the case: ${error instanceof Error ? error.message : error}` };
  }
}

/** Standard input gives nothing, for example because it is a folder. */
class InputError extends Error {
  override name = "InputError";
}

/** The text of standard input as it comes; ends early when stopped. Throws an `InputError`. */
async function* texts(
  input: ReadableStream<Uint8Array<ArrayBuffer>>,
  signal: AbortSignal,
): AsyncGenerator<string, void> {
  const reader = input.pipeThrough(new TextDecoderStream()).getReader();
  // Not awaited: a terminal that nobody types in gives its stream back late.
  const stop = () => void reader.cancel();
  signal.addEventListener("abort", stop, { once: true });
  try {
    if (signal.aborted) return;
    for (;;) {
      const { done, value } = await reader.read().catch(refuseInput);
      if (done) return;
      yield value;
    }
  } finally {
    signal.removeEventListener("abort", stop);
    // What cannot be read cannot be cancelled either, and that it cannot be read is being told.
    await reader.cancel().catch(() => {});
  }
}

function refuseInput(error: unknown): never {
  const reason = error instanceof Error ? error.message : `${error}`;
  throw new InputError(`Cannot read standard input: ${reason}`, { cause: error });
}

/** Lines without their ends; null for one that is too long. An empty end of the last line is none. */
async function* lines(parts: AsyncIterable<string>): AsyncGenerator<string | null, void> {
  let held: string[] = [];
  let heldLength = 0;
  const end = () => {
    const line = heldLength > CASE_LENGTH_MAX ? null : held.join("");
    held = [];
    heldLength = 0;
    return line;
  };
  for await (const part of parts) {
    const [first = "", ...later] = part.split("\n");
    for (const [index, text] of [first, ...later].entries()) {
      if (index > 0) yield end();
      heldLength += text.length;
      if (heldLength <= CASE_LENGTH_MAX) held.push(text);
    }
  }
  if (heldLength > 0) yield end();
}

/** Asks an AI, where somebody has named one: the only place of the project that sends anything. */

import { z } from "zod";
import { DISPLAY, type Displayable } from "../../../probes/mod.ts";
import { cardBundle } from "../page/card.ts";
import type { PromptCard } from "./prompt_card.ts";

/** What came back. Shows itself. */
export interface AskedAnswer extends Displayable {
  /** `unavailable`: there is none, or it did not answer. */
  readonly kind: "answered" | "unavailable";
  /** The answer; empty where there is none. */
  readonly text: string;
  /** Why there is none, and what to do; empty where there is one. */
  readonly reason: string;
}

/** What `ask()` may be told. */
export interface AskOptions {
  /** Give up after so many seconds; 60 when not given. */
  readonly timeoutS?: number;
}

/** Where an endpoint is named; anything that speaks as OpenAI's chat completions do, a local one too. */
const URL_VARIABLE = "PROBEBOOK_AI_URL";
const KEY_VARIABLE = "PROBEBOOK_AI_KEY";
const MODEL_VARIABLE = "PROBEBOOK_AI_MODEL";

/** A slow local model writes an answer in about a minute. */
const TIMEOUT_S_DEFAULT = 60;
const TIMEOUT_S_MAX = 600;

/** An answer is some kilobytes; what is longer is something else. */
const ANSWER_BYTES_MAX = 1024 * 1024;

/** A prompt with everything in it is some kilobytes. */
const PROMPT_CHARACTERS_MAX = 100_000;

/** What to do without one. */
const WITHOUT =
  "Nothing is missing: copy the prompt into any AI, and give what it answers to auditAnswer().";

/**
 * Sends a prompt to the AI that `PROBEBOOK_AI_URL` names (an endpoint as of OpenAI's chat completions, for example
 * `http://localhost:11434/v1`), with `PROBEBOOK_AI_MODEL` and, where one is needed, `PROBEBOOK_AI_KEY`. Without the
 * variable nothing is sent, and the answer says what to do instead. It never throws for what an endpoint does.
 *
 * ```ts
 * import { ask, auditAnswer, promptCard } from "workbook";
 *
 * const answer = await ask(promptCard("lesson3-measure"));
 * const audit = auditAnswer(answer.text, { prompt: "lesson3-measure" });
 * ```
 */
export async function ask(
  prompt: string | PromptCard,
  options: AskOptions = {},
): Promise<AskedAnswer> {
  return await askWith(prompt, { ...options, environment: Deno.env, send: fetch });
}

/** What asking works with. */
export interface AskSurroundings extends AskOptions {
  readonly environment: { get(name: string): string | undefined };
  readonly send: (url: URL, init: RequestInit) => Promise<Response>;
}

/** The same with its surroundings in the open. */
export async function askWith(
  prompt: string | PromptCard,
  { environment, send, timeoutS = TIMEOUT_S_DEFAULT }: AskSurroundings,
): Promise<AskedAnswer> {
  const text = typeof prompt === "string" ? prompt : await prompt.toText();
  if (text.trim() === "") throw new TypeError("Cannot ask: the prompt is empty");
  if (text.length > PROMPT_CHARACTERS_MAX) {
    throw new RangeError(
      `Cannot ask: the prompt has ${text.length} characters, at most ${PROMPT_CHARACTERS_MAX} are sent`,
    );
  }
  if (!(timeoutS > 0 && timeoutS <= TIMEOUT_S_MAX)) {
    throw new RangeError(`Cannot ask: "timeoutS" is ${timeoutS}, 1 to ${TIMEOUT_S_MAX} is needed`);
  }
  const endpoint = readEndpoint(environment);
  if (endpoint.kind === "none") return unavailable(endpoint.reason);
  return await post(text, { ...endpoint, send, timeoutS });
}

type Endpoint =
  | { readonly kind: "endpoint"; readonly url: URL; readonly key: string; readonly model: string }
  | { readonly kind: "none"; readonly reason: string };

function readEndpoint(environment: AskSurroundings["environment"]): Endpoint {
  const read = (name: string) => {
    try {
      return environment.get(name)?.trim() ?? "";
    } catch {
      // Without permission to read the variable there is none for us.
      return "";
    }
  };
  const given = read(URL_VARIABLE);
  if (given === "") {
    return { kind: "none", reason: `No AI is named in ${URL_VARIABLE}. ${WITHOUT}` };
  }
  const url = URL.parse(given);
  if (url === null || !["http:", "https:"].includes(url.protocol)) {
    return {
      kind: "none",
      reason: `${URL_VARIABLE} is no address that begins with http. ${WITHOUT}`,
    };
  }
  const path = url.pathname.replace(/\/+$/, "");
  url.pathname = path.endsWith("/chat/completions") ? path : `${path}/chat/completions`;
  return { kind: "endpoint", url, key: read(KEY_VARIABLE), model: read(MODEL_VARIABLE) };
}

/** What an endpoint answers; of everything else in it we know nothing. */
const completion: z.ZodType<{ choices: { message: { content: string } }[] }> = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1),
});

async function post(
  text: string,
  { url, key, model, send, timeoutS }: {
    readonly url: URL;
    readonly key: string;
    readonly model: string;
    readonly send: AskSurroundings["send"];
    readonly timeoutS: number;
  },
): Promise<AskedAnswer> {
  const body = {
    ...(model === "" ? {} : { model }),
    messages: [{ role: "user", content: text }],
    stream: false,
  };
  try {
    const response = await send(url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(key === "" ? {} : { authorization: `Bearer ${key}` }),
      },
      body: JSON.stringify(body),
      // A key is for the endpoint that was named, not for where that leads to.
      redirect: "error",
      signal: AbortSignal.timeout(timeoutS * 1000),
    });
    return await readAnswer(response);
  } catch (error) {
    const isLate = error instanceof DOMException && error.name === "TimeoutError";
    if (error instanceof Error && error.name === "NotCapable") {
      return unavailable(
        `This kernel may not send anything to ${url.host}: cells reach only what ${URL_VARIABLE} names ` +
          `when their kernel starts. Set it there and restart the kernel. ${WITHOUT}`,
      );
    }
    return unavailable(
      isLate
        ? `The AI at ${url.host} did not answer within ${timeoutS} s. Try again, or give it more: { timeoutS: ${
          Math.min(TIMEOUT_S_MAX, timeoutS * 4)
        } }.`
        : `The AI at ${url.host} cannot be reached. Is it running, and is ${URL_VARIABLE} right? ${WITHOUT}`,
    );
  }
}

async function readAnswer(response: Response): Promise<AskedAnswer> {
  if (!response.ok) {
    await response.body?.cancel();
    return unavailable(
      `The AI refused with status ${response.status}. ${remedyOf(response.status)}`,
    );
  }
  const text = await readBounded(response);
  if (text === null) {
    return unavailable(`The AI's answer is longer than ${ANSWER_BYTES_MAX} bytes and was cut off.`);
  }
  const parsed = completion.safeParse(parseJson(text));
  const content = parsed.data?.choices[0]?.message.content.trim() ?? "";
  if (content !== "") return answered(content);
  return unavailable(
    parsed.success
      ? "The AI gave an empty answer. Ask again, or another model."
      : `What answers at ${URL_VARIABLE} does not speak as chat completions do. ${WITHOUT}`,
  );
}

function remedyOf(status: number): string {
  if (status === 401 || status === 403) return `Is ${KEY_VARIABLE} right?`;
  if (status === 404) return `Are ${URL_VARIABLE} and ${MODEL_VARIABLE} right?`;
  if (status === 429) return "It is asked too often: wait a little.";
  return WITHOUT;
}

/** Reads an answer up to its limit; null where it is longer. */
async function readBounded(response: Response): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let byteCount = 0;
  for await (const chunk of response.body ?? []) {
    byteCount += chunk.length;
    // Leaving the loop ends the connection.
    if (byteCount > ANSWER_BYTES_MAX) return null;
    chunks.push(chunk);
  }
  return await new Blob(chunks.map((chunk) => new Uint8Array(chunk))).text();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No JSON is no completion either.
    return null;
  }
}

function answered(text: string): AskedAnswer {
  return {
    kind: "answered",
    text,
    reason: "",
    [DISPLAY]: () =>
      cardBundle({
        heading: "An AI answers",
        parts: [
          ...text.split(/\n\s*\n/).map((paragraph) => ({ text: paragraph })),
          { label: "Next", text: "auditAnswer(answer.text) marks what the records know." },
        ],
      }),
  };
}

function unavailable(reason: string): AskedAnswer {
  return {
    kind: "unavailable",
    text: "",
    reason,
    [DISPLAY]: () => cardBundle({ heading: "No answer", parts: [{ text: reason }] }),
  };
}

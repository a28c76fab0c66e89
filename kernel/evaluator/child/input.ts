/** `prompt()`, `confirm()` and `alert()` through the front end. */

import { currentCell, mayAskInput } from "./cells.ts";
import type { Channel } from "./channel.ts";
import { Atomics, Object } from "../primordials.ts";

/** The parent's side of a question. */
export interface Input {
  answer(text: string): void;
}

/** How long one wait lasts; the answer arrives between two. Chosen: a person does not notice. */
const WAIT_MS = 10;

/** Replaces the three functions; the returned object takes the answers. */
export function installInput(channel: Channel): Input {
  const sleeper = new Int32Array(new SharedArrayBuffer(4));
  let answers: string[] = [];

  /** Blocks, as a prompt must; the inspector still answers inside, and an interrupt ends it. */
  function ask(prompt: string, password: boolean): string | null {
    if (!mayAskInput()) return null;
    answers = [];
    channel.message(currentCell(), { kind: "input_request", prompt, password });
    for (;;) {
      const answer = answers.shift();
      if (answer !== undefined) return answer;
      Atomics.wait(sleeper, 0, 0, WAIT_MS);
    }
  }

  const replacements = {
    prompt(message = "Prompt", defaultValue = "", { password = false } = {}): string | null {
      const answer = ask(defaultValue === "" ? message : `${message} [${defaultValue}]`, password);
      return answer === "" ? defaultValue : answer;
    },
    confirm(message = "Confirm"): boolean {
      const answer = ask(`${message} [y/N] `, false);
      return answer === "Y" || answer === "y";
    },
    alert(message = "Alert"): void {
      if (ask(`${message} [Enter] `, false) === null) {
        channel.text("stdout", currentCell(), `${message}\n`);
      }
    },
  };
  for (const [name, value] of Object.entries(replacements)) {
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
  }
  return { answer: (text) => void answers.push(text) };
}

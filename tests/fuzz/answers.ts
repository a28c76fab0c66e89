/** What a session sends for one message after the other, counted. */

import type { Outgoing } from "../../kernel/messaging/mod.ts";
import type { Counted } from "./signed.ts";

/** An account of the answers to the message that is expected just now. */
export interface Answers {
  note(outgoing: Outgoing): void;
  /** Begins with the next message, or with one that is owed nothing; resolves with its idle. */
  expect(counted: Counted | null): Promise<void>;
  /** What is wrong with the answers so far, or null. */
  fault(counted: Counted): string | null;
}

/** Makes an empty account. */
export function createAnswers(): Answers {
  let expected: Counted | null = null;
  let idle = Promise.withResolvers<void>();
  let counts = { busy: 0, idle: 0, reply: 0 };
  let stray: string | null = null;

  function note({ channel, message: { header, parentHeader, content } }: Outgoing): void {
    if (expected === null || parentHeader["msg_id"] !== expected.messageId) {
      if (content["execution_state"] !== "starting") stray = JSON.stringify({ header, content });
    } else if (header.msg_type === "status") {
      if (content["execution_state"] === "busy") counts.busy += 1;
      if (content["execution_state"] === "idle") {
        counts.idle += 1;
        idle.resolve();
      }
    } else if (channel !== "iopub") counts.reply += 1;
  }

  return {
    note,
    expect(counted) {
      expected = counted;
      idle = Promise.withResolvers();
      counts = { busy: 0, idle: 0, reply: 0 };
      return idle.promise;
    },
    fault({ type }) {
      if (stray !== null) return `A message for nobody was sent: ${stray}`;
      const isRequest = type.endsWith("_request");
      const isOwed = counts.busy === 1 && counts.idle === 1 && counts.reply === Number(isRequest);
      // An answer to a question has no bracket, unless its content is wrong.
      if (isOwed || (type === "input_reply" && counts.reply === 0)) return null;
      return `${type} was answered by ${JSON.stringify(counts)}`;
    },
  };
}

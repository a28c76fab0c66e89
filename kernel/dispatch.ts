/** Sends a session's messages on: what one turn of the event loop brings goes out together. */

import { nextTick } from "node:process";
import { type Channel, type Outgoing, writeMessage, type WrittenMessage } from "./messaging/mod.ts";

/** A message that is ready to be signed and sent. */
export interface Letter {
  readonly channel: Channel;
  readonly identities: readonly Uint8Array[];
  readonly written: WrittenMessage;
}

/** The way from a session to its sockets. */
export interface Dispatch {
  /** Takes a message; the promise settles when the next one may be sent. */
  send(outgoing: Outgoing): Promise<void>;
  /** Sends at once what waits. */
  flush(): void;
}

/** Messages that wait at most. Chosen: memory stays bounded whatever a single turn brings. */
const LETTERS_MAX = 256;

/**
 * Makes the way. Signing a message and writing it takes longer than handing a cell to its process,
 * so it is done when the turn is over: the cell runs meanwhile. Replies go first, because somebody
 * waits for them; within each channel the order is that of the calls.
 */
export function createDispatch(transmit: (letter: Letter) => Promise<void>): Dispatch {
  let letters: Letter[] = [];
  let taken: Promise<void> = Promise.resolve();

  function flush(): void {
    const waiting = letters;
    letters = [];
    if (waiting.length === 0) return;
    const replies = waiting.filter(({ channel }) => channel !== "iopub");
    const published = waiting.filter(({ channel }) => channel === "iopub");
    const sent = Promise.all([...replies, ...published].map(transmit));
    taken = taken.then(() => sent).then(() => {});
  }

  return {
    send({ channel, identities, message }) {
      // At once: whoever hands over what cannot be written is told so.
      letters.push({ channel, identities, written: writeMessage(message) });
      if (letters.length === 1) nextTick(flush);
      if (letters.length >= LETTERS_MAX) flush();
      return taken;
    },
    flush,
  };
}

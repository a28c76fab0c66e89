/** Sends a session's messages on: what one turn of the event loop brings goes out together. */

import { type Channel, type Outgoing, writeMessage, type WrittenMessage } from "./messaging/mod.ts";
import { afterTurn } from "./zmtp/mod.ts";

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
  const replies: Letter[] = [];
  const published: Letter[] = [];
  let isScheduled = false;
  let taken: Promise<void> = Promise.resolve();

  function transmitAll(letters: readonly Letter[]): void {
    if (letters.length === 0) return;
    const sent = Promise.all(letters.map(transmit));
    taken = taken.then(() => sent).then(() => {});
  }

  function endTurn(): void {
    isScheduled = false;
    if (replies.length === 0) return publish();
    transmitAll(replies.splice(0));
    // A tick later: the replies are on their way while these are signed.
    afterTurn(publish);
  }

  function publish(): void {
    transmitAll(published.splice(0));
  }

  function flush(): void {
    transmitAll(replies.splice(0));
    publish();
  }

  return {
    send({ channel, identities, message }) {
      // At once: whoever hands over what cannot be written is told so.
      const letter: Letter = { channel, identities, written: writeMessage(message) };
      // A question stays behind what was printed before it.
      const isReply = channel === "shell" || channel === "control";
      (isReply ? replies : published).push(letter);
      if (published.length >= LETTERS_MAX) flush();
      if (!isScheduled) afterTurn(endTurn);
      isScheduled = true;
      return taken;
    },
    flush,
  };
}

/** The topics of one subscriber. */

import { latin1 } from "./command.ts";

/** Topics of one peer. A Jupyter client has one, the empty one; each costs time for each message. */
const TOPICS_MAX = 1_000;

/** A set of prefixes, as libzmq keeps them: subscribing twice needs one cancel. */
export class Subscriptions {
  static readonly TOO_MANY = "the peer has too many subscriptions";
  readonly #topics = new Map<string, Uint8Array>();
  #wantsAll = false;

  /** Gives false when there are too many. */
  add(topic: Uint8Array): boolean {
    const key = latin1(topic);
    if (!this.#topics.has(key) && this.#topics.size >= TOPICS_MAX) return false;
    this.#topics.set(key, topic.slice());
    this.#wantsAll ||= topic.length === 0;
    return true;
  }

  cancel(topic: Uint8Array): void {
    this.#topics.delete(latin1(topic));
    if (topic.length === 0) this.#wantsAll = false;
  }

  /** Whether a message whose first frame is `subject` is wanted. */
  match(subject: Uint8Array): boolean {
    if (this.#wantsAll) return true;
    for (const topic of this.#topics.values()) {
      if (isPrefix(topic, subject)) return true;
    }
    return false;
  }
}

function isPrefix(prefix: Uint8Array, bytes: Uint8Array): boolean {
  if (prefix.length > bytes.length) return false;
  for (let index = 0; index < prefix.length; index++) {
    if (prefix[index] !== bytes[index]) return false;
  }
  return true;
}

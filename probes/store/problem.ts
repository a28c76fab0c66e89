/** What the reader is told about the record, in one flag. */

import type { Flag } from "../show/flag.ts";
import { readableTime } from "../show/format.ts";
import type { StoreProblem } from "./database.ts";

/** Why this measurement is not kept. */
export function notRecordedFlag(problem: StoreProblem): Flag {
  return {
    kind: "not_recorded",
    text: `What was measured is here, but not kept in the record: ${reasonOf(problem)}`,
  };
}

/** A damaged record was moved away and a new one was begun. */
export function setAsideFlag(name: string): Flag {
  return {
    kind: "store_set_aside",
    // The name alone: which folder it is may be nobody else's business.
    text: "The record of earlier measurements could not be read: it is kept beside the new one " +
      `as ${name}; put a copy from a backup in its place`,
  };
}

/** An earlier answer is shown. */
export function fromStoreFlag(startedAt: string): Flag {
  return {
    kind: "from_store",
    text: `Measured ${readableTime(startedAt)} and taken from the record, because machine, ` +
      "interpreters, probe and settings are the same; give fresh: true (--fresh) to measure anew",
  };
}

/** A session that nobody ended. */
export function cutOffFlag(): Flag {
  return {
    kind: "cut_off",
    text: "Cut off: its program was ended while it measured, for example with its kernel; " +
      "resumeSession() (deno task probe resume) measures the rounds that are left",
  };
}

/** The present state and what the reader can do about it. */
export function reasonOf(problem: StoreProblem): string {
  switch (problem.kind) {
    case "locked":
      return "another program has locked the record; close it and run this again";
    case "newer":
      return "the record comes from a newer version of Probebook; update this one";
    case "damaged":
      return "the record is damaged; move store.sqlite to another place";
    case "read_only":
      return "the record may not be written; give yourself the right to write there";
    case "full":
      return "the disk or the record is full; make room, or move store.sqlite to another place";
    case "other":
      return `the record cannot be written (${problem.message}); look at its folder`;
  }
}

/** What was run in this session, as `history_request` asks for it. */

import type { HistoryRequest } from "../messaging/mod.ts";

/** One cell as it was run. */
export interface HistoryEntry {
  readonly session: number;
  readonly line: number;
  readonly input: string;
  readonly output: string | null;
}

/** Cells kept; the tail a console asks for at its start is 1,000. */
const ENTRIES_MAX = 10_000;
/** The number by which clients name the present session. */
const PRESENT_SESSION = 1;

/** Keeps cells in memory and answers the three kinds of question. */
export interface History {
  add(line: number, input: string, output: string | null): void;
  /** Tuples `[session, line, input]`, or with output `[session, line, [input, output]]`. */
  answer(request: HistoryRequest): unknown[];
}

/** Makes an empty history. */
export function createHistory(): History {
  const entries: HistoryEntry[] = [];
  return {
    add(line, input, output) {
      entries.push({ session: PRESENT_SESSION, line, input, output });
      if (entries.length > ENTRIES_MAX) entries.shift();
    },
    answer(request) {
      return select(entries, request).map((
        { session, line, input, output },
      ) => [session, line, request.output ? [input, output] : input]);
    },
  };
}

function select(entries: readonly HistoryEntry[], request: HistoryRequest): HistoryEntry[] {
  switch (request.hist_access_type) {
    case "tail":
      return lastOf([...entries], request.n);
    case "range":
      return entries.filter(({ line }) =>
        line >= request.start && (request.stop === null || line < request.stop)
      );
    case "search": {
      const pattern = globPattern(request.pattern);
      const found = entries.filter(({ input }) => pattern.test(input));
      return lastOf(request.unique ? lastOfEach(found) : found, request.n);
    }
  }
}

function lastOf(entries: HistoryEntry[], count: number): HistoryEntry[] {
  return count > 0 ? entries.slice(-count) : [];
}

function lastOfEach(entries: readonly HistoryEntry[]): HistoryEntry[] {
  const byInput = new Map<string, HistoryEntry>();
  for (const entry of entries) {
    byInput.delete(entry.input);
    byInput.set(entry.input, entry);
  }
  return [...byInput.values()];
}

/** A shell pattern (`*`, `?`) as a regular expression over the whole input. */
function globPattern(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", "[^]*").replaceAll("?", "[^]")}$`);
}

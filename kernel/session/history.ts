/** What was run, as `history_request` asks for it: this session from memory, others from the file. */

import type { HistoryRequest } from "../messaging/mod.ts";
import { matchesGlob } from "./glob.ts";
import type { HistoryFile } from "./history_file.ts";

/** One cell as it was run. */
export interface HistoryEntry {
  readonly session: number;
  readonly line: number;
  readonly input: string;
  readonly output: string | null;
}

/** Cells of this session that are kept in memory, and their size: a console's tail is 1,000. */
const ENTRIES_MAX = 10_000;
const CHARACTERS_MAX = 16_000_000;

/** Entries of one answer, and those of a tail that names no number. */
const RESULTS_MAX = 10_000;
const TAIL_DEFAULT = 100;

/** The number of the present session when there is no file that counts them. */
const ONLY_SESSION = 1;

/** Keeps cells and answers the three kinds of question. */
export interface History {
  add(line: number, input: string, output: string | null): void;
  /** Tuples `[session, line, input]`, or with output `[session, line, [input, output]]`. */
  answer(request: HistoryRequest): Promise<unknown[]>;
  close(): Promise<void>;
}

/** Makes the history of one session; without a file it knows no others. */
export function createHistory(file: HistoryFile | null): History {
  const entries: Omit<HistoryEntry, "session">[] = [];
  let characters = 0;
  const select = async (request: HistoryRequest): Promise<HistoryEntry[]> => {
    const present = await file?.presentSession() ?? ONLY_SESSION;
    // Cells of subshells may have ended out of their order.
    const own = entries.map((entry) => ({ ...entry, session: present }))
      .sort((one, other) => one.line - other.line);
    if (request.hist_access_type === "range") {
      const session = request.session > 0 ? request.session : present + request.session;
      const lines = session === present ? own : await file?.lines(session) ?? [];
      return slice(lines, request).slice(-RESULTS_MAX);
    }
    const collector = collect(request);
    // This session comes from memory, which has what could not be written too, in its place.
    let isOwnTaken = false;
    const takeOwn = () => {
      isOwnTaken = true;
      return own.toReversed().every(collector.take);
    };
    await file?.latest((entry) => {
      if (own.length > 0 && entry.session === present) return true;
      if (!isOwnTaken && entry.session < present && !takeOwn()) return false;
      return collector.take(entry);
    });
    if (!isOwnTaken) takeOwn();
    return collector.found.reverse();
  };
  return {
    add(line, input, output) {
      entries.push({ line, input, output });
      characters += input.length + (output?.length ?? 0);
      while (entries.length > ENTRIES_MAX || (characters > CHARACTERS_MAX && entries.length > 1)) {
        const oldest = entries.shift();
        characters -= (oldest?.input.length ?? 0) + (oldest?.output?.length ?? 0);
      }
      file?.add({ line, input, output });
    },
    answer: async (request) =>
      (await select(request)).map((
        { session, line, input, output },
      ) => [session, line, request.output ? [input, output] : input]),
    close: async () => await file?.close(),
  };
}

/** Lines from `start` up to `stop`; negative ones count from the end, as IPython has them. */
function slice(lines: HistoryEntry[], { start, stop }: HistoryRequest): HistoryEntry[] {
  const end = (lines.at(-1)?.line ?? 0) + 1;
  const from = start < 0 ? end + start : start;
  const to = stop === null || stop === 0 ? end : stop < 0 ? end + stop : stop;
  return lines.filter(({ line }) => line >= from && line < to);
}

/** Takes entries, the latest first, until it has what was asked for. */
function collect({ hist_access_type: kind, n, pattern, unique }: HistoryRequest): {
  readonly found: HistoryEntry[];
  take(entry: HistoryEntry): boolean;
} {
  const countMax = Math.min(n ?? (kind === "tail" ? TAIL_DEFAULT : RESULTS_MAX), RESULTS_MAX);
  const found: HistoryEntry[] = [];
  const seen = new Set<string>();
  return {
    found,
    take(entry) {
      if (found.length >= countMax) return false;
      const isWanted = kind === "tail" || matchesGlob(entry.input, pattern);
      if (!isWanted || (unique && kind === "search" && seen.has(entry.input))) return true;
      seen.add(entry.input);
      found.push(entry);
      return found.length < countMax;
    },
  };
}

/**
 * Remembers what programs answered, for this session and in a file for later ones.
 *
 * An answer holds as long as every file that it depends on has its size and its time of change: the program, its shared
 * library, the folders of its standard library. What is remembered is the printed line, so that reading it judges anew.
 */

import { basename, dirname, extname, fromFileUrl, join } from "@std/path";
import { z } from "zod";
import { parseJson } from "../run/event.ts";
import { recordPath } from "../store/place.ts";
import { FACTS_SCRIPT } from "./ask.ts";

/** A file as it was when the answer was given. */
export interface FileMark {
  readonly path: string;
  readonly size: number;
  readonly changedMs: number;
}

/** What a program printed, and what it depends on. */
export interface Remembered {
  readonly line: string;
  readonly marks: readonly FileMark[];
}

interface AnswerFile {
  /** The script that asked, whose change makes all answers worthless. */
  readonly script: FileMark;
  readonly answers: Readonly<Record<string, Remembered>>;
}

const mark: z.ZodType<FileMark> = z.object({
  path: z.string(),
  size: z.number(),
  changedMs: z.number(),
});

const answerFile: z.ZodType<AnswerFile> = z.object({
  script: mark,
  answers: z.record(z.string(), z.object({ line: z.string(), marks: z.array(mark).min(1) })),
});

/** Chosen: several times as many as anybody has; programs of build trees that come and go do not pile up. */
const ANSWERS_MAX = 500;

/** An answer is some 1,500 bytes with its marks; a larger file is none of ours. */
const FILE_BYTES_MAX = 4 * 1024 * 1024;

/** What is remembered of programs, by their real paths. */
export interface Answers {
  /** What it printed, if it is still the same program. */
  recall(realPath: string): string | null;
  /** Keeps what it printed; `mark` is the program as it was before it was asked. */
  keep(realPath: string, told: { line: string; mark: FileMark; files: readonly string[] }): void;
  /** Writes the file, where there is one and something is new. Never throws. */
  save(): void;
}

/** Where cells and our command line keep answers: beside the record. Null where nothing is recorded. */
export function answersPath(): string | null {
  const record = recordPath();
  if (record === null) return null;
  const name = basename(record, extname(record));
  return join(dirname(record), `${name}.interpreters.json`);
}

/** Answers of this session: a program is asked once, also where nothing is recorded. */
const SESSION = new Map<string, Remembered>();

/** Opens what is remembered; a file that is missing, damaged or of another version counts as empty. */
export function openAnswers(path: string | null, session = SESSION): Answers {
  const script = markOf(fromFileUrl(FACTS_SCRIPT));
  const written = path === null || script === null ? null : readFile(path, script);
  const kept = new Map(Object.entries(written ?? {}));
  let isChanged = false;
  return {
    recall(realPath) {
      for (const place of [session, kept]) {
        const found = place.get(realPath);
        if (found === undefined || !found.marks.every(isUnchanged)) continue;
        session.set(realPath, found);
        return found.line;
      }
      return null;
    },
    keep(realPath, { line, mark, files }) {
      const marks = [mark, ...files.flatMap((file) => markOf(file) ?? [])];
      // Replaced while it was asked: which of the two has answered is not known.
      if (!isUnchanged(mark)) return;
      session.set(realPath, { line, marks });
      kept.delete(realPath);
      kept.set(realPath, { line, marks });
      isChanged = true;
    },
    save() {
      if (path === null || script === null || !isChanged) return;
      const newest = [...kept].filter(([program]) => markOf(program) !== null).slice(-ANSWERS_MAX);
      writeFile(path, { script, answers: Object.fromEntries(newest) });
    },
  };
}

/** How a file looks now; null where it cannot be looked at. */
export function markOf(path: string): FileMark | null {
  try {
    const { size, mtime } = Deno.statSync(path);
    return { path, size, changedMs: mtime?.getTime() ?? 0 };
  } catch {
    return null;
  }
}

function isUnchanged(then: FileMark): boolean {
  const now = markOf(then.path);
  return now !== null && now.size === then.size && now.changedMs === then.changedMs;
}

function readFile(path: string, script: FileMark): Readonly<Record<string, Remembered>> | null {
  const { size } = markOf(path) ?? { size: FILE_BYTES_MAX + 1 };
  if (size > FILE_BYTES_MAX) return null;
  try {
    const parsed = answerFile.safeParse(parseJson(Deno.readTextFileSync(path)));
    if (!parsed.success) return null;
    const { size, changedMs } = parsed.data.script;
    return size === script.size && changedMs === script.changedMs ? parsed.data.answers : null;
  } catch {
    // Not readable: the programs are asked again.
    return null;
  }
}

/** Written beside it and renamed, so that another process never reads half a file. */
function writeFile(path: string, content: AnswerFile): void {
  const draft = `${path}.${Deno.pid}`;
  try {
    Deno.mkdirSync(dirname(path), { recursive: true });
    Deno.writeTextFileSync(draft, JSON.stringify(content));
    Deno.renameSync(draft, path);
  } catch {
    // A full or write-protected disk: nothing is lost but time.
    removeDraft(draft);
  }
}

function removeDraft(path: string): void {
  try {
    Deno.removeSync(path);
  } catch {
    // It was not even begun.
  }
}

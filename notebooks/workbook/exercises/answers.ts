/**
 * What a learner has predicted and answered, kept in a file beside the notebook.
 *
 * Nothing that was entered is lost: a file that cannot be read is set aside, what cannot be written stays in memory and
 * is written when that works again. Nothing here throws; what went wrong is a line for the output.
 */

import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";

/** A value at a time. */
export interface Kept<Value> {
  readonly value: Value;
  /** ISO 8601. */
  readonly at: string;
}

/** Everything that is kept. */
export interface Answers {
  readonly version: 1;
  /** By id: every prediction that was made, the first one first. */
  readonly predictions: Readonly<Record<string, readonly Kept<number | string>[]>>;
  /** By exercise: the answers that were checked, the oldest first. */
  readonly answers: Readonly<Record<string, readonly Kept<unknown>[]>>;
}

/** What reading or writing came to, and what the reader should know of it. */
export interface AnswersState {
  readonly answers: Answers;
  /** Lines for the output; usually none. */
  readonly notes: readonly string[];
}

/** The answers of one folder. */
export interface AnswerBook {
  /** What is kept, with what is only in memory. */
  read(): AnswersState;
  /** Changes what is kept, on the newest state of the file: another notebook may have written meanwhile. */
  update(change: (answers: Answers) => Answers): AnswersState;
}

/** What an answer book needs of its surroundings; a test brings its own. */
export interface AnswerPlace {
  /** The notebook's folder. */
  readonly folder: string;
  readonly now: () => Date;
}

const FOLDER_NAME = ".probebook";
const FILE_NAME = "answers.json";

/** Larger files are not ours: a notebook's answers are some kilobytes. */
const FILE_BYTES_MAX = 16 * 1024 * 1024;

/** Versions kept of one answer or prediction: the first and the newest ones. */
const KEPT_MAX = 50;

const EMPTY: Answers = { version: 1, predictions: {}, answers: {} };

const answersSchema: z.ZodType<Answers> = z.object({
  version: z.literal(1),
  predictions: z.record(
    z.string(),
    z.array(z.object({ value: z.union([z.number(), z.string()]), at: z.string() })),
  ),
  answers: z.record(z.string(), z.array(z.object({ value: z.unknown(), at: z.string() }))),
});

/** What could not be written yet, by file: it is tried again with the next change. */
const waiting = new Map<string, ((answers: Answers) => Answers)[]>();

/** The answers beside the notebook that runs. */
export function openAnswers(place: Partial<AnswerPlace> = {}): AnswerBook {
  const { now = () => new Date() } = place;
  const read = (): Reading => {
    // The cell's folder as it is now: a cell may have changed it.
    const folder = place.folder ?? currentFolder();
    const path = join(folder, FOLDER_NAME, FILE_NAME);
    const file = readAnswers(path, now());
    const pending = waiting.get(path) ?? [];
    return {
      ...file,
      path,
      pending,
      answers: pending.reduce((sum, step) => step(sum), file.answers),
    };
  };
  return {
    read: () => {
      const { answers, notes } = read();
      return { answers, notes };
    },
    update: (change) => {
      const { path, pending, notes, answers, canWrite } = read();
      const changed = change(answers);
      const failure = canWrite ? writeAnswers(path, changed) : null;
      if (canWrite && failure === null) waiting.delete(path);
      else waiting.set(path, [...pending, change]);
      const line = failure === null ? [] : [
        `Your answers are in memory only, until this notebook is restarted: ${failure}`,
      ];
      return { answers: changed, notes: [...notes, ...line] };
    },
  };
}

/** A list with one more value; beyond the limit the second-oldest go, since the first one counts most. */
export function withKept<Value>(
  list: readonly Kept<Value>[] | undefined,
  added: Kept<Value>,
): readonly Kept<Value>[] {
  const all = [...list ?? [], added];
  return all.length <= KEPT_MAX ? all : [...all.slice(0, 1), ...all.slice(1 - KEPT_MAX)];
}

interface FileReading extends AnswersState {
  /** False where a write would destroy what we cannot read. */
  readonly canWrite: boolean;
}

interface Reading extends FileReading {
  readonly path: string;
  readonly pending: readonly ((answers: Answers) => Answers)[];
}

/** The folder that cells run in. */
export function currentFolder(): string {
  try {
    return Deno.cwd();
  } catch {
    // The folder was removed under the notebook: writing will fail and say so, the answers stay in memory.
    return ".";
  }
}

function readAnswers(path: string, now: Date): FileReading {
  const shown = `${FOLDER_NAME}/${FILE_NAME}`;
  let text: string;
  try {
    if (Deno.statSync(path).size > FILE_BYTES_MAX) return setAside(path, now, "it is too large");
    text = Deno.readTextFileSync(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) {
      return { answers: EMPTY, notes: [], canWrite: true };
    }
    const note = `Your answers are in memory only: ${shown} cannot be read (${reasonOf(error)}).`;
    return { answers: EMPTY, notes: [note], canWrite: false };
  }
  const data = parseJson(text);
  if (isNewer(data)) {
    const note =
      `Your answers are in memory only: ${shown} comes from a newer version of Probebook.`;
    return { answers: EMPTY, notes: [note], canWrite: false };
  }
  const parsed = answersSchema.safeParse(data);
  return parsed.success
    ? { answers: parsed.data, notes: [], canWrite: true }
    : setAside(path, now, "it is damaged");
}

/** Keeps a file that cannot be read under another name and starts a new one. */
function setAside(path: string, now: Date, why: string): FileReading {
  const name = `${FILE_NAME}.broken-${now.toISOString().replaceAll(":", "-")}`;
  try {
    Deno.renameSync(path, join(path, "..", name));
  } catch (error) {
    const note = `Your answers are in memory only: ${FOLDER_NAME}/${FILE_NAME} cannot be read ` +
      `(${why}) and not be set aside (${reasonOf(error)}).`;
    return { answers: EMPTY, notes: [note], canWrite: false };
  }
  const note = `Your earlier answers could not be read (${why}): the file is kept as ` +
    `${FOLDER_NAME}/${name}, and a new one was begun.`;
  return { answers: EMPTY, notes: [note], canWrite: true };
}

/** Writes a new file and puts it in place: a reader sees the old one or the new one, never half of one. */
function writeAnswers(path: string, answers: Answers): string | null {
  const draft = `${path}.${randomUUID()}.new`;
  try {
    const text = `${JSON.stringify(answers, null, 1)}\n`;
    if (text.length > FILE_BYTES_MAX) return "they are too long for the file.";
    Deno.mkdirSync(join(path, ".."), { recursive: true });
    Deno.writeTextFileSync(draft, text);
    Deno.renameSync(draft, path);
    return null;
  } catch (error) {
    removeDraft(draft);
    return `${FOLDER_NAME}/${FILE_NAME} cannot be written (${reasonOf(error)}).`;
  }
}

function removeDraft(draft: string): void {
  try {
    Deno.removeSync(draft);
  } catch {
    // It was never made, or lies where nothing can be removed; the answers are in memory either way.
  }
}

/** Why the system refused, without the path, which would say who works here. */
export function reasonOf(error: unknown): string {
  if (error instanceof Deno.errors.PermissionDenied || error instanceof Deno.errors.NotCapable) {
    return "no permission";
  }
  // The folder's path would say who works here; the system's own words begin before it.
  return error instanceof Error ? error.message.split(":")[0] ?? error.name : "unknown";
}

function isNewer(data: unknown): boolean {
  return typeof data === "object" && data !== null && "version" in data &&
    typeof data.version === "number" && data.version > EMPTY.version;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Told by the schema: nothing is no answers file.
    return undefined;
  }
}

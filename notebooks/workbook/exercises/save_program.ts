/**
 * Brings a program that was written in a cell into its file, without ever losing what somebody wrote in either place.
 *
 * The text that a cell saved last is kept among the answers: so a file that somebody has edited by hand is told from one
 * that the cell has written.
 */

import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { DISPLAY, type Displayable } from "../../../probes/mod.ts";
import { cardBundle } from "../page/card.ts";
import { type AnswerBook, currentFolder, openAnswers, reasonOf, withKept } from "./answers.ts";
import { isGradedRun } from "./check.ts";

/** A cell's program on its way to its file. Shows itself with what became of it. */
export interface SavedProgram extends Displayable {
  /**
   * `saved`; `unchanged`: the file holds it already; `empty`: nothing is written yet; `edited`: the file was edited by
   * itself and is left as it is; `not_saved`: the file cannot be written.
   */
  readonly kind: "saved" | "unchanged" | "empty" | "edited" | "not_saved";
  /** What became of it, in a sentence or two. */
  readonly message: string;
}

/**
 * Saves a program beside the notebook. Comments and imports alone are no program, and nothing is saved.
 *
 * A file that was edited by itself is never overwritten: it stays, or is kept under another name when the cell's text has
 * changed as well.
 *
 * ```ts
 * import { saveProgram } from "workbook";
 *
 * const saved = saveProgram("example.py", "# Not begun yet.");
 * const kind: string = saved.kind;
 * ```
 */
export function saveProgram(file: string, text: string): SavedProgram {
  return makeSavedProgram({
    file,
    text,
    folder: currentFolder(),
    book: openAnswers(),
    now: new Date(),
    isGraded: isGradedRun(),
  });
}

/** What saving works with. */
export interface SaveRequest {
  readonly file: string;
  readonly text: string;
  readonly folder: string;
  readonly book: AnswerBook;
  readonly now: Date;
  readonly isGraded: boolean;
}

/** The same with its surroundings in the open. */
export function makeSavedProgram(request: SaveRequest): SavedProgram {
  checkRequest(request);
  const { kind, message, notes = [] } = save(request);
  return {
    kind,
    message,
    [DISPLAY]: () =>
      cardBundle({
        heading: `Your program: ${request.file}`,
        parts: [{ text: message }, ...notes.map((text) => ({ label: "Note", text }))],
      }),
  };
}

interface Outcome {
  readonly kind: SavedProgram["kind"];
  readonly message: string;
  readonly notes?: readonly string[];
}

/** A name that leads elsewhere is a mistake of the notebook, not of the learner. */
function checkRequest({ file, text }: SaveRequest): void {
  if (typeof file !== "string" || !/^[\w-]+\.py$/.test(file)) {
    throw new TypeError(
      `Cannot save a program as "${file}": a plain name such as "program.py" is needed`,
    );
  }
  if (typeof text !== "string") {
    throw new TypeError(`Cannot save "${file}": the program is no text, put it between backquotes`);
  }
}

function save(request: SaveRequest): Outcome {
  const { file, folder } = request;
  // A text between backquotes begins with the line end behind the first of them.
  const text = request.text.replace(/^\r?\n/, "");
  const path = join(folder, file);
  const there = readText(path);
  if (there.kind === "unreadable") {
    return { kind: "not_saved", message: failureText(file, there.reason) };
  }
  if (isEmpty(text)) {
    return {
      kind: "empty",
      message: there.text === null
        ? "Not begun yet: write the program between the backquotes and run the cell again."
        : `The cell holds no program; the file ${file} is there and stays as it is.`,
    };
  }
  if (there.text === text) {
    return {
      kind: "unchanged",
      message: `${file} holds this text already.`,
      ...kept(request, text),
    };
  }
  return write({ ...request, text, path, there: there.text });
}

function write(
  request: SaveRequest & { readonly path: string; readonly there: string | null },
): Outcome {
  const { file, text, path, there, now } = request;
  const last = lastSaved(request);
  const isEdited = there !== null && there !== last;
  if (isEdited && text === last) {
    return {
      kind: "edited",
      message:
        `${file} was edited outside of this cell and is left as it is; it counts. Copy its ` +
        "text into the cell to go on here.",
    };
  }
  const keptAs = isEdited ? nameOfKept(file, now) : null;
  const failure = writeText(path, { text, keptAs });
  const notes = kept(request, text);
  if (failure !== null) {
    return { kind: "not_saved", message: failureText(file, failure), ...notes };
  }
  const lineCount = text.trimEnd().split("\n").length;
  const lines = `${lineCount} ${lineCount === 1 ? "line" : "lines"}`;
  return {
    kind: "saved",
    message: keptAs === null
      ? `Saved: ${file}, ${lines}.`
      : `Saved: ${file}, ${lines}. What stood in the file before was not from this cell: it is ` +
        `kept as ${keptAs}.`,
    ...notes,
  };
}

function failureText(file: string, reason: string): string {
  return `Not saved: ${file} cannot be written or read (${reason}). Your text stays in this cell; ` +
    "run it again when that is mended.";
}

type FileText = { kind: "text"; text: string | null } | { kind: "unreadable"; reason: string };

function readText(path: string): FileText {
  try {
    return { kind: "text", text: Deno.readTextFileSync(path) };
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return { kind: "text", text: null };
    return { kind: "unreadable", reason: reasonOf(error) };
  }
}

/** Writes a new file and puts it in place: a program that is checked meanwhile is the old one or the new one. */
function writeText(
  path: string,
  { text, keptAs }: { readonly text: string; readonly keptAs: string | null },
): string | null {
  const draft = `${path}.${randomUUID()}.new`;
  try {
    Deno.writeTextFileSync(draft, text);
    if (keptAs !== null) Deno.renameSync(path, join(path, "..", keptAs));
    Deno.renameSync(draft, path);
    return null;
  } catch (error) {
    removeDraft(draft);
    return reasonOf(error);
  }
}

function removeDraft(draft: string): void {
  try {
    Deno.removeSync(draft);
  } catch {
    // It was never made, or lies where nothing can be removed: the text stands in the cell.
  }
}

function nameOfKept(file: string, now: Date): string {
  const time = now.toISOString().replace(/\.\d+Z$/, "").replaceAll(":", "-");
  return file.replace(/\.py$/, `.kept-${time}.py`);
}

/** Under which the texts that a cell has saved are kept among the answers. */
function keyOf({ file }: SaveRequest): string {
  return `program ${file}`;
}

function lastSaved(request: SaveRequest): unknown {
  return request.book.read().answers.answers[keyOf(request)]?.at(-1)?.value;
}

/** A grader's copy of a notebook is no place for answers. */
function kept(request: SaveRequest, text: string): { readonly notes: readonly string[] } {
  const { book, now, isGraded } = request;
  if (isGraded || lastSaved(request) === text) return { notes: [] };
  const key = keyOf(request);
  const { notes } = book.update((all) => ({
    ...all,
    answers: {
      ...all.answers,
      [key]: withKept(all.answers[key], { value: text, at: now.toISOString() }),
    },
  }));
  return { notes };
}

/** Nothing but comments, imports and a text that describes the module. */
function isEmpty(program: string): boolean {
  const code = program.replace(/^\s*("""|''')[\s\S]*?\1/, "");
  return code.split("\n").every((line) => /^\s*(?:#.*|(?:import|from)\b.*)?$/.test(line));
}

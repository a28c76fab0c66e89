/** What a report says, put together from the kept answers and the saved notebooks; nothing private is left in it. */

import { join } from "node:path";
import { z } from "zod";
import { type Private, privateFacts, redact } from "../../../probes/mod.ts";
import { type Answers, type Kept, openAnswers } from "../exercises/answers.ts";
import { type SkillPoints, skillPointsOf } from "../exercises/assessment/skill_summary.ts";
import { countedPoints } from "../exercises/held_back.ts";
import { EXERCISES } from "../exercises/registry.ts";
import { LEDGER } from "../ledger/ledger.ts";
import type { LedgerStatus } from "../ledger/record.ts";
import type { AskedPrediction } from "./read_notebook.ts";
import { type NotebookFile, readNotebooks } from "./working_copy.ts";

/** A guess with what became of it. */
export interface ReportedPrediction {
  /** Under this id it is kept. */
  readonly id: string;
  /** The question, as far as it is known. */
  readonly question: string | null;
  /** What was said first. */
  readonly first: number | string;
  /** When, ISO 8601. */
  readonly at: string;
  /** What was said last, where that is something else. */
  readonly last: number | string | null;
}

/** An exercise that was answered. */
export interface ReportedExercise {
  /** Its id. */
  readonly id: string;
  /** Its title. */
  readonly title: string;
  /** Points that were earned. */
  readonly points: number;
  /** Points that can be earned. */
  readonly max: number;
  /** When it was answered last, ISO 8601. */
  readonly at: string;
  /** How often it was answered. */
  readonly answers: number;
  /** The fields of the last answer. */
  readonly answer: Readonly<Record<string, unknown>>;
}

/** A claim with what was found. */
export interface ReportedFinding {
  /** Id of the claim. */
  readonly claim: string;
  /** What the lesson says, in other words; null where the ledger does not know the claim. */
  readonly statement: string | null;
  /** Whether it holds by the sources. */
  readonly bySources: LedgerStatus | null;
  /** For example `✓ supported (frozen)`; empty where nothing was measured. */
  readonly mark: string;
  /** The finding in one sentence. */
  readonly sentence: string;
}

/** A picture; its SVG is in the page alone. */
export interface ReportedPicture {
  /** The chart in one sentence. */
  readonly description: string;
  /** The same as text. */
  readonly text: string;
}

/** A table, as texts. */
export interface ReportedTable {
  /** What stands above it; empty where nothing does. */
  readonly caption: string;
  /** Its columns. */
  readonly columns: readonly string[];
  /** Its cells, row by row. */
  readonly rows: readonly (readonly string[])[];
}

/** One notebook. */
export interface ReportedNotebook {
  /** Relative to the working copy. */
  readonly path: string;
  /** Its title. */
  readonly title: string;
  /** Code cells that were saved with an output, of all. */
  readonly cells: { readonly withOutput: number; readonly all: number };
  /** Guesses, in the order of the notebook. */
  readonly predictions: readonly ReportedPrediction[];
  /** Answered exercises, in the order of the notebook. */
  readonly exercises: readonly ReportedExercise[];
  /** Findings of saved cards. */
  readonly findings: readonly ReportedFinding[];
  /** What stands below its takeaway: guesses beside what came out. */
  readonly takeaway: readonly ReportedTable[];
  /** Saved pictures. */
  readonly pictures: readonly ReportedPicture[];
}

/** A report as data, the form of `report.json`. */
export interface ReportData {
  /** The form of this file. */
  readonly version: 1;
  /** When it was made, ISO 8601. */
  readonly at: string;
  /** Points of all exercises that were answered, and of all that there are. */
  readonly points: { readonly earned: number; readonly max: number };
  /** The assessment by skill; empty where none of its items was answered. */
  readonly skills: readonly SkillPoints[];
  /** The notebooks of the working copy. */
  readonly notebooks: readonly ReportedNotebook[];
  /** What is missing, and why. */
  readonly notes: readonly string[];
}

/** A report's data, with the pictures beside it. */
export interface CollectedReport {
  readonly data: ReportData;
  /** Notebook by notebook: the SVGs of its pictures, in their order. */
  readonly svgs: readonly (readonly string[])[];
}

/** Its answer is the learner's name. */
const UNTOLD = "start-first-cell";

/** A longer text is a program or was pasted: its beginning is told. */
const TEXT_CHARACTERS_MAX = 4000;

/** Puts a report together; `facts` is what must not be in it. */
export function collectReport(
  { top, now, facts = privateFacts() }: {
    readonly top: string;
    readonly now: Date;
    readonly facts?: Private;
  },
): CollectedReport {
  const files = readNotebooks(top);
  const folders = [...new Set(["", ...files.map(({ folder }) => folder)])];
  const books = new Map(folders.map((folder) => [
    folder,
    openAnswers({ folder: join(top, folder) }).read(),
  ]));
  const answersIn = (folder: string) => books.get(folder)?.answers ?? null;
  const notebooks = files.map((file) => notebookOf(file, answersIn(file.folder)));
  const skills = skillsOf(folders.flatMap((folder) => answersIn(folder) ?? []));
  const data: ReportData = {
    version: 1,
    at: now.toISOString(),
    points: {
      earned: earnedIn(notebooks),
      max: TOLD.reduce((sum, { max }) => sum + max, 0),
    },
    skills,
    notebooks,
    notes: [
      ...[...books].flatMap(([folder, { notes }]) =>
        notes.map((note) => folder === "" ? note : `In ${folder}: ${note}`)
      ),
      ...files.flatMap((file) =>
        file.kind === "unread" ? [`${file.path} could not be read: ${file.reason}.`] : []
      ),
      ...elsewhere(notebooks, [...books.values()].map(({ answers }) => answers)),
    ],
  };
  const svgs = files.map((file) =>
    file.kind === "notebook" ? file.notebook.pictures.map(({ svg }) => redactedSvg(svg, facts)) : []
  );
  return { data: redact(data, facts), svgs };
}

/** Its words alone: somebody may be called like an element. */
function redactedSvg(svg: string, facts: Private): string {
  const pieces = svg.split(/(<style>[^<]*<\/style>|<[^>]*>)/);
  const words = redact(pieces.filter((_, index) => index % 2 === 0), facts);
  return pieces.map((piece, index) => index % 2 === 0 ? words[index / 2] ?? "" : piece).join("");
}

const TOLD = EXERCISES.filter(({ id }) => id !== UNTOLD);

function notebookOf(file: NotebookFile, answers: Answers | null): ReportedNotebook {
  if (file.kind === "unread") {
    const cells = { withOutput: 0, all: 0 };
    const empty = { predictions: [], exercises: [], findings: [], takeaway: [], pictures: [] };
    return { path: file.path, title: file.path, cells, ...empty };
  }
  const { title, codeCells, withOutput, ...saved } = file.notebook;
  return {
    path: file.path,
    title: title === "" ? file.path : title,
    cells: { withOutput, all: codeCells },
    predictions: saved.predictions.flatMap((asked) => predictionsOf(answers, asked)),
    exercises: TOLD.filter(({ id }) => saved.exercises.includes(id))
      .flatMap((exercise) => exerciseOf(exercise, answers?.answers[exercise.id] ?? [])),
    findings: saved.findings.map(({ claim, mark, sentence }) => {
      const record = LEDGER.find(({ id }) => id === claim);
      return {
        claim,
        statement: record?.statement ?? null,
        bySources: record?.status ?? null,
        mark,
        sentence,
      };
    }),
    takeaway: saved.takeaway,
    pictures: saved.pictures.map(({ description, text }) => ({ description, text })),
  };
}

function predictionsOf(
  answers: Answers | null,
  { id: wanted, isBeginning, question }: AskedPrediction,
): ReportedPrediction[] {
  const all = Object.entries(answers?.predictions ?? {});
  return all.filter(([id]) => isBeginning ? id.startsWith(wanted) : id === wanted)
    .flatMap(([id, kept]) => {
      const [first, last] = [kept[0], kept.at(-1)];
      if (first === undefined || last === undefined) return [];
      const changed = last.value === first.value ? null : last.value;
      return [{ id, question, first: first.value, at: first.at, last: changed }];
    });
}

const keptAnswer: z.ZodType<Record<string, unknown> & { points: number }> = z.looseObject({
  points: z.number(),
});

function exerciseOf(
  { id, title, max, assessed }: (typeof EXERCISES)[number],
  kept: readonly Kept<unknown>[],
): ReportedExercise[] {
  const last = kept.at(-1);
  const parsed = keptAnswer.safeParse(last?.value);
  if (last === undefined || !parsed.success) return [];
  const { points, ...answer } = parsed.data;
  const counted = assessed === undefined ? points : countedPoints(kept) ?? 0;
  return [{
    id,
    title,
    // A file that was changed by hand may say anything.
    points: Math.min(Math.max(counted, 0), max),
    max,
    at: last.at,
    answers: kept.length,
    answer: Object.fromEntries(
      Object.entries(answer).map(([name, value]) => [name, shortened(value)]),
    ),
  }];
}

function shortened(value: unknown): unknown {
  return typeof value === "string" && value.length > TEXT_CHARACTERS_MAX
    ? `${value.slice(0, TEXT_CHARACTERS_MAX)} … (${value.length} characters)`
    : value;
}

/** Each exercise once: a notebook may lie there in several copies. */
function earnedIn(notebooks: readonly ReportedNotebook[]): number {
  const best = new Map<string, number>();
  for (const { id, points } of notebooks.flatMap(({ exercises }) => exercises)) {
    best.set(id, Math.max(points, best.get(id) ?? 0));
  }
  return [...best.values()].reduce((sum, points) => sum + points, 0);
}

/** The assessment lies in one folder: the one whose answers have most of its items. */
function skillsOf(all: readonly Answers[]): readonly SkillPoints[] {
  const answered = (skills: readonly SkillPoints[]) =>
    skills.reduce((sum, one) => sum + one.answered, 0);
  const [best = []] = all.map(skillPointsOf).toSorted((left, right) =>
    answered(right) - answered(left)
  );
  return answered(best) > 0 ? best : [];
}

/** Guesses and answers that no notebook of the copy asks for: it was renamed or removed. */
function elsewhere(notebooks: readonly ReportedNotebook[], all: readonly Answers[]): string[] {
  const told = new Set(
    notebooks.flatMap(({ predictions, exercises }) =>
      [...predictions, ...exercises].map(({ id }) => id)
    ),
  );
  const kept = all.flatMap(({ predictions, answers }) => [
    ...Object.keys(predictions),
    // Beside answers there are marks of other kinds: which programs were saved, how hidden ones were drawn.
    ...Object.keys(answers).filter((id) => TOLD.some((exercise) => exercise.id === id)),
  ]);
  const rest = [...new Set(kept)].filter((id) => !told.has(id)).sort();
  return rest.length === 0
    ? []
    : [`Kept, and asked for by no notebook here: ${rest.slice(0, 20).join(", ")}.`];
}

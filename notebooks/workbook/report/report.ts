/** The learner's report: made of what is kept and saved, written beside the notebooks, shown as a card. */

import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { DISPLAY, type Displayable } from "../../../probes/mod.ts";
import { currentFolder, reasonOf } from "../exercises/answers.ts";
import { isGradedRun } from "../exercises/check.ts";
import { cardBundle } from "../page/card.ts";
import { countOf } from "../page/words.ts";
import { reportHtml } from "./page.ts";
import { collectReport, type ReportData } from "./report_data.ts";
import { topFolderOf } from "./working_copy.ts";

/** What `report()` may be told. */
export interface ReportOptions {
  /** The folder of the notebooks; the working copy that the cell runs in when not given. */
  readonly folder?: string;
  /** Where the two files go; the folder of the notebooks when not given. */
  readonly out?: string;
}

/** A report. Shows itself as a card that says what is in it and where it lies. */
export interface Report extends Displayable {
  /** What it says. */
  readonly data: ReportData;
  /** The page. */
  readonly html: string;
  /** Names of the files that were written; empty where none could be. */
  readonly files: readonly string[];
  /** What could not be written or read. */
  readonly notes: readonly string[];
}

const HTML_NAME = "report.html";
const JSON_NAME = "report.json";

/**
 * Makes a report of all notebooks: guesses, answers with their points, findings and pictures.
 *
 * It writes `report.html`, one page that needs nothing else, and `report.json` into the top folder of the working copy,
 * and never throws for what it finds there. Findings and pictures are those of the notebooks as they were saved. Names of
 * users, machines and home folders are taken out.
 *
 * ```ts
 * import { report } from "workbook";
 *
 * const folder = await Deno.makeTempDir();
 * const { data, files } = report({ folder });
 * const told: string = `${data.points.earned} points in ${files.length} files`;
 * ```
 */
export function report({ folder, out }: ReportOptions = {}): Report {
  return makeReport({
    top: folder ?? topFolderOf(currentFolder()),
    out: out ?? null,
    now: new Date(),
    isGraded: isGradedRun(),
  });
}

/** The same with its surroundings in the open. */
export function makeReport({ top, out, now, isGraded }: {
  readonly top: string;
  readonly out: string | null;
  readonly now: Date;
  readonly isGraded: boolean;
}): Report {
  const collected = collectReport({ top, now });
  const { data } = collected;
  const html = reportHtml(collected);
  const target = out ?? top;
  // A grader's copy of somebody's notebook is no place for reports.
  const failures = isGraded ? ["A graded run writes no report."] : [
    write(target, HTML_NAME, html),
    write(target, JSON_NAME, `${JSON.stringify(data, null, 1)}\n`),
  ];
  const notes = [...failures.flatMap((failure) => failure ?? []), ...data.notes];
  const files = [HTML_NAME, JSON_NAME].filter((_, index) => failures[index] === null);
  return {
    data,
    html,
    files,
    notes,
    [DISPLAY]: () => cardBundle({ heading: "Report", parts: cardParts(data, { files, notes }) }),
  };
}

function cardParts(
  { points, notebooks }: ReportData,
  { files, notes }: Pick<Report, "files" | "notes">,
) {
  const sum = (count: (one: ReportData["notebooks"][number]) => number) =>
    notebooks.reduce((all, one) => all + count(one), 0);
  const unsaved = notebooks.filter(({ cells }) => cells.all > 0 && cells.withOutput === 0);
  return [
    {
      text: `${points.earned} of ${points.max} points, ` + [
        countOf(sum((one) => one.predictions.length), "guess", "es"),
        countOf(sum((one) => one.findings.filter(({ mark }) => mark !== "").length), "finding"),
        countOf(sum((one) => one.pictures.length), "picture"),
      ].join(", ") + ` from ${countOf(notebooks.length, "notebook")}.`,
    },
    ...files.length === 0 ? [] : [{
      label: "Written",
      text: `${files.join(" and ")}, in the top folder of your notebooks.`,
    }],
    ...unsaved.length === 0 ? [] : [{
      label: "Without findings and pictures, because they were saved without outputs",
      text: unsaved.map(({ path }) => path),
    }],
    ...notes.length === 0 ? [] : [{ label: "Note", text: notes }],
  ];
}

/** Writes a new file and puts it in place: half a report looks like a whole one. */
function write(folder: string, name: string, text: string): string | null {
  const draft = join(folder, `.${name}.${randomUUID()}.new`);
  try {
    Deno.mkdirSync(folder, { recursive: true });
    Deno.writeTextFileSync(draft, text);
    Deno.renameSync(draft, join(folder, name));
    return null;
  } catch (error) {
    removeDraft(draft);
    return `${name} cannot be written (${reasonOf(error)}). Its text is in the result's ` +
      `"${name === HTML_NAME ? "html" : "data"}".`;
  }
}

function removeDraft(draft: string): void {
  try {
    Deno.removeSync(draft);
  } catch {
    // It was never made, or lies where nothing can be removed.
  }
}

/**
 * The learner's report: what was guessed, answered and found in all notebooks, as one page to keep or to hand in.
 *
 * Start reading at `report.ts`; what the notebooks' files tell stands in `read_notebook.ts`, what is made of it in
 * `report_data.ts`, the page in `page.ts`.
 *
 * @module
 */

export { type Report, report, type ReportOptions } from "./report.ts";
export type {
  ReportData,
  ReportedExercise,
  ReportedFinding,
  ReportedNotebook,
  ReportedPicture,
  ReportedPrediction,
  ReportedTable,
} from "./report_data.ts";

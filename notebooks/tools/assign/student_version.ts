/** From an instructor's notebook to the ones that a course needs: without solutions and without outputs. */

import { type Cell, isCodeCell, type Notebook } from "../nbformat.ts";
import { type Grading, readGrading } from "./grading.ts";
import { EMPTY_SOLUTION, type RegionForm, withoutHidden, withoutSolutions } from "./regions.ts";

/** The two forms of an assignment, or everything that is wrong with the notebook. */
export type Assignment =
  | {
    readonly kind: "assignment";
    /** For nbgrader's `generate_assignment`: empty regions where solutions were; hidden tests are in it. */
    readonly source: Notebook;
    /** To hand out without nbgrader: the same as nbgrader makes of `source`. */
    readonly student: Notebook;
    readonly summary: AssignmentSummary;
  }
  | { readonly kind: "refused"; readonly reasons: readonly string[] };

/** What an assignment comes to. */
export interface AssignmentSummary {
  readonly points: number;
  /** Cells that give points. */
  readonly checkCount: number;
  /** Cells for answers. */
  readonly answerCount: number;
  /** Own answer cells that had no region: their whole text was taken for the solution. */
  readonly replaced: readonly string[];
}

/** What stands where a solution was; the same words as in the settings for nbgrader. */
export const CODE_STUB = "// Write your answer here";
const TEXT_STUB = "Write your answer here";

/**
 * Makes an assignment. `stubs` has the answer cells of shipped notebooks by their grade id: an instructor who answered
 * one to try it gives out the stub all the same.
 */
export function makeAssignment(
  notebook: Notebook,
  stubs: ReadonlyMap<string, string>,
): Assignment {
  const reasons: string[] = [];
  const graded: Grading[] = [];
  const replaced: string[] = [];
  const source: Cell[] = [];
  const student: Cell[] = [];
  for (const [index, cell] of notebook.cells.entries()) {
    const made = treatCell(cell, stubs);
    if (made.kind === "faulty") {
      reasons.push(`cell ${index + 1} ("${cell.id}"): ${made.reason}`);
      continue;
    }
    if (made.grading !== null) graded.push(made.grading);
    if (made.isReplaced) replaced.push(cell.id);
    source.push(withoutOutputs({ ...cell, source: made.source }));
    student.push(withoutOutputs({ ...cell, source: made.student }));
  }
  for (const id of repeated(graded.map(({ gradeId }) => gradeId))) {
    reasons.push(
      `the grade id "${id}" stands in more than one cell, and nbgrader needs one of its own for each`,
    );
  }
  if (reasons.length > 0) return { kind: "refused", reasons };
  return {
    kind: "assignment",
    source: { ...notebook, cells: source },
    student: { ...notebook, cells: student },
    summary: {
      points: graded.reduce((sum, { points }) => sum + (points ?? 0), 0),
      checkCount: graded.filter(({ isGrade }) => isGrade).length,
      answerCount: graded.filter(({ isSolution }) => isSolution).length,
      replaced,
    },
  };
}

type TreatedCell =
  | {
    readonly kind: "treated";
    readonly source: string;
    readonly student: string;
    readonly grading: Grading | null;
    readonly isReplaced: boolean;
  }
  | { readonly kind: "faulty"; readonly reason: string };

function treatCell(cell: Cell, stubs: ReadonlyMap<string, string>): TreatedCell {
  const reading = readGrading(cell);
  if (reading.kind === "faulty") return reading;
  const grading = reading.kind === "grading" ? reading.grading : null;
  const framed = withoutSolutions(cell.source, { kind: "frame" });
  if (framed.kind === "faulty") return framed;
  if (framed.count > 0 && grading?.isSolution !== true) {
    return {
      kind: "faulty",
      reason:
        'it has a solution, and field "metadata.nbgrader.solution" is not true; in JupyterLab, ' +
        "nbgrader's Create Assignment panel sets it",
    };
  }
  const isReplaced = framed.count === 0 && grading?.isSolution === true &&
    stubs.get(grading.gradeId) === undefined;
  const source = framed.count > 0 || grading?.isSolution !== true
    ? framed.text
    // nbgrader would replace a whole cell that has no region, the stub with it.
    : [EMPTY_SOLUTION, stubs.get(grading.gradeId) ?? []].flat().join("\n");
  const form: RegionForm = { kind: "stub", stub: isCodeCell(cell) ? CODE_STUB : TEXT_STUB };
  const answered = withoutSolutions(source, form);
  if (answered.kind === "faulty") return answered;
  const student = withoutHidden(answered.text);
  if (student.kind === "faulty") return student;
  return { kind: "treated", source, student: student.text, grading, isReplaced };
}

function withoutOutputs(cell: Cell): Cell {
  return isCodeCell(cell) ? { ...cell, outputs: [], execution_count: null } : cell;
}

function repeated(ids: readonly string[]): string[] {
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
}

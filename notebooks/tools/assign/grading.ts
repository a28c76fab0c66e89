/** What a cell is to nbgrader, as its metadata says. */

import { z } from "zod";
import { type Cell, isCodeCell } from "../nbformat.ts";

/** The fields of `metadata.nbgrader` that matter here; nbgrader fills in what is left out. */
export interface Grading {
  readonly gradeId: string;
  /** The student writes in it. */
  readonly isSolution: boolean;
  /** It gives points: its own, or those of an answer that somebody reads. */
  readonly isGrade: boolean;
  readonly points: number | null;
}

/** A cell's grading, none, or what is wrong with it. */
export type GradingReading =
  | { readonly kind: "none" }
  | { readonly kind: "grading"; readonly grading: Grading }
  | { readonly kind: "faulty"; readonly reason: string };

/** Reads what nbgrader would read. */
export function readGrading(cell: Cell): GradingReading {
  const given = cell.metadata["nbgrader"];
  if (given === undefined) return { kind: "none" };
  const parsed = gradingFields.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = ["metadata", "nbgrader", ...(issue?.path ?? [])].map(String).join(".");
    return { kind: "faulty", reason: `field "${field}" is wrong: ${issue?.message ?? "unknown"}` };
  }
  const { grade_id: gradeId, solution, grade, task, points = null } = parsed.data;
  if ((grade || task) && points === null) {
    return { kind: "faulty", reason: 'field "metadata.nbgrader.points" is missing' };
  }
  return {
    kind: "grading",
    grading: { gradeId, isSolution: solution, isGrade: grade || task, points },
  };
}

/** The ids that answer cells have in shipped notebooks, each with its stub as shipped. */
export function stubsOf(cells: readonly Cell[]): [gradeId: string, source: string][] {
  return cells.flatMap((cell): [string, string][] => {
    const reading = readGrading(cell);
    const isStub = reading.kind === "grading" && reading.grading.isSolution && isCodeCell(cell);
    return isStub ? [[reading.grading.gradeId, cell.source]] : [];
  });
}

interface GradingFields {
  readonly grade_id: string;
  readonly solution: boolean;
  readonly grade: boolean;
  readonly task: boolean;
  readonly points?: number | undefined;
}

const gradingFields: z.ZodType<GradingFields> = z.object({
  // nbgrader's own rule; it is part of file names and of a database's keys.
  grade_id: z.string().regex(/^[a-zA-Z0-9_-]+$/, "letters, digits, - and _ are allowed"),
  solution: z.boolean().default(false),
  grade: z.boolean().default(false),
  task: z.boolean().default(false),
  points: z.number().min(0).optional(),
});

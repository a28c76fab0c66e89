/**
 * Exercises: their texts, the checks with their points, predictions, programs written in a cell, and the file in which
 * answers are kept. What is asked in a notebook and who judges it stands in a folder a notebook (`part_1/`).
 *
 * Start reading at `check.ts`; an answer goes → `answer_fields.ts` → the judge of its exercise (`registry.ts` finds it) →
 * `answers.ts`, which keeps it. Judges share rules for what is right on any machine: `acceptance.ts` (choices, noise),
 * `acceptance_ratio.ts`, `acceptance_numbers.ts` (sums, shares, times), `acceptance_exact.ts` (counts, orders) and
 * `text_rule.ts`; numbers are read as people write them (`stated.ts`, `ratio_words.ts`).
 *
 * @module
 */

export { type SkillPoints, type SkillSummary, skillSummary } from "./assessment/skill_summary.ts";
export { check, type Checked, type Checking } from "./check.ts";
export { type Exercise, exercise, type ExerciseOptions } from "./exercise.ts";
export { type HiddenPrograms, hiddenPrograms } from "./part_3/hidden_programs.ts";
export { predict, type Prediction, type PredictSpec } from "./predict.ts";
export { type RunningThrice, threeRuns, type ThreeRunsOptions } from "./part_4/three_runs.ts";
export { type SavedProgram, saveProgram } from "./save_program.ts";
